"""Linked data as a reader that nobody here wrote takes it: rdflib, which makes a graph of each document."""

import json
import re
from collections import defaultdict

import pytest
from django.urls import reverse
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from events.models import Appearance
from quotes.models import Quote
from smartcity.sitemaps import LISTS
from tests import builders as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_engine,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own parser still makes one
]
HERE = "http://testserver"
SCHEMA = Namespace("https://schema.org/")
IN_PAGE = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# What is a thing of its own, and not a part or a place in what tells of it.
THINGS = ("Event", "Person", "Organization", "DefinedTerm", "Place", "Quotation", "CollectionPage", "WebSite")


def world():
    """A little of everything; returns the paths of the records' pages, without the first slash."""
    house = make.organization(name="Forum\u00a0Atena", slug="forum", wikidata="Q1")
    theme = make.theme(name="gouvernance", slug="gouvernance", label_en="governance")
    event = make.event(title="Atelier\u00a0: la ville", slug="atelier", venue="Mairie", city="Issy", organizer=house)
    person = make.speaker(name="Camille Martin", slug="camille", wikidata="Q42")
    for number in range(2):
        talk = make.talk(event=event, title=f"Exposé {number}", slug=f"expose-{number}", themes=[theme], room="Salle 1")
        Appearance.objects.create(event=event, talk=talk, speaker=person, organization=house, job_title="maire")
    source = make.source(title="Compte rendu", url="https://exemple.fr/a")
    said = make.quote(text="la ville\u202f! vit", talk=talk, speaker=person, source=source, themes=[theme])
    told = make.quote(text="elle vivrait", talk=talk, speaker=person, kind=Quote.Kind.PARAPHRASE)
    tweet = make.tweet(talk=talk, speaker=person)
    paths = ["evenements/atelier/", "interventions/expose-1/", "intervenants/camille/", "organisations/forum/"]
    paths += [record.get_absolute_url()[1:] for record in (said, told, tweet)]
    return [*paths, "themes/gouvernance/"]


def lists():
    """The same of the lists."""
    return [reverse(name)[1:] for name in LISTS if name != "about"]


def graph(client, path):
    """The graph of the document in a page; schema.org's context, which is on the network, is said to be all words."""
    data = json.loads(IN_PAGE.search(client.get(f"/{path}").content.decode())[1])
    assert data["@context"] == "https://schema.org"
    words = json.dumps(data | {"@context": {"@vocab": str(SCHEMA), "url": {"@type": "@id"}}})
    return Graph().parse(data=words, format="json-ld")


def things(found):
    """{(type, name): its subjects}"""
    subjects = defaultdict(set)
    for kind in THINGS:
        for subject in found.subjects(RDF.type, SCHEMA[kind]):
            for name in found.objects(subject, SCHEMA.name):
                subjects[kind, str(name)].add(subject)
    return subjects


def test_every_document_has_one_subject_for_each_thing_and_names_it_so_in_each_language(client):
    for path in [*world(), *lists()]:
        french, english = (graph(client, f"{prefix}{path}") for prefix in ("", "en/"))
        assert len(french) > 5, path
        assert {thing: all_ for thing, all_ in things(french).items() if len(all_) > 1} == {}, path
        assert all(isinstance(one, URIRef) for all_ in things(french).values() for one in all_), path
        named = [{one for all_ in things(found).values() for one in all_} for found in (french, english)]
        assert named[0] == named[1], path
        assert not any("/en/" in subject for subject in named[0])


def test_no_space_of_printers_is_in_a_document(client):
    for path in [*world(), *lists()]:
        texts = [str(term) for term in graph(client, path).objects() if isinstance(term, Literal)]
        assert not [text for text in texts if set(text) & {"\u00a0", "\u202f"}], path


def test_what_somebody_was_that_day_is_said_of_that_day_alone(client):
    world()
    found = graph(client, "evenements/atelier/")
    roles = list(found.subjects(RDF.type, SCHEMA.OrganizationRole))
    facts = {(str(found.value(role, SCHEMA.roleName)), str(found.value(role, SCHEMA.startDate))) for role in roles}
    assert facts == {("maire", "2015-07-08")}
    person = next(found.subjects(SCHEMA.name, Literal("Camille Martin")))
    assert {*found.objects(person, SCHEMA.affiliation)} == {*roles}


def test_the_home_page_tells_how_to_search(client):
    found = graph(client, "")
    template = next(found.objects(None, SCHEMA.urlTemplate))
    assert str(template) == f"{HERE}/recherche/?q={{search_term_string}}"
    assert client.get(str(template).format(search_term_string="ville").removeprefix(HERE)).status_code == 200


def test_a_list_tells_in_order_what_it_shows(client):
    event = make.event()
    talks = [make.talk(event=event, position=place) for place in range(26)]
    for page, count in ((1, 25), (2, 1)):
        found = graph(client, f"interventions/?page={page}")
        places = {int(found.value(item, SCHEMA.position)): found.value(item, SCHEMA.item) for item in
                  found.subjects(RDF.type, SCHEMA.ListItem) if found.value(item, SCHEMA.item) in
                  {*found.subjects(RDF.type, SCHEMA.Event)}}  # fmt: skip
        assert len(places) == count
        first = 25 * (page - 1)
        assert [str(places[first + 1 + n]) for n in range(count)] == [
            f"{HERE}/i/{talk.pk}" for talk in talks[first : first + count]
        ]
    assert str(next(found.subjects(RDF.type, SCHEMA.CollectionPage))) == f"{HERE}/interventions/?page=2"


@pytest.mark.parametrize(
    ("path", "kind"), [("intervenants/camille/", "Person"), ("organisations/forum/", "Organization")]
)
def test_wikidata_is_named_as_it_names_itself(client, path, kind):
    world()
    found = graph(client, path)
    same = {str(url) for url in found.objects(next(found.subjects(RDF.type, SCHEMA[kind])), SCHEMA.sameAs)}
    assert same in ({"http://www.wikidata.org/entity/Q42"}, {"http://www.wikidata.org/entity/Q1"})
