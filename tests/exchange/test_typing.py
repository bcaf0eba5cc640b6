"""The programme of an event, typed as lines in its page: what is understood, what is written, and the way back."""

from datetime import date

import pytest
from django.urls import reverse

from curation.models import Status
from events.models import Event
from exchange.imports.applying import Undecided
from exchange.imports.importing import bring_in, take_back
from exchange.imports.planning import NEW, Plan
from exchange.models import Import
from exchange.programmes import typing
from exchange.programmes.told import ProgrammeFile
from reading.programmes import table
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.admin_forms import forms
from tests.working import work

pytestmark = pytest.mark.django_db
LINES = """9 h Accueil
9 h 30 – 10 h 15 La ville apprend — Ana Duval, botaniste, Ville de Brume ; Bob Ferrand
Table ronde : les quais — animée par Zoé Dupont, journaliste
"""
PART = {"HX-Request": "true"}


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def address(event):
    return reverse("admin:exchange_import_lines", args=[event.pk])


def shown(desk, event, lines=LINES, **headers):
    return desk.post(address(event), {"lines": lines, "show": "1"}, headers=headers or None)


def sent(response):
    """The fields of the form as it came back, with the button that writes."""
    return max(forms(response), key=len) | {"write": "1"}


def written(desk, event, lines=LINES):
    return desk.post(address(event), sent(shown(desk, event, lines)))


def test_each_line_is_shown_as_it_is_understood_and_nothing_is_written(desk):
    event = make.event()
    ana = make.speaker(name="Ana Duval", headline="botaniste de Brume")
    make.talk(title="Sous les pins", speakers=[ana])
    part = shown(desk, event, **PART).content.decode()
    told = [
        "9 h 30", "La ville apprend", "Ana Duval", "déjà là", "botaniste de Brume", "Ville de Brume",
        "nouveau", "sans fonction ni organisation : Bob Ferrand", "sans heure", "sans intervenant", "table ronde",
        "animateur", f'href="{reverse("admin:speakers_speaker_change", args=[ana.pk])}"',
    ]  # fmt: skip
    assert [words for words in told if words not in part.replace("\u00a0", " ")] == []
    assert "<html" not in part
    assert (event.talks.count(), Speaker.objects.count(), Import.objects.count()) == (0, 1, 0)


def test_what_was_seen_is_written_as_drafts_and_taken_back_in_one_step(desk, curator):
    event = make.event(city="Sèvres", status="draft")
    response = written(desk, event)
    assert response["Location"] == reverse("admin:events_event_change", args=[event.pk])
    talks = list(event.talks.in_order())
    assert [(one.title, one.kind, one.status) for one in talks] == [
        ("Accueil", "other", Status.DRAFT),
        ("La ville apprend", "talk", Status.DRAFT),
        ("Table ronde : les quais", "round_table", Status.DRAFT),
    ]
    people = talks[1].appearances.order_by("position")
    assert [(str(one.speaker), one.job_title, str(one.organization or "")) for one in people] == [
        ("Ana Duval", "botaniste", "Ville de Brume"), ("Bob Ferrand", "", "")]  # fmt: skip
    assert talks[1].when.starts_at.isoformat() == "2015-07-08T09:30:00+02:00"
    batch = Import.objects.get()
    assert (batch.state, batch.by, batch.report["left"]) == (Import.State.DONE, curator, [])
    undo = reverse("admin:exchange_import_undo", args=[batch.pk])
    assert f'href="{undo}"' in desk.get(response["Location"]).content.decode()
    desk.post(undo)
    work()
    assert (event.talks.count(), Speaker.objects.count(), Organization.objects.count()) == (0, 0, 0)
    assert Event.objects.get().city == "Sèvres"


def test_a_namesake_is_a_question_and_nothing_is_written_before_it_is_answered(desk):
    event = make.event()
    known = [make.speaker(name="Ana Duval"), make.speaker(name="Ana Duval", headline="violoniste")]
    response = shown(desk, event)
    assert "Qui est « Ana Duval »" in response.content.decode() or "Ana Duval" in response.content.decode()
    fields = sent(response)
    again = desk.post(address(event), fields)
    assert (again.status_code, event.talks.count()) == (200, 0)
    assert "errorlist" in again.content.decode()
    [subject] = [name.removesuffix("-seen") for name in sent(again) if name.endswith("-seen")]
    desk.post(address(event), sent(again) | {subject: str(known[1].pk)})
    talk = event.talks.get(title="La ville apprend")
    assert talk.appearances.filter(speaker=known[1]).exists()


def test_lines_that_changed_after_the_look_are_shown_again_first(desk):
    event = make.event()
    fields = sent(shown(desk, event)) | {"lines": "9 h Tout autre chose"}
    response = desk.post(address(event), fields)
    assert (response.status_code, event.talks.count()) == (200, 0)
    assert "Tout autre chose" in response.content.decode()


def test_the_same_lines_again_write_nothing_and_a_corrected_one_changes_its_talk(desk):
    event = make.event()
    written(desk, event)
    written(desk, event)
    assert event.talks.count() == 3
    corrected = LINES.replace("9 h Accueil", "8 h 45 Accueil")
    assert "sera changé : heure" in shown(desk, event, corrected).content.decode()
    written(desk, event, corrected)
    assert event.talks.get(title="Accueil").when.starts_at.strftime("%H:%M") == "08:45"


def test_a_talk_that_somebody_wrote_is_left_as_it_is_which_is_said(desk):
    event = make.event()
    talk = make.talk(event=event, title="Accueil", abstract="Un résumé.", themes=[make.theme()], kind="other")
    part = shown(desk, event, "9 h Accueil", **PART).content.decode()
    assert "déjà là" in part and "laissé comme il est : " in part and "résumé" not in part
    written(desk, event, "9 h Accueil")
    talk.refresh_from_db()
    assert (talk.starts_at, talk.abstract, event.talks.count()) == (None, "Un résumé.", 1)


def test_lines_of_an_event_of_several_days_say_theirs(desk):
    event = make.event(starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9))
    assert "sans jour" in shown(desk, event, "9 h Un").content.decode()
    written(desk, event, "Jeudi 9 juillet\n9 h Un")
    assert event.talks.get().when.starts_at.isoformat() == "2015-07-09T09:00:00+02:00"
    assert "jour hors de ceux de l’évènement" in shown(desk, event, "10 août 2015\n9 h Deux").content.decode()


@pytest.mark.parametrize("lines", ["", "Jeudi 9 juillet 2015", "a" * 2_000, "Un\n" * 301])
def test_what_is_no_programme_is_refused_in_words(desk, lines):
    response = shown(desk, make.event(), lines)
    assert "errorlist" in response.content.decode()


def test_the_answer_to_the_page_of_the_event_leads_back_to_it(desk):
    event = make.event()
    response = desk.post(address(event), sent(shown(desk, event)), headers=PART)
    assert response["HX-Redirect"] == reverse("admin:events_event_change", args=[event.pk])


def test_the_page_of_an_event_offers_it_open_until_there_is_a_talk(desk):
    event = make.event()
    page = reverse("admin:events_event_change", args=[event.pk])
    assert 'id="programme-lines" open' in desk.get(page).content.decode()
    make.talk(event=event)
    assert 'id="programme-lines">' in desk.get(page).content.decode()


def typed(text, event, choices=None):
    return typing.write(text, event, choices=choices or {}, by=None)


def told_of(event):
    return [
        (f"{talk.when.starts_at:%d %H:%M}", talk.title, [str(one) for one in talk.appearances.all()])
        for talk in event.talks.order_by("starts_at")
    ]


FIRST = "Mercredi 8 juillet\n9 h Ouverture — Ana Duval\n10 h Pause\n"
SECOND = "Jeudi 9 juillet\n9 h Ouverture — Zoé Blanc\n10 h Pause\n"
BOTH_DAYS = [
    ("08 09:00", "Ouverture", ["Ana Duval"]), ("08 10:00", "Pause", []),
    ("09 09:00", "Ouverture", ["Zoé Blanc"]), ("09 10:00", "Pause", []),
]  # fmt: skip


@pytest.fixture
def two_days():
    return make.event(starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9))


def test_a_second_day_is_asked_about_and_never_overwrites_the_first(two_days):
    typed(FIRST, two_days)
    plan = Plan(typing.file_of(SECOND, two_days))
    subjects = [item.told[0].subject for item in plan.questions]
    assert sorted(item.name for item in plan.questions) == ["Ouverture", "Pause"]
    with pytest.raises(Undecided):
        typed(SECOND, two_days)
    typed(SECOND, two_days, dict.fromkeys(subjects, NEW))
    assert told_of(two_days) == BOTH_DAYS


def test_two_days_typed_at_once_are_of_two_days_and_the_same_again_changes_nothing(two_days):
    typed(FIRST, two_days)
    for lines in (FIRST + SECOND, FIRST + SECOND, SECOND, FIRST):
        typed(lines, two_days)
        assert told_of(two_days) == BOTH_DAYS


def test_a_talk_that_is_said_to_be_of_another_day_moves_there_and_back(two_days):
    typed("Mercredi 8 juillet\n9 h Ouverture", two_days)
    talk = two_days.talks.get()
    line = "Jeudi 9 juillet\n9 h Ouverture"
    [asked] = Plan(typing.file_of(line, two_days)).questions
    batch = typed(line, two_days, {asked.told[0].subject: str(talk.pk)})
    assert told_of(two_days) == [("09 09:00", "Ouverture", [])]
    take_back(batch, by=None)
    assert told_of(two_days) == [("08 09:00", "Ouverture", [])]
    typed("Mercredi 8 juillet\n9 h 15 Ouverture", two_days)
    assert told_of(two_days) == [("08 09:15", "Ouverture", [])]


def test_a_talk_made_by_hand_on_another_day_is_a_question(two_days):
    make.talk(event=two_days, title="Ouverture", day=date(2015, 7, 8))
    [asked] = Plan(typing.file_of("Jeudi 9 juillet\n9 h Ouverture", two_days)).questions
    assert asked.name == "Ouverture"


def test_of_two_talks_of_one_title_and_day_the_hour_says_which():
    event = make.event()
    lines = "10 h 30 Pause\n15 h Pause\n"
    typed(lines, event)
    both = [("08 10:30", "Pause", []), ("08 15:00", "Pause", [])]
    for again in ("15 h Pause", "10 h 30 Pause", lines):
        typed(again, event)
        assert told_of(event) == both
    typed("10 h 45 Pause\n15 h Pause\n", event)
    assert told_of(event) == [("08 10:45", "Pause", []), both[1]]
    typed("9 h Pause\n10 h 45 Pause\n15 h Pause\n", event)
    assert [hour for hour, *_rest in told_of(event)] == ["08 09:00", "08 10:45", "08 15:00"]


def test_a_table_without_identifiers_has_days_too(two_days):
    rows = ["Titre;Jour;Début", "Pause;08/07/2015;10:00", "Pause;09/07/2015;10:00"]
    for some in (rows[:2], rows, [rows[0], rows[2]]):
        programme = table.read("\n".join(some).encode(), name="table", zone="Europe/Paris")
        batch = Import.objects.create(name="t.csv", system="table")
        bring_in(ProgrammeFile(programme, event=two_days), batch, by=None)
    assert [hour for hour, *_rest in told_of(two_days)] == ["08 10:00", "09 10:00"]


def test_an_event_of_a_long_title_takes_a_programme():
    event = make.event(title="é" * 200)
    assert len(typed("9 h Accueil", event).name) == 200


def test_the_day_of_a_line_without_an_hour_is_shown(desk, two_days):
    part = shown(desk, two_days, "Jeudi 9 juillet\nOuverture\n9 h Pause", **PART).content.decode()
    assert part.count('datetime="2015-07-09"') == 2
