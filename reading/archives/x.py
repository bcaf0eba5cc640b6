"""The archive of X: `data/tweets.js` alone, or the ZIP, in which `account.js` says whose it is.

Each file is JavaScript that sets one list: `window.YTD.tweets.part0 = [ {"tweet": {…}}, … ]`. Retweets are somebody
else's words and left out; addresses shortened to t.co are written out, those of the post's own pictures fall away.
"""

import re
from datetime import datetime, timedelta, timezone
from html import unescape
from zoneinfo import ZoneInfo

from language.codes import code_of
from language.months import numbers
from reading.formats.embeds import status
from reading.networks import TWITTER, hashtags, mentions
from reading.programmes.fields import Fields, left, line, plain_prose
from reading.programmes.opening import DAMAGED, NO_PROGRAMME, json_of, members_of
from reading.programmes.programme import UnreadableProgramme
from reading.programmes.times import YEARS, ZONE

from .archive import BOOST, EVERYTHING, NO_TEXT, Archive, ArchivedPost

_SETS = re.compile(rb"\s*(?:\xef\xbb\xbf)?window\.YTD\.(\w+)\.part\d+\s*=\s*")
_TWEETS = re.compile(r"(?:.*/)?tweets?(?:-part\d+)?\.js")
_ACCOUNT = re.compile(r"(?:.*/)?account\.js")
_MOMENT = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2}) (\d{4})")
_MONTHS = numbers("en")
_SHORTENED = re.compile(r"https?://t\.co/\w+")


def recognises(data):
    return bool(_SETS.match(data[:200])) or data.startswith(b"PK") and b"data/tweet" in data


def read(data, *, wanted=EVERYTHING, zone=ZONE):
    """The `Archive` of the file or the ZIP, of the posts that are `wanted`. Raises `UnreadableProgramme`."""
    archive, zone = Archive(TWITTER), ZoneInfo(zone)
    files = members_of(data) if data.startswith(b"PK") else {"tweets.js": data}
    account = next((one for path in files if _ACCOUNT.fullmatch(path) for one in _listed(files[path], "account")), None)
    tweets = [one for path in sorted(files) if _TWEETS.fullmatch(path) for one in _listed(files[path], "tweet")]
    if not any(map(_TWEETS.fullmatch, files)):
        raise UnreadableProgramme(NO_PROGRAMME)
    whose = account or Fields({})
    told = {"author": whose.said("accountDisplayName"), "handle": whose.said("username")}
    for tweet in tweets:
        post = _post(tweet, zone, told)
        refusal = NO_TEXT if not post.text else BOOST if _is_boost(tweet, post) else wanted.refusal(post)
        if refusal:
            archive.left_out[refusal] += 1
        else:
            archive.posts.append(post)
            archive.unheld.update(left(tweet.values))
    return archive


def _listed(data, name):
    """The Fields of each object of the list that a file sets; older files have it without a name around."""
    found = _SETS.match(data)
    if not found:
        raise UnreadableProgramme(DAMAGED, line=1)
    tree = json_of(data[found.end() :].rstrip().rstrip(b";"))
    objects = [one for one in tree if isinstance(one, dict)] if isinstance(tree, list) else []
    return [Fields(one.get(name) if isinstance(one.get(name), dict) else one) for one in objects]


def _is_boost(tweet, post):
    return tweet.values.get("retweeted") is True or post.text.startswith("RT @")


def _post(tweet, zone, told):
    text = _written_out(tweet)
    number = tweet.line("id_str", "id")
    posted_at = tweet.take("created_at", made=_moment)
    local = posted_at.astimezone(zone) if posted_at else None
    tagged = [one.line("text") for one in tweet.at("entities").each("hashtags")]
    named = [one.line("screen_name") for one in tweet.at("entities").each("user_mentions")]
    return ArchivedPost(
        network=TWITTER,
        number=number,
        text=text,
        posted_at=local,
        day=local and local.date(),
        url=status(number, told["handle"] or "i") if number.isdecimal() else "",
        language=tweet.take("lang", made=code_of) or "",
        hashtags=tuple(filter(None, tagged)) or tuple(hashtags(text)),
        mentions=tuple(filter(None, named)) or tuple(mentions(text)),
        **told,
    )


def _written_out(tweet):
    """The words of a post, with the addresses that t.co stands for and without those of its pictures."""
    entities = tweet.at("entities")
    addresses = {}
    for one in entities.each("urls"):
        if expanded := one.address("expanded_url"):
            addresses[one.line("url")] = expanded
    pictures = {one.said("url") for one in entities.each("media")}
    text = tweet.take("full_text", "text", made=lambda value: isinstance(value, str) and unescape(value)) or ""
    text = _SHORTENED.sub(lambda found: "" if found[0] in pictures else addresses.get(found[0], found[0]), text)
    return plain_prose(text)


def _moment(value):
    found = _MOMENT.fullmatch(line(value))
    if not found or int(found[9]) not in YEARS:
        return None
    offset = timedelta(hours=int(found[7]), minutes=int(found[8])) * (1 if found[6] == "+" else -1)
    try:
        return datetime(
            int(found[9]), _MONTHS[found[1].lower()], int(found[2]), *map(int, found.group(3, 4, 5)),
            tzinfo=timezone(offset),
        )  # fmt: skip
    except (ValueError, KeyError):
        return None
