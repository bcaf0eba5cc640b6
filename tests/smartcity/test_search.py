import re
from datetime import date

import pytest

from curation.models import Status
from events.models import Event
from quotes.finding import find_public
from search import index
from search.indexing import refresh
from search.named import known
from search.queries import read
from smartcity.search import _said
from speakers.models import Speaker, SpeakerAlias
from tests import builders as make
from themes.models import Theme

pytestmark = pytest.mark.django_db


def page(client, query, **more):
    response = client.get("/recherche/", {"q": query, **more})
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    return response


def found(response):
    """How many of each kind."""
    return {kind: count for kind, _title, count in response.context["tabs"]}


def lines(response):
    return [(line.kind, str(getattr(line.row, "text", line.row))) for line in response.context["lines"]]


def test_each_kind_is_found_at_accents_and_case_difference(client):
    event = make.event(title="L’été de la ville")
    make.talk(title="La Ville en ÉTÉ", event=event)
    make.speaker(name="Élise Villeneuve-Été")
    make.organization(name="Villes d’été")
    make.theme(name="ville l’été")
    assert found(page(client, "ete ville")) == {
        "interventions": 1,
        "intervenants": 1,
        "organisations": 1,
        "evenements": 1,
        "themes": 1,
    }
    assert found(page(client, "hiver ville")) == {}


def test_a_person_is_found_under_every_name(client):
    person = make.speaker(name="Pascale Luciani-Boyer")
    SpeakerAlias.objects.create(speaker=person, name="P. Lucciani")
    assert found(page(client, "lucciani")) == {"intervenants": 1}


def test_a_name_is_found_however_it_is_written(client):
    make.event(title="PyConFR 2019")
    make.organization(name="Association Éco-quartiers")
    assert found(page(client, "pycon fr")) == {"evenements": 1}
    assert found(page(client, "PyConF")) == {"evenements": 1}
    assert found(page(client, "écoquartier")) == {"organisations": 1}
    assert found(page(client, "éco-quart")) == {"organisations": 1}
    assert found(page(client, "quart-éco")) == {}
    content = page(client, "éco-quart").content.decode()
    assert "<mark>Éco-quartiers</mark>" in content


def test_of_what_was_said_a_visitor_sees_the_first_and_how_many_there_are(client):
    for place in range(6):
        make.quote(text=f"un écosystème vivant {place}")
    make.tweet(text="un écosystème vivant en tweet", posted_on="2015-07-09")
    response = page(client, "écosystème")
    assert lines(response) == [
        ("tweet", "un écosystème vivant en tweet"),
        *(("quote", f"un écosystème vivant {place}") for place in (5, 4, 3, 2)),
    ]
    html = response.content.decode()
    assert re.search(r'href="/citations/recherche/\?q=[^"]+">Paroles <span class="quiet number">7</span>', html)
    assert "un <mark>écosystème</mark> vivant 5" in html


def test_what_moves_in_the_index_meanwhile_is_shown_all_the_same():
    quote = make.quote(text="la ville")
    refresh()
    query = known(read("ville"))
    said = find_public(query)
    assert said.rows == [quote]
    index.remove(said.ids)
    assert list(_said(query, said.ids)) == said.ids


def test_all_kinds_come_in_one_list_the_best_first(client):
    person = make.speaker(name="Carlos Moreno")
    event = make.event(title="Rencontres Carlos Moreno", starts_on="2015-07-08")
    talk = make.talk(title="Hommage à Carlos Moreno", event=event)
    make.talk(title="Autre", event=event, speakers=[person], abstract="De tout")
    make.quote(text="Carlos Moreno a tort", event=event, talk=talk)
    make.quote(text="Moreno, disait Carlos", event=event)
    make.quote(text="rien", event=event, speaker=person)
    make.reference(talk=talk, label="Carlos Moreno, Droit de cité")
    assert lines(page(client, "carlos moreno")) == [
        ("speaker", "Carlos Moreno"),
        ("event", "Rencontres Carlos Moreno"),
        ("talk", "Hommage à Carlos Moreno"),
        ("reference", "Carlos Moreno, Droit de cité"),
        ("quote", "Carlos Moreno a tort"),
        ("quote", "Moreno, disait Carlos"),
        ("talk", "Autre"),
        ("quote", "rien"),
    ]


@pytest.mark.parametrize(
    "typed",
    ["Mme Taubira", "taubira christiane", "Ch. Taubira", "TAUBIRA", "taub", "tobira", "madame christiane taubira"],
)
def test_a_person_is_found_however_she_is_called(client, typed):
    make.speaker(name="Christiane Taubira")
    make.speaker(name="Christian Estrosi")
    make.quote(text="rien de tel")
    assert lines(page(client, typed))[0] == ("speaker", "Christiane Taubira")


def test_initials_begin_first_names_and_whole_words_come_before_beginnings(client):
    make.speaker(name="Jean-Frédéric Poisson")
    assert lines(page(client, "J.-F. Poisson"))[0] == ("speaker", "Jean-Frédéric Poisson")
    talk = make.talk(title="Ailleurs", event=make.event(title="Junior", starts_on="2014-01-01"))
    make.reference(talk=talk, label="La ville de Jun, en Espagne")
    assert lines(page(client, "Jun"))[:2] == [("reference", "La ville de Jun, en Espagne"), ("event", "Junior")]


@pytest.mark.parametrize(
    "typed",
    [
        *("pyconfr bordeaux", "février 2023 bordeaux", "afpy 2023", "conférence bordeaux", "18 février 2023"),
        *("17 février 2023", "16/02/2023", "17/02/2023 bordeaux", "February 17, 2023"),
    ],
)
def test_an_event_is_found_by_its_city_its_day_its_organiser_and_its_kind(client, typed):
    hosts = make.organization(name="AFPy")
    day = {"starts_on": "2023-02-16", "ends_on": "2023-02-18"}
    make.event(title="PyConFR", city="Bordeaux", organizer=hosts, kind=Event.Kind.CONFERENCE, **day)
    make.event(title="Autre", city="Lyon", starts_on="2022-01-01")
    assert lines(page(client, typed))[0] == ("event", "PyConFR")


def test_an_event_is_found_by_all_the_names_of_its_themes(client):
    theme = make.theme(name="aide à mourir", synonyms="fin de vie")
    make.event(title="Rencontre", city="Briançon", themes=[theme])
    make.event(title="Autre", city="Briançon", themes=[make.theme(status=Status.DRAFT, name="la fin d’une vie")])
    assert lines(page(client, "fin de vie briançon"))[0] == ("event", "Rencontre")
    assert found(page(client, "fin de vie briançon")) == {"evenements": 1}


@pytest.mark.parametrize("typed", ["retour du terrain assises", "retours terrain albi", "retour terrain 13 août 2014"])
def test_a_talk_is_found_by_its_event_the_town_and_the_day(client, typed):
    event = make.event(title="Assises de l’eau", city="Albi", starts_on=date(2014, 8, 13))
    talk = make.talk(title="Guerre : retours du terrain", event=event)
    make.quote(text="rien", event=event, talk=talk)
    assert lines(page(client, typed))[0] == ("talk", "Guerre : retours du terrain")


def test_a_reference_is_found_by_its_talk_its_event_and_the_town(client):
    for town, title, about in (("Alès", "Assises", "Le feu"), ("Tulle", "Rencontres", "L’eau")):
        talk = make.talk(title=about, event=make.event(title=title, city=town))
        make.reference(talk=talk, label="70 millions d’euros")
    for typed in ("70 millions euros tulle", "70 millions rencontres", "70 millions d’euros l’eau"):
        assert [line.row.talk.event.city for line in page(client, typed).context["lines"] if not line.lacks] == [
            "Tulle"
        ]


def test_an_organiser_who_is_a_draft_does_not_lead_to_the_event(client):
    make.event(title="Rencontre", organizer=make.organization(name="Secrète", status=Status.DRAFT))
    assert lines(page(client, "secrete")) == []


def test_where_nothing_has_all_the_words_what_has_most_of_them_says_what_it_lacks(client):
    make.speaker(name="Carlos Moreno")
    make.theme(name="Ville durable")
    make.quote(text="la ville durable se fait attendre")
    response = page(client, "moreno ville durable fanfare")
    assert [(line.kind, line.lacks) for line in response.context["lines"]] == [
        ("theme", ("moreno", "fanfare")),
        ("quote", ("moreno", "fanfare")),
        ("speaker", ("ville", "durable", "fanfare")),
    ]
    html = response.content.decode()
    assert "voici ce qui en a le plus" in html
    assert "sans <s>fanfare</s>" in html


def test_a_misspelt_name_is_taken_for_the_one_that_was_meant_unless_that_is_refused(client):
    make.speaker(name="Xavier Dalloz")
    response = page(client, "dalos")
    assert lines(response) == [("speaker", "Xavier Dalloz")]
    assert "Résultats pour <strong>Dalloz</strong>" in response.content.decode()
    assert 'href="?q=dalos&amp;as_typed=1"' in response.content.decode()
    assert lines(page(client, "dalos", as_typed="1")) == []


def test_words_that_are_still_being_typed_find_what_was_said_and_its_tab_leads_to_as_much(client):
    make.quote(text="la gouvernance des villes")
    make.quote(text="la gouverne des avions")
    response = page(client, "villes gouvernanc")
    assert lines(response)[0] == ("quote", "la gouvernance des villes")
    html = response.content.decode()
    assert "voici ce qui commence ainsi" in html
    [tab] = re.findall(r'href="(/citations/recherche/[^"]+)">Paroles <span class="quiet number">1</span>', html)
    client.force_login(make.user(role="member"))
    assert client.get(tab).context["found"].count == 1


def test_a_phrase_that_was_not_said_just_so_is_told_as_such(client):
    make.quote(text="pas une révolution mais une mutation")
    html = page(client, '"mutation, pas révolution"').content.decode()
    assert "Rien ne le dit tel quel" in html
    assert "Rien n’a tous ces mots" not in html


@pytest.mark.parametrize("typed", ["J.F. Poisson", "JF Poisson", "Dr Poisson", "J.-F. Poisson", "dr jf poisson"])
def test_initials_of_a_first_name_with_a_hyphen_are_those_of_whom_it_is(client, typed):
    make.speaker(name="Jean-François Poisson")
    make.quote(text="le docteur Jf")
    response = page(client, typed)
    assert found(response) == {"intervenants": 1}
    assert lines(response)[0] == ("speaker", "Jean-François Poisson")


def test_drafts_are_not_found(client):
    draft = {"status": Status.DRAFT}
    make.talk(title="cachée", event=make.event(title="cachée", **draft))
    make.talk(title="cachée", **draft)
    make.speaker(name="cachée", **draft)
    make.organization(name="cachée", **draft)
    make.theme(name="cachée", **draft)
    response = page(client, "cachée")
    assert found(response) == {}
    assert lines(response) == []
    assert response.context["found"].count == 0


def test_the_words_are_marked_and_markup_stays_words(client):
    make.talk(title="Exposé", abstract="<b>Une</b> élue parle.")
    html = page(client, "elue").content.decode()
    assert "&lt;b&gt;Une&lt;/b&gt; <mark>élue</mark> parle." in html


def test_names_are_found_by_their_beginning_and_marked(client):
    make.speaker(name="Carlos Moreno")
    make.theme(name="gouvernance")
    response = page(client, "more")
    assert found(response) == {"intervenants": 1}
    assert "Carlos <mark>Moreno</mark>" in response.content.decode()
    assert found(page(client, "gouvernan")) == {"themes": 1}
    assert found(page(client, "orneo")) == {}


def test_words_are_found_in_any_number_and_themes_under_their_synonyms(client):
    make.talk(title="Les réseaux urbains")
    make.theme(name="mobilité", synonyms="déplacements\ntransports")
    assert found(page(client, "réseau urbain")) == {"interventions": 1}
    assert found(page(client, "transport")) == {"themes": 1}


def test_a_talk_is_found_under_its_people_and_themes_but_titles_come_first(client):
    person = make.speaker(name="Camille Martin")
    make.talk(title="Exposé", event=make.event(starts_on="2020-01-01"), speakers=[person])
    make.talk(title="Hommage à Martin", event=make.event(starts_on="2010-01-01"))
    make.talk(title="Autre", themes=[make.theme(name="urbanisme")])
    talks = lines(page(client, "martin", type="interventions"))
    assert [title for _, title in talks] == ["Hommage à Martin", "Exposé"]
    assert found(page(client, "urbanisme")) == {"interventions": 1, "themes": 1}


def test_what_changed_by_any_way_is_right_in_the_next_search(client):
    person = make.speaker(name="Camille Martin")
    talk = make.talk(title="Exposé", speakers=[person])
    assert found(page(client, "martin")) == {"interventions": 1, "intervenants": 1}
    Speaker.objects.filter(pk=person.pk).update(name="Camille Petit")
    assert found(page(client, "martin")) == {}
    assert found(page(client, "petit")) == {"interventions": 1, "intervenants": 1}
    talk.appearances.all().delete()
    assert found(page(client, "petit")) == {"intervenants": 1}
    Event.objects.filter(pk=talk.event_id).update(status=Status.DRAFT)
    assert found(page(client, "expose")) == {}
    alias = SpeakerAlias.objects.create(speaker=person, name="C. Lepetit")
    assert found(page(client, "lepetit")) == {"intervenants": 1}
    SpeakerAlias.objects.filter(pk=alias.pk).delete()
    assert found(page(client, "lepetit")) == {}
    Theme.objects.bulk_create([Theme(name="eau", slug="eau", key="eau", status=Status.PUBLISHED)])
    assert found(page(client, "eau")) == {"themes": 1}


def test_phrases_and_exclusions_are_understood(client):
    make.theme(name="ville intelligente")
    make.theme(name="mémoire de la ville")
    assert found(page(client, '"ville intelligente"')) == {"themes": 1}
    assert found(page(client, "ville -intelligente -memoire")) == {}
    assert found(page(client, "ville -memoire")) == {"themes": 1}


@pytest.mark.parametrize("typed", ["du:2015", "annee:2015", "au:2015", "langue:fr du:2015"])
def test_an_operator_alone_is_taken_for_the_words_that_it_has(client, typed):
    make.event(title="Atelier", starts_on=date(2015, 7, 8))
    make.event(title="Ailleurs", starts_on=date(2016, 7, 8))
    response = page(client, typed)
    assert lines(response) == [("event", "Atelier")]
    text = response.content.decode()
    assert "Résultats pour <strong>" in text and f'value="{typed}"' in text


def test_the_words_of_an_operator_are_said_as_they_were_meant_and_only_where_something_is_found(client):
    make.theme(name="tweed")
    text = page(client, "nature:tweet").content.decode()
    assert "<strong>tweed</strong>" in text and "<strong>tweet</strong>" not in text
    assert 'href="?q=nature%3Atweet&amp;as_typed=1"' in text
    text = page(client, "nature:tweet", as_typed=1).content.decode()
    assert "Rien ne s’approche de" in text and "Résultats pour" not in text


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00", "«»"])
def test_a_search_without_words_says_how_to_search(client, django_assert_num_queries, query):
    with django_assert_num_queries(0):
        assert page(client, query).context["found"] is None


@pytest.mark.parametrize("query", ["mot " * 5000, "%", "_", "\\", "'; --", "z’" * 400])
def test_any_words_can_be_typed(client, query):
    make.talk(title="Exposé")
    assert found(page(client, query)) == {}


def test_a_long_list_pages_and_keeps_its_words(client):
    for _ in range(21):
        make.talk(title="Exposé sur la ville")
    make.theme(name="ville")
    refresh()
    first = page(client, "ville")
    assert lines(first)[0] == ("theme", "ville")
    assert len(lines(first)) == 20
    assert re.search(r'href="\?q=ville&amp;type=interventions"', first.content.decode())
    second = page(client, "ville", type="interventions", page=2)
    assert found(second) == {"themes": 1, "interventions": 21}
    assert len(lines(second)) == 1


def test_an_unknown_kind_or_page_is_ignored(client):
    make.theme(name="ville")
    assert found(page(client, "ville", type="rien", page="x")) == {"themes": 1}


def test_what_a_beginning_costs(client, django_assert_max_num_queries):
    make.quote(text="la mutation des villes")
    refresh()
    page(client, "ville")
    with django_assert_max_num_queries(16):
        assert lines(page(client, "mutatio")) == [("quote", "la mutation des villes")]


def test_a_letter_begins_too_much(client):
    make.quote(text="la mutation des villes")
    assert lines(page(client, "v")) == []


def test_the_words_of_a_phrase_that_nothing_has_are_marked_in_names_too(client):
    make.talk(title="Demain, la ville")
    html = page(client, '"ville de demain"').content.decode()
    assert "<mark>Demain</mark>, la <mark>ville</mark>" in html


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_a_search_costs(client, django_assert_max_num_queries, number):
    for each in range(number):
        name = f"ville {each}"
        make.talk(title=name, event=make.event(title=name), speakers=[make.speaker(name=name)])
        make.organization(name=name)
        make.theme(name=name)
    refresh()
    page(client, "ville")
    with django_assert_max_num_queries(17):
        page(client, "ville")
