"""Lines of a programme as somebody types them, or copies them from an announcement."""

from datetime import date

import pytest

from reading.programmes import lines
from reading.programmes.opening import NO_PROGRAMME, TOO_LONG
from reading.programmes.programme import NO_DAY, NO_NAME, NO_ZONE, UnreadableProgramme

DAY = date(2015, 7, 8)


def talks(text, *, days=(DAY, DAY), zone="Europe/Paris"):
    return lines.read(text.encode(), zone=zone, days=days).events[0].talks


def people(text):
    [talk] = talks(f"Titre — {text}")
    return [(one.name, one.kind, one.job_title, one.organization) for one in talk.people]


def test_a_line_has_its_hour_title_and_people_with_what_they_are():
    [talk] = talks("14 h 30 La ville apprend — Anne Roy, maire, Ville de Sèvres ; Bo Lind, luthier")
    assert (talk.title, talk.starts_at.isoformat(), talk.ends_at) == (
        "La ville apprend", "2015-07-08T14:30:00+02:00", None)  # fmt: skip
    assert people("Anne Roy, maire, Ville de Sèvres ; Bo Lind, luthier") == [
        ("Anne Roy", "speaker", "maire", "Ville de Sèvres"), ("Bo Lind", "speaker", "luthier", "")]  # fmt: skip


@pytest.mark.parametrize(
    "line, start, end",
    [
        ("9h Un titre", "09:00", None),
        ("09:30 Un titre", "09:30", None),
        ("- 14\u202fh\u202f30 – 15\u202fh : Un titre", "14:30", "15:00"),
        ("De 9 h à 10 h 15, « Un titre »", "09:00", "10:15"),
        ("9:15 AM Un titre", "09:15", None),
        ("2:30 PM – 4 p.m. Un titre", "14:30", "16:00"),
        ("22 h – 1 h Un titre", "22:00", "01:00"),
        ("10 h – 9 h Un titre", "10:00", None),
        ("Un titre", None, None),
    ],
)
def test_hours_are_read_as_people_write_them(line, start, end):
    [talk] = talks(line)
    told = [moment and moment.strftime("%H:%M") for moment in (talk.starts_at, talk.ends_at)]
    assert (talk.title, *told) == ("Un titre", start, end)


def test_a_day_without_a_year_is_one_of_the_event_where_that_passes_into_another():
    days = (date(2025, 12, 30), date(2026, 1, 2))
    told = talks("29 décembre\n9 h Montage\n3 janvier\n9 h Retour", days=days)
    assert [talk.day for talk in told] == [date(2025, 12, 29), date(2026, 1, 3)]  # the eve, and the day after
    told = talks("31 décembre\n22 h Bal\n2 janvier\n9 h Rangement", days=days)
    assert [talk.day.isoformat() for talk in told] == ["2025-12-31", "2026-01-02"]


def test_a_day_without_a_year_is_next_to_the_one_before_where_the_event_has_none():
    told = talks("31 décembre 2025\n22 h Bal\n1er janvier\n9 h Rangement", days=())
    assert [(talk.title, talk.day.isoformat()) for talk in told] == [("Bal", "2025-12-31"), ("Rangement", "2026-01-01")]


def test_people_whom_and_joins_are_two():
    assert people("Anne Roy, maire de Brest, et Bo Lind") == [
        ("Anne Roy", "speaker", "maire de Brest", ""), ("Bo Lind", "speaker", "", "")]  # fmt: skip


@pytest.mark.parametrize(
    "told, person",
    [
        ("Mme Anne Roy", ("Anne Roy", "speaker", "", "")),
        ("Anne Roy (maire, Ville de Sèvres)", ("Anne Roy", "speaker", "maire", "Ville de Sèvres")),
        ("Anne Roy, Ville de Sèvres", ("Anne Roy", "speaker", "", "Ville de Sèvres")),
        ("Anne Roy, directrice, eau et climat, Sèvres", ("Anne Roy", "speaker", "directrice, eau et climat", "Sèvres")),
        ("animé par Anne Roy, journaliste", ("Anne Roy", "moderator", "journaliste", "")),
        ("Modératrice : Jean-Pierre de La Tour", ("Jean-Pierre de La Tour", "moderator", "", "")),
    ],
)
def test_of_a_person_what_they_are_is_told(told, person):
    assert people(told) == [person]


@pytest.mark.parametrize(
    "line, title, names",
    [
        ("Pause — café", "Pause — café", []),
        ("La ville – et après ? — Anne Roy", "La ville – et après ?", ["Anne Roy"]),
        ("La ville, par Anne Roy", "La ville", ["Anne Roy"]),
        ("La ville vue par Victor Hugo", "La ville vue par Victor Hugo", []),
        ("Dialogue avec Paul Valéry", "Dialogue avec Paul Valéry", []),
        ("Compter – avec Bo Lind", "Compter", ["Bo Lind"]),
        ("Débat — Ville de Sèvres", "Débat — Ville de Sèvres", []),
    ],
)
def test_only_a_name_is_taken_for_somebody(line, title, names):
    [talk] = talks(line)
    assert (talk.title, [one.name for one in talk.people]) == (title, names)


def test_what_is_no_name_among_names_is_told_and_not_written():
    programme = lines.read("Débat — Anne Roy ; des habitants".encode(), days=(DAY, DAY))
    assert [one.name for one in programme.events[0].talks[0].people] == ["Anne Roy"]
    assert (programme.doubts, dict(programme.unheld)) == ([("Débat", NO_NAME)], {"des habitants": 1})


def test_a_line_that_is_a_day_says_it_of_those_below():
    days = (DAY, date(2015, 7, 9))
    found = talks("Mercredi 8 juillet\n9 h Un\nJeudi 9 juillet :\n9 h Deux\n23 h 30 Trois\n0 h 30 Quatre", days=days)
    assert [(one.title, one.day.day, one.starts_at.isoformat()[:16]) for one in found] == [
        ("Un", 8, "2015-07-08T09:00"),
        ("Deux", 9, "2015-07-09T09:00"),
        ("Trois", 9, "2015-07-09T23:30"),
        ("Quatre", 9, "2015-07-10T00:30"),
    ]


def test_an_hour_without_a_day_is_doubted_and_makes_no_moment():
    programme = lines.read(b"9 h Un", days=(DAY, date(2015, 7, 9)), zone="Europe/Paris")
    assert (programme.events[0].talks[0].starts_at, programme.doubts) == (None, [("Un", NO_DAY)])


def test_a_zone_that_nobody_told_is_doubted():
    assert lines.read(b"9 h Un", days=(DAY, DAY)).doubts == [("lines", NO_ZONE)]


def test_the_kind_is_that_of_its_first_words():
    found = talks("Accueil\nOuverture par Anne Roy\nTable ronde : les quais\nPause déjeuner\nLa rue")
    assert [one.kind for one in found] == ["other", "opening", "round_table", "other", "talk"]


@pytest.mark.parametrize("text, reason", [("Mercredi 8 juillet 2015", NO_PROGRAMME), ("a" * 2_000, TOO_LONG)])
def test_what_is_no_programme_is_refused(text, reason):
    with pytest.raises(UnreadableProgramme, match=reason):
        talks(text)


def test_people_are_looked_for_behind_the_last_signs_of_a_line():
    assert [one.name for one in talks("9 h Un - deux - Anne Roy")[0].people] == ["Anne Roy"]
    assert talks(f"9 h Un - Anne Roy{' - 3' * lines.MOST_SIGNS}")[0].people == ()
