"""From a quote, a tweet or a talk into a dossier: by a page of its own, or without leaving the page one reads."""

import pytest
from django.urls import reverse

from curation.models import Status
from dossiers import models
from dossiers.models import Dossier, Full
from tests import builders as make

pytestmark = pytest.mark.django_db
ADD = "/dossiers/ajouter/"
HTMX = {"headers": {"hx-request": "true"}}


@pytest.fixture
def member(client):
    person = make.user(role="member")
    client.force_login(person)
    return person


@pytest.fixture
def quote():
    return make.quote(text="la ville vit")


@pytest.mark.parametrize("kind", ["quote", "tweet", "talk"])
def test_each_kind_is_added_from_its_page_and_back(client, member, kind):
    record = getattr(make, kind)()
    dossier = make.dossier(owner=member)
    back = record.get_absolute_url()
    html = client.get(ADD, {kind: record.pk, "next": back}).content.decode()
    assert f'name="{kind}" value="{record.pk}"' in html
    response = client.post(ADD, {kind: record.pk, "next": back, "dossier": dossier.pk}, follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert "Ajouté à «\u202fGouvernance\u202f»." in response.content.decode()
    assert dossier.items.get().record_id == record.pk


def test_a_quote_is_added_to_a_new_dossier(client, member, quote):
    response = client.post(ADD, {"quote": quote.pk, "title": "Tout neuf"})
    dossier = member.dossiers.get()
    assert (dossier.title, response.url) == ("Tout neuf", dossier.get_absolute_url())
    assert dossier.items.get().quote_id == quote.pk


def test_a_new_dossier_needs_a_name(client, member, quote):
    assert "errorlist" in client.post(ADD, {"quote": quote.pk, "title": " "}).content.decode()
    assert not Dossier.objects.exists()


def test_adding_twice_is_adding_once(client, member, quote):
    dossier = make.dossier(owner=member, records=[quote])
    dossier.items.update(note="Mon idée")
    data = {"quote": quote.pk, "dossier": dossier.pk}
    assert "C’est déjà dans" in client.post(ADD, data, follow=True).content.decode()
    assert [item.note for item in dossier.items.all()] == ["Mon idée"]


def test_what_was_removed_is_added_again_at_the_end_as_it_now_is(client, member, quote):
    dossier = make.dossier(owner=member, records=[quote, make.quote(text="la fin")])
    dossier.items.filter(quote=quote).update(note="Mon idée")
    dossier.remove(dossier.items.get(quote=quote))
    quote.text = "la ville vivra"
    quote.save()
    client.post(ADD, {"quote": quote.pk, "dossier": dossier.pk})
    items = dossier.items.kept().in_order()
    assert [(item.words, item.note) for item in items] == [("la fin", ""), ("la ville vivra", "Mon idée")]


@pytest.mark.parametrize(
    "asked", ["", "quote=", "quote=0", "quote=x", "quote=1&tweet=1", "event=1", "quote=" + "9" * 30]
)
def test_what_names_no_record_is_not_there(client, member, asked):
    assert client.get(f"{ADD}?{asked}").status_code == 404


def test_a_draft_is_kept_by_nobody(client, member):
    draft = make.quote(status=Status.DRAFT)
    under_a_draft = make.quote(event=make.event(status=Status.DRAFT))
    dossier = make.dossier(owner=member)
    for quote in (draft, under_a_draft):
        assert client.get(ADD, {"quote": quote.pk}).status_code == 404
        assert client.post(ADD, {"quote": quote.pk, "dossier": dossier.pk}).status_code == 404


@pytest.mark.parametrize("dossier", ["", "x", "0", "9" * 30])
def test_a_dossier_that_is_not_there_gets_nothing(client, member, quote, dossier):
    assert client.post(ADD, {"quote": quote.pk, "dossier": dossier}).status_code == 404


@pytest.mark.parametrize("away", ["https://exemple.org/", "//exemple.org/", "javascript:alert(1)", "/\\exemple.org"])
def test_nobody_is_sent_to_another_site(client, member, quote, away):
    dossier = make.dossier(owner=member)
    assert "Revenir sans ajouter" not in client.get(ADD, {"quote": quote.pk, "next": away}).content.decode()
    response = client.post(ADD, {"quote": quote.pk, "dossier": dossier.pk, "next": away})
    assert response.url == dossier.get_absolute_url()


def test_a_full_dossier_says_so(client, member, quote, monkeypatch):
    monkeypatch.setattr(models, "MOST_ITEMS", 1)
    dossier = make.dossier(owner=member, records=[make.quote()])
    data = {"quote": quote.pk, "dossier": dossier.pk}
    assert "celui-ci est plein" in client.post(ADD, data, follow=True).content.decode()
    assert "celui-ci est plein" in client.post(ADD, data, **HTMX).content.decode()
    with pytest.raises(Full):
        dossier.add(quote)
    assert dossier.items.count() == 1


def test_the_first_click_asks_and_the_next_ones_add_at_once(client, member, quote):
    first, last = make.dossier(owner=member, title="Le premier"), make.dossier(owner=member, title="Le dernier")
    asked = client.get(ADD, {"quote": quote.pk}, **HTMX).content.decode()
    assert "<html" not in asked
    assert 'data-hx-trigger="load"' not in asked
    assert asked.index("Le dernier") < asked.index("Le premier")
    done = client.post(ADD, {"quote": quote.pk, "dossier": first.pk}, **HTMX).content.decode()
    assert "Ajouté à" in done and "Annuler" in done
    at_once = client.get(ADD, {"quote": make.quote().pk}, **HTMX).content.decode()
    assert 'data-hx-trigger="load"' in at_once
    assert f'name="dossier" value="{first.pk}"' in at_once
    chosen = client.get(ADD, {"quote": make.quote().pk, "choisir": ""}, **HTMX).content.decode()
    assert chosen.index("Le premier") < chosen.index("Le dernier")
    assert last.items.count() == 0


def test_a_dossier_in_the_bin_is_no_longer_the_last_one(client, member, quote):
    dossier = make.dossier(owner=member)
    client.post(ADD, {"quote": quote.pk, "dossier": dossier.pk}, **HTMX)
    client.post(f"{dossier.get_absolute_url()}jeter/")
    assert 'data-hx-trigger="load"' not in client.get(ADD, {"quote": quote.pk}, **HTMX).content.decode()


def test_the_panel_takes_it_back(client, member, quote):
    dossier = make.dossier(owner=member, records=[quote])
    path = reverse("dossiers:item_remove", args=[dossier.pk, dossier.items.get().pk])
    html = client.post(path, **HTMX).content.decode()
    assert "Retiré de «\u202fGouvernance\u202f»." in html
    assert f"?quote={quote.pk}&amp;choisir" in html
    assert not dossier.items.kept().exists()


def test_the_choice_says_where_it_is_already(client, member, quote):
    make.dossier(owner=member, records=[quote])
    make.dossier(owner=member)
    assert client.get(ADD, {"quote": quote.pk}).content.decode().count("déjà dedans") == 1


def test_a_visitor_is_sent_to_log_in_and_back(client, quote):
    path = f"{ADD}?quote={quote.pk}"
    assert client.get(path).url == f"/connexion/?next=/dossiers/ajouter/%3Fquote%3D{quote.pk}"
    assert client.get(path, **HTMX).headers["HX-Redirect"] == path
    assert client.post(ADD, {"quote": quote.pk}, **HTMX).headers["HX-Refresh"] == "true"


def test_every_page_of_words_has_the_link_and_knows_not_who_reads_it(client, quote):
    for record in (quote, make.tweet(), make.talk()):
        name, path = record._meta.model_name, record.get_absolute_url()
        html = client.get(path).content.decode()
        assert f"{ADD}?{name}={record.pk}&amp;next=" in html
        client.force_login(make.user(role="member"))
        assert client.get(path).content.decode() == html
        client.logout()


def test_a_preview_has_no_link(client):
    client.force_login(make.user(role="curator"))
    draft = make.quote(status=Status.DRAFT)
    assert "keep-link" not in client.get(draft.get_absolute_url()).content.decode()


def test_each_result_of_the_members_search_has_the_link(client, member):
    quote, tweet = make.quote(text="la ville vit"), make.tweet(text="la ville rit")
    html = client.get("/citations/recherche/", {"q": "ville"}).content.decode()
    assert f"{ADD}?quote={quote.pk}&amp;next=%2Fcitations%2Frecherche%2F%3Fq%3Dville" in html
    assert f"{ADD}?tweet={tweet.pk}&amp;next=" in html
