"""Tweets as articles print them: embedded, or « texte — Auteur (@identifiant) 8 juillet 2015 »."""

import re
from datetime import date

from language import dates

from .candidates import Tweet

_LONGEST = 320  # characters of a tweet without its addresses, some to spare
_TWICE_AS_LONG = date(2017, 11, 7)  # tweets had half that length before
_SHORTEST = 30
# « @x », « @x@host » (Mastodon), « @x.example » (Bluesky); the last two are names of hosts, with points.
_HOST = r"[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}"
_HANDLE = rf"(?:[\w.-]{{1,60}}@{_HOST}|{_HOST}|\w{{1,30}})"
# The dash before the name; a hyphen needs spaces. The name has no mark that a sentence ends with.
_SIGNATURE = re.compile(
    r"(?P<dash>(?:^|(?<=\s)|(?<=[^\s\-–—]))(?:[—–―]|--?(?=\s))[ \t\u00a0\u202f]*)"
    r"(?P<name>[^\n()@—–―]{0,80}?)[ \t\u00a0\u202f]*"
    rf"(?:\(@(?P<handle>{_HANDLE})\)|(?<=[\s\u00a0])@(?P<bare>{_HANDLE}))"
    r"(?P<rest>[^\n]{0,80})",
    re.MULTILINE,
)
_HEADER = re.compile(
    r"^(?P<name>[^\n@·—–.!?]{2,60}?)[ \t\u00a0]*\(?@(?P<handle>" + _HANDLE + r")\)?"
    r"[ \t\u00a0]*[·•|—–-][ \t\u00a0]*(?P<rest>[^\n]{4,40})\n",
    re.MULTILINE,
)
# As copied off a site: the name, the handle, the words, the day, each on lines of their own.
_COPIED = re.compile(
    rf"^(?P<name>[^\n@]{{2,60}}?)[ \t\u00a0]*\n?[ \t]*@(?P<handle>{_HANDLE})[ \t]*\n"
    r"(?P<text>\S[^\n]{3,400}(?:\n\S[^\n]{0,400}){0,4}?)\n(?P<rest>[^\n]{6,60})$",
    re.MULTILINE,
)
_BEFORE_DAY = re.compile(
    r"[\s\u00a0]*(?:[,:·•|–—-]|le|on|à|at)?[\s\u00a0]*(?:\d{1,2}[:h]\d\d(?:\s*[AP]M)?[\s\u00a0]*(?:[·•,–—-]|le"
    r"|on)?[\s\u00a0]*)?"
)
PERMALINK = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?P<handle>\w{1,30})/status(?:es)?/\d+", re.IGNORECASE
)
_POST = re.compile(
    r"https?://(?:bsky\.app/profile/(?P<profile>[\w.:-]+)/post/|(?P<host>[\w.-]+)/@(?P<user>[\w.-]+)/\d)", re.IGNORECASE
)
_PICTURE = "[image or embed]"  # what Bluesky writes for what it does not embed
_SHORT_FORM = re.compile(
    r"^(?P<mark>RT[ \u00a0]+)?@(?P<handle>\w{1,30})[ \u00a0]?:[ \u00a0]+(?P<text>\S[^\n]{5,300}?)"
    r"[ \u00a0]*\((?P<rest>[^()\n]{4,40})\)[ \u00a0]*$",
    re.MULTILINE,
)


def find(document, paragraphs):
    """[(`Tweet`, end of its signature), …] in the order of the text."""
    text, found = document.text, []
    for mark in document.marks:
        if mark.kind == "tweet" and (embedded := _embedded(text, mark)):
            found.append(embedded)
    taken = [(tweet.start, end) for tweet, end in found]
    for tweet, end in [
        *_signed(document, paragraphs),
        *_copied(document),
        *_headed(document),
        *_short(document),
        *_addresses(document),
    ]:
        if not any(start < end and tweet.start < stop for start, stop in taken[-200:]):
            found.append((tweet, end))
            taken.append((tweet.start, end))
    return sorted(found, key=lambda pair: pair[0].start)


def _embedded(text, mark):
    """(`Tweet`, its end) of the embed under a mark; None if its page does not hold the words, but another site does."""
    signed = None
    for signed in _SIGNATURE.finditer(text, mark.start, mark.end):  # noqa: B007 - the last one is the signature
        pass
    if signed and signed.start() > mark.start:
        day = _day(text, signed, mark.end)
        words = text[mark.start : signed.start()].rstrip()
        end = mark.start + len(words.removesuffix(_PICTURE).rstrip())
        return _tweet(text, mark.start, end, signed, day, "tweet-embed", mark.value), mark.end
    address = PERMALINK.search(mark.value) or PERMALINK.search(text, mark.start, mark.end)
    if not address and (mark.value or text[mark.start : mark.end].startswith("http")):
        return _unsigned(text, mark)
    tweet = Tweet(
        start=mark.start, end=mark.end, text=text[mark.start : mark.end], rule="tweet-address", confidence=0.5,
        handle=address["handle"] if address else None, url=address[0] if address else mark.value,
    )  # fmt: skip
    return tweet, mark.end


def _unsigned(text, mark):
    """An embed of another network whose author is only told by its address; None if the address is all there is."""
    words = text[mark.start : mark.end].rstrip().removesuffix(_PICTURE).rstrip()
    author = _POST.match(mark.value)
    if not author or words.startswith(("http", "@")) or " " not in words:
        return None
    handle = f"{author['user']}@{author['host']}" if author["user"] else author["profile"]
    handle = None if handle.startswith("did:") else handle
    tweet = Tweet(
        start=mark.start, end=mark.start + len(words), text=words, rule="tweet-embed", cue=f"@{handle or ''}",
        confidence=0.7, author=handle, handle=handle, url=mark.value,
    )  # fmt: skip
    return tweet, mark.end


def _signed(document, paragraphs):
    text, before = document.text, 0
    for signed in _SIGNATURE.finditer(text):
        if signed["bare"] and not _day(text, signed, signed.end()):
            continue
        if not signed["handle"] and not signed["bare"]:
            continue
        day = _day(text, signed, min(len(text), signed.end()))
        start, end = _words_of(text, before, signed.start(), day)
        if end - start < 5 or not any(c.isalnum() for c in text[start:end]):
            continue
        if day is None and not re.search(r"[#@]|https?:|pic\.", text[start:end]) and not _is_alone(text, signed):
            continue
        stop = day[1] if day else signed.end("handle") + 1 if signed["handle"] else signed.end("bare")
        yield _tweet(text, start, end, signed, day, "tweet-signature", ""), stop
        before = stop


def _is_alone(text, signed):
    end = text.find("\n", signed.end())
    return not text[signed.end() : len(text) if end < 0 else min(end, signed.end() + _LONGEST)].strip()


def _day(text, signed, limit):
    """(date, end) of the day that follows the handle, or None."""
    place = signed.end("handle") + 1 if signed["handle"] else signed.end("bare")
    opening = _BEFORE_DAY.match(text, place)
    for start, end, day, _ in dates.days(text, opening.end(), min(limit, opening.end() + 30)):
        return (day, end) if start == opening.end() else None
    return None


def _words_of(text, after, signature, day):
    """Where the words of the tweet signed at `signature` stand: its paragraph, or its end if it is glued."""
    end = signature
    while end > after and text[end - 1].isspace():
        end -= 1
    start = max(_paragraph_start(text, after, end), after)
    while start < end and (text[start].isspace() or text[start] in "|>•*"):
        start += 1
    longest = _LONGEST if day is None or day[0] >= _TWICE_AS_LONG else _LONGEST // 2
    if end - start - sum(map(len, _ADDRESS.findall(text, start, end))) > longest or _is_glued(text, start, end):
        start = _after_sentence(text, start, end)
    return start, end


def _paragraph_start(text, after, end):
    """The line's start, or that of the lines above it where paragraphs have empty lines between them."""
    start = text.rfind("\n", after, end) + 1
    blank = text.rfind("\n\n", after, end)
    if (
        blank >= 0
        and start > blank + 2
        and end - blank < _LONGEST
        and text.count("\n\n", 0, 20_000) * 3 > text.count("\n", 0, 20_000)
    ):
        return blank + 2
    return start


_ADDRESS = re.compile(r"https?://\S+|pic\.twitter\.com/\S+")
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


def _tweet(text, start, end, signed, day, rule, url):
    address = PERMALINK.search(url)
    url = address[0] if address else url
    name = " ".join(signed["name"].split()).strip(" ,*_")
    handle = signed["handle"] or signed["bare"]
    return Tweet(
        start=start, end=end, text=text[start:end], rule=rule, cue=f"@{handle}", confidence=0.97 if day else 0.8,
        author=name or handle, handle=handle, date=day[0] if day else None, url=url,
    )  # fmt: skip


def _headed(document):
    """A line with the name, the handle and the day, then the words."""
    text = document.text
    for head in _HEADER.finditer(text):
        day = next((day for start, _, day, _ in dates.days(head["rest"]) if start < 12), None)
        if not day:
            continue
        start, end = _words_above(text, head) or _words_below(text, head)
        if 5 < end - start <= _LONGEST:
            tweet = Tweet(
                start=start, end=end, text=text[start:end], rule="tweet-header", cue=f"@{head['handle']}",
                confidence=0.9,
                author=head["name"].strip(), handle=head["handle"], date=day,
            )  # fmt: skip
            yield tweet, max(end, head.end() - 1)


def _words_below(text, head):
    start = head.end()
    while start < len(text) and text[start] in " \n\t":
        start += 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return start, start + len(text[start:end].rstrip())


def _words_above(text, head):
    """(start, end) of the words right above, if nothing stands right below: the line signs them. Or None."""
    above = text.rfind("\n", 0, max(0, head.start() - 1)) + 1
    is_below = text[head.end() : head.end() + 1].strip()
    words = text[above : max(0, head.start() - 1)]
    return (
        None
        if is_below or not words.strip()
        else (above + len(words) - len(words.lstrip()), above + len(words.rstrip()))
    )


def _copied(document):
    """« Nom », « @identifiant », the words, « 3 avril 2025, 11:07 », on lines of their own."""
    text = document.text
    for found in _COPIED.finditer(text):
        days = list(dates.days(found["rest"]))
        around = found["rest"][: days[0][0]] + found["rest"][days[0][1] :] if days else found["rest"]
        if not days or re.search(r"[^\W\d_]{4,}", around):
            continue
        start, end = found.span("text")
        tweet = Tweet(
            start=start, end=end, text=found["text"], rule="tweet-header", cue=f"@{found['handle']}", confidence=0.8,
            author=found["name"].strip(), handle=found["handle"], date=days[0][2],
        )  # fmt: skip
        yield tweet, found.end()


def _short(document):
    """« @identifiant : texte (8 juillet 2015) », a line of its own."""
    text = document.text
    for line in _SHORT_FORM.finditer(text):
        day = next((day for start, _, day, _ in dates.days(line["rest"]) if start < 12), None)
        if day:
            start, end = line.span("text")
            tweet = Tweet(
                start=start, end=end, text=text[start:end], rule="tweet-line", cue=f"@{line['handle']}",
                confidence=0.85,
                handle=line["handle"], date=day,
            )  # fmt: skip
            yield tweet, line.end()


def _addresses(document):
    """A line that is only the address of a tweet."""
    text = document.text
    for found in PERMALINK.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        line = text[line_start : len(text) if line_end < 0 else line_end]
        if len(line) < 200 and re.fullmatch(r"\s*(?:\?\S*)?\s*", line.replace(found[0], "", 1)):
            tweet = Tweet(
                start=found.start(), end=found.end(), text=found[0], rule="tweet-address", confidence=0.5,
                handle=found["handle"], url=found[0],
            )  # fmt: skip
            yield tweet, found.end()
