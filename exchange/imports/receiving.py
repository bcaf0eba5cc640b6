"""What a curator brings is read, then written, perhaps taken back: each in the worker, which may do it twice."""

import re
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.models import Import
from exchange.posts.told import NoAccount, PostsFile
from exchange.programmes.told import ProgrammeFile, WrongEvent
from reading.archives import formats as archives
from reading.archives.archive import Wanted
from reading.programmes import formats, table
from reading.programmes.opening import MAX_BYTES
from reading.programmes.programme import UnreadableProgramme
from recaps.fetching import Unfetchable, fetch
from search.indexing import refresh
from work.bounds import Exhausted, within
from work.jobs import URGENT, job, still_permitted

from . import words
from .applying import Undecided
from .importing import bring_in, take_back
from .planning import Plan
from .reporting import report_of
from .undoing import StillNeeded

ANY_TYPE = re.compile(".*", re.DOTALL)  # servers say all kinds of things of .ics, .csv and .xlsx
POSTS = "posts"  # the reader of archives, whose they are
SECONDS = 120  # of the processor, that one file may take to be read
WRONG_EVENT = gettext_lazy(
    "Ce fichier dit plusieurs évènements, ou aucun : il ne peut être celui que vous avez choisi."
)
NO_ACCOUNT = gettext_lazy(
    "Ce fichier ne dit pas de quel compte il est : donnez l’archive entière (ZIP), ou l’identifiant du compte."
)

State = Import.State


UNREADABLE = (UnreadableProgramme, WrongEvent, NoAccount)


class NoColumns(ValueError):
    """It is a table of which nobody said yet what its columns are."""


@transaction.atomic
def receive(*, by, file=None, address="", event=None, reader="", wanted=None):
    """The `Import` of a file, or of what is at an address, which the worker is to read."""
    batch = Import(by=by, address=address, event=event, reader=reader, wanted=wanted or {})
    if file:
        batch.name = file.name[-200:]
        batch.hold(file.read())
    batch.save()
    read_import.enqueue(batch.pk)
    return batch


def ask(batch, state, task, *args, **values):
    """Have the worker do `task` to an import that is in `state` from now on; why it was refused before is over."""
    with transaction.atomic():
        batch.enter(state, refusal="", **values)
        task.enqueue(batch.pk, *args)


@job(gettext_lazy("lire un fichier à importer"), tries=2, priority=URGENT)
def read_import(pk):
    """Read the import of key `pk`, and say what it would do, unless that is done."""
    batch = Import.objects.filter(pk=pk, state__in=Import.TO_READ).first()
    if batch is None:
        return
    try:
        if not batch.content:
            _fetch(batch)
        batch.enter(State.READING)
        with within(SECONDS):
            file = file_of(batch)
            batch.enter(State.READING, size=len(file.told))
            plan = Plan(file, choices=batch.choices)
    except NoColumns:
        batch.enter(State.COLUMNS)
    except (*UNREADABLE, Unfetchable, Exhausted) as error:
        batch.finish(State.REFUSED, refusal=str(refusal(error)))
    else:
        batch.enter(State.PLANNED, report=report_of(plan) | {"questions": questions_of(plan, again=True)})


@job(gettext_lazy("importer un fichier"), tries=3, priority=URGENT)
def write_import(pk, by):
    """Write what the import of key `pk` says, by the account of key `by`; where a new question came up, it is asked
    first."""
    batch = Import.objects.filter(pk=pk, state__in=Import.TO_WRITE).first()
    if batch is None:
        return
    account = still_permitted(by, "exchange.change_import")
    if sentence := _why_not(batch, account):
        batch.enter(State.PLANNED if batch.report else State.REFUSED, refusal=sentence)
        return
    batch.begin(State.WRITING)
    try:
        bring_in(file_of(batch), batch, by=account)
    except Undecided as error:
        batch.enter(State.PLANNED, report=report_of(error.plan) | {"questions": questions_of(error.plan)})
    else:
        refresh()  # whoever writes much keeps no reader waiting for it


@job(gettext_lazy("annuler un import"), tries=3, priority=URGENT)
def undo_import(pk, by):
    """Take back the import of key `pk`, by the account of key `by`."""
    batch = Import.objects.without_file().filter(pk=pk, state=State.UNDOING).first()
    if batch is None:
        return
    account = still_permitted(by, "exchange.change_import")
    if account is None:
        batch.enter(State.DONE, refusal=_("Qui a demandé l’annulation n’en a plus le droit : rien n’est annulé."))
        return
    batch.begin(State.UNDOING)
    try:
        take_back(batch, by=account)
    except StillNeeded as error:
        batch.enter(State.DONE, refusal=still_needed(error))
    else:
        refresh()


def _why_not(batch, account):
    """Why nothing is written of what `account` asked for, as a sentence; empty if nothing forbids it."""
    if account is None:
        return _("Qui a demandé l’import n’en a plus le droit : rien n’est importé.")
    if batch.event_id and not batch.event:  # it may come back: another one made of the file would be its double
        return _("L’évènement choisi est supprimé : rien n’est importé. Rétablissez-le d’abord.")
    return ""


def file_of(batch, *, guesses=False):
    """What the file tells, a `File`. Raises one of `UNREADABLE`, and `NoColumns` unless one `guesses`."""
    content = bytes(batch.content)
    if batch.reader == POSTS or not batch.reader and archives.is_archive(content):
        return _posts(batch, content)
    return ProgrammeFile(programme_of(batch, guesses=guesses), event=batch.event)


def _posts(batch, content):
    """The `PostsFile` of an archive. What was answered of the last one of that network holds."""
    asked, zone = batch.wanted, {"zone": batch.event.time_zone} if batch.event else {}
    since, until = (asked.get(name) and date.fromisoformat(asked[name]) for name in ("since", "until"))
    archive = archives.read(content, wanted=Wanted(tuple(asked.get("hashtags", ())), since, until), **zone)
    file = PostsFile(archive, event=batch.event, handle=asked.get("handle", ""))
    choices = Import.objects.choices_of(POSTS, file.system) | batch.choices
    batch.enter(batch.state, system=file.system, reader=POSTS, choices=choices)
    return file


def programme_of(batch, *, guesses=False):
    """The `Programme` of the file. Raises `UnreadableProgramme`.

    Raises `NoColumns` of a table that was not known before, unless one `guesses` what its columns say.
    """
    content, name = bytes(batch.content), batch.name.rpartition(".")[0] or batch.name
    found = formats.FORMATS.get(batch.reader) or formats.format_of(content)
    told = told_by(batch.event, found) if batch.event and found else {}
    if found and found.name == "table":
        programme = table.read(content, _mapping(batch, content, guesses=guesses), name=name, **told)
    elif found and found.lacks_event:
        programme = found.read(content, name=name, **told)
    elif found:
        programme = found.read(content, **told)
    else:
        raise UnreadableProgramme(formats.UNKNOWN)
    batch.enter(batch.state, system=programme.system, reader=found.name)
    return programme


def told_by(event, format):
    """What an event of the base tells to whoever reads a file of that format: its time zone, and its days."""
    days = {"days": (event.starts_on, event.last_day)} if format.asks_days else {}
    return {"zone": event.time_zone} | days


def _mapping(batch, content, *, guesses):
    """What the columns say: as somebody said of this file, or of the last one that had the same."""
    if batch.mapping:
        return batch.mapping
    columns = table.columns(content)
    digest = sha256("\n".join(columns.headers).encode()).hexdigest()
    shown = {"headers": columns.headers, "examples": columns.examples, "guesses": columns.mapping}
    mapping = Import.objects.mapping_of(digest) or (columns.mapping if guesses else {})
    batch.enter(batch.state, headers=digest, columns=shown, mapping=mapping, reader="table")
    if not batch.mapping:
        raise NoColumns
    return batch.mapping


def _fetch(batch):
    batch.enter(State.FETCHING)
    page = fetch(batch.address, types=ANY_TYPE, most=MAX_BYTES)
    batch.hold(page.data)
    name = page.address.partition("?")[0].rstrip("/").rpartition("/")[2][-200:]
    batch.enter(
        State.READING, content=batch.content, sha256=batch.sha256, name=batch.name or name or batch.address[:200]
    )


def questions_of(plan, *, again=False):
    """[{"subject", "kind", "name", "told", "is_sought", "records"}, …]: what is to be chosen, the likeliest first.

    With `again`, also what an earlier answer settles, which may have been wrong.
    """
    return [
        {
            "subject": item.told[0].subject,
            "kind": item.kind,
            "name": item.name,
            "told": " · ".join(office for told in item.told for office in told.offices)[:200],
            "is_sought": item.told[0].is_sought,
            "records": [[record.pk, str(record)] for record in item.match.records],
        }
        for item in plan.questions + (plan.answered if again else [])
    ]


def refusal(error):
    """The sentence that says why a file could not be read."""
    if isinstance(error, UnreadableProgramme):
        return words.unreadable(error)
    if isinstance(error, Unfetchable):
        return words.NO_FETCH[error.code]
    return {WrongEvent: WRONG_EVENT, NoAccount: NO_ACCOUNT}.get(type(error), words.TOO_LONG_TO_READ)


def still_needed(error):
    sentence = _("Un import plus récent (« %(later)s », n° %(number)d) s’appuie sur celui-ci : annulez-le d’abord.")
    return sentence % {"later": error.later, "number": error.later.pk}
