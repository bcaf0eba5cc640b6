"""Lines of a name and a title in marks, above what is told of it: « X : « Les sols vivants » »."""

import re

from .line_names import NAME, is_name, untitled

_BEHIND = re.compile(
    r"(?:[ \u00a0]*\([^()\n]{1,60}\)|,[^:;.!?«»“”\"\n]{1,60})?[ \u00a0\u202f]*:[ \u00a0]*"
    r"[«“\"][ \u00a0\u202f]*(?P<title>[^«»“”\"\n]{3,160}?)[ \u00a0\u202f]*[»”\"]\**"
)
_MARK = re.compile(r"(?:#{1,6}[ \u00a0])?\**")  # of a heading, where Markdown was pasted
_FEWEST = 2  # such lines in an article, or one may be what somebody said


def headed(text, lines):
    """[(line, (start, end) of the name, that of the title)]: none where the next line is one too, as in a dialogue."""
    found = [(line, *told) if (told := _told(text, line)) else None for line in lines]
    alone = [one for one, below in zip(found, [*found[1:], None], strict=False) if one and below is None]
    return alone if len(alone) >= _FEWEST and len(alone) == sum(one is not None for one in found) else []


def _told(text, line):
    name = NAME.match(text, _MARK.match(text, line.first).end(), line.end)
    behind = _BEHIND.fullmatch(text, name.end(), line.end) if name and is_name(name[0]) else None
    if behind is None or re.search(r"[.…]$|[.!?…]\s", behind["title"]):
        return None
    return untitled(name), behind.span("title")
