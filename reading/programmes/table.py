"""A programme as a table, a talk on each row: CSV as French spreadsheets write it, or XLSX.

`columns` shows what a table has and guesses which column says what, for a person to correct; `read` reads it so.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from language.codes import code_of
from language.folding import fold

from .checks import checked
from .fields import Fields, address, line, prose
from .kinds import talk_kind
from .links import document, recording_kind
from .opening import NO_PROGRAMME, NO_TITLES
from .people import beside, people_in
from .programme import (
    CONTRADICTION,
    NO_DAY,
    NO_NAME,
    NO_TITLE,
    SEVERAL_PEOPLE,
    TOO_MANY,
    UNREADABLE_TIME,
    Event,
    Programme,
    Recording,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .sheets import is_workbook, sheet_of
from .times import ZONE, Clock, day, duration, hour, moment

EXAMPLES = 3
# What a column may say, with the headers by which that is guessed.
FIELDS = {
    "title": "titre, title, intitulé, sujet, intervention, session, nom de l’intervention, talk, conférence",
    "identifier": "identifiant, id, code, référence, identifier, guid, uid, numéro",
    "people": "intervenants, intervenant, intervenante, intervenantes, orateurs, orateur, oratrice, speakers, speaker, "
    "intervenant·e·s, intervenant(e)s, conférenciers, conférencier, nom, noms, auteurs, presenters, presenter, "
    "participants, panelists",
    "moderators": "modérateur, modératrice, modérateurs, modération, moderator, moderators, animateur, animatrice, "
    "animation, animé par, chair, chairs",
    "job_title": "fonction, fonctions, poste, titre de l’intervenant, job title, position, role, qualité",
    "organization": "organisation, organisations, organisme, structure, structures, affiliation, company, "
    "organization, entreprise, association, institution",
    "day": "jour, date, day, journée",
    "starts_at": "début, heure, heure de début, horaire, horaires, start, starts at, start time, starts, de, commence",
    "ends_at": "fin, heure de fin, end, ends at, end time, ends, à, finit",
    "duration": "durée, duration, minutes, length",
    "room": "salle, lieu, room, espace, amphi, amphithéâtre, location, place",
    "track": "parcours, track, piste, filière, axe, séance, stream",
    "kind": "type, format, kind, nature, session type, type d’intervention",
    "state": "état, statut, state, status",
    "abstract": "résumé, description, abstract, présentation, contenu, summary, résumé de l’intervention",
    "language": "langue, language, lang",
    "themes": "thèmes, thème, mots-clés, mots clés, themes, topics, tags, keywords, étiquettes, catégories, sujets",
    "url": "lien, url, page, adresse, link, site",
    "recording": "vidéo, video, enregistrement, recording, captation, replay, audio",
    "slides": "diapositives, diapos, supports, support, slides, présentation (lien)",
    "online_url": "visio, visioconférence, lien de visioconférence, en ligne, webinaire, online, live",
    "license": "licence, license",
}
_GUESSES = {fold(header): field for field, headers in FIELDS.items() for header in headers.split(", ")}
_STATES = {
    fold(word): state
    for state, words in {
        "planned": "comme prévu, prévu, prévue, confirmé, confirmée, maintenu, as planned, planned, confirmed, "
        "accepted",
        "cancelled": "annulé, annulée, annulation, supprimé, supprimée, déprogrammé, déprogrammée, cancelled, canceled",
        "postponed": "reporté, reportée, report, postponed",
    }.items()
    for word in words.split(", ")
}
_OF_DAYS = {"day", "starts_at", "ends_at"}
_NUMBERED = re.compile(
    r"(?P<before>\s*(?:[^\W\d_]+[.,]*\s+)?)(?P<one>\d{1,2})(?P<sign>[/-])(?P<other>\d{1,2})(?=(?P=sign)\d)"
)
_SEVERAL = {"people", "moderators", "themes"}  # may have several columns
_BETWEEN = re.compile(r"[;,\n|]")
_SPAN = re.compile(r"\s*(?:[-–—]|à|to)\s*")


@dataclass(frozen=True)
class Columns:
    """The columns of a table: their headers, some rows, and the field that each header is guessed to be of."""

    headers: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]
    mapping: dict[str, str]
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""


def recognises(data):
    """Whether this may be a table: a workbook, or a text of which a title and who speaks, when or where is a column."""
    if is_workbook(data):
        return True
    if data[:1] in (b"{", b"[", b"<") or data.startswith(b"PK") or b"\n" not in data:
        return False
    try:
        fields = set(columns(data).mapping.values())
    except UnreadableProgramme:
        return False
    return "title" in fields and len(fields) > 1


def columns(data):
    """The `Columns` of a table. Raises `UnreadableProgramme`."""
    sheet = sheet_of(data)
    headers = _headers(sheet)
    mapping = {}
    for header in headers:
        field = _GUESSES.get(fold(header)) or _GUESSES.get(fold(header).rstrip(" 0123456789"))
        if field and (field in _SEVERAL or field not in mapping.values()):
            mapping[header] = field
    examples = tuple(tuple(line(_text(cell)) for cell in row) for row in sheet.rows[1 : EXAMPLES + 1])
    return Columns(headers, examples, mapping, sheet.delimiter, sheet.encoding, sheet.name)


def _headers(sheet):
    """The texts of the first row, each different; a column without any goes by its letters."""
    if not sheet.rows:
        raise UnreadableProgramme(NO_PROGRAMME)
    headers, seen = [], {}
    for place in range(max(map(len, sheet.rows))):
        text = line(_text(sheet.rows[0][place])) if place < len(sheet.rows[0]) else ""
        text = text or _letters(place)
        seen[text] = seen.get(text, 0) + 1
        headers.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return tuple(headers)


def _letters(place):
    """A, B, … Z, AA, as spreadsheets name their columns"""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def _text(cell):
    """A cell as text: a day or an hour in ISO 8601, a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return cell.isoformat(" ") if hasattr(cell, "hour") and hasattr(cell, "year") else cell.isoformat()
    return "" if cell is None else str(cell)


def read(data, mapping=None, *, zone=ZONE, name=""):
    """The `Programme` of a table; `mapping` is {header: field of `FIELDS`}, else that which `columns` guesses."""
    sheet = sheet_of(data)
    headers = _headers(sheet)
    mapping = columns(data).mapping if mapping is None else mapping
    if "title" not in mapping.values():
        raise UnreadableProgramme(NO_TITLES, line=sheet.numbers[0])
    reader = _Rows(mapping, Clock(default=zone))
    rows = [dict(zip(headers, row, strict=False)) for row in sheet.rows[1:]]
    for header in (name for name, field in mapping.items() if field in _OF_DAYS):
        _put_days_first(rows, header)
    talks = tuple(filter(None, map(reader.talk, map(Fields, rows), sheet.numbers[1:])))
    days = [talk.day for talk in talks if talk.day]
    title = name or sheet.name or "table"
    programme = reader.programme
    programme.events = [
        Event(
            title=title, reference=Reference("table", name or "table"), starts_on=min(days, default=None),
            ends_on=max(days, default=None), talks=talks,
        )
    ]  # fmt: skip
    programme.doubts += [(title, doubt) for doubt in reader.clock.doubts()]
    if not sheet.is_whole:
        programme.doubts.append((title, TOO_MANY))
    return checked(programme, rows)


def _put_days_first(rows, header):
    """In a column where one day is « 12/25/2015 » and none « 25/12/2015 », « 12/07/2015 » is of December, too."""
    found = [(row, _NUMBERED.match(cell)) for row in rows if isinstance(cell := row.get(header), str)]
    found = [(row, day) for row, day in found if day]
    if all(int(day["one"]) <= 12 for _, day in found) and any(int(day["other"]) > 12 for _, day in found):
        for row, day in found:
            row[header] = f"{day['before']}{day['other']}{day['sign']}{day['one']}{day.string[day.end() :]}"


class _Rows:
    """Makes talks of rows; `mapping` is {header: field}."""

    def __init__(self, mapping, clock):
        self.programme = Programme("table")
        self.clock = clock
        self.headers = {}
        for header, field in mapping.items():
            self.headers.setdefault(field, []).append(header)

    def _take(self, row, field, made):
        return row.take(*self.headers.get(field, ()), made=made)

    def _line(self, row, field):
        return self._take(row, field, lambda cell: line(_text(cell))) or ""

    def _all(self, row, field):
        """What each of the columns of a field says, one below the other."""
        headers = self.headers.get(field, ())
        return "\n".join(filter(None, (row.take(header, made=lambda cell: prose(_text(cell))) for header in headers)))

    def talk(self, row, number):
        """The `Talk` of a row; None without a title, which leaves all of it."""
        title = self._line(row, "title")
        if not title:
            self.programme.doubts.append((f"{number}", NO_TITLE))
            return None
        on, starts_at, ends_at = self._times(row, title)
        url, live = self._take(row, "url", address) or "", self._take(row, "online_url", address) or ""
        return Talk(
            title=title,
            reference=Reference("table", self._line(row, "identifier"), url),
            kind=self._take(row, "kind", talk_kind) or "talk",
            state=self._take(row, "state", _state) or "planned",
            day=on,
            starts_at=starts_at,
            ends_at=ends_at,
            room=self._line(row, "room"),
            track=self._line(row, "track"),
            abstract=self._take(row, "abstract", lambda cell: prose(_text(cell))) or "",
            language=self._take(row, "language", code_of) or "",
            license=self._line(row, "license"),
            is_online=bool(live),
            online_url=live,
            url=url,
            people=self._people(row, title),
            recordings=tuple(self._recordings(row)),
            documents=tuple(self._documents(row)),
            themes=tuple(dict.fromkeys(filter(None, map(line, _BETWEEN.split(self._all(row, "themes")))))),
        )

    def _times(self, row, title):
        """(day, start, end), None where they are not told."""
        on = self._take(row, "day", day)
        start = self._take(row, "starts_at", lambda cell: _start(cell, on, self.clock.zone))
        if any(row.values.get(header) for name in ("day", "starts_at") for header in self.headers.get(name, ())):
            self.programme.doubts.append((title, UNREADABLE_TIME if on or "day" not in self.headers else NO_DAY))
        if not start:
            return on, None, None
        starts_on, begins, ends = start
        if on and starts_on != on:
            self.programme.doubts.append((title, CONTRADICTION))
        return on or starts_on, *(self._moments(row, starts_on, begins, ends) if begins is not None else (None, None))

    def _moments(self, row, on, begins, ends):
        """(start, end) of a talk that begins at an hour of that day."""
        ends = ends or self._take(row, "ends_at", lambda cell: _hour(cell, self.clock.zone))
        if ends:
            return self.clock.span(on, begins, ends)
        starts_at = self.clock.at(on, begins)
        lasts = self._take(row, "duration", _lasting)
        return starts_at, starts_at + lasts if lasts else None

    def _people(self, row, title):
        people, left = people_in(self._all(row, "people"))
        moderators, others = people_in(self._all(row, "moderators"), "moderator")
        self.programme.doubts += [(title, NO_NAME)] if left or others else []
        self.programme.unheld.update([*left, *others])
        for field in ("job_title", "organization"):
            described = self._take(row, field, lambda cell: beside(people, field, prose(_text(cell))))  # noqa: B023 - at once
            people = described or people
            if people and any(map(row.said, self.headers.get(field, ()))):
                self.programme.doubts.append((title, SEVERAL_PEOPLE))
        return (*people, *moderators)

    def _recordings(self, row):
        if found := self._take(row, "recording", address):
            yield Recording(url=found, kind=recording_kind("", found) or "video")

    def _documents(self, row):
        if found := self._take(row, "slides", address):
            yield replace(document(found), kind="slides")


def _state(cell):
    """« annulé », and « Annulé (grève) »."""
    told = fold(_text(cell))
    return _STATES.get(told) or _STATES.get(told.partition(" ")[0])


def _hour(cell, zone):
    """The hour that a cell is: of a clock, with or without a day, or the part of a day, as spreadsheets count."""
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, timedelta) and timedelta() <= cell < timedelta(days=1):
        return (datetime.min + cell).time()
    return hour(cell) or (found.time() if (found := _moment(cell, zone)) else None)


def _lasting(cell):
    """How long a cell says; a part of a day, as spreadsheets count."""
    is_part = isinstance(cell, float) and 0 < cell < 1
    return timedelta(seconds=round(cell * 86_400)) if is_part else duration(cell)


def _moment(cell, zone):
    """The moment that a cell is, as clocks of a zone show it."""
    found = moment(cell)
    return found.astimezone(zone).replace(tzinfo=None) if found and found.tzinfo else found


def _start(cell, on, zone):
    """(day, hour, hour of the end or None) that a cell tells of a talk of the day `on`: « 9 h – 10 h 30 ».

    A day of a workbook, which has no hour there either, comes as its midnight.
    """
    whole = _moment(cell, zone)
    if whole:
        is_day = isinstance(cell, datetime) and whole.time() == time.min
        return whole.date(), None if is_day else whole.time(), None
    begins, ends = _hour(cell, zone), None
    if begins is None and isinstance(cell, str):
        parts = _SPAN.split(cell.strip()[:60])
        begins, ends = map(hour, parts) if len(parts) == 2 else (None, None)
        begins = begins if ends is not None else None
    return (on, begins, ends) if on and begins is not None else None
