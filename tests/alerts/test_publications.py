import pytest

from alerts.models import Publication
from alerts.publications import note
from alerts.sending import send_alerts
from curation import history
from curation.merging import merge, undo
from curation.models import Status
from quotes.models import Quote
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = pytest.mark.django_db


def noted():
    note()
    return list(Publication.objects.order_by("pk").values_list("kind", "record_id"))


@pytest.mark.parametrize("kind", ["quote", "tweet", "talk"])
def test_what_was_told_is_no_news_as_the_draft_that_it_went_into(kind):
    event, make_one = make.event(), getattr(make, kind)
    kept, gone = make_one(event=event, status=Status.DRAFT), make_one(event=event)
    last = note()
    names = dict.fromkeys(kept.never_guessed, kept.pk)
    done = merge(kept, gone, by=None, chosen=names)
    assert type(kept).objects.get().is_published
    assert note() == last
    undo(done, by=None)
    assert note() == last
    type(kept).objects.filter(pk=kept.pk).update(status=Status.PUBLISHED)
    assert Publication.objects.filter(pk=note(), kind=kind, record_id=kept.pk).exists()


def test_what_the_public_sees_is_noted_once():
    quote, tweet, talk = make.quote(), make.tweet(), make.talk()
    expected = [("quote", quote.pk), ("tweet", tweet.pk), ("talk", talk.pk)]
    assert noted() == expected
    assert noted() == expected


def test_a_draft_and_what_hangs_on_one_are_noted_once_they_are_seen():
    event = make.event(status=Status.DRAFT)
    hanging = make.quote(event=event)
    draft = make.quote(status=Status.DRAFT)
    assert noted() == []
    Quote.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    assert noted() == [("quote", draft.pk)]
    event.status = Status.PUBLISHED
    event.save()
    assert noted() == [("quote", draft.pk), ("quote", hanging.pk)]


@pytest.mark.parametrize("change", ["edit", "hide", "restore"])
def test_what_is_edited_hidden_or_restored_is_not_new(change):
    quote = make.quote()
    before = noted()
    if change == "edit":
        quote.text = "d’autres mots"
        quote.save()
    elif change == "hide":
        Quote.objects.update(status=Status.DRAFT)
        note()
        Quote.objects.update(status=Status.PUBLISHED)
    else:
        kept = history.snapshot(quote)
        quote.delete()
        note()
        history.put_back(kept)
        assert Quote.objects.public().exists()
    assert noted() == before


def test_what_is_there_the_first_time_is_as_old_as_its_record():
    quote = make.quote()
    note()
    later = make.quote()
    note()
    first, second = Publication.objects.order_by("pk")
    assert first.at == quote.published_at
    assert second.at > later.created_at


def test_many_records_are_noted_some_at_a_time(monkeypatch):
    monkeypatch.setattr("alerts.publications.AT_ONCE", 4)
    event = make.event()
    quotes = [make.quote(event=event) for _ in range(10)]
    assert noted() == [("quote", quote.pk) for quote in quotes]


@pytest.mark.parametrize("number", [3, 300])
def test_a_run_with_nothing_new_costs_the_same_however_many_follow_whatever_is_there(
    number, django_assert_max_num_queries
):
    quotes, owner = [make.quote() for _each in range(number)], make.user(role="member")
    for _each in quotes:
        follow(owner=owner)
    send_alerts()
    with django_assert_max_num_queries(15):
        assert send_alerts() == (0, 0)
