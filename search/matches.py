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
class Any:
    parts: tuple


@dataclass(frozen=True)
class All:
    parts: tuple = ()
    but: tuple = ()  # and none of these

    def __bool__(self):
        return bool(self.parts or self.but)


def of(query, *, scopes, forms):
    """The match for the words of `query`.

    `scopes` gives the prefix under which the terms of a scope are indexed besides. `forms(prefix)` gives words of the
    collection that begin so: the term of a word may be shorter than what was typed of it.
    """
    return All(
        tuple(_words(part, scopes, forms) for part in query.wanted),
        tuple(_words(part, scopes, forms) for part in query.unwanted),
    )


def as_phrase(words):
    """The match for folded words as one phrase, stop words among them; None unless there are two."""
    return _phrases([tuple(words)], "") if len(words) > 1 else None


def within(match, columns):
    """`match` with the words that it wants in `columns`; terms that nobody can type have a place of their own."""
    if isinstance(match, Terms):
        return match if GAP in match.terms[0] else replace(match, within=columns)
    return replace(match, parts=tuple(within(part, columns) for part in match.parts))


def words_of(match):
    """`match` without what its documents have all the same: the terms that nobody can type, and exclusions."""
    return All(tuple(part for part in match.parts if _is_typed(part)))


def _is_typed(match):
    return GAP not in match.terms[0] if isinstance(match, Terms) else any(map(_is_typed, match.parts))


def _words(part, scopes, forms):
    head = scopes[part.scope] if part.scope else ""
    return _prefix(part.words[0], head, forms) if part.prefix else _phrases((part.words, *part.others), head)


def _phrases(ways, head):
    """One of some runs of words; a text is of one language, and so are the terms of a phrase in it."""
    terms = (tuple(head + stem(word, language) for word in way) for way in ways for language in ("fr", "en"))
    return _either([Terms(run) for run in dict.fromkeys(terms)])


def _prefix(word, head, forms):
    begun = as_begun(word)
    stems = {term for form in forms(word) for term in alternatives(form) if not term.startswith(begun)}
    return _either([Terms((head + begun,), prefix=True), *(Terms((head + term,)) for term in sorted(stems))])


def _either(parts):
    return parts[0] if len(parts) == 1 else Any(tuple(parts))
