"""Whose words they are in the articles with keys, where no list knows a given name, or their beginning is missing."""

import json
import re
from pathlib import Path

import pytest

from benchmarks.certainty import PASSAGES, judged
from language.folding import fold
from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from reading.parsing.certainty import measured

VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
_ABOVE = 3  # paragraphs that an excerpt leaves out
SETS = "abcdefghi"  # of articles, by their first letter


def strange(word):
    """A word as long as `word` and as easily said, that no list of names has: « Retuow » for « Julien »."""
    return "".join(map(_moved, word))


def _moved(letter):
    small = letter.lower()
    row, by = (VOWELS, 2) if small in VOWELS else (CONSONANTS, 7)
    if small not in row:
        return letter
    other = row[(row.index(small) + by) % len(row)]
    return other.upper() if letter.isupper() else other


def renamed(text, key):
    """(`text`, `key`) with other given names, initials too, each as long as before: places stay."""
    named = [
        one["name"].split(maxsplit=1) for one in key["speakers"] if re.match(r"[A-ZÀ-Ý][a-zà-ÿ-]\S+ ", one["name"])
    ]
    given = {part for first, _ in named for part in re.findall(r"\w{3,}", first)}
    family = {rest for _, rest in named}
    if not named:
        return text, key
    pattern = re.compile(
        rf"(?<!\w)(?:(?:{_any(given)})(?!\w)|(?:(?!M\.)[A-Z]\.-?)+(?=[ \u00a0](?:{_any(family)})(?!\w)))"
    )
    said = pattern.sub(lambda found: strange(found[0]), json.dumps(key, ensure_ascii=False))
    return pattern.sub(lambda found: strange(found[0]), text), json.loads(said)


def _any(words):
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@pytest.mark.parametrize("letter", SETS)
def test_what_is_certain_stays_so_where_no_list_knows_a_given_name(letter, tmp_path):
    for path in (one for one in PASSAGES if one.name[0] == letter):
        key = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text, told = renamed(path.read_text(encoding="utf-8"), key)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
        (tmp_path / path.name).with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")
    certain = [right for _, one, right in judged(sorted(Path(tmp_path).glob("*.txt"))) if _is_certain_quote(one)]
    assert len(certain) >= 20
    assert sum(certain) / len(certain) >= 0.96


@pytest.mark.parametrize("letter", SETS)
def test_what_is_certain_stays_so_in_an_excerpt(letter):
    """Who was named in full above it is named by a part of that name at best."""
    certain = []
    for path in (one for one in PASSAGES if one.name[0] == letter):
        text = path.read_text(encoding="utf-8")
        start = next(iter([found.end() for found in re.finditer(r"\n\s*\n", text)][_ABOVE:]), len(text))
        told = {one["start"]: one["speaker"] for one in json.loads(path.with_suffix(".json").read_text())["quotes"]}
        said = [one for one in parse(Document(text[start:])) if one.kind == "quote" and one.start + start in told]
        certain += [_shares_a_word(one.speaker, told[one.start + start]) for one in said if one.confidence >= CERTAIN]
    assert len(certain) >= 15
    assert sum(certain) / len(certain) >= 0.95


def _shares_a_word(name, wanted):
    return not {*fold(name or "").split()}.isdisjoint(fold(wanted or "").split()) or name == wanted


def _is_certain_quote(one):
    return one.kind == "quote" and measured(one).confidence >= CERTAIN
