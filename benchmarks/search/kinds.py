"""What is asked: for each kind of query, the same few ones at every run."""

from dataclasses import dataclass, field

from language.folding import fold
from quotes.models import ThemedQuote
from quotes.search import Asked as Search
from search.analysis import STOP_WORDS, terms

POOL = 25  # queries of a kind


@dataclass(frozen=True)
class Asked:
    search: Search  # of the page
    terms: list  # of the bare SQL
    form: dict = field(default_factory=dict)  # of the bare SQL: a phrase, a prefix, some of the words
    page: int = 1


def kinds(vocabulary, size):
    """{name of the kind: its queries}."""
    chance = vocabulary.random
    common = vocabulary.plain(least=size / 50, most=size / 5, texts=size)[:POOL]
    rare = chance.sample(vocabulary.plain(least=3, most=30, texts=size), POOL)
    stops = [word for word in vocabulary.words if word.isalpha() and fold(word) in STOP_WORDS][:POOL]
    pairs = [" ".join(chance.sample(common, 2)) for _ in range(POOL)]
    return {
        "rare word": [_loose(word) for word in rare],
        "common word": [_loose(word) for word in common],
        "stop word": [_loose(word) for word in stops],
        "two common words": [_loose(pair) for pair in pairs],
        "most of the words": list(_one_too_many(vocabulary, rare)),
        "phrase": [
            Asked(Search(f'"{run}"'), terms(run, "fr"), {"phrase": True})
            for run in chance.sample(vocabulary.runs, POOL)
        ],
        "prefix": [Asked(Search(f"{word[:4]}*"), [fold(word[:4])], {"prefix": True}) for word in common],
        "speaker and theme": list(_filtered(vocabulary, size)),
        "misspelt": [_loose(word) for word in _misspelt(vocabulary, size)],
        "page 50": [_loose(word, page=50) for word in common],
    }


def _loose(text, *, page=1, chosen=None):
    return Asked(Search(text, chosen=chosen or {}), terms(text, "fr"), page=page)


def _one_too_many(vocabulary, rare):
    """What a quote says in a row, and a word that it does not."""
    for run, word in zip(vocabulary.random.sample(vocabulary.runs, POOL), rare, strict=True):
        yield Asked(Search(f"{run} {word}"), terms(f"{run} {word}", "fr"), {"some": True})


def _filtered(vocabulary, size):
    """The most common word of a quote, under its speaker and one of its themes."""
    links = ThemedQuote.objects.select_related("content_object__speaker", "tag")
    last = links.latest("pk").pk
    for _ in range(POOL):
        link = links.filter(pk__gte=vocabulary.random.randrange(last)).earliest("pk")
        words = [word for word in link.content_object.text.rstrip(".").lower().split() if word in vocabulary.rank]
        plain = [word for word in words if fold(word) not in STOP_WORDS]
        word = min(plain or words, key=vocabulary.rank.get)
        yield _loose(word, chosen={"speaker": [link.content_object.speaker.slug], "theme": [link.tag.slug]})


def _misspelt(vocabulary, size):
    """Words with two neighbouring letters changed over, which makes no other word."""
    known = {fold(word) for word in vocabulary.words}
    words = [word for word in vocabulary.plain(least=20, most=size, texts=size) if len(word) > 6]
    found = []
    while len(found) < POOL:
        word = vocabulary.random.choice(words)
        place = vocabulary.random.randrange(1, len(word) - 2)
        wrong = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if fold(wrong) not in known:
            found.append(wrong)
    return found
