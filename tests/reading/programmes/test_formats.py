"""What holds of every reader: it is found, holds or counts all, stands any bytes, and takes time as files grow."""

import json
import re
import sys
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from benchmarks.programmes import schedule, videos
from reading.programmes import checks, formats, frab, opening, pyvideo
from reading.programmes.opening import EMPTY, TOO_LONG
from reading.programmes.programme import Programme, UnreadableProgramme
from tests.reading.programmes import samples
from tests.reading.programmes.samples import FILES, json_of

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What a file tells twice, and is held once (an hour beside its moment, a room below its room), or what is so anyway
# (a talk that is planned).
TWICE = {
    "frab": {"date", "start", "room", "name", "duration", "language"},
    "pretalx": {"date", "day_start", "start", "room", "state", "submission_type"},
    "sessionize": {"isServiceSession", "status"},
    "indico": {"type", "tz"},
    "pyvideo": {"type"},
    "ical": {b"DTEND;VALUE=DATE:20150710"},
}


def told(data):
    """What is read of a file and how much of it is counted, the order of doubts aside."""
    programme = formats.read(data, name="rencontres")
    return programme.events, sum(programme.unheld.values()), set(programme.doubts)


def test_each_file_is_recognised_as_what_it_is_and_as_nothing_else():
    recognised = {
        name: [[one.name for one in formats.FORMATS.values() if one.recognises(data)] for data in files]
        for name, files in FILES.items()
    }
    assert recognised == {name: [[name]] * len(files) for name, files in FILES.items()}


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_read_as_its_system_and_has_a_talk(name):
    for data in FILES[name]:
        programme = formats.read(data)
        assert programme.system == name
        assert programme.events[0].talks


@pytest.mark.parametrize("data", [b"", b" \n", b"Bonjour,\nje viens demain.", b"%PDF-1.7", b"PK\x03\x04", b"\0" * 99])
def test_what_is_none_of_them_is_refused(data):
    with pytest.raises(UnreadableProgramme):
        formats.read(data)


# Without any one value of a file, either what is read or what is counted differs: none was dropped in silence.


def leaves(tree, path=()):
    if isinstance(tree, (dict, list)):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(value, (*path, key))
    elif tree not in (None, ""):
        yield path


def replaced(tree, path, value):
    if not path:
        return value
    changed = within = deepcopy(tree)
    for key in path[:-1]:
        within = within[key]
    within[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    "name, tree",
    [
        ("pretalx", samples.PRETALX), ("pretalx", samples.SUBMISSIONS), ("pretalx", samples.BY_DAY),
        ("sessionize", samples.SESSIONIZE), ("indico", samples.INDICO),
    ],
)  # fmt: skip
def test_no_value_of_json_is_dropped_in_silence(name, tree):
    read = formats.FORMATS[name].read
    whole = read(json_of(tree))
    dropped = []
    for path in leaves(tree):
        try:
            less = read(json_of(replaced(tree, path, None)))
        except UnreadableProgramme:
            continue
        if (less.events, less.unheld, less.doubts) == (whole.events, whole.unheld, whole.doubts):
            dropped.append(path)
    assert [path for path in dropped if path[-1] not in TWICE[name]] == []


def test_no_value_of_pyvideo_is_dropped_in_silence():
    whole, dropped = pyvideo.read(samples.pyvideo()), []
    for name, tree in (("video", samples.VIDEO), ("category", samples.CATEGORY)):
        for path in leaves(tree):
            less = pyvideo.read(samples.pyvideo(**{name: replaced(tree, path, None)}))
            if (less.events, less.unheld, less.doubts) == (whole.events, whole.unheld, whole.doubts):
                dropped.append(path)
    assert [path for path in dropped if path[-1] not in TWICE["pyvideo"]] == []


def test_no_element_and_no_attribute_of_xml_is_dropped_in_silence():
    whole, dropped = told(samples.FRAB), []
    root = etree.fromstring(samples.FRAB)
    for element in root.iter():
        for name, value in [*element.attrib.items(), (None, element.text)]:
            if not (value or "").strip():
                continue
            (element.attrib.pop(name) if name else setattr(element, "text", None))
            if told(etree.tostring(root)) == whole:
                dropped.append(name or element.tag)
            (element.set(name, value) if name else setattr(element, "text", value))
    assert set(dropped) <= TWICE["frab"]


def test_no_line_of_a_calendar_is_dropped_in_silence():
    lines = samples.ICAL.replace(b"\r\n ", b"").split(b"\r\n")
    whole = told(samples.ICAL)
    dropped = []
    for number, line in enumerate(lines):
        if not line or line.startswith((b"BEGIN", b"END")):
            continue
        if told(b"\r\n".join(lines[:number] + lines[number + 1 :])) == whole:
            dropped.append(line)
    assert set(dropped) <= TWICE["ical"]


def test_no_cell_of_a_table_is_dropped_in_silence():
    rows = samples.ROWS
    whole = told(samples.csv())
    dropped = [
        (number, place)
        for number, row in enumerate(rows[1:], start=1) for place, cell in enumerate(row)
        if cell and told(samples.csv(replaced(rows, (number, place), ""))) == whole
    ]  # fmt: skip
    assert dropped == []


# Any bytes are a programme or are refused.


def stands(data):
    for one in formats.FORMATS.values():
        one.recognises(data)
        try:
            programme = one.read(data)
        except UnreadableProgramme:
            continue
        assert isinstance(programme, Programme)
        assert all(talk.title and talk.reference.identifier for event in programme.events for talk in event.talks)


@MANY
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    stands(data)


@MANY
@given(st.data())
def test_damaged_files_are_read_or_refused(data):
    name = data.draw(st.sampled_from(sorted(FILES)))
    file = bytearray(data.draw(st.sampled_from(FILES[name])))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(file) - 1))
        file[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
        if not file:
            break
    stands(bytes(file))


NAMES = sorted({name for files in FILES.values() for file in files for name in re.findall(r'"(\w+)":', str(file))})
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9),
    st.sampled_from([
        "2015-07-08", "0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "25:99", "99:99:99:99", "P9D", "\ud800",
        "e" + "\u0301" * 99, "http://[", "javascript:x", "https://a.example/", "fr", "10:00", "<p>a", "canceled",
    ]),
)  # fmt: skip


@MANY
@given(st.data())
def test_values_of_any_kind_anywhere_are_read_or_refused(data):
    tree = deepcopy(
        data.draw(
            st.sampled_from([samples.PRETALX, samples.SUBMISSIONS, samples.BY_DAY, samples.SESSIONIZE, samples.INDICO])
        )
    )
    others = st.recursive(PLAIN, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(NAMES), one))
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(sorted(leaves(tree), key=str) or [()]))
        cut = data.draw(st.integers(0, len(path)))
        tree = replaced(tree, path[:cut], data.draw(others))
    stands(json.dumps(tree).encode())


# What is hostile is bounded.


def test_a_file_that_is_too_long_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 100)
    with pytest.raises(UnreadableProgramme, match=TOO_LONG):
        formats.read(samples.FRAB)


@pytest.mark.parametrize("sign, data", [("<", samples.FRAB), (",", json_of(samples.INDICO)), ("\n", samples.ICAL)])
def test_a_file_of_too_many_values_is_refused(monkeypatch, sign, data):
    monkeypatch.setattr(opening, "MAX_VALUES", 10)
    monkeypatch.setattr("reading.programmes.content_lines.MAX_VALUES", 10)
    with pytest.raises(UnreadableProgramme, match=TOO_LONG):
        formats.read(data)


def test_more_talks_than_anybody_holds_are_refused(monkeypatch):
    monkeypatch.setattr(checks, "MAX_TALKS", 2)
    with pytest.raises(UnreadableProgramme, match=TOO_LONG):
        formats.read(samples.FRAB)


def test_nothing_is_no_programme():
    with pytest.raises(UnreadableProgramme, match=EMPTY):
        formats.read(b"")


# Twice as many talks take twice the steps.


def steps(read, data):
    """How many functions are called, Python's own included, to read a file."""
    count = 0

    def one(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one)
    try:
        read(data)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("read, made", [(frab.read, schedule), (pyvideo.read, videos)])
def test_the_steps_grow_with_the_talks(read, made):
    read(made(100))  # what is worked out at the first time
    assert 1.9 < steps(read, made(400)) / steps(read, made(200)) < 2.1


def test_the_steps_grow_with_the_entries_of_every_format():
    sessions = [{"id": str(n), "title": f"A{n}", "speakers": [str(n)], "categoryItems": [n]} for n in range(400)]
    people = [{"id": str(n), "fullName": f"Anne {n}"} for n in range(400)]
    items = [{"id": n, "name": f"rue {n}"} for n in range(400)]
    made = {
        "sessionize": lambda n: json_of({
            "sessions": [one | {"startsAt": "2015-07-08T10:00"} for one in sessions[:n]], "speakers": people[:n],
            "categories": [{"title": "Sujets", "items": items[:n]}],
        }),
        "pretalx": lambda n: json_of([{"code": f"C{k}", "title": "A", "speakers": [f"{k}"]} for k in range(n)]),
        "indico": lambda n: json_of({"results": [{"title": "A", "_type": "", "contributions": sessions[:n]}]}),
        "ical": lambda n: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nSUMMARY:A\nUID:b\nEND:VEVENT\n" * n + b"END:VCALENDAR",
        "table": lambda n: samples.csv(samples.ROWS + [samples.ROWS[1]] * n),
        "lines": lambda n: "9 h Ouvrir la rue — Anne Roy, maire, Sèvres ; Bo Lind\n".encode() * n,
    }  # fmt: skip
    ratios = {}
    for name, make in made.items():
        read = formats.FORMATS[name].read
        read(make(50))
        ratios[name] = steps(read, make(400)) / steps(read, make(200))
    assert {name: ratio for name, ratio in ratios.items() if not 1.7 < ratio < 2.1} == {}
