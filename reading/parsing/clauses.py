"""The words beside a quotation that no marks hold, and the verbs of speech among them."""

import re
from dataclasses import dataclass
from functools import cached_property

from .lexicon import verbs

BY_OFFICE = frozenset(("office", "role-of"))  # whose cue is no verb
_FAR = 60  # tokens before the words that are looked at
_BEHIND = 200  # characters behind them, and of a note before them
_NOTE = re.compile(r"(?<![\s\d])\*(?=[\s.,;:]|$)|(?<!m)[¹²³⁴-⁹]|[\[(]\d{1,2}[\])]")  # « X (1) », « … »* »


@dataclass(frozen=True)
class Clause:
    """What stands before a quotation in its sentence, or behind it; no mark holds any of its tokens."""

    tokens: list

    @cached_property
    def lows(self):
        return [token.low for token in self.tokens]

    @cached_property
    def text(self):
        return "".join(f"{low} " for low in self.lows)

    @cached_property
    def verbs(self):
        """The places of the verbs of speech."""
        return [place for place, low in enumerate(self.lows) if low in verbs()]


class Clauses:
    def __init__(self, article, quotation, voice, limit):
        self.article, self.voice = article, voice
        self.start, self.end = quotation.outer_start, quotation.outer_end
        start = article.sentences[article.sentence_of(self.start)][0]
        end = min(limit, self.end + _BEHIND)
        self.before, self.behind = outside(article, start, self.start), outside(article, self.end, end)
        before, behind = article.text[max(start, self.start - _BEHIND) : self.start], article.text[self.end : end]
        self.is_asked = behind.lstrip().startswith("?")
        self.is_noted = any(map(_NOTE.search, (before, behind)))


def outside(article, start, end):
    """The last words there that no marks hold."""
    outside, is_held = [], False
    for token in article.tokens[max(article.token_at(start), article.token_at(end) - _FAR) : article.token_at(end)]:
        is_held = token.text in "«“" or is_held and token.text not in "»”"
        if not is_held:
            outside.append(token)
    return Clause(outside)
