"""The posts of an archive, and which of them are asked for."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

BOOST, NOT_PUBLIC, OTHER_DAY, OTHER_HASHTAG = "somebody else's", "not public", "of another day", "without the hashtag"
NO_TEXT = "without words"


@dataclass(frozen=True, kw_only=True)
class ArchivedPost:
    """A post as its network has it. `number` is its identifier there, `day` that of `posted_at` in the zone asked for.

    `handle` is without @, on Mastodon with its host; `warning` is what stands in front of words that are hidden.
    """

    network: str
    number: str
    text: str
    author: str = ""
    handle: str = ""
    posted_at: datetime | None = None
    day: date | None = None
    url: str = ""
    language: str = ""
    warning: str = ""
    hashtags: tuple[str, ...] = ()  # without #
    mentions: tuple[str, ...] = ()  # handles without @


@dataclass
class Archive:
    """`left_out` counts the posts that are not held, by why; `unheld` what those that are had besides, by its path."""

    network: str
    posts: list[ArchivedPost] = field(default_factory=list)
    left_out: Counter = field(default_factory=Counter)
    unheld: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Wanted:
    """Which posts are asked for: with one of the hashtags, without #, from a day to a day; all where nothing is said.

    A post without a day is wanted only where no day is said.
    """

    hashtags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def refusal(self, post):
        """Why a post is not wanted, "" if it is."""
        names = {name.casefold().lstrip("#") for name in self.hashtags}
        if names and names.isdisjoint(name.casefold() for name in post.hashtags):
            return OTHER_HASHTAG
        if (self.since or self.until) and not post.day:
            return OTHER_DAY
        if self.since and post.day < self.since or self.until and post.day > self.until:
            return OTHER_DAY
        return ""


EVERYTHING = Wanted()
