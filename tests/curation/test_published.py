"""When a record came out: once, whoever published it, and with it what was only waiting for it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from curation import history, merging
from curation.models import Revision, Status
from events.models import Event, Talk
from quotes.models import Quote
from tests import builders as make

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def publish(record):
    record.status = Status.PUBLISHED
    record.save()
    return record


def came_out(record):
    return type(record).objects.values_list("published_at", flat=True).get(pk=record.pk)


def test_a_record_comes_out_when_it_is_published_for_the_first_time():
    event = make.event(status=Status.DRAFT)
    assert event.published_at is None
    publish(event)
    assert event.published_at == came_out(event) is not None
    assert make.event().published_at is not None


def test_corrections_and_a_while_out_of_sight_do_not_move_it():
    event = make.event()
    Event.objects.update(published_at=LONG_AGO)
    stale = Event.objects.get()
    event.title = "Corrigé"
    event.save()
    event.status = Status.DRAFT
    event.save()
    publish(event)
    stale.published_at = None
    stale.save(update_fields=["title"])
    stale.save()
    assert came_out(event) == LONG_AGO


def test_what_waited_for_a_record_comes_out_with_it_and_what_waits_for_another_does_not():
    event = make.event(status=Status.DRAFT)
    talk = make.talk(event=event)
    quote = make.quote(talk=talk)
    tweet = make.tweet(event=event)
    told = make.quote(tweet=tweet)
    hidden = make.talk(event=event, status=Status.DRAFT)
    behind = make.quote(talk=hidden)
    waiting = make.quote(event=event, source=make.source(status=Status.DRAFT))
    elsewhere = make.quote()
    Quote.objects.filter(pk=elsewhere.pk).update(published_at=LONG_AGO)
    publish(event)
    moment = came_out(event)
    assert {came_out(row) for row in (talk, quote, tweet, told)} == {moment}
    assert [came_out(row) for row in (hidden, behind, waiting, elsewhere)] == [None, None, None, LONG_AGO]
    publish(hidden)
    assert came_out(behind) == came_out(hidden) > moment
    publish(waiting.source)
    assert came_out(waiting) == came_out(waiting.source)
    assert came_out(quote) == moment


def test_what_was_added_while_a_record_was_out_of_sight_comes_out_when_it_is_back():
    speaker = make.speaker()
    before = make.quote(speaker=speaker)
    Quote.objects.update(published_at=LONG_AGO)
    speaker.status = Status.DRAFT
    speaker.save()
    added = make.quote(speaker=speaker)
    assert came_out(added) is None
    publish(speaker)
    assert came_out(before) == LONG_AGO
    assert came_out(added) > LONG_AGO


def test_what_is_moved_out_of_a_draft_comes_out_with_all_that_hangs_on_it():
    talk = make.talk(event=make.event(status=Status.DRAFT))
    quote = make.quote(talk=talk)
    talk.event = make.event()
    talk.save()
    assert came_out(quote) >= came_out(talk) is not None


def test_the_list_of_the_admin_publishes_as_a_page_does(client):
    client.force_login(make.user(role="curator"))
    event = make.event(status=Status.DRAFT)
    quote = make.quote(event=event)
    data = {"action": "publish", "_selected_action": [event.pk]}
    client.post(reverse("admin:events_event_changelist"), data)
    assert came_out(quote) == came_out(event) is not None


def test_a_merge_publishes_what_it_keeps_and_leaves_two_drafts_drafts():
    by = make.user(role="curator")
    kept, gone = make.speaker(status=Status.DRAFT), make.speaker()
    quote, before = make.quote(speaker=kept), came_out(gone)
    merging.merge(kept, gone, by=by)
    assert came_out(quote) > came_out(kept) == before
    one, other = make.speaker(status=Status.DRAFT), make.speaker(status=Status.DRAFT)
    merging.merge(one, other, by=by)
    assert came_out(one) is None


def test_a_restored_record_comes_back_with_the_moment_it_came_out():
    by = make.user(role="curator")
    event = make.event(title="Atelier")
    Event.objects.update(published_at=LONG_AGO)
    history.write(Event.objects.get(), by=by)
    as_draft = make.event(status=Status.DRAFT)
    history.write(as_draft, by=by)
    publish(as_draft)
    moment = came_out(as_draft)
    first = Revision.objects.of(as_draft).order_by("pk").first()
    history.restore(first, by=by)
    assert came_out(as_draft) == moment
    gone = history.delete(Event.objects.get(pk=event.pk), by=by)
    history.restore(gone, by=by)
    assert came_out(event) == LONG_AGO


def test_coming_out_is_no_change_that_anybody_made():
    by = make.user(role="curator")
    event = make.event(status=Status.DRAFT)
    talk = make.talk(event=event)
    history.write(talk, by=by)
    publish(event)
    talk = Talk.objects.get()
    talk.save()
    assert talk.published_at is not None
    assert history.write(talk, by=by) is None


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_coming_out_costs(django_assert_max_num_queries, number):
    event = make.event(status=Status.DRAFT)
    for _ in range(number):
        make.quote(event=event)
    event.status = Status.PUBLISHED
    with django_assert_max_num_queries(16):
        event.save()
