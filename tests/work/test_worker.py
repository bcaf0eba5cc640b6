"""`manage.py work` as a process of its own, on either engine."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from tests.alerts.smtp import serving
from tests.alerts.test_killed import database
from work.models import Job, Letter, Status
from work.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
