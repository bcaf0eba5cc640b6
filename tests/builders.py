"""Rows for tests: plain functions, every argument by keyword, published unless said."""

from datetime import date, timedelta
from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from curation.models import Addressed, Status
from curation.saved import SavedList
from dossiers.models import Dossier, Share
from events.models import Appearance, Event, Reference, Talk
from members.models import User
from members.roles import ROLES
from quotes.models import Quote, Source, Tweet
from recaps.models import Proposal, Recap
from speakers.models import Organization, Speaker
from themes.models import Theme

PASSWORD = "un-mot-de-passe-de-test"
_number = count(1)


def user(*, role=None, verified=True, **fields):
    """An account; `role` is one of `members/roles.toml`, `verified` tells of its address."""
    fields = {"email": f"personne{next(_number)}@exemple.fr", "name": "Une personne"} | fields
    staff = bool(role) and ROLES[role].get("staff", False)
    person = User.objects.create_user(password=PASSWORD, is_staff=staff, **fields)
    EmailAddress.objects.create(user=person, email=person.email.lower(), verified=verified, primary=True)
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def theme(*, name=None, **fields):
    return _made(Theme, name=name or f"thème {next(_number)}", **fields)


def speaker(*, name=None, **fields):
    return _made(Speaker, name=name or f"Camille Martin {next(_number)}", **fields)


def organization(*, name=None, **fields):
    return _made(Organization, name=name or f"Association {next(_number)}", **fields)


def event(*, title=None, starts_on=date(2015, 7, 8), themes=(), **fields):
    return _made(Event, themes, title=title or f"Atelier {next(_number)}", starts_on=starts_on, **fields)


def talk(*, title=None, event=None, speakers=(), themes=(), **fields):
    event = event or globals()["event"]()
    row = _made(Talk, themes, title=title or f"Exposé {next(_number)}", event=event, **fields)
    for place, person in enumerate(speakers):
        Appearance.objects.create(event=event, talk=row, speaker=person, position=place)
    return row


def reference(*, talk, label="618 000 élus", kind=Reference.Kind.FIGURE, themes=(), **fields):
    return _bearing(themes, Reference.objects.create(talk=talk, label=label, kind=kind, **fields))


def source(*, title=None, **fields):
    return _made(Source, title=title or f"Compte rendu {next(_number)}", **fields)


def quote(*, text=None, talk=None, event=None, speaker=None, themes=(), **fields):
    place = {"talk": talk, "event": talk.event if talk else event or globals()["event"]()}
    if not speaker:
        fields.setdefault("attribution", "une spectatrice")
    return _made(Quote, themes, text=text or f"des mots {next(_number)}", speaker=speaker, **place, **fields)


def tweet(*, text=None, talk=None, event=None, themes=(), **fields):
    place = {"talk": talk, "event": talk.event if talk else event or globals()["event"]()}
    author = {"author_name": "Lab des Usages", "handle": "LabdesUsages", "posted_on": date(2015, 7, 9)}
    return _made(Tweet, themes, text=text or f"un tweet {next(_number)}", **place, **author | fields)


def recap(*, text=None, words="des mots dits", event=None, kind=Proposal.Kind.QUOTE, **fields):
    """(a recap, its one proposal: the place of `words` in the text)"""
    text = text or f"Camille Martin dit {next(_number)} fois « {words} » à la salle."
    row = Recap.objects.create(title="Compte rendu", canonical=text, pasted=text.encode(), event=event)
    start = text.index(words)
    fields = {"fields": {"speaker": "Camille Martin"}, "rule": "name-before", "cue": "dit"} | fields
    return row, row.proposals.create(kind=kind, start=start, end=start + len(words), confidence=0.95, **fields)


def dossier(*, owner=None, title="Gouvernance", records=(), **fields):
    """A member's dossier with an item a record, in that order."""
    row = Dossier.objects.create(owner=owner or user(role="member"), title=title, **fields)
    for record in records:
        row.add(record)
    return row


def share(*, dossier, expires_at=None, **fields):
    return Share.objects.create(dossier=dossier, expires_at=expires_at or timezone.now() + timedelta(days=7), **fields)


def saved_list(*, owner, name="Brouillons", narrowed=(("status__exact", "draft"),), of="quotes.quote", **fields):
    narrowed = [list(one) for one in narrowed]
    return SavedList.objects.create(owner=owner, of=of, name=name, narrowed=narrowed, **fields)


def _made(model, themes=(), *, status=Status.PUBLISHED, **fields):
    return _bearing(themes, _written(model(status=status, **fields)))


def _written(row):
    """`row`, in one query where `save` would look first, five times, at what a new row cannot have around it."""
    if getattr(row, "starts_at", None):  # the ends of other talks follow from it
        row.save()
        return row
    if isinstance(row, Addressed) and not row.slug:
        row.slug = row.free_slug()
    type(row).objects.bulk_create([row])
    del row.published_at  # which a trigger wrote: it is read when somebody asks
    return row


def _bearing(themes, row):
    """`row` with `themes`; it has none yet, so that one query will do, where taggit asks four."""
    if themes:
        through = row.themed.model
        through.objects.bulk_create(through(content_object=row, tag=theme) for theme in themes)
    return row
