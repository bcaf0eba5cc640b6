"""What is taken of an object is held, and what stays is counted."""

from reading.programmes.fields import ByKey, Fields, Shared, address, left, line, paragraphs, prose


def taken(values, read):
    """(what is read of an object, what stays of it)"""
    fields = Fields(values)
    return read(fields), fields.values


def test_the_first_field_that_says_something_is_taken():
    assert taken({"a": " ", "b": " un\n mot ", "c": "d"}, lambda one: one.line("x", "a", "b", "c")) == (
        "un mot", {"a": " ", "c": "d"},
    )  # fmt: skip


def test_of_several_languages_the_french_is_taken_or_the_english_or_what_there_is():
    names = ({"en": "North", "fr": "Nord"}, {"en": "North", "fr": ""}, {"de": "Norden"})
    assert [taken({"a": name}, lambda one: one.line("a")) for name in names] == [
        ("Nord", {"a": {"en": "North"}}), ("North", {"a": {"fr": ""}}), ("Norden", {"a": {}}),
    ]  # fmt: skip


def test_what_is_no_text_stays():
    for value in ({"id": "5", "size": 3}, {"id": "5"}, [], [[]], [{}], True, None, "\u0301" * 99):
        assert taken({"a": value}, lambda one: one.line("a")) == ("", {"a": value})


def test_a_flag_is_taken_either_way():
    values = {"a": False, "b": "true", "c": "peut-être", "d": [True]}
    said, stays = taken(values, lambda one: [one.flag(name) for name in "abcde"])
    assert (said, stays) == ([False, True, None, None, None], {"c": "peut-être", "d": [True]})


def test_of_a_list_what_cannot_be_read_stays():
    values = {"a": ["x", 1, "", None, {"text()": "y", "@z": "1"}, {"n": 1}]}
    assert taken(values, lambda one: one.lines("a")) == (
        ("x", "1", "y"), {"a": ["", None, {"@z": "1"}, {"n": 1}]},
    )  # fmt: skip


def test_what_stays_is_counted_by_its_path():
    tree = {"a": [{"b": 1}, {"b": False, "c": ""}], "d": ByKey({"salle": {"e": "x"}, "cour": {"e": "y"}}), "f": None}
    assert left(tree) == {"a.b": 2, "d.*.e": 2}
    assert left({"a": {"b": {"c": 1}}, "d": 1}, ["a.b", "a"]) == {"c": 1, "d": 1}


def test_more_paths_than_anybody_reads_are_counted_together():
    assert left({str(number): 1 for number in range(1500)})["…"] == 500


def test_what_is_shared_is_taken_when_it_is_first_met():
    room, other = Fields({"id": 1, "name": "Hall"}), Fields({"id": 2, "name": "Cour"})
    rooms = Shared([room, other], "id", made=lambda one: one.line("name"))
    assert [rooms.get("1"), rooms.get(1), rooms.get(3), rooms.get(None)] == ["Hall", "Hall", None, None]
    assert (room.values, other.values) == ({"id": 1}, {"id": 2, "name": "Cour"})


def test_texts_are_cleaned():
    assert line("\ufeffE\u0301te\u0301\u202e  un\x00\ud800 mot\n") == "Été un mot"
    assert line(5) == "5"
    assert prose("Un\r\n\r\n\r\n\r\nmot  \n") == "Un\n\nmot"
    assert prose("<p>Un &amp; deux<br>trois</p><script>x</script>") == "Un & deux\ntrois"
    assert paragraphs("mot", "Un mot.") == "mot\n\nUn mot."
    assert paragraphs("Court.", "Court. Et long.", "", "Court. Et long.", "Autre.") == "Court. Et long.\n\nAutre."


def test_addresses_are_of_the_web():
    cases = {
        "https://a.example/b": "https://a.example/b", "/b?c": "https://d.example/b?c", "javascript:x": "",
        "mailto:a@b.example": "", "http://[": "", "https://a b/": "", "": "", "http://": "",
    }  # fmt: skip
    assert {case: address(case, base="https://d.example/e") for case in cases} == cases
