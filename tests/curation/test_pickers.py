"""What the pickers of the admin show, and what they cost."""

import re
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from events.models import Appearance, Event, TalkLink
from quotes.models import Quote, QuoteLink
from tests import builders as b
from tests.admin_forms import posted
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


def picked(client, model, field, term="", **more):
    query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    return client.get(reverse("admin:autocomplete"), query | {"term": term} | more).json()


def shown(client, model, field, term=""):
    return [(line["text"], line["detail"], line["also"]) for line in picked(client, model, field, term)["results"]]


def test_people_say_what_they_are_or_what_they_did_last(curator):
    mayor = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    scholar = b.speaker(name="Henri Jourdain", status="draft")
    talk = b.talk(event=b.event(title="Nuit des archives", starts_on=date(2019, 5, 4)))
    archives = b.organization(name="Archives de Brest")
    Appearance.objects.create(
        event=talk.event, talk=talk, speaker=scholar, job_title="chercheur", organization=archives
    )
    assert shown(curator, Appearance, "speaker", "jourdain") == [
        ("Henri Jourdain", "maire de Brest", ""),
        ("Henri Jourdain", "chercheur, Archives de Brest · Nuit des archives, 2019 · 1 participation · brouillon", ""),
    ]
    assert mayor.pk < scholar.pk


def test_two_of_whom_nothing_is_known_still_make_two_lines(curator):
    one, other = b.speaker(name="Jean Dupont"), b.speaker(name="Jean Dupont")
    b.speaker(name="Jean Duponteau")
    assert shown(curator, Appearance, "speaker", "dupont") == [
        ("Jean Dupont", f"aucune participation · fiche n° {one.pk}", ""),
        ("Jean Dupont", f"aucune participation · fiche n° {other.pk}", ""),
        ("Jean Duponteau", "aucune participation", ""),
    ]


def test_the_form_that_answers_is_shown(curator):
    person = b.speaker(name="Carlos Moreno", headline="urbaniste", handle="cmoreno_fr")
    person.aliases.create(name="Ch. Moreno")
    assert shown(curator, Appearance, "speaker", "ch mor") == [("Carlos Moreno", "urbaniste", "aussi : Ch. Moreno")]
    assert shown(curator, Appearance, "speaker", "cmoreno") == [("Carlos Moreno", "urbaniste", "aussi : @cmoreno_fr")]
    assert shown(curator, Appearance, "speaker", "moreno") == [("Carlos Moreno", "urbaniste", "")]
    assert shown(curator, Appearance, "speaker", "urban") == [("Carlos Moreno", "urbaniste", "")]


def test_themes_say_what_they_stand_under_and_the_synonym_that_was_typed(curator):
    wide = b.theme(name="habiter", description="Où l’on vit.")
    b.theme(name="logement", parent=wide, synonyms="habitat", label_en="housing")
    assert shown(curator, Theme, "parent", "habit") == [
        ("habiter", "Où l’on vit.", ""),
        ("logement", "dans « habiter »", "synonyme : habitat"),
    ]
    assert shown(curator, Theme, "parent", "hous") == [("logement", "dans « habiter »", "synonyme : housing")]


def test_gouv_takes_gouvernance(curator):
    b.theme(name="démocratie", synonyms="gouvernement ouvert")
    b.theme(name="e-gouvernement")
    b.theme(name="gouvernance")
    lines = shown(curator, Theme, "parent", "gouv")
    assert [text for text, _detail, _also in lines] == ["gouvernance", "e-gouvernement", "démocratie"]


def test_organisations_say_their_kind(curator):
    b.organization(name="Ville de Brest", kind="public")
    b.organization(name="Ville en vue", kind="media", description="Un journal.")
    assert shown(curator, Appearance, "organization", "ville") == [
        ("Ville de Brest", "institution publique", ""),
        ("Ville en vue", "média · Un journal.", ""),
    ]


def test_events_say_their_days_and_their_town(curator):
    days = {"starts_on": date(2023, 3, 11), "ends_on": date(2023, 3, 12)}
    b.event(title="Assises du climat", city="Annecy", **days)
    b.event(title="Assises du climat", city="Brest", starts_on=date(2025, 3, 1))
    b.event(title="Cycle des assises", starts_on=None, kind=Event.Kind.SERIES)
    assert shown(curator, Quote, "event", "assises") == [
        ("Assises du climat", "1er mars 2025, Brest", ""),
        ("Assises du climat", "du 11 au 12 mars 2023, Annecy", ""),
        ("Cycle des assises", "cycle", ""),
    ]


def test_talks_say_their_event_and_their_day(curator):
    fair = b.event(title="Foire", starts_on=date(2024, 6, 1))
    b.talk(title="Ouverture", event=fair)
    b.talk(title="Ouverture", event=fair, starts_at=timezone.make_aware(datetime(2024, 6, 2, 9, 30)), position=1)
    b.talk(title="Ouverture", event=b.event(title="Veillée", starts_on=None))
    assert shown(curator, TalkLink, "target", "ouv") == [
        ("Ouverture", "Foire · 2 juin 2024, 9\u00a0h\u00a030", ""),
        ("Ouverture", "Foire · 1er juin 2024", ""),
        ("Ouverture", "Veillée", ""),
    ]


def test_sources_quotes_and_tweets_too(curator):
    b.source(title="Compte rendu", publisher="L’Écho", published_on=date(2024, 6, 3))
    b.source(title="Compte rendu de 2012", author="Anne Le Roux", published_in=2012)
    assert shown(curator, Quote, "source", "compte") == [
        ("Compte rendu", "L’Écho, 3 juin 2024", ""),
        ("Compte rendu de 2012", "Anne Le Roux, 2012", ""),
    ]
    b.tweet(text="La gare rouvre", handle="lea_d", posted_on=None)
    event = b.event(title="Foire")
    b.quote(text="La ville apprend.", event=event, speaker=b.speaker(name="Anne Le Roux"))
    assert shown(curator, QuoteLink, "target", "ville") == [("La ville apprend.", "Anne Le Roux · Foire", "")]
    b.tweet(text="La gare ferme", handle="lea_d", posted_on=date(2024, 6, 4), event=event)
    assert shown(curator, Quote, "tweet", "gare") == [
        ("@lea_d : La gare ferme", "@lea_d, 4 juin 2024", ""),
        ("@lea_d : La gare rouvre", "@lea_d", ""),
    ]


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, "2"])
def test_pages_follow_each_other_and_none_breaks(curator, number):
    for place in range(25):
        b.theme(name=f"ville {place:02}")
    found = picked(curator, Theme, "parent", "ville", page=number)
    names = [line["text"] for line in found["results"]]
    second = number == "2"
    assert names == [f"ville {place:02}" for place in (range(20, 25) if second else range(20))]
    assert found["pagination"] == {"more": not second}


# What each costs, besides four queries for the session, its user and what they may; the last of a creatable one is to
# know whether the name is there, and is asked where the list ends.
PICKERS = {
    "speaker": (Appearance, "speaker", 8),
    "organization": (Appearance, "organization", 3),
    "theme": (Theme, "parent", 3),
    "event": (Quote, "event", 2),
    "talk": (TalkLink, "target", 2),
    "source": (Quote, "source", 3),  # with the offer to make one
    "quote": (QuoteLink, "target", 2),
    "tweet": (Quote, "tweet", 2),
}


def crowd(rows):
    event = b.event(title="ville")
    for place in range(rows):
        person = b.speaker(name=f"ville {place}")
        person.aliases.create(name=f"cité {place}")
        b.organization(name=f"ville {place}")
        b.theme(name=f"ville {place}", parent=b.theme(name=f"sous-ville {place}"))
        talk = b.talk(title="ville", event=b.event(title="ville"), speakers=[person])
        b.quote(text="ville", talk=talk, speaker=person)
        b.tweet(text="ville", event=event)
        b.source(title="ville")


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_a_picker_costs_the_same_for_any_number_of_rows(curator, django_assert_max_num_queries, rows):
    crowd(rows)
    for model, field, cost in PICKERS.values():
        picked(curator, model, field, "ville")
        with django_assert_max_num_queries(4 + cost):
            assert picked(curator, model, field, "ville")["results"]


# What was chosen


def test_what_was_chosen_is_told_apart_in_the_form(curator):
    person = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    event = b.event(title="Foire", city="Brest")
    quote = b.quote(speaker=person, event=event, themes=[b.theme(name="ville", description="Où l’on vit.")])
    page = curator.get(f"/admin/quotes/quote/{quote.pk}/change/").content.decode()
    assert 'data-detail="maire de Brest">Henri Jourdain — maire de Brest</option>' in page
    assert 'data-detail="8 juillet 2015, Brest">Foire — 8 juillet 2015, Brest</option>' in page
    assert 'title="ville — Où l’on vit."' in page


@pytest.mark.parametrize("kind", ["quote", "event"])
def test_html_allows_every_label_and_option_of_a_form(curator, kind):
    row = b.quote(talk=b.talk(speakers=[b.speaker()]))
    app, key = ("quotes", "add") if kind == "quote" else ("events", f"{row.event.pk}/change")
    page = html.fromstring(curator.get(f"/admin/{app}/{kind}/{key}/").content)
    assert not page.xpath("//input[@type='hidden' and @id=//label/@for]/@id")
    assert not page.xpath("//option[not(normalize-space()) and not(@label)]")
    assert not page.xpath("//select[@required and not(@multiple) and not(option[1]/@value='')]/@name")


def test_and_again_after_a_mistake(curator):
    person = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    address = "/admin/quotes/quote/add/"
    again = curator.post(address, posted(curator.get(address), text="", speaker=str(person.pk)))
    assert again.status_code == 200
    assert "Henri Jourdain — maire de Brest</option>" in again.content.decode()


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "\0"])
def test_what_is_no_record_is_refused_in_words(curator, key):
    address = "/admin/quotes/quote/add/"
    sent = posted(curator.get(address), text="La ville apprend.", attribution="une élue", speaker=key, themes=[key])
    again = curator.post(address, sent)
    assert {"speaker", "themes"} <= set(again.context["adminform"].form.errors)


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_a_form_asks_at_once_for_all_that_its_pickers_show(curator, django_assert_max_num_queries, rows):
    talk = b.talk(speakers=[b.speaker() for _ in range(rows)])
    talk.appearances.update(organization=b.organization())
    address = f"/admin/events/talk/{talk.pk}/change/"
    curator.get(address)
    with django_assert_max_num_queries(28):
        assert curator.get(address).content.decode().count('data-detail="aucune') == 0


def test_the_two_records_of_a_merge_are_told_apart(curator):
    person = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    page = curator.get(f"/admin/speakers/speaker/merge/?one={person.pk}").content.decode()
    assert "Henri Jourdain — maire de Brest</option>" in page


# Filters of the lists


def test_the_filters_of_a_list_tell_people_and_events_of_one_name_apart(curator):
    for headline, year in (("maire de Brest", 2023), ("chercheur", 2025)):
        event = b.event(title="Assises du climat", starts_on=date(year, 3, 12))
        quote = b.quote(speaker=b.speaker(name="Henri Jourdain", headline=headline), event=event)
    chosen = {"speaker__id__exact": quote.speaker_id, "event__id__exact": quote.event_id}
    page = curator.get("/admin/quotes/quote/", chosen)
    pickers = [spec.picker for spec in page.context["cl"].filter_specs if hasattr(spec, "picker")]
    told = [re.findall(r">([^<>]+)</option>", picker) for picker in pickers]
    assert told == [[], ["Assises du climat — 12 mars 2025"], ["Henri Jourdain — chercheur"]]
