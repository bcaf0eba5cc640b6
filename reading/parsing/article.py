"""An article as the finders of each kind read it: its words, paragraphs, sentences, quotations and people."""

import re
from bisect import bisect_left, bisect_right

from . import layout
from .billing import billed_names, billings
from .language import language_of
from .lexicon import LANGUAGES
from .people import People
from .quotations import quotations
from .titled import titles
from .tokens import tokenize
from .turns import turns

_TWITTER = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,30})/?(?:\?.*)?$", re.IGNORECASE)


_NEAR = 4000  # letters of a paragraph through which who is named is looked for


class Article:
    def __init__(self, document, known, tweets=()):
        """`tweets` are the spans, signature included, in which nothing is said by the article itself."""
        self.document, self.text, self.known = document, document.text, known
        self.tokens = tokenize(self.text)
        stated = document.language or language_of(self.text)
        self.language = stated[:2] if stated[:2] in LANGUAGES else "fr"  # whose manner of reporting speech is read
        self.written_in = stated  # empty where nothing tells
        self.paragraphs = layout.paragraphs(document)
        self.quotations = quotations(self.text, self.paragraphs)
        self.tweets = sorted(tweets)
        self._outer = [q for q in self.quotations if q.depth == 0]
        self.billings = billings(document, self.paragraphs)
        self.billed_lines = {billing.start for billing in self.billings if billing.title}
        self.turns = turns(self.text, self.paragraphs)
        self._turn_lines = {billing.start for billing in self.billings if billing.is_turn}
        self._note_starts()
        self.sentences = [s for p in self.paragraphs for s in layout.sentences(self.text, p, self._within(p))]
        self._sentence_starts = [start for start, _ in self.sentences]
        self.people = self._people()
        self.titles = titles(self)
        self.year = None  # of the event, where the article tells it

    def _note_starts(self):
        """Where each kind of span begins, in order: to find the one in which a place stands."""
        self._token_starts = [token.start for token in self.tokens]
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]
        self._quotation_starts = [q.outer_start for q in self.quotations]
        self._outer_starts = [q.outer_start for q in self._outer]
        self._tweet_starts = [start for start, _ in self.tweets]
        self._turn_starts = [turn.start for turn in self.turns]

    def _people(self):
        links = (
            (m.start, m.end, found[1])
            for m in self.document.marks
            if m.kind == "link" and (found := _TWITTER.match(m.value))
        )
        return People(
            self.text,
            self.tokens,
            is_inside=self.is_inside,
            known=self.known.people,
            links=links,
            billed=sorted({*billed_names(self.billings), *(turn.name for turn in self.turns if turn.name)}),
            language=self.language,
        )

    def _within(self, paragraph):
        low = bisect_right(self._outer_starts, paragraph.start) - 1
        high = bisect_right(self._outer_starts, paragraph.end)
        return self._outer[max(0, low) : high]

    def token_at(self, offset):
        """The place of the first token that begins at `offset` or after it."""
        return bisect_right(self._token_starts, offset - 1)

    def paragraph_of(self, offset):
        """The place of the paragraph in which `offset` stands."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def begins_near(self, offset):
        """Where the paragraph in which `offset` stands begins; of a very long one, some letters before `offset`."""
        return max(self.paragraphs[self.paragraph_of(offset)].start, offset - _NEAR)

    def sentence_of(self, offset):
        """The place of the sentence in which `offset` stands."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def in_tweet(self, offset):
        near = bisect_right(self._tweet_starts, offset) - 1
        return near >= 0 and offset < self.tweets[near][1]

    def in_turn(self, offset):
        """Whether somebody says, in a turn, what stands at `offset`."""
        near = bisect_right(self._turn_starts, offset) - 1
        return near >= 0 and self.turns[near].words <= offset < self.turns[near].end

    def is_turn(self, paragraph):
        """Whether a paragraph says who speaks next in a transcript, or what; « X : trésorier » is like it."""
        place = bisect_left(self._turn_starts, paragraph.start)
        begins = place < len(self.turns) and self._turn_starts[place] == paragraph.start
        return begins or paragraph.start in self._turn_lines or self.in_turn(paragraph.end - 1)

    def quotation_at(self, offset):
        """The outer quotation around `offset`, or None."""
        near = bisect_right(self._outer_starts, offset) - 1
        return self._outer[near] if near >= 0 and offset < self._outer[near].outer_end else None

    def quotations_between(self, start, end):
        """The quotations, nested ones too, whose opening mark stands from `start` to `end`."""
        return self.quotations[bisect_left(self._quotation_starts, start) : bisect_left(self._quotation_starts, end)]

    def next_quotation(self, start, end):
        """The first of them, or None: a sentence without end may have any number."""
        place = bisect_left(self._quotation_starts, start)
        is_near = place < len(self.quotations) and self._quotation_starts[place] < end
        return self.quotations[place] if is_near else None

    def is_inside(self, offset):
        return self.quotation_at(offset) is not None or self.in_tweet(offset) or self.in_turn(offset)
