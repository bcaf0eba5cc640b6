"""What a record says, as the terms that the index keeps."""

from functools import cache
from hashlib import blake2b

from .analysis import STOP_WORDS, as_begun, stem, tokens
from .entries import COLUMNS, FACETS, NAMES
from .variants import written

# Terms that only names have, under heads that nobody can type: each word of one as a term, as it is printed, and the
# whole name. They are found without a look at the many texts that have the same words.
WORD, BEGUN, EXACT = "n_", "b_", "x_"
A_NAME = "_n"  # a term of all that is named


def documents(contents, printed=None):
    """{entry: document} of {entry: (description, `Content`)}; `printed` takes {folded word: as printed}."""
    read = Reader({} if printed is None else printed)
    return {entry: _document(content, described.is_named, read) for entry, (described, content) in contents.items()}


def _document(content, is_named, read):
    document = {
        column: [terms for text, language in content.texts.get(column, ()) for terms in read.text(text, language)]
        for column in COLUMNS
    }
    document[FACETS] = [content.facets]
    if is_named:
        names = content.texts[NAMES]
        document[NAMES] += [list(terms) for name in names for terms in _of_name(*name, read)]
        document[FACETS] = [[A_NAME, *content.facets]]
    return document


def _of_name(name, language, read):
    words = [token.word for token in tokens(name)]
    yield from ([WORD + term for term in terms] for terms in read.text(name, language))
    yield [BEGUN + as_begun(word) for word in words]
    yield [exact(words)]


def exact(words):
    """The term of a whole name, of its folded words in any order and number, but for those that say little."""
    told = list(words)
    told = [word for word in told if word not in STOP_WORDS] or told
    name = " ".join(sorted(stem(word, "fr") for word in told))
    return EXACT + blake2b(name.encode(), digest_size=12).hexdigest()


class Reader:
    """Texts into terms; `printed` takes each word as it is printed, in small letters if it ever is."""

    def __init__(self, printed):
        self.printed = printed
        self.text = cache(self._text)  # the same few names and days are said of many records

    def _text(self, text, language):
        """The terms of its words, and those of other ways to write some of them: lists."""
        found, terms, otherwise = written(text, language)
        for start, end, word in found:
            if self.printed.get(word) != word:
                as_printed = text[start:end]
                if word not in self.printed or as_printed.islower():
                    self.printed[word] = as_printed
        return [terms, *(way for *_, way in otherwise)]
