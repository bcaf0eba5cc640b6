import re

from language.folding import fold

# "l’économie" is two words, "aujourd’hui" and "O’Brien" are one.
ELISION = re.compile(r"(?<![\w'])(l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)", re.IGNORECASE)

_SLUG = re.compile(r"[-\w]{1,100}", re.ASCII)


def is_slug(text):
    """Whether some record might have this slug: what is none may hold what no database looks for."""
    return bool(_SLUG.fullmatch(text))


def slugify_fr(text, *, max_length=80):
    """`text` as a slug that keeps the words apart: « L’économie des œuvres » is `l-economie-des-oeuvres`.

    Cut between words where that is possible; "x" where `text` has no word.
    """
    words = ELISION.sub(r"\1 ", text.replace("’", "'")).replace("'", "")
    slug = fold(words).replace(" ", "-") or "x"
    if len(slug) <= max_length:
        return slug
    whole_words = slug[: max_length + 1].rpartition("-")[0]
    return whole_words or slug[:max_length]
