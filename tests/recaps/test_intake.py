from threading import Thread

import pytest
from django.db import connection

from curation.models import Status
from quotes.models import Source
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
