"""What was exported comes back: every row of every table, whichever the engine, and what follows from them."""

import json
import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from curation import tallies
from exchange.archive.chosen import LEFT_OUT, Whole, is_named
from members.models import User
from quotes.models import Quote
from search.rebuilding import drift
from speakers.models import Speaker
from tests import builders as make
from tests.exchange.archive.world import UNUSED, empty, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def rows():
    """{model: its rows, with the columns that the database or a save works out}; what has a name has it for a key."""
    return {model._meta.label_lower: [told(row) for row in in_order(model)] for model in Whole(accounts=True).models()}


def in_order(model):
    named = [field.name for field in model._meta.concrete_fields if is_named(field.related_model)]
    return model._base_manager.order_by("pk").select_related(*named or [None])


def told(row):
    return {field.name: told_of(row, field) for field in row._meta.concrete_fields}


def told_of(row, field):
    value = field.value_from_object(row)
    return getattr(row, field.name).natural_key() if value and is_named(field.related_model) else value


def pictures():
    return {path.name: path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*.*")}


def forget_all():
    """A site on which nothing is yet."""
    call_command("flush", interactive=False, verbosity=0)
    for path in settings.MEDIA_ROOT.rglob("*.*"):
        path.unlink()


def files(folder):
    """{path: bytes}, but for the one date and the sum that follows from it."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found["README.txt"] = b"\n".join(line for line in found["README.txt"].split(b"\n") if b"2026" not in line)
    found["SHA256SUMS"] = b"\n".join(line for line in found["SHA256SUMS"].split(b"\n") if b"README" not in line)
    return found


def export(folder, **options):
    call_command("export_site", folder, verbosity=0, **options)
    return folder


def test_no_model_is_forgotten_and_none_is_left_out_that_is_not_there():
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True) if not model._meta.proxy}
    held = {model._meta.label_lower for model in Whole(accounts=True).models()}
    assert held | LEFT_OUT.keys() == labels
    assert all(LEFT_OUT.values())
    world()
    assert empty() == UNUSED  # or the tests below would say nothing of it


def test_every_row_of_every_table_comes_back(tmp_path):
    world()
    before, there = rows(), pictures()
    folder = export(tmp_path / "archive", with_accounts=True)
    forget_all()
    call_command("import_site", folder, verbosity=0)
    after = rows()
    assert {name: after[name] for name in after if after[name] != before[name]} == {}
    assert pictures() == there and len(there) == 5
    assert list(drift()) == []
    assert tallies.amiss() == {}
    call_command("check_visibility")
    again = export(tmp_path / "again", with_accounts=True)
    assert files(again) == files(folder)


def test_two_exports_differ_in_the_date_alone(tmp_path):
    world()
    assert files(export(tmp_path / "one")) == files(export(tmp_path / "two"))


def test_a_key_that_was_given_is_never_given_again(tmp_path):
    last = make.quote(text="retirée depuis")
    last_key = last.pk
    last.delete()
    folder = export(tmp_path / "archive")
    forget_all()
    call_command("import_site", folder, verbosity=0)
    assert make.quote().pk == last_key + 1


def test_without_accounts_nobody_is_let_in_until_they_choose_a_password(tmp_path, client):
    someone = make.user(email="camille@exemple.fr", role="member")
    folder = export(tmp_path / "archive")
    assert someone.password not in (folder / "fiches/members.user.jsonl").read_text()
    assert "mfa.authenticator" in json.loads((folder / "archive.json").read_text())["left_out"]
    forget_all()
    call_command("import_site", folder, verbosity=0)
    again = User.objects.get()
    assert (again.email, [group.name for group in again.groups.all()]) == ("camille@exemple.fr", ["member"])
    assert not again.has_usable_password() and not again.check_password(make.PASSWORD)


def test_what_is_loaded_is_found_and_goes_on_being_kept_right(tmp_path, client):
    speaker = make.speaker(name="Camille Martin")
    quote = make.quote(text="les réverbères connectés", speaker=speaker)
    folder = export(tmp_path / "archive")
    forget_all()
    call_command("import_site", folder, verbosity=0)
    assert "Camille <mark>Martin</mark>" in client.get("/recherche/?q=martin").content.decode()
    Speaker.objects.filter(pk=speaker.pk).update(status="draft")  # a trigger passes it on
    assert not Quote.objects.get(pk=quote.pk).is_public
    assert list(drift()) == []


def other_engine(folder):
    """What runs a command of the site on a base of SQLite's."""
    given = {"DATABASE_URL": f"sqlite:///{folder}/other.sqlite3", "MEDIA_ROOT": str(folder / "other-media")}
    environment = os.environ | given | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    def run(*words):
        command = [sys.executable, "manage.py", *map(str, words)]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs both engines")
def test_it_goes_from_one_engine_to_the_other_and_back(tmp_path):
    world()
    before = rows()
    other = other_engine(tmp_path)
    export(tmp_path / "from-postgresql", with_accounts=True)
    other("migrate", "-v0")
    other("import_site", tmp_path / "from-postgresql")
    other("check_visibility")
    other("rebuild_search_index", "--check")
    other("export_site", tmp_path / "from-sqlite", "--with-accounts")
    assert files(tmp_path / "from-sqlite") == files(tmp_path / "from-postgresql")
    forget_all()
    call_command("import_site", tmp_path / "from-sqlite", verbosity=0)
    assert rows() == before
