"""Known themes whose words stand in a talk's passage, or in the article where it has no talks."""

from collections import defaultdict

from language.folding import fold

from .candidates import Theme


def find(article, talks):
    """One candidate a theme and a passage, at the first of its words. Never a theme that is not known."""
    by_first = _forms(article.known.themes)
    if not by_first:
        return
    passages = [(talk.start, talk.until, talk.start) for talk in talks] or [(0, len(article.text), None)]
    spans = defaultdict(list)
    for label, start, end in _met(article, by_first):
        passage = next((one for one in passages if one[0] <= start < one[1]), None)
        if passage:
            spans[label, passage[2]].append((start, end))
    for (label, talk), found in sorted(spans.items(), key=lambda one: one[1][0]):
        yield _theme(article, label, talk, found)


def _forms(themes):
    """{the stem of a first word: [(the stems of all words, the theme's label)]}"""
    by_first = defaultdict(list)
    for theme in themes:
        for form in (theme.label, *theme.words):
            if key := tuple(_stem(word) for word in fold(form).split()):
                by_first[key[0]].append((key, theme.label))
    return by_first


def _met(article, by_first):
    """(label, start, end) wherever the words of a theme stand."""
    words = [
        (token, _stem(word))
        for token in article.tokens
        if token.is_word or token.text[0] == "#"
        for word in fold(token.text).split()
    ]
    for place, (token, stem) in enumerate(words):
        for key, label in by_first.get(stem, ()):
            near = words[place : place + len(key)]
            if tuple(other for _, other in near) == key:
                yield label, token.start, near[-1][0].end


def _theme(article, label, talk, spans):
    start, end = spans[0]
    fired = tuple(dict.fromkeys(article.text[a:b].casefold() for a, b in spans))
    return Theme(
        start=start, end=end, text=article.text[start:end], rule="theme-words", cue=", ".join(fired[:4]),
        confidence=min(0.9, 0.5 + 0.1 * len(spans)), label=label, words=fired, talk=talk,
    )  # fmt: skip


def _stem(word):
    """Without the mark of a plural: enough to meet « villes intelligentes »."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
