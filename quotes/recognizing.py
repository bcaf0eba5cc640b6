"""What the base knows of a pasted tweet: its author, whom it mentions, the event it is about."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from curation.batches import batches
from events.models import Event
from reading.networks import full, hashtags, mentions
from speakers.models import Organization, Speaker

AROUND = timedelta(days=60)  # before an event and after it, when people write of it


def recognize(tweet):
    """Return the fields of a `Tweet` that a `PastedTweet` fills, those that it does not name left out.

    Handles and hashtags match whatever their case. Three queries.
    """
    tags = [tag.casefold() for tag in hashtags(tweet.text)]
    author = tweet.handle.casefold()
    named = {handle.casefold() for handle in full(mentions(tweet.text), author)}
    all_named = {author, *named} - {""}
    speakers, organizations = holders(Speaker, all_named), holders(Organization, all_named)
    rows = Event.objects.alias(name=Lower("handle"), tag=Lower("hashtag"))
    events = rows.filter(Q(name__in=all_named) | Q(tag__in=tags))
    fields = {
        "text": tweet.text,
        "author_name": tweet.author_name,
        "handle": tweet.handle,
        "posted_on": tweet.posted_on,
        "url": tweet.url,
        "speaker": speakers.get(author),
        "organization": organizations.get(author),
        "event": Occasions(events).of(all_named, tags, on=tweet.posted_on),
        "mentioned_speakers": [row for handle, row in speakers.items() if handle in named],
        "mentioned_organizations": [row for handle, row in organizations.items() if handle in named],
    }
    return {name: value for name, value in fields.items() if value}


def holders(model, handles):
    """{handle, folded: the record that has it}. A query for each batch of handles."""
    rows = model.objects.alias(lower=Lower("handle"))
    return {row.handle.casefold(): row for some in batches(sorted(handles)) for row in rows.filter(lower__in=some)}


class Occasions:
    """The events of the queryset `rows` by their hashtags and accounts. One query."""

    def __init__(self, rows):
        self._named = defaultdict(list)
        for event in rows:
            for name in {event.hashtag and f"#{event.hashtag}", event.handle and f"@{event.handle}"} - {""}:
                self._named[name.casefold()].append(event)

    def of(self, handles, tags, *, on):
        """The one event that goes by one of these names and is not far from the day `on`; None if there are several.

        A series keeps its hashtag from one edition to the next: a name never beats a date.
        """
        names = [*(f"@{handle}" for handle in handles), *(f"#{tag}" for tag in tags)]
        found = {event for name in names for event in self._named.get(name.casefold(), ()) if _is_near(event, on)}
        return found.pop() if len(found) == 1 else None


def _is_near(event, day):
    if day is None or event.starts_on is None:
        return True
    return event.starts_on - AROUND <= day <= event.last_day + AROUND


def in_words(tweet, known):
    """What was recognized of the tweet, in words, and who is not known here."""
    rows = [known.get(name) for name in ("speaker", "organization", "event")]
    rows += [*known.get("mentioned_speakers", ()), *known.get("mentioned_organizations", ())]
    handles = {(row.handle or "").casefold() for row in rows if row}
    named = filter(None, (tweet.handle, *full(mentions(tweet.text), tweet.handle)))
    strangers = [handle for handle in named if handle.casefold() not in handles]
    sentences = [_("Les champs sont remplis : vérifiez-les.")]
    if not tweet.text:
        sentences.append(_("Le texte n’est pas dans ce qui fut collé : ajoutez-le."))
    if tags := hashtags(tweet.text):
        sentences.append(_("Mots-dièse : %s.") % ", ".join(f"#{tag}" for tag in tags))
    if strangers:
        names = ", ".join(f"@{handle}" for handle in strangers)
        sentences.append(_("Personne ici ne porte ces identifiants : %s.") % names)
    return " ".join(str(sentence) for sentence in sentences)


def in_address(value):
    """A field's value as the address of an admin form takes it."""
    if isinstance(value, list):
        return ",".join(str(row.pk) for row in value)
    return getattr(value, "pk", value)
