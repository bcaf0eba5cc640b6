"""Many records at once: the worker does it, and its page says when it is done."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from curation import bulk, history, merging
from curation.deeds import Merge
from curation.models import Revision, Status
from events.models import Appearance, Talk, TalkLink
from members.models import User
from quotes.models import Quote
from speakers.models import Speaker
from tests import builders as make
from tests.working import work
from work.models import Job

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
MANY = 300


@pytest.fixture
def curator(client, monkeypatch):
    monkeypatch.setattr(bulk, "A_FEW", 2)
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def asked_for(response):
    """The job to whose page a curator was led."""
    job = Job.objects.get()
    assert response["Location"] == reverse("admin:work_job_change", args=[job.pk])
    return response["Location"]


def merge(curator, kept, gone):
    address = f"{reverse('admin:speakers_speaker_merge')}?one={kept.pk}&other={gone.pk}"
    return curator.post(address, {"kept": kept.pk})


def test_a_record_on_which_much_hangs_is_merged_by_the_worker(curator):
    kept, gone = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses")
    quotes = [make.quote(speaker=gone) for _each in range(3)]
    page = asked_for(merge(curator, kept, gone))
    work()
    assert "Fait" in curator.get(page).content.decode()
    assert list(Speaker.objects.all()) == [kept]
    assert Quote.objects.filter(speaker=kept).count() == len(quotes)
    assert Merge.objects.get().by == curator.person
    Job.objects.get().try_again()
    work()
    assert Merge.objects.count() == 1


def test_a_big_merge_is_undone_by_the_worker(curator):
    kept, gone = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses")
    quotes = [make.quote(speaker=gone) for _each in range(3)]
    done = merging.merge(kept, gone, by=None)
    address = reverse("admin:curation_merge_undo", args=[done.pk])
    page = asked_for(curator.post(address))
    assert Speaker.objects.count() == 1
    work()
    assert "Fait" in curator.get(page).content.decode()
    assert Quote.objects.filter(speaker__name="Anne Courses").count() == len(quotes)
    assert Merge.objects.get().undone_by == curator.person
    Job.objects.get().try_again()
    work()
    assert "déjà annulée" in curator.post(address, follow=True).content.decode()


def test_an_undoing_that_is_not_possible_any_more_is_told_on_its_page(curator):
    kept, gone = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses")
    for _each in range(3):
        make.quote(speaker=gone)
    slug, done = gone.slug, merging.merge(kept, gone, by=None)
    page = asked_for(curator.post(reverse("admin:curation_merge_undo", args=[done.pk])))
    make.speaker(name="Une autre", slug=slug, pk=618)  # another than that of who is gone, which SQLite gives again
    work()
    assert "sert désormais à une autre fiche." in curator.get(page).content.decode()


def test_a_merge_that_is_not_possible_any_more_is_told_on_its_page(curator):
    kept, gone = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses")
    for _each in range(3):
        make.quote(speaker=gone)
    page = asked_for(merge(curator, kept, gone))
    kept.delete()
    work()
    assert "La fiche gardée n’est plus là." in curator.get(page).content.decode()
    assert Quote.objects.filter(speaker=gone, status=Status.PUBLISHED).count() == 3


def test_who_lost_the_role_since_they_asked_has_nothing_done(curator):
    kept, gone, event = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses"), make.event(status="draft")
    merged = merging.merge(make.speaker(), make.speaker(), by=None)
    public = bulk.set_status_together(event, {Talk: [make.talk(event=event, status="draft").pk]}, "published", by=None)
    who = curator.person.pk
    bulk.set_status_together_later.enqueue("events.event", event.pk, {"events.event": [event.pk]}, "published", who)
    bulk.undo_status_later.enqueue(public.pk, who)
    bulk.merge_later.enqueue("speakers.speaker", kept.pk, gone.pk, who)
    bulk.undo_merge_later.enqueue(merged.pk, who)
    curator.person.groups.clear()
    work()
    assert [job.error for job in Job.objects.all()] == ["Qui l’a demandé n’en a plus le droit."] * 4
    event.refresh_from_db()
    assert (event.status, Talk.objects.get().status, Speaker.objects.count()) == ("draft", "published", 3)
    assert not Merge.objects.exclude(undone_at=None).exists()


def with_all_its_parts():
    """A talk with every kind of part, and an event with a role: (records of one model, …)."""
    person, theme = make.speaker(), make.theme()
    talks = [make.talk(speakers=[person], themes=[theme], status="draft") for _each in range(2)]
    for talk in talks:
        make.reference(talk=talk, themes=[theme, make.theme()])
        TalkLink.objects.create(source=talk, target=make.talk(), kind="echoes")
        Appearance.objects.create(event=talk.event, described_as="une élue", role="host")
        talk.event.part_of.set([make.event(), make.event(starts_on=None)])
    tweet = make.tweet(themes=[theme], status="draft")
    tweet.mentioned_speakers.set([make.speaker(name="Zoé Abadie"), make.speaker(name="Anne Zola"), person])
    return talks, [talk.event for talk in talks], [tweet, make.tweet(status="draft")]


def test_many_records_have_the_history_that_each_would_have_by_itself():
    for records in with_all_its_parts():
        written = history.write_all(records, by=None)
        assert [revision.record for revision in written] == records
        assert [revision.snapshot for revision in written] == [history.snapshot(record) for record in records]
        assert all(row["fields"] for revision in written for row in revision.snapshot)
        assert history.write_all(records, by=None) == []
        records[0].status = "published" if records[0].status == "draft" else "draft"
        records[0].save()
        assert [revision.record for revision in history.write_all(records, by=None)] == records[:1]


def test_a_snapshot_has_the_record_then_each_part_with_its_own():
    [talk, _other], [event, _another], [tweet, _none] = with_all_its_parts()
    kinds = ["talk", "themedtalk", "appearance", "reference", "themedreference", "themedreference", "talklink"]
    assert [row["model"].partition(".")[2] for row in history.snapshot(talk)] == kinds
    assert [row["model"] for row in history.snapshot(event)] == ["events.event", "events.appearance"]
    assert history.snapshot(event)[0]["fields"]["part_of"] == [whole.pk for whole in event.part_of.all()]
    mentioned = [person.pk for person in tweet.mentioned_speakers.all()]
    assert history.snapshot(tweet)[0]["fields"]["mentioned_speakers"] == mentioned


def test_publishing_dates_the_change_and_what_comes_out_and_counts_what_had_it_already_for_nothing():
    drafts, public = [make.quote(status="draft") for _each in range(2)], make.quote()
    Quote.objects.update(updated_at=LONG_AGO)
    done = bulk.set_status(Quote, [public.pk, *(quote.pk for quote in drafts)], Status.PUBLISHED, by=None)
    assert done == drafts and all(quote.is_published for quote in done)
    changed = Quote.objects.filter(updated_at__gt=LONG_AGO)
    assert list(changed.order_by("pk")) == drafts
    assert not changed.filter(published_at=None).exists()
    assert Revision.objects.count() == 2


def test_many_are_published_all_or_none():
    quotes = [make.quote(status="draft") for _each in range(3)]
    with pytest.raises(ValueError):
        bulk.set_status(Quote, [quote.pk for quote in quotes], Status.PUBLISHED, by=User(email="nobody@exemple.fr"))
    assert not Quote.objects.filter(status="published").exists() and not Revision.objects.exists()


def test_talks_that_are_hidden_together_change_when_others_end():
    event, hour = make.event(), datetime(2015, 7, 8, 14, tzinfo=UTC)
    first, *others = (make.talk(event=event, starts_at=hour + timedelta(hours=place)) for place in range(3))
    Talk.objects.update(sequence=0)
    bulk.set_status(Talk, [talk.pk for talk in others], Status.DRAFT, by=None)
    assert list(Talk.objects.order_by("pk").values_list("sequence", flat=True)) == [1, 0, 0]


@pytest.mark.parametrize("number", [3, MANY])
def test_what_publishing_costs(number, django_assert_max_num_queries):
    event, theme = make.event(), make.theme()
    quotes = [make.quote(event=event, themes=[theme], status="draft") for _each in range(number)]
    keys = [quote.pk for quote in quotes]
    bulk.set_status(Quote, keys, Status.PUBLISHED, by=None)
    with django_assert_max_num_queries(15):
        bulk.set_status(Quote, keys, Status.DRAFT, by=None)
