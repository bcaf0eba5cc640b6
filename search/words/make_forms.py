"""Writes `stems-*.txt` and `forms-*.txt` beside it: which words and stems have the term of which other one.

    pip install simplemma==2.0.0 wordfreq==3.1.1   # somewhere else: the site needs neither
    PYTHONPATH=. python search/words/make_forms.py

simplemma says of which word a form is, wordfreq which of two words is meant more often. A stem stands for the word that
most of what it stands for in print is a form of. Forms that are of another word, and common, are listed by themselves.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from search.analysis import folded_word, snowball

HERE = Path(__file__).parent
LEAST = 1e-8  # share of a form in print
COMMON = 1e-7
# Letters of a word that derives from no other: « voie » not from « voir », « vérification » from « vérifier ».
SHORT = 6
# Their forms are stop words, and « est », « été », « aura », « as » other words too.
APART = {
    "fr": {"être", "avoir", "lui", "moi", "toi", "son", "le", "un", "de", "ne", "ce", "celui"},
    "en": {"be", "have"},
}
# A word, and forms that the dictionary has for another.
WORDS = {
    "fr": """
        acquérir acquis, acteur actrice actrices, asseoir assis, auteur autrice autrices, bail baux,
        bas basse basses, beau bel, blanc blanche blanches, bourgeois bourgeoise bourgeoises, conquérir conquis,
        contredire contredit, coudre cousu, croire cru, défendre défendu, directeur directrice directrices,
        disparaître disparu, dire dites, écrire écrit, élire élu, émouvoir ému,
        entrer entré entrés entrée entrées, éteindre éteint, être été est suis, aller vas, faux fausse fausses,
        fou folle folles, frais fraîche fraîches, inclure inclus incluse, joindre joint, lire lis,
        marié mariés mariée mariées, mettre mise mises, mourir mort,
        nul nulle nulles, ouvrier ouvrière ouvrières, ouvrir ouvert, peindre peignent,
        prendre prise prises, produit produits, quelque quelques,
        recteur rectrice rectrices, rendre rendu, rentrer rentrait, résoudre résolu, rire rit,
        routier routière routières, satisfaire satisfait satisfaits satisfaite satisfaites,
        savoir saurai sauras saurait saurais saurez saurons sauront sauraient, sénateur sénatrice sénatrices,
        servir serve serves, sorcier sorcière sorcières, sortir sors, suivre suivi,
        traducteur traductrice traductrices, unir uni, vif vive vives, vivre vécu vit
    """,
    "en": "analysis analyses, go gone, think thought, wife wives, win won",
}
# A term, and words that nobody means a verb or a plural by.
OWN = {
    "fr": """
        ferm ferment, fois fois, mois mois, paris paris, pays pays,
        pourr pourrir pourri pourris pourrie pourries, usa usa, vienne vienne,
        puissant puissant puissants puissante puissantes
    """,
    "en": "fois fois, mais mais, mois mois, paris paris, pays pays, us us, usa usa",
}
PARTICIPLE = ("u", "us", "i", "is", "é", "és")
# Endings of what the dictionary has as a word of its own, and of the word that it is a form of, if there is one.
ENDINGS = {
    "fr": (("ié", "ier"), ("yé", "yer"), ("duit", "duire"), ("truit", "truire"), ("çu", "cevoir"), ("mpu", "mpre"))
    + (("ndu", "ndre"), ("euse", "eur")),
    "en": (),
}
STEMS_IN_IS = ("mettr", "prendr", "quer", "soir")


def _listed(text):
    """{form: word}"""
    return {form: word for word, *forms in map(str.split, text.split(",")) for form in forms}


class Dictionary:
    def __init__(self, language):
        self.language = language
        self.shares = wordfreq.get_frequency_dict(language)
        entries = DefaultDictionaryFactory().get_dictionary(language).items()
        listed = _listed(WORDS[language])
        self.listed = set(listed.values())
        plain = ((form.decode(), word.decode()) if isinstance(form, bytes) else (form, word) for form, word in entries)
        self.lemmas = {form: word for form, word in [*plain, *listed.items()] if self.is_plain(form, word)}
        self.forms = {form: share for form in self.lemmas if (share := self.shares.get(form, 0)) >= LEAST}

    def is_plain(self, form, word):
        both = form + word
        is_word = both.isalpha() and both.islower() and len(form) > 1 and len(word) > 1
        return is_word and word not in APART[self.language]

    def word(self, form):
        """« vue » is of « vu », and this of « voir »."""
        for _ in range(3):
            form = self.lemmas.get(form, form)
        return self._whole(form)

    def _whole(self, word):
        """« réfugié » is of « réfugier », « chanteuse » of « chanteur »; « heureuse » of « heureux »."""
        if word in self.listed:
            return word
        bare = word.removesuffix("s").removesuffix("e") if word.endswith(("e", "s", "es")) else word
        for ending, whole in ENDINGS[self.language]:
            for form in (word, bare):
                if form.endswith(ending) and self.lemmas.get(verb := form.removesuffix(ending) + whole) == verb:
                    return verb
        return word

    def stem(self, form):
        return snowball(folded_word(form), self.language)


def tables(dictionary):
    """({stem: term}, {folded form: term}) of what the stems alone would not say."""
    votes = defaultdict(lambda: defaultdict(float))
    for form, share in dictionary.forms.items():
        votes[dictionary.stem(form)][dictionary.stem(dictionary.word(form))] += share
    most = {stem: max(some, key=lambda term: (some[term], term)) for stem, some in votes.items()}

    @cache
    def end(stem, steps=4):
        further = most.get(stem, stem)
        return stem if further == stem or not steps else end(further, steps - 1)

    stems = {stem: end(stem) for stem in most if end(stem) != stem and end(end(stem)) == end(stem)}
    return stems, dict(_apart(dictionary, stems)) | dict(_singular(dictionary)) | _listed(OWN[dictionary.language])


def _singular(dictionary):
    """Yield what is no plural, though it is written like that of another word: « mais », « fois », « trois »."""
    for form, share in dictionary.forms.items():
        less = form[:-1]
        is_word = form.endswith(("as", "es", "is", "os", "us")) and dictionary.word(form) == form and share >= COMMON
        if is_word and less in dictionary.forms and dictionary.stem(form) == dictionary.stem(less):
            yield folded_word(form), folded_word(form)


def _apart(dictionary, stems):
    meant = {}
    for form, share in dictionary.forms.items():
        folded, word = folded_word(form), dictionary.word(form)
        if share > meant.get(folded, (0,))[0]:
            meant[folded] = share, form, word
    for folded, (share, form, word) in meant.items():
        stem, own = dictionary.stem(form), dictionary.stem(word)
        is_short = len(word) <= SHORT and own in stems and not _is_participle(dictionary, word, stems[own])
        term = own if is_short else stems.get(own, own)
        if (
            share >= COMMON
            and term != stems.get(stem, stem)
            and not _is_participle(dictionary, form, stems.get(stem, stem))
        ):
            yield folded, term


def _is_participle(dictionary, form, term):
    """Whether `form` is a participle, or its feminine, of the verb of this term."""
    for bare in {form, form.removesuffix("s"), form.removesuffix("e"), form.removesuffix("es")}:
        if bare in dictionary.lemmas and dictionary.stem(dictionary.word(bare)) == term:
            if bare.endswith("is") and not term.endswith(STEMS_IN_IS):
                continue
            if bare.endswith(PARTICIPLE) or f"{bare}s" in dictionary.lemmas:
                return True
    return False


def main():
    for language in APART:
        for name, table in zip(("stems", "forms"), tables(Dictionary(language)), strict=True):
            lines = defaultdict(list)
            for known, term in sorted(table.items()):
                lines[term].append(known)
            text = "".join(f"{term} {' '.join(known)}\n" for term, known in sorted(lines.items()))
            (HERE / f"{name}-{language}.txt").write_text(text, encoding="ascii")
            print(language, name, len(table), len(text))


if __name__ == "__main__":
    main()
