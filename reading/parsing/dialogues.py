"""Dialogue as tales print it, with dashes and no marks: « — Elle nous écoute, répond X. »."""

import re

from .candidates import TRANSCRIPTION, Quote
from .language import spoken_in
from .speech import DIRECT, NOBODY, UNSURE, Voice

_DASH = re.compile(r"[—–-][ \u00a0]+(?=[\w«“\"…])")
_PAUSE = re.compile(r"[,?!….][ \u00a0\u202f]+(?=[^\W\d_])")
_MOST_PAUSES = 12
_TOLD = 0.85


def find(article, reporting):
    """The `Quote`s of paragraphs that a dash begins, where a verb of speech tells that they are no list."""
    for run in _runs(article):
        if any(article.quotations_between(*one) for one in run):
            continue  # who speaks there is told by marks
        voices = [_voice(article, reporting, *one) for one in run]
        told = sum(place is not None for place, _ in voices)
        if told and told * 3 >= len(run):
            for (start, end), (place, voice) in zip(run, voices, strict=True):
                yield _quote(article, start, end, place, voice)


def _runs(article):
    """Lists of the (start, end) of the words of paragraphs that stand together and begin with a dash."""
    run = []
    for paragraph in article.paragraphs:
        dash = _DASH.match(article.text, paragraph.start, paragraph.end)
        if dash and not article.is_turn(paragraph):
            run.append((dash.end(), paragraph.end))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _voice(article, reporting, start, end):
    """(where the words pause for « répond X », whose they are); (None, nobody's) where nothing tells."""
    for number, pause in enumerate(_PAUSE.finditer(article.text, start, end)):
        if number == _MOST_PAUSES:
            break
        limit = article.sentences[article.sentence_of(pause.end())][1]
        voice = reporting.after(pause.start(), min(limit, end)) if article.text[pause.end()].islower() else None
        if voice and voice.strength == DIRECT:
            return pause.start(), voice
    return None, Voice(None, "", "nobody", "", NOBODY, UNSURE)


def _quote(article, start, end, place, voice):
    """The words until they pause, or all of them where they go on behind « répond X »."""
    if place is not None and not _goes_on(article, place, end):
        end = place + (article.text[place] != ",")
    words = article.text[start:end]
    return Quote(
        start=start, end=end, text=words, rule=voice.rule, cue=voice.cue, confidence=voice.held(_TOLD),
        speaker=voice.speaker, attribution=voice.printed, nature=TRANSCRIPTION,
        language=spoken_in(words, article.written_in),
    )  # fmt: skip


def _goes_on(article, place, end):
    """Whether more is said behind « , répond X »: a sentence, or what a comma parts from it."""
    sentence = article.sentences[article.sentence_of(place + 2)][1]
    return sentence < end or "," in article.text[place + 1 : end]
