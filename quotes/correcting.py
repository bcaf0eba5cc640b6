"""Words that the collection does not have, taken for those that were meant."""

from dataclasses import replace
from itertools import islice

from search.analysis import tokens
from search.learnt import learnt, near
from search.queries import Query, read

from .finding import count_each

LIKELY = 5  # words that one is taken for
COMPARED = 100  # entries that have a word that another might be meant by; more do not make it likelier
LOOKED_AT = 32  # words of a query
TRIED = 4  # of these that are corrected
ELIDED = ("l", "d", "j", "m", "n", "s", "t", "c", "qu")  # « lhomosexualité », « dune ville »
VOWELS = "aeiouyh"
SHORTEST = 2  # letters of the parts that a word is cut into


def corrected(query, *, filters=None, count=count_each):
    """The text of the corrected query, or None if the collection has all of its words, or none that are like them.

    `count` counts what searches find, as `finding.count_each` does.
    """
    found = []
    for start, end, alone in islice(_unknown(query, count), TRIED):
        if instead := _meant(query, start, end, alone, filters or {}, count):
            found.append((start, end, instead))
    return _with(query.text, found) if found else None


def _unknown(query, count):
    """Yield (start, end, `Words`) of the first words that nothing public has."""
    typed = [
        (part, token)
        for part in query.wanted
        if not (part.prefix or part.is_number)
        for token in tokens(query.text[part.start : part.end])
        if token.word in part.words
    ][:LOOKED_AT]
    alone = [replace(part, words=(token.word,), phrase=False, others=(), named=None) for part, token in typed]
    otherwise = [part for part, _token in typed if part.others]  # found so, it is known however it is typed
    parts = list(dict.fromkeys((*alone, *otherwise)))
    counts = count([(Query("", (part,)), {}) for part in parts], up_to=1)
    known = {part for part, found in zip(parts, counts, strict=True) if found}
    for (part, token), one in zip(typed, alone, strict=True):
        if one not in known and not (part.others and part in known):
            yield part.start + token.start, part.start + token.end, one


def _meant(query, start, end, unknown, filters, count):
    """The likeliest: what is found with the rest of the query, then what is nearest to the word, then said most.

    Each is found where the operator looks: who is looked for is nobody's misspelt word.
    """
    word = unknown.words[0]
    likely = [*((0, instead) for instead in _cut(word, count)), *near(word)[:LIKELY]]
    whole = [(read(_with(query.text, [(start, end, instead)])), filters) for _edits, instead in likely]
    alone = [
        Query("", tuple(replace(part, scope=unknown.scope) for part in read(instead).words))
        for _edits, instead in likely
    ]
    counts = count([*whole, *((query, {}) for query in alone)], up_to=COMPARED)
    with_rest, by_itself = counts[: len(likely)], counts[len(likely) :]
    ranked = [
        (not rest, edits, -rest, -one, instead)
        for (edits, instead), rest, one in zip(likely, with_rest, by_itself, strict=True)
        if one
    ]
    return min(ranked)[-1] if ranked else None


def _cut(word, count):
    """Yield the words that one may be made of: less an elided one before it, or two that are said together."""
    less = [word[len(head) :] for head in ELIDED if word.startswith(head)]
    less = [rest for rest in less if len(rest) > SHORTEST and rest[0] in VOWELS]
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST, len(word) - SHORTEST + 1)]
    known = learnt({*less, *(half for pair in pairs for half in pair)})
    yield from (known[rest] for rest in less if rest in known)
    pairs = [(one, other) for one, other in pairs if one in known and other in known]
    counts = count([(read(f'"{one} {other}"'), {}) for one, other in pairs], up_to=1)
    yield from (f"{known[one]} {known[other]}" for (one, other), found in zip(pairs, counts, strict=True) if found)


def _with(text, changes):
    """`text` with [(start, end, what stands there instead)]."""
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return text
