"""Posts of social networks in a text: what is said in each, by whom, under which account, on which day and network.

`reading.pasted` reads what somebody pasted, where all words are of posts; `reading.parsing.tweets` an article.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from .networks import MASTODON, addresses, network_of, place, place_at
from .post_forms import LED, LINE, day_behind, signatures

EMBED, SIGNED, HEADED, LINED, ADDRESS = "embed", "signature", "header", "line", "address"
# All of them in marks, or behind words that tell of a post: a post may quote somebody, too.
_QUOTED = re.compile(
    r"(?:[^«»“”\"#@]*\b(?:twitter|réseaux?|(?:re)?tweet|post|publi|écri|messag|wr[io]t)\w*[^«»“”\"#@]*:\s)?"
    r"(?:«\s?(?P<french>[^«»]*?)\s?»|“(?P<curly>[^“”]*)”|\"(?P<straight>[^\"]*)\"),?",
    re.IGNORECASE,
)
_PICTURE = "[image or embed]"  # what Bluesky writes for what it does not embed


@dataclass(frozen=True, kw_only=True)
class Post:
    """What is not told is empty. Words stand from `start` to `end`, with what heads or signs them `opens` to `stop`."""

    opens: int
    start: int
    end: int
    stop: int
    text: str
    form: str
    author: str = ""
    handle: str = ""  # without @, with its host on Mastodon
    network: str = ""
    day: date | None = None
    url: str = ""
    is_doubtful: bool = False  # it may be of whoever is named on the other side of it


def made(text, start, end, stop, form, *, opens=None, handle="", places=(), **told):
    """The `Post` of the words from `start` to `end`, read at the first of `places` that is not somebody else's."""
    at = next((one for one in places if one.is_of(handle)), None)
    if at and (not handle or at.network == MASTODON and "@" not in handle):
        handle = at.handle
    network, url = (at.network, at.url) if at else (network_of(handle), "")
    return Post(
        opens=start if opens is None else opens, start=start, end=end, stop=max(stop, end), text=text[start:end],
        form=form, handle=handle, network=network, url=url, **told,
    )  # fmt: skip


class Links:
    """The addresses of posts to which a text leads: its own, and those behind its words."""

    def __init__(self, text, marks):
        self._text = text
        self._marks = sorted(((m.start, m.end, m.value) for m in marks if m.kind == "link"), key=lambda link: link[0])
        self._starts = [start for start, _, _ in self._marks]

    def between(self, start, end):
        """The `Place`s from `start` to `end`, those behind words first."""
        behind = self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        led = (place_at(value) for _, _, value in behind)
        return [one for one in led if one] + [place(found) for found in addresses(self._text, start, end)]


def embedded(text, mark):
    """The `Post` under the mark of an embed; without words where its page has the address alone."""
    signed = None
    for signed in signatures(text, mark.start, mark.end):  # noqa: B007 - the last one is the signature
        pass
    if signed and signed.start > mark.start:
        end = _without_picture(text, mark.start, signed.start)
        at = place_at(mark.value)
        one = made(text, mark.start, end, mark.end, EMBED, author=signed.name, handle=signed.handle, day=signed.day)
        return replace(one, url=at.url, network=at.network) if at else one
    found = next(addresses(text, mark.start, mark.end), None)
    at = place_at(mark.value) or (place(found) if found else None)
    end = _without_picture(text, mark.start, mark.end)
    words = text[mark.start : end]
    shows = " " in words and not words.startswith(("http", "@"))
    return made(text, mark.start, end if shows else mark.start, mark.end, EMBED, places=[at] if at else [])


def _without_picture(text, start, end):
    words = text[start:end].rstrip()
    return start + len(words.removesuffix(_PICTURE).rstrip())


def in_marks(text, start, end):
    """(start, end) of the words without the marks around them, and what leads to a post."""
    found = _QUOTED.fullmatch(text, start, end)
    return found.span(found.lastgroup) if found else (start, end)


def lined(text, start=0, end=None):
    """Yield the `Post` of each « @identifiant : texte (8 juillet 2015) », or « Auteur (@identifiant), 8 juillet 2015 :
    texte », a line of its own."""
    for form in (LINE, LED):
        for found in form.finditer(text, start, len(text) if end is None else end):
            told = day_behind(text, found.start("rest"), found.end("rest"))
            if told and (form is LINE or told[1] == found.end("rest")):
                words, author = in_marks(text, *found.span("text")), found.groupdict().get("name") or ""
                yield made(
                    text, *words, found.end(), LINED, opens=found.start(), author=author, handle=found["handle"],
                    day=told[0],
                )  # fmt: skip


def addressed(text, start=0, end=None):
    """Yield the `Post`, without words, of each line that is the address of one and no more."""
    for found in addresses(text, start, end):
        before = text[max(0, found.start() - 200) : found.start()].rpartition("\n")[2]
        tail = re.compile(r"[/?#]?\S{0,200}").match(text, found.end())
        if not before.strip() and not text[tail.end() : line_end(text, tail.end())].strip():
            yield made(text, found.start(), found.start(), tail.end(), ADDRESS, places=[place(found)])


def line_end(text, start, longest=300):
    """Where the line of `start` ends, at most so many characters on."""
    end = text.find("\n", start, start + longest)
    return end if end >= 0 else min(len(text), start + longest)


def joined(text, posts):
    """`posts`, in order, with the addresses that stand alone beside one of the same account given to it."""
    kept = []
    for post in posts:
        before = kept[-1] if kept else None
        if before and _is_of_both(text, before, post):
            words, address = (before, post) if before.form != ADDRESS else (post, before)
            kept[-1] = replace(
                words, url=address.url, network=address.network, handle=words.handle or address.handle,
                opens=before.opens, stop=post.stop,
            )  # fmt: skip
        else:
            kept.append(post)
    return kept


def _is_of_both(text, before, post):
    if (before.form == ADDRESS) == (post.form == ADDRESS) or (before.url and post.url):
        return False
    at = place_at(before.url or post.url)
    words = before if post.form == ADDRESS else post
    return at.is_of(words.handle) and not text[before.stop : post.opens].strip()
