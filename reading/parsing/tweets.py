"""The posts of an article, as `reading.posts` knows their forms: here is told where in an article their words begin."""

import re
from bisect import bisect_left
from datetime import date
from itertools import accumulate, groupby

from language.dates import first_day
from reading import posts
from reading.networks import TWITTER
from reading.post_forms import head_at, is_blank, is_counter, moment_below, signatures

from .candidates import Tweet

_LONGEST = 320  # characters of a tweet without its addresses, some to spare
_TWICE_AS_LONG = date(2017, 11, 7)  # tweets had half that length before
_SHORTEST = 30
_TOP = 1_000  # characters in which it stands
_HEADING = 80  # characters
_GLUED = 12  # lines without an empty one between, of a few posts; of more, each may be a paragraph
_MOST_LINES = 5  # of a post that was copied off its site
_CONFIDENCE = {posts.EMBED: 0.97, posts.SIGNED: 0.97, posts.HEADED: 0.9, posts.LINED: 0.85, posts.ADDRESS: 0.5}
_DAYLESS, _UNSIGNED = 0.8, 0.6
_PASSED_ON = re.compile(r"(?:RT|MT) ?:? @\w")  # the words of another, under the name of who passes them on


def find(document):
    """[(`Tweet`, its span with the marks around it and what signs it), …] in the order of the text."""
    text, links = document.text, posts.Links(document.text, document.marks)
    found = [posts.embedded(text, mark) for mark in document.marks if mark.kind == "tweet"]
    taken = [(post.start, post.stop) for post in found]
    year = _year(text)
    for post in [*_signed(text, links, year), *_headed(text, year), *posts.lined(text), *posts.addressed(text)]:
        if not any(start < post.stop and post.start < stop for start, stop in taken[-200:]):
            found.append(post)
            taken.append((post.start, post.stop))
    found = posts.joined(text, sorted(found, key=lambda post: post.start))
    return [
        (_tweet(text, post), _span(post)) for post in found if post.end > post.start or _stands_for_words(text, post)
    ]


def _span(post):
    return (post.opens if post.form == posts.SIGNED else post.start, post.stop)


def _stands_for_words(text, post):
    """Whether a post of which the article has no words is a tweet: their addresses alone are proposed."""
    return post.network == TWITTER or not (post.network or text.startswith("http", post.start))


def _tweet(text, post):
    """The candidate of a post; the address stands for words that the article does not have."""
    form, end, is_sure, account = post.form, post.end, post.day or post.form == posts.LINED, post.handle
    if post.end == post.start:
        form, end, account = posts.ADDRESS, post.start + len(post.url) if form == posts.ADDRESS else post.stop, ""
    confidence = _CONFIDENCE[form] if is_sure else min(_CONFIDENCE[form], _DAYLESS if post.author else _UNSIGNED)
    is_doubtful = post.is_doubtful or _PASSED_ON.match(text, post.start, end) is not None
    return Tweet(
        start=post.start, end=end, text=text[post.start : end], cue=account and f"@{account}",
        rule="post-embed" if form == posts.EMBED and post.network not in ("", TWITTER) else f"tweet-{form}",
        confidence=min(confidence, _UNSIGNED) if is_doubtful else confidence,
        author=post.author or account or None, handle=post.handle or None, date=post.day, url=post.url,
    )  # fmt: skip


def _signed(text, links, year):
    """Yield the posts whose words stand before a signature."""
    before = 0
    for signed in signatures(text, year=year):
        if signed.is_bare and not signed.day:
            continue
        opens, start, end = _words_of(text, before, signed)
        words = text[start:end]
        if end - start < 5 or is_blank(words):
            continue
        line_end = posts.line_end(text, signed.stop)
        is_told = signed.day or _OF_A_POST.search(words) or not text[signed.stop : line_end].strip(" )")
        if not is_told:
            continue
        yield posts.made(
            text, start, end, signed.stop, posts.SIGNED, opens=opens, author=signed.name, handle=signed.handle,
            day=signed.day, places=links.between(signed.start, line_end),
        )  # fmt: skip
        before = signed.stop


_OF_A_POST = re.compile(r"[#@]|https?:|pic\.")


def _words_of(text, after, signed):
    """(where they open, start, end) of the words of a signed post: its paragraph, its end if it is glued, without the
    marks around them."""
    end = signed.start
    while end > after and text[end - 1].isspace():
        end -= 1
    start = max(_paragraph_start(text, after, end), after)
    start = _BULLET.match(text, start, end).end()
    longest = _LONGEST if signed.day is None or signed.day >= _TWICE_AS_LONG else _LONGEST // 2
    if end - start - sum(map(len, _ADDRESS.findall(text, start, end))) > longest or _is_glued(text, start, end):
        start = _after_sentence(text, start, end)
    words = posts.in_marks(text, start, end)
    return max(start, words[0] - 2), *words


def _paragraph_start(text, after, end):
    """The line's start, or that of the lines above it in the same paragraph."""
    start = text.rfind("\n", after, end) + 1
    blank = text.rfind("\n\n", max(after, end - _LONGEST + 1), end)
    return blank + 2 if 0 <= blank < start - 2 and _has_empty_lines(text[:20_000]) else start


def _has_empty_lines(text):
    """Whether paragraphs have empty lines between them."""
    return text.count("\n\n") * 3 > text.count("\n")


_ADDRESS = re.compile(r"https?://\S+|pic\.twitter\.com/\S+")
_BULLET = re.compile(r"(?:[\s|>•*]|[-–][ \u00a0])*")
_SIGN = re.compile(r"[#@]\w|https?:")
_SOCIAL = re.compile(r"[#@]\w|https?:|pic\.twitter")
_SENTENCE = re.compile(
    r"[.!?…][»”\"]?\s+(?=[\w«“\"@#.])|[»”\"]?[.!?][»”\"]?(?=[A-ZÀ-Ý@#])|[.!?]?\s?[»”]\s+(?=[A-ZÀ-Ý#@])|\s:\s(?=[#@])"
)


def _is_glued(text, start, end):
    """Whether the line begins with a sentence of the article, a colon before the first sign of a tweet."""
    first = re.compile(r"[#@]\w").search(text, start, end)
    return bool(first) and first.start() - start > 12 and text[first.start() - 3 : first.start()] == " : "


def _after_sentence(text, start, end):
    """The last sentence start before the first sign of a tweet that leaves it some words."""
    first = _SOCIAL.search(text, max(start, end - _LONGEST), end)
    limit = first.start() + 1 if first else end
    starts = [m.end() for m in _SENTENCE.finditer(text, start, limit)]
    near = [place for place in starts if end - place <= _LONGEST and len(_ADDRESS.sub("", text[place:end])) > _SHORTEST]
    return near[-1] if near and first else near[0] if near else start


def _year(text):
    """The year of the first whole day that an article writes: that of « 12 mars, 09:12 » beside an account."""
    day = first_day(text, min(len(text), _TOP))
    return day and day.year


def _headed(text, year):
    """Yield the posts that stand under a line, or lines, with the account and the day; or over it."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    after, heads = 0, _heads(lines, year)
    sides = _sides(lines, heads)
    for number, head in heads.items():
        is_over, is_sure = sides[number]
        found = (_above(lines, number, head, after) if is_over else _below(lines, head)) if number >= after else None
        if not found:
            continue
        first, last, day, after = found
        words = "\n".join(lines[first:last])
        start = starts[first] + len(words) - len(words.lstrip())
        end = starts[first] + len(words.rstrip())
        if 5 < end - start <= _LONGEST:
            yield posts.made(
                text, start, end, starts[after] - 1, posts.HEADED, opens=min(start, starts[number]), author=head.name,
                handle=head.handle, day=day, is_doubtful=not is_sure,
            )  # fmt: skip


def _heads(lines, year):
    """{number of a line: the `Head` that begins there}, in order."""
    found, after = {}, 0
    for number in range(len(lines)):
        is_near = number >= after and "@" in "".join(lines[number : number + 3])
        if is_near and (head := head_at(lines, number, year=year)):
            found[number] = head
            after = head.after if head.told else number + 1
    return found


def _sides(lines, heads):
    """{number of a head: (whether its words stand over it, whether that is sure)}: where the lines glued to it are, or
    else as what is around all of them tells. What was copied off a site stands under it.
    """
    sides, blocks, alone = dict.fromkeys(heads, (False, True)), _blocks(lines), []
    numbers = [number for number in heads if not heads[number].is_copied]
    for place, (first, last) in enumerate(blocks):
        inside = numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]
        if len(inside) == 1 and inside[0] == first and heads[first].after == last:
            alone.append((place, first))
        elif inside and inside[0] > first:
            ends = heads[inside[-1]].after == last
            sides |= dict.fromkeys(inside, (ends, ends))
    around = ["", *(lines[first].strip() for first, _last in blocks), ""]
    for chain in _chains(alone):
        above, below = around[chain[0][0]], around[chain[-1][0] + 2]
        if _is_apart(above) == _is_apart(below):
            side = bool(_SIGN.search(above) and not _SIGN.search(below)), False
        else:
            side = _is_apart(below), True
        sides |= dict.fromkeys((number for _, number in chain), side)
    return sides


def _blocks(lines):
    """[(first line, the one after the last)] of what stands between empty lines; each line of what is long."""
    found = []
    for has_words, some in groupby(range(len(lines)), lambda number: bool(lines[number].strip())):
        numbers = list(some) if has_words else []
        if 0 < len(numbers) <= _GLUED:
            found.append((numbers[0], numbers[-1] + 1))
        else:
            found += [(number, number + 1) for number in numbers]
    return found


def _chains(alone):
    """Those that stand alone, in lists of which each is parted from the next by one block of words."""
    found = []
    for one in alone:
        if found and one[0] - found[-1][-1][0] == 2:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _is_apart(line):
    """Whether a line beside posts is none of them: nothing, a heading, or what leads to them."""
    return not line or line.endswith(":") or len(line) <= _HEADING and not re.search(r"[.!?…»”\"#@]|https?:", line)


def _above(lines, number, head, after):
    """(first line, the one after the last, day, line after the post) of the words over a head."""
    last = next((n for n in range(number - 1, after - 1, -1) if lines[n].strip()), None)
    if last is None or not head.day:
        return None
    first = next((n + 1 for n in range(last, after - 1, -1) if not lines[n].strip()), after)
    first = first if last - first < _MOST_LINES else last
    return first, last + 1, head.day, head.after


def _below(lines, head):
    """The same of words under a head: as far as what a site prints under them, or else the one line."""
    first = next((n for n in range(head.after, min(head.after + 9, len(lines))) if lines[n].strip()), len(lines))
    for last in range(first + 1, min(first + 1 + _MOST_LINES, len(lines))):
        if not lines[last].strip():
            break
        told = moment_below(head, lines[last])
        day = head.day or told and told.day
        if day and (told or is_counter(lines[last])):
            return first, last, day, last + 1
    is_told = head.day or head.name and head.told and head.told.has_time  # « Auteur @identifiant · 9 h 49 », told live
    return (first, first + 1, head.day, first + 1) if is_told and first < len(lines) else None
