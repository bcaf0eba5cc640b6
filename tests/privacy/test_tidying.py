import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from exchange.models import Answer, ApiKey, Import
from members.models import Application, Invitation
from privacy import tidying
from privacy.keeping import TABLE
from privacy.models import Report
from recaps.models import Arrival
from smartcity.settings import BASE_DIR
from tests import builders as make
from tests.alerts.follows import follow
from work.models import Job, Letter, Status

pytestmark = pytest.mark.django_db
DAYS = {kept.name: kept.days for kept in TABLE}


def unproven(at):
    return make.user(verified=False, date_joined=at)


def refused(at):
    return Application.objects.create(user=make.user(), reason="Pour voir.", state="refused", decided_at=at)


def invited(at):
    return Invitation.objects.create(email=f"{at:%f%M%S%d}@exemple.fr", invited_at=at)


def ended(at):
    return Session.objects.create(session_key=f"s{at:%f%M%S%d}", session_data="", expire_date=at)


def ended_with_address(at):
    key = ended(at).pk
    person = make.user()
    return UserSession.objects.create(
        user=person, ip="192.0.2.1", session_key=key, user_agent="x", created_at=at - timedelta(days=9)
    )


def binned(at):
    return make.dossier(deleted_at=at)


def removed_item(at):
    item = make.dossier(records=[make.quote()]).items.get()
    item.removed_at = at
    item.save()
    return item


def removed_alert(at):
    return follow(removed_at=at)


def delivered(at):
    return follow().deliveries.create(after=0, until=1, message_id=f"{at:%f%M%S%d}", sent_at=at)


def brought(at):
    arrival = Arrival.objects.create(by=make.user(), pasted=b"Un article.")
    Arrival.objects.filter(pk=arrival.pk).update(at=at)
    return arrival


def written(at):
    letter = Letter.objects.create(sender="a@exemple.fr", recipients=["b@exemple.fr"], message=b"Bonjour.")
    Letter.objects.filter(pk=letter.pk).update(written_at=at)
    return letter


def done(at):
    return Job.objects.create(status=Status.FAILED, finished_at=at, args_kwargs={}, task_path="x", run_after=at)


def answered(at):
    quote = make.quote()
    fields = {"kind": "correction", "words": "Non.", "language": "fr", "email": "lea@exemple.fr"}
    return Report.objects.create(record=quote, state="done", reason="Oui.", decided_at=at, **fields)


def brought_programme(at):
    batch = Import.objects.create(name="programme.json", state="planned")
    Import.objects.filter(pk=batch.pk).update(at=at)
    return batch


def imported(at):
    return Import.objects.create(name="programme.json", state="done", done_at=at)


def answered_by_api(at):
    key = ApiKey.objects.create(owner=make.user(), digest=f"{at:%f%M%S%d}")
    answer = Answer.objects.create(key=key, name="un", digest="", status=201, body={})
    Answer.objects.filter(pk=answer.pk).update(at=at)
    return answer


MADE = {
    "unfinished-imports": brought_programme,
    "imports": imported,
    "api-answers": answered_by_api,
    "unproven-accounts": unproven,
    "refused-applications": refused,
    "invitations": invited,
    "sessions": ended,
    "session-addresses": ended_with_address,
    "binned-dossiers": binned,
    "removed-items": removed_item,
    "removed-alerts": removed_alert,
    "sent-mail": delivered,
    "arrivals": brought,
    "letters": written,
    "jobs": done,
    "reporters-addresses": answered,
    "answered-reports": answered,
}


def state(row):
    return type(row)._base_manager.filter(pk=row.pk).values().first()


@pytest.mark.parametrize("kept", TABLE, ids=lambda kept: kept.name)
def test_what_is_due_goes_and_what_is_due_tomorrow_stays(kept, monkeypatch):
    now = timezone.now()
    early, late = (
        MADE[kept.name](now - timedelta(days=kept.days) + after) for after in (timedelta(days=1), -timedelta(minutes=1))
    )
    before = state(early)
    monkeypatch.setattr(tidying, "TABLE", [kept])
    tidying.tidy()
    assert state(early) == before
    assert state(late) == (state(late) | {kept.emptied: ""} if kept.emptied else None)


def test_what_waits_or_is_used_is_not_touched():
    now = timezone.now() - timedelta(days=4000)
    member, staff = make.user(role="member", verified=False, date_joined=now), make.user(date_joined=now)
    pending = Application.objects.create(user=staff, reason="Pour voir.")
    report = Report.objects.create(
        record=make.quote(), kind="correction", words="Non.", language="fr", email="lea@exemple.fr", made_at=now
    )
    rows = [member, staff, pending, report, make.dossier(), follow()]
    before = list(map(state, rows))
    assert set(tidying.tidy().values()) == {0}
    assert list(map(state, rows)) == before


def test_it_goes_in_portions_and_a_second_run_finds_nothing(monkeypatch):
    monkeypatch.setattr(tidying, "PORTION", 2)
    for minutes in range(5):
        ended(timezone.now() - timedelta(minutes=minutes + 1))
    assert tidying.tidy()["sessions"] == 5
    assert set(tidying.tidy().values()) == {0}


def test_the_command_says_what_went(capsys):
    ended(timezone.now() - timedelta(minutes=1))
    call_command("tidy")
    assert capsys.readouterr().out == "sessions : 1\n"


def test_the_document_tells_what_the_table_says():
    text = (BASE_DIR / "docs/privacy.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([\w-]+)` \|.*\| (\d+) days after [^|]+\|$", text, re.MULTILINE)
    assert told == [(name, str(days)) for name, days in DAYS.items()]


def test_the_page_tells_what_the_table_says(client):
    shown = client.get("/confidentialite/").content.decode()
    for kept in TABLE:
        assert f"<dt>{kept.what}</dt>" in shown
        assert kept.how_long[1:] in shown
        assert str(kept.why) in shown


def test_every_line_of_the_table_is_tried_here():
    assert MADE.keys() == DAYS.keys()
