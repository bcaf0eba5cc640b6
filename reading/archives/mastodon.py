"""Mastodon's `outbox.json`, alone or in the ZIP of an archive, in which `actor.json` says whose it is.

https://docs.joinmastodon.org/spec/activitypub/. Boosts are somebody else's words; what was not for everybody is left
out as well.
"""

import re
from zoneinfo import ZoneInfo

from language.codes import code_of
from reading.networks import MASTODON, full, hashtags, mentions, place_at
from reading.programmes.fields import Fields, left, line, prose
from reading.programmes.opening import NO_PROGRAMME, begins_as_json, json_of, members_of
from reading.programmes.programme import UnreadableProgramme
from reading.programmes.times import ZONE, Clock

from .archive import BOOST, EVERYTHING, NO_TEXT, NOT_PUBLIC, Archive, ArchivedPost

_OUTBOX = re.compile(r"(?:.*/)?outbox\.json")
_ACTOR = re.compile(r"(?:.*/)?actor\.json")
_SIGN = re.compile(rb'"orderedItems"\s*:')
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_NUMBER = re.compile(r"/(?:statuses/)?(\d+)/?$")


def recognises(data):
    return begins_as_json(data) and bool(_SIGN.search(data)) or data.startswith(b"PK") and b"outbox.json" in data


def read(data, *, wanted=EVERYTHING, zone=ZONE):
    """The `Archive` of the file or the ZIP, of the posts that are `wanted`. Raises `UnreadableProgramme`."""
    files = members_of(data) if data.startswith(b"PK") else {"outbox.json": data}
    outbox, actor = _object(files, _OUTBOX), _object(files, _ACTOR)
    if "orderedItems" not in outbox.values:
        raise UnreadableProgramme(NO_PROGRAMME)
    archive, clock, zone = Archive(MASTODON), Clock("UTC"), ZoneInfo(zone)
    for activity in outbox.each("orderedItems"):
        note = activity.at("object")
        refusal, post = _refusal(activity, note), None
        if not refusal:
            post = _post(note, actor.said("name"), clock, zone)
            refusal = wanted.refusal(post) if post.text else NO_TEXT
        if refusal:
            archive.left_out[refusal] += 1
        else:
            archive.posts.append(post)
            archive.unheld.update(left(activity.values, within=["object"]))
    return archive


def _object(files, form):
    """The Fields of the first file whose path has this form; empty ones where there is none."""
    path = next(filter(form.fullmatch, files), None)
    tree = json_of(files[path]) if path else {}
    return Fields(tree if isinstance(tree, dict) else {})


def _refusal(activity, note):
    if activity.values.get("type") != "Create" or not note.values:
        return BOOST
    told = [note.values.get(name) or activity.values.get(name) for name in ("to", "cc")]
    shown = {one for some in told for one in (some if isinstance(some, list) else [some]) if isinstance(one, str)}
    return NOT_PUBLIC if shown.isdisjoint(_PUBLIC) else ""


def _post(note, author, clock, zone):
    url = note.address("url") or note.address("id")
    at = place_at(url)
    handle = at.handle if at else ""
    number = _NUMBER.search(url)
    text = note.prose("content")
    posted_at = note.take("published", made=clock.moment)
    local = posted_at.astimezone(zone) if posted_at else None
    spoken = note.at("contentMap")
    return ArchivedPost(
        network=MASTODON,
        number=number[1] if number else url,
        text=text,
        author=author,
        handle=handle,
        posted_at=local,
        day=local and local.date(),
        url=url,
        language=next((code for name in list(spoken.values) if (code := _code(spoken, name, text))), ""),
        warning=note.line("summary"),
        hashtags=_named(note, "Hashtag") or tuple(hashtags(text)),
        mentions=tuple(full(_named(note, "Mention") or mentions(text), handle)),
    )


def _code(spoken, name, text):
    """The language under whose name the text of a post stands once more."""
    return code_of(name) if spoken.take(name, made=lambda value: prose(value) == text) else ""


def _named(note, kind):
    """What the tags of a kind name: words without #, handles without @, with their host where that is another."""
    tags = [one for one in note.each("tag") if one.values.get("type") == kind]
    return tuple(filter(None, (one.take("name", made=lambda value: line(value).lstrip("#@")) for one in tags)))
