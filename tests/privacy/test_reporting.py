from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from curation.merging import merge, undo
from curation.models import Status
from privacy.models import Report, month_after
from privacy.reporting import REPORTED
from tests import builders as make
from tests.members.test_accounts import link

pytestmark = pytest.mark.django_db
SAID = {"kind": "withdrawal", "words": "Ces mots ne sont pas de moi.", "email": "lea@exemple.fr"}


def record(model, **fields):
    return getattr(make, model._meta.model_name)(**fields)


def form(row):
    page = next(page for page, model in REPORTED.items() if isinstance(row, model))
    return f"/signaler/{page}/{row.pk}/"


def reported(row=None, **fields):
    Client().post(form(row or make.quote()), SAID | fields)
    return Report.objects.latest("pk")


@pytest.fixture
def curator(client):
    client.force_login(make.user(role="curator"))
    return client


def page(report):
    return f"/admin/privacy/report/{report.pk}/change/"


@pytest.mark.parametrize("model", REPORTED.values())
def test_every_public_page_has_a_link_to_its_form_and_no_draft_has(client, model):
    row, draft = record(model), record(model, status=Status.DRAFT)
    assert f'href="{form(row)}"' in client.get(row.get_absolute_url()).content.decode()
    assert client.get(form(row)).status_code == 200
    client.force_login(make.user(role="curator"))
    assert form(draft) not in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(form(draft)).status_code == 404


def test_who_reports_a_page_follows_the_answer_by_a_link_that_is_mailed_too(client):
    quote = make.quote()
    response = client.post(form(quote), SAID, follow=True)
    report = Report.objects.get()
    assert (report.record, report.kind, report.words) == (quote, "withdrawal", SAID["words"])
    assert response.redirect_chain == [(report.get_absolute_url(), 302)]
    assert "Il est reçu" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    [message] = mail.outbox
    assert (message.to, link(message)) == (["lea@exemple.fr"], report.get_absolute_url())
    assert SAID["words"] not in message.body


def test_a_link_that_nobody_signed_leads_nowhere(client):
    report = reported()
    assert client.get(report.get_absolute_url().replace(f"/{report.pk}:", "/999:")).status_code == 404


@pytest.mark.parametrize("lacking", ["kind", "words", "email"])
def test_a_report_says_what_is_asked_why_and_for_whom(client, lacking):
    response = client.post(form(make.quote()), SAID | {lacking: ""})
    assert list(response.context["form"].errors) == [lacking]
    assert not Report.objects.exists()


def test_a_form_that_comes_from_elsewhere_is_refused():
    assert Client(enforce_csrf_checks=True).post(form(make.quote()), SAID).status_code == 403


def test_nobody_is_mailed_at_will(client):
    quote = make.quote()
    answers = [client.post(form(quote), SAID).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert Report.objects.count() == len(mail.outbox) == 3


@pytest.mark.parametrize(("state", "told"), [("done", "C’est fait."), ("refused", "L’équipe n’y donne pas suite.")])
def test_an_answer_is_mailed_and_read_at_the_link(curator, state, told):
    report = reported()
    mail.outbox.clear()
    curator.post(page(report), {"state": state, "reason": "La source le dit ainsi."})
    [message] = mail.outbox
    assert message.to == ["lea@exemple.fr"]
    assert "La source le dit ainsi." in message.body
    shown = Client().get(report.get_absolute_url()).content.decode()
    assert told in shown
    assert "La source le dit ainsi." in shown
    report.refresh_from_db()
    assert (report.state, bool(report.decided_at), report.decided_by.name) == (state, True, "Une personne")


def test_an_answer_has_a_reason_and_is_given_once(curator):
    report = reported()
    curator.post(page(report), {"state": "done", "reason": " "})
    curator.post(page(report), {"state": "nothing", "reason": "Oui."})
    assert Report.objects.waiting().exists()
    curator.post(page(report), {"state": "done", "reason": "Oui."})
    curator.post(page(report), {"state": "refused", "reason": "Non."})
    report.refresh_from_db()
    assert (report.state, report.reason) == ("done", "Oui.")
    assert not report.decide("refused", reason="Non.", by=None)


def test_a_report_waits_on_the_home_with_what_is_left_of_its_month(curator):
    report = reported()
    assert "Signalements" in curator.get("/admin/").content.decode()
    Report.objects.update(due_on=timezone.localdate() + timedelta(days=12))
    listed = curator.get("/admin/privacy/report/").content.decode()
    assert "il reste 12 jours" in listed
    assert "délai dépassé" not in listed
    assert "au-delà du mois" not in curator.get("/admin/").content.decode()
    Report.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "délai dépassé" in curator.get("/admin/privacy/report/").content.decode()
    assert "au-delà du mois" in curator.get("/admin/").content.decode()
    report.decide("done", reason="Oui.", by=None)
    assert "au-delà du mois" not in curator.get("/admin/").content.decode()


def test_a_report_follows_its_record_into_the_one_it_is_merged_into_and_back(curator):
    event = make.event()
    kept, gone = (make.quote(event=event, text="Des mots.") for _each in range(2))
    own, report = reported(kept), reported(gone)
    done = merge(kept, gone, by=None)
    for address in ("/admin/privacy/report/", page(report)):
        assert "disparue" not in curator.get(address).content.decode()
    report.refresh_from_db()
    assert report.record == kept
    undo(done, by=None)
    for one, record in ((own, kept), (report, gone)):
        one.refresh_from_db()
        assert one.object_id == record.pk


def test_an_editor_reads_no_report(client):
    report = reported()
    client.force_login(make.user(role="editor"))
    assert client.get(page(report)).status_code == 403
    assert client.post(page(report), {"state": "done", "reason": "Oui."}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_list_costs_the_same_for_any_number_of_reports(curator, django_assert_num_queries, rows):
    quote = make.quote()
    Report.objects.bulk_create(
        Report(record=quote, kind="correction", words="Non.", language="fr") for _ in range(rows)
    )
    curator.get("/admin/privacy/report/")
    with django_assert_num_queries(8):
        curator.get("/admin/privacy/report/")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 1, 15), date(2026, 2, 15)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 3), date(2027, 1, 3)),
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_a_month_is_that_of_the_calendar(day, due):
    assert month_after(day) == due


def test_the_answer_is_in_the_language_of_the_question():
    Client().post(f"/en{form(make.quote())}", SAID)
    report = Report.objects.get()
    assert report.get_absolute_url().startswith("/en/signalements/")
