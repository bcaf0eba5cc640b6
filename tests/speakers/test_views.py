import re
from datetime import date

import pytest

from events.models import Appearance
from search.indexing import refresh
from speakers.models import SpeakerAlias
from tests import builders as make

pytestmark = pytest.mark.django_db


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_people_are_listed_by_their_last_name(client):
    for name in ("Zoé Arnaud", "Alice de la Tour", "Bob Zola"):
        make.speaker(name=name)
    page = html(client, "/intervenants/")
    places = [page.index(name) for name in ("Zoé Arnaud", "Alice de la Tour", "Bob Zola")]
    assert places == sorted(places)


def test_two_people_of_one_name_are_told_apart_in_the_list(client):
    make.speaker(name="Henri Jourdain", headline="maire de Brest")
    make.speaker(name="Henri Jourdain", headline="chercheur en histoire")
    page = html(client, "/intervenants/")
    assert "maire de Brest" in page
    assert "chercheur en histoire" in page


def test_nobody_yet(client):
    assert "Aucun intervenant n’est encore publié." in html(client, "/intervenants/")
    assert "Aucune organisation n’est encore publiée." in html(client, "/organisations/")


def test_a_person_of_whom_nothing_is_known_has_a_page_that_says_so(client):
    person = make.speaker(name="Camille Martin")
    page = html(client, person.get_absolute_url())
    assert "Rien n’est encore publié de cette personne." in page
    assert '<b aria-hidden="true">CM</b>' in page
    assert "Repères" not in page


def test_an_organisation_of_which_nothing_is_known_has_a_page_that_says_so(client):
    assert "Rien n’est encore publié de cette organisation." in html(client, make.organization().get_absolute_url())


def test_roles_are_those_of_each_day(client):
    person = make.speaker()
    for year, job, house in ((2014, "chercheuse", "Le Labo"), (2015, "élue", "La Ville")):
        event = make.event(starts_on=date(year, 7, 8))
        Appearance.objects.create(
            event=event,
            talk=make.talk(event=event),
            speaker=person,
            job_title=job,
            organization=make.organization(name=house),
        )
    page = html(client, person.get_absolute_url())
    places = [
        page.index(words) for words in ("8 juillet 2015", "élue", "La Ville", "8 juillet 2014", "chercheuse", "Le Labo")
    ]
    assert places == sorted(places)


def test_a_person_has_quotes_tweets_themes_and_other_names(client):
    person, theme = make.speaker(handle="camille"), make.theme(name="gouvernance")
    SpeakerAlias.objects.create(speaker=person, name="C. Martin")
    talk = make.talk(speakers=[person])
    make.quote(text="la ville vit", talk=talk, speaker=person, themes=[theme])
    make.tweet(text="un tweet de Camille", talk=talk, speaker=person)
    make.tweet(text="un tweet sur Camille", talk=talk).mentioned_speakers.add(person)
    page = html(client, person.get_absolute_url())
    for words in (
        "la ville vit",
        "un tweet de Camille",
        "un tweet sur Camille",
        "gouvernance",
        "C. Martin",
        "@camille",
    ):
        assert words in page


def test_the_quotes_on_a_page_of_a_person_do_not_repeat_the_name(client):
    person = make.speaker(name="Camille Martin")
    make.quote(speaker=person)
    assert "Camille Martin</a>" not in html(client, person.get_absolute_url())


def test_an_organisation_has_its_people_of_each_day_and_what_it_organises(client):
    house, person = make.organization(), make.speaker(name="Camille Martin")
    event = make.event(title="Un atelier", organizer=house)
    Appearance.objects.create(
        event=event, talk=make.talk(title="Un exposé", event=event), speaker=person, organization=house
    )
    page = html(client, house.get_absolute_url())
    for words in ("Un atelier", "Un exposé", "Camille Martin"):
        assert words in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_former_address_leads_on_with_its_query(client, prefix):
    person = make.speaker(slug="ancien")
    person.slug = "nouveau"
    person.save()
    answer = client.get(f"{prefix}/intervenants/ancien/?page=2&x=1")
    assert (answer.status_code, answer.url) == (301, f"{prefix}/intervenants/nouveau/?page=2&x=1")


def test_another_form_of_the_name_leads_to_the_person(client):
    person = make.speaker(name="Carlos Moreno")
    person.aliases.create(name="C. Moreno")
    answer = client.get("/intervenants/c-moreno/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/intervenants/carlos-moreno/")


def test_people_are_read_by_the_letter_under_which_their_name_is_filed(client):
    for name in ("Zoé Zola", "Élie Évrard", "Marc Aubin", "Anne Bée"):
        make.speaker(name=name)
    make.speaker(name="Quatre D", sort_name="4D")
    make.speaker(name="Ida Cachée", status="draft")
    page = client.get("/intervenants/").content.decode()
    links = re.findall(r'<a href="\?lettre=(\w+)#liste">', page)
    assert links == ["a", "b", "e", "z", "autres"]
    for letter, name in zip(links, ("Marc Aubin", "Anne Bée", "Élie Évrard", "Zoé Zola", "Quatre D"), strict=True):
        page = client.get(f"/intervenants/?lettre={letter}").content.decode()
        assert page.count('<li class="person">') == 1 and name in page
    assert "Aucun intervenant sous cette lettre." in client.get("/intervenants/?lettre=c").content.decode()
    assert client.get("/intervenants/?lettre=é").content.decode().count('<li class="person">') == 5


def test_organisations_are_read_by_letter_too(client):
    for name in ("École des ponts", "Atelier", "4D"):
        make.organization(name=name)
    page = client.get("/organisations/").content.decode()
    links = re.findall(r'<a href="\?lettre=(\w+)#liste">', page)
    assert links == ["a", "e", "autres"]
    found = [client.get(f"/organisations/?lettre={letter}").context["page"].object_list for letter in links]
    assert [[house.name for house in page] for page in found] == [["Atelier"], ["École des ponts"], ["4D"]]
    assert "Aucune organisation sous cette lettre." in client.get("/organisations/?lettre=c").content.decode()


def test_a_person_is_looked_for_by_name_in_the_one_search_of_the_page(client):
    make.speaker(name="Léa Roy")
    page = client.get("/intervenants/").content.decode()
    assert page.count('type="search"') == 1
    assert '<input type="hidden" name="type" value="intervenants">' in page
    refresh()
    assert 'href="/intervenants/lea-roy/"' in client.get("/recherche/?q=roy&type=intervenants").content.decode()
