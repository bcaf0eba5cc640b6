"""What the base knows of a pasted tweet: its author, whom it mentions, the event it is about."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Lower

from events.models import Event
from reading.networks import hashtags, mentions
from speakers.models import Organization, Speaker

AROUND = timedelta(days=60)  # before an event and after it, when people write of it


def recognize(tweet):
    """Return the fields of a `Tweet` that a `PastedTweet` fills, those that it does not name left out.

    Handles and hashtags match whatever their case. Three queries.
    """
    author, named = tweet.handle.casefold(), {handle.casefold() for handle in mentions(tweet.text)}
    all_named = {author, *named} - {""}
    speakers, organizations = _holders(Speaker, all_named), _holders(Organization, all_named)
    fields = {
        "text": tweet.text,
        "author_name": tweet.author_name,
        "handle": tweet.handle,
        "posted_on": tweet.posted_on,
        "url": tweet.url,
        "speaker": speakers.get(author),
        "organization": organizations.get(author),
        "event": _event(all_named, hashtags(tweet.text), on=tweet.posted_on),
        "mentioned_speakers": [row for handle, row in speakers.items() if handle in named],
        "mentioned_organizations": [row for handle, row in organizations.items() if handle in named],
    }
    return {name: value for name, value in fields.items() if value}


def _holders(model, handles):
    rows = model.objects.alias(lower=Lower("handle")).filter(lower__in=handles)
    return {row.handle.casefold(): row for row in rows}


def _event(handles, tags, *, on):
    """The one event that goes by one of these names and is not far from the day `on`; None if there are several.

    A series keeps its hashtag from one edition to the next: a name never beats a date.
    """
    rows = Event.objects.alias(name=Lower("handle"), tag=Lower("hashtag"))
    rows = rows.filter(Q(name__in=handles) | Q(tag__in=[tag.casefold() for tag in tags]))
    if on:
        first, last = on - AROUND, on + AROUND
        is_near = Q(starts_on__lte=last) & (Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first))
        rows = rows.filter(is_near | Q(starts_on=None))
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
