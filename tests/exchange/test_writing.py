"""Drafts by the API: the rules and sentences of the forms, in the name of whose key it is, and nothing published."""

import pytest
from django.contrib import admin
from django.test import Client

from curation.models import Revision, Status
from events.models import Event, Talk
from exchange import limits
from exchange.api.drafts import KINDS, REFERENCES
from exchange.models import Answer, ApiKey
from members.models import User
from quotes.models import Quote
from recaps.models import Recap
from speakers.models import Speaker
from tests import builders as make
from tests.working import work

pytestmark = pytest.mark.django_db
ARTICLE = "À Brest, Ana Duval, maire, a déclaré : « La ville se raconte à qui veut bien l’écouter le soir. »"


@pytest.fixture
def editor():
    return make.user(role="editor")


@pytest.fixture
def token(editor):
    return key_of(editor)


def key_of(person, scope=ApiKey.Scope.WRITE):
    return ApiKey(owner=person, name="Un script", scope=scope).draw()


def post(token, name, said, client=None, **headers):
    headers = {"Authorization": f"Bearer {token}"} | {one.replace("_", "-"): value for one, value in headers.items()}
    return (client or Client()).post(f"/api/v1/{name}", said, content_type="application/json", headers=headers)


def errors(response):
    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    return response.json()["errors"]


def quote(**said):
    return {"text": "« La ville se raconte. »", "event": make.event().pk, "attribution": "une élue"} | said


def test_a_quote_is_written_as_its_form_writes_it(token, editor):
    talk, theme, person = make.talk(), make.theme(), make.speaker()
    said = quote(event=talk.event.pk, talk=talk.pk, speaker=person.pk, themes=[theme.pk], heard_at_second=62)
    response = post(token, "quotes", said)
    row = Quote.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "kind": "quote", "number": row.pk, "name": "La ville se raconte.",
        "edit_url": f"http://testserver/admin/quotes/quote/{row.pk}/change/",
        "api_url": f"http://testserver/api/v1/quotes/{row.pk}",
    }  # fmt: skip
    assert (row.text, row.talk, row.speaker, row.heard_at_second) == ("La ville se raconte.", talk, person, 62)
    assert (row.kind, row.language, list(row.themes.all())) == ("verbatim", "fr", [theme])
    revision = Revision.objects.of(row).get()
    assert (revision.by, revision.action, revision.comment) == (editor, "added", "par l’API")


def test_each_kind_is_written_as_a_draft(token):
    event, person, house = make.event(), make.speaker(), make.organization()
    said = {
        "events": {"title": "Les rues", "kind": "workshop", "starts_on": "2015-07-08", "organizer": house.pk},
        "talks": {
            "title": "Compter", "event": event.pk, "starts_at": "14:30", "ends_at": "15:00",
            "people": [{"speaker": person.pk, "role": "moderator", "job_title": "maire", "organization": house.pk}],
            "recordings": [{"url": "https://video.exemple.fr/1"}], "documents": [{"url": "https://d.exemple.fr/1"}],
            "external_references": [{"system": "pretalx", "identifier": "8A6695"}],
        },
        "speakers": {"name": "Ana Duval", "wikidata": "Q42", "aliases": [{"name": "A. Duval"}]},
        "quotes": quote(),
        "tweets": {
            "text": "La rue.", "author_name": "Ana", "handle": "ana", "event": event.pk, "posted_on": "2015-07-08",
            "url": "https://x.com/ana/status/618", "mentioned_speakers": [person.pk],
        },
    }  # fmt: skip
    assert said.keys() == KINDS.keys()
    answers = {name: post(token, name, one) for name, one in said.items()}
    told = {name: (one.status_code, one.json().get("errors")) for name, one in answers.items()}
    assert told == dict.fromkeys(said, (201, None))
    made = {name: KINDS[name].model.objects.get(pk=answers[name].json()["number"]) for name in said}
    assert {row.status for row in made.values()} == {Status.DRAFT}
    assert {Client().get(one.json()["api_url"]).status_code for one in answers.values()} == {404}
    talk = made["talks"]
    assert (str(talk.when.starts_at), talk.recordings.get().url) == (
        "2015-07-08 14:30:00+02:00", "https://video.exemple.fr/1",
    )  # fmt: skip
    [place] = talk.appearances.all()
    assert (place.speaker, place.role, place.job_title, place.organization) == (person, "moderator", "maire", house)
    assert talk.external_references.get().identifier == "8A6695"
    assert made["speakers"].aliases.get().name == "A. Duval"
    assert (made["tweets"].number, list(made["tweets"].mentioned_speakers.all())) == ("618", [person])


@pytest.mark.any_engine
def test_every_field_that_is_documented_is_one_of_the_form(editor, rf):
    request = rf.post("/")
    request.user = editor
    lost = {}
    for name, kind in KINDS.items():
        page = admin.site.get_model_admin(kind.model)
        rows = {inline.model: formset.form.base_fields for formset, inline in page.get_formsets_with_inlines(request)}
        lost[name] = {*kind.fields} - page.get_form(request).base_fields.keys()
        for model, fields in (kind.rows | REFERENCES).values():
            lost[name] |= {*fields} - rows[model].keys()
    assert lost == dict.fromkeys(KINDS, set())


def test_nobody_publishes_by_it():
    token = key_of(make.user(role="administrator"))
    assert "status" in errors(post(token, "quotes", quote(status="published")))
    assert post(token, "quotes", quote()).status_code == 201
    assert Quote.objects.get().status == Status.DRAFT


def test_what_is_wrong_is_said_as_the_form_says_it(token):
    talk = make.talk()
    assert errors(post(token, "quotes", quote(talk=talk.pk, attribution=""))) == {
        "talk": ["Cette intervention n’est pas de cet évènement."],
        "": ["Il faut dire qui parle\xa0: un intervenant, ou l’attribution de la source."],
    }
    assert errors(post(token, "speakers", {"name": "Ana", "wikidata": "42"})) == {
        "wikidata": ["Un identifiant Wikidata, comme «\u202fQ42\u202f»."]
    }
    told = {"title": "Compter", "event": talk.event.pk, "people": [{"role": "king", "speaker": 1}, {"speaker": 10**9}]}
    assert set(errors(post(token, "talks", told))) == {"people.0.role", "people.0.speaker", "people.1.speaker"}
    assert not Quote.objects.exists()


def test_what_is_of_another_form_is_said_too(token):
    assert errors(post(token, "quotes", {"text": 3, "event": "x", "themes": 1, "colour": "red"})) == {
        "text": ["Un texte est attendu."], "event": ["Un nombre entier est attendu."],
        "themes": ["Une liste est attendue."], "colour": ["Il n’y a pas de champ de ce nom."],
    }  # fmt: skip
    assert errors(post(token, "quotes", {})) == {
        "text": ["Ce champ est obligatoire."], "event": ["Ce champ est obligatoire."],
    }  # fmt: skip
    assert "text" in errors(post(token, "quotes", '{"text": "\\ud800", "event": 1}'))
    assert post(token, "quotes", "{").status_code == 400


def test_sentences_are_in_the_language_that_is_asked_for(token):
    response = post(token, "quotes", {}, Accept_Language="en")
    assert errors(response)["text"] == ["This field is required."]
    assert response.headers["Content-Language"] == "en"


def test_what_is_there_already_is_told_and_written_only_if_one_insists(token):
    event, held = make.event(), make.speaker(name="Ana Duval")
    make.quote(text="La ville se raconte.", event=event)
    for name, said in (("quotes", quote(event=event.pk)), ("speakers", {"name": "Ana Duval"})):
        [sentence] = errors(post(token, name, said))[""]
        assert "<" not in sentence
        assert post(token, name, said | {"anyway": True}).status_code == 201
    assert Speaker.objects.exclude(pk=held.pk).get().name == "Ana Duval"
    assert Quote.objects.count() == 2


def test_an_identifier_that_is_said_twice_or_held_is_refused_where_it_stands(token):
    make.speaker(name="Anne Roy").external_references.create(system="HAL", identifier="1")
    make.organization().external_references.create(system="HAL", identifier="2")  # of another kind
    told = [{"system": "HAL", "identifier": str(number)} for number in (1, 2, 3, 3)]
    assert errors(post(token, "speakers", {"name": "Ana Duval", "external_references": told})) == {
        "external_references.0.identifier": ["«\u202fAnne Roy\u202f» porte déjà cet identifiant."],
        "external_references.3.identifier": ["Une autre ligne porte déjà cet identifiant."],
    }
    response = post(token, "speakers", {"name": "Ana Duval", "external_references": told[1:3]})
    assert response.status_code == 201


def test_an_address_that_another_post_has_is_told_without_a_link(token):
    tweet = make.tweet(url="https://x.com/a/status/1")
    said = {"text": "Un", "author_name": "A", "handle": "a", "event": tweet.event.pk, "url": tweet.url}
    [sentence] = errors(post(token, "tweets", said))["url"]
    assert "<" not in sentence


def test_the_same_asked_again_under_its_name_is_written_once(token):
    said = quote()
    first = post(token, "quotes", said, Idempotency_Key="un-1")
    again = post(token, "quotes", said, Idempotency_Key="un-1")
    assert (again.status_code, again.json(), Quote.objects.count()) == (201, first.json(), 1)
    assert post(token, "quotes", said | {"text": "Autre"}, Idempotency_Key="un-1").status_code == 409
    other = key_of(make.user(role="editor"))
    assert post(other, "quotes", said | {"text": "Autre"}, Idempotency_Key="un-1").status_code == 201
    assert post(token, "quotes", quote(text=""), Idempotency_Key="deux").status_code == 422
    assert post(token, "quotes", quote(text="Deux"), Idempotency_Key="deux").status_code == 201
    assert Answer.objects.count() == 3


def test_an_article_waits_for_a_person(token):
    response = post(token, "recaps", {"text": ARTICLE})
    recap = Recap.objects.get()
    page = f"http://testserver/admin/recaps/recap/{recap.pk}/change/"
    assert response.status_code == 201
    assert response.json() == {"state": "read", "number": recap.pk, "edit_url": page}
    assert recap.proposals.exists()
    assert (Quote.objects.count(), Speaker.objects.count()) == (0, 0)
    assert post(token, "recaps", {"text": ARTICLE}).json()["number"] == recap.pk
    assert errors(post(token, "recaps", {}))[""][0].startswith("Collez un texte")


def test_a_long_article_is_read_by_the_worker(token):
    found = post(token, "recaps", {"text": "\n\n".join(f"{ARTICLE} {place}" for place in range(400))}).json()
    assert (found["state"], found["number"]) == ("waiting", None)
    assert "/arrivees/" in found["edit_url"]
    work()
    assert Recap.objects.exists()


def test_a_key_that_reads_does_not_write(editor):
    assert post(key_of(editor, ApiKey.Scope.READ), "quotes", quote()).status_code == 403
    assert not Quote.objects.exists()


@pytest.mark.parametrize("name", [*KINDS, "recaps"])
def test_who_does_not_work_in_the_administration_writes_nothing(name):
    needed = {"events": ["title"], "talks": ["title", "event"], "speakers": ["name"], "recaps": ["text"]}
    said = dict.fromkeys(needed.get(name, ["text", "event", *(["author_name", "handle"] * (name == "tweets"))]), "1")
    assert post("cle_rien", name, said).status_code == 401
    member = make.user(role="member")
    assert post(key_of(member), name, said).status_code == 403
    User.objects.filter(pk=member.pk).update(is_staff=True)  # let in, with no right to anything
    assert post(key_of(member), name, said).status_code == 403


def test_roles_are_those_of_the_moment(token, editor):
    editor.groups.set(make.user(role="member").groups.all())
    assert post(token, "quotes", quote()).status_code == 403
    editor.is_active = False
    editor.save()
    assert post(token, "quotes", quote()).status_code == 403
    assert not Quote.objects.exists()


def test_a_second_factor_is_asked_of_keys_as_of_their_owners(token, settings):
    settings.STAFF_MFA_REQUIRED = True
    assert post(token, "quotes", quote()).status_code == 403


def test_an_open_session_is_no_key(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post("/api/v1/quotes", quote(), content_type="application/json")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert not Quote.objects.exists()


def test_a_key_needs_no_token_of_a_form(token):
    assert post(token, "quotes", quote(), client=Client(enforce_csrf_checks=True)).status_code == 201


def test_scripts_of_other_sites_may_read_and_not_write(client):
    asked = client.options("/api/v1/quotes", headers={"Origin": "https://autre.exemple"})
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    ("address", "method"),
    [("quotes", "put"), ("quotes/1", "post"), ("recaps", "get"), ("recaps", "head"), ("sources", "post")],
)
def test_other_methods_are_refused(client, token, address, method):
    response = getattr(client, method)(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}"})
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")


def test_keys_are_limited(token, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "key", 1)
    assert [post(token, "speakers", {"name": f"Ana {place}"}).status_code for place in range(2)] == [201, 429]


def test_what_was_written_is_not_kept_by_a_cache(token):
    assert "no-store" in post(token, "quotes", quote()).headers["Cache-Control"]


def test_all_of_it_is_written_or_nothing(token):
    event = make.event()
    assert post(token, "talks", {"title": "Compter", "event": event.pk, "recordings": [{"url": ""}]}).status_code == 422
    assert (Talk.objects.count(), Event.objects.count()) == (0, 1)


def test_the_documentation_and_the_document_say_how(client):
    found = client.get("/api/v1/openapi.json").json()
    assert {name for name, path in found["paths"].items() if "post" in path} == {
        f"/api/v1/{name}" for name in (*KINDS, "recaps")
    }
    draft = found["components"]["schemas"]["QuoteDraft"]
    assert (draft["required"], draft["additionalProperties"]) == (["text", "event"], False)
    told = {one["name"]: one["in"] for one in found["paths"]["/api/v1/quotes"]["post"]["parameters"]}
    assert told == {"Idempotency-Key": "header"}
    page = client.get("/api/").content.decode()
    assert "POST http://testserver/api/v1/quotes" in page
    assert 'id="QuoteDraft"' in page


def test_what_is_too_large_is_refused_as_all_else_is(token, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    response = post(token, "quotes", quote(context="long " * 300))
    assert (response.status_code, response.headers["Content-Type"]) == (413, "application/problem+json")
