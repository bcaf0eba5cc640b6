"""Numbers as they are written: « 618 000 », « douze mille », « 1,5 million », “two hundred and five”, « dixième »."""

import re

from .words import lines

GROUPS = 5  # of three digits: what is longer is a telephone number, or no number
GROUPED = " \u00a0\u202f\u2009.,"  # between groups
APART = " \n\u00a0\u202f\u2009-\u2010\u2011"  # between words
AND = {"et", "and"}
ARTICLES = {"un", "une", "one", "neuf", "first", "second"}  # mostly no numbers by themselves
ORDINALS = {word: int(value) for value, *words in map(str.split, lines("ordinals")) for word in words}
VALUES = {word: int(value) for value, *words in map(str.split, lines("numbers")) for word in words}


def number_at(text, found, place):
    """(in digits, place after it) of the number that begins with the token at `place` of the list `found`, or None: 12,
    and 12e of an ordinal.
    """
    number = _Number()
    after, ending = _digits(text, found, place, number) if found[place].word.isdecimal() else place, ""
    if after is None:
        return None
    while after < len(found) and (after == place or _is_apart(text, found, after)):
        said = after
        if found[after].word in AND and after > place:
            said += 1
            if said == len(found) or not _is_apart(text, found, said) or not number.may_add:
                break
        word = found[said].word
        if not number.take(VALUES.get(word) or ORDINALS.get(word)):
            break
        after = said + 1
        if word in ORDINALS:
            ending = "e"
            break
    is_number = after > place + (found[place].word in ARTICLES)
    return (f"{number.value}{ending}", after) if is_number else None


class _Number:
    """What was said so far: `total` of thousands and more, and what is below."""

    def __init__(self):
        self.total, self.below, self.last, self.least = 0, 0, 0, 10**12

    @property
    def value(self):
        return self.total + self.below

    @property
    def may_add(self):
        """Whether « et » may follow: « vingt et un », “two hundred and five”."""
        return bool(self.value) and (self.last >= 100 or (self.last >= 20 and not self.last % 10))

    def take(self, value):
        """Go on with the value of the next word; false if it does not belong to this number."""
        if value is None or not self.least:
            return False
        if value >= 1000:
            return self._times(value)
        if value == 100:
            if self.below > 9:
                return False
            self.below = max(self.below, 1) * 100
        elif value == 20 and self.last == 4 and self.below % 100 == 4:
            self.below, value = self.below + 76, 80
        elif not self._adds(value):
            return False
        else:
            self.below += value
        self.last = value
        return True

    def _times(self, value):
        if value >= self.least or (value > 1000 and not self.below):
            return False
        self.total += max(self.below, 1) * value
        self.below, self.last, self.least = 0, value, value
        return True

    def _adds(self, value):
        rest = self.below % 100
        if not rest:
            return self.below < 1000
        tens = rest % 10 == 0 and rest >= 20
        after_ten = rest % 20 == 10 and 7 <= value <= 9 and self.last == 10  # « dix-sept », « soixante-dix-sept »
        return after_ten or (tens and value < (20 if rest in (60, 80) else 10))


def _digits(text, found, place, number):
    """Take the groups of digits; the place after them, or None if they are only one token that says itself."""
    whole, after = found[place].word, place + 1
    if len(whole) <= 3 and not whole.startswith("0"):
        while after < min(len(found), place + GROUPS) and _is_group(text, found, after):
            whole += found[after].word
            after += 1
    decimals = ""
    if after == place + 1 and after + 1 < len(found) and _is_between(text, found, after, ".,") and len(whole) <= 3:
        decimals = found[after].word if re.fullmatch(r"\d{1,2}", found[after].word) else ""
    times = after + bool(decimals)
    factor = VALUES.get(found[times].word, 0) if times < len(found) and _is_apart(text, found, times) else 0
    if len(whole) <= 3 * GROUPS and factor >= 1000 and (int(whole) * factor < 10**15):
        number.total = int(whole + decimals) * factor // 10 ** len(decimals)
        number.least = factor
        return times + 1
    number.total, number.least = (int(whole), 0) if len(whole) <= 3 * GROUPS else (0, 0)
    return after if after > place + 1 else None


def _is_group(text, found, place):
    word = found[place].word
    return len(word) == 3 and word.isdecimal() and _is_between(text, found, place, GROUPED)


def _is_apart(text, found, place):
    return _is_between(text, found, place, APART)


def _is_between(text, found, place, signs):
    """Whether only one of `signs` stands before the token at `place`."""
    return found[place].start == found[place - 1].end + 1 and text[found[place].start - 1] in signs
