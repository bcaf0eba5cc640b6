"""Which words of a collection may have been meant by a misspelt one, without comparing it with all of them."""

import re

SHORTEST = 4  # letters: shorter words have too many neighbours
LONGEST = 30
FARTHEST = 2  # edits
BEGUN = 5  # letters that begin a word as they begin another, for it to be taken for that one
FARTHEST_BEGUN = 4  # edits between these
SOUNDS = str.maketrans("cqzm", "kksn")  # letters that are said or misread alike


def keys(word):
    """What a word has in common with its misspelt forms: itself less one letter, and its consonants.

    Two words one edit apart always share a key, whatever their number; two edits apart, they do if vowels or doubled
    letters differ.
    """
    both = {word, word.rstrip("sx")}
    less = {form[:place] + form[place + 1 :] for form in both for place in range(len(form))}
    return both | less | {skeleton(form) for form in both}


def alike(word):
    """{way to write a word: edits from it}: itself, and with *ph* for *f* or the other way round."""
    return {word.replace("ph", "f"): 1, word.replace("f", "ph"): 1} | {word: 0}


def skeleton(word):
    """How the word sounds, roughly: its first letter and the consonants after it, none twice in a row."""
    sounds = re.sub("[aeiouyh]", "", word[1:].translate(SOUNDS))
    return "=" + word[:1] + re.sub(r"(.)\1+", r"\1", sounds)


def cuts(word, shortest):
    """Yield the ways to cut a word in two of so many letters at least; none of what is longer than all known words."""
    ends = range(shortest, len(word) - shortest + 1) if len(word) <= LONGEST else ()
    yield from ((word[:end], word[end:]) for end in ends)


def distance(one, other):
    """Insertions, deletions, substitutions and swaps of neighbours between two words."""
    before, row = None, list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            edits = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if above and i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                edits = min(edits, above[j - 2] + 1)
            row.append(edits)
    return row[-1]
