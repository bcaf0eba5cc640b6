"""A record is published, or withdrawn, with all that goes with it; and all of it is undone at once."""

import pytest
from django.urls import reverse

from curation import bulk, history
from curation.deeds import StatusChange
from curation.models import Revision, Status
from curation.wholes import Whole
from events.attached import Partner
from events.models import Appearance, Event, Talk, ThemedTalk
from quotes.models import Quote, Source, Tweet
from recaps.models import Span
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.working import work
from themes.models import Theme

pytestmark = pytest.mark.django_db
KINDS = (Event, Talk, Speaker, Organization, Quote, Tweet, Theme, Source)
DRAFT = Status.DRAFT


@pytest.fixture
def curator(client):
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def page(record, deed="publish"):
    return reverse(f"admin:events_{record._meta.model_name}_{deed}", args=[record.pk])


def programme(number=1, **fields):
    """An event as an import leaves it: all of it drafts, of every kind."""
    fields = {"status": DRAFT} | fields
    theme, source, firm = make.theme(**fields), make.source(**fields), make.organization(**fields)
    event = make.event(organizer=make.organization(**fields), themes=[make.theme(**fields)], **fields)
    Partner.objects.create(event=event, organization=make.organization(**fields))
    Appearance.objects.create(event=event, speaker=make.speaker(**fields), role="host")
    for _each in range(number):
        person = make.speaker(**fields)
        talk = make.talk(event=event, speakers=[person], themes=[theme], **fields)
        make.reference(talk=talk, themes=[make.theme(**fields)])
        Appearance.objects.create(event=event, talk=talk, organization=firm)
        tweet = make.tweet(talk=talk, source=source, speaker=make.speaker(**fields), **fields)
        make.quote(talk=talk, speaker=person, source=source, themes=[theme], **fields)
        make.quote(event=event, speaker=person, tweet=tweet, **fields)
    make.source(event=event, **fields)
    return event


def states():
    return {(model, key): status for model in KINDS for key, status in model.objects.values_list("pk", "status")}


def proposed(response, name="sections"):
    """{name: keys} of what the page shows in these sections."""
    return {section.name: [line.record.pk for line in section.lines] for section in response.context[name]}


def agreed(response, **ticked):
    """What whoever agrees to the page posts, but for what is ticked."""
    return {"seen": response.context["seen"], "sure": "1"} | ticked


def told(response):
    """[(what stays hidden, by what)]"""
    return [(str(line.record), [str(one.record) for one in by]) for line, by in response.context["hidden"]]


def test_an_event_comes_out_with_its_people_its_firms_its_words_its_themes_and_its_sources(curator):
    event = programme()
    other = programme()
    others = {(type(row), key) for rows in Whole(other).rows().values() for key, row in rows.items()}
    before = states()
    shown = curator.get(page(event))
    assert told(shown) == []
    assert states() == before
    response = curator.post(page(event), agreed(shown))
    done = StatusChange.objects.get()
    assert response["Location"] == reverse("admin:curation_statuschange_change", args=[done.pk])
    assert {place for place, status in states().items() if status == DRAFT} == others
    assert Quote.objects.public().count() == 2 and ThemedTalk.objects.public().count() == 1
    assert Appearance.objects.public().count() == 3 and Partner.objects.public().count() == 1
    assert done.count == len(before) - len(others) == Revision.objects.filter(by=curator.person).count()
    curator.post(reverse("admin:curation_statuschange_undo", args=[done.pk]))
    assert states() == before
    assert Revision.objects.filter(comment=str(event)).count() == 2 * done.count


def test_what_is_left_out_stays_and_so_does_what_hangs_on_it_which_is_told(curator):
    event = make.event(status=DRAFT, title="Atelier")
    person, other = make.speaker(status=DRAFT, name="Anne Course"), make.speaker(status=DRAFT, name="Zoé Abadie")
    source = make.source()
    hidden = make.quote(event=event, speaker=person, source=source, status=DRAFT, text="Des mots cachés.")
    shown = make.quote(event=event, speaker=other, source=source, text="Des mots dits.")
    response = curator.post(page(event), {"speaker": [person.pk]})
    assert told(response) == [("Des mots cachés.", ["Anne Course"])]
    assert not Quote.objects.public().exists()
    curator.post(page(event), agreed(response, speaker=[person.pk]))
    assert list(Quote.objects.public()) == [shown]
    hidden.refresh_from_db()
    assert (hidden.status, Speaker.objects.get(pk=person.pk).status) == ("published", "draft")


def test_what_has_no_source_or_other_words_than_its_article_is_proposed_to_be_left_out_with_the_reason(curator):
    event = make.event(status=DRAFT)
    source = make.source()
    ready, bare, changed, kept = (
        make.quote(event=event, status=DRAFT, text=text, **fields)
        for text, fields in (
            ("Prêt.", {"source": source}),
            ("Nu.", {}),
            ("D’autres mots.", {"source": source}),
            ("des mots dits", {"source": source}),
        )
    )
    recap, proposal = make.recap()
    for quote in (changed, kept):
        Span.objects.create(recap=recap, start=proposal.start, end=proposal.end, quote=quote)
    response = curator.get(page(event))
    assert proposed(response)["quote"] == [ready.pk, kept.pk]
    [left] = response.context["left"]
    assert [(line.record, str(line.why)) for line in left.lines] == [
        (bare, "sans source"),
        (changed, "ses mots ne sont plus ceux de l’article"),
    ]
    assert "sans source" in response.content.decode()
    curator.post(page(event), agreed(response, quote=[bare.pk, kept.pk]))
    assert list(Quote.objects.filter(status="published").order_by("pk")) == [ready, bare]


def test_a_talk_comes_out_with_its_event_or_is_told_to_stay_hidden(curator):
    event = programme()
    talk = event.talks.get()
    other = make.talk(event=event, status=DRAFT)
    shown = curator.get(page(talk))
    assert proposed(shown)["event"] == [event.pk] and proposed(shown)["talk"] == [talk.pk]
    assert {str(talk)} <= {name for name, _by in told(curator.post(page(talk), {"event": [event.pk]}))}
    curator.post(page(talk), agreed(shown))
    assert list(Talk.objects.public()) == [talk]
    other.refresh_from_db()
    assert other.status == DRAFT


def test_words_known_by_a_tweet_of_another_draft_event_are_told_to_stay_hidden(curator):
    event, elsewhere = make.event(status=DRAFT), make.event(status=DRAFT, title="Ailleurs")
    tweet = make.tweet(event=elsewhere, text="Un tweet.", source=make.source(), status=DRAFT)
    make.quote(event=event, tweet=tweet, text="Des mots.", status=DRAFT)
    response = curator.get(page(event))
    assert proposed(response)["tweet"] == [tweet.pk]
    assert sorted(told(response)) == [("@LabdesUsages : Un tweet.", ["Ailleurs"]), ("Des mots.", ["Ailleurs"])]


def test_only_what_was_shown_comes_out_and_only_of_the_whole(curator):
    event, other = make.event(status=DRAFT), make.talk(status=DRAFT, event=make.event(status=DRAFT))
    shown = curator.get(page(event))
    came = make.talk(event=event, status=DRAFT)
    again = curator.post(page(event), agreed(shown, talk=[other.pk]))
    assert "La liste a changé" in again.content.decode()
    assert {row.status for model in (Event, Talk) for row in model.objects.all()} == {DRAFT}
    curator.post(page(event), agreed(again))
    assert (list(Event.objects.public()), list(Talk.objects.public())) == ([event], [came])


def test_what_changed_since_it_was_shown_is_shown_again(curator):
    event, source = make.event(status=DRAFT), make.source(status=DRAFT)
    quote = make.quote(event=event, source=source, status=DRAFT)
    tweet = make.tweet(event=make.event(status=DRAFT))
    make.quote(event=event, source=source, tweet=tweet)

    def is_shown_again(change, deed="publish"):
        shown = curator.get(page(event, deed))
        change()
        return "La liste a changé" in curator.post(page(event, deed), agreed(shown)).content.decode()

    def correct():
        quote.text = "D’autres mots."
        quote.save()

    assert is_shown_again(correct)
    assert is_shown_again(lambda: bulk.set_status(Event, [tweet.event_id], "published", by=None))
    assert not is_shown_again(lambda: None)
    assert is_shown_again(lambda: make.talk(event=event), "withdraw")
    assert is_shown_again(lambda: make.quote(source=source), "withdraw")
    assert not is_shown_again(lambda: None, "withdraw")


def test_what_is_posted_does_not_grow_with_the_whole(curator, settings):
    event = make.event(status=DRAFT)
    for _each in range(20):
        make.quote(event=event, status=DRAFT)
        make.quote(event=event, status=DRAFT, source=make.source())
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    for deed, after in (("publish", "published"), ("withdraw", DRAFT)):
        shown = curator.get(page(event, deed))
        assert 'type="checkbox"' in shown.content.decode() and " checked" not in shown.content.decode()
        assert curator.post(page(event, deed), agreed(shown)).status_code == 302
        assert {record.status for record in (Event.objects.get(), *Source.objects.all())} == {after}


def test_a_link_to_another_talk_brings_it_not_along():
    event, other = make.event(status=DRAFT), make.talk(status=DRAFT)
    talk = make.talk(event=event, status=DRAFT)
    talk.links.create(kind="echoes", target=other)
    assert Whole(event).rows() == {Event: {event.pk: event}, Talk: {talk.pk: talk}}


def test_an_event_is_withdrawn_with_whom_nothing_else_shows_and_the_others_stay(curator):
    event = programme(status="published")
    person = Speaker.objects.filter(quotes__event=event).first()
    make.quote(speaker=person)
    theme = Theme.objects.filter(themedtalk_set__content_object__event=event).first()
    make.talk(themes=[theme])
    before = states()
    response = curator.get(page(event, "withdraw"))
    assert sorted(line.record.pk for section in response.context["stays"] for line in section.lines) == sorted(
        [person.pk, theme.pk]
    )
    goes = {section.name: len(section.lines) for section in response.context["goes"]}
    assert goes == {"event": 1, "talk": 1, "quote": 2, "tweet": 1}
    alone = proposed(response)
    assert {name: len(keys) for name, keys in alone.items()} == {
        "speaker": 2, "organization": 3, "theme": 2, "source": 2,
    }  # fmt: skip
    curator.post(page(event, "withdraw"), agreed(response, source=alone["source"]))
    assert not Talk.objects.public().filter(event=event).exists()
    assert Speaker.objects.public().get(quotes__is_public=True) == person
    assert Source.objects.public().count() == 2
    curator.post(reverse("admin:curation_statuschange_undo", args=[StatusChange.objects.get().pk]))
    assert states() == before
    assert Talk.objects.public().filter(event=event).count() == 1


def test_who_is_mentioned_in_a_public_tweet_elsewhere_stays_when_an_event_is_withdrawn(curator):
    event = make.event()
    people = [make.speaker() for _each in range(3)]
    firm = make.organization()
    talk = make.talk(event=event, speakers=people)
    Appearance.objects.create(event=event, talk=talk, organization=firm)
    outside, draft, within = make.tweet(), make.tweet(status=DRAFT), make.tweet(event=event)
    for person, tweet in zip(people, (outside, draft, within), strict=True):
        tweet.mentioned_speakers.add(person)
    outside.mentioned_organizations.add(firm)
    response = curator.get(page(event, "withdraw"))
    assert proposed(response) == {"speaker": [people[1].pk, people[2].pk]}
    assert {line.record for section in response.context["stays"] for line in section.lines} == {people[0], firm}


def test_a_talk_is_withdrawn_and_its_event_stays(curator):
    event = programme(status="published")
    talk = event.talks.get()
    response = curator.get(page(talk, "withdraw"))
    assert "event" not in proposed(response)
    curator.post(page(talk, "withdraw"), agreed(response))
    assert list(Event.objects.public()) == [event] and not Talk.objects.public().exists()
    assert [str(quote.tweet_id) for quote in Quote.objects.public()] == []


def test_an_undoing_leaves_what_was_changed_since_and_is_done_once(curator):
    quotes = [make.quote(status=DRAFT) for _each in range(2)]
    done = bulk.set_status_together(quotes[0].event, {Quote: [quote.pk for quote in quotes]}, "published", by=None)
    bulk.set_status(Quote, [quotes[0].pk], DRAFT, by=None)
    quotes[1].context = "Corrigé depuis."
    quotes[1].save()
    address = reverse("admin:curation_statuschange_undo", args=[done.pk])
    curator.post(address)
    assert list(Quote.objects.values_list("status", "context").order_by("pk")) == [
        ("draft", ""),
        ("draft", "Corrigé depuis."),
    ]
    assert "C’est déjà annulé." in curator.post(address, follow=True).content.decode()


def test_a_lot_is_published_by_the_worker_once_and_so_undone(curator, monkeypatch):
    monkeypatch.setattr(bulk, "A_LOT", 2)
    event = programme()
    before = states()
    response = curator.post(page(event), agreed(curator.get(page(event))))
    assert "/admin/work/job/" in response["Location"]
    work()
    assert set(states().values()) == {"published"}
    done = StatusChange.objects.get()
    assert done.by == curator.person
    for _twice in range(2):
        response = curator.post(reverse("admin:curation_statuschange_undo", args=[done.pk]))
        assert "/admin/work/job/" in response["Location"] and set(states().values()) == {"published"}
    work()
    assert states() == before
    done.refresh_from_db()
    assert done.undone_by == curator.person
    assert Revision.objects.filter(comment=str(event)).count() == 2 * done.count


def test_who_may_not_publish_finds_no_such_page(client):
    client.force_login(make.user(role="editor"))
    event = programme()
    assert client.get(page(event)).status_code == 403
    assert page(event) not in client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
    done = bulk.set_status_together(event, {Event: [event.pk]}, "published", by=None)
    assert client.post(reverse("admin:curation_statuschange_undo", args=[done.pk])).status_code == 403


def test_nothing_is_written_where_nothing_changes(curator):
    event = make.event()
    history.write(event, by=None)
    response = curator.post(page(event), agreed(curator.get(page(event)), event=[event.pk]))
    assert response["Location"] == reverse("admin:events_event_change", args=[event.pk])
    assert not StatusChange.objects.exists() and Revision.objects.count() == 1


@pytest.mark.parametrize("number", [2, 60])
def test_what_the_pages_and_the_publishing_cost(curator, number, django_assert_max_num_queries):
    event = programme(number)
    curator.get(page(event))
    with django_assert_max_num_queries(80):
        shown = proposed(curator.get(page(event)))
    whole = Whole(event)
    keys = {model: shown.get(model._meta.model_name, []) for model in whole.rows()}
    with django_assert_max_num_queries(140):
        done = bulk.set_status_together(event, keys, "published", by=None)
    with django_assert_max_num_queries(80):
        curator.get(page(event, "withdraw"))
    with django_assert_max_num_queries(140):
        bulk.undo_status(done, by=None)
