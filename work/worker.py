"""The worker: django-tasks-db's own, which tries again what failed and outlives a database that is away."""

import logging
import os
import socket
import time

from django.db import Error, connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands import db_worker

from .models import Job, Status

PAUSE = 5  # seconds before a database that does not answer is asked again

logger = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """`until_idle` ends it once nothing is due; `beside` is the pid of a parent process with which it ends."""

    def __init__(self, *, until_idle=False, beside=None):
        self.beside = beside
        self.host = socket.gethostname()[:40]
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=until_idle,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{self.host}-{os.getpid()}",
        )

    @property
    def running(self):
        return self._is_wanted and self.beside in (None, os.getppid())

    @running.setter
    def running(self, is_wanted):
        self._is_wanted = is_wanted

    def run(self):
        while self.running:
            try:
                self._take_up()
                return super().run()
            except Error as error:  # of its own questions: those of a job are the job's
                logger.warning("The database does not answer the worker: %s", type(error).__name__)
                connection.close()
                time.sleep(PAUSE)

    def run_task(self, row):
        super().run_task(row)
        job = Job.objects.get(pk=row.pk)
        if job.status != Status.FAILED:
            return
        if job.may_be_tried_again:
            job.postpone()
            logger.warning("%s failed (%s), tried again later", job.task_path, job.exception_class_path)
        else:
            # Not what the error says: it may hold names and addresses.
            where = [line.strip() for line in job.traceback.splitlines() if line.startswith('  File "')]
            logger.error("%s failed for good (%s): %s", job.task_path, job.exception_class_path, "; ".join(where))

    def _take_up(self):
        """What a worker that died here was at is done again; unless it was what killed the worker each time."""
        for job in Job.objects.abandoned(self.host):
            if job.may_be_tried_again:
                job.take_up()
            else:
                job.set_failed(RuntimeError("The worker died of it."))
