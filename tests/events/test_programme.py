"""The programme of an event in its page of the administration: talks are rows that open, with their people."""

import pytest
from django.urls import reverse

from curation.models import Revision
from tests import builders as b
from tests.admin_forms import forms, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


def page(event):
    return reverse("admin:events_event_change", args=[event.pk])


def opened(client, talk, line="talks-0"):
    """The fields that come with a row that is opened."""
    address = reverse("admin:events_event_people", args=[talk.event_id, talk.pk], query={"ligne": line})
    return max(forms(client.get(address)), key=len)


def save(client, talk, **changes):
    """Send the page of the event with the row of its talk open; the page that says what is wrong, or None."""
    fields = posted(client.get(page(talk.event))) | opened(client, talk)
    response = client.post(page(talk.event), fields | changes)
    return None if response.status_code == 302 else response


def line(number, **fields):
    return {f"talks-0-people-{number}-{name}": value for name, value in fields.items()}


def told(talk):
    return [(str(one.speaker), one.role, one.job_title) for one in talk.appearances.order_by("position", "pk")]


def test_a_row_tells_its_talk_and_who_speaks_before_it_is_opened(curator):
    talk = b.talk(title="La ville apprend", speakers=[b.speaker(name="Ana Duval"), b.speaker(name="Bob Ferrand")])
    shown = curator.get(page(talk.event)).content.decode()
    assert "Ana Duval, Bob Ferrand" in shown
    assert "talks-0-people-0-speaker" not in shown


def test_people_are_corrected_and_added_in_the_row_of_their_talk(curator):
    ana, bob = b.speaker(name="Ana Duval"), b.speaker(name="Bob Ferrand")
    talk = b.talk(speakers=[ana])
    new = line(1, speaker=bob.pk, role="moderator", job_title="luthier", organization="", described_as="", id="")
    changes = line(0, job_title="élue") | new | {"talks-0-people-TOTAL_FORMS": "2"}
    assert save(curator, talk, **changes) is None
    assert told(talk) == [("Ana Duval", "speaker", "élue"), ("Bob Ferrand", "moderator", "luthier")]
    assert [(one.label, one.action) for one in Revision.objects.of(talk)] == [(talk.title, "changed")]
    talk.refresh_from_db()
    assert talk.appearances.last().event == talk.event


def test_somebody_leaves_a_talk_in_its_row(curator):
    talk = b.talk(speakers=[b.speaker(name="Ana Duval"), b.speaker(name="Bob Ferrand")])
    assert save(curator, talk, **line(0, DELETE="on")) is None
    assert [name for name, *_rest in told(talk)] == ["Bob Ferrand"]


def test_a_row_that_was_opened_and_left_as_it_is_writes_nothing(curator):
    talk = b.talk(speakers=[b.speaker()])
    save(curator, talk)
    before = list(Revision.objects.values_list("pk"))
    assert save(curator, talk) is None
    assert list(Revision.objects.values_list("pk")) == before


def test_a_row_with_an_error_among_its_people_comes_back_open_and_nothing_is_written(curator):
    talk = b.talk(title="Avant", speakers=[b.speaker(name="Ana Duval")])
    nobody = line(1, speaker="", role="speaker", job_title="élue", organization="", described_as="", id="")
    changes = nobody | {"talks-0-people-TOTAL_FORMS": "2", "talks-0-title": "Après"}
    shown = save(curator, talk, **changes).content.decode()
    assert "Un de ses intervenants n’est pas complet" in shown
    assert "Il faut une personne, une organisation ou une description." in shown
    assert 'value="élue"' in shown
    talk.refresh_from_db()
    assert talk.title == "Avant"


def test_a_new_talk_comes_with_its_people(curator):
    event, ana = b.event(), b.speaker(name="Ana Duval")
    person = line(0, speaker=ana.pk, role="speaker", job_title="élue", organization="", described_as="", id="")
    changes = {"talks-0-title": "La ville apprend", "talks-0-people-TOTAL_FORMS": "1"} | person
    assert curator.post(page(event), posted(curator.get(page(event)), **changes)).status_code == 302
    assert told(event.talks.get()) == [("Ana Duval", "speaker", "élue")]


def test_an_editor_touches_no_people_of_a_published_talk(client):
    talk = b.talk(event=b.event(status="draft"), speakers=[b.speaker(name="Ana Duval")])
    client.force_login(b.user(role="editor"))
    address = reverse("admin:events_event_people", args=[talk.event_id, talk.pk], query={"ligne": "talks-0"})
    assert client.get(address).status_code == 403
    [person] = talk.appearances.all()
    sent = {"talks-0-people-TOTAL_FORMS": "1", "talks-0-people-INITIAL_FORMS": "1"}
    sent |= line(0, id=person.pk, talk=talk.pk, speaker=person.speaker_id, role="speaker", job_title="abîmée")
    client.post(page(talk.event), posted(client.get(page(talk.event))) | sent)
    assert told(talk) == [("Ana Duval", "speaker", "")]


def test_a_page_without_scripts_has_empty_lines_for_who_asks(curator):
    event = b.event()
    assert "talks-0-title" not in curator.get(page(event)).content.decode()
    assert "talks-2-title" in curator.get(f"{page(event)}?lignes=1").content.decode()


@pytest.mark.parametrize("talks", [1, 30])
def test_the_page_costs_the_same_for_any_number_of_talks(curator, django_assert_max_num_queries, talks):
    event = b.event()
    for _ in range(talks):
        b.talk(event=event, speakers=[b.speaker(), b.speaker()])
        b.quote(event=event)
    curator.get(page(event))
    with django_assert_max_num_queries(32):
        curator.get(page(event))
