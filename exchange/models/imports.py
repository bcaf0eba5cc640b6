"""A file that comes in: what it is, how far its import has come, what it said, and what it did to each record."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.fields import LastingKey, LineField, WebAddressField
from curation.models import Record
from events.models import Event

LONG = timedelta(minutes=1)  # for what takes its turn


class ImportQuerySet(models.QuerySet):
    def to_decide(self):
        return self.filter(state__in=(Import.State.COLUMNS, Import.State.PLANNED))

    def without_file(self):
        return self.defer("content")

    def choices_of(self, reader, system):
        """What was chosen when the last file of that system was written; nothing if none was."""
        rows = self.filter(reader=reader, system=system, state=Import.State.DONE).order_by("-pk")
        return rows.values_list("choices", flat=True).first() or {}

    def mapping_of(self, headers):
        """What the columns of a table said when one of these headers came in last; nothing if none did."""
        rows = self.filter(headers=headers, state=Import.State.DONE).exclude(mapping={}).order_by("-pk")
        return rows.values_list("mapping", flat=True).first() or {}


class Import(models.Model):
    """A programme, or an archive of posts, that was brought in.

    Its `report` says what it would do, then what it did (see `reporting`).

    `choices` are a curator's: {subject: pk of the record that it is, or `planning.NEW`}. Of a table, `columns` are its
    headers and first rows, `headers` their digest, and `mapping` what each says: {header: field}. Of an archive,
    `wanted` says which posts: {"hashtags", "since", "until", "handle"}, each of which may be missing.

    Of what a program is at, `size` is how many records it is about, `percent` how far it is, as far as that is told.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente d’être lu")
        FETCHING = "fetching", _("le fichier est demandé à son site")
        READING = "reading", _("le fichier est lu et comparé à la base")
        COLUMNS = "columns", _("ses colonnes sont à reconnaître")
        PLANNED = "planned", _("à relire avant d’être importé")
        QUEUED = "queued", _("import demandé")
        WRITING = "writing", _("import en cours")
        DONE = "done", _("importé")
        REFUSED = "refused", _("n’a pas pu être lu")
        UNDOING = "undoing", _("annulation en cours")
        UNDONE = "undone", _("annulé")

    TO_READ = (State.WAITING, State.FETCHING, State.READING)
    TO_WRITE = (State.QUEUED, State.WRITING)
    MOVING = (*TO_READ, *TO_WRITE, State.UNDOING)

    name = LineField(_("fichier"), max_length=200, blank=True)
    address = WebAddressField(_("adresse"), blank=True)
    content = models.BinaryField(_("contenu"))
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)
    system = models.CharField(_("système"), max_length=60, blank=True)
    reader = models.CharField(_("format"), max_length=30, blank=True)
    event = LastingKey(Event, blank=True, related_name="+", verbose_name=_("évènement"))
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.WAITING)
    refusal = models.TextField(_("ce qui n’alla pas"), blank=True)
    columns = models.JSONField(_("colonnes"), default=dict)
    headers = models.CharField(_("en-têtes"), max_length=64, blank=True, db_index=True)
    mapping = models.JSONField(_("ce que disent les colonnes"), default=dict)
    wanted = models.JSONField(_("messages voulus"), default=dict)
    choices = models.JSONField(_("choix"), default=dict)
    report = models.JSONField(_("rapport"), default=dict, encoder=DjangoJSONEncoder)
    since = models.DateTimeField(_("dans cet état depuis"), default=timezone.now)
    size = models.PositiveIntegerField(_("nombre de fiches"), default=0)
    percent = models.PositiveSmallIntegerField(_("part faite"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    at = models.DateTimeField(_("le"), auto_now_add=True)
    done_at = models.DateTimeField(_("importé le"), null=True)
    undone_at = models.DateTimeField(_("annulé le"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("annulé par")
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="import_by_state")]

    def __str__(self):
        return self.name or self.address

    @property
    def is_moving(self):
        """Whether a program is at it, or is to be."""
        return self.state in self.MOVING

    @property
    def is_late(self):
        """Whether it waits for a program longer than is usual."""
        return self.state in (self.State.WAITING, self.State.QUEUED) and timezone.now() - self.since > LONG

    @property
    def steps(self):
        """[(what is done, whether it is done, whether it is being done), …] of what a program is at."""
        ways = (self.TO_READ if self.address else (self.State.WAITING, self.State.READING), self.TO_WRITE)
        way = next((way for way in ways if self.state in way), (self.State.UNDOING,))
        here = way.index(self.state)
        return [(self.State(one).label, place < here, place == here) for place, one in enumerate(way)]

    def hold(self, content):
        self.content, self.sha256 = content, hashlib.sha256(content).hexdigest()

    def enter(self, state, **values):
        """Be in this state, and have these values, at once: whoever looks sees it."""
        values["state"] = state
        if state != self.state:
            values |= {"since": timezone.now(), "percent": 0}
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def begin(self, state):
        """Be at it from now on, maybe once more: how far a worker that died had come is true no more."""
        self.enter(state, since=timezone.now(), percent=0)

    def finish(self, state, **values):
        """Be over: the file has told all that it had."""
        self.enter(state, content=b"", **values)

    def stamp_done(self, report):
        self.finish(self.State.DONE, report=report, done_at=timezone.now())

    def stamp_undone(self, report, *, by):
        self.enter(self.State.UNDONE, report=report, undone_at=timezone.now(), undone_by=by)


class Written(Record):
    """What an import did to a record: whether it `made` it, else its snapshot `before`, None if it only noted it.

    `revision` is the key of the one in which its history has it; `said` is what files had said of it before.
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="written", verbose_name=_("import"))
    key = models.CharField(max_length=200)
    made = models.BooleanField(default=False)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    said = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    revision = models.PositiveBigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="written_of_record")]
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="written_once")]

    def __str__(self):
        return self.key
