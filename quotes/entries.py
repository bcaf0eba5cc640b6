"""What the search keeps of each public quote and tweet, and the index of their words.

An entry's id tells its day and its record. So `ORDER BY id DESC` is newest first without a sort, a period is a range
of ids, and the order is the same whenever and wherever the index was made. What has no date has day 0.
"""

from datetime import date

from django.db import models

from search.index import Era, Index

A_DAY = 10**12  # ids: twice the greatest pk there may ever be
WORDS, NAMES, ABOUT, CONTEXT, FACETS = COLUMNS = ("words", "names", "about", "context", "facets")
# Terms of a name, a theme or a title stand in the facets besides, under these heads: what `de:`, `theme:`, `evenement:`
# ask for. Facets are terms too, so that words and filters are one match. Nobody can type an underscore.
SCOPES = {"author": "n_", "theme": "t_", "event": "e_"}
HEADS = {"kind": "_k", "language": "_l", "speaker": "_s", "theme": "_t", "event": "_e", "year": "_y"}
HEAD = 2  # characters of each


def first_id(day):
    """The least id of an entry of `day`, or of one without a date if that is None."""
    return (day.toordinal() if day else 0) * A_DAY


def entry_id(day, place):
    kind, pk = place
    return first_id(day) + 2 * pk + (kind == "tweet")


def place_of(entry):
    """The record of an entry's id: ("quote", pk) or ("tweet", pk)."""
    pk, is_tweet = divmod(entry % A_DAY, 2)
    return ("tweet" if is_tweet else "quote"), pk


def era(entry):
    """The year of an entry's id; None without a day."""
    if not (ordinal := entry // A_DAY):
        return None
    year = date.fromordinal(ordinal).year
    return Era(f"{HEADS['year']}{year}", first_id(date(year, 1, 1)))


INDEX = Index("quotes_index", COLUMNS, era=era)


class EntryQuerySet(models.QuerySet):
    def of(self, *, quotes, tweets):
        """The entries of the quotes and tweets of these ids."""
        return self.filter(models.Q(quote_id__in=quotes) | models.Q(tweet_id__in=tweets))


class Entry(models.Model):
    """A public quote or tweet. A draft has none, nor has what hangs on one."""

    id = models.BigIntegerField(primary_key=True)
    # No foreign keys: an entry goes with the next search, not with its record.
    quote_id = models.BigIntegerField(null=True, unique=True)
    tweet_id = models.BigIntegerField(null=True, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quote_id=None) ^ models.Q(tweet_id=None), name="entry_of_a_quote_or_a_tweet"
            )
        ]

    def __str__(self):
        return "{} {}".format(*place_of(self.pk))


class Stale(models.Model):
    """A quote or a tweet whose entry may be wrong; triggers write it (see `stale`), the next search deletes it."""

    quote_id = models.BigIntegerField(null=True)
    tweet_id = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.quote_id or self.tweet_id)


class Word(models.Model):
    """A word that a public text had when it was indexed. It may be gone since: ask the index before it is shown."""

    folded = models.CharField(max_length=50, primary_key=True)
    printed = models.CharField(max_length=60)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.printed


class Near(models.Model):
    """A key under which misspelt forms of a word are found (see `search.spelling`)."""

    key = models.CharField(max_length=50)
    word = models.ForeignKey(Word, models.CASCADE, related_name="+", db_constraint=False, db_index=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="near_once")]

    def __str__(self):
        return self.key
