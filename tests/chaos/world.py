"""The rows that people find when they begin, and those that each round gives them to work on."""

import re
from queue import Empty, SimpleQueue

from curation import history
from curation.models import Revision
from quotes.models import Quote
from tests import builders as make

MANY = 120  # more than somebody waits for
WORDS = re.findall(
    r"\w+",
    """ville place arbre pont rue marché école fleuve budget vote quartier banc tram jardin carte mémoire voisin
    atelier toit lampe port usine musée colline gare square fontaine halle verger digue""",
)


class World:
    """`drafts` holds lists of tokens of quotes to publish, `pairs` (speaker to keep, speaker to merge into it)."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.count = 0
        self.drafts, self.pairs = SimpleQueue(), SimpleQueue()
        self.event = make.event(title="Atelier de la ville")
        self.curators = [self._account(f"curatrice{n}@exemple.fr", "curator") for n in range(4)]
        self.members = [self._account(f"membre{n}@exemple.fr", "member") for n in range(3)]
        self.forgetful = [self._account(f"tete-en-l-air{n}@exemple.fr", "member") for n in range(20)]
        self.speakers = [self._speaker(f"Camille Martin {n}") for n in range(8)]

    def _account(self, email, role):
        return make.user(email=email, role=role).email

    def _speaker(self, name):
        row = make.speaker(name=name)
        history.write(row, by=None, action=Revision.Action.ADDED)
        return row.pk

    def token(self):
        """A word that no other record has, nor nearly; of letters alone, so that it is a name, too."""
        self.count += 1
        digits = f"{self.count * 6_700_417 % 10**7:07d}"
        return "q" + "".join("bcdfglmnrt"[int(digit)] + "aeioueo"[place] for place, digit in enumerate(digits))

    def words(self, random, token):
        return f"vigie {token} {' '.join(random.choices(WORDS, k=14))}"

    def replenish(self, random, *, many):
        """A few drafts and two speakers of one person; `many` of each where the worker is to do it."""
        for count in (3, 3, MANY) if many else (3, 3):
            self.drafts.put(self._drafts(random, count))
        for count in (4, MANY) if many else (4, 4):
            self.pairs.put(self._pair(random, count))

    def _drafts(self, random, count):
        """{token: key}"""
        tokens = [self.token() for _n in range(count)]
        quotes = self._quotes(random, tokens, status="draft", attribution="une passante")
        self.ledger.know({("published", token): False for token in tokens})
        return dict(zip(tokens, quotes, strict=True))

    def _pair(self, random, count):
        kept, gone = (self._speaker(f"Dominique {self.token().title()}") for _n in range(2))
        self._quotes(random, [self.token() for _n in range(count)], status="draft", speaker_id=gone)
        self.ledger.know({("merge", (kept, gone, count)): "two"})
        return kept, gone, count

    def _quotes(self, random, tokens, **fields):
        rows = [Quote(text=self.words(random, token), event=self.event, **fields) for token in tokens]
        for row in rows:
            row.save()
            history.write(row, by=None, action=Revision.Action.ADDED)
        return [row.pk for row in rows]


def taken(queue):
    """The next of a queue, None if there is none."""
    try:
        return queue.get_nowait()
    except Empty:
        return None
