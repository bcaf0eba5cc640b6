"""The archive to be given away: what the public sees, and nothing that it does not."""

import csv
import json
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DataError, IntegrityError, models, transaction

from curation.stored import Stored
from events.models import Appearance, Event, TalkLink
from exchange.archive.chosen import Public, Whole
from quotes.models import QuoteLink, Tweet
from tests import builders as make
from tests.exchange.archive.world import picture, world

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "motcache"
# Of these the public sees some rows, and others not.
HIDDEN_TOO = {
    "curation.externalreference", "events.appearance", "events.document", "events.event", "events.recording",
    "events.reference", "events.talk", "events.talklink", "quotes.quote",
    "quotes.quotelink", "quotes.source", "quotes.tweet", "speakers.organization", "speakers.speaker",
    "speakers.speakeralias", "themes.theme",
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def mark_what_is_hidden():
    """Write the mark into every text of every hidden row that takes it; the models of which a row has it."""
    marked = set()
    for model in Whole(accounts=True).models():
        hidden = model._base_manager.all()
        if Public().holds(model):
            hidden = hidden.exclude(pk__in=Public().records(model).values("pk"))
        for pk in list(hidden.values_list("pk", flat=True)):
            for field in filter(may_be_marked, model._meta.concrete_fields):
                with suppress(IntegrityError, DataError), transaction.atomic():  # some may say a few things only
                    words = f"{MARK}{pk}"[: field.max_length or 99]
                    models.QuerySet(model).filter(pk=pk).update(**{field.attname: words})
                    marked.add(model._meta.label_lower)
    return marked


def test_a_note_of_the_staff_stays_with_them_and_a_licence_goes_with_the_record(tmp_path):
    make.quote(staff_note=MARK, license="CC BY 4.0")
    call_command("export_site", tmp_path / "public", verbosity=0, public=True)
    said = everything(tmp_path / "public")
    assert MARK not in said
    assert "CC BY 4.0" in said


def may_be_marked(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and not (field.choices or field.generated or isinstance(field, Stored))


def everything(folder):
    return "".join(
        f"{path} {path.read_bytes().decode(errors='replace')}" for path in folder.rglob("*") if path.is_file()
    )


def test_no_word_of_what_is_hidden_is_anywhere_in_it(tmp_path):
    rows = hidden_world()
    marked = mark_what_is_hidden()
    assert marked >= HIDDEN_TOO
    assert marked >= held() - {model._meta.label_lower for model in Public().models()}
    call_command("export_site", tmp_path / "whole", verbosity=0)
    call_command("export_site", tmp_path / "public", verbosity=0, public=True)
    assert MARK in everything(tmp_path / "whole")
    said = everything(tmp_path / "public")
    assert MARK not in said
    assert rows["hers"].text in said


def held():
    """The models with a text, and a row, that an archive of everything holds."""
    return {
        model._meta.label_lower
        for model in Whole(accounts=True).models()
        if any(map(may_be_marked, model._meta.concrete_fields)) and model._base_manager.exists()
    }


def hidden_world():
    """The world, and beside each kind of record that the public sees one that it does not."""
    rows = world()
    draft = make.event(title="brouillon", status="draft")
    talk = make.talk(event=draft, status="draft")
    make.reference(talk=talk)
    talk.external_references.create(system="pretalx", identifier="CACHE")
    TalkLink.objects.create(source=talk, target=rows["talk"], kind="echoes", note="note")
    hidden = make.speaker(status="draft", picture=picture())
    hidden.aliases.create(name="Autre Nom")
    quote = make.quote(talk=talk, source=make.source(status="draft"), speaker=hidden)
    QuoteLink.objects.create(source=quote, target=rows["hers"], kind="echoes", note="note")
    talk.recordings.create(url="https://exemple.fr/film")
    talk.documents.create(url="https://exemple.fr/planches")
    draft.partners.create(organization=rows["house"], role="sponsor")
    make.tweet(talk=talk)
    make.theme(status="draft")
    house = make.organization(status="draft")
    Appearance.objects.create(event=draft, speaker=hidden, organization=house, job_title="fonction", role="host")
    Event.objects.filter(pk=rows["event"].pk).update(organizer=house)
    Tweet.objects.filter(pk=rows["tweet"].pk).update(speaker=hidden, organization=house)
    return rows


def test_what_leads_to_something_hidden_leads_nowhere(tmp_path):
    rows = hidden_world()
    call_command("export_site", tmp_path / "public", verbosity=0, public=True)
    lines = (tmp_path / "public/fiches/events.event.jsonl").read_text().splitlines()
    [event] = [event for event in map(json.loads, lines) if event["id"] == rows["event"].pk]
    assert event["organizer"] is None


@pytest.mark.any_engine
@pytest.mark.parametrize("options", [{}, {"public": True}])
def test_its_spreadsheets_say_in_words_what_keys_mean(tmp_path, options):
    speaker, theme = make.speaker(name="Camille Martin"), make.theme(name="Énergie")
    event = make.event(title="=Rencontre", organizer=make.organization(name="Cachée", status="draft"))
    talk = make.talk(title="Un exposé", event=event, speakers=[speaker], themes=[theme])
    call_command("export_site", tmp_path / "archive", verbosity=0, **options)
    [said] = sheet(tmp_path / "archive/tableaux/interventions.csv")
    wanted = {"numéro": str(talk.pk), "titre": "Un exposé", "évènement": "'=Rencontre", "état": "publié"}
    wanted |= {"intervenants": "Camille Martin", "thèmes": "Énergie", "page": f"http://testserver/i/{talk.pk}"}
    assert wanted.items() <= said.items()
    [said] = sheet(tmp_path / "archive/tableaux/evenements.csv")
    assert said["organisateur"] == ("" if options else "Cachée")


def sheet(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_it_names_what_is_not_in_it_and_has_no_account_history_or_recap(tmp_path):
    world()
    call_command("export_site", tmp_path / "public", verbosity=0, public=True)
    said = json.loads((tmp_path / "public/archive.json").read_text())
    assert said["public"] is True
    assert {"members.user", "curation.revision", "recaps.recap", "dossiers.item", "alerts.alert"} <= said[
        "left_out"
    ].keys()
    assert not said["left_out"].keys() & said["models"].keys()


def test_it_can_be_loaded_and_shows_the_same_pages(tmp_path, client):
    rows = hidden_world()
    addresses = [rows[name].get_absolute_url() for name in ("talk", "her", "pauls", "event", "mention", "house")]
    before = {address: client.get(address).content for address in addresses}
    call_command("export_site", tmp_path / "public", verbosity=0, public=True)
    call_command("flush", interactive=False, verbosity=0)
    for path in settings.MEDIA_ROOT.rglob("*.*"):
        path.unlink()
    call_command("import_site", tmp_path / "public", verbosity=0)
    assert {address: client.get(address).content for address in addresses} == before
    call_command("check_visibility")


def test_what_other_systems_call_a_public_row_goes_with_it(tmp_path):
    make.talk().external_references.create(system="pretalx", identifier="8A6695")
    make.talk(event=make.event(status="draft")).external_references.create(system="pretalx", identifier="CACHE")
    call_command("export_site", tmp_path / "public", verbosity=0, public=True)
    lines = (tmp_path / "public/fiches/curation.externalreference.jsonl").read_text().splitlines()
    assert [json.loads(line)["identifier"] for line in lines] == ["8A6695"]
