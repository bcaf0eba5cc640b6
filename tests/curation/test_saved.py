"""Lists that a curator narrowed and named: an address, for oneself or for the team."""

import pytest
from django.http import QueryDict

from curation import saved
from curation.saved import SavedList
from members.holdings import holdings
from tests import builders as make

pytestmark = pytest.mark.django_db
QUOTES = "/admin/quotes/quote/"
SAVE = "/admin/listes/quotes.quote/garder/"
DRAFTS = "?event__starts_on__year=2015&status__exact=draft"


@pytest.fixture
def curator(client):
    client.person = make.user(role="curator", name="Claire")
    client.force_login(client.person)
    return client


def lists(client, address=QUOTES):
    """[(name, address, whether it may be dropped)] of those above a list."""
    response = client.get(address)
    text = response.content.decode()
    return [(one.name, one.query, f"listes/{one.pk}/oter" in text) for one in response.context["saved_lists"]]


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_a_list_is_found_above_itself_under_its_name_as_it_was_narrowed(curator):
    quotes = [make.quote(status="draft", event=make.event(starts_on=f"{year}-07-08")) for year in (2015, 2016)]
    response = curator.post(f"{SAVE}{DRAFTS}&p=0", {"name": " Brouillons de 2015 "}, follow=True)
    assert told(response) == ["La liste est gardée sous «\u202fBrouillons de 2015\u202f»."]
    assert response.redirect_chain == [(f"{QUOTES}{DRAFTS}&p=0", 302)]
    assert lists(curator) == [("Brouillons de 2015", DRAFTS, True)]
    assert list(curator.get(QUOTES + DRAFTS).context["cl"].result_list) == quotes[:1]
    assert 'aria-current="page">Brouillons de 2015</a>' in curator.get(QUOTES + DRAFTS).content.decode()
    assert lists(curator, "/admin/quotes/tweet/") == []


def test_only_what_is_narrowed_is_offered_to_be_saved_and_saved(curator):
    assert "Garder cette liste" not in curator.get(QUOTES).content.decode()
    assert "Garder cette liste" in curator.get(f"{QUOTES}?q=ville").content.decode()
    response = curator.post(f"{SAVE}?p=1", {"name": "Tout"}, follow=True)
    assert told(response) == ["Filtrez d’abord la liste, ou cherchez-y des mots."]
    assert told(curator.post(SAVE + DRAFTS, {"name": " "}, follow=True)) == ["Donnez un nom à la liste."]
    assert not SavedList.objects.exists()


def test_a_name_is_given_once_a_person_and_a_list(curator):
    make.saved_list(owner=make.user(role="curator"), name="À lire")
    make.saved_list(owner=curator.person, of="quotes.tweet", name="À lire")
    for _time in range(2):
        response = curator.post(SAVE + DRAFTS, {"name": "À lire"}, follow=True)
    assert told(response) == ["Vous gardez déjà une liste sous ce nom."]
    assert SavedList.objects.filter(owner=curator.person).count() == 2


def test_lists_of_others_are_seen_where_they_share_them_and_dropped_by_none_else(curator):
    other = make.user(role="editor", name="Émile")
    make.saved_list(owner=other, name="À moi")
    shared = make.saved_list(owner=other, name="À nous", is_shared=True)
    curator.post(SAVE + DRAFTS, {"name": "À tous", "is_shared": "on"})
    assert [(name, may_drop) for name, _query, may_drop in lists(curator)] == [("À nous", False), ("À tous", True)]
    assert curator.post(f"/admin/listes/{shared.pk}/oter/").status_code == 404
    curator.force_login(other)
    assert [name for name, *_rest in lists(curator)] == ["À moi", "À nous", "À tous"]


def test_a_list_that_is_dropped_is_shown_once_more_to_be_saved_again(curator):
    made = make.saved_list(owner=curator.person)
    response = curator.post(f"/admin/listes/{made.pk}/oter/", follow=True)
    assert response.redirect_chain == [(f"{QUOTES}?status__exact=draft", 302)]
    assert "«\u202fBrouillons\u202f» n’est plus gardée." in told(response)[0]
    assert not SavedList.objects.exists()


def test_lists_are_their_owners_they_take_them_along_and_go_with_them(curator):
    make.saved_list(owner=curator.person, name="À moi")
    assert [one["name"] for one in holdings(curator.person)["curation.savedlist"]] == ["À moi"]
    curator.person.delete()
    assert not SavedList.objects.exists()


def test_a_person_saves_so_many_lists_of_a_kind_and_none_that_is_endless(curator, monkeypatch):
    response = curator.post(f"{SAVE}?q={'x' * 2001}", {"name": "Longue"}, follow=True)
    assert "Cette liste demande trop de choses à la fois." in told(response)
    monkeypatch.setattr(saved, "MOST", 1)
    curator.post(SAVE + DRAFTS, {"name": "Une"})
    response = curator.post(SAVE + DRAFTS, {"name": "Deux"}, follow=True)
    assert told(response)[-1] == "Vous gardez déjà 1 listes ici\u00a0: ôtez-en d’abord."


def test_whatever_an_address_says_is_kept_clean_and_in_one_order():
    asked = QueryDict("q=vi%00lle&status__exact=draft&attend=&p=3&status__exact=a%0Ab")
    assert saved.narrowed(asked) == [["q", "ville"], ["status__exact", "a b"], ["status__exact", "draft"]]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_lists_cost_one_query(curator, number, django_assert_max_num_queries):
    for place in range(number):
        make.saved_list(owner=make.user(role="editor"), name=f"Liste {place}", is_shared=True)
    curator.get(QUOTES)
    with django_assert_max_num_queries(16):
        curator.get(QUOTES)
