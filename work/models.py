from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from .jobs import kind_of, next_try

Status = TaskResultStatus


STATES = {
    Status.READY: _("en attente"),
    Status.RUNNING: _("en cours"),
    Status.SUCCESSFUL: _("fait"),
    Status.FAILED: _("échoué"),
}


class JobQuerySet(DBTaskResultQuerySet):
    def ask_for(self, task):
        """Have `task` done, which asks for no more than what is there to do: once, however often it is asked for."""
        if not self.is_asked_for(task):
            task.enqueue()

    def is_asked_for(self, task):
        return self.fresh().filter(task_path=task.module_path).exists()

    def of(self, task, *args):
        """The times that `task` was asked for with these arguments, the last one first."""
        asked = {"args": list(args), "kwargs": {}}
        return self.filter(task_path=task.module_path, args_kwargs=asked).order_by("-enqueued_at")

    def fresh(self):
        """Those that were never tried."""
        return self.filter(status=Status.READY, worker_ids=[])

    def retried(self):
        """Those that failed, and wait to be tried again."""
        return self.filter(status=Status.READY).exclude(worker_ids=[])

    def abandoned(self, host):
        """Those that a worker of this host was at when it died; there is no other worker on it now."""
        return [one for one in self.filter(status=Status.RUNNING) if one.worker_ids[-1].startswith(f"{host}-")]


class Job(DBTaskResult):
    """A row of the library's table, as our staff see it."""

    objects = JobQuerySet.as_manager()

    class Meta:
        proxy = True
        default_permissions = ("view", "change")
        verbose_name = _("travail de fond")
        verbose_name_plural = _("travaux de fond")

    def __str__(self):
        return str(self.kind.label)

    @cached_property
    def kind(self):
        return kind_of(self.task_path)

    @property
    def state_in_words(self):
        """Its state in words."""
        return STATES[self.status]

    @property
    def is_over(self):
        return self.status in (Status.SUCCESSFUL, Status.FAILED)

    @property
    def is_given_up(self):
        return self.status == Status.FAILED

    @property
    def due_at(self):
        """When it is tried next; None if that is at once, or not at all."""
        return self.run_after if self.status == Status.READY and self.tried else None

    @property
    def error(self):
        """What failed last, as « ServerAway: ConnectionRefusedError », or the sentence of what is hopeless."""
        name, _colon, words = self.traceback.strip().rpartition("\n")[2].partition(": ")
        name = name.rpartition(".")[2]
        return words if name == "Hopeless" else ": ".join(filter(None, [name, words]))

    @property
    def tried(self):
        """How often a worker began it."""
        return len(self.worker_ids)

    @property
    def may_be_tried_again(self):
        is_hopeless = self.exception_class_path.endswith(".Hopeless")
        return self.tried < self.kind.tries and not is_hopeless

    def take_up(self):
        """Have it tried again at once: it was not its fault."""
        self._wait(timezone.now())

    def postpone(self):
        """Have it tried again, later the more often it failed."""
        self._wait(next_try(self.tried))

    def try_again(self):
        """Have it tried as if it were new: staff mended what kept it from being done."""
        self.worker_ids = []
        self.take_up()

    def _wait(self, moment):
        self.status, self.run_after = Status.READY, moment
        self.save(update_fields=["status", "run_after", "worker_ids"])


class Letter(models.Model):
    """A mail that is to leave, as it is sent to the byte. It is gone once a mail server has it."""

    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    message = models.BinaryField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        # Staff may read this: not to whom, nor what.
        return f"{self.pk}"
