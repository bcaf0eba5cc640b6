"""Scripts that run from right to left: the order in which a line is drawn, and the joined forms of Arabic letters.

The essentials of Unicode's bidirectional algorithm (UAX 9) without explicit embeddings, which stored text never has.
"""

import unicodedata

ISOLATED, INITIAL, MEDIAL, FINAL = "<isolated>", "<initial>", "<medial>", "<final>"
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
JOINER, TATWEEL = "\u200d", "\u0640"


def _presentation_forms():
    """{(form, letters): character}, as Unicode's compatibility block decomposes."""
    forms = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form.startswith("<") and (len(letters) == 1 or 0xFEF5 <= code <= 0xFEFC):  # of ligatures, lam and alef
            forms[form, "".join(chr(int(letter, 16)) for letter in letters)] = chr(code)
    return forms


FORMS = _presentation_forms()
LAM = "\u0644"


def joined(text):
    """`text` with each Arabic letter in the form that its neighbours give it."""
    if not any("\u0600" <= char <= "\u06ff" for char in text):
        return text
    out, before = [], False  # whether the letter before reaches for this one
    place = 0
    while place < len(text):
        char = text[place]
        after = _next_letter(text, place)
        if char == LAM and (FINAL, char + after) in FORMS and text[place + 1] == after:
            out.append(FORMS[FINAL if before else ISOLATED, char + after])
            before, place = False, place + 2
            continue
        reaches = _reaches(char) and _is_reached(after)
        form = (MEDIAL if reaches else FINAL) if before and _is_reached(char) else INITIAL if reaches else ISOLATED
        out.append(FORMS.get((form, char), char))
        if unicodedata.category(char) != "Mn":
            before = _reaches(char)
        place += 1
    return "".join(out)


def _next_letter(text, place):
    return next((char for char in text[place + 1 :] if unicodedata.category(char) != "Mn"), "")


def _reaches(char):
    return char in (JOINER, TATWEEL) or (INITIAL, char) in FORMS


def _is_reached(char):
    return char in (JOINER, TATWEEL) or (FINAL, char) in FORMS


def runs_leftward(text):
    """Whether the first letter that has a direction goes to the left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def order(chars, *, leftward):
    """The places of `chars` from left to right, each with whether its character is mirrored there."""
    levels = _levels([_kind(char) for char in chars], leftward=leftward)
    places = list(range(len(chars)))
    for level in range(max(levels, default=0), 0, -1):
        start = None
        for at in range(len(places) + 1):
            inside = at < len(places) and levels[places[at]] >= level
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                places[start:at] = reversed(places[start:at])
                start = None
    return [(place, levels[place] % 2 == 1) for place in places]


def _kind(char):
    """L, R, N (a number), S (a sign within numbers) or blank: what takes the direction of its surroundings."""
    kind = unicodedata.bidirectional(char[0])
    return {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "CS": "S", "ES": "S", "ET": "T"}.get(kind, " ")


def _levels(kinds, *, leftward):
    base = int(leftward)
    kinds = _with_numbers(kinds, "R" if leftward else "L")
    levels = []
    for place, kind in enumerate(kinds):
        if kind == " ":
            before = next((k for k in reversed(kinds[:place]) if k != " "), "R" if leftward else "L")
            after = next((k for k in kinds[place + 1 :] if k != " "), "R" if leftward else "L")
            before, after = before.replace("N", "R"), after.replace("N", "R")
            kind = before if before == after else "R" if leftward else "L"
        levels.append({"L": base + base % 2, "R": 1, "N": 2}[kind])
    return levels


def _with_numbers(kinds, start):
    """`kinds` with the signs of numbers made part of them, and the numbers after Latin letters made Latin."""
    strong, done = start, list(kinds)
    for place, kind in enumerate(kinds):
        around = (kinds[place - 1] if place else " ", kinds[place + 1] if place + 1 < len(kinds) else " ")
        if (kind == "S" and around == ("N", "N")) or (kind == "T" and "N" in around):
            kind = "N"
        elif kind in "ST":
            kind = " "
        if kind in "LR":
            strong = kind
        done[place] = "L" if kind == "N" and strong == "L" else kind
    return done
