"""Quotes, talks, events, tweets and sources become one, too: nothing is lost in silence, and all of it comes back."""

import random
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse

from curation import bulk, history
from curation.deeds import Merge
from curation.history import silent
from curation.merging import merge, undo
from curation.models import FormerSlug, Revision
from events.models import Appearance, Event, Talk, TalkLink
from quotes.models import Quote, QuoteLink, Source, Tweet
from recaps.models import Span
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.curation.test_stored import tree, wrong
from tests.working import work
from themes.models import Theme

pytestmark = pytest.mark.django_db
KINDS = (Event, Talk, Quote, Tweet, Source, Speaker, Organization, Theme)
APPS = {"curation", "events", "quotes", "speakers", "themes", "recaps", "dossiers", "alerts"}
LEFT_OUT = {"revision", "merge", "statuschange", "tally", "lack", "contentversion", "noted", "pair"}


def state():
    """{model: its rows}, of all that a person wrote; journals and what is worked out aside."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in APPS and model._meta.model_name not in LEFT_OUT:
            left_out = {"created_at", *silent(model)}  # a snapshot has milliseconds
            names = [field.attname for field in model._meta.concrete_fields if field.name not in left_out]
            found[model] = set(map(str, model._base_manager.values_list(*names)))
    return found


def settled(kept, gone):
    """What the page asks of what nobody may guess: the values of either by turns."""
    return {name: (gone, kept)[place % 2].pk for place, name in enumerate(kept.never_guessed)}


def world(dice):
    tree(dice)
    events, talks, quotes = (list(model.objects.order_by("pk")) for model in (Event, Talk, Quote))
    other = make.event(title="Une semaine")
    events[0].part_of.set([events[1], other])
    other.part_of.add(events[1])
    for event in events:
        event.partners.create(organization=make.organization())
        Appearance.objects.create(event=event, speaker=Speaker.objects.first(), role="host")
        make.source(event=event, author=dice.choice(["", "une agence"]))
    for talk in talks:
        talk.recordings.create(url="https://exemple.fr/film")
        TalkLink.objects.get_or_create(source=talk, kind="extends", target=talks[0]) if talk != talks[0] else None
    QuoteLink.objects.create(source=quotes[1], kind="extends", target=quotes[0])
    for tweet in Tweet.objects.all():
        tweet.mentioned_speakers.set(dice.sample(list(Speaker.objects.all()), 2))
    for record in (events[0], talks[0], quotes[0]):
        record.external_references.create(system="pretalx", identifier=f"{record._meta.model_name} {record.pk}")


def pair(dice, model):
    """Two of the kind; of talks, of one event."""
    kept, gone = dice.sample(list(model.objects.order_by("pk")), 2)
    if model is Talk:
        gone.event = kept.event
        gone.save()
    return kept, gone


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("model", KINDS)
def test_a_merge_of_any_kind_is_undone_exactly(model, seed):
    dice = random.Random(f"{model._meta.label}{seed}")
    world(dice)
    kept, gone = pair(dice, model)
    before = state()
    done = merge(kept, gone, by=None, chosen=settled(kept, gone))
    assert not model.objects.filter(pk=gone.pk).exists()
    assert wrong() == {}
    assert not Quote.objects.filter(talk__isnull=False).exclude(event=F("talk__event")).exists()
    undo(done, by=None)
    assert state() == before
    assert wrong() == {}


def test_two_merges_are_undone_the_last_first_and_exactly():
    dice = random.Random(5)
    world(dice)
    before, done = state(), []
    for model in (Event, Source, Quote):
        kept, gone = pair(dice, model)
        done.append(merge(kept, gone, by=None, chosen=settled(kept, gone)))
    for one in reversed(done):
        undo(one, by=None)
    assert state() == before


@pytest.mark.parametrize(
    ("status", "mine", "theirs"),
    [("draft", None, 2015), ("draft", 2018, 2015), ("draft", 2018, None)]
    + [("published", 2018, 2015), ("published", 2014, 2015), ("published", 2018, None)],
)
def test_old_words_are_no_news_and_the_date_goes_back_to_what_it_was(status, mine, theirs):
    def out(year):
        return year and datetime(year, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)

    event = make.event()
    kept = make.quote(event=event, text="Des mots.", status=status, themes=[make.theme()])
    gone = make.quote(event=event, text="Des mots.", status="published" if theirs else "draft")
    for quote, year in ((kept, mine), (gone, theirs)):
        Quote.objects.filter(pk=quote.pk).update(published_at=out(year))
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert kept.published_at == out(min(filter(None, (mine, theirs))))
    assert kept.themed.get().published_at == kept.published_at
    undo(done, by=None)
    kept.refresh_from_db()
    assert (kept.published_at, kept.status) == (out(mine), status)


def test_what_came_out_since_stays_dated_after_an_undoing():
    event = make.event()
    kept, gone = (make.quote(event=event, text="Des mots.", status="draft") for _each in range(2))
    Quote.objects.filter(pk=gone.pk).update(published_at=datetime(2015, 1, 1, tzinfo=UTC))
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    kept.status = "published"
    kept.save()
    undo(done, by=None)
    kept.refresh_from_db()
    assert kept.is_public and kept.published_at == datetime(2015, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("is_of_kept", [True, False])
@pytest.mark.parametrize("is_merged", [True, False])
def test_an_undoing_is_refused_for_the_true_reason_where_what_a_record_pointed_at_is_gone(is_of_kept, is_merged):
    one, other, third = (make.organization(name=name) for name in ("Les Arbres", "Les Ponts", "Les Rues"))
    mine, theirs = (one, other) if is_of_kept else (other, one)
    kept, gone = make.event(organizer=mine), make.event(organizer=theirs)
    done = merge(kept, gone, by=None, chosen={"organizer": gone.pk if is_of_kept else kept.pk})
    first = merge(third, one, by=None) if is_merged else history.delete(one, by=None)
    words = "Les Arbres.*organisateur.*" + ("annulez d’abord cette fusion" if is_merged else "n’existe plus")
    with pytest.raises(ValidationError, match=words):
        undo(done, by=None)
    undo(first, by=None) if is_merged else history.restore(first, by=None)
    undo(done, by=None)
    names = [Event.objects.get(pk=event.pk).organizer.name for event in (kept, gone)]
    assert names == [mine.name, theirs.name]


# Quotes


def test_words_that_differ_and_other_sources_are_never_guessed():
    event = make.event()
    kept = make.quote(event=event, text="La ville est belle.", source=make.source())
    gone = make.quote(event=event, text="La ville est si belle.", source=make.source())
    for chosen in ({}, {"text": kept.pk}, {"source": gone.pk}):
        with pytest.raises(ValidationError, match="Dites ce qui reste"):
            merge(kept, gone, by=None, chosen=chosen)
    assert Quote.objects.count() == 2 and not Merge.objects.exists()
    done = merge(kept, gone, by=None, chosen={"text": gone.pk, "source": kept.pk})
    kept.refresh_from_db()
    assert (kept.text, kept.source.pk) == ("La ville est si belle.", kept.source_id)
    assert done.journal["aside"] == {"text": "La ville est belle.", "source": gone.source_id}


def test_the_source_the_spans_and_the_themes_of_the_one_pass_to_the_other():
    event, theme, source = make.event(), make.theme(), make.source()
    kept = make.quote(event=event, text="des mots dits")
    gone = make.quote(event=event, text="des mots dits", source=source, themes=[theme], context="Dit en riant.")
    recap, proposal = make.recap()
    span = Span.objects.create(recap=recap, start=proposal.start, end=proposal.end, quote=gone)
    dossier = make.dossier(records=[gone])
    merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert (kept.source, kept.context, list(kept.themes.all())) == (source, "Dit en riant.", [theme])
    assert list(kept.spans.all()) == [span] and kept.is_proved
    assert dossier.items.get().quote == kept


def test_a_reported_sense_never_takes_the_nature_of_quoted_words_without_the_words():
    event = make.event()
    kept = make.quote(event=event, text="Des mots.", kind="verbatim")
    gone = make.quote(event=event, text="Qu’il a dit des mots.", kind="paraphrase", language="en")
    merge(kept, gone, by=None, chosen={"text": gone.pk})
    kept.refresh_from_db()
    assert (kept.text, kept.kind, kept.language) == ("Qu’il a dit des mots.", "paraphrase", "en")


def test_the_same_words_at_two_events_keep_the_event_that_is_chosen_with_its_talk():
    talk, other = make.talk(), make.talk()
    kept, gone = make.quote(talk=talk, text="Des mots."), make.quote(talk=other, text="Des mots.")
    done = merge(kept, gone, by=None, chosen={"event": gone.pk})
    kept.refresh_from_db()
    assert (kept.event, kept.talk) == (other.event, other)
    undo(done, by=None)
    kept.refresh_from_db()
    assert (kept.event, kept.talk) == (talk.event, talk)


def test_a_quote_that_was_an_echo_of_the_other_is_none_of_itself():
    kept, gone = make.quote(text="Des mots."), make.quote(text="Des mots.")
    QuoteLink.objects.create(source=kept, kind="echoes", target=gone)
    done = merge(kept, gone, by=None, chosen={"event": kept.pk})
    assert not QuoteLink.objects.exists()
    undo(done, by=None)
    assert QuoteLink.objects.get().target_id == gone.pk


@pytest.mark.parametrize(
    "address", ["/c/{pk}", "/citations/{pk}-{slug}/", "/citations/{pk}.json", "/en/citations/{pk}-x/"]
)
def test_old_addresses_of_a_quote_lead_to_the_kept_one(client, address):
    kept, gone = make.quote(text="Des mots."), make.quote(text="Des mots.")
    old = address.format(pk=gone.pk, slug=gone.slug)
    done = merge(kept, gone, by=None, chosen={"event": kept.pk})
    response = client.get(old)
    assert response.status_code == 301
    last = client.get(old, follow=True)
    assert last.status_code == 200 and f"/{kept.pk}" in last.redirect_chain[-1][0]
    undo(done, by=None)
    assert client.get(old, follow=True).status_code == 200
    assert f"/{kept.pk}" not in client.get(old).headers.get("Location", "")


# Tweets


def test_an_old_address_of_a_tweet_leads_to_the_kept_one_and_who_is_mentioned_there_too(client):
    kept, gone, person = make.tweet(text="Un."), make.tweet(text="Un."), make.speaker()
    gone.mentioned_speakers.add(person)
    merge(kept, gone, by=None, chosen={"event": kept.pk})
    assert client.get(f"/tweets/{gone.pk}/").headers["Location"] == f"/tweets/{kept.pk}/"
    assert list(kept.mentioned_speakers.all()) == [person]


# Talks


def test_a_talk_takes_people_words_recordings_and_what_the_other_says_of_itself(client):
    event, both, one = make.event(), make.speaker(), make.speaker()
    kept = make.talk(event=event, speakers=[both], title="La ville")
    gone = make.talk(
        event=event, speakers=[both, one], title="La Ville", abstract="Le sien.", abstract_is_ours=False,
        starts_at=datetime(2015, 7, 8, 9, tzinfo=UTC),
    )  # fmt: skip
    quote = make.quote(talk=gone)
    gone.recordings.create(url="https://exemple.fr/film")
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    quote.refresh_from_db()
    assert (kept.title, kept.abstract, kept.abstract_is_ours) == ("La ville", "Le sien.", False)
    assert (kept.starts_at, kept.day) == (gone.starts_at, date(2015, 7, 8))
    assert [row.speaker for row in kept.appearances.order_by("pk")] == [both, one]
    assert (quote.talk, kept.recordings.count()) == (kept, 1)
    assert client.get(f"/interventions/{gone.slug}/").headers["Location"] == kept.get_absolute_url()
    undo(done, by=None)
    kept.refresh_from_db()
    assert (kept.abstract, kept.abstract_is_ours, kept.starts_at) == ("", True, None)


def test_talks_of_two_events_are_not_merged():
    with pytest.raises(ValidationError, match="fusionnez d’abord les évènements"):
        merge(make.talk(), make.talk(), by=None)
    assert Talk.objects.count() == 2


# Events


def two_events():
    """Two records of one event, each with an opening and a talk of its own, and what was said there."""
    kept, gone = make.event(title="Assises"), make.event(title="Les Assises", venue="Le Palais")
    for event in (kept, gone):
        for title in ("Ouverture", f"Exposé de {event.pk}"):
            talk = make.talk(event=event, title=title, speakers=[make.speaker()])
            make.quote(talk=talk), make.tweet(talk=talk)
        make.quote(event=event)
        make.source(event=event)
    return kept, gone


def test_an_event_takes_the_programme_of_the_other_and_brings_no_talks_together_unasked(client):
    kept, gone = two_events()
    merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert [talk.title for talk in kept.talks.order_by("title")] == [
        f"Exposé de {kept.pk}", f"Exposé de {gone.pk}", "Ouverture", "Ouverture",
    ]  # fmt: skip
    assert (kept.quotes.count(), kept.tweets.count(), kept.appearances.count(), kept.sources.count()) == (6, 4, 4, 2)
    assert kept.venue == "Le Palais"
    assert client.get(f"/evenements/{gone.slug}/").headers["Location"] == kept.get_absolute_url()
    assert wrong() == {}


def test_talks_are_brought_together_where_somebody_asks_and_parted_with_the_events():
    kept, gone = two_events()
    before = state()
    mine, theirs = kept.talks.get(title="Ouverture"), gone.talks.get(title="Ouverture")
    done = merge(kept, gone, by=None, together=[(mine, theirs)])
    assert (kept.talks.count(), mine.quotes.count(), mine.appearances.count()) == (3, 2, 2)
    assert Merge.objects.count() == 2
    undo(done, by=None)
    assert state() == before
    assert not Merge.objects.filter(undone_at=None).exists()


def kept_of(kept, gone, *names, **chosen):
    """What the kept one says once both are merged; `chosen` names the one whose value stays."""
    merge(kept, gone, by=None, chosen={name: record.pk for name, record in chosen.items()})
    kept.refresh_from_db()
    return tuple(getattr(kept, name) for name in names)


def test_no_town_takes_the_country_the_house_or_the_clocks_of_another():
    kept, gone = make.event(city="Brest"), make.event(city="Dakar", country="Sénégal", time_zone="Africa/Dakar")
    names = ("city", "venue", "country", "time_zone")
    assert kept_of(kept, gone, *names, city=kept) == ("Brest", "", "", "Europe/Paris")
    kept, gone = make.event(venue="Le Palais"), make.event(city="Dakar", country="Sénégal", time_zone="Africa/Dakar")
    assert kept_of(kept, gone, *names, city=gone) == ("Dakar", "", "Sénégal", "Africa/Dakar")
    kept, gone = make.event(city="Dakar", time_zone="Africa/Dakar"), make.event(city="Dakar", country="Sénégal")
    assert kept_of(kept, gone, *names, time_zone=kept) == ("Dakar", "", "Sénégal", "Africa/Dakar")


def test_what_was_held_in_a_room_takes_no_address_to_be_there_from_afar():
    room = "https://exemple.fr/salon"
    for chosen, said in (({}, (False, "")), ({"is_online": "gone"}, (True, room))):
        kept, gone = make.event(), make.event(is_online=True, online_url=room)
        assert kept_of(kept, gone, "is_online", "online_url", **dict.fromkeys(chosen, gone)) == said


@pytest.mark.parametrize(("make_one", "name"), [(make.event, "summary"), (make.talk, "abstract")])
def test_our_english_does_not_pass_for_a_translation_of_their_french(make_one, name):
    event = {"event": make.event()} if make_one == make.talk else {}
    kept = make_one(**event, **{name: "Le leur.", f"{name}_is_ours": False})
    gone = make_one(**event, **{name: "Le nôtre.", f"{name}_en": "Ours."})
    names = (name, f"{name}_is_ours", f"{name}_en")
    assert kept_of(kept, gone, *names, **{name: kept}) == ("Le leur.", False, "")


def test_the_second_of_a_recording_is_of_the_talk_that_was_recorded():
    talk, other = make.talk(), make.talk()
    kept, gone = make.quote(talk=talk, text="Des mots."), make.quote(talk=other, text="Des mots.", heard_at_second=90)
    assert kept_of(kept, gone, "talk", "heard_at_second", event=kept) == (talk, None)


def test_talks_that_were_parted_before_stay_so():
    kept, gone = two_events()
    before = state()
    pairs = [(kept.talks.get(title="Ouverture"), gone.talks.get(title="Ouverture"))]
    done = merge(kept, gone, by=None, together=pairs)
    undo(Merge.objects.get(pk=done.journal["together"][0]), by=None)
    undo(done, by=None)
    assert state() == before


def test_what_was_said_since_in_a_talk_goes_back_with_it():
    kept, gone = two_events()
    talk = gone.talks.first()
    done = merge(kept, gone, by=None)
    talk.refresh_from_db()
    quote = make.quote(talk=talk)
    undo(done, by=None)
    quote.refresh_from_db()
    assert (quote.talk, quote.event_id) == (talk, gone.pk)


def test_an_event_that_was_part_of_the_other_is_no_part_of_itself():
    kept, gone, whole = make.event(), make.event(), make.event()
    gone.part_of.set([kept, whole])
    kept.part_of.add(whole)
    before = state()
    done = merge(kept, gone, by=None)
    assert list(kept.part_of.all()) == [whole]
    undo(done, by=None)
    assert state() == before


def test_the_day_of_a_talk_is_that_of_its_hour_where_the_kept_event_is():
    kept = make.event(time_zone="Pacific/Auckland", starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9))
    gone = make.event(time_zone="Europe/Paris", starts_on=date(2015, 7, 8))
    talk = make.talk(event=gone, starts_at=datetime(2015, 7, 8, 18, tzinfo=UTC))
    done = merge(kept, gone, by=None)
    talk.refresh_from_db()
    assert talk.day == date(2015, 7, 9)
    undo(done, by=None)
    talk.refresh_from_db()
    assert talk.day == date(2015, 7, 8)


def test_calendars_learn_that_a_talk_moved_and_never_an_older_number():
    kept, gone = make.event(), make.event()
    Event.objects.filter(pk=gone.pk).update(sequence=7)
    talk = make.talk(event=gone)
    seen = 7 + talk.sequence
    done = merge(kept, gone, by=None)
    moved = Talk.objects.select_related("event").get().revision
    assert moved > seen
    undo(done, by=None)
    assert Talk.objects.select_related("event").get().revision > moved


# Sources


def test_a_source_takes_what_was_read_in_the_other():
    kept, gone = make.source(title="Le journal"), make.source(title="Le Journal", url="https://exemple.fr/a")
    quote, tweet = make.quote(source=gone), make.tweet(source=gone)
    merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert [kept.url, kept.title] == ["https://exemple.fr/a", "Le journal"]
    assert Source.objects.at("https://exemple.fr/a").get() == kept
    assert [quote.pk, tweet.pk] == [kept.quotes.get().pk, kept.tweets.get().pk]


def test_each_record_that_a_merge_of_events_touched_has_it_in_its_history():
    kept, gone = two_events()
    talk, quote = gone.talks.first(), gone.quotes.first()
    for record in (kept, talk, quote):
        history.write(record, by=None)
    done = merge(kept, gone, by=make.user(role="curator"))
    for record in (kept, talk, quote):
        assert Revision.objects.of(record).order_by("-pk").first().by == done.by


def test_a_picture_keeps_its_own_words_and_credit():
    kept = make.speaker(picture="pictures/un.png", picture_alt="Un portrait.")
    gone = make.speaker(picture="pictures/deux.png", picture_alt="Un autre.", picture_credit="Léa Blanc")
    merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert (kept.picture_alt, kept.picture_credit) == ("Un portrait.", "")


def test_the_address_of_a_gone_record_is_free_again_after_its_undoing():
    kept, gone = two_events()
    undo(merge(kept, gone, by=None), by=None)
    assert not FormerSlug.objects.exists()


@pytest.mark.parametrize("number", [3, 60])
def test_what_a_merge_of_events_costs(number, django_assert_max_num_queries):
    kept, gone = make.event(), make.event()
    for _each in range(number):
        make.quote(talk=make.talk(event=gone, speakers=[make.speaker()]))
    with django_assert_max_num_queries(190):
        done = merge(kept, gone, by=None)
    with django_assert_max_num_queries(190):
        undo(done, by=None)


# The page


@pytest.fixture
def curator(client):
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def page(one, other):
    return reverse(
        f"admin:{one._meta.app_label}_{one._meta.model_name}_merge", query={"one": one.pk, "other": other.pk}
    )


def test_the_page_shows_what_differs_word_by_word_and_asks_for_what_nobody_guesses(curator):
    event, source = make.event(), make.source(title="Le journal")
    kept = make.quote(event=event, source=source, text="La ville est belle quand on la regarde de loin, disait-on.")
    gone = make.quote(event=event, source=make.source(title="La revue"), text=kept.text.replace("loin", "près"))
    response = curator.get(page(kept, gone))
    text = response.content.decode()
    assert [(one.name, one.is_asked) for one in response.context["choices"]] == [("text", True), ("source", True)]
    assert "<del>loin,</del><ins>près,</ins>" in text and "Le journal" in text and "La revue" in text
    refused = curator.post(page(kept, gone), {"kept": kept.pk, "value-text": gone.pk})
    assert "Dites ce qui reste" in refused.content.decode() and Quote.objects.count() == 2
    assert [one.ticked for one in refused.context["choices"]] == [gone.pk, None]
    done = curator.post(
        page(kept, gone), {"kept": kept.pk, "value-text": gone.pk, "value-source": kept.pk}, follow=True
    )
    assert Quote.objects.get().text == gone.text
    assert "La revue" in done.content.decode() and "de loin, disait-on." in done.content.decode()


def test_the_page_asks_who_speaks_where_only_the_one_names_somebody(curator):
    event, alice = make.event(), make.speaker(name="Alice Martin")
    kept = make.quote(event=event, text="La rue.", attribution="une spectatrice")
    gone = make.quote(event=event, text="La rue.", speaker=alice)
    response = curator.get(page(kept, gone))
    assert [(one.name, one.is_asked) for one in response.context["choices"]] == [("speaker", True)]
    assert [(value, along) for _one, value, along in response.context["choices"][0].values] == [
        ("", [("Ou attribué à", "une spectatrice")]), ("Alice Martin", []),
    ]  # fmt: skip
    done = curator.post(page(kept, gone), {"kept": kept.pk, "value-speaker": gone.pk}, follow=True).content.decode()
    assert "Ou attribué à : une spectatrice" in done.replace("\u00a0", " ")


def test_the_page_of_two_events_offers_their_talks_of_one_title_and_merges_those_that_are_ticked(curator):
    kept, gone = two_events()
    for event in (kept, gone):
        make.talk(event=event, title="Clôture")
    mine = kept.talks.get(title="Ouverture")
    theirs = gone.talks.get(title="Ouverture")
    for other, one, ticked in ((gone, kept, mine), (kept, gone, theirs)):
        assert [row.title for row, *_twin in curator.get(page(one, other)).context["pairs"]] == ["Ouverture", "Clôture"]
        curator.post(page(one, other), {"kept": kept.pk, "together": [ticked.pk]})
        assert (kept.talks.filter(title="Ouverture").get(), kept.talks.filter(title="Clôture").count()) == (mine, 2)
        undo(Merge.objects.order_by("pk").last(), by=None)


def test_what_members_keep_for_themselves_is_not_told_on_the_page(curator):
    kept, gone = make.quote(), make.quote()
    make.dossier(records=[gone])
    assert curator.get(page(kept, gone)).context["lines"] == []


def test_a_big_merge_has_its_choices_and_its_pairs_made_by_the_worker(curator, monkeypatch):
    monkeypatch.setattr(bulk, "A_FEW", 2)
    kept, gone = two_events()
    mine = kept.talks.get(title="Ouverture")
    curator.post(page(kept, gone), {"kept": kept.pk, "together": [mine.pk], "value-title": gone.pk})
    work()
    kept.refresh_from_db()
    assert (kept.title, kept.talks.count(), Merge.objects.count()) == ("Les Assises", 3, 2)
