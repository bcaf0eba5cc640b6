"""What leaves by the API. Texts are as they are stored, without typography; moments carry their offset."""

from datetime import date, datetime, time
from typing import Generic, Literal, TypeVar

from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from events.attached import Document as DocumentRow
from events.attached import Partner as PartnerRow
from events.attached import Recording as RecordingRow
from events.models import Appearance
from events.models import Event as EventRow
from events.models import Talk as TalkRow
from quotes.models import Quote as QuoteRow
from quotes.models import Tweet as TweetRow
from speakers.models import Organization as OrganizationRow

T = TypeVar("T")


class Page(Schema, Generic[T]):
    items: list[T]
    next: str | None = Field(description=_("L’adresse de la suite ; rien à la fin."))


class Problem(Schema):
    """RFC 9457, whatever went wrong."""

    type: str
    title: str
    status: int
    detail: str


class Amiss(Problem):
    errors: dict[str, list[str]] = Field(
        {}, description=_("De chaque champ ce qui ne va pas ; de la ligne d’une liste, « people.0.role ».")
    )


class Reference(Schema):
    id: str = Field(description=_("L’adresse permanente, la même que « @id » dans les données liées."))
    api_url: str
    name: str


class Record(Schema):
    id: str = Field(description=_("L’adresse permanente, la même que « @id » dans les données liées."))
    api_url: str
    number: int
    license: str = Field(description=_("Si ce n’est pas celle des données du site."))
    published_at: datetime | None
    updated_at: datetime
    same_as: list[str] = Field(description=_("La même chose chez d’autres : « sameAs » des données liées."))


class PageRecord(Record):
    url: str = Field(description=_("La page du site."))


class Named(PageRecord):
    slug: str = Field(description=_("Ce que les filtres attendent ; il peut changer, l’ancien reste compris."))


class Partner(Schema):
    role: Literal[*PartnerRow.Role.values]
    organization: Reference


class Recording(Schema):
    kind: Literal[*RecordingRow.Kind.values]
    url: str
    language: str
    license: str
    duration: int | None = Field(description=_("En secondes."))


class Document(Schema):
    kind: Literal[*DocumentRow.Kind.values]
    url: str
    label: str


class Picture(Schema):
    url: str
    alt: str
    credit: str


class Event(Named):
    title: str
    kind: Literal[*EventRow.Kind.values]
    starts_on: date | None
    ends_on: date | None
    start_time: time | None
    end_time: time | None
    time_zone: str
    venue: str
    city: str
    country: str
    state: Literal[*EventRow.State.values]
    is_online: bool
    online_url: str
    organizer: Reference | None
    partners: list[Partner]
    part_of: list[Reference]
    themes: list[Reference]
    summary: str
    summary_en: str
    summary_is_ours: bool = Field(description=_("Avec les mots de la rédaction, et non de qui l’a fait."))
    hashtag: str
    website: str
    registration_url: str
    picture: Picture | None


class Person(Schema):
    """Somebody in a talk, as of that day."""

    name: str
    role: Literal[*Appearance.Role.values]
    job_title: str
    speaker: Reference | None
    organization: Reference | None


class Talk(Named):
    title: str
    title_is_ours: bool = Field(description=_("La source ne donne pas de titre."))
    kind: Literal[*TalkRow.Kind.values]
    is_also_keynote: bool
    event: Reference
    day: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    room: str
    state: Literal[*TalkRow.State.values]
    is_online: bool
    online_url: str
    track: str
    position: int
    language: str
    people: list[Person]
    themes: list[Reference]
    recordings: list[Recording]
    documents: list[Document]
    abstract: str
    abstract_en: str
    abstract_is_ours: bool = Field(description=_("Avec les mots de la rédaction, et non de qui l’a fait."))


class Speaker(Named):
    name: str
    sort_name: str
    aliases: list[str]
    headline: str
    biography: str
    website: str
    handle: str
    wikidata: str
    orcid: str


class Organization(Named):
    name: str
    kind: Literal[*OrganizationRow.Kind.values]
    description: str
    website: str
    handle: str
    wikidata: str


class Theme(Named):
    name: str
    label_en: str
    description: str
    synonyms: list[str]
    parent: Reference | None


class Quote(PageRecord):
    kind: Literal[*QuoteRow.Kind.values]
    text: str = Field(description=_("Les mots, sans guillemets autour ; mot pour mot si la nature est « verbatim »."))
    language: str
    translated_from: str
    speaker: Reference | None
    attribution: str = Field(description=_("Qui parle, comme la source le dit, si ce n’est personne que l’on nomme."))
    event: Reference
    talk: Reference | None
    source: Reference | None
    tweet: Reference | None
    themes: list[Reference]
    context: str
    heard_at_second: int | None


class Tweet(PageRecord):
    text: str
    language: str
    author_name: str
    handle: str
    speaker: Reference | None
    organization: Reference | None
    posted_on: date | None
    network: Literal[*TweetRow.Network.values]
    post_number: str
    post_url: str
    event: Reference
    talk: Reference | None
    source: Reference | None
    themes: list[Reference]
    mentioned_speakers: list[Reference]
    mentioned_organizations: list[Reference]


class Facet(Schema):
    value: str
    label: str
    count: int | None = Field(description=_("Rien, si tout n’a pas été compté."))


class Found(Schema):
    items: list[Quote | Tweet]
    count: int
    is_more: bool = Field(description=_("Il y en a plus que « count » ne dit."))
    facets: dict[str, list[Facet]]
    next: str | None


class Source(Record):
    title: str
    author: str
    publisher: str
    url: str
    archived_url: str
    published_on: date | None
    published_in: int | None
    language: str
    event: Reference | None
