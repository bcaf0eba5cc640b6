"""An address leads for ever to the record that had it, and never to what is not published."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from curation import history
from curation.merging import merge, undo
from curation.models import FormerSlug, Status
from tests import builders as b
from tests.addresses import public
from tests.admin_forms import posted

pytestmark = pytest.mark.django_db

KINDS = ["event", "talk", "speaker", "organization", "theme"]


def named(kind, name, **fields):
    return getattr(b, kind)(**{"title" if kind in ("event", "talk") else "name": name}, **fields)


def renamed(kind, *, first="Un nom", then="un-autre"):
    """A record that was at `un-nom` and is now at `then`."""
    row = named(kind, first)
    row.slug = then
    row.save()
    return row


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_of_the_same_name_does_not_take_a_former_address(client, kind):
    first = renamed(kind)
    second = named(kind, "UN NOM" if kind != "theme" else "Un « nom » ?!*")
    assert second.slug == "un-nom-2"
    response = client.get(first.get_absolute_url().replace(first.slug, "un-nom"))
    assert (response.status_code, response.headers["Location"]) == (301, first.get_absolute_url())


@pytest.mark.parametrize("kind", KINDS)
def test_a_former_address_that_is_typed_is_refused_in_words(client, kind):
    first, second = renamed(kind), named(kind, "Deux noms")
    client.force_login(b.user(role="curator"))
    label = first._meta.label_lower.replace(".", "_")
    address = reverse(f"admin:{label}_change", args=[second.pk])
    said = client.post(address, posted(client.get(address), slug="un-nom")).content.decode()
    there = reverse(f"admin:{label}_change", args=[first.pk])
    assert f'Cette adresse mène toujours à <a href="{there}">Un nom</a>, qui l’a portée' in said
    second.slug = "un-nom"
    with pytest.raises(ValidationError):
        second.save()


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_takes_its_own_former_address_back(client, kind):
    row = renamed(kind)
    row.slug = "un-nom"
    row.full_clean()
    row.save()
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["un-autre"]
    row.slug = ""
    row.save()
    assert row.slug == "un-nom"
    assert client.get(row.get_absolute_url()).status_code == 200


def test_the_address_of_a_merged_record_is_not_given_away():
    kept, gone = b.theme(name="Villes"), b.theme(name="Ville")
    done = merge(kept, gone, by=None)
    assert b.theme(name="Ville *").slug == "ville-2"
    assert undo(done, by=None).slug == "ville"


def test_the_address_of_what_is_gone_is_free_again():
    row = renamed("event")
    history.delete(row, by=None)
    second = named("event", "Autre chose")
    second.slug = "un-nom"
    second.full_clean()
    second.save()
    assert second.slug == "un-nom"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", [None, "member", "curator"])
def test_a_former_address_never_leads_to_a_draft(client, kind, role):
    row = renamed(kind)
    former = row.get_absolute_url().replace(row.slug, "un-nom")
    if role:
        client.force_login(b.user(role=role))
    assert client.get(former).status_code == 301
    row.status = Status.DRAFT
    row.save()
    assert client.get(former).status_code == 404


def test_no_cache_keeps_the_preview_of_a_draft(client):
    number = 987_654  # the key of nothing else
    rows = [getattr(b, kind)(status=Status.DRAFT, pk=number) for kind in (*KINDS, "quote", "tweet")]
    own = re.compile(rf"/(?:{number}\b|{'|'.join(row.slug for row in rows if hasattr(row, 'slug'))})")
    pages = [address for address in public(rows) if own.search(address) and not address.startswith("/motifs/")]
    assert {client.get(address).status_code for address in pages} <= {404, 405, 302}
    client.force_login(b.user(role="curator"))
    answers = {address: client.get(address) for address in pages}
    shown = {address: answer for address, answer in answers.items() if answer.status_code == 200}
    assert {row.get_absolute_url() for row in rows} <= set(shown)
    said = {address: re.split(", *", answer.headers.get("Cache-Control", "")) for address, answer in shown.items()}
    assert {address: words for address, words in said.items() if not {"no-store", "private"} <= set(words)} == {}


def test_a_number_leads_to_what_the_record_became(client):
    first, second, last = b.speaker(slug="premiere"), b.speaker(slug="seconde"), b.speaker(slug="derniere")
    addresses, editor = [f"/p/{first.pk}", f"/p/{second.pk}"], b.user()
    merge(second, first, by=editor)
    done = merge(last, second, by=editor)

    def leads():
        return [client.get(f"{address}?passage=mots").headers["Location"] for address in addresses]

    assert leads() == ["/intervenants/derniere/?passage=mots"] * 2
    undo(done, by=editor)
    assert leads() == ["/intervenants/seconde/?passage=mots"] * 2
