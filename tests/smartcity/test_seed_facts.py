"""The facts of the seed's article. The phrases below are the article's own, character for character."""

import json
import tomllib
import unicodedata
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from curation.models import Curated
from events.models import Event, Reference, Talk, TalkLink
from quotes.models import Quote, QuoteLink, Source, Tweet
from smartcity.seeding import load
from speakers.models import Organization, Speaker
from themes.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

MORENO = "ce-que-devient-la-ville-vivante"
DALLOZ = "la-ville-dans-le-role-de-l-entreprise"
LUCIANI_BOYER = "l-elu-local-dans-la-mutation-numerique"
JARCHE = "la-transformation-du-travail-et-la-ville"
ROUND_TABLE = "le-numerique-le-lien-local-et-l-elu"
SANTINI = "issy-les-moulineaux-une-image-de-ville-connectee"

# Words in guillemets that somebody said: (talk, who, words).
VERBATIM = [
    (None, "un jeune, à l’Office du tourisme", "Le numérique à @Issylesmoul ? allez voir Le @lecubetwit !!"),
    (MORENO, "Carlos Moreno", "polycentrique, polymorphique, maillée"),
    (MORENO, "Carlos Moreno", "le maire d’une grande ville aujourd’hui est parfois plus puissant qu’un ministre"),
    (MORENO, "Carlos Moreno", "comme tout organisme complexe, il suffit parfois de peu de chose pour dérégler"),
    (MORENO, "Carlos Moreno", "cultiver leur identité socio-territoriale"),
    (
        MORENO,
        "Carlos Moreno",
        "Comment créer des services #numériques qui répondent au #liensocial? Au besoin primordial de l’humain?",
    ),
    (DALLOZ, "Xavier Dalloz", "la ville va jouer au 21e siècle le rôle de l’entreprise au 20e"),
    (
        LUCIANI_BOYER,
        "Pascale Luciani-Boyer",
        "on ne vit pas une révolution, pas une transformation, mais une mutation",
    ),
    (LUCIANI_BOYER, "Pascale Luciani-Boyer", "un pour tous, tous pour un"),
    (LUCIANI_BOYER, "Pascale Luciani-Boyer", "tous pour tous"),
    (JARCHE, "Harold Jarche", "le digital libère des énergies nouvelles"),
]

# Words under which what was reported is found.
REPORTED = [
    "majordome",
    "monétisation données",
    "CNIL",
    "mutation",
    "base insatisfaites",
    "complexe créatif",
    "blog",
    "fibre Cisco",
    "Montréal Barcelone",
    "Alberta",
    "avocats New York",
    "618 000",
    "Asie du Sud-Est",
    "écosystème vivant",
    "capteurs citoyens",
    "long terme",
    "moteur flamme",
    "smart citizens informelle",
]

# (talk, handle, day, words, mentioned)
TWEETS = [
    (
        None,
        "LabdesUsages",
        date(2015, 7, 9),
        "1/ Après @FA_SmartCity, les traces du numérique dans la ville… A 200m de l’HdV @Issylesmoul, l’abribus "
        "interactif ! pic.twitter.com/eTdZyQ6uXk",
        {"Ville d’Issy-les-Moulineaux"},
    ),
    (
        None,
        "LabdesUsages",
        date(2015, 7, 9),
        "2/ Après @FA_SmartCity les traces du numérique ds la ville @Issylesmoul le livre en QR code #ouvrirloeil "
        "#motsdernité pic.twitter.com/93JTDmZeSq",
        {"Ville d’Issy-les-Moulineaux"},
    ),
    (
        None,
        "LabdesUsages",
        date(2015, 7, 9),
        "3/ Après #fasmartcity, discuter avec 1 jeune à l’Office du Tourisme : « Le numérique à @Issylesmoul ? allez "
        "voir Le @lecubetwit !! »",
        {"Ville d’Issy-les-Moulineaux", "Le Cube"},
    ),
    (
        MORENO,
        "kawaa_co",
        date(2015, 7, 8),
        "#fasmartcity @carlosmorenoFR « Comment créer des services #numériques qui répondent au #liensocial? Au besoin "
        "primordial de l’humain? »",
        {"Carlos Moreno"},
    ),
    (
        LUCIANI_BOYER,
        "LabdesUsages",
        date(2015, 7, 8),
        "@paslucianiboyer, biologiste de formation : « on ne vit pas une révolution, pas une transformation, mais une "
        "mutation » #fasmartcity",
        {"Pascale Luciani-Boyer"},
    ),
]


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup, django_db_blocker):
    """The seed, loaded once, gone with the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(settings.BASE_DIR / "seed")
        yield
        transaction.set_rollback(True)


def place(row):
    return row.talk and row.talk.slug


def test_everything_is_published():
    for model in apps.get_models():
        if issubclass(model, Curated):
            assert model.objects.public().count() == model.objects.count() > 0
    assert Theme.objects.count() == 18


def test_the_workshop_has_its_day_its_place_its_series_and_its_people():
    event = Event.objects.get(slug="atelier-smart-city-2015")
    assert (event.starts_on, event.ends_on, event.city) == (date(2015, 7, 8), None, "Issy-les-Moulineaux")
    assert event.venue == "Hôtel de Ville, salle multimédia"
    assert (event.hashtag, event.handle, str(event.organizer)) == ("fasmartcity", "FA_SmartCity", "Forum Atena")
    assert {str(larger) for larger in event.part_of.all()} == {"Ateliers du Forum Atena", "Cloud Week"}
    roles = {(str(row), row.role, str(row.organization or "")) for row in event.roles}
    assert roles == {("Christian Renard", "coordinator", "Aximark"), ("Alain Weiller", "host", "")}


def test_the_earlier_workshops_are_themes_of_a_series_without_a_date():
    series = Event.objects.get(slug="ateliers-du-forum-atena")
    assert series.starts_on is None
    assert {theme.name for theme in series.themes.all()} >= {"médias numériques", "cybersécurité", "e-gouvernement"}


def test_six_talks_in_order_with_who_spoke():
    talks = Talk.objects.in_order()
    people = [(talk.slug, talk.kind, [str(row) for row in talk.appearances.order_by("position")]) for talk in talks]
    assert people == [
        (MORENO, "keynote", ["Carlos Moreno"]),
        (DALLOZ, "keynote", ["Xavier Dalloz"]),
        (LUCIANI_BOYER, "keynote", ["Pascale Luciani-Boyer"]),
        (JARCHE, "keynote", ["Harold Jarche"]),
        (
            ROUND_TABLE,
            "round_table",
            [
                "Welp",
                "Kawaa",
                "Hamak by PagesJaunes",
                "une spécialiste de l’innovation",
                "une élue",
                "un représentant de la Société du Grand Paris",
            ],
        ),
        (SANTINI, "closing", ["André Santini"]),
    ]
    mayor = Talk.objects.get(slug=SANTINI).appearances.get()
    assert (mayor.job_title, str(mayor.organization)) == ("maire", "Ville d’Issy-les-Moulineaux")


def test_the_titles_are_ours_and_the_five_keynotes_are_found_together(client):
    assert not Talk.objects.filter(title_is_ours=False).exists()
    keynotes = Talk.objects.of_kind("keynote").in_order()
    five = ["Carlos Moreno", "Xavier Dalloz", "Pascale Luciani-Boyer", "Harold Jarche", "André Santini"]
    assert [str(talk.appearances.get()) for talk in keynotes] == five
    page = client.get("/interventions/?nature=keynote").content.decode()
    assert all(name in page for name in five) and "Welp" not in page
    assert "clôture, conférence plénière" in page
    assert "Clôture, conférence plénière" in client.get("/evenements/atelier-smart-city-2015/").content.decode()


def said_by(author):
    return {quote.text for quote in Quote.objects.all() if quote.author == author}


def test_nobody_is_said_to_have_said_more_than_the_article_tells():
    [image] = said_by("André Santini")
    assert "fibre" not in image and "crucial" in image
    [argument] = said_by("le compte rendu du discours d’André Santini")
    assert "formidable argument" in argument
    [demand] = said_by("le compte rendu de la table ronde")
    assert "demande de lien social" in demand
    assert not any("siècle dernier" in words for words in said_by("Xavier Dalloz"))
    [mutation] = Quote.objects.paraphrases().containing("biologiste")
    assert mutation.text == "Biologiste de formation, elle précise que le mot de mutation conviendrait mieux."
    cause = Quote.objects.get(text__contains="Asie du Sud-Est").text
    assert "le dynamisme de l’économie et les codes culturels des villes attirent" in cause


def test_a_copyright_line_gives_nobody_the_rights_of_the_article(client):
    assert "Voirin" not in "".join(map(str, Source.objects.values_list("title", "author", "publisher")))
    assert "droits" not in Organization.objects.get(slug="voirin-consultants").description


def test_every_quotation_that_somebody_said_stands_with_its_talk_and_its_author():
    said = [(place(quote), quote.author, quote.text) for quote in Quote.objects.verbatim()]
    assert sorted(said, key=str) == sorted(VERBATIM, key=str)
    assert {quote.text for quote in Quote.objects.verbatim() if quote.tweet} == {
        words for _, _, words in VERBATIM if any(words in tweet for *_, tweet, _ in TWEETS)
    }


def test_every_quote_and_tweet_has_the_article_as_its_source():
    source = Source.objects.get()
    assert (source.publisher, source.published_in, source.url) == ("Lab des Usages", 2015, "")
    assert source.event.slug == "atelier-smart-city-2015"
    assert source.quotes.count() == Quote.objects.count() == 38
    assert source.tweets.count() == Tweet.objects.count() == 5


def test_the_tweets_are_unaltered_with_author_day_mentions_and_talk():
    told = [
        (
            place(tweet),
            tweet.handle,
            tweet.posted_on,
            tweet.text,
            {str(row) for row in [*tweet.mentioned_speakers.all(), *tweet.mentioned_organizations.all()]},
        )
        for tweet in Tweet.objects.order_by("pk")
    ]
    assert told == TWEETS
    assert {(tweet.handle, tweet.organization.handle) for tweet in Tweet.objects.all()} == {
        ("LabdesUsages", "LabdesUsages"),
        ("kawaa_co", "kawaa_co"),
    }


def test_what_was_reported_is_found_as_a_paraphrase_without_guillemets():
    for words in REPORTED:
        assert Quote.objects.paraphrases().containing(words), words
    assert not any(mark in quote.text for quote in Quote.objects.paraphrases() for mark in '«»“”"')


def test_references_say_what_each_talk_leans_on():
    told = {(row.talk.slug, row.kind, row.label) for row in Reference.objects.select_related("talk")}
    assert told == {
        (MORENO, "figure", "Plus de la moitié de la population vit dans les villes"),
        (MORENO, "place", "Asie du Sud-Est"),
        (DALLOZ, "case", "Premières conférences en France sur le web, en 1994"),
        (DALLOZ, "case", "Premières conférences en France sur le big data, en 2010"),
        (DALLOZ, "place", "Montréal"),
        (DALLOZ, "place", "Barcelone"),
        (DALLOZ, "organization", "CNIL"),
        (LUCIANI_BOYER, "figure", "618 000 élus en France"),
        (LUCIANI_BOYER, "work", "L’élu face au numérique"),
        (LUCIANI_BOYER, "place", "Jun, en Espagne"),
        (JARCHE, "case", "Les chauffeurs de l’extraction pétrolifère en Alberta"),
        (JARCHE, "figure", "10 000 avocats du barreau de New York"),
        (JARCHE, "person", "Howard Becker"),
        (JARCHE, "person", "Daniel Gaxie"),
        (SANTINI, "case", "Première ville française entièrement raccordée à la fibre optique"),
        (SANTINI, "organization", "Cisco"),
    }
    assert Reference.objects.get(kind="figure", talk__slug=MORENO).cited_from == "ONU"


def test_links_say_which_talk_echoes_and_which_words_contradict_which():
    assert {(link.source.slug, link.kind, link.target.slug) for link in TalkLink.objects.all()} == {
        (LUCIANI_BOYER, "echoes", MORENO),
        (ROUND_TABLE, "extends", LUCIANI_BOYER),
    }
    objection = QuoteLink.objects.get(kind="contradicts")
    assert (objection.source.author, objection.target.author) == ("une spectatrice", "Xavier Dalloz")
    assert "CNIL" in objection.source.text and "monétisation" in objection.target.text


def test_every_talk_quote_tweet_and_reference_has_a_theme():
    for model in (Talk, Quote, Tweet, Reference):
        assert not model.objects.without_theme().exists()


def test_every_theme_is_defined_in_both_languages_and_leads_somewhere():
    for theme in Theme.objects.all():
        assert theme.description.endswith(".") and theme.label_en and theme.synonym_list
        assert any(model.objects.on_theme(theme).exists() for model in (Event, Talk, Quote))


def test_people_and_organisations_answer_to_their_handles_and_printed_names():
    assert Speaker.objects.count() == 7
    assert Speaker.objects.get(handle="carlosmorenoFR").name == "Carlos Moreno"
    assert Speaker.objects.get(handle="paslucianiboyer").name == "Pascale Luciani-Boyer"
    assert set(Organization.objects.exclude(handle=None).values_list("handle", flat=True)) == {
        "LabdesUsages",
        "Issylesmoul",
        "lecubetwit",
        "kawaa_co",
    }
    for printed in ("C. Moreno", "M. Dalloz", "Mme Luciani-Boyer", "H. Jarche", "M. Santini"):
        assert Speaker.objects.get(aliases__name=printed)


def test_what_the_article_does_not_say_is_empty():
    for speaker in Speaker.objects.all():
        assert not (speaker.picture or speaker.website or speaker.wikidata or speaker.orcid)
    assert not Talk.objects.exclude(starts_at=None, recordings=None, documents=None).exists()
    assert not Tweet.objects.exclude(url=None).exists()


def test_the_files_are_nfc_with_french_apostrophes():
    for path in (settings.BASE_DIR / "seed").rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text)
        assert "'" not in json.dumps(tomllib.loads(text), default=str)
