"""Uploads in a bucket. Where `django-storages[s3]` and `moto[server]` are installed, one is there on loopback."""

import importlib.util
import io
import os
import sys

import pytest
from django.core.files.storage import storages
from django.db import connection
from PIL import Image

from curation import pictures
from smartcity.backups.writing import write
from smartcity.environment import bucket
from tests import builders as make
from tests.smartcity.test_settings import PRODUCTION, python, value_of

ADDRESS = "https://cle:se%2Fcret@s3.example.org:9000/seau?region=fr-par"
BACKEND = 'settings.STORAGES["default"]["BACKEND"]'
HERE = PRODUCTION | {"MEDIA_BUCKET_URL": ADDRESS}
HAS_PACKAGES = all(map(importlib.util.find_spec, ("storages", "moto")))
needs_packages = pytest.mark.skipif(not HAS_PACKAGES, reason="pip install django-storages[s3] moto[server]")


def test_an_address_says_all_of_a_bucket():
    assert bucket(ADDRESS) == {
        "endpoint_url": "https://s3.example.org:9000",
        "bucket_name": "seau",
        "access_key": "cle",
        "secret_key": "se/cret",
        "region_name": "fr-par",
    }


def test_uploads_are_files_unless_there_is_a_bucket():
    assert value_of(BACKEND, **PRODUCTION) == "django.core.files.storage.FileSystemStorage"


@needs_packages
def test_with_a_bucket_they_stand_there():
    assert value_of(BACKEND, PYTHONPATH=os.pathsep.join(sys.path), **HERE) == "smartcity.bucket.Bucket"


@pytest.mark.skipif(HAS_PACKAGES, reason="the package is there")
def test_a_bucket_stops_the_site_that_has_not_the_package_for_it():
    done = python("-c", "import smartcity.settings", **HERE)
    assert "MEDIA_BUCKET_URL demande un paquet de plus : pip install django-storages[s3]" in done.stderr


@pytest.mark.parametrize("address", ["https://s3.example.org/seau", "https://cle:secret@s3.example.org/", "s3://seau"])
def test_half_an_address_stops_the_site_and_shows_no_secret(address):
    done = python("-c", "import smartcity.settings", **PRODUCTION | {"MEDIA_BUCKET_URL": address})
    assert "ImproperlyConfigured: MEDIA_BUCKET_URL " in done.stderr
    assert "cle:secret@s3.example.org/ " not in done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="which engine it is makes no difference")
def test_a_backup_misses_no_picture_that_is_not_to_be_on_this_disk(settings, tmp_path):
    make.speaker(picture="pictures/a.webp")
    assert write(tmp_path / "of a folder")[1] == ["pictures/a.webp"]
    settings.MEDIA_BUCKET_URL = ADDRESS
    assert write(tmp_path / "of a bucket")[1] == []


@pytest.fixture
def there(settings):
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    settings.MEDIA_BUCKET_URL = f"http://cle:secret@127.0.0.1:{server.get_host_and_port()[1]}/seau"
    options = bucket(settings.MEDIA_BUCKET_URL)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "smartcity.bucket.Bucket", "OPTIONS": options}}
    storages["default"].connection.create_bucket(Bucket="seau")
    yield server
    server.stop()


def picture():
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    file.seek(0)
    return file


@needs_packages
@pytest.mark.django_db
def test_a_picture_goes_there_comes_from_the_site_and_is_deleted_with_its_squares(client, there):
    person = make.speaker(name="Léa")
    person.picture.save("une.webp", pictures.reencoded(picture()))
    pictures.write_squares(person)

    assert person.picture.url.startswith("/media/pictures/")
    answer = client.get(person.picture.url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=2592000"
    assert b"".join(answer)[8:12] == b"WEBP"
    assert [client.get(address).status_code for address, _side in pictures.picture_sizes(person)] == [200, 200, 200]

    pictures.delete(person.picture.name)
    assert storages["default"].listdir("pictures") == ([], [])
    assert client.get(person.picture.url).status_code == 404


@needs_packages
@pytest.mark.django_db
def test_nobody_reads_it_past_the_site(client, there):
    """Neither the bucket nor what is in it is public, and no page says where it is."""
    name = storages["default"].save("pictures/a.webp", io.BytesIO(b"picture"))
    grants = storages["default"].bucket.Object(name).Acl().grants
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    assert storages["default"].url(name) == "/media/pictures/a.webp"
    assert client.get("/media/..%2Fsecret").status_code == 404


@needs_packages
@pytest.mark.django_db
def test_a_bucket_that_is_away_is_an_outage(client, there):
    there.stop()
    assert client.get("/media/pictures/a.webp").status_code == 503
