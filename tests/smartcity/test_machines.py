import pytest
from markdown_it import MarkdownIt

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
    tokens = MarkdownIt().parse(text)
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    assert len(links) > 10
    assert {client.get(link).status_code for link in links} == {200}
