"""Many records at once: the worker does it, and its page says when it is done."""

import pytest
from django.urls import reverse

from curation import bulk
from curation.models import Merge, Revision, Status
from quotes.models import Quote
from speakers.models import Speaker
from tests import builders as make
from tests.working import work
from work.models import Job

pytestmark = pytest.mark.django_db
LIST = "/admin/quotes/quote/"


@pytest.fixture
def curator(client, monkeypatch):
    monkeypatch.setattr(bulk, "A_FEW", 2)
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def asked_for(response):
    """The job to whose page a curator was led."""
    job = Job.objects.get()
    assert response["Location"] == reverse("admin:work_job_change", args=[job.pk])
    return response["Location"]


@pytest.mark.parametrize(
    ("action", "before", "after"), [("publish", "draft", "published"), ("unpublish", "published", "draft")]
)
def test_a_few_are_done_at_once_and_many_by_the_worker(curator, action, before, after):
    few = [make.quote(status=before) for _each in range(2)]
    ticked = {"action": action, "_selected_action": [quote.pk for quote in few]}
    assert curator.post(LIST, ticked)["Location"].endswith(LIST)
    assert Quote.objects.filter(status=after).count() == 2
    many = [make.quote(status=before) for _each in range(3)]
    page = asked_for(curator.post(LIST, ticked | {"_selected_action": [quote.pk for quote in many]}))
    assert Quote.objects.filter(status=after).count() == 2
    text = curator.get(page).content.decode()
    assert "En attente" in text and "hx-get" in text
    work()
    text = curator.get(page).content.decode()
    assert "Fait" in text and "hx-get" not in text
    assert Quote.objects.filter(status=after).count() == 5
    assert Revision.objects.filter(by=curator.person, object_id__in=[quote.pk for quote in many]).count() == 3


def merge(curator, kept, gone):
    address = f"{reverse('admin:speakers_speaker_merge')}?one={kept.pk}&other={gone.pk}"
    return curator.post(address, {"kept": kept.pk})


def test_a_record_on_which_much_hangs_is_merged_by_the_worker(curator):
    kept, gone = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses")
    quotes = [make.quote(speaker=gone) for _each in range(3)]
    page = asked_for(merge(curator, kept, gone))
    work()
    assert "Fait" in curator.get(page).content.decode()
    assert list(Speaker.objects.all()) == [kept]
    assert Quote.objects.filter(speaker=kept).count() == len(quotes)
    assert Merge.objects.get().by == curator.person
    Job.objects.get().try_again()
    work()
    assert Merge.objects.count() == 1


def test_a_merge_that_is_not_possible_any_more_is_told_on_its_page(curator):
    kept, gone = make.speaker(name="Anne Course"), make.speaker(name="Anne Courses")
    for _each in range(3):
        make.quote(speaker=gone)
    page = asked_for(merge(curator, kept, gone))
    kept.delete()
    work()
    assert "La fiche gardée n’est plus là." in curator.get(page).content.decode()
    assert Quote.objects.filter(speaker=gone, status=Status.PUBLISHED).count() == 3
