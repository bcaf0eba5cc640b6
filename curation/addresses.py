"""When two addresses lead to the same: to the post of one number, or to one article."""

import re
import string
import unicodedata
from urllib.parse import quote, unquote, urlsplit

# What is added to an address to know who follows it, and says nothing of what is there.
TRACKING = re.compile(
    r"utm_(?:source|medium|campaign|term|content|id|name|reader|referrer|social|brand|swu|source_platform|cid|pubreferrer"
    r"|creative_format|marketing_tactic)"
    r"|(?:pk|[mp]tm|piwik|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid)|mtm_(?:group|placement)"
    r"|hsa_(?:acc|cam|grp|ad|src|tgt|kw|mt|net|ver|la|ol)|fb_(?:action_ids|action_types|source|ref)|mc_[cet]id"
    r"|at_(?:medium|campaign(?:_type|_group)?|custom\d*|creation|format|variant|network|platform)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|ttclid|li_fat_id|igshid|igsh|xtor|xtref|ref_src"
    r"|ref_url|mkt_tok|_ga|_gl|_hsenc|_hsmi|hsctatracking|__twitter_impression|wt_mc|oly_(?:enc|anon)_id"
    r"|phpsessid|jsessionid",
    re.IGNORECASE,
)
DEFAULT_PORTS = {None, 80, 443}
TWITTER = r"(?:[\w-]+\.)*(?:(?:twitter|x|[fv]xtwitter|fixupx|fixvx|xcancel)\.com|nitter(?:\.[\w-]+)+)"
# A post has a number of its own whoever signs it: names change, and mirrors show it under theirs.
POSTS = {
    "twitter": re.compile(rf"{TWITTER}/(?:i/web/|i/|@?\w+/)?status(?:es)?/(\d+)(?:/.*)?", re.IGNORECASE),
    "mastodon": re.compile(
        r"([\w.:-]+)/(?:(?:web/|deck/)?@[\w.-]+(?:@[\w.-]+)?/|(?:ap/)?users/[\w.-]+/statuses/|web/statuses/)(\d+)(?:/.*)?"
    ),
    "bluesky": re.compile(r"bsky\.app/profile/([^/]+)/post/([^/]+)(?:/.*)?"),
    "linkedin": re.compile(
        r"(?:[\w-]+\.)*linkedin\.com/(?:embed/)?(?:feed/update/|posts/|urn:li:)(?:.*[:-])?(activity|share|ugcPost)[:-](\d+)(?!\d).*",
        re.IGNORECASE,
    ),
    "threads": re.compile(r"(?:[\w-]+\.)*threads\.(?:net|com)/@?[\w.]+/post/([\w-]+)(?:/.*)?"),
    "instagram": re.compile(r"(?:[\w-]+\.)*instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w-]+)(?:/.*)?"),
    "youtube": re.compile(
        r"(?:(?:[\w-]+\.)*youtube(?:-nocookie)?\.com/(?:(?:embed|shorts|live|v)/|watch\?(?:.*&)?v=)|youtu\.be/)([\w-]+).*"
    ),
}
CASED = {"youtube", "threads", "instagram"}  # their numbers have letters of both kinds
TID = re.compile(r"[2-7a-j][2-7a-z]{12}")  # Bluesky's number of a post, a time to the microsecond
URN = re.compile(r"urn:li:(?:activity|share|ugcPost):\d+", re.IGNORECASE)
AT = re.compile(r"at://([^/]+)/app\.bsky\.feed\.post/([^/?#]+)")


# Hosts, and ends of paths, under which sites show their pages again.
SAME_HOST = ("www.", "m.", "mobile.", "amp.")
AGAIN = re.compile(r";jsessionid=[^/]*|/amp/?$", re.IGNORECASE)


def address_key(url):
    """What is the same for all the addresses of one article or post, and of no other; "" of no address.

    Not an address itself: without scheme, « www. », what counts visits, the last slash and the place within the page.
    """
    text = "".join((url or "").split())
    try:
        return post_key(text) or _article_key(text)
    except ValueError:  # no address: it is the same as itself
        return text


def post_key(url):
    """The network and the number of the post at `url`; "" if that is no post's address."""
    if URN.fullmatch(url):
        url = f"https://linkedin.com/{url}"
    elif at := AT.fullmatch(url):
        url = "https://bsky.app/profile/{}/post/{}".format(*at.groups())
    try:
        parts = _split(url)
        host = _host(parts)
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not path and parts.fragment.startswith("!"):  # as Twitter's addresses once were
        path = parts.fragment[1:]
    place = unquote(f"{host}{path}")
    if host.endswith("youtube.com"):
        place += f"?{parts.query}"
    for network, form in POSTS.items():
        if found := form.fullmatch(place):
            return f"post:{network}/" + "/".join(_number(network, *found.groups()))
    return ""


def _number(network, *parts):
    """What tells the post from all others of its network."""
    if network == "bluesky" and TID.fullmatch(parts[1]):
        return parts[1:]
    return parts if network in CASED else [part.lower() for part in parts]


def _article_key(text):
    parts = _split(text)
    host = _host(parts)
    if not host:
        return text
    path = AGAIN.sub("", _encoded(parts.path)).rstrip("/")
    pairs = [pair.partition("=") for pair in parts.query.replace("+", "%20").split("&") if pair]
    kept = sorted((pair for pair in pairs if not _is_tracking(unquote(pair[0]), host)), key=lambda pair: pair[0])
    query = "&".join(_encoded("".join(pair)) for pair in kept)
    fragment = _encoded(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    scheme = "" if parts.scheme in ("", "http", "https") else f"{parts.scheme}://"
    return f"{scheme}{host}{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _split(text):
    return urlsplit(text if "://" in text.partition("?")[0] or text.startswith("//") else f"//{text}")


def _host(parts):
    """The host in ASCII, without « www. », and its port if that says something. Raises ValueError."""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode()
    while host.count(".") > 1 and host.startswith(SAME_HOST):
        host = host.partition(".")[2]
    return host if parts.port in DEFAULT_PORTS else f"{host}:{parts.port}"


def _is_tracking(name, host):
    own = {"s", "t"} if re.fullmatch(TWITTER, host) else {"trk", "lipi"} if host.endswith("linkedin.com") else ()
    return bool(TRACKING.fullmatch(name)) or name in own


ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = set(string.ascii_letters + string.digits + "-._~")


def _encoded(text):
    """`text` with what an address has to escape escaped, in capitals, and nothing else."""
    text = quote(unicodedata.normalize("NFC", text), safe=string.punctuation, errors="replace")
    return ESCAPE.sub(_escape, text)


def _escape(found):
    char = chr(int(found[1], 16))
    return char if char in UNRESERVED else found[0].upper()
