from datetime import UTC, datetime

import pytest
from django.urls import reverse

from curation import history
from curation.models import Revision
from recaps.receiving import read_arrival
from tests import builders as b
from tests.admin_forms import posted
from tests.working import work
from work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.person = b.user(role="curator", name="Claire")
    client.force_login(client.person)
    return client


def lines(response, *sections):
    kinds = [kind for section in sections or ["waiting", "lacking"] for kind in response.context[section]]
    return {(str(kind), str(label)): count for kind, rows in kinds for label, count, *_ in rows}


def test_the_home_counts_what_waits_and_each_line_leads_to_as_many_rows(curator):
    b.theme(name="ville", status="draft")
    b.quote(status="draft")
    b.event(starts_on=None)
    b.reference(talk=b.talk())
    response = curator.get("/admin/")
    assert len(lines(response)) > 5
    for _, rows in [*response.context["waiting"], *response.context["lacking"]]:
        for _, count, address, _ in rows:
            assert curator.get(address).context["cl"].result_count == count


def test_what_is_to_be_decided_stands_before_drafts_and_apart_from_what_records_lack(curator):
    b.theme(name="ville", status="draft")
    b.recap()
    response = curator.get("/admin/")
    first, *drafts = lines(response, "waiting")
    assert first == ("comptes rendus", "à relire")
    assert drafts[-1] == ("thèmes", "en brouillon")
    assert ("thèmes", "sans définition") in lines(response, "lacking")


def test_the_home_is_silent_where_nothing_waits(curator):
    assert "Rien n’attend" in curator.get("/admin/").content.decode()


def test_the_home_says_who_changed_what(curator):
    theme = b.theme(name="ville")
    history.write(theme, by=curator.person)
    text = curator.get("/admin/").content.decode()
    assert "Claire" in text
    assert f"/admin/themes/theme/{theme.pk}/history/" in text


def test_many_changes_at_once_are_one_line_that_leads_to_all_of_them(curator):
    alone = history.write(b.theme(), by=curator.person)
    for _ in range(20):
        history.write(b.theme(), by=None, action=Revision.Action.ADDED, comment="Jeu de données initial")
    Revision.objects.update(at=datetime(2015, 7, 8, 22, 30, tzinfo=UTC))
    run, line = curator.get("/admin/").context["recent"]
    assert (run[0], line[0]) == ("20 ajouts", alone.label)
    assert curator.get(run[1]).context["cl"].result_count == 20
    assert "Jeu de données initial" in curator.get("/admin/").content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_home_costs_the_same_however_much_waits(curator, django_assert_num_queries, rows):
    for name in ("Carlos Moreno", "Moreno, Carlos"):
        b.speaker(name=name)
    for name in ("donnée", "les données"):
        b.theme(name=name)
    for number in range(rows):
        theme = b.theme(name=f"ville {number}", status="draft")
        history.write(theme, by=curator.person)
        b.speaker(name=f"Personne {number}", status="draft")
    curator.get("/admin/")
    with django_assert_num_queries(42):
        curator.get("/admin/")


@pytest.mark.parametrize("name", ["events_event", "events_appearance", "curation_revision", "curation_merge"])
def test_a_list_is_called_as_what_it_lists(curator, name):
    page = curator.get(reverse(f"admin:{name}_changelist"))
    assert f"<h1>{page.context['cl'].opts.verbose_name_plural.capitalize()}</h1>" in page.content.decode()


def test_an_editor_sees_the_lists_of_an_editor(client):
    client.force_login(b.user(role="editor"))
    theme = b.theme(status="draft")
    history.write(theme, by=None)
    response = client.get("/admin/")
    assert ("thèmes", "en brouillon") in lines(response)
    assert "fusions" not in response.content.decode().lower()
    assert "/members/" not in response.content.decode()


@pytest.mark.parametrize("address", ["/admin/", "/admin/themes/theme/add/", "/admin/curation/revision/deleted/"])
def test_no_page_has_inline_style_or_script(curator, address):
    text = curator.get(address).content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text
    assert " onclick=" not in text


def test_a_saved_form_leads_back_to_the_list_which_says_so_in_words_without_a_gender(curator):
    fields = posted(curator.get("/admin/themes/theme/add/"), name="ville")
    saved = curator.post("/admin/themes/theme/add/", fields, follow=True)
    assert saved.redirect_chain == [("/admin/themes/theme/", 302)]
    text = saved.content.decode()
    assert "Ajouté\u00a0: «\u202f<a" in text
    assert "Supprimer la sélection" in text


def test_what_failed_in_the_worker_is_seen_on_the_home_and_tried_again_from_its_list(client):
    read_arrival.enqueue(0)
    job = Job.objects.get()
    job.worker_ids = ["ici-1"]
    job.set_failed(TimeoutError("la base dort"))
    curator, administrator = b.user(role="curator"), b.user(role="administrator")
    again = {"action": "try_again", "_selected_action": [str(job.pk)]}
    client.force_login(curator)
    assert lines(client.get("/admin/"))["travaux de fond", "en échec"] == 1
    assert "TimeoutError: la base dort" in client.get("/admin/work/job/?attend=echoues").content.decode()
    client.post("/admin/work/job/", again)
    assert Job.objects.failed().count() == 1
    client.force_login(administrator)
    client.post("/admin/work/job/", again)
    job.refresh_from_db()
    assert (job.state_in_words, job.tried) == ("en attente", 0)
    work()
    job.refresh_from_db()
    assert job.state_in_words == "fait"
