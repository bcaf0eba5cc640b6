"""Several decisions in one go, and the one undo that leaves the whole base as it was."""

from datetime import date

import pytest
from django.urls import reverse

from quotes.models import Quote
from reading.document import Document
from recaps import bulk, deciding, intake
from recaps.reviewing import Review
from speakers.models import Speaker
from tests import builders as b
from tests.recaps.test_undoing import all_of_it, brought_in, everything

pytestmark = pytest.mark.django_db
TWICE = (
    "« Semons tôt », a dit Anne Cozic. La salle approuve.\n\nPlus tard, « Semons tôt », a dit Anne Cozic encore.\n\n"
    "« Récoltons tard », a dit Anne Cozic.\n"
)


def press(client, recap, **button):
    return client.post(reverse("admin:recaps_recap_decide", args=[recap.pk]), button, follow=True)


def undo_last(client, recap):
    last = Review(recap, {}, by=client.person).last
    return press(client, recap, proposal=last.pk, action="undo-all")


def seeds(curator, base=None):
    """A recap whose base has its event, and whatever `base` adds."""
    return brought_in(base or (lambda event: None), curator.person)


@pytest.mark.parametrize("button", [{"certain": ""}, {"reject": "organization"}, {"held": ""}, {"all": ""}], ids=str)
def test_one_button_decides_what_it_counts_and_one_undo_brings_all_back(curator, button):
    recap = seeds(curator, all_of_it)
    review = Review(recap, {}, by=curator.person)
    chosen = review.selection.certain() if "certain" in button else review.selection.held()
    if "reject" in button:
        chosen = review.selection.rest("organization")
    if "all" in button:
        chosen = review.selection.among(review.all)
    before = everything()
    page = press(curator, recap, **button).content.decode()
    decided = recap.proposals.exclude(together=None)
    assert {one.pk for one in decided} <= {one.pk for one in chosen}
    assert not any(one.is_open for one in recap.proposals.filter(pk__in=[one.pk for one in chosen]))
    assert f"Annuler les {decided.count()}" in page
    undo_last(curator, recap)
    assert everything() == before


@pytest.mark.parametrize("action", ["undo", "undo-all"])
def test_undoing_twice_does_nothing_more(curator, action):
    recap = seeds(curator)
    before = everything()
    quote = recap.proposals.filter(kind="quote").in_order().first()
    press(curator, recap, proposal=quote.pk, action="accept")
    press(curator, recap, proposal=quote.pk, action="undo")
    assert press(curator, recap, proposal=quote.pk, action=action).status_code == 200
    assert everything() == before


def test_what_is_here_already_makes_nothing_new(curator):
    recap = seeds(curator, all_of_it)
    count = Quote.objects.count(), Speaker.objects.count()
    press(curator, recap, held="")
    assert (Quote.objects.count(), Speaker.objects.count()) == count
    assert recap.proposals.accepted().filter(kind="quote").exists()


def test_all_of_a_talk_is_accepted_but_what_cannot_be(curator):
    recap = seeds(curator)
    group = next(one for one in Review(recap, {}, by=curator.person).groups if len(one.proposals) > 2)
    before = everything()
    press(curator, recap, group=group.key)
    talk = recap.event.talks.get()
    assert talk.quotes.filter(text="Nous gardons soixante variétés de blé").exists()
    left = recap.proposals.open().filter(pk__in=[one.pk for one in group.proposals])
    assert [(one.kind, one.fields["label"]) for one in left] == [("theme", "gouvernance")]  # which is not in the base
    undo_last(curator, recap)
    assert everything() == before


def test_a_question_is_never_answered_in_one_go(curator):
    for told in ("maire de Brest", "autrice"):
        b.speaker(name="Anne Cozic", headline=told)
    recap, _ = intake.add(Document(TWICE), pasted=b"", by=curator.person, event=b.event())
    assert Review(recap, {}, by=curator.person).selection.certain() == []
    press(curator, recap, certain="")
    assert not Quote.objects.exists()


def test_what_is_put_off_is_not_rejected_with_the_rest(curator):
    recap = seeds(curator)
    off = deciding.postpone(recap.proposals.filter(kind="organization").first(), by=curator.person)
    press(curator, recap, reject="organization")
    off.refresh_from_db()
    assert off.state == "later"


def test_no_button_takes_more_than_somebody_waits_for(curator):
    recap, _ = b.recap(text="mot " * 500, words="mot", event=b.event())
    for start in range(4, 4 * (bulk.AT_ONCE + 30), 4):
        recap.proposals.create(kind="organization", start=start, end=start + 3, fields={"name": f"Nom {start}"})
    assert f"Organisation ({bulk.AT_ONCE})" in press(curator, recap, reject="speaker").content.decode()
    press(curator, recap, reject="organization")
    assert recap.proposals.filter(state="rejected").count() == bulk.AT_ONCE


def test_the_same_words_twice_are_one_card_with_both_places_and_one_quote(curator):
    recap, _ = intake.add(Document(TWICE), pasted=b"", by=curator.person, event=b.event())
    first, second, _ = recap.proposals.filter(kind="quote").in_order()
    page = curator.get(reverse("admin:recaps_recap_change", args=[recap.pk])).content.decode()
    assert f'data-card="{first.pk}" data-also="{second.pk} "' in page
    assert f'data-card="{second.pk}"' not in page
    assert f'href="#passage-{second.pk}"' in page
    before = everything()
    press(curator, recap, proposal=first.pk, action="accept")
    assert [span.start for span in Quote.objects.get().spans.order_by("start")] == [first.start, second.start]
    undo_last(curator, recap)
    assert everything() == before
    press(curator, recap, proposal=first.pk, action="accept")
    press(curator, recap, proposal=first.pk, action="undo")  # on the card itself
    assert everything() == before
    press(curator, recap, proposal=first.pk, action="reject")
    second.refresh_from_db()
    assert second.state == "rejected"


def test_words_accepted_before_their_talk_are_of_the_talk_and_both_orders_are_undone(curator):
    recap = seeds(curator)
    quote, talk = (recap.proposals.filter(kind=kind).in_order().first() for kind in ("quote", "talk"))
    before = everything()
    deciding.accept(quote, by=curator.person)
    deciding.accept(talk, by=curator.person)
    assert Quote.objects.get().talk == recap.event.talks.get()
    for first, second in ((quote, talk), (talk, quote)):
        assert deciding.undo(first, by=curator.person).stayed == []
        assert deciding.undo(second, by=curator.person).stayed == []
        assert [p.state for p in recap.proposals.exclude(state="pending")] in ([], ["accepted"])
        deciding.accept(quote, by=curator.person)
        deciding.accept(talk, by=curator.person)
    while left := recap.proposals.accepted().order_by("-decided_at").first():
        deciding.undo(left, by=curator.person)
    assert everything() == before


def test_a_name_corrected_on_one_card_is_corrected_on_all_that_wait_until_it_is_undone(curator):
    text = "Jean Dupond, maire de Brest, a parlé. « Semons tôt », a dit Jean Dupond. « Récoltons », a dit Jean Dupond."
    recap, _ = intake.add(Document(text), pasted=b"", by=curator.person, event=b.event(starts_on=date(2024, 1, 1)))
    first, second = recap.proposals.filter(kind="quote").in_order()
    before = everything()
    accepted = deciding.accept(first, by=curator.person, fields={"speaker": "Jean Dupont"})
    second.refresh_from_db()
    assert (accepted.record.speaker.name, second.fields["speaker"]) == ("Jean Dupont", "Jean Dupont")
    assert [person.name for person in Speaker.objects.all()] == ["Jean Dupont"]
    deciding.undo(accepted, by=curator.person)
    assert everything() == before


def test_another_person_named_on_a_quote_renames_nobody(curator):
    recap, _ = intake.add(Document(TWICE), pasted=b"", by=curator.person, event=b.event())
    first, *others = recap.proposals.filter(kind="quote").in_order()
    deciding.accept(first, by=curator.person, fields={"speaker": "Paul Roy"})
    assert {one.fields["speaker"] for one in recap.proposals.filter(pk__in=[o.pk for o in others])} == {"Anne Cozic"}


def test_a_page_of_one_kind_offers_no_button_for_what_it_does_not_show(curator):
    recap = seeds(curator)
    address = reverse("admin:recaps_recap_change", args=[recap.pk])
    assert 'name="group"' in curator.get(address).content.decode()
    page = curator.get(address, {"nature": "quote"}).content.decode()
    assert [name for name in ("group", "all") if f'name="{name}"' in page] == []
