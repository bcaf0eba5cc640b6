"""Known themes whose words stand in a talk's passage, or in the article where it has no talks."""

from language.folding import fold

from .candidates import Theme


def find(article, talks):
    """One candidate a theme and a passage, at the first of its words. Never a theme that is not known."""
    by_first = {}
    for theme in article.known.themes:
        for form in (theme.label, *theme.words):
            if key := tuple(_stem(word) for word in fold(form).split()):
                by_first.setdefault(key[0], []).append((key, theme.label))
    if not by_first:
        return
    words = [
        (token, _stem(word))
        for token in article.tokens
        if token.is_word or token.text[0] == "#"
        for word in fold(token.text).split()
    ]
    passages = [(talk.start, talk.until, talk.start) for talk in talks] or [(0, len(article.text), None)]
    first = {}
    for place, (token, stem) in enumerate(words):
        for key, label in by_first.get(stem, ()):
            if tuple(other for _, other in words[place : place + len(key)]) == key:
                end = words[place + len(key) - 1][0].end
                talk = next((passage for passage in passages if passage[0] <= token.start < passage[1]), None)
                if talk:
                    first.setdefault((label, talk[2]), []).append((token.start, end))
    for (label, talk), spans in sorted(first.items(), key=lambda one: one[1][0]):
        start, end = spans[0]
        fired = tuple(dict.fromkeys(article.text[a:b].casefold() for a, b in spans))
        yield Theme(
            start=start, end=end, text=article.text[start:end], rule="theme-words", cue=", ".join(fired[:4]),
            confidence=min(0.9, 0.5 + 0.1 * len(spans)), label=label, words=fired, talk=talk,
        )  # fmt: skip


def _stem(word):
    """Without the mark of a plural: enough to meet « villes intelligentes »."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
