"""The networks of posts, as addresses and accounts tell them, and what posts mark: #words, @accounts."""

import re
from dataclasses import dataclass

TWITTER, MASTODON, BLUESKY, LINKEDIN = "twitter", "mastodon", "bluesky", "linkedin"

# « x », « x@host » (Mastodon), « x.example » (Bluesky); the last two are names of hosts, with points.
_HOST = r"[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}"
HANDLE = rf"(?:[\w.-]{{1,60}}@{_HOST}|{_HOST}|\w{{1,30}})"
_OF_TWITTER = re.compile(r"\w{1,15}", re.ASCII)

_POST = re.compile(
    r"https?://(?:"
    r"(?:(?:www|mobile|m)\.)?(?P<twitter>(?:twitter|x)\.com)/(?:i(?:/web)?|@?(?P<name>\w{1,30}))/status(?:es)?/\d+"
    r"|(?P<bluesky>bsky\.app)/profile/(?P<profile>[\w.:-]{1,200})/post/\w{1,40}"
    r"|(?:[\w-]{1,20}\.)?(?P<linkedin>linkedin\.com)/(?:feed/update/urn:li:(?:activity|share|ugcPost):\d+"
    r"|posts/(?P<slug>[\w%-]{1,100}?)_[\w%-]{0,300}?(?:activity|share|ugcPost)-\d+(?:-[\w-]{1,20})?)"
    r"|(?P<mastodon>[\w.-]{1,200})/@(?P<user>[\w.-]{1,100})(?:@(?P<host>[\w.-]{1,200}))?/\d{6,}"
    r")",
    re.IGNORECASE,
)

_PAGE = re.compile(
    r"https?://(?:(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(?P<twitter>\w{1,15})"
    r"|bsky\.app/profile/(?P<bluesky>[\w-]{1,60}(?:\.[\w-]{1,60}){1,6})"
    r"|(?P<host>[\w-]{1,60}(?:\.[\w-]{1,60}){1,6})/@(?P<user>[\w.-]{1,60}))/?(?:\?.*)?",
    re.IGNORECASE,
)
_NO_MASTODON = re.compile(r"(?:.*\.)?(?:youtube|medium|tiktok|threads|substack|flipboard)\.\w+", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where a post is read: its address without what counts visits, and whose account that names, "" if nobody's."""

    url: str
    network: str
    handle: str

    def is_of(self, handle):
        """Whether the post at this address may be of `handle`, which may lack the host that the address tells."""
        names = [name.casefold().partition("@")[0] for name in (self.handle, handle)]
        return "" in names or names[0] == names[1]


def profile(handle):
    """The address of that account: its network is told by the form of the handle, or it is taken for Twitter's."""
    name, _at, host = handle.partition("@")
    if host:
        return f"https://{host}/@{name}"
    return f"https://bsky.app/profile/{name}" if "." in name else f"https://twitter.com/{name}"


def account_at(address):
    """The account whose page an address is, as `HANDLE` has it, "" if it is none."""
    found = _PAGE.fullmatch(address)
    if not found or found["host"] and _NO_MASTODON.fullmatch(found["host"]):
        return ""
    return found["twitter"] or found["bluesky"] or f"{found['user']}@{found['host']}"


def place(found):
    """The `Place` of a match of an address."""
    if found["twitter"]:
        return Place(found[0], TWITTER, found["name"] or "")
    if found["bluesky"]:
        return Place(found[0], BLUESKY, "" if found["profile"].startswith("did:") else found["profile"])
    if found["linkedin"]:
        return Place(found[0], LINKEDIN, found["slug"] or "")
    return Place(found[0], MASTODON, f"{found['user']}@{found['host'] or found['mastodon']}")


def place_at(address):
    """The `Place` with which `address` begins, or None."""
    found = _POST.match(address.strip())
    return place(found) if found else None


def addresses(text, start=0, end=None):
    """The matches of the addresses of posts in `text`; each has a `place`."""
    return _POST.finditer(text, start, len(text) if end is None else end)


def network_of(handle):
    """The network that an account's form tells, "" where it tells none."""
    if "@" in handle:
        return MASTODON
    if "." in handle:
        return BLUESKY
    return TWITTER if _OF_TWITTER.fullmatch(handle) else ""


_HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d_]\w*)")
_MENTION = re.compile(
    rf"(?<![\w@/])@([\w.-]{{1,60}}@{_HOST}|[a-z\d-]{{1,60}}(?:\.[a-z\d-]{{2,60}}){{1,6}}|[A-Za-z0-9_]{{1,30}})(?![\w@])"
)


def hashtags(text):
    """The hashtags of `text` without their #, each once, as first written."""
    return _each_once(_HASHTAG.findall(text))


def mentions(text):
    """The handles named in `text` without their @, each once, as first written."""
    return _each_once(_MENTION.findall(text))


def full(handles, author):
    """The handles that a post of `author` names, each with the host that goes without saying: its own."""
    host = author.partition("@")[2]
    return [name if "@" in name or not host else f"{name}@{host}" for name in handles]


def _each_once(words):
    first = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return list(first.values())
