"""What is done to all that somebody chose of a list: in sets, each of which stands once done; all is undone at once."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from work.jobs import URGENT, job
from work.models import Job

from . import audit, bulk, history
from .deeds import Deed
from .models import Status

AT_ONCE = 200  # records of a set
SETS = 20  # of one job: others have their turn after it, and each is tried as often as any job


@dataclass(frozen=True)
class Kind:
    """`do(change, keys)` changes the records of these keys, and returns a line of JSON for each that it changed;
    `undo(change, lines)` gives these back what they had, and returns how many of them that is."""

    label: str
    do: Callable
    undo: Callable
    publishes: bool = False  # or withdraws


KINDS: dict[str, Kind] = {}


class Length(models.Func):
    """Of a list of JSON."""

    function, output_field = "JSON_ARRAY_LENGTH", models.IntegerField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH")


class ListChangeQuerySet(models.QuerySet):
    def counted(self):
        """Each with the `number` of its records, and without their keys, which may be a hundred thousand."""
        return self.defer("asked", "journal").annotate(number=Length("asked"))


class ListChange(Deed):
    """The records of the keys `asked` are changed, of which `done` were looked at; the journal has a line for each that
    changed, of which `undone` were looked at again. Of those, `stayed` are as they were then: somebody
    has them otherwise since, or they are out of reach."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("type"))
    what = models.CharField(_("ce qui est fait"), max_length=20)
    options = models.JSONField(default=dict)
    asked = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0)

    objects = ListChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("modification groupée")
        verbose_name_plural = _("modifications groupées")
        ordering = ["-pk"]

    def __str__(self):
        number = number_format(self.number if hasattr(self, "number") else len(self.asked), force_grouping=True)
        return f"{self.kind.label}\u00a0: {number} {self.model._meta.verbose_name_plural}"

    @property
    def kind(self):
        return KINDS[self.what]

    @property
    def model(self):
        return self.content_type.model_class()

    @property
    def is_over(self):
        return self.undone == len(self.journal) if self.undone_at else self.done == len(self.asked)

    @cached_property
    def last_job(self):
        """The job that is at it, or was: None once its trace is gone."""
        return Job.objects.of(carry_on, self.pk).first()

    @property
    def is_given_up(self):
        """Whether that failed for good: nobody goes on, unless a person has it tried again."""
        return not self.is_over and (self.last_job is None or self.last_job.is_given_up)

    @property
    def untouched(self):
        """How many had it already, are out of reach, or are held by others."""
        return self.done - len(self.journal)

    @property
    def person(self):
        """Who asked for what is being done: None if the account is gone."""
        return self.undone_by if self.undone_at else self.by

    @property
    def may_publish(self):
        return self.person is not None and self.person.has_perm("curation.publish")

    def may(self, verb):
        """Whether the person may by now « add », « change » or « delete » such records."""
        needed = f"{self.content_type.app_label}.{get_permission_codename(verb, self.model._meta)}"
        return self.person is not None and self.person.has_perm(needed)

    def within_reach(self, keys, verb="change"):
        """The records of these keys of which the person may do so by now, locked."""
        records = bulk.locked(self.model, keys) if self.may(verb) else []
        return [record for record in records if not record.is_published or self.may_publish]


@transaction.atomic
def start(model, keys, what, *, by, **options):
    """Change the records of `model` of these keys: at once while they are few, else by the worker. A `ListChange`."""
    kind = ContentType.objects.get_for_model(model)
    change = ListChange.objects.create(content_type=kind, what=what, options=options, asked=keys, journal=[], by=by)
    audit.note("list-change", by=by, change=change.pk)
    _go_on(change, len(keys))
    return change


@transaction.atomic
def undo(change, *, by):
    """Take back what was done so far, and stop what was not. ValidationError if that was asked for already."""
    change = ListChange.to_undo(change.pk)
    change.note_undone(by=by)
    audit.note("list-change-undone", by=by, change=change.pk)
    _go_on(change, len(change.journal))


def _go_on(change, number):
    if number > bulk.A_FEW:
        carry_on.enqueue(change.pk)
    else:
        carry_on.call(change.pk)
        change.refresh_from_db()


@job(_("changer toute une liste"), tries=3, priority=URGENT)
def carry_on(pk):
    """Do, or undo, what is left of the `ListChange` of this key, wherever a worker that died was; beyond some sets, in
    another job."""
    for _set in range(SETS):
        if not _step(pk):
            return
    carry_on.enqueue(pk)


@transaction.atomic
def _step(pk):
    """Do, or undo, the next set; whether another one follows."""
    change = ListChange.objects.select_for_update(of=("self",)).select_related("by", "undone_by").get(pk=pk)
    if change.is_over:
        return False
    if change.undone_at:
        left = len(change.journal) - change.undone
        lines = change.journal[max(left - AT_ONCE, 0) : left]
        change.stayed += len(lines) - change.kind.undo(change, lines[::-1])
        change.undone += len(lines)
    else:
        keys = change.asked[change.done : change.done + AT_ONCE]
        change.journal += change.kind.do(change, keys)
        change.done += len(keys)
    change.save(update_fields=["journal", "done", "undone", "stayed"])
    return True


def _to(status):
    def do(change, keys):
        changed = bulk.set_status(change.model, keys, status, by=change.person) if change.may_publish else []
        return [record.pk for record in changed]

    return do


def _delete(change, keys):
    """The revisions by which they come back; those that others hang on stay."""
    made = []
    for record in change.within_reach(keys, "delete"):
        try:
            made.append(history.delete(record, by=change.person).pk)
        except models.ProtectedError:
            continue
    return made


def _restore(change, keys):
    """What does not fit any more stays among what was deleted; what came back otherwise since, or was forgotten, as
    it is."""
    deleted = history.deleted().filter(pk__in=keys).in_bulk() if change.may("add") else {}
    restored = 0
    for revision in (deleted[key] for key in keys if key in deleted):
        was_public = revision.snapshot[0]["fields"].get("status") == Status.PUBLISHED
        if was_public and not change.may_publish:
            continue
        with suppress(ValidationError, IntegrityError):
            history.restore(revision, by=change.person)
            restored += 1
    return restored


def _back_to(status):
    return lambda change, keys: len(_to(status)(change, keys))


KINDS["publish"] = Kind(_("Publier"), _to(Status.PUBLISHED), _back_to(Status.DRAFT), publishes=True)
KINDS["withdraw"] = Kind(_("Remettre en brouillon"), _to(Status.DRAFT), _back_to(Status.PUBLISHED), publishes=True)
KINDS["delete"] = Kind(_("Supprimer"), _delete, _restore)
