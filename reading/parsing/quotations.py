"""What stands between quotation marks, of whatever kind, however nested, closed or not."""

import re
from dataclasses import dataclass

PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
_MARK = re.compile(r"[«»“”„‹›\"‘’']")
_OPENING = re.compile(r"\"[\w(\[@#]")
_LONGEST_OPEN = 1500  # characters over which an unclosed quotation may go on into the next paragraphs
_DEEPEST = 12
_NEAR = 600  # characters before an opening mark in which a sentence may have ended
_FAR = 60  # marks that are looked at for one that closes


# Marks that are typed with two others, read as one of the same length: « << », « '' ».
_TYPED = re.compile(r"<<(?=[\w\s])|(?<=[\w\s.,!?…])>>|(?<!\w)''(?=\w)|(?<=[^\W\d])''|(?<=[.,!?…])''")


@dataclass(frozen=True, eq=False)
class Quotation:
    """`start` and `end` are those of the words, `outer_start` and `outer_end` those of the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str
    depth: int
    is_closed: bool = True


def quotations(text, paragraphs):
    """The quotations of a text in order, the outer before those inside it."""
    found, carried = [], None
    text = _TYPED.sub(_as_marks, text)
    for place, paragraph in enumerate(paragraphs):
        spans, left = _spans(text, paragraph, carried)
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        carried = None
        if left is not None:
            mark, start = left
            if following and _goes_on(text, mark, start, paragraph, following):
                carried = left
            elif mark != "‘":  # an apostrophe, as often
                spans.append((start, _cut_short(text, start, paragraph.end), mark, False))
        found += spans
    return _nested(text, found)


def _as_marks(typed):
    opens = typed[0] == "<<" or typed[0] == "''" and not typed.string[typed.start() - 1 : typed.start()].strip()
    mark = {"<<": "«", ">>": "»"}.get(typed[0], '"')
    return f"{mark} " if opens else f" {mark}"


def _spans(text, paragraph, carried):
    """([(first mark, after last mark, mark, is closed)], the (mark, place) still open at the end or None)."""
    stack = [carried] if carried else []
    spans = []
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    straight = _straight(text, marks)
    for number, found in enumerate(marks):
        mark, place = found[0], found.start()
        if mark in "'’‘":
            _single(text, paragraph, marks, number, stack, spans)
            continue
        opens = straight.get(place, mark in PAIRS) if mark == '"' else _opens(text, mark, place, stack)
        if carried and _is_said_again(text, paragraph, carried, found, marks[number + 1 : number + _FAR]):
            continue
        if not opens:
            _close(stack, spans, mark, place)
            continue
        is_again = mark in '"«“' and stack and stack[-1][0] == mark
        if is_again and _is_forgotten(text, stack[-1][1], place, marks[number : number + _FAR]):
            kind, start = stack.pop()
            spans.append((start, _cut_short(text, start, place), kind, False))
        if len(stack) < _DEEPEST:
            stack.append((mark, place))
    return spans, next(iter(stack), None)


def _close(stack, spans, mark, place):
    """Move from `stack` to `spans` what the mark at `place` closes, with what is still open inside it."""
    closed = next((k for k in range(len(stack) - 1, -1, -1) if _closes(stack[k][0], mark)), None)
    if closed is not None:
        for kind, start in stack[closed + 1 :]:  # French prints one closing mark for two
            spans.append((start, place + 1, kind, True))
        spans.append((stack[closed][1], place + 1, stack[closed][0], True))
        del stack[closed:]


def _is_said_again(text, paragraph, carried, found, after):
    """Whether a mark only says at a paragraph's beginning that the quotation goes on: « or » there."""
    if text[paragraph.start : found.start()].strip():
        return False
    closing = PAIRS.get(carried[0], carried[0])
    return found[0] == carried[0] or found[0] == closing and any(mark[0] == closing for mark in after)


def _opens(text, mark, place, stack):
    if mark == "”":  # some open with it
        free = not any(kind in "“”„" for kind, _ in stack)
        return (
            free and place + 1 < len(text) and text[place + 1].isalnum() and (place == 0 or text[place - 1] in " \n(")
        )
    if mark == "“" and any(kind in "“„" for kind, _ in stack):
        return not (place and not text[place - 1].isspace() and not text[place + 1 : place + 2].isalnum())
    return mark in PAIRS


def _closes(opened, mark):
    return {"«": "»", "“": "”“", "„": "“”", "‹": "›", '"': '"', "”": "”"}.get(opened, "").find(mark) >= 0


def _straight(text, marks):
    """{place: whether it opens} of the ASCII marks: by turns where they are even, else by the spaces around."""
    places = [m.start() for m in marks if m[0] == '"' and not re.fullmatch(r"\d", text[m.start() - 1 : m.start()])]
    by_spaces = [_side(text, place) for place in places]
    if len(places) > 2 and _nests(by_spaces):
        return dict(zip(places, by_spaces, strict=True))  # « "un "deux" trois" »
    if len(places) % 2 == 0:
        return {place: number % 2 == 0 for number, place in enumerate(places)}
    return {place: bool(_OPENING.match(text, place) and not text[place - 1 : place].isalnum()) for place in places}


def _side(text, place):
    """Whether the mark at `place` opens (True) or closes (False) by what is beside it; None where nothing tells."""
    before, after = text[max(0, place - 1) : place].strip(" \u00a0\u202f(\n"), text[place + 1 : place + 2].strip()
    opens, closes = bool(after) and not before, bool(before) and not after.isalnum()
    return None if opens == closes else opens


def _nests(sides):
    """Whether marks open inside marks, and as many close, none before it opened."""
    depth, deepest = 0, 0
    for opens in sides:
        depth += {True: 1, False: -1, None: -1000}[opens]
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest > 1


def _single(text, paragraph, marks, number, stack, spans):
    """‘ … ’ and ' … ': an apostrophe inside or at the end of a word closes nothing if a later one closes better."""
    opened = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == "‘"), None)
    if opened is None:
        if _opens_single(text, paragraph, marks, number):
            stack.append(("‘", marks[number].start()))
    elif _closes_single(text, marks, number):
        spans.append((stack[opened][1], marks[number].end(), "‘", True))
        del stack[opened:]


def _opens_single(text, paragraph, marks, number):
    mark, place = marks[number][0], marks[number].start()
    begins = _is_before_word(text, place) and not text[max(0, place - 1) : place].isalnum()
    return begins and (mark == "‘" or mark == "'" and _has_closing(text, marks, number))


def _closes_single(text, marks, number):
    mark, place = marks[number][0], marks[number].start()
    if mark == "‘" or _is_before_word(text, place):
        return False
    if text[max(0, place - 1) : place] in ",.?!…":
        return True
    later = (m for m in marks[number + 1 : number + 6] if m[0] in "‘’'")
    better = next((m[0] for m in later if m[0] == "‘" or not _is_before_word(text, m.start())), None)
    return better is None or better == "‘"


def _is_before_word(text, place):
    return text[place + 1 : place + 2].isalnum()


def _has_closing(text, marks, number):
    start = marks[number].start()
    closings = (m.start() for m in marks[number + 1 : number + 8] if m[0] == "'")
    return any(
        text[place - 1] in ",.?!" and not text[place + 1 : place + 2].isalnum() and place - start > 8
        for place in closings
    )


def _is_forgotten(text, start, place, marks_after):
    """Whether the quotation opened at `start` was never closed, for another opens at `place`, outside of it."""
    between = text[max(start, place - _NEAR) : place]
    closing = PAIRS.get(text[start], text[start])
    left = [m[0] for m in marks_after if m[0] in (text[start], closing)]
    depth = 1
    for mark in left:  # do as many marks close as open, from here on?
        depth += 1 if mark == text[start] and mark != closing else -1
        if depth == 0:
            return False
    return bool(re.search(r"[.!?…]\s+[A-ZÀ-Ý]|,\s", between))


def _goes_on(text, mark, start, paragraph, following):
    """Whether what is still open goes on in the next paragraph: that begins with the mark, or closes first."""
    head = text[following.start : following.start + 2]
    if following.is_heading:
        return False
    if head[:1] == mark or (mark == "«" and head[:1] == "»"):
        return mark != "‘" or text[paragraph.end - 1] in ".!?…"
    if mark == "‘":
        return False
    closing = text.find(PAIRS.get(mark, mark), following.start, following.end)
    opening = text.find(mark, following.start, following.end) if mark != '"' else -1
    return closing >= 0 and closing - start < _LONGEST_OPEN and not 0 <= opening < closing and mark != '"'


_REPORT = re.compile(
    r",\s+(?:a-t-|avait-|(?:s’|s')?\w+(?:-t)?-(?:il|elle|ils|elles|on)\b|(?:a|ont|avait)\s\w+[éuti]s?\s|said\b|says\b)"
)


def _cut_short(text, start, end):
    """Where a quotation ends that nothing closes: before « , explique-t-il », or else where its paragraph does."""
    found = _REPORT.search(text, start, end)
    return found.start() if found else start + len(text[start:end].rstrip())


def _nested(text, spans):
    found, open_ends = [], []
    for outer_start, outer_end, mark, is_closed in sorted(spans, key=lambda span: (span[0], -span[1])):
        while open_ends and open_ends[-1] <= outer_start:
            open_ends.pop()
        inner_end = outer_end - 1 if is_closed else outer_end
        inner = text[outer_start + 1 : inner_end]
        start = outer_start + 1 + len(inner) - len(inner.lstrip())
        end = outer_start + 1 + len(inner.rstrip())
        if start < end and any(c.isalnum() for c in inner):
            found.append(Quotation(start, end, outer_start, outer_end, mark, len(open_ends), is_closed))
            open_ends.append(outer_end)
    return found
