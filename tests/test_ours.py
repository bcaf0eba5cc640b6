"""What is ours, a title that the source does not give or a summary, is told apart wherever it leaves the site."""

import csv
import json
import re
from io import BytesIO, StringIO
from xml.etree import ElementTree

import icalendar
import pytest
import rispy
from docx import Document

from events.models import TalkLink
from quotes.citing import FORMATS, describe, write
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
TITLE, OURS = "Des rues pour jouer", "[Des rues pour jouer]"
LABEL = "résumé de la rédaction"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def talk():
    event = make.event(title="Atelier", slug="atelier", summary="Une journée.")
    people = [make.speaker(name="Zoé Noir", slug="zoe-noir")]
    return make.talk(title=TITLE, slug="rues", title_is_ours=True, abstract="On y joue.", event=event, speakers=people)


def cited(record, name):
    if hasattr(record, "appearances"):
        record.people = record.appearances.with_people()
    return write([describe(record, base_url="https://exemple.fr")], FORMATS[name])


def exported(client, talk, suffix):
    person = make.user(role="member")
    client.force_login(person)
    dossier = make.dossier(owner=person, records=[talk, make.quote(talk=talk)])
    return client.get(f"/dossiers/{dossier.pk}.{suffix}").content


def test_the_page_says_so_quietly_and_only_of_what_is_ours(client, talk):
    page = client.get("/interventions/rues/").content.decode()
    assert f"{TITLE}</h1>" in page and OURS not in page.partition("<body")[2]
    assert "titre donné par nous" in page and LABEL in page
    make.talk(title="Leur titre", slug="leur-titre")
    page = client.get("/interventions/leur-titre/").content.decode()
    assert "donné par nous" not in page and LABEL not in page
    assert LABEL in client.get("/evenements/atelier/").content.decode()


def test_what_others_wrote_is_not_said_to_be_ours(client):
    """The text of a programme is the speaker's, or the organiser's."""
    event = make.event(slug="atelier", summary="Une journée.", summary_is_ours=False)
    talk = make.talk(slug="rues", event=event, abstract="On y joue.", abstract_is_ours=False)
    assert (talk.exported_abstract, event.exported_summary) == ("On y joue.", "Une journée.")
    for address in ("/interventions/rues/", "/evenements/atelier/"):
        page = client.get(address).content.decode()
        assert LABEL not in page and "texte du programme" in page


SAID = "titre donné par nous"


def told_apart(client, path):
    """Whether each place where the page has the title says whose it is: brackets, or the words in the same item."""
    page = client.get(path).content.decode()
    text = re.sub(r"</?mark>", "", page)
    items = re.split(r"</li>|</h1>(?!\s*<p class=.quiet.>)", text)
    apart = [OURS in item or SAID in item for item in items if TITLE in item]
    assert apart, path
    return all(apart)


def test_lists_say_it_too(client, talk):
    theme = make.theme(name="Jeux", slug="jeux")
    talk.themes.add(theme)
    [person] = [appearance.speaker for appearance in talk.appearances.all()]
    quote = make.quote(talk=talk, speaker=person, text="la rue est à nous", themes=[theme])
    tweet = make.tweet(talk=talk, text="une rue pour jouer", themes=[theme])
    make.reference(talk=talk, themes=[theme])
    following = make.talk(title="La suite", slug="suite", event=talk.event, position=9)
    TalkLink.objects.create(source=following, target=talk, kind=TalkLink._meta.get_field("kind").choices[0][0])
    client.force_login(make.user(role="member"))
    paths = ["/interventions/", "/", "/themes/jeux/", "/intervenants/zoe-noir/", "/evenements/atelier/"]
    paths += ["/interventions/suite/", "/citations/", "/tweets/", quote.get_absolute_url(), tweet.get_absolute_url()]
    paths += ["/recherche/?q=rues", "/recherche/?q=rues&type=interventions"]
    paths += ["/citations/recherche/?q=rue", "/citations/recherche/?q=jouer"]
    assert [path for path in paths if not told_apart(client, path)] == []
    assert f"<title>{OURS} " in client.get("/interventions/rues/").content.decode()


def test_lists_say_nothing_of_a_title_that_the_source_gives(client):
    talk = make.talk(title="Leur titre", slug="leur-titre")
    make.quote(talk=talk, text="la rue est à nous")
    client.force_login(make.user(role="member"))
    for path in (
        "/interventions/",
        "/recherche/?q=titre",
        "/citations/recherche/?q=rue",
        talk.event.get_absolute_url(),
    ):
        page = client.get(path).content.decode()
        assert "Leur titre" in page.replace("<mark>", "").replace("</mark>", "")
        assert SAID not in page and "[Leur" not in page


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", ["talk", "quote", "tweet"])
def test_no_reference_puts_a_title_of_ours_in_guillemets_and_every_one_has_brackets(talk, name, kind):
    record = {"talk": talk, "quote": make.quote(talk=talk), "tweet": make.tweet(talk=talk)}[kind]
    text = cited(record, name).replace("\\[", "[").replace("\\]", "]").replace("&#91;", "[").replace("&#93;", "]")
    assert OURS in text
    assert re.search(rf"[«“]\s*\[?{TITLE}", text) is None
    assert text.count(TITLE) == text.count(OURS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_title_that_the_source_gives_has_no_brackets(name):
    assert "Leur titre" in cited(talk := make.talk(title="Leur titre"), name)
    assert re.search(r"(\[|&#91;)Leur titre", cited(talk, name)) is None


def test_reference_managers_file_it_under_its_brackets_and_say_why(talk):
    [entry] = rispy.loads(cited(talk, "ris"))
    assert (entry["title"], entry["notes"]) == (OURS, ["Titre donné par la rédaction"])
    assert f"title = {{{{{OURS}}}}}" in cited(talk, "bibtex")
    [item] = json.loads(cited(talk, "csl"))
    assert (item["title"], item["note"]) == (OURS, "Titre donné par la rédaction")


def test_machines_are_told_of_the_title_and_of_the_summary(client, talk):
    body, crumbs = client.get("/interventions/rues.json").json()["@graph"]
    assert body["name"] == crumbs["itemListElement"][-1]["name"] == OURS
    assert body["disambiguatingDescription"] == "Titre donné par nous : la source ne donne pas de titre."
    assert body["description"] == f"On y joue.\n\n[{LABEL}]"
    event = client.get("/evenements/atelier.json").json()["@graph"][0]
    assert event["subEvent"][0]["name"] == OURS
    assert event["description"] == f"Une journée.\n\n[{LABEL}]"
    quote = make.quote(talk=talk)
    assert client.get(f"/citations/{quote.pk}.json").json()["@graph"][0]["recordedAt"]["name"] == OURS


def test_calendars_and_feeds_say_it_too(client, talk):
    [entry] = icalendar.Calendar.from_ical(client.get("/interventions/rues.ics").content).walk("VEVENT")
    assert entry["summary"] == OURS
    assert f"On y joue.\n\n[{LABEL}]" in entry["description"]
    feed = ElementTree.fromstring(client.get("/intervenants/zoe-noir.atom").content)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == f"Zoé Noir\u00a0: {OURS}"
    assert LABEL in client.get("/index.atom").content.decode()


def test_a_dossier_leaves_with_it(client, talk):
    rows = csv.reader(StringIO(exported(client, talk, "csv").decode("utf-8-sig"), newline=""), delimiter=";")
    assert [row[6] for row in rows][1:] == [OURS, OURS]
    headings = [one.text for one in Document(BytesIO(exported(client, talk, "docx"))).paragraphs]
    assert OURS in headings
    entries = rispy.loads(exported(client, talk, "ris").decode())
    assert [OURS in f"{entry['title']} {entry.get('secondary_title', '')}" for entry in entries] == [True, True]
    for suffix in ("md", "bib"):
        text = exported(client, talk, suffix).decode().replace("\\", "")
        assert text.count(TITLE) == text.count(OURS) == 2


def test_the_curator_says_it_in_the_form_of_the_talk_and_in_the_programme(client, talk):
    client.force_login(make.user(role="administrator", is_superuser=True))
    for path in (f"/admin/events/talk/{talk.pk}/change/", f"/admin/events/event/{talk.event.pk}/change/"):
        response = client.get(path, follow=True)
        assert 'title_is_ours"' in response.content.decode()
