from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from curation.pictures import picture_sizes
from events.models import Appearance
from speakers.models import Speaker
from tests import builders as b
from tests.admin_forms import posted

pytestmark = pytest.mark.django_db
LIST = "/admin/speakers/speaker/"


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize(("address", "cost"), [(LIST, 7), ("/admin/speakers/organization/", 7)])
def test_the_lists_cost_the_same_for_any_number_of_rows(curator, django_assert_num_queries, rows, address, cost):
    organization = b.organization()
    people = [b.speaker(name=f"Personne {number}") for number in range(rows)]
    for number in range(rows - 1):
        b.organization(name=f"Organisation {number}")
    talk = b.talk(speakers=people[:5])
    talk.appearances.update(organization=organization)
    curator.get(address)
    with django_assert_num_queries(cost):
        curator.get(address)


@pytest.mark.parametrize(
    ("wait", "names"),
    [
        ("brouillons", ["Anne Roux"]),
        ("sans-role", ["Anne Roux", "Carlos Moreno"]),
    ],
)
def test_what_waits_is_a_filter_of_the_list(curator, wait, names):
    b.speaker(name="Anne Roux", status="draft")
    silent, told = b.speaker(name="Carlos Moreno"), b.speaker(name="C. Moreno")
    talk, other = b.talk(speakers=[silent]), b.talk()
    Appearance.objects.create(event=talk.event, talk=talk, speaker=told, job_title="urbaniste")
    Appearance.objects.create(event=other.event, talk=other, speaker=told, organization=b.organization())
    rows = curator.get(LIST, {"attend": wait}).context["cl"].result_list
    assert sorted(row.name for row in rows) == names


def photo(*, size=(300, 200), form="JPEG", turned=False):
    image = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[0x010E] = "une adresse privée"
    if turned:
        exif[0x0112] = 6
    file = BytesIO()
    image.save(file, form, exif=exif)
    return SimpleUploadedFile("../../Vacances à la mer.jpg", file.getvalue(), "image/jpeg")


def send(client, speaker, **changes):
    address = f"{LIST}{speaker.pk}/change/"
    return client.post(address, posted(client.get(address), **changes))


def test_a_photo_is_encoded_anew_upright_without_its_metadata_under_a_name_of_ours(curator):
    speaker = b.speaker()
    assert send(curator, speaker, picture=photo(turned=True), picture_alt="Un portrait").status_code == 302
    speaker.refresh_from_db()
    image = Image.open(speaker.picture.path)
    assert (image.format, image.size, len(image.getexif())) == ("WEBP", (200, 300), 0)
    assert b"adresse" not in speaker.picture.read()
    assert "acances" not in speaker.picture.name


def test_a_photo_comes_in_squares_around_its_point_of_interest(curator):
    speaker = b.speaker()
    send(curator, speaker, picture=photo(size=(900, 600)), picture_alt="Un portrait")
    speaker.refresh_from_db()
    before = picture_sizes(speaker)
    assert [side for _, side in before] == [96, 192, 384]
    for address, side in before:
        assert Image.open(default_storage.path(address.removeprefix("/media/"))).size == (side, side)
    send(curator, speaker, focus_x="0")
    speaker.refresh_from_db()
    assert not {address for address, _ in before} & {address for address, _ in picture_sizes(speaker)}


def test_a_large_photo_is_made_smaller(curator):
    speaker = b.speaker()
    send(curator, speaker, picture=photo(size=(4000, 1000)), picture_alt="Un portrait")
    speaker.refresh_from_db()
    assert (speaker.picture.width, speaker.picture.height) == (1600, 400)


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(curator):
    speaker = b.speaker()
    text = SimpleUploadedFile("portrait.jpg", b"<svg onload='alert(1)'>", "image/jpeg")
    for wrong in (text, photo(form="TIFF")):
        response = send(curator, speaker, picture=wrong, picture_alt="Un portrait")
        assert response.context["adminform"].form.errors["picture"] == [
            "Ce fichier n’est pas une image JPEG, PNG, WebP, GIF ou AVIF."
        ]
    assert not Speaker.objects.get().picture


def test_a_photo_needs_words_for_who_does_not_see_it(curator):
    response = send(curator, b.speaker(), picture=photo())
    assert "picture_alt" in response.context["adminform"].form.errors


def test_a_photo_that_was_sent_stays_in_a_form_that_comes_back(curator):
    speaker = b.speaker()
    first = send(curator, speaker, picture=photo(size=(900, 600)))
    assert "est gardée" in first.content.decode()
    address = f"{LIST}{speaker.pk}/change/"
    second = curator.post(address, posted(first, name=""))  # neither is this one saved
    assert curator.post(address, posted(second, name="Ana Duval", picture_alt="Un portrait")).status_code == 302
    speaker.refresh_from_db()
    assert (speaker.picture.width, speaker.picture.height) == (900, 600)


@pytest.mark.parametrize("kept", ["x", "AAAA", "%%%"])
def test_what_stays_of_a_photo_is_read_with_distrust(curator, kept):
    speaker = b.speaker()
    send(curator, speaker, picture_alt="Un portrait", **{"picture-kept": kept})
    speaker.refresh_from_db()
    assert not speaker.picture


def test_another_photo_takes_the_place_of_the_one_that_stayed(curator):
    speaker = b.speaker()
    address = f"{LIST}{speaker.pk}/change/"
    first = send(curator, speaker, picture=photo(size=(900, 600)))
    curator.post(address, posted(first, picture=photo(size=(300, 300)), picture_alt="Un portrait"))
    speaker.refresh_from_db()
    assert speaker.picture.width == 300


def test_two_speakers_do_not_share_a_form_of_their_name(curator):
    taken = b.speaker(name="Carlos Moreno")
    taken.aliases.create(name="Le professeur")
    response = send(curator, b.speaker(), **{"aliases-0-name": "le Professeur"})
    assert 'change/">Carlos Moreno</a> a déjà cette forme de nom.' in response.content.decode()


def test_an_orcid_with_a_slip_is_refused(curator):
    address = f"{LIST}{b.speaker().pk}/change/"
    page = curator.get(address)
    for orcid in ("0000-0002-1825-0097", "0000-0002-9079-593X"):
        assert curator.post(address, posted(page, orcid=orcid)).status_code == 302
        page = curator.get(address)
    assert "identifiant ORCID" in curator.post(address, posted(page, orcid="%_\\")).content.decode()
    refused = curator.post(address, posted(page, orcid="0000-0002-1825-0098"))
    assert "Un caractère de cet ORCID est faux" in refused.content.decode()
