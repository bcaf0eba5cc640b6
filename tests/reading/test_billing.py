"""Who gave which talk, told by the shape of a line; and titles in quotation marks, which nobody said."""

import pytest

from reading.document import Document
from reading.parsing import parse

HEAD = "Les rendez-vous du canal\n\nIl faisait beau, et le quai était plein de monde.\n\n"


def found(text, kind):
    return [one for one in parse(Document(text)) if one.kind == kind]


def people(text):
    return sorted(one.name for one in found(text, "speaker"))


def talks(text):
    return [(one.title, one.speakers) for one in found(text, "talk")]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Réparer sa pompe à eau, par Odilon Vasseur", [("Réparer sa pompe à eau", ("Odilon Vasseur",))]),
        (
            "Lire une rivière par Maëlle Toussard et Yvon Prigent",
            [("Lire une rivière", ("Maëlle Toussard", "Yvon Prigent"))],
        ),
        ("Reading a river by Keziah Holt", [("Reading a river", ("Keziah Holt",))]),
        (
            "- Lire une rivière – Suzanne Prigent (Agence des eaux)\n- Le sel des marais – Yvon Toussard, paludier",
            [("Lire une rivière", ("Suzanne Prigent",)), ("Le sel des marais", ("Yvon Toussard",))],
        ),
        (
            "Le sel des marais\n\nMaëlle Toussard (Les Salins) @maelletou\n\nElle est venue avec une carte.",
            [("Le sel des marais", ("Maëlle Toussard",))],
        ),
        (
            "9 h 30 – Lire une rivière – Suzanne Prigent\n10 h 30 – Pause\n11 h – Le sel, par Odilon Vasseur",
            [("Lire une rivière", ("Suzanne Prigent",)), ("Le sel", ("Odilon Vasseur",))],
        ),
        (
            "9h Accueil des participants\n9h30 Ouvrir les écluses\n14h Le sel des marais, par Odilon Vasseur",
            [("Ouvrir les écluses", ()), ("Le sel des marais", ("Odilon Vasseur",))],
        ),
        (
            "Le soir au port\n\nRencontre proposée avec :\n\n- Odilon Vasseur, luthier\n- Maëlle Toussard, potière",
            [("Le soir au port", ("Odilon Vasseur", "Maëlle Toussard"))],
        ),
    ],
)
def test_a_title_beside_names_is_a_talk_of_these_people(line, wanted):
    assert talks(HEAD + line + "\n\nOn est rentré tard.") == wanted
    assert {name for _, names in wanted for name in names} <= set(people(HEAD + line + "\n\nOn est rentré tard."))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Une visite guidée menée par Odilon Vasseur a suivi.", ["Odilon Vasseur"]),
        ("Puis vint l’allocution de Mme Maëlle Toussard, vice-présidente.", ["Maëlle Toussard"]),
        ("Intervenants : Odilon Vasseur (Les Salins), Maëlle Toussard", ["Odilon Vasseur"]),
        ("Une rencontre avec Odilon Vasseur, luthier, a clos le mois.", ["Odilon Vasseur"]),
        ("A workshop led by Keziah Holt and Imran Sefton filled the barn.", ["Imran Sefton", "Keziah Holt"]),
    ],
)
def test_whoever_holds_or_leads_something_took_part(text, wanted):
    assert set(wanted) <= set(people(HEAD + text))


@pytest.mark.parametrize(
    "line",
    [
        "Photo : le quai par Odilon Vasseur",
        "Texte et photos par Odilon Vasseur",
        "Propos recueillis par Odilon Vasseur",
        "Merci à toute l’équipe :\n- Odilon Vasseur\n- Maëlle Toussard",
        "Excusés :\n- Odilon Vasseur\n- Maëlle Toussard",
        "Une fête organisée par Odilon Vasseur",
        "12 mars 2026 par Odilon Vasseur",
        "On y entre par Porte Neuve",
        "Le trajet passe par Saint Aubrac",
        "Organisé par Atelier Sept",
        "Après la conférence de San Remo, tout a changé.",
        "Membres du bureau :\n- Odilon Vasseur\n- Maëlle Toussard",
    ],
)
def test_who_took_pictures_is_thanked_or_away_gave_no_talk(line):
    text = HEAD + line + "\n\nOn est rentré tard."
    assert talks(text) == []
    assert people(text) == []


@pytest.mark.parametrize("heading", ["Introduction", "Conclusion", "Sommaire", "Clôture", "C’est le mot de la fin"])
def test_a_heading_alone_is_no_talk(heading):
    assert talks(f"{HEAD}{heading}\n\nOn est rentré tard.") == []


@pytest.mark.parametrize(
    ("text", "title", "who"),
    [
        (
            "Gwenola Sarthe, géologue, a présenté « Sous nos pieds : mille ans de carrières » devant trente personnes.",
            "Sous nos pieds : mille ans de carrières",
            "Gwenola Sarthe",
        ),
        (
            "La salle a découvert « Faut-il encore couper les haies ? » par Gwenola Sarthe.",
            "Faut-il encore couper les haies ?",
            "Gwenola Sarthe",
        ),
        (
            "« Les haies, mode d’emploi pour tous les jardins », animé par Gwenola Sarthe, affichait complet.",
            "Les haies, mode d’emploi pour tous les jardins",
            "Gwenola Sarthe",
        ),
    ],
)
def test_a_title_in_marks_is_a_talk_and_no_speech(text, title, who):
    assert found(HEAD + text, "quote") == []
    assert talks(HEAD + text) == [(title, (who,))]


@pytest.mark.parametrize(
    "text",
    [
        "Au programme des ateliers : « Tailler une haie en mars », « Et après demain, quoi ? » et « Lire le ciel ».",
        "La soirée avait pour thème : « Talus et chemins creux : que reste-t-il chez nous ? », et cent invités.",
        "Faut-il encore couper les haies ?\n\nOn a relu ensemble « Faut-il encore couper les haies ? » jusqu’au soir.",
    ],
)
def test_titles_in_a_row_or_of_a_theme_or_of_a_heading_are_said_by_nobody(text):
    assert found(HEAD + text, "quote") == []


@pytest.mark.parametrize(
    "text",
    [
        "Gwenola Sarthe, géologue, a présenté « un pays que personne ici ne connaît vraiment ».",
        "Gwenola Sarthe a conclu la journée : « Faut-il encore couper les haies ? »",
        "« Faut-il encore couper les haies de nos villages ? » a demandé Gwenola Sarthe, avant de passer par Brest.",
        "Gwenola Sarthe a parlé d’un « pays de cailloux sans eau », d’une « terre de vent et de sel ».",
    ],
)
def test_words_that_somebody_says_are_no_titles(text):
    assert {one.speaker for one in found(HEAD + text, "quote")} == {"Gwenola Sarthe"}


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("Gwenola SARTHE", "Yvon Toussard (animateur)", {"Gwenola Sarthe", "Yvon Toussard"}),
        ("KEZIAH HOLT", "Imran Sefton, moderator", {"Keziah Holt", "Imran Sefton"}),
        ("Mme Sarthe", "M. Toussard", {"Mme Sarthe", "M. Toussard"}),
        ("C.", "I. T.", set()),
        ("Question", "Réponse", set()),
    ],
)
def test_whoever_has_turns_in_a_transcript_speaks(first, second, names):
    text = "\n\n".join(f"{who} : Nous avons fermé la porte à midi." for who in (first, second, first, second))
    assert set(people(HEAD + text)) == names


def test_turns_are_no_talks():
    text = "\n\n".join(f"{who} : Et alors" for who in ("Gwenola Sarthe", "Yvon Toussard", "Gwenola Sarthe"))
    assert talks(HEAD + text) == []


def test_a_line_of_a_programme_has_the_people_of_the_line_below():
    text = "9 h 00 – Accueil\n10 h 30 – Nos lavoirs oubliés\nGwenola Sarthe, géologue\n12 h 00 – Repas"
    assert talks(HEAD + text) == [("Nos lavoirs oubliés", ("Gwenola Sarthe",))]


def test_a_name_and_a_colon_once_is_no_transcript():
    assert people(f"{HEAD}Gwenola Sarthe : adresse et plan au dos.\n\nOn est rentré tard.") == []


def test_a_title_above_what_is_told_of_it_is_not_signed_words():
    line = "« Un atlas dans la poche » — Gwenola Sarthe (Les Salins)"
    assert talks(f"{HEAD}{line}\n\nElle a montré trois cartes.") == [("Un atlas dans la poche", ("Gwenola Sarthe",))]
    assert found(f"{HEAD}{line}\n\nElle a montré trois cartes.", "quote") == []


def test_signed_words_in_a_row_are_speech():
    lines = ["« On a ri du début à la fin. » — Gwenola Sarthe", "« Je reviendrai avec ma mère. » — Yvon Toussard"]
    quotes = found(HEAD + "\n\n".join(lines) + "\n\nOn est rentré tard.", "quote")
    assert [one.speaker for one in quotes] == ["Gwenola Sarthe", "Yvon Toussard"]
