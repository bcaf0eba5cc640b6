import re

import pytest
from django.http import QueryDict

from alerts import followed
from alerts.models import Alert
from alerts.publications import note
from curation import history, merging
from curation.models import Status
from events.models import Appearance
from quotes.search import Asked
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = pytest.mark.django_db


def news(alert):
    found = followed.news(alert, after=alert.position, until=note())
    return [(one.kind, row) for one, row in followed.with_rows(found)]


def test_a_search_follows_words_and_facets_as_its_page_does():
    person, theme = make.speaker(slug="camille"), make.theme(slug="ville")
    alert = follow(query="q=gouvernance&speaker=camille&theme=ville&kind=verbatim&language=fr&year=2015")
    found = make.quote(text="La gouvernance", speaker=person, themes=[theme])
    make.quote(text="La gouvernance", themes=[theme])
    make.quote(text="La gouvernance", speaker=person)
    make.quote(text="La gouvernance", speaker=person, themes=[theme], kind="paraphrase")
    make.quote(text="La gouvernance", speaker=person, themes=[theme], language="en")
    make.quote(text="La ville", speaker=person, themes=[theme])
    make.quote(text="La gouvernance", speaker=person, themes=[theme], event=make.event(starts_on=None))
    assert news(alert) == [("quote", found)]


def test_a_search_follows_what_is_written_otherwise_as_its_page_does():
    make.theme(name="PMA", synonyms="procréation médicalement assistée")
    alert = follow(query="q=procréation médicalement assistée")
    found = make.quote(text="La PMA pour toutes")
    make.quote(text="La procréation")
    assert news(alert) == [("quote", found)]


def test_a_search_without_words_follows_all_that_is_said():
    alert = follow(query="")
    quote, tweet = make.quote(), make.tweet()
    make.talk()
    assert news(alert) == [("quote", quote), ("tweet", tweet)]


def test_a_search_goes_on_when_what_it_is_narrowed_to_has_another_address():
    theme = make.theme(slug="ville")
    alert = follow(query="theme=ville")
    theme.slug = "ville-intelligente"
    theme.save()
    quote = make.quote(themes=[theme])
    make.quote()
    assert news(alert) == [("quote", quote)]


@pytest.mark.parametrize("query", ["theme=rien", "theme=brouillon", "kind=rien", "year=zz", "q=%00", "speaker=a%20b"])
def test_a_search_for_what_there_is_not_follows_nothing_or_all_but_never_fails(query):
    make.theme(slug="brouillon", status=Status.DRAFT)
    alert = follow(query=query)
    make.quote()
    assert len(news(alert)) == (query == "q=%00")


def test_a_theme_is_followed_through_what_bears_it():
    theme = make.theme()
    alert = follow(theme=theme)
    quote, tweet, talk = make.quote(themes=[theme]), make.tweet(themes=[theme]), make.talk(themes=[theme])
    make.quote(), make.tweet(), make.talk()
    assert news(alert) == [("quote", quote), ("tweet", tweet), ("talk", talk)]


def test_a_speaker_is_followed_through_words_tweets_and_talks():
    person = make.speaker()
    alert = follow(speaker=person)
    quote, tweet, talk = make.quote(speaker=person), make.tweet(speaker=person), make.talk(speakers=[person])
    Appearance.objects.create(event=talk.event, talk=talk, speaker=make.speaker())
    make.quote(), make.tweet(), make.talk(speakers=[make.speaker()])
    assert news(alert) == [("quote", quote), ("tweet", tweet), ("talk", talk)]


def test_an_event_is_followed_through_what_happens_there():
    event = make.event()
    alert = follow(event=event)
    talk = make.talk(event=event)
    quote, tweet = make.quote(talk=talk), make.tweet(event=event)
    make.quote(), make.tweet(), make.talk()
    assert news(alert) == [("quote", quote), ("tweet", tweet), ("talk", talk)]


@pytest.mark.parametrize("kind", ["theme", "speaker", "event"])
def test_what_is_no_longer_public_tells_nothing(kind):
    record = getattr(make, kind)()
    alert = follow(**{kind: record})
    make.quote(**{"themes": [record]} if kind == "theme" else {kind: record})
    make.tweet(**{"themes": [record]} if kind == "theme" else {kind: record})
    assert len(news(alert)) == 2
    record.status = Status.DRAFT
    record.save()
    assert news(alert) == []


@pytest.mark.parametrize("kind", ["theme", "speaker", "event"])
def test_an_alert_waits_for_a_record_that_is_deleted_and_goes_on_when_that_is_restored(kind):
    record = getattr(make, kind)()
    alert = follow(**{kind: record})
    deletion = history.delete(record, by=None)
    for found in (Alert.objects.get(), Alert.objects.with_record().get()):
        assert (found.record, found.followed_url, news(found), found.twin()) == (None, "", [], None)
        found.pause()
    restored = history.restore(deletion, by=None)
    quote = make.quote(**{"themes": [restored]} if kind == "theme" else {kind: restored})
    alert.refresh_from_db()
    assert (alert.record, news(alert)) == (restored, [("quote", quote)])


def test_a_merged_theme_leaves_its_followers_to_the_one_that_is_kept():
    gone, kept = make.theme(), make.theme()
    alert = follow(theme=gone)
    merging.merge(kept, gone, by=make.user(role="curator"))
    quote = make.quote(themes=[kept])
    alert.refresh_from_db()
    assert news(alert) == [("quote", quote)]


@pytest.mark.parametrize("kind", ["theme", "speaker", "event"])
def test_who_follows_both_of_two_that_are_merged_follows_the_one_that_is_left_once(client, kind):
    gone, kept = (getattr(make, kind)() for _ in range(2))
    member, other = (make.user(role="member") for _ in range(2))
    for record in (gone, kept):
        follow(owner=member, name=f"de {record.pk}", **{kind: record})
    follow(owner=other, **{kind: gone})
    follow(owner=other, **{kind: kept}).remove()
    merge = merging.merge(kept, gone, by=make.user(role="curator"))
    client.force_login(member)
    named = re.compile(r"<h2>(?:<a[^>]*>)?(de \d+)<")
    assert named.findall(client.get("/alertes/").content.decode()) == [f"de {kept.pk}"]
    quote = make.quote(**{"themes": [kept]} if kind == "theme" else {kind: kept})
    for one in (member, other):
        assert [found for alert in one.alerts.kept() for found in news(alert)] == [("quote", quote)]
    merging.undo(merge, by=make.user(role="curator"))
    assert named.findall(client.get("/alertes/").content.decode()) == [f"de {kept.pk}", f"de {gone.pk}"]
    assert {alert.record for alert in other.alerts.kept()} == {gone}


def test_a_search_is_called_by_its_words_and_by_the_names_of_its_filters():
    make.theme(slug="ville", name="Ville")
    make.speaker(slug="camille", name="Camille Martin")
    assert followed.title(Asked.of(QueryDict("q=mots&theme=ville&speaker=camille&kind=tweet"))) == (
        "mots, tweet, Camille Martin, Ville"
    )
    assert followed.title(Asked.of(QueryDict(""))) == "tout ce qui paraît"
    assert len(followed.title(Asked.of(QueryDict("q=" + "mot" * 100)))) == 120
