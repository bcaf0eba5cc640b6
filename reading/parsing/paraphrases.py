"""What somebody is said to have said, in the words of the article: « X explique que … », « selon X, … »."""

from dataclasses import replace

from .candidates import Paraphrase
from .lexicon import INFINITIVE
from .reporting import Reporting

_THAT = frozenset("que qu’ that".split())
_ADVERBS = 4  # words between the verb and « que »
_SHORTEST = 4  # words


def find(article, reporting=None):
    reporting = reporting or Reporting(article)
    for paragraph in article.paragraphs:
        if paragraph.is_heading:
            continue
        number = article.sentence_of(paragraph.start)
        while number < len(article.sentences) and article.sentences[number][0] < paragraph.end:
            start, end = article.sentences[number]
            if not article.in_tweet(start):
                yield from _in_sentence(article, reporting, start, end)
            number += 1


def _in_sentence(article, reporting, start, end):
    first, last = article.token_at(start), article.token_at(end)
    outside = [n for n in range(first, last) if not article.is_inside(article.tokens[n].start)]
    for place in outside:
        kind = reporting.verb_at(place)
        if not kind or kind == INFINITIVE:
            continue
        that = _that(article, place, last)
        if that is None:
            continue
        voice = reporting.subject(place, kind, first, that, outside)
        if voice and (voice.person or voice.rule.startswith(("group", "office"))):
            yield from _clause(article, that + 1, end, voice)
            return
    yield from _according(article, reporting, outside, first, last, end)


def _that(article, verb, last):
    for place in range(verb + 1, min(verb + 2 + _ADVERBS, last)):
        token = article.tokens[place]
        if token.low in _THAT:
            return place
        if not token.is_word:
            return None
    return None


def _according(article, reporting, outside, first, last, end):
    """« Selon X, tout va bien », at the beginning of a sentence."""
    if not outside or outside[0] != first or not reporting.is_according(first, last):
        return
    voice = reporting.according(first, last)
    comma = next((n for n in outside[1:14] if article.tokens[n].text == ","), None)
    if voice and voice.person and comma is not None:
        yield from _clause(article, comma + 1, end, replace(voice, rule="according"))


def _clause(article, place, end, voice):
    """The rest of the sentence from the token `place`, if it is not mostly a quotation."""
    if place >= len(article.tokens):
        return
    start = article.tokens[place].start
    stop = start + len(article.text[start:end].rstrip(" \n\t.;:,…\u00a0\u202f"))
    text = article.text[start:stop]
    quoted = sum(q.end - q.start for q in article.quotations_between(start, stop) if q.depth == 0)
    if len(text.split()) < _SHORTEST or quoted > len(text) / 2:
        return
    yield Paraphrase(
        start=start, end=stop, text=text, rule=voice.rule, cue=voice.cue,
        confidence=voice.held(0.75 if voice.speaker else 0.6),
        speaker=voice.speaker, attribution=voice.printed, language=article.written_in,
    )  # fmt: skip
