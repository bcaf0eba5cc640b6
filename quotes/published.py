"""What entries are made of: public quotes and tweets, with what they say of their event, talk and speaker."""

from django.apps import apps

# Of both kinds, then of each.
SAID = (
    *("text", "language", "event_id", "event__title", "event__starts_on"),
    *("talk__title", "talk__language", "talk__day"),
    *("speaker_id", "speaker__name", "speaker__is_public"),
)
SAID_BY = {
    "quote": ("kind", "attribution", "context", "talk_id", "tweet_id", "tweet__posted_on"),
    "tweet": ("author_name", "handle", "organization__name", "organization__is_public", "posted_on"),
}


def published(kind, pks):
    """{name: value} of each of the quotes or tweets of these ids that is public, in order of ids."""
    rows = apps.get_model("quotes", kind).objects.published().filter(pk__in=pks).order_by("pk")
    return list(rows.values("pk", *SAID, *SAID_BY[kind]))
