"""What two records say differently: what is asked, what goes along with it, and what is told of the rest."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from curation.merging import merge, undo
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [(None, "Alice Martin"), ("Alice Martin", None), ("Alice Martin", "Bob Ferrand"), (None, "une autre spectatrice")],
)
def test_a_quote_is_given_to_nobody_unasked(mine, theirs):
    def said_by(name):
        speaker = name and name[0].isupper() and make.speaker(name=name)
        return {"speaker": speaker or None, "attribution": "" if speaker else name or "une spectatrice"}

    event = make.event()
    kept, gone = (make.quote(event=event, text="La rue.", **said_by(name)) for name in (mine, theirs))
    with pytest.raises(ValidationError, match="Dites ce qui reste"):
        merge(kept, gone, by=None)
    for one in (kept, gone):
        name = "speaker" if kept.speaker != gone.speaker else "attribution"
        done = merge(kept, gone, by=None, chosen={name: one.pk})
        kept.refresh_from_db()
        assert (kept.speaker, kept.attribution) == (one.speaker, one.attribution)
        assert set(done.journal["aside"]) <= {"speaker", "attribution"} and done.journal["aside"]
        undo(done, by=None)
        kept.refresh_from_db()


def test_the_same_speaker_and_what_the_source_calls_them_are_a_pair():
    event, alice = make.event(), make.speaker()
    kept = make.quote(event=event, text="La rue.", speaker=alice, attribution="")
    gone = make.quote(event=event, text="La rue.", speaker=alice, attribution="la maire")
    with pytest.raises(ValidationError, match="ou attribué à"):
        merge(kept, gone, by=None)


def test_the_author_of_a_tweet_is_a_whole_and_given_to_nobody_unasked():
    event, alice = make.event(), make.speaker(name="Alice Martin")
    kept = make.tweet(event=event, text="Un.", handle="bob", author_name="Bob")
    gone = make.tweet(event=event, text="Un.", handle="alice", author_name="Alice", speaker=alice)
    with pytest.raises(ValidationError, match="Dites ce qui reste"):
        merge(kept, gone, by=None)
    done = merge(kept, gone, by=None, chosen={"handle": kept.pk})
    kept.refresh_from_db()
    assert (kept.handle, kept.author_name, kept.speaker) == ("bob", "Bob", None)
    assert done.journal["aside"] == {"author_name": "Alice", "handle": "alice", "speaker": alice.pk}
    undo(done, by=None)
    done = merge(kept, gone, by=None, chosen={"handle": gone.pk})
    kept.refresh_from_db()
    assert (kept.handle, kept.author_name, kept.speaker) == ("alice", "Alice", alice)
    assert done.journal["aside"] == {"author_name": "Bob", "handle": "bob"}


def test_a_talk_of_another_day_does_not_move_unasked_and_what_is_let_go_is_told():
    event = make.event(starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 10))
    kept = make.talk(event=event, title="La ville", day=date(2015, 7, 8))
    gone = make.talk(event=event, title="La ville", starts_at=datetime(2015, 7, 9, 9, tzinfo=UTC))
    for chosen, day, aside in (
        ({}, date(2015, 7, 8), {"day": "2015-07-09", "starts_at": "2015-07-09T09:00:00Z"}),
        ({"starts_at": gone.pk}, date(2015, 7, 9), {"day": "2015-07-08"}),
    ):
        done = merge(kept, gone, by=None, chosen=chosen)
        kept.refresh_from_db()
        assert (kept.day, done.journal["aside"]) == (day, aside)
        undo(done, by=None)


def test_what_goes_with_a_text_that_is_taken_over_is_told_where_it_is_let_go():
    event = make.event()
    kept = make.quote(event=event, text="Des mots.", kind="verbatim")
    gone = make.quote(event=event, text="Qu’il a dit des mots.", kind="paraphrase")
    done = merge(kept, gone, by=None, chosen={"text": gone.pk})
    assert done.journal["aside"] == {"kind": "verbatim", "text": "Des mots."}


def test_a_flag_beside_an_empty_text_is_nothing_to_be_asked_for_or_told():
    kept, gone = make.event(summary_is_ours=False), make.event(summary="Le sien.")
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert (kept.summary, kept.summary_is_ours) == ("Le sien.", True)
    assert "summary_is_ours" not in done.journal["aside"]


@pytest.mark.parametrize("day", [8, 9])
def test_an_event_ends_after_it_starts(day):
    kept = make.event(starts_on=date(2015, 7, 8), start_time=time(14))
    gone = make.event(starts_on=date(2015, 7, day), start_time=time(9), end_time=time(12))
    name = "start_time" if day == 8 else "starts_on"
    for chosen, hours in (({}, (time(14), None)), ({name: gone.pk}, (time(9), time(12)))):
        done = merge(kept, gone, by=None, chosen=chosen)
        kept.refresh_from_db()
        assert (kept.start_time, kept.end_time) == hours
        assert {"start_time", name} <= set(done.journal["aside"])
        undo(done, by=None)
        kept.refresh_from_db()
