"""What a decision on a proposal writes, who is told what, and how it is taken back."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from curation import history, merging
from curation.models import Revision, Status
from events.models import Event
from quotes.models import Quote, Tweet
from reading.document import Document
from recaps import bulk, deciding, intake
from recaps.models import Proposal, Recap
from recaps.reviewing import Review
from speakers.models import Speaker
from tests import builders as b

ARTICLE = (
    "L’Atelier Smart City s’est tenu le 8 juillet 2015.\n"
    "C’est Carlos MORENO, professeur, qui inaugure les keynotes. « La ville est un organisme vivant et fragile »,"
    " explique Carlos Moreno.\n"
    "#fasmartcity @carlosmorenoFR « Comment créer des services pour tous ? » — Kawaa (@kawaa_co) 8 Juillet 2015\n"
    "Dans la salle\n"
    "« Il faut donner les données à tout le monde. »\n"
)


@pytest.fixture
def curator(db):
    return b.user(role="curator", name="Claire")


@pytest.fixture
def recap(curator):
    return intake.add(Document(ARTICLE), pasted=ARTICLE.encode(), by=curator, event=b.event())[0]


def proposed(recap, kind, words=""):
    return next(p for p in recap.proposals.filter(kind=kind).in_order() if words in p.text)


def test_an_accepted_quote_is_a_draft_with_its_source_its_place_and_its_speaker(recap, curator):
    quote = deciding.accept(proposed(recap, "quote", "organisme"), by=curator).record
    assert (quote.text, quote.status, quote.source) == (
        "La ville est un organisme vivant et fragile",
        Status.DRAFT,
        recap.source,
    )
    assert (quote.speaker.name, quote.speaker.status, quote.event) == ("Carlos Moreno", Status.DRAFT, recap.event)
    assert quote.spans.get().words == quote.text
    assert quote.is_proved
    assert Revision.objects.of(quote).get().by == curator


def test_a_quote_takes_the_speaker_that_is_there_by_any_form_of_the_name(recap, curator):
    known = b.speaker(name="Carlos Moreno")
    assert deciding.accept(proposed(recap, "quote", "organisme"), by=curator).record.speaker == known
    assert Speaker.objects.count() == 1


def test_the_choice_of_a_person_who_was_merged_since_is_whom_she_became(recap, curator):
    kept, gone = b.speaker(name="Carlos Moreno"), b.speaker(name="Carlos Moreno")
    merging.merge(kept, gone, by=curator)
    proposal = proposed(recap, "quote", "organisme")
    assert deciding.accept(proposal, by=curator, choices={"Carlos Moreno": str(gone.pk)}).record.speaker == kept


def test_a_quote_in_a_tweet_brings_its_tweet_as_evidence(recap, curator):
    quote = deciding.accept(proposed(recap, "quote", "services"), by=curator).record
    assert (quote.tweet.handle, quote.source) == ("kawaa_co", None)
    assert proposed(recap, "tweet").state == "accepted"


def test_a_quote_of_nobody_waits_for_a_name_and_keeps_what_is_typed(recap, curator):
    alone = proposed(recap, "quote", "données")
    with pytest.raises(ValidationError, match="qui parle"):
        deciding.accept(alone, by=curator)
    assert not Quote.objects.exists()
    assert deciding.accept(alone, by=curator, fields={"attribution": "une élue"}).record.author == "une élue"


def test_words_that_are_shortened_narrow_their_place(recap, curator):
    quote = deciding.accept(
        proposed(recap, "quote", "organisme"), by=curator, fields={"text": "un organisme vivant"}
    ).record
    assert (quote.spans.get().words, quote.is_proved) == ("un organisme vivant", True)


def test_words_that_are_changed_are_proved_no_more(recap, curator):
    quote = deciding.accept(proposed(recap, "quote", "organisme"), by=curator).record
    quote.text = "La ville est un organisme"
    quote.save()
    assert not Quote.objects.get(pk=quote.pk).is_proved


WITH_INCISE = "Le moulin.\n\n« Nous avons, explique Claire Vidal, tenu bon cette année », devant la salle.\n"
SHORTENED, WHOLE = "Nous avons […] tenu bon cette année", "Nous avons, explique Claire Vidal, tenu bon cette année"


@pytest.mark.parametrize("typed", [None, WHOLE, "tenu bon cette année"])
def test_words_without_their_incise_are_proved_and_so_are_all_or_some(curator, typed):
    recap, _ = intake.add(Document(WITH_INCISE), pasted=b"", by=curator, event=b.event())
    found = proposed(recap, "quote")
    assert (found.text, found.fields["text"]) == (WHOLE, SHORTENED)
    quote = deciding.accept(found, by=curator, fields={"text": typed} if typed else None).record
    assert (quote.text, quote.is_proved) == (typed or SHORTENED, True)


@pytest.mark.parametrize(
    "changed",
    [
        "Nous […] tenu bon cette année",
        "Nous avons […] bon cette année",
        "Nous avons […] cette année",
        "Nous avons tenu bon cette année",
        "Nous avons […] tenu bon",
        "[…] tenu bon cette année",
        "Nous avons, explique […], tenu bon cette année",
    ],
)
def test_only_the_incise_may_be_left_out_of_words_that_are_proved(curator, changed):
    recap, _ = intake.add(Document(WITH_INCISE), pasted=b"", by=curator, event=b.event())
    quote = deciding.accept(proposed(recap, "quote"), by=curator).record
    quote.text = changed
    quote.save()
    assert not Quote.objects.get(pk=quote.pk).is_proved


def test_nothing_is_left_out_of_words_in_which_no_incise_was_found(recap, curator):
    quote = deciding.accept(
        proposed(recap, "quote", "organisme"), by=curator, fields={"text": "La ville […] et fragile"}
    ).record
    assert not quote.is_proved


def test_nothing_is_accepted_before_the_event_is_told(curator):
    recap, _ = intake.add(Document(ARTICLE), pasted=b"", by=curator)
    with pytest.raises(ValidationError, match="évènement"):
        deciding.accept(proposed(recap, "quote", "organisme"), by=curator)
    assert (Quote.objects.count(), Speaker.objects.count()) == (0, 0)
    event = deciding.accept(proposed(recap, "event"), by=curator).record
    recap.refresh_from_db()
    assert (event.title, event.status, recap.event, recap.source.event) == (
        "Atelier Smart City",
        Status.DRAFT,
        event,
        event,
    )


def test_who_comes_second_is_told_who_decided(recap, curator):
    proposal = proposed(recap, "tweet")
    deciding.accept(proposal, by=curator)
    with pytest.raises(deciding.Decided, match="Claire a déjà décidé .* acceptée"):
        deciding.reject(proposal, by=b.user(role="editor"))
    assert Tweet.objects.count() == 1


def test_who_comes_second_is_told_even_if_the_account_of_the_first_is_gone(recap, curator):
    proposal = proposed(recap, "tweet")
    gone = b.user(role="editor")
    deciding.reject(proposal, by=gone)
    gone.delete()
    with pytest.raises(deciding.Decided) as told:
        deciding.accept(proposal, by=curator)
    [sentence] = told.value.messages
    assert sentence.startswith("C’est déjà décidé le ") and "None" not in sentence
    assert sentence.endswith("rejetée.")


def test_what_is_rejected_is_not_proposed_in_a_corrected_version(recap, curator):
    rejected = proposed(recap, "quote", "organisme").text
    deciding.reject(proposed(recap, "quote", "organisme"), by=curator)
    corrected, is_new = intake.add(
        Document(ARTICLE + "« Tout reste à inventer ensemble », dit M. Roy.\n"), pasted=b"", by=curator
    )
    assert (is_new, corrected.corrects, corrected.event, corrected.source) == (True, recap, recap.event, recap.source)
    found = [proposal.text for proposal in corrected.proposals.filter(kind="quote").in_order()]
    assert rejected not in found
    assert "Tout reste à inventer ensemble" in found


def test_the_same_text_again_adds_nothing(recap, curator):
    assert intake.add(Document(ARTICLE), pasted=b"", by=curator) == (recap, False)
    assert Recap.objects.count() == 1


@pytest.mark.parametrize("kind", ["quote", "tweet", "speaker", "talk"])
def test_an_accepted_record_goes_when_the_decision_is_taken_back(recap, curator, kind):
    accepted = deciding.accept(proposed(recap, kind), by=curator)
    model, pk = type(accepted.record), accepted.record.pk
    undone = deciding.undo(accepted, by=curator)
    assert (undone.state, undone.decided_by, undone.record) == ("pending", None, None)
    assert not model.objects.filter(pk=pk).exists()
    assert deciding.accept(undone, by=curator).state == "accepted"


def test_a_record_that_was_changed_stays_and_is_told(recap, curator):
    accepted = deciding.accept(proposed(recap, "tweet"), by=curator)
    from_page = accepted.record
    from_page.text += " !"
    from_page.save()
    history.write(from_page, by=curator)
    undone = deciding.undo(accepted, by=curator)
    assert (undone.state, undone.stayed) == ("pending", [from_page])
    assert Tweet.objects.get().text.endswith(" !")


def test_a_person_of_whom_a_quote_hangs_is_not_undone(recap, curator):
    deciding.accept(proposed(recap, "quote", "organisme"), by=curator)
    undone = deciding.undo(proposed(recap, "speaker"), by=curator)
    assert undone.stayed == [Speaker.objects.get()]
    assert Quote.objects.get().speaker == Speaker.objects.get()


def test_all_certain_ones_of_a_person_are_accepted_at_once(recap, curator):
    chosen = Review(recap, {}, by=curator).selection.certain("Carlos Moreno")
    accepted, refused = bulk.accept_all(chosen, by=curator)
    assert [proposal.kind for proposal in accepted] == ["quote"]
    assert refused == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite has one writer at a time by itself")
def test_two_curators_at_once_write_one_record():
    curator = b.user(role="curator")
    recap, proposal = b.recap(event=b.event())
    outcomes = []

    def accept():
        try:
            outcomes.append(deciding.accept(Proposal.objects.get(pk=proposal.pk), by=curator).state)
        except deciding.Decided:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", "told", "told", "told"]
    assert (Quote.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("announced", "title", "is_ours"),
    [
        ("qui inaugure les keynotes", "Conférence de Carlos Moreno", True),
        ("qui ouvre avec une conférence intitulée « Des rues pour jouer »", "Des rues pour jouer", False),
    ],
)
def test_a_title_that_the_article_does_not_give_is_said_to_be_ours(curator, announced, title, is_ours):
    text = ARTICLE.replace("qui inaugure les keynotes", announced)
    recap = intake.add(Document(text), pasted=text.encode(), by=curator, event=b.event())[0]
    talk = deciding.accept(proposed(recap, "talk"), by=curator).record
    assert (talk.title, talk.title_is_ours) == (title, is_ours)


def test_a_turn_of_a_transcript_becomes_a_transcription_at_its_second(curator):
    text = "[00:12:03] Rose Dumont : Semons du lin.\n[00:12:09] Yanis Morel : Non.\n[00:12:11] Rose Dumont : Il tient."
    recap = intake.add(Document(text), pasted=text.encode(), by=curator, event=b.event())[0]
    quote = deciding.accept(proposed(recap, "quote", "Semons"), by=curator).record
    assert (quote.kind, quote.speaker.name, quote.heard_at_second) == ("transcription", "Rose Dumont", 723)
    assert not quote.is_proved


def test_a_part_of_a_turn_has_the_second_of_the_time_before_it(curator):
    text = "[00:12:03] Rose Dumont : Semons du lin.\n\n[01:12:09] Puis du chanvre, s’il pleut.\n\n[01:13:00] Voilà."
    recap = intake.add(Document(text), pasted=text.encode(), by=curator, event=b.event())[0]
    start = text.index("du chanvre")
    marked = recap.proposals.create(kind="quote", start=start, end=start + 10, fields={"speaker": "Rose Dumont"})
    assert deciding.accept(marked, by=curator).record.heard_at_second == 4329
