"""A dossier by a signed link: to whom it opens, what it shows, and when it ends."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from curation.models import Status
from dossiers.models import Share
from tests import builders as make
from tests.shown import without_signs

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def owner():
    return make.user(role="member", name="Zoé Propriétaire", email="zoe@exemple.fr")


@pytest.fixture
def dossier(owner):
    dossier = make.dossier(owner=owner, title="Pour mardi", note="zznote", records=[make.quote(text="ville")])
    dossier.items.update(note="zznote de la citation")
    return dossier


def test_a_link_is_made_for_a_time_and_withdrawn(client, owner, dossier):
    client.force_login(owner)
    response = client.post(f"{dossier.get_absolute_url()}partager/", {"days": 30})
    share = dossier.shares.get()
    assert abs(share.expires_at - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    assert f"http://testserver{share.get_absolute_url()}" in client.get(response.url).content.decode()
    assert Client().get(share.get_absolute_url()).status_code == 200
    client.post(f"{dossier.get_absolute_url()}partages/{share.pk}/retirer/")
    gone = Client().get(share.get_absolute_url())
    assert gone.status_code == 410
    assert "n’est plus partagé" in gone.content.decode()
    assert "Pour mardi" not in gone.content.decode()
    assert share.get_absolute_url() not in client.get(dossier.get_absolute_url()).content.decode()


@pytest.mark.parametrize("days", ["", "0", "2", "99999", "x"])
def test_the_times_are_those_of_the_list(client, owner, dossier, days):
    client.force_login(owner)
    client.post(f"{dossier.get_absolute_url()}partager/", {"days": days})
    assert not Share.objects.exists()


def test_an_expired_link_is_gone(client, dossier):
    share = make.share(dossier=dossier, expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(share.get_absolute_url()).status_code == 410


def altered(share):
    body, signature = share.token.split(".")
    other = make.share(dossier=make.dossier())
    return {
        "cut": share.token[:-1],
        "longer": f"{share.token}x",
        "unsigned": body,
        "of another row": f"{other.pk}-{share.key}.{signature}",
        "of another key": f"{share.pk}-{other.key}.{signature}",
        "with another's signature": f"{body}.{other.token.split('.')[1]}",
        "signed elsewhere": Signer(salt="ailleurs", sep=".").sign(body),
        "nothing": ".",
        "not text": "%00%ff",
    }


def test_an_altered_link_is_not_there(client, dossier):
    share = make.share(dossier=dossier)
    answers = {what: client.get(f"/dossiers/partage/{token}/").status_code for what, token in altered(share).items()}
    assert answers == dict.fromkeys(answers, 404)
    assert client.get(share.get_absolute_url()).status_code == 200


def test_a_row_with_another_key_is_another_link(client, dossier):
    share = make.share(dossier=dossier)
    address = share.get_absolute_url()
    Share.objects.update(key="x" * 22)
    assert client.get(address).status_code == 404


def test_a_link_of_a_deleted_dossier_is_not_there_and_of_a_binned_one_gone(client, dossier):
    address = make.share(dossier=dossier).get_absolute_url()
    dossier.deleted_at = timezone.now()
    dossier.save()
    assert client.get(address).status_code == 410
    dossier.delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("change", ["left", "closed"])
def test_a_link_rests_while_its_owner_is_no_member(client, owner, dossier, change):
    address = make.share(dossier=dossier).get_absolute_url()
    if change == "left":
        owner.groups.clear()
    else:
        owner.is_active = False
        owner.save()
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("with_notes", [False, True])
def test_notes_are_shown_only_if_the_owner_said_so(client, dossier, with_notes):
    share = make.share(dossier=dossier, with_notes=with_notes)
    html = client.get(share.get_absolute_url()).content.decode()
    assert "Pour mardi" in html and "«\u202fville\u202f»" in without_signs(html)
    assert html.count("zznote") == 2 * with_notes
    assert "Zoé" not in html and "zoe@" not in html


def test_only_what_is_published_is_shown(client, owner):
    hidden, removed = make.quote(text="zzcachée", attribution="zzelle"), make.quote(text="zzretirée")
    dossier = make.dossier(owner=owner, records=[make.quote(text="vue"), hidden, removed])
    dossier.remove(dossier.items.last())
    hidden.status = Status.DRAFT
    hidden.save()
    html = client.get(make.share(dossier=dossier).get_absolute_url()).content.decode()
    assert "vue" in html and "1 élément n’est plus publié" in html
    assert [word for word in ("zzcachée", "zzelle", "zzretirée") if word in html] == []


def test_a_correction_is_all_that_others_see(client, owner):
    quote = make.quote(text="zzfautive")
    dossier = make.dossier(owner=owner, records=[quote])
    quote.text = "corrigée"
    quote.save()
    html = client.get(make.share(dossier=dossier).get_absolute_url()).content.decode()
    assert "corrigée" in html and "zzfautive" not in html


@pytest.mark.parametrize("state", ["open", "withdrawn"])
def test_a_shared_page_is_not_stored_indexed_or_told_to_other_sites(client, dossier, state):
    share = make.share(dossier=dossier, withdrawn_at=timezone.now() if state == "withdrawn" else None)
    headers = client.get(share.get_absolute_url()).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


def test_a_shared_page_offers_nothing_to_do(client, owner, dossier):
    client.force_login(owner)
    html = client.get(make.share(dossier=dossier).get_absolute_url()).content.decode()
    assert "/elements/" not in html and "<form" not in html


def test_who_is_not_the_owner_withdraws_nothing(client, dossier):
    share = make.share(dossier=dossier)
    mine = make.dossier()
    client.force_login(mine.owner)
    for base in (dossier.get_absolute_url(), mine.get_absolute_url()):
        assert client.post(f"{base}partages/{share.pk}/retirer/").status_code == 404
    assert dossier.shares.open().exists()
