from threading import Thread

import pytest
from django.db import connection

from curation.models import Status
from quotes.models import Source
from reading.document import Document
from reading.formats import read
from reading.parsing import parse
from recaps import intake
from recaps.models import Recap
from tests import builders as make

TEXT = "« La ville se raconte », dit Camille Martin le 8 juillet 2015 devant une salle pleine."


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite has one writer at a time by itself")
def test_of_two_pastes_of_one_text_at_once_the_second_is_led_to_the_first(monkeypatch):
    curator = make.user(role="curator")
    document = read(TEXT.encode())
    found = []

    def paste():
        found.append(intake.add(document, pasted=TEXT.encode(), by=curator))
        connection.close()

    def parse_while_another_pastes(*words):
        monkeypatch.setattr(intake, "parse", parse)
        other = Thread(target=paste)
        other.start()
        other.join()
        return parse(*words)

    monkeypatch.setattr(intake, "parse", parse_while_another_pastes)
    paste()
    (first, first_is_new), (second, second_is_new) = found
    assert first == second
    assert (first_is_new, second_is_new) == (True, False)
    assert Recap.objects.count() == Source.objects.filter(status=Status.DRAFT).count() == 1


@pytest.mark.django_db
def test_of_all_that_the_base_knows_the_names_that_the_text_may_have_are_read():
    for name in ("Camille Martin", "Charles de Gaulle", "Jeanne d’Arc", "Anne Roux (Lyon)", "Paul Absent"):
        make.speaker(name=name)
    make.speaker(name="Myriam Loin", handle="mloin").aliases.create(name="Toto")
    make.speaker(name="Inès Ailleurs").aliases.create(name="Personne d’ici")
    make.organization(name="Association des maires")
    make.organization(name="Bureau absent")
    text = "Camille Mar-\ntin, de GAULLE et Mme d’ARC, A. ROUX et Toto (association des maires)."
    known = intake.known_here(Document(text * 12))
    people = {person.name: person.forms for person in known.people}
    assert people == {
        "Camille Martin": (),
        "Charles de Gaulle": (),
        "Jeanne d’Arc": (),
        "Anne Roux (Lyon)": (),
        "Myriam Loin": ("Toto",),
    }
    assert known.organizations == ("Association des maires",)
