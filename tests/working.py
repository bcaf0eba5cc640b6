"""Doing at once, in a test, what the site left to its worker."""

from unittest.mock import patch

from django_tasks_db.management.commands import db_worker

from work.models import Job
from work.worker import Worker


def work():
    """Do all that is due; what failed, and is tried later, waits."""
    with patch.object(db_worker, "close_old_connections"):  # it would close the transaction of the test
        Worker(until_idle=True).run()


def work_later():
    """Do what waits for a later hour, too."""
    for job in Job.objects.retried():
        job.run_after = job.enqueued_at
        job.save()
    work()
