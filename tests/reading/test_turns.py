"""Transcripts and interviews: who speaks by turns, in words that are a transcription."""

import sys

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN, TRANSCRIPTION


def said(text):
    """[(words, who)] of the transcribed quotes."""
    found = [one for one in parse(Document(text)) if one.kind == "quote" and one.nature == TRANSCRIPTION]
    return [(one.text, one.speaker or one.attribution) for one in found]


DUMONT, MOREL = "Rose Dumont", "Yanis Morel"
WORDS = ["Nous avons semé douze rangs de lin.", "C’est peu pour une plaine.", "Le reste viendra au printemps."]


@pytest.mark.parametrize(
    "line",
    [
        "{name} : {words}",
        "**{name}** : {words}",
        "**{name} :** {words}",
        "{name}, adjointe : {words}",
        "{name} (lycée agricole) : {words}",
        "– {name}, adjointe : {words}",
        "{name} — {words}",
        "[00:12:03] {name} : {words}",
        "{name} (00:12:03)\n{words}",
        "**{name}**\n{words}",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_turn_is_a_quote_of_its_own_nature(line, between):
    names = [DUMONT, MOREL, DUMONT]
    text = between.join(line.format(name=name, words=words) for name, words in zip(names, WORDS, strict=True))
    assert said(text) == list(zip(WORDS, names, strict=True))


def test_civilities_family_names_first_names_and_initials_stand_for_who_is_named():
    text = (
        "Table ronde avec Rose Dumont et Yanis Morel.\n\n"
        "Mme Dumont : Nous avons semé du lin.\n\nMorel : C’est peu.\n\nRose : Le reste viendra.\n\nY. M. : Je l’espère."
    )
    assert [who for _, who in said(text)] == [DUMONT, MOREL, DUMONT, MOREL]


def test_first_names_alone_are_people():
    text = "Simon : On a planté cent saules.\n\nInès : Cent dix, je les ai comptés.\n\nSimon : Cent dix, donc."
    assert [who for _, who in said(text)] == ["Simon", "Inès", "Simon"]


def test_somebody_of_the_room_stays_unnamed():
    text = "\n\n".join([f"{DUMONT} : Merci.", "Une spectatrice : Et le gel ?", f"{MOREL} : Il passe.", "[Rires]"])
    assert said(text)[1] == ("Et le gel ?", "une spectatrice")


@pytest.mark.parametrize(
    "lead",
    [
        "Participants : Agathe Poncet (animatrice), Rose Dumont (agronome).",
        "Avec Rose Dumont, agronome. Animation : Agathe Poncet.",
        "Une table ronde animée par Agathe Poncet.",
    ],
)
def test_questions_of_who_leads_are_no_findings(lead):
    text = (
        f"{lead}\n\n"
        "Agathe Poncet : Combien de rangs ?\n\nRose Dumont : Douze, cette année.\n\n"
        "Agathe Poncet : Et l’an prochain ?\n\nRose Dumont : Le double, s’il pleut."
    )
    assert said(text) == [("Douze, cette année.", DUMONT), ("Le double, s’il pleut.", DUMONT)]


def test_a_turn_goes_on_until_the_next_but_not_over_a_stage_direction():
    text = (
        f"{DUMONT} : Nous avons semé du lin.\n\nPuis nous avons attendu.\n\n[Applaudissements]\n\nLa salle se lève.\n\n"
        f"{MOREL} : C’est peu.\n\n{DUMONT} : Le reste viendra.\n\nLa séance est levée."
    )
    assert [words for words, _ in said(text)] == [
        "Nous avons semé du lin.\n\nPuis nous avons attendu.", "C’est peu.", "Le reste viendra.",
    ]  # fmt: skip


def test_the_time_of_a_recording_is_kept():
    text = f"[00:12:03] {DUMONT} : Nous semons.\n[01:00:40] {MOREL} : C’est peu.\n(13:05) {DUMONT} : Attendons."
    assert [one.seconds for one in parse(Document(text)) if one.kind == "quote"] == [723, 3640, 785]


def test_words_in_marks_within_a_turn_are_no_quote_of_their_own():
    text = f"{DUMONT} : On m’a dit « vous ne passerez pas l’hiver ».\n\n{MOREL} : Qui ?\n\n{DUMONT} : Le maire, hélas."
    assert len([one for one in parse(Document(text)) if one.kind == "quote"]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Composition du bureau\n\nRose Dumont : présidente\nYanis Morel : trésorier\nLéa Roy : secrétaire",
        "Conseil\n\nM. Dumont : présente le budget.\n\nMme Roy : demande un vote.\n\nM. Morel : souhaite attendre.",
        "Date : 3 mars 2026.\n\nLieu : Salle des fêtes.\n\nThème : Le lin pour tous.\n\nTarif : Gratuit.",
        "10:00 Rose Dumont : Le lin.\n11:00 Yanis Morel : Le chanvre.\n12:00 Léa Roy : Le coton.",
        "Participants : Rose Dumont, Yanis Morel.\n\nInvités : Léa Roy, Paul Ney.\n\nAbsents : Luc Roy, Jean Ney.",
    ],
)
def test_lists_minutes_and_programmes_are_no_transcripts(text):
    assert said(text) == []


INTERVIEW = (
    "Entretien avec Rose Dumont, agronome\n\n{}Comment avez-vous commencé ?\n\n{}Par hasard, avec un seau.\n\n"
    "{}Et ensuite, qu’avez-vous fait ?\n\n{}Nous avons acheté une bêche. Puis une serre.\n\n"
    "{}Un regret ?\n\n{}Ne pas avoir écouté mon père.\n\nLe marché a lieu le samedi."
)


@pytest.mark.parametrize("question, answer", [("", ""), ("Q : ", "R : "), ("Le Courrier : ", f"{DUMONT} : ")])
def test_answers_of_an_interview_are_of_whoever_is_asked(question, answer):
    assert said(INTERVIEW.format(*[question, answer] * 3)) == [
        ("Par hasard, avec un seau.", DUMONT),
        ("Nous avons acheté une bêche. Puis une serre.", DUMONT),
        ("Ne pas avoir écouté mon père.", DUMONT),
    ]


def test_a_name_before_the_first_answer_is_no_part_of_it():
    text = INTERVIEW.format("Le Courrier : ", f"{DUMONT} : ", *[""] * 4)
    assert said(text)[0] == ("Par hasard, avec un seau.", DUMONT)


def test_of_two_who_may_be_asked_none_is_certain():
    text = INTERVIEW.format(*[""] * 6).replace("agronome", "agronome, et Yanis Morel, paysan")
    found = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert found and all(one.confidence < CERTAIN for one in found)


def test_an_article_that_asks_its_readers_is_no_interview():
    text = (
        "Le lin en dix questions\n\nQuand faut-il semer ?\n\nLe lin se sème en mars.\n\nFaut-il arroser ?\n\n"
        "Le lin boit peu.\n\nOù l’acheter ?\n\nLes graineteries en vendent."
    )
    assert said(text) == []


def test_dialogue_with_dashes_is_told_by_its_verbs():
    text = (
        "Rose Dumont et Yanis Morel sont venus.\n\n— Faut-il fermer la rue ? demande Rose Dumont.\n"
        "— Il le faut, répond Yanis Morel.\n— Nous verrons."
    )
    assert said(text) == [("Faut-il fermer la rue ?", DUMONT), ("Il le faut", MOREL), ("Nous verrons.", "")]


def test_a_list_with_dashes_is_no_dialogue():
    assert said("Nous voulons :\n\n— fermer la rue ;\n— planter des saules ;\n— attendre le printemps.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Abc{} : oui.\n",
        "A. B. : oui.\n",
        "Rose Dumont : oui ?\n",
        "— oui, dit-elle.\n",
        "« Oui. Rose Dumont a dit : ",
        "« Oui », dit Rose Dumont. ",
        "Son neveu Tobias sourit, dit Dumont. ",
    ],
)
def test_the_work_grows_with_the_length(line):
    def steps(times):
        text = "".join(line.format(number) for number in range(times))
        return count_calls(lambda: parse(Document(text)))

    assert steps(1600) < 2.4 * steps(800)


def count_calls(function):
    """How many Python functions are called: the same on every machine."""
    calls = 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return calls


def test_minutes_may_tell_what_somebody_does_between_two_turns():
    text = (
        "Présents : Rose Dumont, agronome ; Yanis Morel, maire.\nPublic : 41 personnes.\n\n"
        "Mme DUMONT : Nous avons semé du lin.\n\nYanis Morel approuve et propose un vote.\n\n"
        "M. MOREL : Votons.\n\nDeuxième voix du public : Et le gel ?\n\nMme DUMONT : Il passe."
    )
    assert [words for words, _ in said(text)] == ["Nous avons semé du lin.", "Votons.", "Et le gel ?", "Il passe."]


def test_what_a_transcript_is_called_is_no_quote():
    text = f"Webinaire « Que faire du lin ? »\n\n{DUMONT} : Du fil.\n\n{MOREL} : Oui.\n\n{DUMONT} : Beaucoup."
    assert [one.text for one in parse(Document(text)) if one.kind == "quote"] == ["Du fil.", "Oui.", "Beaucoup."]


def test_questions_between_two_stars_are_questions():
    text = INTERVIEW.format(*["**{}", ""] * 3).replace("**{}", "**").replace("Entretien avec ", "")
    text = text.replace("?\n", "?**\n").replace("samedi.", "samedi.\n\nPropos recueillis par Hugo Tarrade")
    assert [who for _, who in said(text)] == [DUMONT] * 3


def test_an_office_that_takes_the_floor_ends_the_turn_before():
    text = (
        "Audition de M. Ludovic Sarran et de Mme Héloïse Morel.\n\nMme la présidente : Pourquoi avoir attendu ?\n\n"
        "M. Ludovic Sarran : Le capteur avait tort.\n\nM. le rapporteur : Avait-il déjà menti ?\n\n"
        "M. Ludovic Sarran : Deux fois.\n\nMme Héloïse Morel : Je le confirme."
    )
    assert ("Le capteur avait tort.", "Ludovic Sarran") in said(text)
    assert not [words for words, who in said(text) if "menti" in words and who == "Ludovic Sarran"]


def test_a_question_without_a_label_is_not_in_the_answer_before_it():
    text = (
        "Rose Dumont et Yanis Morel ont repris l’atelier.\n\nRose Dumont : La colle commande. (Rires.)\n\n"
        "Vous travaillez ensemble depuis onze ans. Qui commande ?\n\nYanis Morel : Le bois.\n\n"
        "Rose Dumont : Et la colle."
    )
    assert said(text)[0] == ("La colle commande.", DUMONT)


def test_a_given_name_in_capitals_is_whose_turn_it_is():
    text = (
        "Sisters Rose Dumont and Anna Dumont-Hale won the trials.\n\nROSE: I won.\n\nANNA: It was the wind.\n\n"
        "ROSE: It was good advice."
    )
    assert [who for _, who in said(text)] == ["Rose Dumont", "Anna Dumont-Hale", "Rose Dumont"]


PRESENT = (
    "Participants : Rose Dumont, maire ; Yanis Le Goff, patron ; Dominique Morel, médecin ; Dominique Salvy, élue.\n\n"
)


@pytest.mark.parametrize("dash", [". – ", ". — ", " – "])
@pytest.mark.parametrize(("one", "other"), [("ROSE DUMONT", "YANIS LE GOFF"), ("Mme Dumont", "M. Le Goff")])
def test_turns_as_parliaments_print_them(dash, one, other):
    text = f"{PRESENT}{one}{dash}Nous fermons la rue.\n\n{other}{dash}Nous verrons.\n\n{one}{dash}C’est vu."
    who = [(named, words) for words, named in said(text)]
    assert who == [(DUMONT, "Nous fermons la rue."), ("Yanis Le Goff", "Nous verrons."), (DUMONT, "C’est vu.")]


def test_a_letter_stands_for_a_family_name_to_be_checked():
    turns = ["ROSE DUMONT. – Qui répond ?", "DOMINIQUE M. – Moi, volontiers.", "DOMINIQUE S. – Moi aussi, tiens."]
    found = [one for one in parse(Document(PRESENT + "\n\n".join(turns))) if one.kind == "quote"]
    assert [one.speaker for one in found][-2:] == ["Dominique Morel", "Dominique Salvy"]
    assert all(one.confidence < CERTAIN for one in found[-2:])


def test_who_is_called_otherwise_once_may_be_somebody_else():
    turns = [
        "YANIS LE GOFF. – Je rame.",
        "ROSE DUMONT. – Merci.",
        "YANIS LE GOFF. – Toujours.",
        "M. LE GOFF. – Et moi donc.",
    ]
    found = [one for one in parse(Document(PRESENT + "\n\n".join(turns))) if one.kind == "quote"]
    assert [one.confidence >= CERTAIN for one in found] == [True, True, True, False]


REPORT = (
    "Un modèle fragile, et alors ?\n\n"
    "Le matin, Nora Belkacem, déléguée, a livré les chiffres. « Nous tenons », constate-t-elle.\n\n"
)
ASKED = [
    (
        "Vous dites que ces lieux vieillissent. C’est sévère !",
        "J’ai dit qu’ils vieillissent, c’est vous qui ajoutez mal. Ils ont dix ans.",
    ),
    ("D’où vient la fatigue ?", "Des petites choses. On craque pour un rouleau de papier."),
    ("Un conseil ?", "Prenez des vacances la première année."),
]


@pytest.mark.parametrize("heading", ["Un modèle fragile, et alors ?", "Qui paie ?", "Pourquoi votre mairie hésite ?"])
def test_a_question_that_heads_a_report_before_an_interview_asks_nobody(heading):
    report = REPORT.replace("Un modèle fragile, et alors ?", heading)
    text = f"{report}ENTRETIEN\n\nWilfried Nsimba, sociologue, a ouvert la journée. Nous l’avons rencontré.\n\n"
    text += "\n\n".join(f"{question}\n\n{answer}" for question, answer in ASKED)
    assert said(text) == [(answer, "Wilfried Nsimba") for _, answer in ASKED]
