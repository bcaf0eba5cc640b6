"""Words that the collection does not have, taken for those that were meant."""

from dataclasses import replace
from itertools import islice

from search.analysis import tokens
from search.learnt import learnt, near
from search.queries import Query, read

from .finding import how_many

LIKELY = 5  # words that one is taken for
COMPARED = 100  # entries that have a word that another might be meant by; more do not make it likelier
LOOKED_AT = 32  # words of a query
TRIED = 4  # of these that are corrected
ELIDED = ("l", "d", "j", "m", "n", "s", "t", "c", "qu")  # « lhomosexualité », « dune ville »
VOWELS = "aeiouyh"
SHORTEST = 2  # letters of the parts that a word is cut into


def corrected(query, *, filters=None, how_many=how_many):
    """The text of the corrected query, or None if the collection has all of its words, or none that are like them.

    `how_many` counts what a query finds, as `finding.how_many` does.
    """
    found = []
    for start, end, alone in islice(_unknown(query, how_many), TRIED):
        if instead := _meant(query, start, end, alone, filters or {}, how_many):
            found.append((start, end, instead))
    return _with(query.text, found) if found else None


def _unknown(query, how_many):
    """Yield (start, end, `Words`) of the first words that nothing public has."""

    def is_known(part):
        return bool(how_many(Query("", (part,)), {}, up_to=1)[0])

    parts = [part for part in query.wanted if not (part.prefix or part.is_number or part.others and is_known(part))]
    typed = ((part, token) for part in parts for token in tokens(query.text[part.start : part.end]))
    for part, token in islice(typed, LOOKED_AT):
        alone = replace(part, words=(token.word,), phrase=False, others=(), named=None)
        if token.word in part.words and not is_known(alone):
            yield part.start + token.start, part.start + token.end, alone


def _meant(query, start, end, unknown, filters, how_many):
    """The likeliest: what is found with the rest of the query, then what is nearest to the word, then said most.

    Each is found where the operator looks: who is looked for is nobody's misspelt word.
    """
    likely, word = [], unknown.words[0]
    for edits, instead in (*((0, instead) for instead in _cut(word, how_many)), *near(word)[:LIKELY]):
        with_rest, _ = how_many(read(_with(query.text, [(start, end, instead)])), filters, up_to=COMPARED)
        parts = tuple(replace(part, scope=unknown.scope) for part in read(instead).words)
        alone, _ = how_many(Query("", parts), {}, up_to=COMPARED)
        if alone:
            likely.append((not with_rest, edits, -with_rest, -alone, instead))
    return min(likely)[-1] if likely else None


def _cut(word, how_many):
    """Yield the words that one may be made of: less an elided one before it, or two that are said together."""
    less = [word[len(head) :] for head in ELIDED if word.startswith(head)]
    less = [rest for rest in less if len(rest) > SHORTEST and rest[0] in VOWELS]
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST, len(word) - SHORTEST + 1)]
    known = learnt({*less, *(half for pair in pairs for half in pair)})
    yield from (known[rest] for rest in less if rest in known)
    for one, other in pairs:
        if one in known and other in known and how_many(read(f'"{one} {other}"'), {}, up_to=1)[0]:
            yield f"{known[one]} {known[other]}"


def _with(text, changes):
    """`text` with [(start, end, what stands there instead)]."""
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return text
