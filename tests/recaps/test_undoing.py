"""Accepting and undoing leaves the whole database as it was, whatever it had before."""

import threading
from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from curation import history
from curation.models import Revision
from events.models import Appearance, Event
from quotes.models import Quote, Tweet
from reading.document import Document
from recaps import deciding, intake
from recaps.matching import ITSELF
from recaps.models import Proposal, Recap
from recaps.writing import NEW
from speakers.models import Speaker
from tests import builders as b

ARTICLE = """\
Les Assises des Graines se sont tenues le 12 mars 2023 à Quimper, organisées par l’Agence Bio des Semences.

Table ronde : semer ensemble

Nolwenn Baradat, présidente de la Maison des graines, a ouvert la journée. « Nous gardons soixante variétés de blé »,\
 a déclaré Nolwenn Baradat. Elle a rappelé que 618 000 élus siègent en France et que la gouvernance des graines compte.

Une graine, un bien commun #graines — Nolwenn Baradat (@nbaradat) 12 mars 2023

Le maire a dit que « le marché » de la ville rouvrirait.
"""
JOURNALS = {
    "curation.revision",
    "search.stale",
    "curation.lack",
    "curation.noted",
    "contenttypes.contenttype",
    "auth.permission",
    "curation.contentversion",
}


def everything():
    """All rows of all tables, but for the journals, which only grow."""
    found = {}
    for model in apps.get_models():
        if model._meta.label_lower not in JOURNALS and model._meta.managed:
            rows = model._base_manager.order_by("pk").values()
            found[model._meta.label_lower] = [
                {k: v for k, v in row.items() if not isinstance(v, bytes)} for row in rows
            ]
    numbers = Counter()  # each of which may stand in several rows
    for row in found["curation.tally"]:
        numbers[row["what"], row["key"]] += row["n"]
    return found | {"curation.tally": {place: n for place, n in numbers.items() if n}}


def nothing(event):
    """A base that knows the event alone."""


def the_person(event):
    """The person, without an account, typed in by hand as a coordinator of that day."""
    person = b.speaker(name="Nolwenn Baradat", headline="présidente de la Maison des graines")
    Appearance.objects.create(event=event, speaker=person, role="coordinator", job_title="présidente")
    history.write(person, by=None)


def all_of_it(event):
    """A base that has it all already: person, organisation, talk, theme, words, tweet."""
    person = b.speaker(name="Nolwenn Baradat", handle="nbaradat")
    b.organization(name="Agence Bio des Semences")
    talk = b.talk(event=event, title="Table ronde : semer ensemble", speakers=[person])
    theme = b.theme(name="gouvernance")
    b.quote(text="Nous gardons soixante variétés de blé", talk=talk, speaker=person)
    b.tweet(text="Une graine, un bien commun #graines", handle="nbaradat", event=event, posted_on=date(2023, 3, 12))
    event.themes.add(theme)


def a_theme(event):
    b.theme(name="gouvernance")


BASES = [nothing, the_person, all_of_it, a_theme]


@pytest.fixture
def curator(db):
    return b.user(role="curator", name="Claire")


def brought_in(base, curator):
    event = b.event(title="Assises des Graines", starts_on=date(2023, 3, 12), city="Quimper")
    base(event)
    recap, _ = intake.add(Document(ARTICLE), pasted=ARTICLE.encode(), by=curator, event=event)
    at = ARTICLE.index("Maison des graines")
    for kind, fields in {
        "organization": {"name": "Maison des graines"},
        "theme": {"label": "gouvernance"},
        "reference": {"form": "figure", "label": "618 000 élus"},
        "paraphrase": {"speaker": "Nolwenn Baradat"},
    }.items():
        recap.proposals.get_or_create(kind=kind, start=at, end=at + 18, defaults={"fields": fields})
    return recap


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.__name__)
@pytest.mark.parametrize("kind", Proposal.Kind.values)
def test_what_was_accepted_and_undone_leaves_nothing_else(base, kind, curator):
    recap = brought_in(base, curator)
    talk = recap.proposals.filter(kind="talk").first()
    if kind == "reference" and talk:
        deciding.accept(talk, by=curator)
    tried = 0
    for proposal in recap.proposals.filter(kind=kind, state="pending").in_order():
        before = everything()
        try:
            accepted = deciding.accept(proposal, by=curator, choices={ITSELF: NEW} if kind == "event" else None)
        except deciding.ValidationError:
            assert everything() == before
            continue
        tried += 1
        assert deciding.undo(accepted, by=curator).stayed == []
        assert everything() == before
        again = deciding.accept(proposal, by=curator, choices={ITSELF: NEW} if kind == "event" else None)
        assert again.record is not None
        deciding.undo(again, by=curator)
        assert everything() == before
    assert tried or (kind, base) in {("theme", nothing), ("theme", the_person)}


def test_all_accepted_and_undone_in_the_other_order_is_as_before(curator):
    recap = brought_in(a_theme, curator)
    before = everything()
    accepted = []
    for proposal in recap.proposals.in_order():
        proposal.refresh_from_db()
        if not proposal.is_open:
            continue
        try:
            accepted.append(deciding.accept(proposal, by=curator))
        except deciding.ValidationError:
            continue
    assert len(accepted) > 4
    while left := recap.proposals.filter(state="accepted").order_by("-decided_at").first():
        assert deciding.undo(left, by=curator).stayed == []
    assert everything() == before


def test_a_typed_appearance_is_still_there(curator):
    recap = brought_in(the_person, curator)
    accepted = deciding.accept(recap.proposals.get(kind="speaker"), by=curator)
    deciding.undo(accepted, by=curator)
    assert [(one.role, one.job_title) for one in Appearance.objects.all()] == [("coordinator", "présidente")]


def test_a_form_of_a_name_goes_with_its_decision(curator):
    event = b.event()
    person = b.speaker(name="Nolwenn Baradat")
    before = everything()
    forms = ["Nolwenn BARADAT-COZIC", "Mme Baradat", "N. Baradat"]
    recap, proposal = b.recap(kind="speaker", event=event, fields={"name": "Nolwenn Baradat", "forms": forms})
    accepted = deciding.accept(proposal, by=curator)
    assert person.aliases.get().name == "Nolwenn BARADAT-COZIC"
    deciding.undo(accepted, by=curator)
    assert not person.aliases.exists()
    assert everything()["speakers.speaker"] == before["speakers.speaker"]


def test_what_was_edited_since_stays_and_the_rest_goes(curator):
    recap = brought_in(the_person, curator)
    accepted = deciding.accept(recap.proposals.get(kind="speaker"), by=curator)
    person = Speaker.objects.get()
    person.biography = "Elle garde des graines."
    person.save()
    undone = deciding.undo(accepted, by=curator)
    person.refresh_from_db()
    assert (undone.stayed, person.biography) == ([], "Elle garde des graines.")


def test_a_value_that_was_changed_again_is_told(curator):
    recap, proposal = b.recap(kind="event", fields={"name": "Assises", "date": "2023-03-12"})
    recap.source = b.source()
    recap.save()
    accepted = deciding.accept(proposal, by=curator)
    other = b.event()
    recap.source.refresh_from_db()
    recap.source.event = other
    recap.source.save()
    undone = deciding.undo(accepted, by=curator)
    recap.source.refresh_from_db()
    assert (undone.stayed, recap.source.event) == ([recap.source], other)
    assert not Event.objects.filter(title="Assises").exists()


def test_a_quote_takes_with_it_the_person_that_it_brought_unless_others_need_her(curator):
    text = "« Semons tôt », a dit Anne Cozic. « Récoltons tard », a dit Anne Cozic."
    recap, _ = intake.add(Document(text), pasted=b"", by=curator, event=b.event())
    early, late = recap.proposals.filter(kind="quote").in_order()
    early, late = (deciding.accept(one, by=curator) for one in (early, late))
    deciding.undo(early, by=curator)
    assert Speaker.objects.get().quotes.get() == late.record
    deciding.undo(late, by=curator)
    assert Speaker.objects.get().name == "Anne Cozic"  # her own card still says so
    deciding.undo(recap.proposals.get(kind="speaker"), by=curator)
    assert not Speaker.objects.exists()


def test_what_was_typed_over_a_proposal_is_as_it_was_found_again(curator):
    _, proposal = b.recap(event=b.event())
    accepted = deciding.accept(proposal, by=curator, fields={"speaker": "Anne Roy", "text": "des mots"})
    assert accepted.record.author == "Anne Roy"
    undone = deciding.undo(accepted, by=curator)
    assert undone.fields == proposal.fields == {"speaker": "Camille Martin"}


def test_a_record_that_is_gone_is_no_obstacle(curator):
    recap, proposal = b.recap(event=b.event())
    accepted = deciding.accept(proposal, by=curator)
    history.delete(accepted.record, by=curator)
    undone = deciding.undo(accepted, by=curator)
    assert (undone.state, undone.stayed) == ("pending", [])
    assert deciding.accept(undone, by=curator).record == Quote.objects.get()


def test_the_journal_keeps_what_was_done_and_undone(curator):
    _, proposal = b.recap(event=b.event())
    quote = deciding.accept(proposal, by=curator).record
    deciding.undo(proposal, by=curator)
    kept = Revision.objects.filter(label=str(quote)).order_by("pk")
    assert [(one.action, one.by) for one in kept] == [("added", curator), ("deleted", curator)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite has one writer at a time by itself")
def test_two_curators_at_once_write_one_person():
    event, person = b.event(), b.user(role="curator")
    recaps = [b.recap(event=event)[1] for _ in range(4)]

    def accept(proposal):
        deciding.accept(Proposal.objects.get(pk=proposal.pk), by=person)
        connection.close()

    threads = [threading.Thread(target=accept, args=[proposal]) for proposal in recaps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Speaker.objects.count(), Quote.objects.count(), Recap.objects.count()) == (1, 1, 4)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite has one writer at a time by itself")
def test_accepting_and_undoing_at_once_leaves_all_or_nothing():
    curator = b.user(role="curator")
    recap = brought_in(nothing, curator)
    before = everything()

    def accept_and_undo(proposal):
        for _ in range(3):
            try:
                deciding.undo(deciding.accept(proposal, by=curator), by=curator)
            except deciding.ValidationError:
                continue  # the other was quicker
        connection.close()

    # Not the person by herself: undone while somebody's words hang on her, she stays, and is told.
    chosen = list(recap.proposals.filter(kind__in=["quote", "tweet"]))
    threads = [threading.Thread(target=accept_and_undo, args=[proposal]) for proposal in chosen for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for proposal in recap.proposals.filter(state="accepted").order_by("-decided_at"):
        deciding.undo(proposal, by=curator)
    assert everything() == before
    assert not Tweet.objects.exists()
