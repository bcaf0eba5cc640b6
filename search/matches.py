"""What the index is asked, in no engine's language; `sqlite` and `postgresql` write it in theirs."""

from dataclasses import dataclass, replace

from .analysis import alternatives, as_begun, stem

GAP = "_"  # a term that stands where no word is; nobody can type it


@dataclass(frozen=True)
class Terms:
    """Terms that follow one another, in one of the columns `within`, or anywhere."""

    terms: tuple[str, ...]
    prefix: bool = False  # of the last term
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """One of the facets of what is named so: it counts as if the name stood in `column`, or anywhere, for ever."""

    terms: tuple[str, ...]
    column: str = ""


@dataclass(frozen=True)
class Any:
    parts: tuple


@dataclass(frozen=True)
class All:
    parts: tuple = ()
    but: tuple = ()  # and none of these

    def __bool__(self):
        return bool(self.parts or self.but)


@dataclass(frozen=True)
class Scope:
    """What an operator asks for: things of some kinds that are named so, or words in a column."""

    kinds: tuple[str, ...]
    column: str = ""


NOTHING = Terms((GAP * 2,))  # no document has it


def of(query, *, columns, forms, scopes=None):
    """The match for the words of a `query` of which is known what they name (see `named`).

    `columns` tells as which column a name of each kind counts, and `scopes` has the `Scope` of each operator; without
    these, operators are plain words.
    `forms(prefix)` gives words of the collection that begin so: the term of a word may be shorter than what was typed.
    """

    def words(part):
        if not (part.scope and scopes):
            names = [Around(terms, columns[kind]) for kind, terms in part.named or () if kind in columns]
            return either([*ways(part, forms), *names])
        scope = scopes[part.scope]
        own = [within(way, (scope.column,)) for way in ways(part, forms)] if scope.column else []
        return either([*own, *(Around(terms) for kind, terms in part.named or () if kind in scope.kinds)])

    return All(tuple(map(words, query.wanted)), tuple(map(words, query.unwanted)))


def as_phrase(words):
    """The match for folded words as one phrase, stop words among them; None unless there are two."""
    return either(_phrases([tuple(words)])) if len(words) > 1 else None


def within(match, columns):
    """`match` with the words that it wants in `columns`, but for what has a place of its own."""
    if isinstance(match, Terms):
        return match if match.within or GAP in match.terms[0] else replace(match, within=columns)
    if isinstance(match, Around):
        return match if match.column in ("", *columns) else None
    parts = [within(part, columns) for part in match.parts]
    return replace(match, parts=tuple(part for part in parts if part))


def words_of(match):
    """`match` without what its documents have all the same: the terms that nobody can type, and exclusions."""
    return All(tuple(part for part in match.parts if _is_typed(part)))


def _is_typed(match):
    if isinstance(match, Around):
        return False
    return GAP not in match.terms[0] if isinstance(match, Terms) else any(map(_is_typed, match.parts))


def ways(part, forms, head=""):
    """[`Terms`] of which each is one way to write a `Words`; `head` begins the terms of another place."""
    return _begun(part.words[0], forms, head) if part.prefix else _phrases((part.words, *part.others), head)


def _phrases(runs, head=""):
    """Runs of words: a text is of one language, and so are the terms of a phrase in it."""
    terms = (tuple(head + stem(word, language) for word in run) for run in runs for language in ("fr", "en"))
    return [Terms(run) for run in dict.fromkeys(terms)]


def _begun(word, forms, head):
    begun = as_begun(word)
    stems = {term for form in forms(word) for term in alternatives(form) if not term.startswith(begun)}
    return [Terms((head + begun,), prefix=True), *(Terms((head + term,)) for term in sorted(stems))]


def either(parts):
    """One of them; nothing, of none."""
    ways = tuple(way for part in parts for way in (part.parts if isinstance(part, Any) else [part]))
    if not ways:
        return NOTHING
    return ways[0] if len(ways) == 1 else Any(ways)
