"""Posts of social networks that a page shows: recognized by the markup that each network, or WordPress, gives to embed.

https://developer.x.com/en/docs/x-for-websites/embedded-tweets, https://embed.bsky.app, https://docs.joinmastodon.org
"""

import re
from urllib.parse import parse_qs, urlsplit

from reading.networks import place_at

from .words import NAMES

# Blocks of WordPress around a post or around its address alone.
WRAPPERS = re.compile(r"wp-block-embed-(?:twitter|x|bluesky|mastodon)|is-provider-(?:twitter|x|bluesky|mastodon)")

# What stands in an embed until a script of its network puts the words in their place.
PLACEHOLDER = re.compile(
    r"(?:(?:publication|message|pouet|post|toot|beitrag) (?:de|by|von|from) @?[\w.@-]+ ?)?"
    r"(?:voir|view|see|lire|read|ansehen)(?: (?:ce|cette|this))?(?: (?:message|publication|post))?"
    r"(?: (?:sur|on|auf)) (?:mastodon|bluesky|threads|instagram|x|twitter)\W*",
    re.IGNORECASE,
)


def permalink(address):
    """The address of a post within `address`, without what follows it to count visits; "" if there is none."""
    place = place_at(address)
    return place.url if place else ""


def status(number, user="i"):
    return f"https://twitter.com/{user}/status/{number}"


def embed_address(node):
    """The address of the post that `node` shows, "" if its page does not have it; None if `node` is no embed."""
    if node.tag == "amp-twitter":
        return status(node.get("data-tweetid"))
    if node.tag == "iframe":
        return _framed(node.get("src") or node.get("data-src"))
    names = node.get("class").split()
    if not NAMES["posts"].isdisjoint(names):
        told = (permalink(node.get("cite")), _last_permalink(node), permalink(node.get("data-embed-url")))
        return next(filter(None, told), "") or _of_bluesky(_AT, node.get("data-bluesky-uri"))
    if node.tag == "p" or WRAPPERS.search(node.get("class")):  # shown by a script, from the address alone
        words = node.brief_words()
        return (" " not in words and permalink(words)) or None
    return None


def shows_words(node):
    """Whether an embed holds the words of its post, not only what stands there until a script runs."""
    words = node.brief_words() or node.words()
    return bool(words) and not PLACEHOLDER.fullmatch(words)


def _framed(address):
    """The post shown in a frame from `address`; None for other frames."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.hostname == "platform.twitter.com":
        numbers = parse_qs(parts.query, max_num_fields=50).get("id", []) if len(parts.query) < 2000 else []
        return status(numbers[0]) if numbers and numbers[0].isdecimal() else None
    if parts.hostname == "embed.bsky.app":
        return _of_bluesky(_FRAMED, parts.path) or None
    if parts.hostname == "www.linkedin.com":
        address = address.replace("/embed/feed/", "/feed/", 1)
    return permalink(address.removesuffix("/embed")) or None


_AT = re.compile(r"at://([\w.:-]+)/app\.bsky\.feed\.post/(\w+)")
_FRAMED = re.compile(r"/embed/([\w.:-]+)/app\.bsky\.feed\.post/(\w+)")


def _of_bluesky(form, address):
    """The address of the post that Bluesky's own codes name otherwise; "" where they name none."""
    post = form.match(address)
    return f"https://bsky.app/profile/{post[1]}/post/{post[2]}" if post else ""


def _last_permalink(node):
    """That of the date, which ends an embed; a post that is quoted comes before."""
    links = [permalink(inner.get("href")) for inner in node.walk() if inner.tag == "a"]
    return next(filter(None, reversed(links)), "")
