"""The posts that somebody pasted: codes to embed them, pages copied off their sites, or words as articles print them.

All words are of posts here, however many paragraphs, where in an article most are not.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

from language.typography import clean

from .formats import MARKUP, Unreadable
from .formats.layout import lay_out
from .formats.tree import parse
from .networks import LINKEDIN, place_at
from .post_forms import (
    Moment,
    head_at,
    is_blank,
    is_counter,
    is_foot,
    moment,
    moment_below,
    nameless_head_at,
    nameless_signatures,
    signatures,
)
from .posts import HEADED, SIGNED, Links, addressed, embedded, joined, line_end, lined, made

MAX_LENGTH = 20_000  # characters; some thirty posts
_BESIDE = 40  # characters behind a signature that are no words of another post: « hier », « via Tusky »
_MOST_COUNTERS = 4
_NUMBER = re.compile(r"\W*\d[\d.,\s]*\W*")


@dataclass(frozen=True)
class Pasted:
    """The `Post`s in what was pasted, and whether they are all of it: no words stand beside."""

    posts: tuple = ()
    is_whole: bool = False


def read_posts(pasted):
    """What was `Pasted`; nothing where that is longer than `MAX_LENGTH`. Never raises; time grows with the length."""
    text, marks = _laid_out(pasted) if len(pasted) <= MAX_LENGTH else ("", ())
    links, found, place, left = Links(text, marks), [], 0, False
    for mark in [*(mark for mark in marks if mark.kind == "tweet"), None]:
        between = _Between(text, place, mark.start if mark else len(text), links)
        found += between.posts
        left |= between.has_words_left
        if mark:
            found.append(embedded(text, mark))
            place = mark.end
    found = joined(text, found)
    return Pasted(tuple(found), bool(found) and not left)


def _laid_out(pasted):
    """(text, marks) of what was pasted, as a browser shows it where it is markup."""
    if not MARKUP.search(pasted):
        return clean(pasted), ()
    try:
        return lay_out([parse(pasted)[0]])
    except Unreadable:
        return "", ()


class _Between:
    """The posts of a stretch of text without embeds, each beginning where the one before ended."""

    def __init__(self, text, start, end, links):
        self.text, self.end, self.links = text, end, links
        self.lines = text[start:end].split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=start))
        self.alone = {self._line_of(one.start): one for one in [*addressed(text, start, end), *lined(text, start, end)]}
        is_nameless = any(one.network == LINKEDIN for one in links.between(start, end))
        self.signed = self._signatures(start, is_nameless=is_nameless)
        self.heads = self._heads(nameless_head_at if is_nameless and not self.signed else head_at)
        self.headed = _apart(self.heads)
        self.is_signed_by_heads = self._are_over()
        self.posts, self.has_words_left = [], False
        while (start := self._next_words(start)) < end:
            post = self._at(start)
            if post:
                self.posts.append(post)
            after = post.stop if post else self._next_head(start)
            self.has_words_left |= not post and not all(map(_is_under, text[start:after].split("\n")))
            start = after

    def _line_of(self, place):
        return bisect_right(self.starts, place) - 1

    def _signatures(self, start, *, is_nameless):
        """Those that end what they sign: a day follows, or nothing in their line, or no other one."""
        signed = list(signatures(self.text, start, self.end))
        if is_nameless and not signed:
            return list(nameless_signatures(self.text, start, self.end))
        return [one for one in signed if one.day or not one.is_bare and (one is signed[-1] or self._ends_line(one))]

    def _ends_line(self, one):
        return not self.text[one.stop : self.starts[self._line_of(one.stop) + 1]].strip()

    def _heads(self, head_at):
        """{number of a line: the `Head` that begins there}, each with a moment: in it, or under it before the next."""
        found, has_moment = {}, False
        for number in range(len(self.lines) - 1, -1, -1):
            head = head_at(self.lines, number)
            is_only = number == 0 and not self.signed
            if head and (head.told or has_moment or is_only):
                found[number], has_moment = head, False
            else:
                has_moment |= moment(self.lines[number]) is not None
        return found

    def _are_over(self):
        """Whether words stand over their heads: what was pasted begins with words, and ends with a head."""
        full = [number for number, line in enumerate(self.lines) if not is_blank(line)]
        return bool(self.headed) and full[0] < self.headed[0] and full[-1] < self.heads[self.headed[-1]].after

    def _next_words(self, place):
        """Where the next words are; what sites print under a post is passed over behind one."""
        while place < self.end:
            number = self._line_of(place)
            rest = self.text[place : self.starts[number + 1] - 1]
            under = self.posts and number not in self.headed and (moment(rest) or is_foot(rest))
            if not (is_blank(rest) or under):
                return place + len(rest) - len(rest.lstrip())
            place = self.starts[number + 1]
        return self.end

    def _next_head(self, place):
        """Where the next line begins that is a head."""
        near = bisect_right(self.headed, place, key=self.starts.__getitem__)
        return self.starts[self.headed[near]] if near < len(self.headed) else self.end

    def _at(self, place):
        """The post that begins at `place`, or None."""
        number = self._line_of(place)
        begins = not self.text[self.starts[number] : place].strip()
        if begins and number in self.alone:
            return self.alone[number]
        if (
            begins
            and number in self.headed
            and not self.is_signed_by_heads
            and (post := self._headed(number, self.heads[number]))
        ):
            return post
        return self._signed(place)

    def _signed(self, place):
        """That of the words from `place` to a signature, or to a head that nothing stands under."""
        near, head = bisect_right(self.signed, place, key=lambda one: one.start), self._next_head(place)
        one = self.signed[near] if near < len(self.signed) else None
        if one is None or head < self.end and head < one.start:
            return self._over(place, self._line_of(head)) if head < self.end else None
        stop = line_end(self.text, one.stop)
        is_beside = len(re.sub(r"https?://\S+", "", self.text[one.stop : stop]).strip()) <= _BESIDE
        is_beside &= not any(other.start < stop for other in self.signed[near + 1 : near + 2])
        return self._made(place, one.start, stop if is_beside else one.stop, SIGNED, one, place)

    def _over(self, place, number):
        head = self.heads[number]
        is_under = head.after < len(self.lines) and not is_blank(self.lines[head.after])
        if head.day is None or is_under and not self.is_signed_by_heads:
            return None
        return self._made(place, self.starts[number], self.starts[head.after] - 1, HEADED, head, place)

    def _headed(self, number, head):
        """That of the words under a head, as far as what sites print below them, or the next head."""
        near = bisect_right(self.headed, number)
        limit = self.headed[near] if near < len(self.headed) else len(self.lines)
        limit = self._before_signed(head, limit)
        last, day, after = _body(self.lines, head, limit)
        told = replace(head, told=Moment(day))
        start, stop = self.starts[number], self.starts[after] - 1
        return self._made(self.starts[head.after], self.starts[last] - 1, stop, HEADED, told, start)

    def _before_signed(self, head, limit):
        """`limit`, or the line with which another's post begins that is signed above it: that of its last words."""
        place = self.starts[head.after]
        near = bisect_right(self.signed, place, key=lambda one: one.start)
        one = self.signed[near] if near < len(self.signed) else None
        if one is None or one.start >= self.starts[limit] or one.handle == head.handle:
            return limit
        line = self._line_of(one.start)
        is_alone = is_blank(self.text[self.starts[line] : one.start])
        return max(head.after + 1, line - is_alone)

    def _made(self, start, end, stop, form, told, opens):
        """The post of the words from `start` to `end`; None where there are none."""
        words = self.text[start:end]
        if is_blank(words):
            return None
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        places = [*self.links.between(opens, start), *self.links.between(end, stop)]
        return made(
            self.text, start, end, stop, form, opens=opens, author=told.name, handle=told.handle, day=told.day,
            places=places,
        )  # fmt: skip


def _apart(heads):
    """The numbers of the lines with which heads begin, in order, without those within another head."""
    numbers, after = [], 0
    for number in sorted(heads):
        if number >= after:
            numbers.append(number)
            after = heads[number].after
    return numbers


def _body(lines, head, limit):
    """(line after the last of the words, day, line after the post) under a head."""
    tail = limit
    while tail > head.after and _is_under(lines[tail - 1]):
        tail -= 1
    for number in range(head.after, limit):
        told = moment_below(head, lines[number])
        if told and (told.has_time or number >= tail):
            after = next((n for n in range(number + 1, limit) if not _is_under(lines[n])), limit)
            return number, head.day or told.day, after
    return _above_counters(lines, tail, limit, is_copied=head.is_copied), head.day, limit


def _above_counters(lines, tail, limit, *, is_copied):
    """The line, of the last ones from `tail` on, with which counters begin: numbers alone are some where a site's
    lines were copied."""
    feet = [number for number in range(tail, limit) if is_foot(lines[number]) or place_at(lines[number])]
    if len(feet) < 2 and not any(is_counter(lines[number]) or place_at(lines[number]) for number in feet):
        feet = []
    first = feet[0] if feet else limit
    for _ in range(_MOST_COUNTERS if is_copied else 0):
        first -= first > tail and lines[first - 1].strip().isdecimal()
    return first


def _is_under(line):
    """Whether sites print such a line under posts: a number alone is one beside others."""
    is_number = len(line) < 40 and _NUMBER.fullmatch(line)
    return is_blank(line) or is_foot(line) or bool(is_number or place_at(line) or moment(line))
