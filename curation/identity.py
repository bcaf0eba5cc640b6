"""Whether what an article names is a record that is here: a likeness is a question to a person, never an answer."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from .merging import kept_of


class Verdict(models.TextChoices):
    SAME = "same", _("déjà là")  # its full name or a form of it, exactly one record, nothing that contradicts
    ONE_OF = "one-of", _("à choisir")  # homonyms, an initial, a family name alone, something that contradicts
    PERHAPS = "perhaps", _("peut-être déjà là")  # a likeness
    NEW = "new", _("nouveau")


@dataclass(frozen=True)
class Match:
    """What the base has of one thing: `records` are the candidates, the likeliest first.

    `kind` is the name of their model. `before` are earlier or later editions of an event: near, and not the same.
    """

    verdict: Verdict
    kind: str
    records: tuple = ()
    before: tuple = ()

    @property
    def record(self):
        """The one record that may be written without asking; None where there is a question, or nothing."""
        return self.records[0] if self.verdict == Verdict.SAME else None

    @property
    def is_question(self):
        return self.verdict in (Verdict.ONE_OF, Verdict.PERHAPS)

    def chosen(self, choice):
        """The candidate whose key a curator chose, or into which that record was merged since; None if it is none."""
        candidates = {str(record.pk): record for record in self.records}
        if candidates and str(choice) not in candidates and str(choice).isdecimal():
            choice = kept_of(type(self.records[0]), int(choice))
        return candidates.get(str(choice))

    def as_json(self):
        found = {"verdict": str(self.verdict), "kind": self.kind, "ids": [record.pk for record in self.records]}
        return found | ({"editions": [record.pk for record in self.before]} if self.before else {})


def judged(kind, *, exact=(), doubtful=(), alike=(), before=()):
    """The `Match` of records that bear the very name (`exact`), of those that may be meant (`doubtful`), and of those
    that merely look so (`alike`); a record stands in one of the three. Only a single exact one is certain."""
    exact, doubtful, alike = list(exact), list(doubtful), list(alike)
    if len(exact) == 1 and not doubtful:
        return Match(Verdict.SAME, kind, tuple(exact), tuple(before))
    if exact or doubtful:
        return Match(Verdict.ONE_OF, kind, (*exact, *doubtful, *alike), tuple(before))
    if alike:
        return Match(Verdict.PERHAPS, kind, tuple(alike), tuple(before))
    return Match(Verdict.NEW, kind, (), tuple(before))
