"""A programme that comes in: what is written, what staff wrote stays, and the same again writes nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from curation import merging
from curation.models import ExternalReference, Revision, Seeded, Status
from events.models import Appearance, Event, Talk
from exchange.imports import applying
from exchange.imports.importing import bring_in, take_back
from exchange.imports.planning import NEW, Plan, State
from exchange.models import Import, Written
from exchange.programmes.told import ProgrammeFile, WrongEvent
from privacy.gone import key_of_name
from privacy.models import Forgotten
from reading.programmes import ical, table
from reading.programmes.programme import Programme, Reference
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.exchange import programmes as told
from themes.models import Theme

pytestmark = pytest.mark.django_db
MODELS = (Organization, Theme, Speaker, Event, Talk)


@pytest.fixture
def bring(curator):
    """Import a programme; give its `Import`."""

    def bring(programme, *, event=None, choices=None):
        batch = Import.objects.create(
            name="programme.json", system=programme.system, by=curator, event=event, choices=choices or {}
        )
        bring_in(ProgrammeFile(programme, event=event), batch, by=curator)
        return batch

    return bring


def plan_of(programme):
    return Plan(ProgrammeFile(programme))


def states(plan):
    """{name of each record: its state}"""
    return {item.name: str(item.state) for item in plan.items}


def test_all_that_a_file_says_is_written_as_drafts(bring):
    bring(told.programme(organizers=("Les Arbres", "Ville de Brume"), hashtag="#arbres"))
    event, first, night = Event.objects.get(), *Talk.objects.in_order()
    assert (event.title, event.organizer.name, event.hashtag) == ("Rencontre des arbres", "Les Arbres", "arbres")
    assert [(one.organization.name, one.role) for one in event.partners.all()] == [("Ville de Brume", "organizer")]
    assert (first.title, first.room, first.track) == ("Compter les arbres", "Salle A", "Vert")
    assert (first.abstract, first.abstract_is_ours) == ("Un résumé.", False)  # it is the speaker's
    assert [
        (one.speaker.name, one.role, one.job_title, one.organization and one.organization.name)
        for one in first.appearances.order_by("position")
    ] == [("Ana Duval", "speaker", "botaniste", "Ville de Brume"), ("Bob Ferrand", "moderator", "", None)]
    assert [theme.tag.name for theme in first.themed.order_by("pk")] == ["Arbres", "Ville"]
    assert [(one.url, one.kind, one.duration) for one in first.recordings.all()] == [
        ("https://video.exemple.fr/1", "video", 1800)
    ]
    assert [(one.url, one.kind) for one in first.documents.all()] == [("https://papiers.exemple.fr/1.pdf", "slides")]
    assert night.day == told.DAY
    assert Speaker.objects.get(name="Ana Duval").biography == "Elle plante."
    assert {row.status for model in MODELS for row in model.objects.all()} == {Status.DRAFT}


def test_what_was_written_is_in_the_history_and_known_by_the_identifiers_of_the_other_system(bring, curator):
    batch = bring(told.programme())
    talk = Talk.objects.get(title="Compter les arbres")
    revision = Revision.objects.of(talk).get()
    assert (revision.action, revision.by, revision.comment) == ("added", curator, "programme.json")
    assert (
        len(revision.snapshot) == 1 + 2 + 2 + 1 + 1 + 1
    )  # the talk, its people, themes, recording, document, reference
    assert list(talk.external_references.values_list("system", "identifier", "url")) == [
        ("pretalx", "compter-les-arbres", "https://talks.exemple.fr/compter-les-arbres/")
    ]
    assert batch.state == Import.State.DONE
    assert batch.report["counts"]["talk"] == {"new": 2}


def test_the_same_again_writes_nothing(bring):
    bring(told.programme())
    rows = (Revision, Seeded, ExternalReference, *MODELS)
    before = [list(model.objects.order_by("pk").values()) for model in rows]
    batch = bring(told.programme())
    assert [list(model.objects.order_by("pk").values()) for model in rows] == before
    assert not batch.written.exists()
    assert batch.report["counts"]["talk"] == {"same": 2}


def test_tomorrow_only_what_changed_is_written(bring):
    bring(told.programme())
    night = Talk.objects.get(title="Nuit des feuilles")
    later = told.with_talk(
        told.programme(), "Compter les arbres", room="Salle B", people=(told.person(identifier="ANA"),)
    )
    assert states(plan_of(later)) | {"Compter les arbres": "changed"} == {
        "Ville de Brume": "same", "Arbres": "same", "Ville": "same", "Ana Duval": "same",
        "Rencontre des arbres": "same", "Compter les arbres": "changed", "Nuit des feuilles": "same",
    }  # fmt: skip
    bring(later)
    talk = Talk.objects.get(title="Compter les arbres")
    assert (talk.room, [one.speaker.name for one in talk.appearances.all()]) == ("Salle B", ["Ana Duval"])
    assert [one.action for one in Revision.objects.of(talk).order_by("pk")] == ["added", "changed"]
    assert Revision.objects.of(night).count() == 1
    assert Speaker.objects.filter(name="Bob Ferrand").exists()


def test_a_talk_that_moves_in_the_file_moves_here(bring):
    bring(told.programme())
    later = told.full()[0].starts_at.replace(hour=14)
    moved = {"title": "Compter les pins", "starts_at": later, "ends_at": later.replace(hour=15)}
    bring(told.with_talk(told.programme(), "Compter les arbres", **moved))
    talk = Talk.objects.get(title="Compter les pins")
    assert (talk.starts_at, talk.names, talk.sequence) == (later, "compter les pins\n", 1)


def test_what_staff_wrote_stays_field_by_field(bring):
    bring(told.programme())
    talk = Talk.objects.get(title="Compter les arbres")
    talk.room = "Amphithéâtre"
    talk.save()
    later = told.with_talk(told.programme(), "Compter les arbres", room="Salle B", track="Bleu")
    [item] = [item for item in plan_of(later).items if item.name == "Compter les arbres"]
    assert (item.left, item.changes) == ({"room": ("Amphithéâtre", "Salle B")}, {"track": ("Vert", "Bleu")})
    bring(later)
    talk.refresh_from_db()
    assert (talk.room, talk.track) == ("Amphithéâtre", "Bleu")


def test_an_hour_that_staff_moved_keeps_its_end(bring):
    bring(told.programme())
    talk = Talk.objects.get(title="Compter les arbres")
    talk.starts_at, talk.ends_at = talk.starts_at.replace(hour=18), talk.ends_at.replace(hour=19)
    talk.save()
    first = told.full()[0]
    bring(told.with_talk(told.programme(), first.title, ends_at=first.ends_at.replace(hour=11)))
    talk.refresh_from_db()
    assert (talk.starts_at.hour, talk.ends_at.hour) == (18, 19)


def test_who_spoke_stays_as_staff_has_it(bring):
    bring(told.programme())
    talk = Talk.objects.get(title="Compter les arbres")
    Appearance.objects.create(event=talk.event, talk=talk, described_as="une élue", position=9)
    bring(told.with_talk(told.programme(), talk.title, people=()))
    assert talk.appearances.count() == 3


def test_what_the_file_lacks_is_told_and_never_deleted(bring):
    bring(told.programme())
    less = told.without(told.programme(), "Nuit des feuilles")
    assert [str(talk) for talk in plan_of(less).gone] == ["Nuit des feuilles"]
    batch = bring(less)
    assert Talk.objects.count() == 2
    assert [one["name"] for one in batch.report["gone"]] == ["Nuit des feuilles"]


def test_what_somebody_deleted_does_not_come_back(bring):
    bring(told.programme())
    Talk.objects.get(title="Nuit des feuilles").delete()
    assert states(plan_of(told.programme()))["Nuit des feuilles"] == "deleted"
    bring(told.programme())
    assert [talk.title for talk in Talk.objects.all()] == ["Compter les arbres"]


def test_who_was_forgotten_does_not_come_back(bring):
    Forgotten.objects.create(way="anonymous", keys=[key_of_name("Ana Duval")], counts={})
    bring(told.programme())
    assert [speaker.name for speaker in Speaker.objects.all()] == ["Bob Ferrand"]
    assert Appearance.objects.count() == 1


@pytest.mark.parametrize("printed", ["DUVAL Ana", "Duval, Ana", "Mme Ana Duval", "Ana DUVAL, botaniste"])
def test_nor_under_another_way_to_write_the_name(bring, printed):
    Forgotten.objects.create(way="anonymous", keys=[key_of_name("Ana Duval")], counts={})
    bring(told.programme(told.talk(people=(told.person(printed),))))
    assert not Speaker.objects.exists()


def test_somebody_who_came_since_under_the_name_of_one_who_was_forgotten_is_not_left_out(bring):
    Forgotten.objects.create(way="anonymous", keys=[key_of_name("Ana Duval")], counts={})
    held = make.speaker(name="Ana Duval")
    bring(told.programme())
    assert held.appearances.count() == 2


def test_what_was_published_meanwhile_stays_so_and_follows_the_file(bring):
    bring(told.programme())
    for model in MODELS:
        model.objects.update(status=Status.PUBLISHED)
    bring(told.with_talk(told.programme(), "Compter les arbres", room="Salle B"))
    talk = Talk.objects.get(title="Compter les arbres")
    assert (talk.is_published, talk.room, talk.sequence) == (True, "Salle B", 1)


HOURS = {
    "an evening": (("2024-03-14T20:00", "2024-03-15T02:00"), (told.DAY, None, time(20), time(2))),
    "until midnight": (("2024-03-14T20:00", "2024-03-15T00:00"), (told.DAY, None, time(20), time(0))),
    "two days": (("2024-03-14T09:00", "2024-03-15T18:00"), (told.DAY, date(2024, 3, 15), time(9), time(18))),
    "until another midnight": (("2024-03-14T09:00", "2024-03-16T00:00"), (told.DAY, date(2024, 3, 15), time(9), None)),
    "no end": (("2024-03-14T09:00", None), (told.DAY, None, time(9), None)),
    "backwards": (("2024-03-14T09:00", "2024-03-13T18:00"), (told.DAY, None, time(9), None)),
}  # fmt: skip


@pytest.mark.parametrize("case", HOURS)
def test_the_hours_of_an_event_come_in_and_an_evening_is_one_day(bring, case):
    (start, stop), expected = HOURS[case]
    moments = [one and datetime.fromisoformat(one).replace(tzinfo=told.PARIS).astimezone(UTC) for one in (start, stop)]
    days = {"starts_on": moments[0].date(), "ends_on": (moments[1] or moments[0]).date()}
    programme = told.programme(starts_at=moments[0], ends_at=moments[1], **days)
    bring(programme)
    event = Event.objects.get()
    assert (event.starts_on, event.ends_on, event.start_time, event.end_time) == expected
    assert states(plan_of(programme))[event.title] == "same"


def test_names_are_shown_in_the_order_of_names_where_it_is_sure(bring):
    shown = {
        "DUVAL Ana": "Ana Duval", "Ferrand, Anne": "Anne Ferrand", "Paul LE BRIS": "Paul Le Bris", "karim": "karim",
        "OCTO Technology": "OCTO Technology", "Xu Li, Bo Lind": "Xu Li, Bo Lind", "Anne Roy (LYON)": "Anne Roy (LYON)",
    }  # fmt: skip
    programme = told.programme(told.talk(people=tuple(map(told.person, shown))))
    bring(programme)
    assert sorted(Speaker.objects.values_list("name", flat=True)) == sorted(shown.values())
    assert set(states(plan_of(programme)).values()) == {"same"}


def test_what_left_as_ours_comes_back_as_ours(client, bring):
    """A title in brackets and a summary under its mark are not those of the speaker, in our calendars and lists."""
    event = make.event(title="Rencontre", slug="rencontre", summary="Notre mot.", start_time=time(20), end_time=time(1))
    of_ours = {"title": "Table ronde", "title_is_ours": True, "abstract": "Nos mots.", "state": "cancelled"}
    talk = make.talk(event=event, day=event.starts_on, **of_ours)
    given = make.talk(event=event, title="[Re]lire", abstract="Ses mots.", abstract_is_ours=False, day=event.starts_on)
    files = [client.get("/evenements/rencontre.ics").content, client.get("/interventions.csv").content]
    for row in (talk, given, event):
        row.delete()
    for read, file in zip((ical.read, table.read), files, strict=True):
        batch = bring(read(file))
        ours, theirs = Talk.objects.get(title="Table ronde"), Talk.objects.get(title="[Re]lire")
        assert (ours.title_is_ours, ours.abstract, ours.abstract_is_ours) == (True, "Nos mots.", True)
        assert (theirs.title_is_ours, theirs.abstract, theirs.abstract_is_ours) == (False, "Ses mots.", False)
        assert ours.state == "cancelled"
        if read is ical.read:
            one = Event.objects.get()
            assert (one.summary, one.summary_is_ours, one.start_time, one.ends_on) == (
                "Notre mot.",
                True,
                time(20),
                None,
            )
        take_back(batch, by=batch.by)


@pytest.mark.parametrize("system", ["frab", "table", "ical"])
def test_another_edition_that_goes_by_the_same_name_is_another_event(bring, system):
    """An acronym, the name of a file, the numbers of the entries of a calendar: they come back each year."""

    def edition(year, *titles):
        day = date(year, 3, 14)
        talks = [
            replace(told.talk(title), reference=Reference(system, f"{number}"), day=day)
            for number, title in enumerate(titles, start=1)
        ]
        identifier = "talk/1" if system == "ical" else "rencontre"
        event = told.event(*talks, title="Rencontre", starts_on=day, ends_on=day)
        return Programme(system, [replace(event, reference=Reference(system, identifier))])

    editions = [edition(2024, "Ouverture", "Les quais"), edition(2025, "Ouverture", "Le bois", "L’eau")]
    for programme in editions:
        bring(programme)
    held = [(one.starts_on.year, {talk.title for talk in one.talks.all()}) for one in Event.objects.order_by("pk")]
    assert held == [(2024, {"Ouverture", "Les quais"}), (2025, {"Ouverture", "Le bois", "L’eau"})]
    for programme in editions:
        assert set(states(plan_of(programme)).values()) == {"same"}


def test_an_event_that_is_put_off_stays_the_same(bring):
    bring(told.programme())
    later = date(2024, 10, 3)
    bring(told.programme(starts_on=later, ends_on=later))
    assert Event.objects.get().starts_on == later


# Who it is


def test_one_person_of_the_full_name_whom_nothing_contradicts_is_the_same(bring):
    held = make.speaker(name="Ana Duval")
    bring(told.programme())
    assert Speaker.objects.filter(name="Ana Duval").get() == held
    assert held.external_references.get().identifier == "ANA"
    assert Speaker.objects.get(pk=held.pk).biography == ""  # what was there is staff's


def test_a_likeness_is_a_question_and_nothing_is_written_before_it_is_answered(bring):
    held = make.speaker(name="Ana Duvall")
    [question] = plan_of(told.programme()).questions
    assert (question.name, question.match.records) == ("Ana Duval", (held,))
    with pytest.raises(applying.Undecided):
        bring(told.programme())
    assert Talk.objects.count() == Seeded.objects.count() == 0


@pytest.mark.parametrize("choice", ["same", NEW])
def test_an_answer_is_remembered(bring, choice):
    held = make.speaker(name="Ana Duvall")
    [question] = plan_of(told.programme()).questions
    bring(told.programme(), choices={question.told[0].subject: str(held.pk) if choice == "same" else NEW})
    assert Speaker.objects.filter(name__in=["Ana Duvall", "Ana Duval"]).count() == (1 if choice == "same" else 2)
    plan = plan_of(told.programme())
    assert plan.of(State.ASKED, State.NEW, State.CHANGED) == []


def test_a_choice_that_is_no_candidate_any_more_is_asked_again(bring):
    ana = make.speaker(name="Ana Duval")
    [told_of] = [one for one in ProgrammeFile(told.programme()).of("speaker") if one.name == "Ana Duval"]
    for choice, state in (("999", "asked"), (str(ana.pk), "left"), (NEW, "new")):
        plan = Plan(ProgrammeFile(told.programme()), choices={told_of.subject: choice})
        assert [str(item.state) for item in plan.items if item.name == "Ana Duval"] == [state], choice


def test_a_choice_follows_the_record_into_which_it_was_merged(bring, curator):
    gone, kept = make.speaker(name="Ana Duval"), make.speaker(name="Ana Duval")
    [told_of] = [one for one in ProgrammeFile(told.programme()).of("speaker") if one.name == "Ana Duval"]
    merging.merge(kept, gone, by=curator)
    plan = Plan(ProgrammeFile(told.programme()), choices={told_of.subject: str(gone.pk)})
    assert [item.record for item in plan.items if item.name == "Ana Duval"] == [kept.pk]


def test_an_office_that_contradicts_makes_a_question(bring):
    held = make.speaker(name="Ana Duval", headline="maire de Brest")
    one = told.programme(told.talk(people=(told.person(job_title="maire de Lyon"),)))
    [question] = plan_of(one).questions
    assert question.match.records == (held,)


def test_two_people_of_one_name_are_two_where_the_system_tells_them_apart(bring):
    both = (told.person(identifier="ANA"), told.person(identifier="OTHER"))
    bring(told.programme(told.talk(people=both)))
    assert Speaker.objects.filter(name="Ana Duval").count() == 2


def test_one_record_that_two_of_the_file_would_be_is_asked_about_twice(bring):
    make.speaker(name="Ana Duval")
    both = (told.person(identifier="ANA"), told.person(identifier="OTHER"))
    assert len(plan_of(told.programme(told.talk(people=both))).questions) == 2


def test_a_name_alone_is_one_person_in_a_file(bring):
    talks = [told.talk(title, people=(told.person("Bob Ferrand"),)) for title in ("Un", "Deux")]
    bring(told.programme(*talks))
    assert Speaker.objects.count() == 1


def test_a_pseudonym_is_one_of_its_event(bring):
    one = told.programme(told.talk(people=(told.person("fox"),)))
    other = told.event(told.talk("Autre", people=(told.person("fox"),)), title="Autre", identifier="autre")
    bring(replace_events(one, [*one.events, other]))
    assert Speaker.objects.count() == 2


def replace_events(programme, events):
    return replace(programme, events=events)


def test_a_person_known_by_a_reference_is_the_same_whatever_the_name(bring):
    held = make.speaker(name="Ana D.")
    held.external_references.create(system="pretalx", identifier="ANA")
    bring(told.programme())
    assert not Speaker.objects.filter(name="Ana Duval").exists()
    assert held.appearances.count() == 2


def test_a_number_is_one_of_its_host(bring):
    def of(host):
        person = replace(told.person(), reference=replace(told.reference("12"), url=f"https://{host}/12"))
        return told.programme(told.talk(people=(person,)), identifier=host)

    bring(of("un.exemple.fr"))
    held = Speaker.objects.get()
    assert held.external_references.get().identifier == "un.exemple.fr/12"
    [item] = [item for item in plan_of(of("deux.exemple.fr")).items if item.kind == "speaker"]
    assert (item.state, item.match.records) == (State.ASKED, (held,))


def test_an_organisation_or_a_theme_that_is_there_is_used(bring):
    body, theme = make.organization(name="Ville de Brume"), make.theme(name="forêt", synonyms="Arbres")
    bring(told.programme())
    assert Organization.objects.get() == body
    assert [theme.name for theme in Theme.objects.order_by("pk")] == ["forêt", "Ville"]
    assert theme.themedtalk_set.count() == 2


def test_an_event_of_the_same_title_and_days_is_the_same(bring):
    held = make.event(title="Rencontre des arbres", starts_on=told.DAY)
    bring(told.programme())
    assert Event.objects.get() == held
    assert held.talks.count() == 2


def test_another_edition_is_another_event_and_near_days_are_a_question(bring):
    make.event(title="Rencontre des arbres", starts_on=told.DAY.replace(year=2023))
    assert not plan_of(told.programme()).questions
    make.event(title="Rencontre des arbres", starts_on=told.DAY.replace(day=20))
    assert [one.name for one in plan_of(told.programme()).questions] == ["Rencontre des arbres"]


def test_a_title_that_differs_by_its_signs_alone_is_a_question():
    held = make.event(title="Rencontre des arbres 🌳", starts_on=told.DAY)
    assert [one.name for one in plan_of(told.programme()).questions] == ["Rencontre des arbres"]
    Event.objects.filter(pk=held.pk).update(title="Rencontre des arbres")
    make.talk(event=held, title="Compter les arbres 🌳")
    assert [one.name for one in plan_of(told.programme()).questions] == ["Compter les arbres"]
    make.talk(event=held, title="Compter les arbres")
    assert not plan_of(told.programme()).questions


def test_a_file_of_one_event_may_be_said_to_be_of_one_of_the_base(bring):
    held = make.event(title="Autre chose", starts_on=told.DAY)
    bring(told.programme(), event=held)
    assert (Event.objects.get(), held.talks.count()) == (held, 2)
    with pytest.raises(WrongEvent):
        ProgrammeFile(replace_events(told.programme(), []), event=held)


def test_an_event_that_the_file_calls_by_another_talk_tomorrow_is_that_of_its_talks(bring):
    bring(told.programme(identifier="talk/compter-les-arbres"))
    later = told.programme(
        *told.full(), told.talk("Avant tout", "0"), identifier="talk/0", title="Programme", city="Brume"
    )
    bring(later)
    event = Event.objects.get()
    assert (event.title, event.city, event.talks.count()) == ("Programme", "Brume", 3)
    assert plan_of(later).of(State.NEW, State.CHANGED) == []


def test_a_title_names_a_talk_in_its_event_alone(bring):
    one = told.programme(told.talk("Ouverture", "ouverture"))
    bring(one)
    other = told.event(told.talk("Ouverture", "ouverture"), title="Autre", identifier="autre")
    bring(replace_events(one, [*one.events, other]))
    assert Talk.objects.count() == 2
    assert not ExternalReference.objects.filter(identifier="ouverture").exists()


def test_a_talk_that_is_there_under_its_title_is_not_doubled(bring):
    held = make.event(title="Rencontre des arbres", starts_on=told.DAY)
    talk = make.talk(event=held, title="Compter les arbres", room="Amphithéâtre")
    bring(told.programme())
    talk.refresh_from_db()
    assert (held.talks.count(), talk.room) == (2, "Amphithéâtre")


# What the base cannot hold as it is told


def test_what_no_field_takes_is_left_out_and_told(bring):
    one = told.talk(hour=9, language="français", online_url="ici", title="x" * 300)
    plan = plan_of(told.programme(one))
    bring(told.programme(one))
    talk = Talk.objects.get()
    assert (talk.language, talk.online_url, len(talk.title)) == ("fr", "", 200)
    assert len(plan.file.doubts) == 3


def test_a_title_twice_gets_two_addresses(bring):
    bring(told.programme(*(told.talk("Ouverture", str(number)) for number in range(3))))
    make.talk(title="Ouverture 4")
    assert [talk.slug for talk in Talk.objects.order_by("pk")][:3] == ["ouverture", "ouverture-2", "ouverture-3"]


def test_all_or_nothing(bring, monkeypatch):
    def fail(self, before):
        raise RuntimeError

    monkeypatch.setattr(applying.Writing, "_note", fail)
    with pytest.raises(RuntimeError):
        bring(told.programme())
    assert [model.objects.count() for model in (*MODELS, ExternalReference, Written)] == [0] * 7


def test_who_has_the_name_of_somebody_of_the_very_talk_is_that_person(bring):
    held = make.event(title="Rencontre des arbres", starts_on=told.DAY)
    fox = make.speaker(name="fox")
    make.talk(event=held, title="Compter les arbres", speakers=[fox])
    make.speaker(name="fox")
    bring(told.programme(told.talk(people=(told.person("fox"),))))
    assert Speaker.objects.count() == 2
    assert [one.speaker for one in held.talks.get().appearances.all()] == [fox]


def test_of_two_new_people_of_one_account_the_first_has_it(bring):
    names = {"ANA": "Ana Duval", "ZOE": "Zoé Duval"}
    people = tuple(told.person(name, key, accounts=("duval",)) for key, name in names.items())
    bring(told.programme(told.talk(people=people)))
    assert list(Speaker.objects.order_by("name").values_list("name", "handle")) == [
        ("Ana Duval", "duval"), ("Zoé Duval", None),
    ]  # fmt: skip
