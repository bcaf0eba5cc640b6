"""What bears somebody's name says nothing in that person's: a school, a foundation, a street."""

import pytest

from reading.document import Document, Known, KnownPerson
from reading.parsing import parse
from tests.reading.heard import said

KNOWN = Known(people=(KnownPerson("Irma Valdour"),), organizations=(), themes=())


def told(text, *, known=KNOWN):
    """(the people who are proposed, [who speaks])"""
    found = list(parse(Document(text), known))
    people = [one.name for one in found if one.kind == "speaker"]
    return people, [one.speaker or one.attribution for one in found if one.kind == "quote"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("« Les lits manquent chaque hiver », alerte l’hôpital Irma Valdour.", "l’hôpital Irma Valdour"),
        ("« Les lits manquent chaque hiver », dit la Fondation Abbé Valdour.", "la Fondation Abbé Valdour"),
        ("« Les lits manquent chaque hiver », selon l’Institut Irma Valdour.", "l’Institut Irma Valdour"),
        ("« Les lits manquent chaque hiver », dit le groupe scolaire Irma Valdour.", "le groupe scolaire Irma Valdour"),
        ("La directrice du lycée Irma Valdour a rappelé : « Les lits manquent chaque hiver ».",
         "La directrice du lycée Irma Valdour"),
        ("Le lycée Irma Valdour a annoncé : « Les lits manquent chaque hiver ».", "Le lycée Irma Valdour"),
        ("Un élu du comité Irma Valdour alerte : « Les lits manquent chaque hiver ».", "Un élu du comité Irma Valdour"),
        ("Place Irma Valdour, une habitante a crié : « Les lits manquent chaque hiver ! »", "une habitante"),
        ("Dans la rue Irma Valdour, « on ne dort plus depuis le chantier », dit-elle.", "elle"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("known", [KNOWN, Known()], ids=["known", "unknown"])
def test_what_bears_a_name_is_not_the_person(sentence, who, known):
    assert told(sentence, known=known) == ([], [who])


@pytest.mark.parametrize(
    "sentence",
    [
        "Le président de l’association Irma Valdour a déclaré : « Les lits manquent chaque hiver ».",
        "La directrice d’école Irma Valdour a déclaré : « Les lits manquent chaque hiver ».",
        "Sur place Irma Valdour a déclaré : « Les lits manquent chaque hiver ».",
        "Au musée, Irma Valdour a déclaré : « Les lits manquent chaque hiver ».",
    ],
)
def test_who_is_told_beside_such_a_noun_is(sentence):
    assert told(sentence) == (["Irma Valdour"], ["Irma Valdour"])


def test_who_is_of_it_is_told_so():
    text = "Anne Roux, directrice du collège Irma Valdour, a parlé. « Plantons des arbres », a-t-elle dit."
    people, said = told(text)
    [one] = [one for one in parse(Document(text), KNOWN) if one.kind == "speaker"]
    assert (people, said, one.organization) == (["Anne Roux"], ["Anne Roux"], "collège Irma Valdour")


def test_a_family_name_is_known_without_its_particle():
    text = "Paul de La Tour est venu. « Plantons des arbres », a dit M. de La Tour. « Cent suffisent », dit M. La Tour."
    assert told(text) == (["Paul de La Tour"], ["Paul de La Tour", "Paul de La Tour"])


def test_a_family_name_behind_another_civility_is_somebody_else():
    text = "M. NGUYEN VAN a parlé. « Plantons des arbres », a dit M. NGUYEN. « Cent suffisent », a dit Mme NGUYEN."
    _, said = told(text)
    assert said[0] != said[1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We give up,” said the first issue of the Bugle, in 1871.", "the first issue of the Bugle"),
        ("“We give up,” the editor of the Bugle replied.", "the editor of the Bugle"),
        ("“We give up,” the Bugle replied.", "the Bugle"),
        ("“We give up,” said the editor of the Thaxmere Bugle.", "the editor of the Thaxmere Bugle"),
        ("“We give up,” the Thaxmere Bugle said. The Bugle said no more.", "the Thaxmere Bugle"),
        ("The founder of the Bugle said: “We give up.”", "The founder of the Bugle"),
        ("“We give up,” said the publisher of the Hill.", "the publisher of the Hill"),
    ],
)
def test_a_newspaper_that_reads_like_a_name_says_nothing_as_somebody(text, wanted):
    head = "Thaxmere Bugle, 16 April 2026\n\nTom Hill, a baker, and Ann Roe, a teacher, came. "
    assert said(head + text) == [(wanted, False)]


def test_nor_does_le_courrier():
    text = "Le Courrier Valbourgeois a répondu : « Nous avons relu nos notes »."
    assert said(f"Courrier Valbourgeois, 16 avril 2026\n\nTom Hillot, boulanger, est venu. {text}") == [
        ("Le Courrier Valbourgeois", False)
    ]


def test_an_editor_whom_the_article_names_is_meant():
    head = "Thaxmere Bugle, 16 April 2026\n\nTom Hill, a baker, and Ann Roe, editor of the Bugle, came. "
    assert said(f"{head}“We give up,” the editor of the Bugle replied.")[0][0] == "Ann Roe"
