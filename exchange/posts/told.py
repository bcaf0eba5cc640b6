"""What the archive of an account says, post by post. Who posts, and who is mentioned, is sought here and never made."""

import re

from django.utils.text import Truncator

from curation.addresses import address_key
from events.models import Event
from exchange.imports.told import File, Told, key_of
from quotes.models import Tweet
from quotes.posted import Network
from quotes.recognizing import Occasions, holders
from reading import networks
from reading.programmes.programme import NO_DAY, NO_EVENT
from speakers.models import Organization, Speaker

from .matching import PostsMatching

HOLDERS = {"speaker": Speaker, "organization": Organization}
ACCOUNT = re.compile(networks.HANDLE)
SHOWN = 80  # characters of a post that name it


def wanted(*, hashtags=(), since=None, until=None, handle=""):
    """Which posts are asked for, as an `Import` keeps it."""
    said = {
        "hashtags": [name.lstrip("#") for name in hashtags], "since": since and since.isoformat(),
        "until": until and until.isoformat(), "handle": handle.lstrip("@"),
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


class NoAccount(ValueError):
    """Neither the archive says whose it is, nor who brought it."""


class PostsFile(File):
    """All the posts of an `Archive`. `sought` is {key: the record that it is}, where a handle or a hashtag tells it.

    `event` is the one of the base of which they all are, if somebody said so; else each tells its own. `handle` is the
    account, where the archive does not say it; raises `NoAccount` if nobody does.
    """

    def __init__(self, archive, *, event=None, handle=""):
        super().__init__(Network(archive.network).label, given=event)
        self.unheld, self.left_out = archive.unheld.copy(), archive.left_out.copy()
        self.sought, self._signs, self._handle = {}, {}, handle
        self._occasions = None if event else Occasions(Event.objects.exclude(hashtag="", handle=""))
        handles = {name.casefold() for post in archive.posts for name in (self._account(post), *post.mentions)}
        self._held = {kind: holders(model, handles) for kind, model in HOLDERS.items()}
        for post in archive.posts:
            self._add_post(post)

    def names_of(self, told):
        return [told.name, self._signs[told.key]]

    def matching(self, choices):
        return PostsMatching(self, choices=choices)

    def _account(self, post):
        handle = post.handle or self._handle
        if not ACCOUNT.fullmatch(handle):
            raise NoAccount
        return handle

    def _add_post(self, post):
        handle = self._account(post)
        event = self.given or self._occasions.of([handle, *post.mentions], post.hashtags, on=post.day)
        if event is None:
            self.left_out[NO_EVENT] += 1
            return
        name = Truncator(post.text).chars(SHOWN)
        said = self._checked(Tweet, name, {
            "text": post.text, "author_name": post.author or handle, "handle": handle, "network": post.network,
            "number": post.number, "posted_on": post.day, "url": post.url or None,
            **({"language": post.language} if post.language else {}),
        })  # fmt: skip
        key = key_of("tweet", address_key(post.url) or f"{post.network}/{post.number}")
        self._add(Told("tweet", key, name, said | self._around(post, handle, event), subject=key))
        self.doubts += [] if post.day else [(name, NO_DAY)]
        self.unheld.update(filter(None, [post.posted_at and "post.hour", post.warning and "post.warning"]))

    def _around(self, post, handle, event):
        """Whose it is, and whom and what it is about."""
        author = {kind: self._held_by(kind, handle) for kind in HOLDERS}
        if not any(author.values()):
            author["speaker"] = self._seek("speaker", f"@{handle.casefold()}", post.author or f"@{handle}")
        mentioned = {kind: [self._held_by(kind, name) for name in post.mentions] for kind in HOLDERS}
        return author | {
            "event": self._seek("event", f"={event.pk}", event.title, record=event),
            **{f"mentioned_{kind}s": list(dict.fromkeys(filter(None, keys))) for kind, keys in mentioned.items()},
        }

    def _held_by(self, kind, handle):
        """The key of who has that account here, or None."""
        record = self._held[kind].get(handle.casefold())
        return self._seek(kind, f"@{handle.casefold()}", record.name, record=record) if record else None

    def _seek(self, kind, sign, name, *, record=None):
        key = key_of(kind, sign)
        self._add(Told(kind, key, name, subject=key, is_sought=True))
        self._signs[key] = sign
        if record:
            self.sought[key] = record
        return key
