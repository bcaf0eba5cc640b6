"""Whatever writes, the very next search is right."""

import threading

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, transaction
from django.db.models import TextField

from curation import history
from curation.merging import merge
from curation.models import Status
from events.models import Event
from quotes.models import Quote, ThemedQuote, Tweet
from search import index
from search.indexing import exclusive, is_behind, refresh_some
from search.models import Stale
from search.queries import read
from speakers.models import Speaker, SpeakerAlias
from tests import builders as make
from tests.searching import find
from themes.models import Theme

pytestmark = pytest.mark.django_db


def count(typed):
    return find(read(typed)).count


@pytest.fixture
def quote():
    speaker, theme = make.speaker(name="Ada Lovelace"), make.theme(name="Calcul")
    talk = make.talk(title="Machines", event=make.event(title="Congrès"))
    tweet = make.tweet(text="un gazouillis", organization=make.organization(name="Babbage"))
    row = make.quote(text="la ville", talk=talk, speaker=speaker, themes=[theme], tweet=tweet, source=make.source())
    assert count("ville") == count("gazouillis") == 1
    return row


def test_an_edit_is_found(quote):
    quote.text = "la campagne"
    quote.save()
    assert (count("ville"), count("campagne")) == (0, 1)


def test_what_update_and_bulk_writes_do_is_found(quote):
    Quote.objects.filter(pk=quote.pk).update(text="la campagne")
    assert (count("ville"), count("campagne")) == (0, 1)
    Quote.objects.bulk_create(
        [Quote(text=f"la plage {n}", event=quote.event, attribution="x", status=Status.PUBLISHED) for n in range(3)]
    )
    assert count("plage") == 3
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_quote SET text = 'le port' WHERE text LIKE 'la plage%%'")
    assert (count("plage"), count("port")) == (0, 3)
    Quote.objects.filter(text="le port").delete()
    assert count("port") == 0


def test_a_deleted_quote_is_gone_and_a_restored_one_back(quote):
    editor = make.user(role="curator")
    history.write(quote, by=editor)
    history.delete(quote, by=editor)
    assert count("ville") == 0
    history.restore(history.deleted()[0], by=editor)
    assert count("ville") == 1


def test_an_unpublished_quote_is_gone(quote):
    Quote.objects.filter(pk=quote.pk).update(status=Status.DRAFT)
    assert count("ville") == 0


@pytest.mark.parametrize("path", ["speaker", "source", "tweet", "event", "talk", "tweet.event"])
def test_what_hangs_on_a_draft_is_gone_and_comes_back(quote, path):
    record = quote
    for name in path.split("."):
        record = getattr(record, name)
    for status, times in ((Status.DRAFT, 0), (Status.PUBLISHED, 1)):
        type(record).objects.filter(pk=record.pk).update(status=status)
        assert count("ville") == times


def test_a_renamed_speaker_theme_talk_and_event_are_found_under_the_new_name(quote):
    for record, field in ((quote.speaker, "name"), (quote.themes.get(), "name"), (quote.talk, "title")):
        setattr(record, field, "Kaléidoscope")
        record.save()
        assert count("kaléidoscope") == 1
        setattr(record, field, "Autre")
        record.save()
        assert count("kaléidoscope") == 0
    type(quote.event).objects.update(title="Kaléidoscope")
    assert count("evenement:kaléidoscope") == 2  # the tweet's event too


def test_other_forms_of_a_name_come_and_go(quote):
    alias = quote.speaker.aliases.create(name="Ada Byron")
    assert count("de:byron") == 1
    SpeakerAlias.objects.filter(pk=alias.pk).update(name="Comtesse")
    assert (count("de:byron"), count("de:comtesse")) == (0, 1)
    alias.delete()
    assert count("de:comtesse") == 0


def test_themes_come_and_go_with_their_synonyms(quote):
    theme = make.theme(name="Poésie", synonyms="vers\nstrophes")
    quote.themes.add(theme)
    assert count("theme:strophe") == 1
    Theme.objects.filter(pk=theme.pk).update(status=Status.DRAFT)
    assert count("theme:strophe") == 0
    Theme.objects.filter(pk=theme.pk).update(status=Status.PUBLISHED)
    ThemedQuote.objects.filter(tag=theme).delete()
    assert count("theme:strophe") == 0


def test_a_draft_speaker_or_organisation_of_a_tweet_is_not_told(quote):
    tweet = Tweet.objects.get()
    assert count("babbage") == 1
    type(tweet.organization).objects.update(status=Status.DRAFT)
    assert count("babbage") == 0
    Tweet.objects.update(speaker=make.speaker(name="Ombre", status=Status.DRAFT))
    assert count("ombre") == 0
    assert find(read("gazouillis")).facets["speaker"] == []
    Speaker.objects.filter(name="Ombre").update(status=Status.PUBLISHED)
    assert count("ombre") == 1


def test_a_merge_is_found_and_its_undoing_too(quote):
    kept = make.speaker(name="Grace Hopper")
    done = merge(kept, quote.speaker, by=make.user(role="curator"))
    assert (count("de:hopper"), count("de:lovelace")) == (1, 1)  # the name is kept as another form
    assert done.pk


def test_what_is_rolled_back_is_never_found(quote):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Quote.objects.update(text="la campagne")
        assert count("campagne") == 1
        raise ZeroDivisionError
    assert (count("ville"), count("campagne")) == (1, 0)


def test_an_update_of_nothing_that_is_searched_marks_nothing(quote):
    Quote.objects.update(position=3)
    quote.event.save()
    quote.speaker.save()
    assert not Stale.objects.exists()


def test_a_search_leaves_nothing_stale(quote):
    Quote.objects.update(text="autre")
    assert Stale.objects.exists()
    count("")
    assert not Stale.objects.exists()


def test_a_long_text_is_found_by_its_words_and_phrases():
    make.quote(text=" ".join(f"mot{n} de" for n in range(4000)))
    make.quote(text="a " * 30_000 + "fin")
    assert count("mot3999") == 1
    assert count('"de mot17"') == 1
    assert count("a") == 1


@pytest.mark.django_db(transaction=True)
def test_a_flushed_database_finds_nothing_and_then_what_is_new():
    make.quote(text="la ville")
    assert count("ville") == 1
    call_command("flush", interactive=False, verbosity=0)
    assert count("ville") == 0
    assert index.is_empty()
    make.quote(text="la ville")
    assert count("ville") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("model", "name"), [(Quote, "text"), (Speaker, "name"), (Event, "title")])
def test_a_table_may_be_remade_and_is_watched_again(model, name):
    quote = make.quote(text="la ville", speaker=make.speaker())
    old = model._meta.get_field(name)
    new = TextField(null=True)
    new.set_attributes_from_name(name)
    new.model = model
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    for before, after in ((old, new), (new, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(model, before, after)
    Quote.objects.update(text="la campagne")  # as a data migration does, unwatched
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=[("a migration", False)])
    assert (count("ville"), count("campagne")) == (0, 1)
    Quote.objects.filter(pk=quote.pk).update(text="le port")
    assert count("port") == 1


@pytest.mark.django_db(transaction=True)
def test_who_searches_does_not_wait_for_who_writes():
    make.quote(text="la ville")
    begun, ended = threading.Event(), threading.Event()

    def write():
        with exclusive():
            begun.set()
            ended.wait(10)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    refresh_some()
    ended.set()
    writer.join()
    assert is_behind()
    refresh_some()
    assert not is_behind()
