"""The command that reads an article: run as anybody would, without the site's variables."""

import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from events.models import Event
from quotes.models import Quote
from reading.parsing.candidates import CERTAIN
from recaps.models import Recap
from speakers.models import Speaker
from tests import builders as b

HOUSE = Path(__file__).resolve().parents[2]
TEXT = "« La ville change », explique Anne Roy.\nUn mot #ville — Anne Roy (@anneroy) 8 juillet 2015\n"


def run(*words):
    """What the command answers, in a process with nothing in its environment."""
    command = [sys.executable, str(HOUSE / "manage.py"), "read_recap", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, env={"PYTHONUTF8": "1"}, cwd=HOUSE.parent, check=False
    )


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_it_prints_the_text_and_its_proposals(tmp_path, name):
    lines = TEXT.splitlines()
    (tmp_path / name).write_text(
        "".join(f"<p>{line}</p>" for line in lines) if name == "a.html" else "\n\n".join(lines)
    )
    found = json.loads(run(tmp_path / name, "--json").stdout)
    assert found["text"].split() == TEXT.split()
    quote = next(one for one in found["proposals"] if one["kind"] == "quote")
    assert (quote["text"], quote["speaker"]) == ("La ville change", "Anne Roy")
    assert found["text"][quote["start"] : quote["end"]] == quote["text"]
    tweet = next(one for one in found["proposals"] if one["kind"] == "tweet")
    assert (tweet["handle"], tweet["date"], tweet["author"]) == ("anneroy", "2015-07-08", "Anne Roy")


def test_a_name_is_found_by_a_known_form_and_stays_as_it_is_printed(tmp_path):
    (tmp_path / "a.txt").write_text("« La ville change », explique Toto.\n")
    (tmp_path / "names.txt").write_text("# des gens\nAnne Roy; Toto; @anneroy\n")
    found = json.loads(run(tmp_path / "a.txt", "--json", "--known", tmp_path / "names.txt").stdout)
    assert [one["speaker"] for one in found["proposals"] if one["kind"] == "quote"] == ["Toto"]


def test_it_says_what_a_curator_would_have_to_do(tmp_path):
    (tmp_path / "a.txt").write_text(f"Les Assises des Graines ont eu lieu.\n\n{TEXT}")
    found = json.loads(run(tmp_path / "a.txt", "--json").stdout)
    certain = sum(one["confidence"] >= CERTAIN for one in found["proposals"])
    cards = len(found["proposals"])
    assert found["curator"] == {"cards": cards, "certain": certain, "to_check": cards - certain}
    assert 0 < certain < cards
    told = f"À relire : {cards} fiches, dont {certain} certaines et {cards - certain} à vérifier."
    assert run(tmp_path / "a.txt").stdout.splitlines()[-1] == told


def test_the_same_words_twice_are_one_card(tmp_path):
    said = "« La ville change », explique Anne Roy.\n\nLa salle approuve.\n\n"
    (tmp_path / "a.txt").write_text(said * 2)
    found = json.loads(run(tmp_path / "a.txt", "--json").stdout)
    assert len(found["proposals"]) == found["curator"]["cards"] + 1


def test_without_json_it_speaks_to_people(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    told = run(tmp_path / "a.txt").stdout
    assert "Anne Roy" in told
    assert "nom après les mots rapportés, avec « explique »" in told


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("a.txt", None, "ne se lit pas"), ("a.txt", b"", "aucun texte"), ("a.pdf", b"%PDF-1.4 x", "n’est pas lu")],
)
def test_what_it_cannot_read_is_said(tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = run(tmp_path / name)
    assert answer.returncode == 1
    assert sentence in answer.stderr


@pytest.mark.django_db
def test_here_it_says_what_the_base_has_of_each_and_writes_nothing(tmp_path, django_assert_max_num_queries):
    event = b.event(title="Assises des Graines", starts_on=date(2023, 3, 12))
    anne, homonyms = b.speaker(name="Anne Roy"), [b.speaker(name="Henri Cozic") for _ in range(2)]
    b.speaker(name="Louis Marchand")
    held = b.quote(text="La ville change", event=event, speaker=anne)
    (tmp_path / "a.txt").write_text(
        "Les Assises des Graines se sont tenues le 12 mars 2023.\n\n« La ville change », explique Anne Roy.\n\n"
        "« Les champs reculent », répond Henri Cozic. « Il faut semer », conclut Louise Marchand.\n"
    )
    out = StringIO()
    before = [list(model.objects.values()) for model in (Event, Speaker, Quote, Recap)]
    with django_assert_max_num_queries(25):
        call_command("read_recap", tmp_path / "a.txt", "--json", "--here", stdout=out)
    assert [list(model.objects.values()) for model in (Event, Speaker, Quote, Recap)] == before
    answer = json.loads(out.getvalue())
    found = answer["proposals"]
    asked = [one for one in found if one.get("speaker_match", one["match"])["verdict"] in ("one-of", "perhaps")]
    assert asked
    assert answer["curator"]["certain"] <= len(found) - len(asked)
    assert {one["match"]["verdict"]: one["match"]["ids"] for one in found if one["kind"] == "event"} == {
        "same": [event.pk]
    }
    assert {one["speaker"]: (one["match"], one["speaker_match"]) for one in found if one["kind"] == "quote"} == {
        "Anne Roy": (told("same", "quote", held), told("same", "speaker", anne)),
        "Henri Cozic": (told("new", "quote"), told("one-of", "speaker", *homonyms)),
        "Louise Marchand": (told("new", "quote"), told("new", "speaker")),
    }


def told(verdict, kind, *records):
    return {"verdict": verdict, "kind": kind, "ids": [record.pk for record in records]}
