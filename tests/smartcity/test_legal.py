import pytest
from django.template.loader import render_to_string

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
PAGES = {
    "mentions-legales": "LEGAL_NOTICE",
    "confidentialite": "PRIVACY_NOTICE",
    "accessibilite": "ACCESSIBILITY_NOTICE",
    "donnees": "DATA_NOTICE",
}


@pytest.mark.parametrize(("page", "setting"), PAGES.items())
def test_a_legal_page_says_its_text_or_that_it_lacks_one(client, settings, page, setting):
    setattr(settings, setting, "Premier alinéa.\n\nSecond <b>alinéa</b>.")
    html = client.get(f"/{page}/").content.decode()
    assert "<p>Premier alinéa.</p>" in html
    assert "Second &lt;b&gt;alinéa&lt;/b&gt;." in html
    setattr(settings, setting, "")
    html = client.get(f"/{page}/").content.decode()
    assert f"<code>{setting}</code>" in html


def test_the_about_page_answers_in_both_languages(client):
    assert client.get("/a-propos/").status_code == 200
    assert client.get("/en/a-propos/").status_code == 200


def test_a_page_that_does_not_exist_helps_to_find_another(client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert 'action="/recherche/"' in response.content.decode()


@pytest.mark.parametrize("name", ["400", "500"])
def test_pages_of_last_resort_need_neither_request_nor_database(name):
    assert "<h1>" in render_to_string(f"{name}.html")
