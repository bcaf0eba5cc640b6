"""What may be written by the API: of each kind the fields, by the names of its form, and the rows that belong to it.

Fields say their kind alone: what is wrong with a value is for the form to say, in its own sentences.
"""

from dataclasses import dataclass, field
from typing import Annotated

from django.db import models
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from pydantic import ConfigDict, create_model

from curation.models import ExternalReference
from events.attached import Document, Recording
from events.models import Appearance, Event, Talk
from quotes.models import Quote, Tweet
from reading.formats import MAX_BYTES
from speakers.models import Speaker, SpeakerAlias

MOST = 100  # numbers of a list, and rows of a kind
MOST_KEY, MOST_NUMBER = 2**63 - 1, 2**31 - 1  # what columns hold
LONGEST = 100_000  # characters; forms have shorter bounds of their own
FORMATS = {models.DateField: "date", models.TimeField: "time"}
DESK = ("staff_note", "license")
REFERENCES = {"external_references": (ExternalReference, ("system", "identifier", "url"))}


@dataclass(frozen=True)
class Kind:
    """`rows` are {name: (model, its fields)}; `typed` tells of what its form takes otherwise than its column."""

    model: type
    title: str
    fields: tuple
    rows: dict = field(default_factory=dict)
    typed: dict = field(default_factory=dict)


KINDS = {
    "events": Kind(
        Event,
        _("Proposer un évènement"),
        (
            "title", "kind", "themes", "summary", "summary_en", "summary_is_ours", "part_of", "organizer",
            "starts_on", "ends_on", "start_time", "end_time", "venue", "city", "country", "time_zone", "state",
            "is_online", "online_url", "hashtag", "handle", "website", "registration_url", *DESK,
        ),
    ),
    "talks": Kind(
        Talk,
        _("Proposer une intervention"),
        (
            "event", "title", "title_is_ours", "kind", "is_also_keynote", "position", "themes", "abstract",
            "abstract_en", "abstract_is_ours", "day", "starts_at", "ends_at", "room", "track", "state", "language",
            "is_online", "online_url", *DESK,
        ),
        {
            "people": (Appearance, ("speaker", "role", "job_title", "organization", "described_as")),
            "recordings": (Recording, ("url", "kind", "duration", "language", "license")),
            "documents": (Document, ("url", "kind", "label")),
        },
        {"starts_at": "time", "ends_at": "time"},
    ),
    "speakers": Kind(
        Speaker,
        _("Proposer un intervenant"),
        ("name", "sort_name", "headline", "biography", "website", "handle", "wikidata", "orcid", *DESK),
        {"aliases": (SpeakerAlias, ("name",))},
    ),
    "quotes": Kind(
        Quote,
        _("Proposer une citation"),
        (
            "kind", "text", "event", "talk", "speaker", "attribution", "source", "tweet", "heard_at_second", "themes",
            "context", "language", "translated_from", "position", *DESK,
        ),
    ),
    "tweets": Kind(
        Tweet,
        _("Proposer un tweet"),
        (
            "text", "author_name", "handle", "network", "posted_on", "url", "event", "talk", "themes", "speaker",
            "organization", "mentioned_speakers", "mentioned_organizations", "source", "language", "number", *DESK,
        ),
    ),
}  # fmt: skip


class Closed(Schema):
    """What has a name that nobody expects is refused: it would else be lost."""

    model_config = ConfigDict(extra="forbid")


Words = Annotated[str, Field(max_length=LONGEST)]
Number = Annotated[int, Field(ge=0, le=MOST_NUMBER)]
Key = Annotated[int, Field(ge=1, le=MOST_KEY)]


class Article(Closed):
    """A text, or the address of a page: one of the two, as in the administration."""

    text: Annotated[str, Field(max_length=MAX_BYTES)] = Field("", description=_("Texte ou code HTML."))
    address: Words = Field("", description=_("La page sera demandée par le serveur."))


def schema_of(kind):
    """The schema of what a program sends: numbers of records, as the API has them, and words as a person types them."""
    fields = _fields(kind.model, kind.fields, kind.typed)
    for name, (model, names) in (kind.rows | REFERENCES).items():
        row = create_model(f"{model.__name__}Draft", __base__=Closed, **_fields(model, names))
        fields[name] = (list[row], Field([], max_length=MOST, description=model._meta.verbose_name_plural))
    sentence = _("Écrire même si une fiche semblable est déjà là.")
    fields["anyway"] = (bool, Field(False, description=sentence))
    return create_model(f"{kind.model.__name__}Draft", __base__=Closed, **fields)


def _fields(model, names, typed=None):
    return {name: _field(model._meta.get_field(name), (typed or {}).get(name)) for name in names}


def _field(column, typed):
    """(type, Field) of what a JSON value of the column is. None and "" say nothing, as an empty field of a form."""
    said = {"description": column.verbose_name}
    if column.many_to_many:
        return list[Key], Field([], max_length=MOST, **said)
    if isinstance(column, models.BooleanField):
        return bool, Field(column.get_default(), **said)
    extra, kind = {}, Key if column.is_relation else Number if isinstance(column, models.IntegerField) else Words
    if form := typed or next((name for of, name in FORMATS.items() if isinstance(column, of)), None):
        extra = {"json_schema_extra": {"format": form}}
    elif column.choices:
        extra = {"json_schema_extra": {"enum": [*dict(column.flatchoices), None]}}
    if column.blank or column.has_default():
        return kind | None, Field(None, **said, **extra)
    return kind, Field(..., **said, **extra)
