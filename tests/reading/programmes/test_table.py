"""Tables as French spreadsheets write them, a talk on each row."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import sheets, table
from reading.programmes.opening import ENCRYPTED, NO_TITLES, TOO_LONG
from reading.programmes.programme import (
    BACKWARDS,
    CONTRADICTION,
    NO_DAY,
    NO_NAME,
    NO_TITLE,
    NO_ZONE,
    SEVERAL_PEOPLE,
    TOO_MANY,
    UNREADABLE_TIME,
    Document,
    Person,
    Recording,
    Reference,
    UnreadableProgramme,
)
from tests.reading.programmes.samples import CELLS, ROWS, csv, xlsx

PARIS = ZoneInfo("Europe/Paris")


def read(rows, mapping=None):
    return table.read(csv(rows), mapping, name="rues15")


def first(headers, row, mapping=None):
    return read([headers, row], mapping).events[0].talks[0]


def doubts(headers, row):
    return [doubt for _, doubt in read([headers, row]).doubts if doubt != NO_ZONE]


def test_a_row_is_read_as_a_talk():
    talk = read(ROWS).events[0].talks[0]
    assert (talk.title, talk.kind, talk.state) == ("Ouvrir la rue", "round_table", "cancelled")
    assert talk.reference == Reference("table", "ouvrir la rue", "https://rues.example/1")
    assert (talk.day, talk.starts_at) == (date(2015, 7, 8), datetime(2015, 7, 8, 10, tzinfo=PARIS))
    assert talk.ends_at - talk.starts_at == timedelta(minutes=45)
    assert (talk.room, talk.themes, talk.language) == ("Hall", ("rue", "place"), "fr")
    assert talk.people == (
        Person(name="Anne Roy", job_title="maire", organization="Ville de Sèvres"),
        Person(name="Bo Lind"),
        Person(name="Cy Petit", kind="moderator"),
    )
    assert talk.recordings == (Recording(url="https://rues.example/1.mp4"),)
    assert talk.documents == (Document(url="https://rues.example/1.pdf", kind="slides"),)


def test_the_event_is_called_as_the_file_and_its_hours_are_doubted():
    programme = read(ROWS)
    event = programme.events[0]
    assert (event.title, event.starts_on, event.ends_on) == ("rues15", date(2015, 7, 8), date(2015, 7, 8))
    assert (programme.doubts, programme.unheld) == ([("rues15", NO_ZONE)], {"Notes": 1})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_columns_are_shown_whatever_the_spreadsheet(encoding, delimiter):
    rows = [[cell.replace("–", "-") for cell in row] for row in ROWS]
    found = table.columns(csv(rows, delimiter=delimiter, encoding=encoding))
    assert (found.delimiter, found.encoding) == (delimiter, encoding.removesuffix("-sig"))
    assert found.headers == tuple(ROWS[0])
    assert [example[0] for example in found.examples] == ["Ouvrir la rue", "Nuit"]
    assert found.mapping == {
        "Titre": "title", "Intervenants": "people", "Fonction": "job_title", "Organisation": "organization",
        "Jour": "day", "Début": "starts_at", "Fin": "ends_at", "Salle": "room", "Thèmes": "themes",
        "Langue": "language", "Vidéo": "recording", "Diapositives": "slides", "Type": "kind", "État": "state",
        "Animé par": "moderators", "Lien": "url",
    }  # fmt: skip


def test_a_person_may_say_which_column_says_what():
    talk = first(["Quoi", "Qui"], ["Ouvrir", "Anne Roy"], {"Quoi": "title", "Qui": "people"})
    assert (talk.title, talk.people) == ("Ouvrir", (Person(name="Anne Roy"),))


def test_a_workbook_is_read_by_its_cells():
    programme = table.read(xlsx(CELLS))
    opened, night = programme.events[0].talks
    assert opened.starts_at == datetime(2015, 7, 8, 10, tzinfo=PARIS)
    assert opened.ends_at == datetime(2015, 7, 8, 10, 45, tzinfo=PARIS)
    assert (opened.room, [person.name for person in opened.people]) == ("12", ["Anne Roy", "Bo Lind"])
    assert (night.day, night.starts_at.hour) == (date(2015, 7, 8), 23)
    assert (programme.events[0].title, programme.unheld) == ("Programme", {})


@pytest.mark.parametrize(
    "start, begins, ends",
    [
        ("9 h", "09:00", None), ("9h30", "09:30", None), ("09:30:00", "09:30", None), ("2:30 PM", "14:30", None),
        ("9 h 30 – 10 h", "09:30", "10:00"), ("de 9h", None, None), ("midi", None, None), ("25 h", None, None),
    ],
)  # fmt: skip
def test_hours_are_read_as_they_are_written(start, begins, ends):
    talk = first(["Titre", "Jour", "Début"], ["A", "2015-07-08", start])
    found = [moment and f"{moment:%H:%M}" for moment in (talk.starts_at, talk.ends_at)]
    assert found == [begins, ends]


def test_an_evening_ends_after_midnight():
    night = read(ROWS).events[0].talks[1]
    assert (night.day, night.ends_at) == (date(2015, 7, 8), datetime(2015, 7, 9, 0, 30, tzinfo=PARIS))


@pytest.mark.parametrize(
    "headers, row, expected",
    [
        (["Titre", "Jour", "Début"], ["A", "demain", "9 h"], [NO_DAY]),
        (["Titre", "Jour", "Début"], ["A", "2015-07-08", "midi"], [UNREADABLE_TIME]),
        (["Titre", "Jour", "Début"], ["A", "2015-07-08", "2015-07-09 09:00"], [CONTRADICTION]),
        (["Titre", "Jour", "Début", "Fin"], ["A", "2015-07-08", "10:00", "09:00"], [BACKWARDS]),
        (["Titre", "Jour", "Début", "Fin"], ["A", "2015-07-08", "21:00", "07:00"], []),
        (["Titre", "Salle"], ["", "Hall"], [NO_TITLE]),
        (["Titre", "Intervenants", "Organisation"], ["A", "Anne Roy ; Bo Lind", "Ville"], [SEVERAL_PEOPLE]),
        (["Titre", "Intervenants", "Organisation"], ["A", "Anne Roy ; Bo Lind", "Ville ; Fanfare"], []),
    ],
)
def test_what_is_not_clear_is_doubted(headers, row, expected):
    assert doubts(headers, row) == expected


def test_functions_and_organisations_of_their_own_columns_go_to_people_in_order():
    people = first(["Titre", "Intervenants", "Organisation"], ["A", "Anne Roy ; Bo Lind", "Ville ; Fanfare"]).people
    one = read([["Titre", "Intervenants", "Organisation"], ["A", "Anne Roy ; Bo Lind", "Ville"]])
    assert [person.organization for person in one.events[0].talks[0].people] == ["", ""]
    assert one.unheld == {"Organisation": 1}
    assert people == (Person(name="Anne Roy", organization="Ville"), Person(name="Bo Lind", organization="Fanfare"))


@pytest.mark.parametrize(
    "cell, people",
    [
        ("Anne Roy (maire)", [("Anne Roy", "maire", "")]),
        ("Anne Roy (Ville de Sèvres)", [("Anne Roy", "", "Ville de Sèvres")]),
        ("Anne Roy (maire, Ville)\nBo Lind", [("Anne Roy", "maire", "Ville"), ("Bo Lind", "", "")]),
        ("Anne Roy (maire ; élue)", [("Anne Roy", "maire ; élue", "")]),
        ("Anne (Roy", [("Anne (Roy", "", "")]),
        (" ; ;", []),
        ("Anne Roy et Bo Lind", [("Anne Roy", "", ""), ("Bo Lind", "", "")]),
        ("Anne ROY / Bo LIND & Zoé Noir", [("Anne ROY", "", ""), ("Bo LIND", "", ""), ("Zoé Noir", "", "")]),
        ("Anne Roy (CNRS, Lyon), Zoé Noir (maire)", [("Anne Roy", "CNRS", "Lyon"), ("Zoé Noir", "maire", "")]),
        ("Anne Roy, maire de Brest, Zoé Noir", [("Anne Roy", "maire de Brest", ""), ("Zoé Noir", "", "")]),
        ("Roy, Anne", [("Roy, Anne", "", "")]),
        ("Le Goff, Anne Marie", [("Le Goff, Anne Marie", "", "")]),
        ("Xu Li, Bo Lind, Wu Fa", [("Xu Li", "", ""), ("Bo Lind", "", ""), ("Wu Fa", "", "")]),
        ("Anne Roy, Orange Labs", [("Anne Roy", "", "Orange Labs")]),
        ("Paul Roy, Anne", [("Paul Roy, Anne", "", "")]),
        ("Xu Li, adjointe au maire", [("Xu Li", "adjointe au maire", "")]),
        ("Xu Li, Ville de Brest", [("Xu Li", "", "Ville de Brest")]),
        ("Anne Roy (Ministère de la Culture)", [("Anne Roy", "", "Ministère de la Culture")]),
        ("Anne Roy (Direction du patrimoine)", [("Anne Roy", "", "Direction du patrimoine")]),
        ("Anne Roy, Fondation Jean Noir", [("Anne Roy", "", "Fondation Jean Noir")]),
        (
            "Anne Roy, Association des maires, Zoé Noir",
            [("Anne Roy", "", "Association des maires"), ("Zoé Noir", "", "")],
        ),
        (", Anne Roy et", [("Anne Roy", "", "")]),
        ("Jean-Paul II", [("Jean-Paul II", "", "")]),
        ("Nono", [("Nono", "", "")]),
        ("'Anne Roy'", [("Anne Roy", "", "")]),
        ("Anne Roy, 3e adjointe au maire", [("Anne Roy", "3e adjointe au maire", "")]),
    ],
)
def test_people_are_named_with_what_they_do(cell, people):
    found = first(["Titre", "Intervenants"], ["A", cell]).people
    assert [(one.name, one.job_title, one.organization) for one in found] == people


@pytest.mark.parametrize(
    "cell",
    [
        "à confirmer",
        "N.N.",
        "TBA",
        "?",
        "Collectif des usagers",
        "Anne et Paul Roy",
        "Maison de quartier",
        "Xu Li, Bo Lind",
        "Anne Roy, Xu Li",
        "Xu Li, Anne Noir",
        "PETIT Anne, BOIS Jean",
        "Иван Петров, Анна Смирнова",
        "Anne Roy,Xu Li",
        "Anne Roy, maire, Xu Li, préfet",
        "Roy, Anne, Noir, Zoé",
        "une élue",
        "Un habitant",
        "null",
    ],
)
def test_what_is_nobodys_name_is_told_and_left_out(cell):
    programme = read([["Titre", "Intervenants"], ["A", f"{cell} ; Bo Lind"]])
    assert [person.name for person in programme.events[0].talks[0].people] == ["Bo Lind"]
    assert (programme.doubts, programme.unheld) == ([("A", NO_NAME)], {cell: 1})


def test_the_state_is_told_as_people_and_our_own_lists_say_it():
    told = ["Annulé (grève)", "annulation", "supprimée", "report", "Reporté au 3 mai", "comme prévu", "à confirmer"]
    talks = read([["Titre", "État"], *([f"Exposé {word}", word] for word in told)]).events[0].talks
    assert [talk.state for talk in talks] == ["cancelled"] * 3 + ["postponed"] * 2 + ["planned"] * 2


def test_what_keeps_a_spreadsheet_from_reckoning_is_no_part_of_a_title():
    talks = read([["Titre", "Salle"], ["'=1+1 font 2", "'-1"], ["'tis", "'@"]]).events[0].talks
    assert [(talk.title, talk.room) for talk in talks] == [("=1+1 font 2", "-1"), ("'tis", "@")]


def test_a_moment_with_an_offset_is_told_by_the_clocks_of_the_event():
    talk = first(["Titre", "Début", "Fin"], ["A", "2025-03-14T23:30:00Z", "2025-07-15 00:30:00+00:00"])
    assert (talk.day, talk.starts_at.isoformat()) == (date(2025, 3, 15), "2025-03-15T00:30:00+01:00")
    assert f"{talk.ends_at:%H:%M}" == "02:30"


def test_a_column_in_which_months_stand_before_days_is_read_so():
    headers = ["Titre", "Date"]
    american = read([headers, ["A", "12/25/2015"], ["B", "12/07/2015"]]).events[0].talks
    french = read([headers, ["A", "25/12/2015"], ["B", "12/07/2015"]]).events[0].talks
    assert [talk.day.isoformat() for talk in american] == ["2015-12-25", "2015-12-07"]
    assert [talk.day.isoformat() for talk in french] == ["2015-12-25", "2015-07-12"]
    for first_day, other in (
        ("12-25-2015", "12-07-2015"),
        (" 12/25/2015 ", " 12/07/2015"),
        ("Fri 12/25/15", "Mon, 12/7/15"),
    ):
        talks = read([headers, ["A", first_day], ["B", other]]).events[0].talks
        assert [talk.day.isoformat() for talk in talks] == ["2015-12-25", "2015-12-07"], first_day
    assert first(headers, ["A", "14-03-2025"]).day == first(headers, ["A", "2025/03/14"]).day == date(2025, 3, 14)


def test_a_workbook_tells_days_hours_and_lengths_in_its_own_ways():
    day = datetime(2015, 7, 8)
    rows = [["Titre", "Début", "Durée"], ["A", day, None], ["B", day.replace(hour=9), timedelta(minutes=45)]]
    whole, timed = table.read(xlsx(rows)).events[0].talks
    assert (whole.day, whole.starts_at) == (day.date(), None)
    assert (timed.starts_at.hour, timed.ends_at - timed.starts_at) == (9, timedelta(minutes=45))
    rows = [["Titre", "Jour", "Début", "Durée"], ["A", day, timedelta(hours=9), 0.03125]]
    [talk] = table.read(xlsx(rows)).events[0].talks
    assert (talk.starts_at.hour, talk.ends_at - talk.starts_at) == (9, timedelta(minutes=45))


def test_a_first_line_that_tells_excel_the_separator_is_no_row():
    assert table.columns(b"sep=;\r\nTitre;Salle\r\nA, b;c\r\n").headers == ("Titre", "Salle")


def test_columns_without_a_header_and_those_of_one_name_are_told_apart():
    found = table.columns(csv([["Titre", "", "Titre"], ["A", "b", "c"]]))
    assert (found.headers, found.mapping) == (("Titre", "B", "Titre (2)"), {"Titre": "title"})
    assert read([["Titre", "", "Titre"], ["A", "b", "c"]]).unheld == {"B": 1, "Titre (2)": 1}


def test_only_so_many_rows_are_read_and_one_is_told(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    for data in (csv([["Titre", "Salle"]] + [["A", "b"]] * 9), xlsx([["Titre", "Salle"]] + [["A", "b"]] * 9)):
        programme = table.read(data)
        assert len(programme.events[0].talks) == 2
        assert TOO_MANY in [doubt for _, doubt in programme.doubts]


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_BYTES", 10_000)
    with pytest.raises(UnreadableProgramme, match=TOO_LONG):
        table.read(xlsx([["Titre", "Salle"]] + [["a" * 100, "b"]] * 500))


def test_one_text_of_many_cells_counts_in_each(monkeypatch):
    data = xlsx([["Titre", "Salle"]] + [["a" * 100, "b"]] * 500)
    assert len(table.read(data).events[0].talks) == 500
    monkeypatch.setattr(sheets, "MAX_CHARACTERS", 10_000)
    with pytest.raises(UnreadableProgramme, match=TOO_LONG) as refused:
        table.read(data)
    assert refused.value.line == 100


@pytest.mark.parametrize(
    "data, reason",
    [
        (csv([["Salle", "Jour"], ["Hall", "2015-07-08"]]), NO_TITLES),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
    ],
)
def test_what_is_no_table_of_talks_is_refused(data, reason):
    with pytest.raises(UnreadableProgramme, match=reason):
        table.read(data)
