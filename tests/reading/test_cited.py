"""Words that somebody quotes, reads out or writes are not given for certain to the one before."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from tests.reading.heard import attributed, person


@pytest.mark.parametrize(
    ("text", "quoting", "cited"),
    [
        (
            "Jeanne Kerdoncuff, maire, a rappelé ce mot de Luc Le Bihan : « Le train doit arriver ».",
            "Jeanne Kerdoncuff",
            "Luc Le Bihan",
        ),
        (
            "Jeanne Kerdoncuff, maire, reprend la phrase de Victor Hugo : « Ouvrir une école, c’est fermer une"
            " prison ».",
            "Jeanne Kerdoncuff",
            "Victor Hugo",
        ),
        (
            "Sami Belkacem cite l’adage de sa grand-mère : « Qui sème tard récolte peu de blé ».",
            "Sami Belkacem",
            "sa grand-mère",
        ),
        (
            "Pour conclure, Odile Kerbrat cite Lavoisier : « Rien ne se perd, rien ne se crée, tout se transforme ».",
            "Odile Kerbrat",
            "Lavoisier",
        ),
        (
            "Comme disait Paul Valéry, a glissé Aude Picard, « le vent se lève, il faut tenter de vivre ».",
            "Aude Picard",
            "Paul Valéry",
        ),
        (
            "Marc Tanguy a conclu, selon la formule de Jean Jaurès, « il faut aller à l’idéal et comprendre le réel ».",
            "Marc Tanguy",
            "Jean Jaurès",
        ),
        (
            "Pour reprendre l’expression de Simone Weil, Léa Morvan a parlé de « l’enracinement comme premier besoin de"
            " l’âme ».",
            "Léa Morvan",
            "Simone Weil",
        ),
        (
            "Léa Morvan, citant Simone Weil, a déclaré : « L’attention est la forme la plus rare de la générosité ».",
            "Léa Morvan",
            "Simone Weil",
        ),
        (
            "Loïc Prigent s’est souvenu des paroles de Denise Abalain : « Une ville sans bancs n’est pas une ville ».",
            "Loïc Prigent",
            "Denise Abalain",
        ),
        (
            "Tom Ashworth quoted Jane Jacobs: “Cities have the capability of providing something for everybody.”",
            "Tom Ashworth",
            "Jane Jacobs",
        ),
        (
            "In the words of Toni Morrison, Priya Nair said, “the function of freedom is to free someone else.”",
            "Priya Nair",
            "Toni Morrison",
        ),
        (
            "Ruth Carr, quoting Nelson Mandela, said: “It always seems impossible until it is done.”",
            "Ruth Carr",
            "Nelson Mandela",
        ),
        (
            "Ruth Carr reminded us of a line by Maya Angelou: “Still, like air, I will always rise.”",
            "Ruth Carr",
            "Maya Angelou",
        ),
    ],
)
def test_words_that_somebody_quotes_are_not_theirs(text, quoting, cited):
    (found,) = attributed(text)
    assert found[0] in (cited, "")
    assert found[0] != quoting
    assert found[2] != "certain"


QUOTED = "« La ville dort, et nous veillons sur elle »."
READ = "“The town sleeps and we watch over it.”"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (f"Odile Kerbrat, géographe, a lu quelques lignes de Romain Gary : {QUOTED}", "Romain Gary"),
        (f"Odile Kerbrat, géographe, a conclu sur les mots de Simone Weil : {QUOTED}", "Simone Weil"),
        (f"Odile Kerbrat a ouvert la soirée avec Aimé Césaire : {QUOTED}", "Aimé Césaire"),
        (f"Odile Kerbrat, géographe, a terminé par Montesquieu : {QUOTED}", "Montesquieu"),
        (f"Odile Kerbrat a raconté ce que lui avait dit Paul Verdier : {QUOTED}", "Paul Verdier"),
        (f"Odile Kerbrat a réfuté la thèse de Paul Verdier selon laquelle {QUOTED}", "Paul Verdier"),
        (f"Odile Kerbrat a réfuté l’accusation selon laquelle {QUOTED}", "l’accusation"),
        (f"Odile Kerbrat a moqué l’engagement du préfet : {QUOTED}", "du préfet"),
        (f"Odile Kerbrat a raillé la promesse de Paul Verdier : {QUOTED}", "Paul Verdier"),
        (f"Odile Kerbrat reprend à son compte le slogan des pêcheurs : {QUOTED}", "des pêcheurs"),
        (f"Selon Odile Kerbrat, Paul Verdier avait tort : {QUOTED}", "Paul Verdier"),
        (f"Pour Odile Kerbrat, Paul Verdier avait raison : {QUOTED}", "Paul Verdier"),
        (f"Odile Kerbrat l’a répété après Paul Verdier : {QUOTED}", "Paul Verdier"),
        (f"Odile Kerbrat a lu la Déclaration de 1789 : {QUOTED}", "la Déclaration de 1789"),
        (f"Odile Kerbrat a récité la charte du club : {QUOTED}", "la charte du club"),
        (f"Odile Kerbrat se souvient de Paul Verdier lui disant : {QUOTED}", "Paul Verdier"),
        (f"Odile Kerbrat s’est appuyée sur Paul Verdier : {QUOTED}", "Paul Verdier"),
        ("Odile Kerbrat a moqué « la ville qui dort sans nous » promise par Paul Verdier.", "Paul Verdier"),
        (f"Priya Nair, a historian, ended with Derek Walcott: {READ}", "Derek Walcott"),
        (f"Priya Nair, a historian, read out Tom Price’s letter: {READ}", "Tom Price"),
        (f"Priya Nair closed by borrowing from Tom Price: {READ}", "Tom Price"),
        (f"Priya Nair mocked Tom Price’s promise: {READ}", "Tom Price"),
        (f"Priya Nair read a verse of the Psalms: {READ}", "a verse of the Psalms"),
        (f"For Priya Nair, Tom Price was right: {READ}", "Tom Price"),
        (f"Priya Nair can still hear Tom Price saying: {READ}", "Tom Price"),
        ("“The town sleeps and we watch over it,” Priya Nair read from Tom Price’s letter.", "Tom Price"),
    ],
)
def test_words_behind_another_s_name_or_writing_are_not_the_subject_s(text, cited):
    (found,) = attributed(text)
    assert (found[0], found[2]) == (cited, "to check")


@pytest.mark.parametrize(
    "text",
    [
        f"Odile Kerbrat a répondu à la question de Paul Verdier : {QUOTED}",
        f"Odile Kerbrat a dit, à la suite de Paul Verdier : {QUOTED}",
        f"Odile Kerbrat a raconté le jour où Paul Verdier est venu : {QUOTED}",
        f"Priya Nair said, after Tom Price: {READ}",
    ],
)
def test_who_speaks_beside_another_may_speak_but_not_for_certain(text):
    (found,) = attributed(text)
    assert found[0] in ("Odile Kerbrat", "Priya Nair")
    assert found[2] == "to check"


@pytest.mark.parametrize(
    "text",
    [
        f"Odile Kerbrat a répondu à Paul Verdier : {QUOTED}",
        f"Odile Kerbrat a interpellé Paul Verdier : {QUOTED}",
        f"Odile Kerbrat s’est adressée à Paul Verdier : {QUOTED}",
        f"Odile Kerbrat a remercié Paul Verdier et a conclu : {QUOTED}",
        f"Odile Kerbrat, qui a rencontré Paul Verdier, a déclaré : {QUOTED}",
        f"Odile Kerbrat, adjointe de Paul Verdier, a déclaré : {QUOTED}",
        f"Après Paul Verdier, Odile Kerbrat a déclaré : {QUOTED}",
        f"Odile Kerbrat a conclu par ces mots : {QUOTED}",
        f"Odile Kerbrat a présenté le bilan de l’année : {QUOTED}",
        f"Odile Kerbrat a lu son discours : {QUOTED}",
        f"Priya Nair, who succeeded Tom Price, said: {READ}",
        f"Priya Nair told Tom Price: {READ}",
        f"Priya Nair said on Monday: {READ}",
    ],
)
def test_who_speaks_to_another_or_of_their_own_words_stays_certain(text):
    assert attributed(text) in ([person("Odile Kerbrat")], [person("Priya Nair")])


@pytest.mark.parametrize("verb", ["a terminé par un appel", "a terminé sur une note d’espoir"])
def test_who_is_but_the_subject_before_a_colon_is_probable(verb):
    """A letter that one reads out, a title, a question of the room stand there as well."""
    assert attributed(f"Odile Kerbrat {verb}\u00a0: {QUOTED}") == [("Odile Kerbrat", True, "probable")]


def test_a_pronoun_after_words_that_were_read_stands_for_who_read_them():
    text = f"Odile Kerbrat a lu un passage de Romain Gary : {QUOTED} « Il faut agir avec elle », a-t-elle ajouté."
    assert [one[0] for one in attributed(text)] == ["Romain Gary", "Odile Kerbrat"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La conclusion de Claire Vidal : « Une rue vivante se partage à plusieurs ».", "Claire Vidal"),
        ("Claire Vidal a rappelé : « Une rue vivante se partage à plusieurs ».", "Claire Vidal"),
        ("Claire Vidal a eu le mot de la fin : « Une rue vivante se partage à plusieurs ».", "Claire Vidal"),
        ("Claire Vidal a rappelé la règle du jeu : « Une rue vivante se partage à plusieurs ».", "Claire Vidal"),
        ("“A street is something you share,” Ruth Carr reminded the room.", "Ruth Carr"),
    ],
)
def test_who_speaks_in_their_own_words_is_not_taken_for_quoting(text, name):
    (found,) = attributed(text)
    assert found[:2] == (name, True)


def test_who_is_only_cited_is_not_proposed_as_a_speaker_for_certain():
    text = "Jeanne Kerdoncuff, maire, reprend la phrase de Victor Hugo : « Ouvrir une école, c’est fermer une prison »."
    certain = [one.name for one in parse(Document(text)) if one.kind == "speaker" and one.confidence >= CERTAIN]
    assert certain == []


def test_the_words_of_a_passive_are_those_of_its_agent():
    text = "Luc Le Bihan, préfet, a été interpellé par Jeanne Kerdoncuff, maire : « Vous aviez promis ce train »."
    assert [one[0] for one in attributed(text)] == ["Jeanne Kerdoncuff"]


DUMONT = "Rose Dumont, maire de Valbourg, a ouvert la séance. « Le tram partira », a-t-elle dit.\n\n"
HILL = "Tom Hill, mayor of Oslo, opened the meeting. “The tram will leave,” he said.\n\n"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Elle a cité une dame du quartier, qui garde ses mots de passe chez elle : {}", "une dame du quartier"),
        ("Elle a cité le patron du bar, qui garde tout : {}", "le patron du bar"),
        ("Elle a cité Paul Roy : {}", "Paul Roy"),
        ("Elle a cité de mémoire un vieux monsieur : {}", "un vieux monsieur"),
        ("Elle a rapporté ceux de sa voisine : {}", "sa voisine"),
        ("Elle a évoqué les mots du préfet et rapporté ceux d’une voisine : {}", "une voisine"),
        ("Elle a redit les mots d’Odile Roy, qui a tout fondé : {}", "Odile Roy"),
    ],
)
def test_whom_somebody_has_quoted_is_another(text, cited):
    found = attributed(DUMONT + text.format("« Là au moins, on ne me demande rien »."))[1]
    assert (found[0], found[2]) == (cited, "to check")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("He repeated those of a nurse: {}", "a nurse"),
        ("He recalled the president’s words and quoted those of a nurse, who works nights: {}", "a nurse"),
        ("He quoted from memory an old neighbour: {}", "an old neighbour"),
    ],
)
def test_so_they_are_in_english(text, cited):
    found = attributed(HILL + text.format("“Nobody asks me anything there.”"))[1]
    assert (found[0], found[2]) == (cited, "to check")


def test_who_adds_to_what_somebody_quoted_is_not_who_was_quoted():
    text = f"{DUMONT}Elle a cité une voisine : « Là, on ne me demande rien. » Et d’ajouter : « J’en suis très fière. »"
    assert attributed(text)[2][0] != "une voisine"
