from collections import Counter

import pytest

from benchmarks.search.recalled import PUBLIC, queries, sentences, themes
from benchmarks.search.rivals import FTS5
from benchmarks.search.shelving import BOOKS


def all_sentences():
    return [sentence for file in BOOKS for sentence in sentences(file)]


def test_the_sentences_are_thousands_and_all_different():
    texts = [sentence.text for sentence in all_sentences()]
    assert len(texts) == len(set(texts)) >= 5_000
    assert all(40 <= len(text) <= 400 for text in texts)


def test_themes_are_of_talks_that_are_there():
    talks = {sentence.talk for sentence in all_sentences()}
    assert [title for titles in themes().values() for title in titles if title not in talks] == []


def test_every_kind_is_asked_often_enough_and_nothing_twice():
    asked = queries(BOOKS)
    assert [text for text, times in Counter(query.text for query in asked).items() if times > 1] == []
    kinds = Counter(query.kind for query in asked)
    assert kinds.pop(PUBLIC) >= 60
    assert len(kinds) >= 12 and min(kinds.values()) >= 10 and kinds.total() >= 150


def test_what_would_be_right_has_to_be_there():
    with pytest.raises(ValueError, match="0 sentences with"):
        queries(["union"])


def test_any_word_is_enough_for_a_rival_and_the_better_line_comes_first():
    rival = FTS5([("sea", "la mer bleue"), ("land", "la terre"), ("bridge", "la mer et le pont")])
    assert rival.ask("le pont sur la mer") == ["bridge", "sea", "land"]
    assert rival.ask("?") == []
