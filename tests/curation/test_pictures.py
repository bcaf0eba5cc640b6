"""Pictures on pages: their size is asked of the file once, and a file that is gone takes no page with it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from curation.pictures import picture_size, reencoded
from tests import builders as make
from tests.curation.test_images import picture

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/evenements/",
    "/evenements/atelier/",
    "/evenements/atelier.json",
    "/intervenants/ana/",
    "/intervenants/",
]


@pytest.fixture
def event():
    event = make.event(slug="atelier", picture=reencoded(picture(size=(60, 40))))
    make.speaker(slug="ana", picture=reencoded(picture()))
    return event


def test_a_page_says_the_size_of_a_picture(client, event):
    assert picture_size(event) == (60, 40)
    assert 'width="60" height="40"' in client.get("/evenements/atelier/").content.decode()


def test_the_size_is_asked_of_the_file_once(event, monkeypatch):
    picture_size(event)
    monkeypatch.setattr(Image, "open", None)
    assert picture_size(event) == (60, 40)


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_is_gone_takes_no_page_with_it(client, event, page):
    name = event.picture.name
    default_storage.delete(name)
    assert client.get(page).status_code == 200
    assert picture_size(event) is None
    default_storage.save(name, ContentFile(reencoded(picture(size=(50, 30))).read()))
    assert picture_size(event) == (50, 30)
