"""What the base knows of a pasted tweet: its author, whom it mentions, the event it is about."""

from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from events.models import Event
from speakers.models import Organization, Speaker

from .pasted import hashtags, mentions


def recognize(tweet):
    """Return the fields of a `Tweet` that a `PastedTweet` fills, those that it does not name left out.

    Handles and hashtags match whatever their case. Three queries.
    """
    author, named = tweet.handle.casefold(), {handle.casefold() for handle in mentions(tweet.text)}
    speakers, organizations = _holders(Speaker, {author, *named}), _holders(Organization, {author, *named})
    fields = {
        "text": tweet.text,
        "author_name": tweet.author_name,
        "handle": tweet.handle,
        "posted_on": tweet.posted_on,
        "url": tweet.url,
        "speaker": speakers.get(author),
        "organization": organizations.get(author),
        "event": _event({author, *named}, hashtags(tweet.text), on=tweet.posted_on),
        "mentioned_speakers": [row for handle, row in speakers.items() if handle in named],
        "mentioned_organizations": [row for handle, row in organizations.items() if handle in named],
    }
    return {name: value for name, value in fields.items() if value}


def _holders(model, handles):
    rows = model.objects.alias(lower=Lower("handle")).filter(lower__in=handles)
    return {row.handle.casefold(): row for row in rows}


def _event(handles, tags, *, on):
    """The event that goes by one of these names; of several (a series keeps its hashtag), the nearest to `on`."""
    rows = Event.objects.alias(name=Lower("handle"), tag=Lower("hashtag"))
    rows = rows.filter(Q(name__in=handles) | Q(tag__in=[tag.casefold() for tag in tags]))
    return min(rows, key=lambda event: _days_from(event, on), default=None)


def _days_from(event, day):
    """How far `day` is from those of `event`."""
    if not (event.starts_on and day):
        return date.max.toordinal()
    return max((event.starts_on - day).days, (day - event.last_day).days, 0)
