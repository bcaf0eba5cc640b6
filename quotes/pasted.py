"""A tweet that a curator pastes, in any form of `reading.pasted`, or the sentence that says what was expected."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from reading.networks import TWITTER
from reading.pasted import MAX_LENGTH, read_posts


class UnreadableTweet(ValueError):
    """What was pasted is not one tweet; the message tells the curator what was expected."""


@dataclass(frozen=True)
class PastedTweet:
    """`text` is empty where an address alone was pasted."""

    text: str
    author_name: str
    handle: str
    posted_on: date | None = None
    url: str | None = None


def read_tweet(pasted):
    """The parts of a pasted tweet, its text unaltered. Raises `UnreadableTweet`, of several as well."""
    posts = read_posts(pasted).posts
    if len(posts) > 1:
        raise UnreadableTweet(_several(posts))
    return read_tweets(pasted)[0]


def read_tweets(pasted):
    """The parts of each of the tweets that were pasted. Raises `UnreadableTweet` where words stand beside them."""
    if len(pasted) > MAX_LENGTH:
        raise UnreadableTweet(_("Ce texte est trop long pour un tweet : collez un seul tweet à la fois."))
    found = read_posts(pasted)
    if not found.is_whole:
        raise UnreadableTweet(
            _("On attend le code d’intégration du tweet, ou « texte — Auteur (@identifiant) 8 juillet 2015 ».")
        )
    return [PastedTweet(post.text, post.author, post.handle, post.day, post.url or None) for post in found.posts]


def _several(posts):
    if all(post.network in ("", TWITTER) for post in posts):
        return _("Il y a là %d tweets : collez-les dans la page de leur évènement, ou un seul à la fois.") % len(posts)
    return _("Il y a là %d messages : collez-les dans la page de leur évènement, ou un seul à la fois.") % len(posts)
