"""The event that an article tells of: its own day, never that on which the article came out, nor of another year."""

from datetime import date

import pytest

from reading.document import Document
from reading.parsing import parse


def event(text, **said):
    (found,) = [one for one in parse(Document(text, **said)) if one.kind == "event"]
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Assises du Climat organisées le 15 mars 2025 à Annecy\n\nPlus de cent personnes sont venues.", (2025, 3, 15)),
        ("Publié le 20 mars 2025\n\nLes Assises du Climat ont eu lieu le samedi 15 mars à Annecy.", (2025, 3, 15)),
        ("Par Anne Roy, le 20 mars 2025\n\nLes Assises du Climat se sont tenues le 15 mars 2025.", (2025, 3, 15)),
        ("20 mars 2025\n\nRetour sur les Assises du Climat du 15 mars 2025 à Annecy.", (2025, 3, 15)),
        ("Nées le 12 mars 2023, les Assises du Climat se sont tenues à Annecy le 15 mars 2025.", (2025, 3, 15)),
        ("Forum des Jardins\n\nMis en ligne le 9 mars 2026. Le forum s’est tenu le 7 mars 2026.", (2026, 3, 7)),
        ("Posted on 12 May 2017\n\nThe Harbour Forum was held on 9 May 2017 in Leeds.", (2017, 5, 9)),
        ("The Harbour Forum was held in Leeds on May 9, 2017. Next year’s will be on May 8, 2018.", (2017, 5, 9)),
    ],
)
def test_the_day_is_that_of_the_event(text, day):
    assert event(text).date == date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "Publié le 20 mars 2025\n\nLes Assises du Climat ont réuni cent personnes à Annecy.",
        "20 mars 2025\n\nLes Assises du Climat ont réuni cent personnes à Annecy.",
        "Les Assises du Climat ont réuni cent personnes à Annecy. Article mis à jour le 20 mars 2025.",
    ],
)
def test_the_day_on_which_an_article_came_out_is_none_of_the_event(text):
    assert event(text, published_on=date(2025, 3, 20)).date is None


def test_an_event_of_the_day_on_which_the_article_came_out_keeps_its_day():
    text = "Les Assises du Climat ont lieu ce 20 mars 2025 à Annecy."
    assert event(text, published_on=date(2025, 3, 20)).date == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Le Forum des Jardins s’est tenu du 7 au 9 mars 2026 à Vannes.", ((2026, 3, 7), (2026, 3, 9))),
        ("Le Forum des Jardins s’est tenu les 7 et 8 mars 2026 à Vannes.", ((2026, 3, 7), (2026, 3, 8))),
        ("The Harbour Forum was held in Leeds on 9–11 May 2017.", ((2017, 5, 9), (2017, 5, 11))),
    ],
)
def test_an_event_of_several_days_begins_on_the_first(text, days):
    found = event(text)
    assert (found.date, found.ends_on) == tuple(date(*day) for day in days)


@pytest.mark.parametrize(
    "text",
    [
        "Assises du Climat organisées le 15 mars 2025 à Annecy. Merci à tous ! #AssisesClimat",
        "Les Assises du Climat se sont tenues le 15 mars 2025 à Annecy. #AssisesClimat #merci #AssisesClimat",
        "Les Assises du Climat se sont tenues le 15 mars 2025 à Annecy. Sur les réseaux : #AssisesDuClimat2025",
    ],
)
def test_the_event_has_its_city_and_the_hashtag_that_says_its_name(text):
    found = event(text)
    assert found.city == "Annecy"
    assert len(found.hashtags) == 1
    assert found.hashtags[0].startswith("Assises")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Assises du Climat\n\nLes Assises du Climat se sont tenues le 15 mars 2025.", "Assises du Climat"),
        ("Salon de la Reliure\nLe Salon de la Reliure a plu.", "Salon de la Reliure"),
        ("Forum des Jardins 2026\n\nLe samedi 7 mars 2026, on s’est vus.", "Forum des Jardins 2026"),
        ("Les Rencontres du Vélo à Annecy Publié le 20 mars 2025", "Rencontres du Vélo"),
        ("Retour sur les Rencontres du Vélo du 12 mars 2025.", "Rencontres du Vélo"),
        ("Le Forum des Jardins du 7 au 9 mars 2026 à Vannes", "Forum des Jardins"),
        ("Journées du Patrimoine 20 et 21 septembre 2025", "Journées du Patrimoine"),
        ("Conférence sur l’Eau Jeudi 3 Avril 2025", "Conférence sur l’Eau"),
        ("Les Rencontres de l’Arbre en 2024 : cent personnes", "Rencontres de l’Arbre"),
        ("Festival des Cent Fours. Le jury est venu.", "Festival des Cent Fours"),
        ("Harbour Forum\n\nThe Harbour Forum was held on 9 May 2017.", "Harbour Forum"),
        ("The Tidal Conference on Saturday 4 May 2019 drew few.", "Tidal Conference"),
    ],
)
def test_a_title_stays_on_its_line_and_takes_neither_day_nor_place(text, name):
    assert event(text).name == name


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Les Rencontres du Vélo ont eu lieu à Annecy Publié le 20 mars 2025", "Annecy"),
        ("La Fête de la Musique à La Roche-sur-Yon le 21 juin 2025", "La Roche-sur-Yon"),
        ("The Harbour Forum was held in May 2017 in Leeds.", "Leeds"),
    ],
)
def test_a_city_ends_where_its_name_does(text, city):
    assert event(text).city == city


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Les Rencontres du Vélo ont rempli hier la ville, réunies à la salle du Manège.", "salle du Manège"),
        ("La Fête de la Musique s’est tenue à la Halle aux Grains de Dol.", "Halle aux Grains de Dol"),
        ("Le Forum des Jardins était au foyer rural de Vannes.", "foyer rural de Vannes"),
    ],
)
def test_a_hall_in_small_letters_is_its_place(text, venue):
    assert event(text).venue == venue


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("Assises du Climat organisées en mars 2025 à Annecy.", 2025, 3),
        ("L’édition 2025 des Rencontres du Vélo a réuni cent personnes.", 2025, None),
        ("Les Rencontres du Vélo, édition 2025, ont réuni cent personnes.", 2025, None),
        ("Les Rencontres du Vélo ont réuni cent personnes en 2025 à Annecy.", 2025, None),
        ("Les Rencontres du Vélo ont réuni cent personnes. Elles se sont tenues en octobre 2024.", 2024, 10),
        ("Les Rencontres de l’Arbre (mars 2024)", 2024, 3),
        ("En 2024, les Rencontres de l’Arbre ont changé de lieu.", 2024, None),
        ("Après celles de 2023, les Rencontres du Vélo ont réuni cent personnes en mars 2025.", 2025, 3),
        ("Créées en 2019, les Rencontres du Vélo ont réuni cent personnes en avril 2024.", 2024, 4),
        ("Les Rencontres du Vélo se sont tenues en avril.", None, 4),
        ("The Harbour Forum was held in May 2017 in Leeds.", 2017, 5),
        ("The 2017 Harbour Forum drew ten people, two years after the 2015 edition.", 2017, None),
        ("Tidal Conference 2019\n\nUnlike in 2018, the Tidal Conference took place in early June 2019.", 2019, 6),
    ],
)
def test_a_year_and_a_month_are_told_without_a_day(text, year, month):
    found = event(text)
    assert (found.date, found.year, found.month) == (None, year, month)


@pytest.mark.parametrize(
    "text",
    [
        "Les Rencontres du Vélo ont débattu de la neutralité en 2050 devant cent personnes.",
        "Les Rencontres du Vélo ont parlé de la loi de 2019.",
        "Les Rencontres du Vélo ont réuni cent personnes. Article publié en mars 2025.",
    ],
)
def test_a_year_of_something_else_is_none_of_the_event(text):
    found = event(text)
    assert (found.date, found.year, found.month) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Les Rencontres du Vélo, sam. 15 mars 25, Annecy", (2025, 3, 15)),
        ("Les Rencontres du Vélo se sont tenues le 15 mars 25.", (2025, 3, 15)),
        ("The Tidal Conference, Sat 4 May 19, Hull.", (2019, 5, 4)),
    ],
)
def test_two_figures_are_a_year_behind_a_month(text, day):
    found = event(text)
    assert (found.date, found.year, found.month) == (date(*day), *day[:2])


def test_two_figures_that_count_something_are_no_year():
    assert event("Les Rencontres du Vélo ont eu lieu le 15 mars 25 élus sont venus.").date is None


@pytest.mark.parametrize(
    "text",
    [
        "Deux ans après l’édition du 12 mars 2023, les Assises du Climat sont revenues à Annecy.",
        "Deux ans après les Rencontres du 12 mars 2023, les Rencontres du Vélo sont revenues.",
        "Les Rencontres du Vélo ont réuni cent personnes, comme en 2023.",
        "Les Rencontres du Vélo ont été belles. La précédente édition, le 12 mars 2023, en avait réuni vingt.",
        "Les Rencontres du Vélo ont réuni cent personnes après celles de 2023.",
        "La première édition, en 2022, avait attiré vingt personnes. Les Rencontres du Vélo en ont accueilli cent.",
        "L’an dernier, le 12 mars 2023, les Rencontres du Vélo avaient réuni vingt personnes.",
        "Les Rencontres du Vélo ont eu lieu le 15 mars. Comme en 2023, il a plu.",
        "Le Salon du Livre s’est tenu samedi. Rendez-vous le 14 mars 2026 pour la prochaine édition.",
        "Two years after the edition of 12 March 2015, the Harbour Forum was back in Leeds.",
        "The Harbour Forum drew more people than in 2015.",
    ],
)
def test_the_date_of_another_edition_is_not_the_event_s(text):
    found = event(text)
    assert (found.date, found.year) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Les Rencontres du Vélo ont eu lieu le 15 mars 2025, deux ans après celle de 2023.", (2025, 3, 15)),
        ("Une semaine après les Rencontres du Vélo du 15 mars 2025, voici le compte rendu.", (2025, 3, 15)),
        ("Les Rencontres du Vélo, comme l’an passé, ont eu lieu le 4 octobre 2024.", (2024, 10, 4)),
        ("Rencontres du Vélo 2025\n\nElles se sont tenues le 15 mars à Annecy, mieux qu’en 2023.", (2025, 3, 15)),
        (
            "Last year’s conference, on 3 May 2018, drew few. The Tidal Conference took place on 4 May 2019.",
            (2019, 5, 4),
        ),
    ],
)
def test_the_date_of_another_edition_does_not_hide_the_event_s(text, day):
    assert event(text).date == date(*day)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Le 7 mars 2026, la journée d’étude « Lavoirs et fontaines » a rempli la halle.",
            "Journée d’étude « Lavoirs et fontaines »",
        ),
        ("Une centaine de curieux au salon « Terre & Mains », samedi.", "Salon « Terre & Mains »"),
        ("Les Assises du bois mort, à Dol, ont duré trois jours.", "Assises du bois mort"),
        (
            "Hier s’est tenue l’assemblée générale de l’association Les Deux Rives.",
            "Assemblée générale de l’association Les Deux Rives",
        ),
        ("La Nuit des lampions a commencé tard.", "Nuit des lampions"),
        ("PROCÈS-VERBAL DU CONSEIL MUNICIPAL\n\nSéance du mardi 28 janvier 2025", "Conseil municipal"),
        ("Compte rendu de l’assemblée générale ordinaire\n\nLe quorum est atteint.", "Assemblée générale ordinaire"),
        ("Le Forum Atena tenait l’Atelier Ville Sûre, organisé par le Forum Atena hier.", "Atelier Ville Sûre"),
    ],
)
def test_a_title_in_marks_or_small_letters_name_an_event_too(text, name):
    assert [one.name for one in parse(Document(f"Un beau succès\n\n{text}")) if one.kind == "event"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Elle a passé la nuit à lire « Les Puits ».",
        "On s’est retrouvés au café de la gare.",
        "Le forum était plein. « On est bien ici », a dit quelqu’un.",
        "Il a lu un livre, « La Fête noire », jusqu’au soir.",
        "Elle est membre du conseil municipal depuis deux ans.",
    ],
)
def test_what_is_held_without_a_name_is_no_event(text):
    assert [one for one in parse(Document(f"Un beau succès\n\n{text}")) if one.kind == "event"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("COMPTE RENDU DE LA RÉUNION DU 16 OCTOBRE 2008 SUR LE LIN\n\nVoici.", None),
        ("Compte rendu de la réunion sur la cantine du 16 octobre 2008\n\nVoici.", "Réunion sur la cantine"),
        ("Compte rendu de l’assemblée générale ordinaire\n\nAssociation Les Passerelles\n\nSamedi 18 mars 2023.",
         "Assemblée générale ordinaire – Association Les Passerelles"),
        ("3es ASSISES DU LIN\n\nVendredi 10 octobre 2025 — Palais des congrès, Redon", "3es assises du lin"),
        ("FORUM DU LIN : UNE RÉUSSITE !\n\nLe forum du lin a réuni 300 personnes.", "Forum du lin"),
        ("Journée régionale du lin – Compte-rendu\n\nLimeuges, samedi 17 novembre 2012", "Journée régionale du lin"),
        ("Les mains dans le lin\n\nRedon, samedi 17 novembre 2012\n\nOn a semé.", "Les mains dans le lin"),
        ("#LinTech 2015 : trois choses à retenir\n\nOn vous raconte.", "LinTech 2015"),
        ("La halle s’ouvre\n\nLa médiathèque Simone-Aubert a été inaugurée samedi 22 mars 2025.",
         "Inauguration de la médiathèque Simone-Aubert"),
        ("What we learned\n\nPeople came to our first Repair Night on April 18, 2019.", "Repair Night"),
    ],
)  # fmt: skip
def test_an_event_is_called_as_its_title_or_its_first_lines_say(text, name):
    assert [one.name for one in parse(Document(text)) if one.kind == "event"] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soirée tourbières : on a eu les pieds mouillés\n\nIls étaient trente.", "Soirée tourbières"),
        ("NOTES – Assises ouvrières du lin – jeu. 3 avril 2025\n\n9 h, ouverture.", "Assises ouvrières du lin"),
        ("Le Festival du temps perdu, heure par heure\n\nLa conférence « Un quart d’heure » ouvre le bal.",
         "Festival du temps perdu"),
        ("Le salon des gants blancs\n\nAu salon « Lin & Laine », samedi, on a tissé.", "Salon « Lin & Laine »"),
        ("Les Amis du lin – La lettre\n\nNotre assemblée générale en quelques pages\n\nMerci.",
         "Assemblée générale – Les Amis du lin"),
        ("CERCLE DU LIN\nProcès-verbal de l’assemblée générale ordinaire\n\nDix voix.",
         "Assemblée générale ordinaire – Cercle du Lin"),
        ("Long Thread Co-operative\nMinutes of the Annual General Meeting\n\nTen votes.",
         "Annual General Meeting – Long Thread Co-operative"),
        ("Bulletin du syndicat des fileurs, n° 3\n\nJournée d’étude : le lin\n\nOn a filé.",
         "Journée d’étude du syndicat des fileurs"),
        ("La lettre d’information, n° 3\n\nJournée d’étude : le lin\n\nOn a filé.", "Journée d’étude"),
        ("AMIS DU ROUET\n\nFORUM DU 11 OCTOBRE : ON VOUS RACONTE\n\nOn a filé.", "Forum – Amis du Rouet"),
        ("On y était\n\nL’Association des fileuses (Asfi) a réuni jeudi cent maires.",
         "Réunion de l’association des fileuses"),
        ("The loom\n\nForty came on Friday for the third hearing on the closure of the mill.",
         "Third hearing on the closure of the mill"),
        ("Anger and wool at Redon mill meeting\n\nForty came.", "Redon mill meeting"),
        ("« Filer, et après ? » : ce qu’on a entendu\n\nOn a filé.", "« Filer, et après ? »"),
        ("Jeudi\n\nDes fileuses ? Oui, cent, à l’AG de vendredi.", "Assemblée générale"),
        ("Redon. « Pas un sou ! » : réunion publique animée sur le prix du lin\n\nOn s’est pressé.",
         "Réunion publique animée sur le prix du lin"),
        ("MAIRIE DE REDON-LE-VIEUX\nProcès-verbal de la séance du jeudi 3 avril 2025\n\nPrésents : dix élus.",
         "Conseil municipal de Redon-le-Vieux"),
        ("Cercle des liniers de Redon\nCompte rendu de la causerie d’automne\n\nTrente présents.",
         "Causerie d’automne – Cercle des liniers de Redon"),
        ("Redon Flax Society\n\nMinutes of the Annual Meeting\n\nTen members came.",
         "Annual Meeting – Redon Flax Society"),
        ("COMPTE RENDU DE LA TABLE RONDE DU 3 AVRIL 2025\n« Quel lin demain ? »\n\nTrente présents.",
         "Table ronde « Quel lin demain ? »"),
        ("Transcript: “Who spins the flax?”\n\nPanel held in Redon.", "“Who spins the flax?”"),
        ("De : Léo <leo@redon.example>\nObjet : Re: Tr: conférence sur le lin\n\nBonjour.",
         "Conférence sur le lin"),
        ("On y était\n\nLa troisième édition des Fils du Couesnon a réuni cent personnes.", "Fils du Couesnon"),
        ("On y était\n\nAu festival Rouets de lune, cent personnes ont filé.", "Festival Rouets de lune"),
        ("On y était\n\nPremier jour du festival Fibres sauvages, vendredi.", "Festival Fibres sauvages"),
        ("On y était\n\nTrente curieux pour la causerie de Rose Dumont intitulée « Le lin des marins ».",
         "Causerie « Le lin des marins »"),
        ("Two of us went\n\nForty people came for an evening called “Long Threads” in Leeds.",
         "Evening “Long Threads”"),
        ("La maison du lin ouvre\n\nSamedi, la maison des tisserands a été inaugurée.",
         "Inauguration de la maison des tisserands"),
        ("Trente ans après : la halle aux Toiles est ouverte\n\nOn a dansé.", "Inauguration de la halle aux Toiles"),
        ("On l’attendait\n\nLe musée du Rouet rouvrira samedi.", "Réouverture du musée du Rouet"),
        ("Table ronde « Filer à plusieurs »\nSemaine du lin – transcription\n\nElle ouvre.",
         "Table ronde « Filer à plusieurs »"),
        ("Retour sur « Le lin pour de vrai », qui fait fermer les yeux\n\nOn y était.", "« Le lin pour de vrai »"),
        ("One river\n\nThe hall was full for “Small Threads, Big Loom,” the first public debate of the year.",
         "Debate “Small Threads, Big Loom”"),
        ("What we learned at Threadfold 2024\n\nThree of us went.", "Threadfold 2024"),
        ("LE ROUET\nBulletin de la filature de Redon – n° 31\n\nAu sec\n\nVoici notre assemblée générale annuelle.",
         "Assemblée générale annuelle de la filature de Redon"),
        ("MAIRIE DE REDON\nPROCÈS-VERBAL DE LA RÉUNION DU CONSEIL MUNICIPAL\n\nDix élus.",
         "Conseil municipal de Redon"),
        ("Un soir de lin\n\nJeudi, la librairie Le Rouet recevait Nadia Kermor pour son récit « Les Puits ».",
         "Rencontre avec Nadia Kermor"),
    ],
)  # fmt: skip
def test_what_is_held_is_told_by_a_part_of_the_title_a_noun_or_a_verb(text, name):
    assert [one.name for one in parse(Document(text)) if one.kind == "event"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "COMMUNIQUÉ DE PRESSE\n\nRedon, le 10 avril 2025\n\nOn annonce.",
        "Des lampes\n\nLa séance est ouverte à 20 h. La nuit noire divise.",
        "Redon : la nuit noire divise\n\nOn a compté les lampes.",
        "Samedi, elle lisait des pages de son roman « La Nuit des passeurs ».",
        "De : Léo Brun <leo@redon.example>\nDate : 12 mars 2025\nObjet : Re: la soirée de samedi\n\nBonjour.",
        "La gazette\nN° 12 - Printemps 2025\n\nLes élus ont débattu de la nuit de vendredi.",
    ],
)
def test_what_names_no_event_is_none(text):
    assert [one for one in parse(Document(text)) if one.kind == "event"] == []


def test_an_article_that_tells_a_day_and_names_no_event_offers_its_title():
    found = event(
        "REDON. Le bureau ferme\n\nJeudi 5 février 2026, on s’est pressé à la salle du Manège pour l’entendre."
    )
    assert (found.name, found.date, found.rule) == ("REDON. Le bureau ferme", date(2026, 2, 5), "event-title")
    assert found.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Le lin et nous\n\nOn sème en mai et on arrache en juillet.",  # no day
        "Le lin et nous\n\nRedon, le 10 avril 2025\n\nOn sème en mai.",  # that on which it came out
        "COMMUNIQUÉ DE PRESSE\n\nOn annonce le 10 avril 2025 à tous.",
    ],
)
def test_a_title_alone_is_no_event(text):
    assert [one for one in parse(Document(text)) if one.kind == "event"] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Le salon du lin\n\nJeudi 17 octobre 2024\n\nIl n’y avait plus de place, mardi soir, salle Jean-Macé.",
            (2024, 10, 15),
        ),
        ("Redon, le 28 novembre 2024\n\nLe Salon du Lin a rempli le gymnase samedi.", (2024, 11, 23)),
        ("The Flax Fair\n\nREDON, February 13, 2025 — People filled the hall on Tuesday night.", (2025, 2, 11)),
        (
            "Le salon du lin\n\nJeudi 17 octobre 2024\n\nLe Salon du lin a eu lieu le 12 octobre, et mardi on a rangé.",
            (2024, 10, 12),
        ),
        (
            "Publié le 17 octobre 2024\n\nLe Salon du Lin, chaque mardi prêt, a rempli le gymnase samedi.",
            (2024, 10, 12),
        ),
    ],
)
def test_a_day_of_the_week_is_told_from_the_day_on_which_the_article_came_out(text, day):
    assert event(text).date == date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "Publié le 17 octobre 2024\n\nLe Salon du Lin revient mardi prochain.",
        "Publié le 17 octobre 2024\n\nLe Salon du Lin a lieu tous les mardis.",
        "Le Salon du Lin a rempli le gymnase mardi soir.",
    ],
)
def test_a_day_of_the_week_that_is_told_from_nowhere_is_none(text):
    assert event(text).date is None


def test_a_day_before_a_pluperfect_is_the_event_s_where_no_other_is_told():
    text = "Salon du Lin\n\nSamedi 22 mars 2025, cent adhérents s’étaient donné rendez-vous à la halle."
    assert event(text).date == date(2025, 3, 22)
