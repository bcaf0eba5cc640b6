"""Any request to any address of the site, by anybody, is answered without an error of ours.

A short draw each time; `make fuzz REQUESTS=20000 SEED=7` draws more, and says the number of a request that failed:
`FUZZ_ONLY=…`, with the same seed, sends that one again.
"""

import os
import traceback
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests import builders as make
from tests.alerts.follows import follow
from tests.fuzz import ROLES, Fuzz
from tests.test_permissions import DEEDS, OWN, made, pages, table

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "600")) // len(ROLES)
SEED = os.environ.get("FUZZ_SEED", "1")
ONLY = os.environ.get("FUZZ_ONLY")


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


def fuzz_of(role, rows):
    """The requests of a person who has a dossier and an alert, to every address there is."""
    yesterday = timezone.localdate() - timedelta(days=1)
    person = make.user(role={"visitor": None, "ended": "member"}.get(role, role))
    own = {"dossier": make.dossier(owner=person, records=[rows["quote"], rows["talk"]]), "alert": follow(owner=person)}
    own |= {"item": own["dossier"].items.first(), "share": make.share(dossier=own["dossier"])}
    if role == "ended":
        person.member_until = yesterday
        person.save()
    client = Client()
    if role != "visitor":
        client.force_login(person)
    addresses = {*pages(rows), *table(DEEDS, **rows), *table(OWN, **rows | own)}
    addresses |= {*table(DEEDS, **rows | own), *pages(rows | own)}
    return Fuzz(SEED, role, client, addresses)


def fault(cookies, request):
    """What went wrong, or nothing; what was written is taken back."""
    raised = []

    def remember(**kwargs):
        raised.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(remember)
    try:
        with transaction.atomic():
            status = request.send(cookies)
            transaction.set_rollback(True)
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        got_request_exception.disconnect(remember)
    # That not all is well is an answer; so is that oEmbed has no XML here, which its specification wants said so.
    is_told = (request.path, status) in {(b"/readyz", 503), (b"/oembed", 501)}
    return "\n".join(raised) or (f"status {status}" if status >= 500 and not is_told else "")


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_sent_makes_an_error(role, rows, settings):
    fuzz = fuzz_of(role, rows)
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in fuzz.client.cookies.items())
    faults = {}
    for number in [int(ONLY)] if ONLY else range(REQUESTS):
        request = fuzz.request(number)
        for name in settings.CACHES:
            caches[name].clear()  # or the limits on attempts would answer
        mail.outbox.clear()
        if found := fault(cookies, request):
            what = f"FUZZ_SEED={SEED} FUZZ_ONLY={number} {role}\n{request}\n{found}"
            faults.setdefault(found.splitlines()[-1][:60], what)
    if faults:
        pytest.fail("\n\n".join(faults.values()), pytrace=False)
