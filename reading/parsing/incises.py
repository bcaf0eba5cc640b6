"""What an article puts between somebody’s words, inside their marks: « Nous avons, dit Claire Vidal, tenu bon »."""

from .names import TITLES

LEFT_OUT = " […]"
_DASHES = ",–—-"  # what parts an incise from the words
_CLOSES = ",–—-.!?…;:"
_MARKS = '«»“”"'
_LONGEST = 16  # tokens


def cut_at(article, place, last, quotation):
    """(start, end) of the incise whose first word is the token `place`, with the marks that part it from the words.

    None where it does not end surely before the token `last`, with which the quotation ends.
    """
    tokens = article.tokens
    opening, close = tokens[place - 1], _close(article, place, last)
    if close is None or any(token.text in _MARKS for token in tokens[place:close]):
        return None
    is_parted = opening.text in _DASHES  # else « Vraiment ? demande-t-elle. »: the mark is of the words
    start = opening.start if is_parted else tokens[place].start
    if not any(tokens[near].is_word for near in range(close, last)):
        return start, quotation.end
    takes_mark = tokens[close].text in _DASHES or tokens[close].text == "." and not is_parted
    return start, tokens[close].end if takes_mark else tokens[close].start


def _close(article, place, last):
    """The place of the mark with which an incise ends, or that of the quotation's; None where none is near."""
    tokens, opening = article.tokens, article.tokens[place - 1].text
    closes = opening if opening in "–—-" else _CLOSES
    near = place + 1
    while near < min(place + _LONGEST, last):
        if tokens[near].text not in closes or tokens[near].text == "." and tokens[near - 1].low in TITLES:
            near += 1
        elif tokens[near].text == "," and (behind := _behind_apposition(article, place, near, last)):
            near = behind
        else:
            return near
    return last if last <= place + _LONGEST else None


def _behind_apposition(article, place, comma, last):
    """The place of the mark behind « le maire, Paul Roy, » or « Paul Roy, président du comité, »; or None."""
    tokens, people = article.tokens, article.people
    named = people.mentions_in(tokens[place].start, tokens[comma].start)
    if not named:
        name = people.at_token(comma + 1)
        return name.last if name and name.last < last and tokens[name.last].text in _CLOSES else None
    if named[-1].last != comma or not any(telling.offices for telling in people.tellings(named[-1])):
        return None
    return next((near for near in range(comma + 1, last) if tokens[near].text in _CLOSES), None)


def without(text, start, end, cuts):
    """The words of `text` from `start` to `end`, « […] » in the place of `cuts`: [(start, end), …] in order."""
    kept = ""
    for cut_start, cut_end in cuts:
        kept += text[start:cut_start].rstrip() + LEFT_OUT + " " * text[cut_end : cut_end + 1].isalnum()
        start = cut_end
    return kept + text[start:end] if start < end else kept.rstrip().removesuffix(LEFT_OUT)
