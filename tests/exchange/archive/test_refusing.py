"""What is not exported, and what is not loaded: nothing changes, and a sentence says why."""

import json
import os
import re
import shutil
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from exchange.archive.manifest import write_sums
from exchange.archive.writing import Table
from exchange.folders import FolderError
from tests import builders as make
from tests.exchange.archive.world import empty, picture
from themes.models import Theme

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(settings, tmp_path):
    """One of a person with a picture and of two themes, and a base on which nothing is any more."""
    settings.MEDIA_ROOT = tmp_path / "media"
    make.speaker(name="Ada Fontaine", picture=picture())
    make.theme(name="Espace", parent=make.theme(name="Ville"))
    call_command("export_site", tmp_path / "archive", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT)
    return tmp_path / "archive"


def refusal(*words, **options):
    with pytest.raises(CommandError) as refused:
        call_command(*words, **options)
    return str(refused.value)


def change(archive, **said):
    manifest = archive / "archive.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | said))
    write_sums(archive)


def rewrite(archive, name, pattern, text, count=0):
    path = archive / "fiches" / name
    path.write_text(re.sub(pattern, text, path.read_text(), count=count))
    write_sums(archive)


def add_field(archive):
    models = json.loads((archive / "archive.json").read_text())["models"]
    models["themes.theme"]["fields"].append("later")
    change(archive, models=models)


def lead_outside(archive):
    (archive / "media/leads").symlink_to("/etc/passwd")


def sum_outside(archive):
    with (archive / "SHA256SUMS").open("a") as file:
        file.write(f"{'0' * 64}  ../secret\n")


def lose_picture(archive):
    shutil.rmtree(archive / "media")
    write_sums(archive)


UNKNOWN = {"fields": [], "rows": 0, "last": 0}
THEMES, PEOPLE = "themes.theme.jsonl", "speakers.speaker.jsonl"
SPOILT = [
    (lambda archive: (archive / "fiches" / THEMES).write_text("x"), f"fiches/{THEMES} a changé"),
    (lambda archive: (archive / "fiches" / THEMES).unlink(), f"fiches/{THEMES} manque"),
    (lambda archive: (archive / "fiches/x").write_text("x"), "fiches/x est de trop"),
    (shutil.rmtree, "n’est pas une archive"),
    (lambda archive: (archive / "SHA256SUMS").unlink(), "SHA256SUMS manque"),
    (lambda archive: (archive / "archive.json").write_text("[]"), "n’est pas une archive"),
    (lambda archive: change(archive, format=2), "d’une autre forme (2)"),
    (lambda archive: change(archive, migrations=["themes.0099_later"]), "ne connaît pas themes.0099_later"),
    (lambda archive: change(archive, models={"a.b": {}}), "n’est pas une archive"),
    (lambda archive: change(archive, models={"a.b": UNKNOWN}), "« a.b », que cette version du site ne connaît pas"),
    (add_field, "des champs que cette version du site ne connaît pas : later"),
    (lead_outside, "media/leads mène ailleurs"),
    (sum_outside, "../secret sort du dossier"),
    (lose_picture, f"fiches/{PEOPLE}, ligne 1 : l’image"),
    (lambda archive: rewrite(archive, PEOPLE, "pictures/", "../../media/pictures/"), "sort du dossier"),
    (lambda archive: rewrite(archive, THEMES, '"position": 0', '"position": "x"'), "position ne peut être 'x'"),
    (lambda archive: rewrite(archive, THEMES, '"name": "Ville"', '"name": null'), "name ne peut être None"),
    (lambda archive: rewrite(archive, THEMES, '"name"', '"nom"'), f"{THEMES}, ligne 1 : attendu : id, "),
    (lambda archive: rewrite(archive, THEMES, "{", "", 1), f"{THEMES}, ligne 1"),
    (lambda archive: rewrite(archive, THEMES, r"\n", "\n\n", 1), f"{THEMES}, ligne 2"),
]
# Only the base can tell.
IMPOSSIBLE = [
    (lambda archive: rewrite(archive, THEMES, r'"parent": \d+', '"parent": 7777'), "Une ligne renvoie à une autre"),
    (lambda archive: rewrite(archive, THEMES, '"Espace"', '"Ville"'), f"{THEMES} ne va pas dans la base"),
]


@pytest.mark.parametrize(("spoil", "sentence"), SPOILT + IMPOSSIBLE)
def test_what_is_damaged_or_foreign_is_not_loaded(archive, settings, spoil, sentence):
    spoil(archive)
    assert sentence in refusal("import_site", archive)
    assert not Theme.objects.exists() and "themes.theme" in empty()
    assert list(settings.MEDIA_ROOT.rglob("*.*")) == []


@pytest.mark.any_engine
@pytest.mark.parametrize(("spoil", "sentence"), SPOILT)
def test_a_check_says_the_same_and_loads_nothing(archive, spoil, sentence):
    spoil(archive)
    assert sentence in refusal("import_site", archive, check=True)


def test_a_check_says_what_would_be_loaded(archive, capsys):
    call_command("import_site", archive, check=True)
    assert "Bon à charger : 3 lignes, dont 1 intervenants, 2 thèmes." in capsys.readouterr().out
    assert not Theme.objects.exists()


def test_nothing_is_loaded_beside_or_over_what_is_there(archive, settings):
    make.theme(name="Eau")
    assert "La base n’est pas vide (thèmes)" in refusal("import_site", archive)
    Theme.objects.all().delete()
    [name] = [path.name for path in (archive / "media/pictures").iterdir()]
    (settings.MEDIA_ROOT / "pictures").mkdir(parents=True)
    (settings.MEDIA_ROOT / "pictures" / name).write_bytes(b"mine")
    assert f"L’image pictures/{name} est déjà dans MEDIA_ROOT" in refusal("import_site", archive)
    assert (settings.MEDIA_ROOT / "pictures" / name).read_bytes() == b"mine"


def test_the_base_has_its_triggers_after_a_refusal(archive):
    rewrite(archive, THEMES, r'"parent": \d+', '"parent": 7777')
    refusal("import_site", archive)
    theme = make.theme()
    assert Theme.objects.get(pk=theme.pk).is_public


def test_a_field_that_came_since_has_its_default(archive):
    models = json.loads((archive / "archive.json").read_text())["models"]
    models["themes.theme"]["fields"].remove("position")
    change(archive, models=models)
    rewrite(archive, THEMES, '"position": 0', '"forgotten": 0')
    assert "attendu" in refusal("import_site", archive)
    rewrite(archive, THEMES, ', "forgotten": 0', "")
    call_command("import_site", archive, verbosity=0)
    assert [theme.position for theme in Theme.objects.all()] == [0, 0]


def test_nobody_else_reads_it_and_it_is_written_over_nothing(archive, settings):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in archive.rglob("*") if path.is_file()}
    assert (modes, stat.S_IMODE(archive.stat().st_mode)) == ({0o600}, 0o700)
    assert "existe déjà" in refusal("export_site", archive)
    assert "MEDIA_ROOT" in refusal("export_site", settings.MEDIA_ROOT / "archive")


def test_one_that_fails_leaves_nothing(archive, monkeypatch):
    def fail(self):
        raise FolderError("Le disque est plein.")

    monkeypatch.setattr(Table, "write", fail)
    before = sorted(os.listdir(archive.parent))
    assert "Rien n’a été exporté. Le disque est plein." in refusal("export_site", archive.parent / "other")
    assert sorted(os.listdir(archive.parent)) == before


def test_a_picture_that_was_missing_already_is_told_and_keeps_nothing_from_coming_back(archive, settings, capsys):
    make.speaker(picture="pictures/gone.webp")
    call_command("export_site", archive.parent / "other", verbosity=0)
    assert "pictures/gone.webp" in capsys.readouterr().err
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_site", archive.parent / "other", verbosity=0)
    assert connection.introspection.table_names()
