import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from curation.models import Status
from smartcity.sitemaps import LISTS
from tests import builders as make

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def sitemap(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def addresses(client, path):
    return [found.text for found in sitemap(client, path).iter(f"{MAP}loc")]


def test_the_index_names_a_map_for_each_kind_and_each_answers(client):
    make.event()
    maps = addresses(client, "/sitemap.xml")
    names = ["pages", "years", "towns", "themes", "events", "talks", "speakers", "organizations", "quotes", "tweets"]
    assert maps == [f"http://testserver/sitemap-{name}.xml" for name in names]
    for address in maps:
        sitemap(client, address)


def test_each_page_is_given_in_both_languages_each_naming_the_other(client):
    make.event(slug="atelier")
    page = sitemap(client, "/sitemap-events.xml").find(f"{MAP}url")
    assert addresses(client, "/sitemap-events.xml") == [
        "http://testserver/evenements/atelier/",
        "http://testserver/en/evenements/atelier/",
    ]
    assert {link.get("hreflang"): link.get("href") for link in page.iter(LINK)} == {
        "fr": "http://testserver/evenements/atelier/",
        "en": "http://testserver/en/evenements/atelier/",
        "x-default": "http://testserver/evenements/atelier/",
    }


def test_a_list_is_on_the_map_and_changes_with_what_it_lists(client):
    event = make.event()
    found = {
        page.findtext(f"{MAP}loc"): page.findtext(f"{MAP}lastmod") for page in sitemap(client, "/sitemap-pages.xml")
    }
    assert found["http://testserver/evenements/"] == found["http://testserver/en/evenements/"]
    assert found["http://testserver/evenements/"] == f"{localtime(event.updated_at):%Y-%m-%d}"
    assert found["http://testserver/citations/"] is None
    assert {client.get(page.removeprefix("http://testserver")).status_code for page in found} == {200}


def test_links_lead_from_the_home_page_to_each_list_on_the_map(client):
    make.quote(talk=make.talk(event=make.event(city="Issy")))
    seen, ahead = {"/"}, ["/"]
    while ahead:
        page = client.get(ahead.pop()).content.decode()
        more = {*re.findall(r'href="(/(?!en/)[\w/-]*/)"', page)} - seen
        ahead += more
        seen |= more
    assert [name for name in LISTS if reverse(name) not in seen] == []


def test_drafts_are_on_no_map(client):
    shown = make.speaker(name="Camille Martin")
    hidden = make.event(title="brouillon", status=Status.DRAFT)
    make.talk(title="brouillon 2", event=hidden, speakers=[shown])
    make.quote(text="brouillon 3", speaker=make.speaker(name="brouillon 4", status=Status.DRAFT))
    make.theme(name="brouillon 5", status=Status.DRAFT)
    make.organization(name="brouillon 6", status=Status.DRAFT)
    make.tweet(text="brouillon 7", status=Status.DRAFT)
    found = [address for each in addresses(client, "/sitemap.xml") for address in addresses(client, each)]
    assert "http://testserver/intervenants/camille-martin/" in found
    assert not [address for address in found if "brouillon" in address]
    assert addresses(client, "/sitemap-tweets.xml") == addresses(client, "/sitemap-quotes.xml") == []


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_a_map_costs(client, django_assert_num_queries, number):
    event = make.event()
    for _ in range(number):
        make.quote(event=event)
    with django_assert_num_queries(2):
        assert len(addresses(client, "/sitemap-quotes.xml")) == 2 * number
    with django_assert_num_queries(17):
        sitemap(client, "/sitemap.xml")
