import pytest

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
