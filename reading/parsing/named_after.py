"""What bears somebody's name and is nobody: « le lycée Victor Hugo », « la Fondation Abbé Pierre »."""

from .lexicon import roles, sections

_NOUNS = sections("named_after")
NOUNS = _NOUNS["place"] | _NOUNS["body"]


def noun_before(tokens, place):
    """The place of the noun of which the words from `place` are the name, or None."""
    noun = place - 1
    if noun > 0 and tokens[noun].low in _NOUNS["between"]:
        place, noun = noun, noun - 1  # « le groupe scolaire Jules Ferry »
    if noun < 0 or tokens[noun].low not in NOUNS or tokens[place].start - tokens[noun].end > 1:
        return None
    before = [token.low for token in tokens[max(0, noun - 4) : noun]]
    is_generic = not _NOUNS["generic"].isdisjoint(before[-1:])
    is_headed = tokens[noun].low in _NOUNS["body"] and _is_headed(before)
    return None if is_generic or is_headed else noun


def begins_with_noun(tokens, first, last):
    """« Place Simone Veil »"""
    return last - first > 1 and tokens[first].low in _NOUNS["place"]


def _is_headed(before):
    """« le président de l’association X »: he may be X himself; « un élu du comité X » is not."""
    head = next((words for words in (["de", "l’"], ["de", "la"], ["du"]) if before[-len(words) :] == words), None)
    *led, role = before[: -len(head)] if head and len(before) > len(head) else [""]
    return role in roles() and led[-1:] not in (["un"], ["une"])
