"""Who a printed name is: the same full name of one person, or a question, or somebody new."""

import pytest

from events.models import Appearance
from recaps.identity import People, compare
from recaps.offices import agreement
from tests import builders as b


@pytest.mark.parametrize(
    ("name", "form", "fit"),
    [
        ("Carlos MORENO", "Carlos Moreno", "exact"),
        ("MORENO Carlos", "Carlos Moreno", "exact"),
        ("Dr Jean Martin", "Jean Martin", "exact"),
        ("Mme Élodie Kerbrat", "Elodie KERBRAT", "exact"),
        ("C. Moreno", "Carlos Moreno", "part"),
        ("J.-P. Martin", "Jean-Pierre Martin", "part"),
        ("Moreno", "Carlos Moreno", "part"),
        ("Gaulle", "Charles de Gaulle", "part"),
        ("Carlos", "Carlos Moreno", "part"),
        ("M. Roy", "Michel Roy", "part"),
        ("Kerbrat", "Kerbrat", "part"),
        ("Jean Duponta", "Jean Dupontb", "alike"),
        ("Yannick Le Goff", "Yanick Le Goff", "alike"),
        ("Pascale Luciani", "Pascale Luciani-Boyer", "alike"),
        ("John F. Martin", "John Martin", "alike"),
        ("Mme El Khazri", "Samia El Khazri", "part"),
        ("M. Di Marzo", "Paolo Di Marzo", "part"),
        ("von der Heyde", "Ulla von der Heyde", "part"),
        ("La Tour", "Paul de La Tour", "part"),
        ("Heyde", "Ulla von der Heyde", "part"),
        ("JM Riou", "Jean-Marc Riou", "part"),
        ("Michele Conti", "Michèle Conti", "part"),
        ("Anne Le Gall", "Anne Legall", "alike"),
        ("Anne Petit née Roy", "Anne Petit", "exact"),
        ("Anne Petit (née Roy)", "Anne Roy", "alike"),
        ("M. Ben Roy", "Ben Roy", "exact"),
        ("Anne Roy", "Paul Roy", None),
        ("Anne Roy", "Anne Kerbrat", None),
        ("🙂", "Anne Kerbrat", None),
    ],
)
def test_a_printed_name_is_compared_with_a_known_form(name, form, fit):
    assert (compare(name, form), compare(form, name)) == (fit, fit)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Louis Marchand", "Louise Marchand"),
        ("René Quéméner", "Renée Quéméner"),
        ("Michel Roy", "Michèle Roy"),
        ("Michel Roy", "Michelle Roy"),
        ("François Le Gall", "Françoise Le Gall"),
        ("Pascal Nédélec", "Pascale Nédélec"),
        ("André Kermarrec", "Andrée Kermarrec"),
        ("Simon Bozec", "Simone Bozec"),
        ("Martin Salaün", "Martine Salaün"),
        ("Paul Tanguy", "Paule Tanguy"),
        ("Gabriel Cozic", "Gabrielle Cozic"),
        ("Lucien Riou", "Lucienne Riou"),
        ("Jean-Louis Autret", "Jean-Louise Autret"),
        ("Mario Conti", "Maria Conti"),
        ("Daniel Guéguen", "Danièle Guéguen"),
        ("Erwan Jaffré", "Ewan Jaffré"),
        ("Aldrick Jaffré", "Aldricke Jaffré"),
    ],
)
def test_two_given_names_are_two_people(one, other):
    assert (compare(one, other), compare(other, one)) == (None, None)


@pytest.mark.parametrize(
    ("told", "known", "sign"),
    [
        ("maire de Brest", "maire de Brest", 1),
        ("la maire", "maire de Brest", 1),
        ("maire de Rennes", "maire de Brest", -1),
        ("maire, Ville de Rennes", "maire, Ville de Brest", -1),
        ("directrice du théâtre", "directrice du musée", -1),
        ("directrice du théâtre de Lille", "directrice du théâtre de Lyon", -1),
        ("présidente", "président de l’association", -1),
        ("trésorière", "trésorière et secrétaire", 1),
        ("chercheur en histoire", "maire de Brest", -1),
        ("professeur à l’IAE de Paris", "professeur des universités, IAE Paris Sorbonne", 1),
        ("mayor of Leeds", "mayor of York", -1),
        ("ancienne maire de Brest", "maire de Brest", 1),
        ("adjoint au maire de Brest", "maire de Brest", -1),
        ("chief technology officer", "chief technology officer, Dromore Mills", 1),
        ("", "maire de Brest", 0),
        ("luthier", "maire de Brest", -1),
        ("de Greenpeace", "chargé de mission, TotalEnergies", -1),
        ("de la Maison des graines", "présidente, Maison des graines", 1),
        ("maire de Brest", "amie des jardins", 0),
    ],
)
def test_an_office_fits_contradicts_or_says_nothing(told, known, sign):
    assert agreement([told], [known]) == sign


def identified(name, *, besides=(), **told):
    told = {"told": list(filter(None, [told.pop("role", "")]))} | told
    match = People([name, *besides], [told.get("handle")]).identify(name, **told)
    return str(match.verdict), [speaker.name for speaker in match.records]


@pytest.mark.django_db
class TestAmongThePeopleOfTheBase:
    def test_the_full_name_of_one_person_is_that_person(self):
        b.speaker(name="Nolwenn Baradat", headline="présidente de la Maison des graines")
        b.speaker(name="Gilles Baradat")
        assert identified("Nolwenn Baradat") == ("same", ["Nolwenn Baradat"])
        assert identified("NOLWENN BARADAT", role="présidente") == ("same", ["Nolwenn Baradat"])

    def test_a_noted_form_with_a_given_name_is_that_person_and_one_without_is_a_question(self):
        person = b.speaker(name="Nolwenn Baradat")
        person.aliases.create(name="Nolwenn Baradat-Cozic")
        person.aliases.create(name="Dédé")
        assert identified("Nolwenn Baradat-Cozic") == ("same", ["Nolwenn Baradat"])
        assert identified("Dédé") == ("one-of", ["Nolwenn Baradat"])

    def test_who_is_told_apart_by_the_name_itself_is_a_question(self):
        b.speaker(name="Anne Roy (Lyon)")
        assert identified("Anne Roy (Lyon)") == ("same", ["Anne Roy (Lyon)"])
        assert identified("Anne Roy") == identified("Anne Roy (Lille)") == ("one-of", ["Anne Roy (Lyon)"])

    def test_who_is_told_apart_by_a_vowel_sign_is_somebody_new(self):
        b.speaker(name="さとう はな")
        assert identified("ざとう はな") == ("new", [])

    def test_a_feminine_is_somebody_new(self):
        b.speaker(name="Louis Marchand")
        assert identified("Louise Marchand", role="trésorière") == ("new", [])

    def test_homonyms_are_a_question_and_the_office_says_who_comes_first(self):
        b.speaker(name="Henri Jourdain", headline="maire de Brest")
        b.speaker(name="Henri Jourdain", headline="chercheur en histoire")
        match = People(["Henri Jourdain"]).identify("Henri Jourdain", told=["chercheur en histoire"])
        assert (match.verdict, [one.headline for one in match.records]) == (
            "one-of",
            ["chercheur en histoire", "maire de Brest"],
        )
        assert match.record is None

    def test_an_office_that_contradicts_makes_a_question_of_one_name(self):
        event = b.event()
        person = b.speaker(name="Camille Martin")
        Appearance.objects.create(event=event, speaker=person, job_title="maire de Brest")
        assert identified("Camille Martin", role="maire de Brest") == ("same", ["Camille Martin"])
        assert identified("Camille Martin", role="maire de Rennes") == ("one-of", ["Camille Martin"])

    def test_two_offices_of_one_article_are_hardly_of_one_person(self):
        b.speaker(name="Henri Jourdain", headline="maire de Brest")
        assert identified("Henri Jourdain", told=["maire de Brest", "chercheur en histoire"])[0] == "one-of"
        assert identified("Henri Jourdain", told=["maire de Brest", "maire"])[0] == "same"

    def test_a_civility_contradicts_an_office_of_the_other_gender(self):
        b.speaker(name="Dominique Le Goff", headline="directeur du port")
        assert identified("Dominique Le Goff", gender="f")[0] == "one-of"
        assert identified("Dominique Le Goff", gender="m")[0] == "same"

    def test_a_name_whose_family_name_is_a_letter_is_a_question(self):
        b.speaker(name="Sophie L.")
        assert identified("Sophie L.") == ("one-of", ["Sophie L."])

    def test_the_account_speaks_for_one_and_against_another(self):
        b.speaker(name="Camille Martin", handle="cmartin", headline="maire de Brest")
        assert identified("Camille Martin", handle="CMartin", role="autrice") == ("same", ["Camille Martin"])
        assert identified("Camille Martin", handle="camille_m") == ("one-of", ["Camille Martin"])
        assert identified("Bénédicte Roy", handle="cmartin") == ("one-of", ["Camille Martin"])

    def test_a_short_form_that_was_noted_does_not_fit_another_given_name(self):
        person = b.speaker(name="Carlos Moreno")
        for form in ("C. Moreno", "Moreno"):
            person.aliases.create(name=form)
        assert identified("Carla Moreno") == ("new", [])
        assert identified("C. Moreno") == ("one-of", ["Carlos Moreno"])

    @pytest.mark.parametrize("name", ["Baradat", "N. Baradat", "Nolwenn"])
    def test_a_part_of_a_name_is_a_question(self, name):
        b.speaker(name="Nolwenn Baradat")
        assert identified(name) == ("one-of", ["Nolwenn Baradat"])

    def test_a_likeness_is_perhaps_and_names_that_the_article_tells_apart_are_not_alike(self):
        b.speaker(name="Jean Duponta")
        assert identified("Jean Dupontb") == ("perhaps", ["Jean Duponta"])
        assert identified("Jean Dupontb", besides=["Jean Duponta"]) == ("new", [])

    @pytest.mark.parametrize("others", [0, 1, 3])
    def test_asking_costs_three_queries(self, others, django_assert_num_queries):
        for number in range(others):
            b.talk(speakers=[b.speaker(name=f"Anne Roy {number}")])
        b.talk(speakers=[b.speaker(name="Anne Roy")])
        with django_assert_num_queries(3):
            assert identified("Anne Roy")[1][0] == "Anne Roy"
