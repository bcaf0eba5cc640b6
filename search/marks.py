"""Where the words that were looked for stand in the original text."""


def marked(text, language, query):
    """`text` as safe HTML, with every whole word that `query` looks for within <mark>."""
    raise NotImplementedError


def snippet(text, language, query, *, length=320):
    """The part of `text` around the densest match, marked; cut between words, with an ellipsis where it is cut."""
    raise NotImplementedError
