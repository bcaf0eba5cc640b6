"""Words and marks of a text, with their places. One pass, whatever the text."""

import re
from dataclasses import dataclass

from .lexicon import plain

# An elided word is by itself (« l’ », « qu’ »); hyphens and apostrophes inside a word stay there (« Luciani-Boyer »,
# « explique-t-elle », « aujourd’hui »). « F.-X. » too. A handle, a hashtag and an address are
# one token each; the English « ’s » is by itself.
_TOKEN = re.compile(
    r"https?://[^\s<>«»“”\"]+"
    r"|[@#]\w+"
    r"|[dD]['’](?:après|abord|accord|ailleurs|autres?|emblée)\b"
    r"|(?:[ldjcsnmtLDJCSNMT]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu|[Qq]uoiqu)['’](?=\w)"
    r"|[A-ZÀ-Ý]\.(?:-[A-ZÀ-Ý]\.)+"
    r"|\w+(?:[-‐‑·]\w+|['’](?=\w)(?!s\b)\w+)*"
    r"|['’]s\b"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str
    low: str  # as the lexicon writes it

    @property
    def is_word(self):
        return self.text[0].isalnum() or self.text[0] == "_"

    @property
    def is_capital(self):
        return self.text[0].isupper()


def tokenize(text):
    return [Token(found.start(), found.end(), found[0], plain(found[0])) for found in _TOKEN.finditer(text)]
