"""Words that the collection does not have, taken for those that were meant."""

from dataclasses import replace
from itertools import islice

from language.folding import fold
from search.analysis import tokens
from search.learnt import completed, learnt, near
from search.queries import Query, Words, read
from search.spelling import FARTHEST, cuts, skeleton

from .finding import count_each
from .synonyms import heads

LIKELY = 5  # words that one is taken for
COMPARED = 100  # entries that have a word that another might be meant by; more do not make it likelier
LOOKED_AT = 32  # words of a query
TRIED = 4  # of these that are corrected
SURE = 6  # letters of a word that is taken for another which is not said with all the others
ELIDED = ("l", "d", "j", "m", "n", "s", "t", "c", "qu")  # « lhomosexualité », « dune ville »
VOWELS = "aeiouyh"
SHORTEST = 2  # letters of the parts that a word is cut into


def corrected(query, *, filters=None, count=count_each):
    """The text of the corrected query, or None if the collection has all of its words, or none that are like them.

    `count` counts what searches find, as `finding.count_each` does.
    """
    unknown, found = list(islice(_unknown(query, count), TRIED)), []
    for place, word in unknown:
        others_gone = [(*other, "") for other, _word in unknown if other != place]
        if instead := _likeliest(query, place, word, others_gone, filters or {}, count):
            found.append((*place, instead))
    return _with(query.text, found) if found else None


def _unknown(query, count):
    """Yield ((start, end), `Words`) of the first words that nothing public has."""
    typed = [
        (part, token)
        for part in query.wanted
        if not (part.prefix or part.is_number)
        for token in tokens(query.typed(part))
        if token.word in part.words
    ][:LOOKED_AT]
    alone = [replace(part, words=(token.word,), phrase=False, others=(), named=None) for part, token in typed]
    otherwise = [part for part, _token in typed if part.others]  # found so, it is known however it is typed
    parts = list(dict.fromkeys((*alone, *otherwise)))
    counts = count([(Query("", (part,)), {}) for part in parts], up_to=1)
    known = {part for part, found in zip(parts, counts, strict=True) if found}
    for (part, token), one in zip(typed, alone, strict=True):
        if one not in known and not (part.others and part in known):
            yield (part.start + token.start, part.start + token.end), one


def _likeliest(query, place, unknown, others_gone, filters, count):
    """The word for which `unknown` was typed at a place: what is found with all of the query that is known, then with
    any of it, then what is nearest to the word, then what sounds as it does, then said most. A short word is another
    one unless it does, or all is found; so is one that only begins alike, where nothing known stands beside it.
    """
    word, likely = unknown.words[0], _like(unknown.words[0], count)
    rest = _any(read(_with(query.text, [(*place, ""), *others_gone])))

    def searches(instead):
        """With all of the query that is known, with any of it, and alone: where the operator looks, for who is looked
        for is nobody's misspelt word."""
        phrase = f'"{instead}"' if " " in instead else instead
        parts = tuple(replace(part, scope=unknown.scope) for part in read(instead).words)
        yield read(_with(query.text, [(*place, phrase), *others_gone])), filters
        yield Query("", (*parts, *rest)), filters
        yield Query("", parts), {}

    counts = iter(count([search for instead in likely for search in searches(instead)], up_to=COMPARED))
    ranked = [
        (not with_all, not with_any, edits, not _sounds_alike(word, instead), -with_all, -alone, instead)
        for (instead, edits), with_all, with_any, alone in zip(likely.items(), counts, counts, counts, strict=True)
        if alone and (with_all and (rest or not others_gone) or _is_near(word, instead, edits, with_any))
    ]
    return min(ranked)[-1] if ranked else None


def _like(word, count):
    """{what it may stand for: edits from it}."""
    cut = [(0, instead) for instead in _cut(word, count)]
    likely = [*cut, *near(word)[:LIKELY], *completed(word, limit=LIKELY)]
    return {instead: edits for edits, instead in reversed(likely)}  # the first of equals


def _is_near(word, instead, edits, is_beside):
    """Whether what is not found with all the rest may be meant all the same: a long word that stands with some of it,
    or one of the same sound."""
    if " " in instead:
        return False
    is_alike = _sounds_alike(word, instead)
    is_like = edits <= FARTHEST or fold(instead).startswith(word)
    return (len(word) >= SURE or is_alike) and is_like and (is_beside or edits <= 1 and is_alike)


def _sounds_alike(word, instead):
    return skeleton(fold(instead)) == skeleton(word)


def _any(query):
    """The loose words of `query` as one part, which any of them is; none if it has none."""
    ways = [way for part in query.wanted if part.is_loose for way in (part.words, *part.others)]
    return [Words(0, 0, words=ways[0], others=tuple(ways[1:]))] if ways else []


def _cut(word, count):
    """Yield the words that one may be made of: less an elided one before it, or some that are said together."""
    less = [word[len(head) :] for head in ELIDED if word.startswith(head)]
    less = [rest for rest in less if len(rest) > SHORTEST and rest[0] in VOWELS]
    ways = list(_cuts(word))
    known = learnt({*less, *(piece for way in ways for piece in way)})
    yield from (known[rest] for rest in less if rest in known)
    phrases = [" ".join(known[piece] for piece in way) for way in ways if known.keys() >= set(way)]
    counts = count([(read(f'"{phrase}"'), {}) for phrase in phrases], up_to=1)
    yield from (phrase for phrase, found in zip(phrases, counts, strict=True) if found)


def _cuts(word):
    """Yield the ways to cut a word in two, and in three if it begins as names do: « vandermeersch »."""
    yield from cuts(word, SHORTEST)
    for head in heads(word):
        yield from ((head, *rest) for rest in cuts(word[len(head) :], SHORTEST))


def _with(text, changes):
    """`text` with [(start, end, what stands there instead)]."""
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return text
