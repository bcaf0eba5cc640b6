"""Text is cleaned at the door, whichever door it comes through."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.forms import modelform_factory

from curation.fields import Cleaned, ProseField, WebAddressField
from curation.keys import Derived
from curation.stored import Stored
from events.models import Talk
from members.models import User
from speakers.models import Organization
from tests import builders as make
from tests.test_architecture import RANK

pytestmark = pytest.mark.django_db

# What a program makes, and nobody types.
MADE = {
    "alerts.Alert.feed_key", "alerts.Alert.query", "alerts.Delivery.message_id",
    "curation.ContentVersion.mark", "curation.Lack.what", "curation.Noted.kind", "curation.Seeded.key",
    "curation.Seeded.system", "curation.ListChange.what", "curation.SavedList.of", "curation.Tally.what",
    "exchange.Import.headers", "exchange.Import.reader", "exchange.Import.refusal", "exchange.Import.sha256",
    "exchange.Import.system", "exchange.Written.key",
    "exchange.Answer.digest", "exchange.Answer.name", "exchange.ApiKey.digest", "exchange.ApiKey.prefix",
    "exchange.Webhook.secret",
    "dossiers.Item.nature", "dossiers.Share.key",
    "members.User.password",
    "privacy.Gone.key",
    "search.Word.folded", "search.Word.printed",
    "recaps.Arrival.refusal",
    "recaps.Recap.canonical", "recaps.Recap.digest", "recaps.Proposal.cue", "recaps.Proposal.rule",
    "work.Letter.sender",
}  # fmt: skip
# Each of these stopped a feed, or turned a line round; the last letter comes in two code points.
DIRTY = " \ufeffUn\x00e\x1b vi\x1dlle\u202e\x0bet\x0cdes\u2028lieux\r\nnomme\u0301s\uffff\ud800\t"
LINE, PROSE = "Une ville et des lieux nommés", "Une ville\net\ndes\nlieux\nnommés"


def texts():
    """Yield every field of the house's own models that holds characters."""
    for model in apps.get_models():
        if model._meta.app_label in RANK:
            for field in model._meta.local_concrete_fields:
                if isinstance(field, (models.CharField, models.TextField)):
                    yield field


def test_no_text_that_people_type_stands_in_a_plain_field():
    plain = {str(field) for field in texts() if not (isinstance(field, (Cleaned, Derived, Stored)) or field.choices)}
    assert plain == MADE


def test_every_field_cleans_what_is_typed_and_what_is_written():
    fields = {str(field): field for field in texts() if isinstance(field, Cleaned)}
    wanted = {name: PROSE if isinstance(field, ProseField) else LINE for name, field in fields.items()}
    assert {name: field.get_prep_value(DIRTY) for name, field in fields.items()} == wanted
    assert {name: field.to_python(DIRTY) for name, field in fields.items()} == wanted
    typed = {name: field.formfield().to_python(DIRTY) for name, field in fields.items() if field.editable}
    assert {
        name: text for name, text in typed.items() if not text.endswith(wanted[name])
    } == {}  # addresses get a scheme
    nothing = {name: field.get_db_prep_save(" \x1b\n", connection) for name, field in fields.items()}
    assert nothing == {name: None if field.null else "" for name, field in fields.items()}


def test_lines_of_verse_stay_lines_and_emoji_stay_whole():
    text = "premier  vers\u00a0;\n\n\tsecond vers 👩\u200d🌾"
    assert make.tweet(text=text).text == text


@pytest.mark.parametrize("write", ["save", "bulk_create", "update", "form"])
def test_every_way_of_writing_cleans(write):
    event = make.event()
    if write == "save":
        row = make.talk(event=event, title=DIRTY, abstract=DIRTY)
    elif write == "bulk_create":
        [row] = Talk.objects.bulk_create([Talk(event=event, title=DIRTY, abstract=DIRTY, slug="x")])
    elif write == "update":
        row = make.talk(event=event)
        Talk.objects.filter(pk=row.pk).update(title=DIRTY, abstract=DIRTY)
    else:
        Form = modelform_factory(Talk, fields=["event", "title", "abstract", "kind", "position", "language"])
        data = {
            "event": event.pk,
            "title": DIRTY,
            "abstract": DIRTY,
            "kind": "talk",
            "position": 0,
            "language": "fr\x1b",
        }
        row = Form(data).save()
    if write != "update":
        assert (row.title, row.abstract) == (LINE, PROSE)
    row.refresh_from_db()
    assert (row.title, row.abstract, row.language) == (LINE, PROSE, "fr")
    if write != "update":
        assert row.folded == "une ville et des lieux nommes une ville et des lieux nommes"


def test_nothing_is_looked_for_where_nothing_was_typed():
    make.organization(handle=None), make.organization(handle="None")
    assert not Organization.objects.filter(handle__iexact="\x1b").exists()
    Organization.objects.update(handle="\x1b ")
    assert Organization.objects.filter(handle=None).count() == 2


def test_a_form_measures_what_is_left():
    [field] = [field for field in texts() if str(field) == "events.Event.city"]
    typed = "e\u0301" * 60 + "\x1b" * 60
    assert field.formfield().clean(typed) == "é" * 60


def test_a_name_of_nothing_but_marks_is_no_name():
    Form = modelform_factory(User, fields=["name"])
    assert Form({"name": "\x1b\u202e\u200b"}).errors["name"]


def test_an_address_of_a_platform_fits_everywhere():
    long = "https://video.example/watch?list=" + "a" * 440
    for field in (field for field in texts() if isinstance(field, models.URLField)):
        assert isinstance(field, WebAddressField) and field.max_length == 500
        assert field.formfield().clean(long) == long


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@lea_d", "lea_d"),
        (" @lea@mastodon.example ", "lea@mastodon.example"),
        ("https://x.com/lea_d?lang=fr", "lea_d"),
        ("https://bsky.app/profile/lea-d.bsky.social", "lea-d.bsky.social"),
        ("https://mastodon.example/@lea", "lea@mastodon.example"),
        ("", None),
    ],
)
def test_an_account_is_kept_without_its_sign_or_address(typed, kept):
    form = modelform_factory(Organization, fields=["name", "handle"])({"name": "Forum", "handle": typed})
    assert form.is_valid(), form.errors
    assert form.save().handle == kept
    assert Organization.objects.filter(handle=typed).exists() == bool(kept)


@pytest.mark.parametrize("typed", ["lea d", "https://lea.example/", "https://www.youtube.com/@lea"])
def test_what_is_no_account_is_refused(typed):
    form = modelform_factory(Organization, fields=["name", "handle"])({"name": "Forum", "handle": typed})
    assert list(form.errors) == ["handle"]
