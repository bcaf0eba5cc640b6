from pathlib import Path

import pytest


@pytest.fixture
def photo(settings):
    (Path(settings.MEDIA_ROOT) / "photo.webp").write_bytes(b"picture")
    return "/media/photo.webp"


@pytest.mark.parametrize(("local", "status"), [(True, 200), (False, 404)])
@pytest.mark.django_db
def test_uploaded_files_are_served_by_the_site_itself_on_ones_own_machine_only(client, settings, photo, local, status):
    settings.LOCAL = local

    assert client.get(photo).status_code == status


@pytest.mark.django_db
def test_no_path_leads_out_of_the_folder(client, settings):
    (Path(settings.MEDIA_ROOT).parent / "secret").write_text("out of reach")

    assert client.get("/media/..%2Fsecret").status_code == 400


@pytest.mark.django_db
def test_a_name_too_long_for_a_file_is_that_of_none(client):
    assert client.get(f"/media/{'9' * 5000}").status_code == 404
