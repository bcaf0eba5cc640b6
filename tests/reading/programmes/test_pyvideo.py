"""The records of pyvideo: a folder an event, a file a talk."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import pyvideo
from reading.programmes.opening import ENCRYPTED, TOO_LONG
from reading.programmes.programme import (
    DERIVED_DAYS,
    NO_DAY,
    UNREADABLE_PART,
    UNREADABLE_TIME,
    Document,
    Person,
    Recording,
    Reference,
    UnreadableProgramme,
)
from tests.reading.programmes.samples import CATEGORY, VIDEO, json_of, zipped
from tests.reading.programmes.samples import pyvideo as files


def read(**told):
    return pyvideo.read(files(**told))


def test_a_talk_is_read_with_all_its_recordings():
    talk = read().events[0].talks[0]
    assert talk.reference == Reference("pyvideo", "rues-2015/ouvrir")
    assert (talk.title, talk.day, talk.language, talk.themes) == ("Ouvrir la rue", date(2015, 7, 8), "fr", ("rue",))
    assert talk.abstract == "Court.\n\nLong."
    assert talk.people == (Person(name="Anne Roy"), Person(name="Bo Lind"))
    told = {"language": "fr", "license": "CC BY 4.0", "duration": 2700}
    assert talk.recordings == (
        Recording(url="https://www.youtube.com/watch?v=1", kind="video", **told),
        Recording(url="https://rues.example/1.mp3", kind="audio", **told),
        Recording(url="https://rues.example/1", kind="other", **told),
    )
    assert talk.documents == (
        Document(url="https://rues.example/rues.pdf", kind="slides", label="Slides"),
        Document(url="https://rues.example/plan"),
    )


def test_an_event_is_its_category():
    event = read().events[0]
    assert (event.title, event.reference) == ("Rencontres des rues", Reference("pyvideo", "rues-2015"))
    assert (event.starts_on, event.ends_on, event.website) == (
        date(2015, 7, 8), date(2015, 7, 9), "https://rues.example/",
    )  # fmt: skip


def test_what_has_no_place_is_counted():
    assert read().unheld == {
        "category.alias": 1, "thumbnail_url": 1, "quality_notes": 1, "slug": 1, "videos.size": 1, "videos.type": 1,
    }  # fmt: skip


def test_an_event_without_days_has_those_of_its_talks_with_a_doubt():
    programme = read(category={"title": "Rencontres"})
    assert (programme.events[0].starts_on, programme.events[0].ends_on) == (date(2015, 7, 8), date(2015, 7, 8))
    assert programme.doubts == [("Rencontres", DERIVED_DAYS)]


@pytest.mark.parametrize(
    "recorded, day, starts_at, doubts",
    [
        ("2015-07-08T10:00:00+02:00", date(2015, 7, 8), datetime(2015, 7, 8, 10, tzinfo=ZoneInfo("Europe/Paris")), []),
        ("vers juillet", None, None, [("Ouvrir la rue", UNREADABLE_TIME)]),
        ("8 juillet", None, None, [("Ouvrir la rue", UNREADABLE_TIME)]),
        (None, None, None, [("Ouvrir la rue", NO_DAY)]),
    ],
)
def test_a_day_that_cannot_be_read_is_doubted(recorded, day, starts_at, doubts):
    programme = read(video=VIDEO | {"recorded": recorded})
    talk = programme.events[0].talks[0]
    assert (talk.day, talk.starts_at, programme.doubts) == (day, starts_at, doubts)
    assert programme.unheld["recorded"] == (day is None and recorded is not None)


@pytest.mark.parametrize("code, language", [("fra", "fr"), ("fre", "fr"), ("eng", "en"), ("deu", "de"), ("tlh", "")])
def test_languages_are_told_in_two_letters(code, language):
    assert read(video=VIDEO | {"language": code}).events[0].talks[0].language == language


def test_descriptions_keep_their_markup_but_for_that_of_pages():
    described = VIDEO | {"summary": "", "description": "<p>Un <b>mot</b>.</p><ul><li>deux</li></ul>"}
    assert read(video=described).events[0].talks[0].abstract == "Un mot.\n\ndeux"
    described["description"] = "Un *mot*,\n\n- deux `trois <https://rues.example/>`__"
    assert read(video=described).events[0].talks[0].abstract == described["description"]


def test_a_zip_is_read_as_the_folders_in_it_and_other_files_are_counted():
    data = zipped({f"data-main/{path}": content for path, content in files().items()} | {"LICENSE": b"CC0"})
    programme = pyvideo.read(data)
    assert pyvideo.recognises(data)
    assert programme.events == read().events
    assert programme.unheld["files"] == 1


def test_a_damaged_file_does_not_cost_the_others():
    told = files() | {"rues-2015/videos/autre.json": b"{\n"}
    programme = pyvideo.read(told)
    assert len(programme.events[0].talks) == 1
    assert ("rues-2015/videos/autre.json:2", UNREADABLE_PART) in programme.doubts


def test_each_folder_is_an_event():
    told = files() | {"nuits-2016/videos/a.json": json_of(VIDEO), "nuits-2016/category.json": json_of(CATEGORY)}
    assert [event.reference.identifier for event in pyvideo.read(told).events] == ["nuits-2016", "rues-2015"]


def test_what_unpacks_to_too_much_is_refused():
    with pytest.raises(UnreadableProgramme, match=TOO_LONG):
        pyvideo.read(zipped({"a/category.json": b"{}", "a/videos/b.json": b" " * 50_000_000}))


def test_what_is_encrypted_is_refused():
    data = bytearray(zipped({"a/category.json": b"{}"}))
    data[6] |= 1  # in the head of the file
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the list at the end
    with pytest.raises(UnreadableProgramme, match=ENCRYPTED):
        pyvideo.read(bytes(data))
