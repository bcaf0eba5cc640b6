import re

import pytest

from smartcity import guide
from tests import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def editor(client):
    client.force_login(b.user(role="editor"))
    return client


def test_the_home_of_the_administration_leads_to_the_guide(editor):
    assert 'href="/admin/aide/"' in editor.get("/admin/").content.decode()


def test_the_first_page_leads_to_all_others(editor):
    text = editor.get("/admin/aide/").content.decode()

    assert set(re.findall(r'href="/admin/aide/([\w-]+)/"', text)) == guide.names() - {guide.HOME}


def test_links_and_pictures_of_each_page_are_the_site_s_own(editor, settings):
    for name in guide.names():
        title, words = guide.read(name)
        links, pictures = re.findall(r'href="([^"]+)"', words), re.findall(r'src="([^"]+)"', words)

        assert title
        assert [link for link in links if editor.get(link).status_code != 200] == []
        assert [path for path in pictures if not re.fullmatch(r"/static/guide/[a-z]+(\.\w+)?\.webp", path)] == []


def test_pages_are_typeset():
    assert "Elle n’y est pas encore\u202f?" in guide.read("premier-evenement")[1]


def test_a_page_in_english_says_so(editor):
    assert '<div id="content-main" class="guide" lang="en">' in editor.get("/admin/aide/first-event/").content.decode()
    assert '<div id="content-main" class="guide" lang="fr">' in editor.get("/en/admin/aide/").content.decode()
