import json
import re
from datetime import date, time, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from django.utils import timezone

from curation.models import Status
from events.models import Appearance, Event, Talk
from quotes.models import Quote
from speakers.models import SpeakerAlias
from tests import builders as make
from themes.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
HERE = "http://testserver"


def linked(client, path):
    """The nodes of the document: what the page is about, then its breadcrumbs."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/ld+json"
    assert response.json()["@context"] == "https://schema.org"
    return response.json()["@graph"]


def test_an_event_tells_its_programme_place_and_people(client):
    person = make.speaker(name="Camille Martin", slug="camille-martin")
    event = make.event(
        title="Atelier",
        slug="atelier",
        start_time=time(14, 30),
        venue="Hôtel de Ville",
        city="Issy-les-Moulineaux",
        organizer=make.organization(name="Forum", slug="forum"),
    )
    make.talk(event=event, title="Exposé", slug="expose", speakers=[person])
    Appearance.objects.create(event=event, described_as="une élue")
    body, crumbs = linked(client, "/evenements/atelier.json")
    assert body["@type"] == "Event"
    assert body["startDate"] == "2015-07-08T14:30:00+02:00"
    assert body["location"] == {
        "@type": "Place",
        "@id": f"{HERE}/e/{event.pk}#lieu",
        "name": "Hôtel de Ville",
        "address": {"@type": "PostalAddress", "addressLocality": "Issy-les-Moulineaux"},
    }
    assert body["organizer"]["url"] == f"{HERE}/organisations/forum/"
    assert [talk["name"] for talk in body["subEvent"]] == ["Exposé"]
    assert [who["url"] for who in body["subEvent"][0]["performer"]] == [f"{HERE}/intervenants/camille-martin/"]
    assert "contributor" not in body
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Accueil", "Évènements", "Atelier"]


def test_who_leads_a_talk_does_not_give_it(client):
    talk = make.talk(
        title="Exposé", slug="expose", event=make.event(slug="atelier"), speakers=[make.speaker(name="Camille Martin")]
    )
    Appearance.objects.create(event=talk.event, talk=talk, speaker=make.speaker(name="Luc Noir"), role="moderator")
    body, _ = linked(client, talk.get_absolute_url().rstrip("/") + ".json")
    assert [one["name"] for one in body["performer"]] == ["Camille Martin"]
    assert [one["name"] for one in body["contributor"]] == ["Luc Noir"]


def test_what_is_not_known_is_not_said(client):
    event = make.event(title="Atelier", slug="atelier", starts_on=None)
    body, _ = linked(client, "/evenements/atelier.json")
    assert body == {
        "@type": "Event",
        "@id": f"{HERE}/e/{event.pk}",
        "name": "Atelier",
        "url": f"{HERE}/evenements/atelier/",
    }


def test_an_event_says_if_it_is_put_off_and_how_one_attends(client):
    soon = timezone.localdate() + timedelta(days=3)
    event = make.event(
        slug="atelier", city="Issy", starts_on=soon, is_online=True, online_url="https://exemple.fr/direct"
    )
    for role in ("organizer", "sponsor"):
        event.partners.create(organization=make.organization(name=role), role=role)
    make.talk(event=event, slug="expose")
    body, _ = linked(client, "/evenements/atelier.json")
    assert "eventStatus" not in body
    assert body["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in body["location"]] == ["Place", "VirtualLocation"]
    assert (body["organizer"]["name"], body["sponsor"][0]["name"]) == ("organizer", "sponsor")
    event.state, event.city = Event.State.CANCELLED, ""
    event.save()
    for path in ("evenements/atelier", "interventions/expose"):
        body, _ = linked(client, f"/{path}.json")
        assert body["eventStatus"] == "https://schema.org/EventCancelled"
        assert body["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
        assert body["location"]["url"] == "https://exemple.fr/direct"
    event.starts_on = date(2015, 7, 8)
    event.save()
    assert "location" not in linked(client, "/evenements/atelier.json")[0]


def test_a_talk_tells_its_event_and_themes(client):
    theme = make.theme(name="gouvernance", slug="gouvernance")
    event = make.event(title="Atelier", starts_on=date(2015, 7, 8))
    make.talk(title="Exposé", slug="expose", event=event, themes=[theme])
    body, crumbs = linked(client, "/interventions/expose.json")
    assert body["superEvent"]["name"] == "Atelier"
    assert body["startDate"] == "2015-07-08"
    assert [(word["@type"], word["name"]) for word in body["about"]] == [("DefinedTerm", "gouvernance")]
    assert [step["name"] for step in crumbs["itemListElement"]][2:] == ["Atelier", "Exposé"]


def test_a_person_is_known_elsewhere(client):
    person = make.speaker(name="Camille Martin", slug="camille-martin", handle="camille", wikidata="Q42")
    SpeakerAlias.objects.create(speaker=person, name="C. Martin")
    body, _ = linked(client, "/intervenants/camille-martin.json")
    assert body["@type"] == "Person"
    assert body["alternateName"] == ["C. Martin"]
    assert body["sameAs"] == ["https://twitter.com/camille", "http://www.wikidata.org/entity/Q42"]


def test_what_other_systems_call_a_thing_is_the_same_thing(client):
    theme = make.theme(slug="eau")
    talk = make.talk(slug="expose", event=make.event(slug="atelier", website="https://atelier.exemple.fr/"))
    quote, tweet = make.quote(), make.tweet(url="https://x.com/a/status/1")
    records = {
        "/themes/eau.json": theme, "/interventions/expose.json": talk, "/evenements/atelier.json": talk.event,
        f"/citations/{quote.pk}.json": quote, f"/tweets/{tweet.pk}.json": tweet,
    }  # fmt: skip
    for record in records.values():
        record.external_references.create(system="HAL", identifier="x", url="https://hal.exemple.fr/x")
        record.external_references.create(system="pretalx", identifier="no address")
        record.external_references.create(system="Wikidata", identifier="Q7")
    both = ["https://hal.exemple.fr/x", "http://www.wikidata.org/entity/Q7"]
    own = {talk.event: ["https://atelier.exemple.fr/"], tweet: ["https://x.com/a/status/1"]}
    assert {path: linked(client, path)[0]["sameAs"] for path in records} == {
        path: [*own.get(record, []), *both] for path, record in records.items()
    }


def test_only_verbatim_words_are_a_quotation(client):
    person = make.speaker(name="Camille Martin")
    source = make.source(title="Compte rendu", url="https://exemple.fr/a", author="Lab")
    said = make.quote(text="la ville vit", speaker=person, source=source)
    told = make.quote(text="la ville serait vivante", speaker=person, kind=Quote.Kind.PARAPHRASE)
    body, _ = linked(client, f"/citations/{said.pk}.json")
    assert (body["@type"], body["text"], body["creator"]["name"]) == ("Quotation", "la ville vit", "Camille Martin")
    assert body["isBasedOn"][0]["url"] == "https://exemple.fr/a"
    assert body["recordedAt"]["@type"] == "Event"
    body, _ = linked(client, f"/citations/{told.pk}.json")
    assert body["@type"] == "CreativeWork"
    assert "creator" not in body


@pytest.mark.parametrize(("kind", "known_as"), [("verbatim", "Quotation"), ("paraphrase", "CreativeWork")])
def test_what_is_translated_is_the_translation_of_something(client, kind, known_as):
    body, _ = linked(client, f"/citations/{make.quote(kind=kind, translated_from='en').pk}.json")
    assert body["translationOfWork"] == {"@type": known_as, "inLanguage": "en"}


@pytest.mark.parametrize("told_by", ["le compte rendu de la table ronde", "plusieurs participants", "une élue"])
def test_who_has_no_record_is_no_person_that_a_machine_could_name(client, told_by):
    source = make.source(title="Compte rendu", author="La rédaction")
    said = make.quote(attribution=told_by, source=source)
    told = make.quote(attribution=told_by, kind=Quote.Kind.PARAPHRASE)
    for quote in (said, told):
        body, _ = linked(client, f"/citations/{quote.pk}.json")
        assert body["creditText"] == told_by
        assert '"Person"' not in json.dumps(body)
        assert body.keys() & {"creator", "contributor", "author"} == set()
    body, _ = linked(client, f"/citations/{said.pk}.json")
    assert body["isBasedOn"][0]["creditText"] == "La rédaction"
    body, _ = linked(client, f"/tweets/{make.tweet(author_name='La tribu', handle='tribu').pk}.json")
    assert (body["creditText"], "author" in body) == ("La tribu (@tribu)", False)


def test_a_tweet_is_a_posting_by_the_name_it_showed(client):
    person = make.speaker(slug="camille")
    tweet = make.tweet(text="un tweet", speaker=person)
    body, _ = linked(client, f"/tweets/{tweet.pk}.json")
    assert body["@type"] == "SocialMediaPosting"
    assert body["author"] == {
        "@type": "Person",
        "@id": f"{HERE}/p/{person.pk}",
        "name": "Lab des Usages",
        "alternateName": "@LabdesUsages",
        "url": f"{HERE}/intervenants/camille/",
    }
    assert body["datePublished"] == "2015-07-09"


@pytest.mark.parametrize("status", Status)
def test_who_writes_for_an_organisation_is_not_the_organisation(client, status):
    house = make.organization(slug="forum", status=status)
    tweet = make.tweet(speaker=make.speaker(), organization=house, author_name="Le forum")
    body, _ = linked(client, f"/tweets/{tweet.pk}.json")
    known = {"@id": f"{HERE}/o/{house.pk}", "url": f"{HERE}/organisations/forum/"} if house.is_published else {}
    assert body["author"] == {
        "@type": "Organization", "name": "Le forum", "alternateName": "@LabdesUsages", **known,
    }  # fmt: skip


def test_drafts_are_in_no_document(client):
    theme = make.theme(slug="gouvernance")
    hidden_theme = make.theme(name="brouillon", status=Status.DRAFT)
    hidden = make.speaker(name="brouillon de personne", slug="cachee", status=Status.DRAFT)
    house = make.organization(name="brouillon de maison", slug="maison", status=Status.DRAFT)
    event = make.event(slug="atelier", organizer=house, themes=[hidden_theme])
    talk = make.talk(event=event, slug="expose", themes=[theme, hidden_theme], speakers=[hidden])
    make.talk(title="brouillon d’exposé", event=event, slug="cache", status=Status.DRAFT, themes=[theme])
    Appearance.objects.create(event=event, talk=talk, organization=house)
    tweet = make.tweet(event=event, talk=talk, speaker=hidden, organization=house, themes=[hidden_theme])
    quote = make.quote(talk=talk, themes=[hidden_theme])
    shown = [f"citations/{quote.pk}", f"tweets/{tweet.pk}", "evenements/atelier", "interventions/expose"]
    for path in [*shown, "themes/gouvernance"]:
        assert "brouillon" not in json.dumps(linked(client, f"/{path}.json"), ensure_ascii=False)
    said = make.quote(speaker=hidden)
    for path in [f"citations/{said.pk}", "intervenants/cachee", "organisations/maison", "interventions/cache"]:
        assert client.get(f"/{path}.json").status_code == 404


def test_a_former_address_leads_to_the_document_of_today(client):
    event = make.event(slug="atelier")
    event.slug = "autre-nom"
    event.save()
    assert client.get("/evenements/atelier.json").headers["Location"] == "/evenements/autre-nom.json"


def test_words_cannot_end_the_script_that_carries_them():
    data = {"@graph": [{"text": "</script><script>alert('&')</script>"}]}
    html = Template("{% load jsonld %}{% linked_data data %}").render(Context({"data": data}))
    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)[1]
    assert not set("<>&") & set(inside)
    assert json.loads(inside) == data


def test_a_shared_link_shows_the_quote(rf):
    picture = {"url": f"{HERE}/citations/1.png", "caption": 'la "ville" vit'}
    quote = {"@type": "Quotation", "text": "la ville vit", "url": f"{HERE}/citations/1-la-ville-vit/", "image": picture}
    data = {"@graph": [quote]}
    context = Context({"request": rf.get("/"), "site_name": "Le site", "data": data})
    html = Template("{% load jsonld %}{% opengraph data %}").render(context)
    assert '<meta property="og:image:alt" content="la &quot;ville&quot; vit">' in html
    assert '<meta property="og:type" content="article">' in html
    assert f'<meta property="og:url" content="{HERE}/citations/1-la-ville-vit/">' in html


def test_what_is_named_has_one_name_under_every_host_and_in_every_language(client, settings):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://savoirs.example.org"
    person, theme = make.speaker(slug="camille"), make.theme(slug="gouvernance")
    talk = make.talk(slug="expose", event=make.event(slug="atelier"), speakers=[person], themes=[theme])
    quote, tweet = make.quote(talk=talk, speaker=person), make.tweet(talk=talk)
    names = {
        "evenements/atelier": f"/e/{talk.event_id}",
        "interventions/expose": f"/i/{talk.pk}",
        f"citations/{quote.pk}": f"/c/{quote.pk}",
        f"tweets/{tweet.pk}": f"/tweets/{tweet.pk}/",
        "intervenants/camille": f"/p/{person.pk}",
        "themes/gouvernance": f"/t/{theme.pk}",
    }
    for path, name in names.items():
        asked = [(path, "un.example"), (path, "deux.example"), (f"en/{path}", "un.example")]
        answers = [client.get(f"/{page}.json", headers={"host": host}).content.decode() for page, host in asked]
        assert answers[0] == answers[1]
        assert {json.loads(answer)["@graph"][0]["@id"] for answer in answers} == {f"https://savoirs.example.org{name}"}
        assert "un.example" not in "".join(answers)
    for path in ("interventions/expose", f"citations/{quote.pk}"):
        files = [client.get(f"/{path}.ris", headers={"host": f"{host}.example"}).content for host in ("un", "deux")]
        assert files[0] == files[1]
        assert b"UR  - https://savoirs.example.org/" in files[0]
    calendars = [client.get("/evenements/atelier.ics", headers={"host": f"{host}.example"}) for host in ("un", "deux")]
    assert calendars[0].content == calendars[1].content
    page = client.get("/en/interventions/expose/", headers={"host": "un.example"}).content.decode()
    assert '<link rel="canonical" href="https://savoirs.example.org/en/interventions/expose/">' in page


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_documents_cost(client, django_assert_num_queries, number):
    theme = make.theme(slug="gouvernance")
    event = make.event(slug="atelier", organizer=make.organization())
    for _ in range(number):
        talk = make.talk(event=event, speakers=[make.speaker()], themes=[theme])
    ContentType.objects.get_for_models(Event, Talk, Theme)  # a process asks once
    with django_assert_num_queries(9):
        linked(client, "/evenements/atelier.json")
    with django_assert_num_queries(3):
        linked(client, "/themes/gouvernance.json")
    with django_assert_num_queries(7):
        linked(client, f"/interventions/{talk.slug}.json")
