import pytest

from search.analysis import folded_word, stem, tables

# Written down without a look at any dictionary: an infinitive and forms of it, accents left out here and there.
VERBS = """
parler parlent parlait parlons parlez parlera parleraient
aimer aiment aimait aimions aimerait
jeter jettent jette jetait jetez
appeler appellent appelle appelait appelons
acheter achètent achète achetait achèterons
espérer espèrent espère espérait espérez
manger mangeons mangeait mangent
commencer commençons commençait commencent
payer paie payent paient payait
envoyer envoie envoient enverra envoyaient
nettoyer nettoie nettoient
essuyer essuie essuient
nier niez nient nie niait
étudier étudient étudiez étudiait
créer créent crée créait créez
finir finissent finissait finissez finit finira
choisir choisissent choisit choisissait choisissons
agir agissent agit agissait agissons
réussir réussissent réussit réussissait
grandir grandissent grandit
haïr haïssent hait
tenir tenu tient tiennent tenait tiendra tenez
venir venu vient viennent venait viendra vinrent
devenir devient deviennent devenu deviendra devenait
obtenir obtient obtenu obtiennent
partir part partent partait partons
sortir sortent sortait sors
dormir dort dorment dormait
servir sert servent servait
mentir ment mentent mentait
courir court courent courait courra
mourir meurt meurent mourait mort
offrir offre offrent offert offrait
ouvrir ouvert ouvrent ouvrait
souffrir souffrent souffert souffrait
cueillir cueillent cueilli
fuir fuit fuient fuyait
acquérir acquiert acquis acquièrent
conquérir conquis conquiert
prendre prend prennent pris prenait prenez prendra
comprendre comprend comprennent compris comprenait
apprendre apprend appris apprennent apprenons
mettre met mettent mis mettait mettez
permettre permet permettent permis permettait
promettre promet promis promettent
dire dites disent disait dit dira disiez
contredire contredit contredisent
interdire interdit interdisent interdisait
lire lisent lit lisait lu lisez
élire élisent élira élisait
écrire écrivent écrit écrivait écrivez
décrire décrit décrivent décrivait
faire fait font faisait ferait fassent
voir voit voient voyait vu verra voyons
prévoir prévoit prévu prévoient
recevoir reçoit reçu reçoivent recevait
devoir doit doivent devait devra devons
pouvoir peut peuvent pouvait pourrait puisse
vouloir veut veulent voulait vouliez voudrait voulu
savoir sait savent savait su saura sachez
valoir vaut valent valait vaudra
falloir faut fallait faudra
croire croit croient crois croyait cru
boire boit boivent buvait bu
vivre vit vivent vivait vécu vivez
survivre survivait survécu survit survivent
suivre suit suivent suivait suivi
poursuivre poursuit poursuivent poursuivi
naître naît naissent né naissait
connaître connaît connaissent connu connaissait
paraître paraît parut paraissent
disparaître disparaît disparu disparaissent
rendre rend rendent rendu rendait
vendre vend vendent vendu vendait
perdre perd perdent perdu perdait
attendre attend attendent attendu attendait
entendre entend entendent entendu
répondre répond répondent répondu répondait
défendre défend défendent défendu défendait
battre bat battent battu battait
vaincre vainc vaincu vainquent
convaincre convaincu convainc convainquent
craindre craint craignent craignait
peindre peint peignent
éteindre éteint éteignent éteignait
joindre joint joignent
rejoindre rejoint rejoignent
construire construit construisent construisait
produire produit produisent produisait
conduire conduit conduisent conduisait
traduire traduit traduisent
détruire détruit détruisent détruisait
nuire nuit nuisent nuisait
plaire plaît plaisent plu
taire tait taisent
rire rit rient riait
sourire sourit sourient souriait
conclure conclut concluent conclu
résoudre résout résolu résolvent
coudre cousent cousu
asseoir assis assied assoient
émouvoir ému émeut émeuvent
aller va vont allait ira allons
accueillir accueille accueillent accueilli
bâtir bâtissent bâtit bâti
penser pensent pensait pensez
"""
# Which are sooner the noun: « la cour », « une offre », « un permis », « le lit », « un produit », « la nuit ».
NOUNS = {"court", "offre", "permis", "lit", "produit", "nuit"}

ENGLISH = """
go goes went gone going
child children
man men
woman women
city cities
foot feet
mouse mice
say said says saying
make made making
build built builds
think thought thinks
take took taken
give gave given
write wrote written
speak spoke spoken speaks
know knew known
see saw seen
come came coming
become became
bring brought
buy bought
teach taught
choose chose chosen
grow grew grown
tell told
find found
lose lost
lead led
mean meant
keep kept
hold held
stand stood
understand understood
begin began begun
drive drove driven
eat ate eaten
fight fought
forget forgot forgotten
leave left
run ran
sell sold
send sent
spend spent
win won
country countries
life lives
wife wives
crisis crises
analysis analyses
"""
AS_WELL = {"analyses", "left", "lives"}  # the noun is « analysis » or « analyse », and so on

ONE = [
    "élu élus élue élues élire",
    "ville villes",
    "vu vue vues voir",
    "public publique publics",
    "nouveau nouvelle nouveaux nouvelles",
    "beau belle belles",
    "premier première premières",
    "vieux vieille",
    "prise prises prendre",
    "mise mises mettre",
    "reçu recu reçue recues",
    "prête prete prêter",
    "survécu survecu",
    "bail baux",
    "entrer entrée entrées entrent",
    "inclure inclus incluse",
    "savoir saurait saura",
    "associer associé associés associe",
    "réfugier réfugié réfugiée réfugiés",
    "humilier humilié humilie humiliée",
    "employer employé employée employés",
    "déployer déployé déploie",
    "réduire réduit réduite réduites",
    "instruire instruit instruites",
    "décevoir déçu déçue",
    "rompre rompu rompue",
    "étendre étendu étendue",
    "fermer ferment ferme",
    "pourrir pourri pourrie",
    "directeur directrice directrices",
    "acteur actrice",
    "chanteur chanteuse chanteuses",
    "ouvrier ouvrière ouvrières",
    "blanc blanche blanches",
    "fou folle",
    "bas basse",
]
APART = [
    "mai mais",
    "pair père perd",
    "vie voie voir",
    "verre verra",
    "fer faire",
    "faute faut",
    "boîte boit",
    "pays payer",
    "fois foi",
    "mois moi",
    "Vienne vient",
    "Paris pari",
    "puissant pouvoir",
    "est être",
    "été être",
    "nuit nuire",
    "suite suivre",
    "fermer fermentation",
    "pourrir pouvoir",
    "heureuse heure",
    "produit produire",
]


def split(text):
    return [line.split() for line in text.strip().splitlines()]


def strangers(family, language):
    """The forms of the first word that have another term."""
    first, *forms = (stem(folded_word(word), language) for word in family)
    return {word for word, form in zip(family[1:], forms, strict=True) if form != first}


def test_the_forms_of_a_verb_have_its_term():
    assert sum(map(len, split(VERBS))) > 400
    assert set().union(*(strangers(family, "fr") for family in split(VERBS))) == NOUNS


def test_the_forms_of_an_english_word_have_its_term():
    assert set().union(*(strangers(family, "en") for family in split(ENGLISH))) == AS_WELL


@pytest.mark.parametrize("family", ONE)
def test_the_forms_of_a_word_have_one_term(family):
    assert strangers(family.split(), "fr") == set()


@pytest.mark.parametrize("words", APART)
def test_words_that_only_look_alike_have_terms_of_their_own(words):
    terms = [stem(folded_word(word), "fr") for word in words.split()]
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_term_is_the_end_of_its_chain(language):
    stems, forms = tables(language)
    assert not {term for term in stems.values() if term in stems}
    assert all((stem + term).isascii() and term.isalnum() for table in (stems, forms) for stem, term in table.items())
