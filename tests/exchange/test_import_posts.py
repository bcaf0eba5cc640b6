"""`import_posts` in a terminal, and the same file on the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from exchange.models import Import
from quotes.models import Tweet
from tests import builders as make
from tests.admin_forms import forms
from tests.reading.programmes.samples import zipped
from tests.working import work

pytestmark = pytest.mark.django_db
ADD = "/admin/exchange/import/add/"


def tweet(number, text, day="08"):
    return {"tweet": {"id_str": str(number), "created_at": f"Wed Jul {day} 09:00:00 +0000 2015", "full_text": text}}


TWEETS = [
    tweet(1, "Un mot. #Rues15"),
    tweet(2, "Deux mots. #Rues15", "20"),
    tweet(3, "Trois mots."),
    tweet(4, "RT @a b"),
]
SCRIPT = f"window.YTD.tweets.part0 = {json.dumps(TWEETS)}"
NOTE = {
    "type": "Note", "id": "https://a.example/users/anne/statuses/618000", "url": "https://a.example/@anne/618000",
    "published": "2015-07-08T09:00:00Z", "content": "<p>Un mot. #Rues15</p>",
    "tag": [{"type": "Hashtag", "name": "#rues15"}], "to": ["https://www.w3.org/ns/activitystreams#Public"],
}  # fmt: skip
OUTBOX = {"orderedItems": [{"type": "Create", "to": NOTE["to"], "object": NOTE}]}
ARCHIVE = zipped({"outbox.json": json.dumps(OUTBOX), "actor.json": json.dumps({"name": "Anne Roy"})})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tweets.js"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def event():
    return make.event(title="Les rues", hashtag="rues15")


def run(file, *options):
    call_command("import_posts", str(file), "--handle", "@anneroy", *options)


def test_it_says_what_it_did(file, event, capsys):
    run(file)
    assert capsys.readouterr().out.splitlines() == [
        f"Import n° {Import.objects.get().pk} : tweets.js",
        "  intervenants : inconnu ici 1",
        "  évènements : inchangé 1",
        "  tweets : nouveau 2",
        "Sans place ici :",
        "  post.hour : 2",
        "Écartés :",
        "  messages de quelqu’un d’autre, que le compte a relayés : 1",
        "  messages dont rien ne dit de quel évènement : 1",
    ]


def test_hashtags_and_days_say_which(file, event):
    run(file, "--event", event.slug, "--hashtag", "#RUES15", "--from", "2015-07-01", "--to", "2015-07-10")
    assert list(Tweet.objects.values_list("number", flat=True)) == ["1"]


def test_a_dry_run_writes_nothing(file, event, capsys):
    run(file, "--dry-run")
    assert "tweets : nouveau 2" in capsys.readouterr().out
    assert (Tweet.objects.count(), Import.objects.count()) == (0, 0)


def test_who_posts_is_asked_and_nobody_is_an_answer_that_holds(tmp_path, event):
    make.speaker(name="Anne Roy")
    path = tmp_path / "mastodon.zip"
    path.write_bytes(ARCHIVE)
    with pytest.raises(CommandError, match="speaker/@anne@a.example"):
        call_command("import_posts", str(path))
    call_command("import_posts", str(path), "--answer", "speaker/@anne@a.example=new")
    call_command("import_posts", str(path))
    tweet = Tweet.objects.get()
    assert (tweet.handle, tweet.author_name, tweet.speaker) == ("anne@a.example", "Anne Roy", None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Rien.", "Ce n’est l’archive ni de X, ni de Mastodon."),
        (SCRIPT[:-9], "Ce fichier est abîmé, ou n’est pas du format qu’il annonce. (ligne 1)"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(file, content, sentence):
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run(file)
    assert str(refused.value).replace("\u202f", " ").replace("\xa0", " ") == sentence


def test_whose_posts_they_are_has_to_be_known(file, event):
    with pytest.raises(CommandError, match="de quel compte"):
        call_command("import_posts", str(file))


def bring(client, content, name, **fields):
    client.post(ADD, {"file": SimpleUploadedFile(name, content), **fields})
    work()
    return Import.objects.latest("pk")


def page(batch, name="change"):
    return reverse(f"admin:exchange_import_{name}", args=[batch.pk])


def test_the_page_reads_writes_and_takes_back(client, curator, event):
    client.force_login(curator)
    batch = bring(client, SCRIPT.encode(), "tweets.js", handle="anneroy", hashtags="#rues15, autre", until="2015-07-10")
    assert batch.wanted == {"hashtags": ["rues15", "autre"], "until": "2015-07-10", "handle": "anneroy"}
    shown = client.get(page(batch)).content.decode()
    assert all(words in shown for words in ("Un mot. #Rues15", "messages d’un autre jour", "Inconnu ici"))
    assert not Tweet.objects.exists()
    client.post(page(batch, "write"))
    work()
    assert Tweet.objects.count() == 1
    assert f'href="{reverse("admin:events_event_change", args=[event.pk])}"' in client.get(page(batch)).content.decode()
    client.post(page(batch, "undo"))
    work()
    assert not Tweet.objects.exists()


def test_the_page_asks_who_posts_among_those_of_that_name(client, curator, event):
    client.force_login(curator)
    anne = make.speaker(name="Anne Roy")
    batch = bring(client, ARCHIVE, "mastodon.zip")
    assert "garder l’identifiant seul" in client.get(page(batch)).content.decode()
    client.post(page(batch, "write"), {"speaker/@anne@a.example": anne.pk})
    work()
    assert Tweet.objects.get().speaker == anne


def test_the_page_shows_an_earlier_answer_to_be_corrected(client, curator, event):
    client.force_login(curator)
    anne, other = make.speaker(name="Anne Roy"), make.speaker(name="Anne Roy")
    batch = bring(client, ARCHIVE, "mastodon.zip")
    client.post(page(batch, "write"), {"speaker/@anne@a.example": anne.pk})
    work()
    again = bring(client, ARCHIVE, "mastodon.zip")
    fields = max(forms(client.get(page(again))), key=len)
    assert fields["speaker/@anne@a.example"] == str(anne.pk)
    client.post(page(again, "write"), fields | {"speaker/@anne@a.example": other.pk})
    work()
    assert Tweet.objects.get().speaker == other


def test_an_archive_of_which_nothing_is_wanted_says_so(client, curator):
    client.force_login(curator)
    shown = client.get(page(bring(client, ARCHIVE, "mastodon.zip"))).content.decode()
    assert "Il n’y a rien à importer." in shown
    assert "messages dont rien ne dit de quel évènement" in shown
    assert "importer/" not in shown


def test_a_file_without_account_is_refused_in_words(client, curator, event):
    client.force_login(curator)
    batch = bring(client, SCRIPT.encode(), "tweets.js")
    assert batch.state == Import.State.REFUSED
    assert "de quel compte" in client.get(page(batch)).content.decode()
