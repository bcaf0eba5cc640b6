"""Dialogue as tales print it, with dashes and no marks: « — Elle nous écoute, répond X. »."""

import re

from .candidates import TRANSCRIPTION, Quote
from .incises import without
from .language import spoken_in
from .quotations import Quotation
from .speech import NOBODY, UNSURE, Voice

_DASH = re.compile(r"[—–-][ \u00a0]+(?=[\w…])")
_TOLD = 0.85
_UNTOLD = Voice(None, "", "nobody", "", NOBODY, UNSURE)


def find(article, reporting):
    """The `Quote`s of paragraphs that a dash begins, where a verb of speech tells that they are no list."""
    for run in _runs(article):
        if any(article.quotations_between(one.start, one.end) for one in run):
            continue  # who speaks there is told by marks
        voices = [reporting.inside(one) for one in run]
        if 3 * sum(voice is not None for voice in voices) >= len(run):
            yield from (_quote(article, one, voice or _UNTOLD) for one, voice in zip(run, voices, strict=True))


def _runs(article):
    """Lists of `Quotation`s: the words of paragraphs that stand together and begin with a dash."""
    run = []
    for paragraph in article.paragraphs:
        dash = _DASH.match(article.text, paragraph.start, paragraph.end)
        if dash and not article.is_turn(paragraph):
            run.append(Quotation(dash.end(), paragraph.end, paragraph.start, paragraph.end, "—", 0))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _quote(article, words, voice):
    end, cuts = words.end, voice.cuts
    if cuts and cuts[-1][1] >= end:  # what says who speaks ends the paragraph: nothing of it is theirs
        end, cuts = words.start + len(article.text[words.start : cuts[-1][0]].rstrip()), cuts[:-1]
    text = without(article.text, words.start, end, cuts)
    return Quote(
        start=words.start, end=end, text=text, cuts=cuts, rule=voice.rule, cue=voice.cue,
        confidence=voice.held(_TOLD), speaker=voice.speaker, attribution=voice.printed, nature=TRANSCRIPTION,
        language=spoken_in(text, article.written_in),
    )  # fmt: skip
