"""`import_programme` in a terminal."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from curation.models import Revision
from events.models import Talk
from exchange.imports import reporting
from exchange.models import Import
from speakers.models import Speaker
from tests import builders as make

pytestmark = pytest.mark.django_db
TABLE = """Titre;Intervenants;Jour;Heure
Compter les arbres;Ana Duval;2024-03-14;09:30
Nuit des feuilles;Bob Ferrand;2024-03-14;11:00
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "arbres.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(file, *options):
    call_command("import_programme", str(file), *options)


def test_it_says_what_it_did(file, curator, capsys):
    run(file, "--by", curator.email)
    assert Revision.objects.of(Talk.objects.get(title="Compter les arbres")).get().by == curator
    assert capsys.readouterr().out.splitlines()[:4] == [
        f"Import n° {Import.objects.get().pk} : arbres.csv",
        "  intervenants : nouveau 2",
        "  évènements : nouveau 1",
        "  interventions : nouveau 2",
    ]


def test_a_dry_run_writes_nothing(file, capsys):
    run(file, "--dry-run")
    assert "interventions : nouveau 2" in capsys.readouterr().out
    assert not Talk.objects.exists()
    assert not Import.objects.exists()


def test_it_is_of_the_event_that_one_says(file):
    event = make.event(title="Rencontre")
    run(file, "--event", event.slug)
    assert event.talks.count() == 2


def test_a_table_says_nothing_of_the_days_of_that_event(file):
    event = make.event(title="Rencontre", starts_on=date(2024, 3, 14), ends_on=date(2024, 3, 15))
    file.write_text(TABLE + "Bilan;;2024-03-15;09:00\n", encoding="utf-8")
    run(file, "--event", event.slug)
    file.write_text(TABLE, encoding="utf-8")  # « Bilan » stays
    run(file, "--event", event.slug)
    event.refresh_from_db()
    assert (event.title, event.ends_on, event.talks.count()) == ("Rencontre", date(2024, 3, 15), 3)


def test_what_is_to_be_chosen_is_told_and_answered(file, capsys):
    held = make.speaker(name="Ana Duvall")
    with pytest.raises(CommandError) as refused:
        run(file)
    [line] = [line for line in str(refused.value).splitlines() if "Ana Duval :" in line]
    assert f"Ana Duvall [{held.pk}]" in line
    assert not Import.objects.exists()
    run(file, "--answer", f"{line.rpartition(' ')[2]}={held.pk}")
    assert Speaker.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        ("Rien.", (), "Ce fichier n’est d’aucun des formats qui sont lus."),
        ("a;b\n1;2\n", ("--format", "table"), "Aucune colonne ne dit les titres. (ligne 1)"),
        (TABLE, ("--event", "rien"), "Il n’y a pas d’évènement à cette adresse : rien"),
        (TABLE, ("--by", "x@exemple.fr"), "Il n’y a pas de compte de cette adresse e-mail : x@exemple.fr"),
        (TABLE, ("--answer", "rien"), "« rien » n’est pas une réponse : écrivez SUJET=NUMÉRO, ou SUJET=new."),
    ],
)
def test_bad_input_is_refused_in_a_sentence(file, content, options, sentence):
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run(file, *options)
    assert str(refused.value).replace("\u202f", " ").replace("\xa0", " ") == sentence
    assert not Import.objects.exists()


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="ne se lit pas"):
        run(tmp_path / "rien.csv")


def test_what_is_not_named_is_counted(file, monkeypatch, capsys):
    monkeypatch.setattr(reporting, "MOST", 25)
    rows = [f"Un {number};;2024-03-14;09:30" for number in range(30)]
    file.write_text("\n".join(["Titre;Intervenants;Jour;Heure", *rows]), encoding="utf-8")
    run(file)
    file.write_text("\n".join(["Titre;Intervenants;Jour;Heure", *rows]).replace("09:30", "10:30"), encoding="utf-8")
    run(file)
    assert "… et 10 de plus" in capsys.readouterr().out
