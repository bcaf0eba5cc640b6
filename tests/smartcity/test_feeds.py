from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils.http import http_date
from lxml import html

from curation.models import Status
from events.models import Appearance, Event, Talk
from quotes.models import Quote
from tests import builders as make
from tests.addresses import public
from tests.alerts.follows import follow
from tests.test_permissions import kinds

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(client, path):
    return [entry.findtext(f"{ATOM}title") for entry in feed(client, path).iter(f"{ATOM}entry")]


def text(client, path):
    return client.get(path).content.decode()


def test_the_site_tells_what_came_out_last_first(client):
    event = make.event(title="Atelier")
    make.talk(event=event, title="Exposé")
    Event.objects.filter(pk=event.pk).update(published_at=LONG_AGO)
    assert titles(client, "/index.atom") == ["Exposé", "Atelier"]


def test_only_verbatim_words_wear_guillemets(client):
    person = make.speaker(name="Camille Martin", slug="camille-martin")
    make.quote(text="la ville vit", speaker=person)
    make.quote(text="la ville serait un majordome", speaker=person, kind=Quote.Kind.PARAPHRASE)
    assert titles(client, "/intervenants/camille-martin.atom") == [
        "Camille Martin, propos rapporté\u00a0: la ville serait un majordome",
        "Camille Martin\u00a0: «\u202fla ville vit\u202f»",
    ]


def test_an_entry_keeps_its_id_in_every_language_and_under_every_name(client):
    event = make.event(title="Atelier", slug="atelier")
    before = feed(client, "/index.atom").findtext(f"{ATOM}entry/{ATOM}id")
    event.slug = "autre-nom"
    event.save()
    assert feed(client, "/index.atom").findtext(f"{ATOM}entry/{ATOM}id") == before
    assert feed(client, "/en/index.atom").findtext(f"{ATOM}entry/{ATOM}id") == before
    assert client.get(before).headers["Location"] == "/evenements/autre-nom/"


def test_a_former_address_leads_to_the_feed_of_today(client):
    event = make.event(slug="atelier")
    event.slug = "autre-nom"
    event.save()
    response = client.get("/evenements/atelier.atom")
    assert (response.status_code, response.headers["Location"]) == (301, "/evenements/autre-nom.atom")


def test_an_event_has_its_talks_quotes_and_tweets(client):
    event = make.event(slug="atelier")
    make.talk(event=event, title="Exposé")
    make.quote(event=event, text="des mots", attribution="une élue")
    make.tweet(event=event, text="un tweet")
    make.talk(title="D’ailleurs")
    assert titles(client, "/evenements/atelier.atom") == [
        "@LabdesUsages : un tweet",
        "une élue\u00a0: «\u202fdes mots\u202f»",
        "Exposé",
    ]


def test_a_theme_has_what_bears_it(client):
    theme = make.theme(name="gouvernance", slug="gouvernance")
    make.talk(title="Exposé", themes=[theme])
    make.talk(title="Sans le thème")
    assert titles(client, "/themes/gouvernance.atom") == ["Exposé"]


def test_markup_in_the_words_stays_words(client):
    make.quote(text="<b>gras</b> & co", event=make.event(slug="atelier"))
    summary = feed(client, "/evenements/atelier.atom").findtext(f"{ATOM}entry/{ATOM}content")
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; co" in summary


def test_drafts_are_in_no_feed(client):
    theme = make.theme(slug="gouvernance")
    person = make.speaker(slug="camille-martin")
    event = make.event(slug="atelier")
    draft = make.event(title="Brouillon d’évènement", slug="brouillon", status=Status.DRAFT)
    hidden = make.speaker(name="Brouillon de personne", status=Status.DRAFT)
    make.talk(title="Brouillon 1", event=event, status=Status.DRAFT, speakers=[person], themes=[theme])
    make.talk(title="Brouillon 2", event=draft, speakers=[person], themes=[theme])
    make.talk(title="Exposé", event=event, speakers=[hidden, person], themes=[theme])
    make.quote(text="brouillon 3", event=event, status=Status.DRAFT, speaker=person, themes=[theme])
    make.quote(text="brouillon 4", event=event, speaker=hidden, themes=[theme])
    make.quote(text="brouillon 5", event=event, source=make.source(status=Status.DRAFT), themes=[theme])
    make.tweet(text="brouillon 6", event=draft, speaker=person, themes=[theme])
    paths = ["index", "themes/gouvernance", "intervenants/camille-martin", "evenements/atelier"]
    for path in paths:
        found = text(client, f"/{path}.atom")
        assert "Exposé" in found
        assert "rouillon" not in found
    assert client.get("/evenements/brouillon.atom").status_code == 404
    assert client.get(f"/e/{draft.pk}").status_code == 404


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    event = make.event()
    first = client.get("/index.atom")
    assert first.headers["Last-Modified"] == http_date(event.updated_at.timestamp())
    assert client.get("/index.atom", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    make.event()
    assert client.get("/index.atom", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_who_asks_by_date_alone_is_told_of_what_was_taken_away(client):
    quote = make.quote(event=make.event())
    since = client.get("/index.atom").headers["Last-Modified"]
    quote.delete()
    assert client.get("/index.atom", headers={"if-modified-since": since}).status_code == 200


def test_a_feed_without_entries_is_the_same_whenever_it_is_asked(client):
    make.event(slug="atelier", status=Status.PUBLISHED)
    updated = feed(client, "/evenements/atelier.atom").findtext(f"{ATOM}updated")
    assert updated == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_feeds_cost(client, django_assert_num_queries, number):
    theme = make.theme(slug="gouvernance")
    person = make.speaker(slug="camille-martin")
    event = make.event(slug="atelier")
    for _ in range(number):
        talk = make.talk(event=event, speakers=[person], themes=[theme])
        make.quote(talk=talk, speaker=person, themes=[theme])
        make.tweet(talk=talk, speaker=person, themes=[theme])
    with_event = number < 50  # else it is not among the fifty newest, and is not loaded
    paths = {
        "index": 10 if with_event else 8,
        "themes/gouvernance": 11,
        "intervenants/camille-martin": 11,
        "evenements/atelier": 11,
    }
    for path, queries in paths.items():
        with django_assert_num_queries(queries):
            assert len(titles(client, f"/{path}.atom")) == min(50, number * 3 + (path == "index") * (1 - number))


def entry_of(client, path, title):
    return next(entry for entry in feed(client, path).iter(f"{ATOM}entry") if entry.findtext(f"{ATOM}title") == title)


def test_a_draft_of_long_ago_is_dated_by_the_day_it_came_out(client):
    event = make.event(title="Atelier", status=Status.DRAFT)
    make.talk(title="Exposé", event=event)
    for model in (Event, Talk):
        model.objects.update(created_at=LONG_AGO, updated_at=LONG_AGO)
    event.refresh_from_db()
    event.status = Status.PUBLISHED
    event.save()
    for title in ("Atelier", "Exposé"):
        entry = entry_of(client, "/index.atom", title)
        for name in ("published", "updated"):
            assert entry.findtext(f"{ATOM}{name}") >= event.published_at.isoformat()[:19]
    assert titles(client, "/index.atom") == ["Atelier", "Exposé"]


def test_corrections_push_nothing_out(client):
    old = [make.quote(text=f"ancienne {number}") for number in range(60)]
    Event.objects.update(published_at=LONG_AGO)
    Quote.objects.update(published_at=LONG_AGO)
    make.event(title="Atelier neuf")
    for quote in old:
        quote.context = "Une faute de moins."
        quote.save()
    found = titles(client, "/index.atom")
    assert found[0] == "Atelier neuf"
    assert entry_of(client, "/index.atom", found[-1]).findtext(f"{ATOM}published").startswith("2020-01-01")


def test_ids_are_those_of_the_site_whatever_name_of_it_was_asked(client, settings):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://savoirs.example.org"
    theme = make.theme(slug="gouvernance")
    person = make.speaker(slug="camille-martin")
    talk = make.talk(event=make.event(slug="atelier"), speakers=[person], themes=[theme])
    make.quote(talk=talk, speaker=person, themes=[theme])
    make.tweet(talk=talk, speaker=person, themes=[theme])
    for path in ("index", "evenements/atelier", "intervenants/camille-martin", "themes/gouvernance"):
        answers = [
            client.get(f"/{path}.atom", headers={"host": host}).content for host in ("un.example", "deux.example")
        ]
        assert answers[0] == answers[1]
        ids = [element.text for element in ElementTree.fromstring(answers[0]).iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids)) > 1
        assert all(name.startswith("https://savoirs.example.org/") for name in ids)
        english = client.get(f"/en/{path}.atom", headers={"host": "un.example"}).content
        assert [element.text for element in ElementTree.fromstring(english).iter(f"{ATOM}id")] == ids


def test_a_site_that_no_setting_names_goes_by_the_name_that_was_asked(client, settings):
    settings.SITE_URL = ""
    event = make.event()
    assert feed(client, "/index.atom").findtext(f"{ATOM}entry/{ATOM}id") == f"http://testserver/e/{event.pk}"


def test_an_entry_tells_its_authors_kind_themes_and_words_whole_with_their_source(client):
    theme = make.theme(name="gouvernance", slug="gouvernance")
    hidden = make.theme(name="brouillon", status=Status.DRAFT)
    people = [make.speaker(name="Camille Martin"), make.speaker(name="Luc Noir")]
    talk = make.talk(title="Exposé", event=make.event(title="Atelier"), speakers=people, themes=[theme, hidden])
    source = make.source(title="Compte rendu", url="https://exemple.fr/a")
    words = "mot " * 60
    make.quote(text=words, talk=talk, speaker=people[0], source=source, themes=[theme])

    def told(entry):
        categories = {one.get("scheme"): one.get("term") for one in entry.iter(f"{ATOM}category")}
        return [one.text for one in entry.iter(f"{ATOM}name")], categories

    themes = "http://testserver/themes/"
    assert told(entry_of(client, "/en/interventions.atom", "Camille Martin, Luc Noir: Exposé")) == (
        ["Camille Martin", "Luc Noir"],
        {"https://schema.org/": "Event", themes: "gouvernance"},
    )
    [entry] = feed(client, "/citations.atom").iter(f"{ATOM}entry")
    assert told(entry) == (["Camille Martin"], {"https://schema.org/": "Quotation", themes: "gouvernance"})
    content = entry.find(f"{ATOM}content")
    page = html.fromstring(content.text)
    assert content.get("type") == "html"
    assert words.strip() in page.text_content()
    assert "Camille Martin, Exposé, Atelier, 8 juillet 2015" in page.text_content()
    [link] = page.iter("a")
    assert (link.get("href"), link.text) == ("https://exemple.fr/a", "cité dans «\u202fCompte rendu\u202f»")


def test_words_keep_their_lines_and_the_typography_of_their_language_and_say_what_they_are(client):
    talk = make.talk(title="What's next?", language="en", event=make.event(title="Atelier"))
    said = {"text": 'He asked: "Why not?"\nNobody knew!', "language": "en", "talk": talk, "attribution": "Zoé"}
    make.quote(kind=Quote.Kind.TRANSCRIPTION, translated_from="de", **said)
    make.tweet(text="Une ligne\npuis l'autre", talk=talk)
    words = "“He asked: ‘Why not?’\nNobody knew!”"
    entry = entry_of(client, "/index.atom", f"Zoé\u00a0: {words}".replace("\n", " "))
    content = entry.findtext(f"{ATOM}content")
    assert words.replace("\n", "<br>") in content
    assert "<p>Zoé, transcription, traduit de l’allemand, What’s next?, Atelier, 8 juillet 2015</p>" in content
    [tweet] = feed(client, "/tweets.atom").iter(f"{ATOM}entry")
    assert "\n" not in tweet.findtext(f"{ATOM}title")
    assert "Une ligne<br>puis l&#x27;autre" in tweet.findtext(f"{ATOM}content")


def test_nothing_is_said_of_what_has_no_summary(client):
    make.event(title="Atelier", city="Issy")
    [entry] = feed(client, "/evenements.atom").iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == "<p>Issy, 8 juillet 2015</p>"


def test_who_leads_a_talk_is_no_author_of_it(client):
    talk = make.talk(title="Exposé", event=make.event(title="Atelier"), speakers=[make.speaker(name="Camille Martin")])
    Appearance.objects.create(event=talk.event, talk=talk, speaker=make.speaker(name="Luc Noir"), role="moderator")
    entry = entry_of(client, "/interventions.atom", "Camille Martin\u00a0: Exposé")
    assert [one.text for one in entry.iter(f"{ATOM}name")] == ["Camille Martin"]


def test_an_organisation_has_what_it_holds_says_and_writes(client):
    house = make.organization(slug="forum")
    event = make.event(title="Atelier", organizer=house)
    talk = make.talk(title="Exposé", event=event)
    for _ in range(2):
        Appearance.objects.create(event=event, talk=talk, organization=house, described_as="un agent")
    make.tweet(text="un tweet", event=event, organization=house)
    make.talk(title="D’ailleurs")
    assert titles(client, "/organisations/forum.atom") == ["@LabdesUsages : un tweet", "Exposé", "Atelier"]


def test_what_is_called_off_says_so_in_its_title(client):
    make.event(title="Atelier", state=Event.State.CANCELLED)
    assert titles(client, "/evenements.atom") == ["Atelier (annulation)"]


def test_the_head_of_a_page_leads_a_reader_of_feeds_to_its_own(client):
    person, house = make.speaker(slug="camille"), make.organization(slug="forum")
    pages = [person.get_absolute_url(), house.get_absolute_url(), "/evenements/", "/en/citations/", "/tweets/"]
    for page in (*pages, "/interventions/", make.theme().get_absolute_url(), make.event().get_absolute_url()):
        head = html.fromstring(client.get(page).content.decode()).find(".//head")
        links = [link.get("href") for link in head.iterfind("link[@type='application/atom+xml']")]
        assert f"{page[:-1]}.atom" in links
        assert [client.get(link).status_code for link in links] == [200, 200]


def read(client, path):
    """What a reader that is not ours finds in the feed."""
    response = client.get(path, follow=True)
    told = feedparser.parse(response.content, response_headers={"content-type": response.headers["Content-Type"]})
    assert (told.version, told.bozo, told.get("bozo_exception")) == ("atom10", False, None), path
    return told


def test_every_feed_is_read_whole_by_a_reader_that_is_not_ours(client):
    rows = kinds()
    make.quote(event=rows["event"], speaker=rows["speaker"], themes=[rows["theme"]], text="2 < 3 & « 618 » \U0001f333")
    addresses = [path for path in public(list(rows.values())) if path.endswith(".atom")]
    found = [path for path in addresses if client.get(path).status_code == 200] + [follow().feed_url]
    feeds = [read(client, path) for path in found]
    assert len(feeds) > 8 and all(one.feed.id and one.feed.title and one.feed.updated_parsed for one in feeds)
    assert {len({entry.id for entry in one.entries}) == len(one.entries) for one in feeds} == {True}
    told = [entry for one in feeds for entry in one.entries]
    assert all(entry.title and entry.link and entry.updated_parsed and entry.summary for entry in told)
    assert {entry.title for entry in told if "618" in entry.title} == {
        f"{rows['speaker'].name}\u00a0: «\u202f2 < 3 & “618” \U0001f333\u202f»"
    }
