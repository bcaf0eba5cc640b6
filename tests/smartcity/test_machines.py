import re

import pytest
from django.urls import reverse
from markdown_it import MarkdownIt

from quotes.citing import FORMATS
from smartcity.sitemaps import LISTS

pytestmark = pytest.mark.django_db


def test_crawlers_are_shown_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /admin/", "", "Sitemap: http://testserver/sitemap.xml"]


def test_whoever_finds_a_hole_is_told_where_to_write(client, settings):
    settings.CONTACT_EMAIL = "contact@exemple.fr"
    assert "Contact: mailto:contact@exemple.fr\n" in client.get("/.well-known/security.txt").content.decode()
    settings.CONTACT_EMAIL = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_browser_learns_the_name_of_the_site(client, settings):
    assert client.get("/manifest.webmanifest").json()["name"] == settings.SITE_NAME


def test_programs_that_read_text_are_told_what_is_here_and_each_address_answers(client):
    response = client.get("/llms.txt")
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("# ") and "\n> " in text
    found = links(text)
    assert [name for name in LISTS if name != "home" and f"http://testserver{reverse(name)}" not in found] == []
    assert {client.get(link).status_code for link in found} == {200}


def links(markdown):
    tokens = MarkdownIt().parse(markdown)
    return [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]


@pytest.mark.parametrize("place", ["templates/llms.txt", "docs/citing.md"])
def test_each_form_of_a_reference_is_told_where_forms_are(settings, place):
    told = (settings.BASE_DIR / place).read_text()
    assert [form.suffix for form in FORMATS.values() if not re.search(rf"`(\S+ )*\.{form.suffix}[` ]", told)] == []


def test_references_are_compressed_on_their_way(settings):
    types = re.search(r"gzip_types([^;]*);", (settings.BASE_DIR / "deploy/nginx.conf").read_text())[1].split()
    always = ["text/html"]
    assert [form.name for form in FORMATS.values() if form.content_type not in types + always] == []
