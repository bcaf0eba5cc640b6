import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from exchange.releases import OLDER_TABLES
from search import index
from search.models import Stale
from tests import builders as make

pytestmark = pytest.mark.django_db


def search(query, role, **options):
    out = StringIO()
    call_command("search", query, role=role, json=True, stdout=out, stderr=StringIO(), **options)
    return json.loads(out.getvalue())


def test_the_command_tells_what_the_page_of_each_would_show():
    moreno = make.speaker(name="Carlos Moreno")
    quote = make.quote(text="La ville est un écosystème", speaker=moreno)
    tweet = make.tweet(text="une ville en tweet", posted_on="2015-07-01")
    assert search("éco-systeme fleuve", "member") == [
        {"kind": "quote", "id": quote.pk, "text": quote.text, "lacks": ["fleuve"], "corrected": None}
    ]
    assert [(line["kind"], line["id"]) for line in search("ville", "member", limit=1)] == [("quote", quote.pk)]
    assert search("morreno", "public")[0] == {
        "kind": "speaker",
        "id": moreno.pk,
        "text": "Carlos Moreno",
        "lacks": [],
        "corrected": "Moreno",
    }
    assert {line["kind"] for line in search("ville", "public")} == {"quote", "tweet"}
    assert tweet.pk in {line["id"] for line in search("tweet", "public")}


def test_it_goes_as_far_as_it_is_asked_to():
    for number in range(25):
        make.quote(text=f"une ville {number}")
    assert len(search("ville", "member", limit=23)) == 23
    assert len(search("ville", "member")) == 20
    assert search("ville", "member", limit=0) == []


def test_it_finds_what_waits_to_be_indexed_and_writes_nothing():
    make.quote(text="La ville attend")
    waiting = Stale.objects.count()
    assert waiting
    assert [line["text"] for line in search("ville", "member")] == ["La ville attend"]
    assert Stale.objects.count() == waiting
    assert index.is_empty()


def test_no_draft_is_among_it():
    make.quote(text="La ville cachée", status="draft")
    make.speaker(name="Ville Cachée", status="draft")
    assert search("ville cachée", "member") == search("ville cachée", "public") == []


def test_a_base_without_the_tables_of_this_release_is_told_in_a_sentence(tmp_path):
    """By `manage.py`, of every command; but of `migrate`, whose own error it would hide."""
    done = subprocess.run(
        [sys.executable, "manage.py", "search", "ville"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DEBUG": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"no such table: search_stale\n{OLDER_TABLES}\n"
