"""Names that are told by less than they are: by letters, by their beginning."""

import re

from language.folding import fold

_SHORTEST = 3  # letters


def begin_alike(initials, given):
    """Whether a given name may be shortened to these letters: « j » or « j p » for « jean paul »."""
    return len(initials) <= len(given) and all(
        word.startswith(initial) for initial, word in zip(initials, given, strict=False)
    )


def shortened(word, persons):
    """Those of the `persons` whose given name begins as a word does: “Bernie” may be Bernadette Quilligan."""
    begun = fold(word)[:_SHORTEST]
    return [one for one in persons if len(begun) == _SHORTEST and one.family and one.given.startswith(begun)]


def letters_for(tokens, run, name):
    """The letters that the article says to stand for a name: « AM = Antoine Mer », « Antoine Mer (AM) »; or ""."""
    before, after = tokens[max(0, run.first - 2) : run.first], tokens[run.last : run.last + 3]
    if len(before) == 2 and before[1].text == "=":
        return before[0].text if before[0].text.isupper() else ""
    is_aside = len(after) == 3 and (after[0].text, after[2].text) == ("(", ")")
    initials = "".join(part[0] for part in re.split(r"[^\w]+", name) if part)
    return after[1].text if is_aside and after[1].text == initials.upper() else ""
