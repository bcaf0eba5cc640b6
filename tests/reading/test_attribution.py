"""Who is said to have spoken, and how sure it is: words are never given for certain to somebody else."""

import pytest

from reading.document import Document, Known, KnownPerson
from reading.parsing import parse
from tests.reading.heard import attributed, person, words

# Pronouns and people in view


@pytest.mark.parametrize(
    "text",
    [
        "Claire Vidal a rencontré Jeanne Roy devant la gare. « La halle doit rester ouverte le soir », dit-elle.",
        "Paul Verdier a salué Marc Tanguy. Il a conclu : « La halle doit rester ouverte tous les soirs ».",
        "Claire Vidal a parlé la première. Le public a applaudi Jeanne Roy. « Tout reste à faire ici », a-t-elle"
        " lancé.",
        "Ruth Carr thanked Jane Holroyd. “We will be back next year with more chairs,” she said.",
        "Claire Vidal a défendu « une halle ouverte tous les soirs » quand Jeanne Roy préférait « une halle fermée dès"
        " la nuit tombée ».",
    ],
)
def test_a_pronoun_that_two_people_fit_is_not_certain(text):
    assert "certain" not in [level for _, _, level in attributed(text)][-1:]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Claire Vidal a rencontré Paul Verdier. « La halle doit rester ouverte », dit-elle.", "Claire Vidal"),
        ("Jeanne Roy a pris la parole. « La halle doit rester ouverte », a-t-elle plaidé.", "Jeanne Roy"),
        ("Ruth Carr took the floor. “We will be back next year,” she said.", "Ruth Carr"),
    ],
)
def test_a_pronoun_that_one_person_fits_is_certain(text, name):
    assert attributed(text) == [person(name)]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        (
            "Louise Marchand et Louis Marchand ont ouvert l’atelier. « Il faut du bois bien sec », explique Marchand.",
            "Marchand",
        ),
        ("Anne et Paul Roy tiennent la ferme. « Les vaches sortent en mars cette année », raconte Roy.", "Roy"),
        (
            "Claire Vidal et Claire Simon ont animé le débat. « La parole a bien tourné ce soir », se réjouit Claire.",
            "Claire",
        ),
        (
            "Jean Martin et Jacques Martin étaient à la tribune. « Nous avons manqué de temps », a regretté J. Martin.",
            "J. Martin",
        ),
        (
            "J. Martin a ouvert le bal. Jean Martin et Jacques Martin étaient à la tribune. « Nous avons manqué de"
            " temps », a regretté J. Martin.",
            "J. Martin",
        ),
        ("Ruth Carr and Tom Carr run the bakery. “We start at three in the morning,” said Carr.", "Carr"),
        ("Jane Holroyd and Jack Holroyd spoke first. “The bridge will not close,” said J. Holroyd.", "J. Holroyd"),
    ],
)
def test_a_part_of_a_name_that_two_people_share_names_neither(text, attribution):
    assert attributed(text) == [words(attribution)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Louise Marchand et Louis Marchand ont ouvert l’atelier. « Il faut du bois bien sec », explique"
            " Mme Marchand.",
            "Louise Marchand",
        ),
        ("Louis Marchand a ouvert l’atelier. « Il faut du bois sec », explique Marchand.", "Louis Marchand"),
        ("Louis Marchand a ouvert l’atelier. « Il faut du bois sec », explique Mme Marchand.", "Mme Marchand"),
        ("Jean Martin était à la tribune. « Nous avons manqué de temps », a regretté J. Martin.", "Jean Martin"),
        ("M. Roy et Mme Roy ont parlé. « Nous avons manqué de temps », a regretté M. Roy.", "M. Roy"),
    ],
)
def test_a_title_tells_which_of_two_is_meant_and_contradicts_others(text, name):
    assert attributed(text) == [person(name)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Louis Marchand", "Louise Marchand"),
        ("Michel Roy", "Michèle Roy"),
        ("René Quéméner", "Renée Quéméner"),
        ("Jean Duponta", "Jean Dupontl"),
        ("Francis Bell", "Frances Bell"),
        ("Simon Martin", "Simone Martin"),
    ],
)
def test_names_that_differ_by_a_letter_are_two_people(one, two):
    text = (
        f"{one} et {two} étaient là.\n\n« Il nous faut un budget de mille euros », a déclaré {one}.\n\n« Il nous faut"
        f" surtout du temps libre », a répondu {two}."
    )
    assert attributed(text) == [person(one), person(two)]
    names = [candidate.name for candidate in parse(Document(text)) if candidate.kind == "speaker"]
    assert names == [one, two]


def test_twelve_people_who_differ_by_a_letter_each_speak_for_themselves():
    names = [f"Jean Dupont{letter}" for letter in "abcdefghijkl"]
    text = "\n\n".join(f"« Voici la proposition numéro {n} », a dit {name}." for n, name in enumerate(names, start=11))
    assert attributed(text) == [person(name) for name in names]


# Who is known already


def test_a_known_form_tells_a_name_but_the_name_stays_as_the_article_prints_it():
    known = Known(people=(KnownPerson("Anne Roy", ("Toto",)),))
    assert attributed("« La ville change », explique Toto.", known) == [person("Toto")]


def test_a_known_form_stands_for_who_is_printed_in_full_beside_it():
    known = Known(people=(KnownPerson("Anne Roy", ("Toto",)),))
    text = "Anne Roy est venue. « La ville change », explique Toto."
    assert attributed(text, known) == [person("Anne Roy")]


def test_a_form_that_two_known_people_share_stands_for_neither():
    known = Known(people=(KnownPerson("Anne Roy", ("Toto",)), KnownPerson("Paul Verdier", ("Toto",))))
    text = "Anne Roy est venue. « La ville change », explique Toto."
    assert attributed(text, known)[0][0] == "Toto"


def test_two_known_people_of_one_name_are_one_printed_name():
    known = Known(people=(KnownPerson("Henri Jourdain", handle="hj1"), KnownPerson("Henri Jourdain", handle="hj2")))
    text = (
        "Henri Jourdain, chercheur en histoire, a présenté ses archives. « Les archives municipales sont un trésor », a"
        " expliqué Henri Jourdain."
    )
    assert attributed(text, known) == [person("Henri Jourdain")]
    (speaker,) = [one for one in parse(Document(text), known) if one.kind == "speaker"]
    assert (speaker.name, speaker.role, speaker.handle) == ("Henri Jourdain", "chercheur en histoire", None)


@pytest.mark.parametrize("form", ["Marchand", "Mme Marchand", "L. Marchand"])
def test_a_known_person_of_another_name_does_not_take_the_words_of_a_part_of_a_name(form):
    known = Known(people=(KnownPerson("Louis Marchand"), KnownPerson("Lucie Vidal")))
    text = f"Louise Marchand, trésorière, a ouvert la journée. « Il nous faut un budget », a déclaré {form}."
    assert attributed(text, known) == [person("Louise Marchand")]


def test_a_known_person_whom_the_article_does_not_print_in_full_keeps_the_printed_name():
    known = Known(people=(KnownPerson("Louis Marchand"),))
    assert [one[0] for one in attributed("« Il nous faut un budget », a déclaré M. Marchand.", known)] == [
        "M. Marchand"
    ]
    assert [one[0] for one in attributed("« Il nous faut un budget », a déclaré L. Marchand.", known)] == [
        "L. Marchand"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Selon l’adjointe de Claire Vidal, « le marché restera sur la place jusqu’à Noël ».",
        "D’après le maire de Rennes et Claire Vidal, « le marché restera sur la place jusqu’à Noël ».",
        "According to the deputy of Ruth Carr, “the market will stay on the square until Christmas.”",
    ],
)
def test_an_office_that_is_told_by_a_name_is_not_that_person_s(text):
    assert [one[1:] for one in attributed(text)] == [(False, "to check")]


@pytest.mark.parametrize(
    "text",
    [
        "« Le marché restera ici », a déclaré devant Paul Verdier la rectrice de l’académie.",
        "« Ma grand-mère disait : “Qui plante un arbre plante un espoir pour demain” », a raconté Claire Vidal.",
        "Claire Vidal nous a dit ce que répétait Paul Verdier : « Qui plante un arbre plante un espoir ».",
        "Marc Tanguy a reçu une lettre de Jeanne Roy : « Votre chanson m’a redonné le goût de vivre ».",
        "« L’union fait la force », comme dit le proverbe, a lancé Claire Vidal.",
        "Tom Price was challenged by Ruth Carr: “You promised us a bus stop two years ago.”",
        "Priya Nair told us what her mother used to say: “Never trust a quiet river, my girl.”",
        "Mary Bell and Martin Bell run the farm. “The cows come home at five,” said M. Bell.",
        "Le préfet a pris la parole après Luc Morin. « L’État tiendra ses promesses », a-t-il assuré.",
        "« La digue tiendra dix ans », a écrit le préfet à Aline Postic, maire.",
        "Aline Postic a écouté la ministre. « Les renforts viendront avant la fin du mois », a-t-elle dit.",
        "Aline Postic a transmis la réponse du préfet : « La digue tiendra encore dix ans au moins ».",
        "The vicar greeted Tom Price. “Trains will run again by the summer,” he said.",
        "Le préfet salua Luc Morin. Il lança : « La digue tiendra encore dix ans au moins ».",
        "Paul Roy, directeur, est parti. Le nouveau directeur a déclaré : « La digue tiendra encore dix ans ».",
    ],
)
def test_who_only_stands_near_the_words_does_not_have_them_for_certain(text):
    assert "certain" not in [level for _, is_person, level in attributed(text)[-1:] if is_person]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("« Le budget sera voté en décembre », expliquent Jeanne Roy et Marc Tanguy.", "Jeanne Roy et Marc Tanguy"),
        ("Jeanne Roy et Marc Tanguy : « Le budget sera voté en décembre, promis ».", "Jeanne Roy et Marc Tanguy"),
        ("« Nous avons repris la ferme », racontent Anne et Paul Roy.", "Anne et Paul Roy"),
        ("“The river belongs to all of us,” said Ruth Carr and Tom Price.", "Ruth Carr and Tom Price"),
    ],
)
def test_words_of_two_people_are_given_to_neither(text, attribution):
    assert [one[:2] for one in attributed(text)] == [(attribution, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Lucie Carrel a dit : « Le pont tiendra jusqu’au printemps ».",
        "Lucie Carrel dit : « Le pont tiendra jusqu’au printemps ».",
        "« Le pont tiendra jusqu’au printemps », dira Lucie Carrel.",
        "Lucie Carrel a conclu la journée : « Le pont tiendra jusqu’au printemps ».",
    ],
)
def test_the_plainest_verb_reports_words(text):
    assert attributed(text) == [person("Lucie Carrel")]


@pytest.mark.parametrize(
    "text",
    [
        "Lucie Carrel avait dit « Le pont tiendra jusqu’au printemps ».",
        "« Le pont tiendra jusqu’au printemps », avait dit Lucie Carrel.",
    ],
)
def test_what_had_been_said_is_found_and_may_be_of_another_day(text):
    assert attributed(text) == [("Lucie Carrel", True, "probable")]


@pytest.mark.parametrize(
    "text",
    [
        "Lucie Carrel a visité le quartier dit « Les Trois Fontaines du Haut ».",
        "La cour dite « des petites mains de la soie » a été rouverte devant Lucie Carrel.",
    ],
)
def test_what_is_called_so_is_not_said(text):
    assert attributed(text) == []
