"""Names that stand near the words, in a clause of their own: who chose, heard, held or followed them said nothing."""

import pytest

from tests.reading.heard import said

FRENCH = "Rose Dumont, maire de Valbourg, et Marc Delorme, adjoint, ont pris la parole.\n\n"
ENGLISH = "Rose Dumont, mayor of Oslo, and Tom Hill, a journalist, spoke first.\n\n"
WORDS, ENGLISH_WORDS = "Nous renonçons enfin au tram", "We give up on trams now"


@pytest.mark.parametrize(
    "sentence",
    [
        # A thing says it, and a clause behind it names somebody.
        "« {} », dit la chanson qu’a choisie Rose Dumont.",
        "« {} », promet l’affiche que tient Rose Dumont.",
        "« {} », précise le communiqué signé Rose Dumont.",
        # Somebody without a name says it.
        "« {} », crie un homme que Rose Dumont fait taire.",
        "« {} », explique celui que Rose Dumont appelle Jo.",
        "« {} », ne dit personne, pas même Rose Dumont.",
        # Somebody beside her says it.
        "Rose Dumont est venue avec sa cousine, qui dit : « {} ».",
        "Rose Dumont montre une affiche, laquelle dit : « {} ».",
        # She hears it, reads it, or puts it into French.
        "« {} », a entendu Rose Dumont.",
        "« {} », lit Rose Dumont à voix haute.",
        "« {} », récite Rose Dumont.",
        "« {} », traduit Rose Dumont. L’invité parlait danois.",
        # Others describe her.
        "Rose Dumont, décrite comme « {} », a souri.",
        "Décrite par Marc Delorme comme « {} », Rose Dumont sourit.",
        "Connue comme « {} », Rose Dumont sourit.",
        # It is another's, and she only tells it.
        "« {} », lui a soufflé Rose Dumont, raconte Marc Delorme.",
        "« {} », lui a soufflé Rose Dumont, raconte-t-il.",
        "Rose Dumont a cité un vieux dicton breton : « {} ».",
        "Rose Dumont rappelle que la loi dispose : « {} ».",
        "Rose Dumont note que le règlement prévoit : « {} ».",
        "Dans le film de Marc Delorme, Rose Dumont dit : « {} ».",
        "Réponse à Rose Dumont : « {}. »",
        "« {} », a dit quelqu’un, Rose Dumont peut-être.",
        "« {} », a répondu à la maire Rose Dumont un riverain.",
        "« {} », a lancé au ministre Rose Dumont une salariée.",
        "Rose Dumont, comme Marc Delorme, disent : « {} ».",
        "« {} », ont dit Rose Dumont, Marc Delorme et Paul Roy.",
        "Marc Delorme et, après lui, Rose Dumont ont dit : « {} ».",
        "« {} », dit Rose Dumont, ou peut-être Marc Delorme.",
        "« {} », dit Rose Dumont (ou était-ce Marc Delorme ?).",
        "« {} », selon la liste Rose Dumont.",
        "Tous, hormis Rose Dumont, ont dit : « {} ».",
        "Rose Dumont parle, pas Marc Delorme qui dit : « {} ».",
        "Rose Dumont, jouée par Zoé Roy, lance : « {} ».",
        "« {} », s’écrie Rose Dumont, interprétée par Zoé Roy.",
        "Zoé Roy, née Rose Dumont, a dit : « {} ».",
        "Zoé Roy, de son vrai nom Rose Dumont, a dit : « {} ».",
        "Zoé Roy, avec à ses côtés Rose Dumont, a dit : « {} ».",
        "Rose Dumont a dit : « Nous gardons tout. Paul Roy a répondu : « {}. »",
        "Marc Delorme, pour Rose Dumont, absente : « {} ».",
        "« {} », comme dit Rose Dumont. On a ri.",
        "Dans « Le Tram », de Marc Delorme, Rose Dumont dit : « {} ».",
        "Le robot Rose Dumont a dit : « {} ».",
        "Le bateau Rose Dumont a lancé : « {} ».",
        # She plays somebody.
        "Dans le rôle de la reine, Rose Dumont s’écrie : « {} ».",
        "« {} », dit Rose Dumont en imitant le préfet.",
        "Imitant le préfet, Rose Dumont dit : « {} ».",
    ],
)
def test_who_did_not_say_it_is_not_certain_to_have(sentence):
    assert ("Rose Dumont", True) not in said(FRENCH + sentence.format(WORDS))


@pytest.mark.parametrize(
    "sentence",
    [
        "“{},” said the song Rose Dumont chose.",
        "“{},” reads the plaque that Rose Dumont unveiled.",
        "“{},” said nobody, least of all Rose Dumont.",
        "“{},” Rose Dumont heard Tom Hill say.",
        "Described by Tom Hill as “{}”, Rose Dumont smiled.",
        "Rose Dumont, described as “{}”, smiled.",
        "Rose Dumont wore a T-shirt saying “{}”.",
        "Rose Dumont pointed to the law, which says: “{}.”",
        "Playing the queen, Rose Dumont says: “{}.”",
        "“{},” said Rose Dumont, translating for Tom Hill.",
        "“{},” said Rose Dumont, in the voice of her grandfather.",
        "An earlier version said Rose Dumont said “{}.”",
        "“{},” Rose Dumont told him, recalls Tom Hill.",
        "“{},” Rose Dumont said Tom Hill had told her.",
        "Rose Dumont read out an old Breton saying: “{}.”",
        "“{},” the sister of Rose Dumont said.",
        "“{},” a friend of Rose Dumont said.",
        "“{},” the report by Rose Dumont says.",
        "“{},” a man next to Rose Dumont said.",
        "“{},” the note from Rose Dumont said.",
        "“{},” according to Rose Dumont’s sister.",
        "“{},” said Rose Dumont, Tom Hill and the rest.",
        "Tom Hill, on behalf of whom Rose Dumont spoke, said: “{}.”",
        "“{},” said Rose Dumont, a line she borrowed from Tom Hill.",
        "“{},” said Rose Dumont and Tom Hill in one voice.",
        "“{},” said Rose Dumont – or Tom Hill.",
        "Everyone but Rose Dumont said: “{}.”",
        "All except Rose Dumont said: “{}.”",
        "“{},” cried Rose Dumont, played by Zoe Roy.",
        "Zoe Roy, born Rose Dumont, said: “{}.”",
    ],
)
def test_nor_in_english(sentence):
    assert ("Rose Dumont", True) not in said(ENGLISH + sentence.format(ENGLISH_WORDS))


@pytest.mark.parametrize(
    "lead",
    [
        "C’est Rose Dumont, et non Marc Delorme, qui a déclaré",
        "C’est Rose Dumont, pas Marc Delorme, qui a déclaré",
        "Ce n’est pas Marc Delorme mais Rose Dumont qui a déclaré",
        "Rose Dumont, et non pas Marc Delorme, a déclaré",
        "Rose Dumont, remplaçant Marc Delorme, a déclaré",
        "Rose Dumont, plutôt que Marc Delorme, a déclaré",
        "Rose Dumont et non Marc Delorme a déclaré",
    ],
)
def test_who_is_told_not_to_have_spoken_did_not(lead):
    assert said(f"{FRENCH}{lead} : « {WORDS} ».") == [("Rose Dumont", True)]


@pytest.mark.parametrize(
    "lead",
    [
        "It was Rose Dumont, not Tom Hill, who said",
        "Rose Dumont, and not Tom Hill, said",
        "Rose Dumont and not Tom Hill said",
    ],
)
def test_nor_was_it_them_in_english(lead):
    assert said(f"{ENGLISH}{lead}: “{ENGLISH_WORDS}.”") == [("Rose Dumont", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "« {} », explique dans un sourire Rose Dumont.",
        "Marc Delorme acquiesce, Rose Dumont complète : « {} ».",
        "Marc Delorme salue la foule, Rose Dumont répond : « {} ».",
        "Marc Delorme remercie les bénévoles, puis Rose Dumont conclut : « {} ».",
        "« {} », explique la maire, que Marc Delorme a saluée.",
        "« {} », a dit Rose Dumont, qui a choisi la chanson.",
        "Rose Dumont, maire, qui a choisi la chanson, a dit : « {} ».",
        "« {} », a dit Rose Dumont, ajoutant que la salle était pleine.",
        "Rose Dumont décrit un tram à bout : « {} ».",
        "La conclusion à Rose Dumont : « {} ».",
        "Marc Delorme ne remercie pas Rose Dumont, qui a dit : « {} ».",
        "Sur le projet X, Rose Dumont a dit : « {} ».",
    ],
)
def test_who_says_it_is_certain(sentence):
    assert said(FRENCH + sentence.format(WORDS)) == [("Rose Dumont", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "“{},” Rose Dumont told Tom Hill, adding that the hall was full.",
        "“{},” Rose Dumont, the mayor, told Tom Hill.",
        "Tom Hill did not thank Rose Dumont, who said: “{}.”",
        "Rose Dumont answered Tom Hill and added: “{}.”",
        "Rose Dumont said Tom Hill was late, and added: “{}.”",
    ],
)
def test_so_they_are_in_english(sentence):
    assert said(ENGLISH + sentence.format(ENGLISH_WORDS)) == [("Rose Dumont", True)]


@pytest.mark.parametrize("role", ["the report’s author", "a board member,", "the film critic"])
def test_what_somebody_works_at_does_not_speak_for_them(role):
    assert said(f"{ENGLISH}“{ENGLISH_WORDS},” said {role} Rose Dumont.")[0][0] == "Rose Dumont"


@pytest.mark.parametrize("between", [" (", ", soit ", ", c’est-à-dire ", ", en français "])
def test_a_translation_beside_the_words_was_not_said(between):
    text = f"{FRENCH}Rose Dumont a déclaré en anglais : « We give up on trams »{between}« {WORDS} »)."
    assert said(text) == [("Rose Dumont", True), ("Rose Dumont", False)]


@pytest.mark.parametrize("lead", ["Photo : Rose Dumont.", "Crédit photo Rose Dumont.", "© Rose Dumont."])
def test_who_took_the_picture_is_no_she_who_speaks(lead):
    assert ("Rose Dumont", True) not in said(f"La fête\n\n{lead} « {WORDS} », dit-elle.")


@pytest.mark.parametrize(
    "firm",
    ["Rose Dumont et Cie", "Rose Dumont et Compagnie", "Rose Dumont et Fils", "Rose Dumont & associés",
     "Rose Dumont Productions", "Rose Dumont SARL", "Rose Dumont, le groupe,", "Rose Dumont (le collège)",
     "Rose Dumont, personnage de roman,", "Rose Dumont, l’héroïne du film,",
     "Rose Dumont Consulting", "Rose Dumont Quartet", "Rose Dumont Traiteur"],
)  # fmt: skip
def test_a_firm_of_that_name_is_nobody(firm):
    assert not any(is_certain for _, is_certain in said(f"La fête\n\n{firm} a déclaré : « {WORDS} »."))


@pytest.mark.parametrize(
    ("rest", "who"),
    [
        ("le maire « un retard d’un mois entier »", None),
        ("et la maire « un retard d’un mois entier »", "Rose Dumont"),
        ("Marc Delorme « un retard d’un mois entier »", "Marc Delorme"),
        ("l’adjoint, lui, « un retard d’un mois entier »", "Marc Delorme"),
        ("une voisine « un retard d’un mois entier »", None),
    ],
)
def test_a_verb_left_out_is_another_speaker_s(rest, who):
    text = f"{FRENCH}Paul Roy, préfet, est venu. Le préfet a salué « un chantier exemplaire jusqu’à la fin », {rest}."
    (first, second) = said(text)
    assert first == ("Paul Roy", True)
    assert not second[1] and (who is None or second[0] == who)


def test_whose_the_first_words_are_says_none_of_the_next():
    text = f"{FRENCH}Rose Dumont salue « un chantier exemplaire jusqu’à la fin » du maire « et de la ville »."
    assert ("du maire", False) not in said(text)


def test_a_father_and_a_son_of_one_name_are_two():
    text = f"Paul Ferrand, père, et Paul Ferrand, fils, ont tenu le stand. « {WORDS} », a dit Paul Ferrand."
    assert said(text) == [("Paul Ferrand", False)]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        (
            "M. et Mme Paul Dumont ont ouvert. « {} », dit Mme Dumont. « {} », dit Paul Dumont.",
            {"Mme Dumont", "Paul Dumont"},
        ),
        ("Mr and Mrs Paul Hill came. “{},” said Mrs Hill. “{},” said Paul Hill.", {"Mrs Hill", "Paul Hill"}),
        ("Brothers Tom and Paul Hill came. “{},” said Hill. “{},” said Paul Hill.", {"Paul Hill"}),
    ],
)
def test_a_couple_or_brothers_are_two(text, certain):
    first, second = said(text.format(WORDS, WORDS))
    assert first != second
    assert {who for who, is_certain in (first, second) if is_certain} == certain


def test_of_two_initials_the_family_name_alone_tells_none():
    text = f"R. Dumont et P. Dumont ont parlé. « {WORDS} », a dit Dumont."
    assert not any(is_certain for _, is_certain in said(text))


def test_a_turn_that_is_read_for_another_is_to_be_checked():
    turns = ["Rose Dumont : Bonjour à tous et merci.", "Marc Delorme : Bonjour.", "Rose Dumont : Je commence donc.",
             f"Rose Dumont, lisant : {WORDS}.", f"Marc Delorme (au nom de Paul Roy) : {WORDS}."]  # fmt: skip
    assert [is_certain for _, is_certain in said("\n".join(turns))] == [True, True, True, False, False]


def test_for_what_somebody_works_is_no_other():
    words = "Bonjour à tous et merci."
    turns = [f"Rose Dumont, pour la CFDT : {words}", f"Marc Delorme, chargé de la lecture publique : {words}"] * 2
    assert [is_certain for _, is_certain in said("\n".join(turns))] == [True] * 4


def test_for_whom_somebody_speaks_is_another():
    words = "Bonjour à tous et merci."
    turns = [f"Rose Dumont (pour Paul Roy) : {words}", f"Marc Delorme : {words}"] * 2
    assert [is_certain for _, is_certain in said("\n".join(turns))] == [False, True] * 2
