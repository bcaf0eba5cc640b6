"""Bytes become trees, whoever made them."""

import pytest

from reading.programmes.content_lines import tree_of
from reading.programmes.opening import DAMAGED, MAX_MEMBERS, NOT_TEXT, TOO_LONG, json_of, members_of, xml_of
from reading.programmes.programme import UnreadableProgramme
from tests.reading.programmes.samples import zipped


def refusal(read, data):
    with pytest.raises(UnreadableProgramme) as refused:
        read(data)
    return str(refused.value), refused.value.line


def test_a_name_that_an_object_has_twice_keeps_both_values():
    assert json_of(b'{"a": 1, "a": 2, "a": 3}') == {"a": 1, "a (again)": [2, 3]}


def test_json_may_have_a_mark_or_be_in_another_encoding():
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        assert json_of('{"a": "été"}'.encode(encoding)) == {"a": "été"}


def test_what_is_hostile_is_refused():
    refused = {
        "deep": refusal(json_of, b'{"a":' * 90_000), "long number": refusal(json_of, b"9" * 5000),
        "binary": refusal(json_of, bytes(range(256))), "deep XML": refusal(xml_of, b"<a>" * 5000),
        "entities": refusal(xml_of, b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        "many files": refusal(members_of, zipped({str(number): b"" for number in range(MAX_MEMBERS + 1)})),
        "no ZIP": refusal(members_of, b"PK\x03\x04"),
    }  # fmt: skip
    assert refused == {
        "deep": (DAMAGED, None), "long number": (DAMAGED, None), "binary": (NOT_TEXT, None), "deep XML": (DAMAGED, 1),
        "entities": (DAMAGED, 1), "many files": (TOO_LONG, None), "no ZIP": (DAMAGED, None),
    }  # fmt: skip


def test_elements_become_objects_lists_and_texts():
    data = b'<a b="1"><c/><d> x </d><e f="2">y<g/>z</e><h/><h>w</h> <!-- no --><?no?></a>'
    assert xml_of(data) == {
        "a": {"@b": "1", "c": "", "d": " x ", "e": {"@f": "2", "g": "", "text()": "yz"}, "h": ["", "w"]}
    }


def test_lines_become_components_with_their_parameters():
    data = b'BEGIN:VCALENDAR\r\nX;P="a;b:c";Q=d;Q=e:one\r\n  two\r\nno name\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n'
    assert tree_of(data) == {
        "VCALENDAR": [
            {
                "X": [{"text()": "one two", "@P": "a;b:c", "@Q": ["d", "e"]}],
                "line without a name": ["no name"],
                "VEVENT": [{"UID": ["1"]}],
            }
        ]
    }
