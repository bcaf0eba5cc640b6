"""What the index is asked, in no engine's language; `sqlite` and `postgresql` write it in theirs."""

from dataclasses import dataclass, replace

from .analysis import as_begun, stem
from .entries import COLUMNS, FACETS

GAP = "_"  # a term that stands where no word is; nobody can type it


@dataclass(frozen=True)
class Terms:
    """Terms that follow one another, in one of the columns `within`, or anywhere."""

    terms: tuple[str, ...]
    prefix: bool = False  # of the last term
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """One of these facets: it counts as if what it names stood in `column`, or wherever it is looked for."""

    terms: tuple[str, ...]
    column: str = ""


@dataclass(frozen=True)
class Any:
    """One of the ways to say it, each `Terms` or `Around`."""

    ways: tuple

    @property
    def runs(self):
        return tuple(way for way in self.ways if isinstance(way, Terms))

    @property
    def names(self):
        """The facets of all that it names."""
        return tuple(term for way in self.ways if isinstance(way, Around) for term in way.terms)


@dataclass(frozen=True)
class All:
    """What holds each of the parts, and none of `but`, `Any` each; among the entries from one id to another."""

    parts: tuple = ()
    but: tuple = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Scope:
    """What an operator asks for: things of some kinds that are named so, or words in a column."""

    kinds: tuple[str, ...]
    column: str = ""


NOTHING = Terms((GAP * 2,))  # no document has it


def of(query, *, columns, scopes=None):
    """The match for the words of a `query` of which is known what they name (see `named`).

    `columns` tells as which column a name of each kind counts, and `scopes` has the `Scope` of each operator; without
    these, operators are plain words.
    """

    def told(part):
        if not (part.scope and scopes):
            names = [Around(terms, columns[kind]) for kind, terms in part.named or () if kind in columns]
            return either([*ways(part), *names])
        scope = scopes[part.scope]
        own = [replace(way, within=(scope.column,)) for way in ways(part)] if scope.column else []
        return either([*own, *(Around(terms) for kind, terms in part.named or () if kind in scope.kinds)])

    return All(tuple(map(told, query.wanted)), tuple(map(told, query.unwanted)))


def as_phrase(words):
    """The match for folded words as one phrase, stop words among them; None unless there are two."""
    return either(_phrases([tuple(words)])) if len(words) > 1 else None


def within(match, columns):
    """`match` with the words that it wants in `columns`, but for what has a place of its own."""
    return replace(match, parts=tuple(either(_within(part, columns)) for part in match.parts))


def _within(part, columns):
    for way in part.ways:
        if isinstance(way, Around):
            if way.column in ("", *columns):
                yield way
        else:
            yield way if way.within or GAP in way.terms[0] else replace(way, within=columns)


def holds(document, match):
    """Whether a document, {column: its terms as a text, each between spaces}, is what an `All` asks for."""
    return all(has(document, part) for part in match.parts) and not any(has(document, part) for part in match.but)


def has(document, part):
    """Whether it says one of the ways of an `Any`."""
    return any(_is_said(way, document) for way in part.ways)


def _is_said(way, document):
    if isinstance(way, Around):
        return not {*document[FACETS].split()}.isdisjoint(way.terms)
    run = f" {' '.join(way.terms)}{'' if way.prefix else ' '}"
    return any(run in document[column] for column in way.within or COLUMNS)


def ways(part, head=""):
    """[`Terms`] of which each is one way to write a `Words`; `head` begins the terms of another place."""
    return _begun(part, head) if part.prefix else _phrases((part.words, *part.others), head)


def _phrases(runs, head=""):
    """Runs of words: a text is of one language, and so are the terms of a phrase in it."""
    terms = (tuple(head + stem(word, language) for word in run) for run in runs for language in ("fr", "en"))
    return [Terms(run) for run in dict.fromkeys(terms)]


def _begun(part, head):
    """Terms that begin so, and those of the collection's words that do. Of several, « éco-qu », the last is begun."""
    *first, last = part.words
    runs = [Terms((*run.terms, head + as_begun(last)), prefix=True) for run in _phrases([first], head)] if first else []
    whole = Terms((head + as_begun("".join(part.words)),), prefix=True)
    return [whole, *runs, *(Terms((head + term,)) for term in part.begun)]


def either(ways):
    """One of them; nothing, of none."""
    return Any(tuple(ways) or (NOTHING,))
