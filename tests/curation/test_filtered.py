"""The filters of public lists: what they find, what they offer, and that all forms of a list have the same ones."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from curation.filtered import LOOKED_AT, Filtered
from events.models import Appearance, Event, Talk
from quotes.models import Quote, Tweet
from speakers.models import Speaker
from tests import builders as make
from tests.fuzz import FILTERS
from tests.hostile import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two events of two years, each with a talk, words in it and a post; {name: row}."""
    rows = {"theme": make.theme(name="énergie"), "house": make.organization(name="Maison")}
    rows |= {"person": make.speaker(name="Léa Roy"), "other": make.speaker(name="Ali Ben")}
    for year, person, language in ((2014, rows["other"], "fr"), (2015, rows["person"], "en")):
        is_last = year == 2015
        themes = [rows["theme"]] if is_last else []
        event = make.event(
            title=f"Rencontre {year}", starts_on=date(year, 5, 1), kind="festival" if is_last else "conference",
            themes=themes, organizer=rows["house"] if is_last else None,
            city="L’Haÿ-les-Roses" if is_last else "Paris",
        )  # fmt: skip
        talk = make.talk(
            title=f"Exposé {year}", event=event, themes=themes, language=language, kind="keynote" if is_last else "talk"
        )
        Appearance.objects.create(
            event=event, talk=talk, speaker=person, organization=rows["house"] if is_last else None
        )
        if is_last:
            talk.recordings.create(url="https://exemple.fr/film")
        make.quote(text=f"dit en {year}", talk=talk, speaker=person, themes=themes, language=language)
        make.tweet(
            text=f"vu en {year}", talk=talk, speaker=person, themes=themes, language=language,
            posted_on=date(year, 5, 1), organization=rows["house"] if is_last else None,
        )  # fmt: skip
    return rows


def of(model, address):
    return Filtered(model.objects.public().order_by("place"), QueryDict(address))


LAST = (
    "annee=2015",
    "personne=lea-roy",
    "theme=energie",
    "organisation=maison",
    "lieu=l-hay-les-roses",
    "langue=en",
    "video=1",
)
NATURES = {Event: "nature=festival", Talk: "nature=keynote", Quote: "nature=verbatim", Tweet: ""}


@pytest.mark.parametrize("model", [Event, Talk, Quote, Tweet])
def test_each_filter_of_each_list_finds_what_has_it(world, model):
    first, last = model.objects.order_by("pk")
    known = {one.name for one in model.filtered_by}
    for address in (*LAST, NATURES[model]):
        name = address.partition("=")[0]
        expected = [last] if name in known else [last, first]
        expected = [last, first] if address == "nature=verbatim" else expected
        assert list(of(model, address).rows) == expected, address
    assert list(of(model, "annee=2015&personne=ali-ben").rows) == []


def test_a_round_table_is_not_of_the_organisation_of_another_speaker(world):
    talk = Talk.objects.get(title="Exposé 2015")
    Appearance.objects.create(event=talk.event, talk=talk, speaker=world["other"])
    make.quote(text="autre voix", talk=talk, speaker=world["other"])
    assert [quote.text for quote in of(Quote, "organisation=maison").rows] == ["dit en 2015"]


def test_what_names_nothing_filters_nothing_and_a_former_name_what_it_named(world):
    for address in ("annee=²015", "annee=15", "nature=rien", "personne=rien", "langue=x y", "video=2", "theme="):
        assert of(Quote, address).chosen == {}
    world["theme"].slug = "energies"
    world["theme"].save()
    assert of(Quote, "theme=energie").chosen == {"theme": world["theme"]}


def test_a_draft_is_not_offered_and_filters_nothing(world):
    for row in (world["theme"], world["house"]):
        row.status = "draft"
        row.save()
    for model in (Event, Talk, Quote, Tweet):
        found = of(model, "theme=energie&organisation=maison")
        assert found.chosen == {}
        assert "Maison" not in str(found.offer()) and "énergie" not in str(found.offer())


def test_a_choice_says_how_many_there_are_with_the_other_filters(world):
    make.quote(text="encore", talk=Talk.objects.get(title="Exposé 2015"), speaker=world["person"])
    offer = of(Quote, "annee=2015&personne=ali-ben").offer()
    people = next(field for field in offer.fields if field.name == "personne")
    assert [(choice.written, choice.count) for choice in people.choices] == [("ali-ben", None), ("lea-roy", 2)]
    assert people.written == "ali-ben"


def test_choices_of_one_number_stand_by_their_address(world):
    talk = Talk.objects.get(title="Exposé 2015")
    for name in ("Zoé Roux", "Bo Lind", "Léa Roy"):
        make.quote(talk=talk, speaker=Speaker.objects.filter(name=name).first() or make.speaker(name=name))
    people = [(choice.written, choice.count) for choice in of(Quote, "").choices("personne")]
    assert people == [("lea-roy", 2), ("ali-ben", 1), ("bo-lind", 1), ("zoe-roux", 1)]


def test_where_not_all_rows_were_looked_at_no_number_is_shown(world):
    event = Event.objects.first()
    make.tweet(event=event)
    Tweet.objects.bulk_create([
        Tweet(
            text="encore", author_name="Lab", handle="lab", event=event, status="published",
            posted_on=date(2016, 1, 1), language="fr" if number % 2 else "de",
        )
        for number in range(2 * LOOKED_AT)
    ])  # fmt: skip
    speakers = [field for field in of(Tweet, "langue=fr").offer().fields if field.name == "personne"]
    assert speakers == []  # nobody among the latest
    languages = next(field for field in of(Tweet, "").offer().fields if field.name == "langue").choices
    assert {choice.count for choice in languages} == {None}


def test_two_of_one_name_are_told_apart(world):
    talk = Talk.objects.get(title="Exposé 2015")
    make.quote(talk=talk, speaker=make.speaker(name="Léa Roy", slug="lea-roy-2"))
    people = next(field for field in of(Quote, "").offer().fields if field.name == "personne")
    assert {choice.label for choice in people.choices} == {"Ali Ben", "Léa Roy (lea-roy)", "Léa Roy (lea-roy-2)"}


def test_a_theme_shows_the_references_of_the_talks_that_the_other_lists_of_its_page_show(client, world):
    for talk in Talk.objects.all():
        make.reference(talk=talk, label=f"Cité dans {talk.title}", themes=[world["theme"]])
    queries = [address for address in LAST if not address.startswith("theme")]
    found = [[row.talk.title for row in client.get(f"/themes/energie/?{one}").context["references"]] for one in queries]
    assert dict(zip(queries, found, strict=True)) == dict.fromkeys(queries, ["Exposé 2015"])


LISTS = ("/evenements/", "/interventions/", "/citations/", "/tweets/", "/themes/energie/", "/intervenants/lea-roy/")


@pytest.mark.parametrize("address", (*LISTS, "/organisations/maison/", "/intervenants/"))
def test_a_list_takes_any_value_of_any_filter(client, world, address):
    names = FILTERS | {"avec", "lettre", "page"}
    values = [value for value in VALUES.values() if value] + [b"\xed\xa0\x80", "9" * 18]
    assert {client.get(address, dict.fromkeys(names, value)).status_code for value in values} == {200}


@pytest.mark.parametrize("address", LISTS)
def test_a_filtered_list_can_be_taken_back_and_is_no_page_for_robots(client, world, address):
    page = client.get(f"{address}?langue=en&annee=2015").content.decode()
    page = page if 'class="chips"' in page else client.get(f"{address}?annee=2015").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert '<option value="2015" selected>' in page
    chips = re.search('<ul class="chips".*?</ul>', page, re.DOTALL)[0]
    assert all('rel="nofollow"' in link for link in re.findall("<a [^>]*><span", chips))
    whole = client.get(address).content.decode()
    assert "noindex" not in whole and "chips" not in whole.partition("<main")[2]


def test_what_was_left_empty_in_the_form_does_not_stay_in_the_address(client, world):
    answer = client.get("/citations/?annee=2015&nature=&personne=")
    assert (answer.status_code, answer.url) == (302, "/citations/?annee=2015")
    assert client.get("/citations/?annee=").url == "/citations/"


def test_quotes_are_word_for_word_unless_another_nature_is_chosen(client, world):
    make.quote(text="une idée", kind="paraphrase")
    page = client.get("/citations/?nature=verbatim").content.decode()
    assert "dit en 2015" in page and "une idée" not in page and "noindex" not in page
    assert re.findall(r'<select id="filter-nature".*?</select>', page)[0].count("citation</option>") == 1
    page = client.get("/citations/?nature=paraphrase").content.decode()
    assert "une idée" in page and "dit en 2015" not in page.partition("<main")[2]


@pytest.mark.parametrize("query", ["", "?annee=2015", "?annee=1999"])
@pytest.mark.parametrize(
    ("page", "words"),
    [("evenements", "Rencontre 20.."), ("interventions", "Exposé 20.."), ("citations", "dit en 20..|une idée"),
     ("tweets", "vu en 20..")],
)  # fmt: skip
def test_files_and_feeds_have_the_rows_of_their_page(client, world, page, words, query):
    make.quote(text="une idée", kind="paraphrase", talk=Talk.objects.get(title="Exposé 2015"))
    answers = [b"".join(client.get(f"/{page}{form}{query}")).decode() for form in ("/", ".csv", ".atom")]
    shown, *others = ({*re.findall(words, answer)} for answer in answers)
    assert others == [shown, shown] and shown


def test_files_and_feeds_have_the_filters_of_their_page(client, world):
    before = Talk.objects.get(title="Exposé 2014")
    make.quote(text="de plus", talk=before, speaker=world["person"], themes=[world["theme"]])
    for page in ("citations", "themes/energie", "intervenants/lea-roy"):
        for suffix in ("csv", "atom"):
            told = b"".join(client.get(f"/{page}.{suffix}?annee=2015")).decode()
            assert "dit en 2015" in told and "de plus" not in told, (page, suffix)
        shown = client.get(f"/{page}/?annee=2015").content.decode()
        assert f'href="/{page}.csv?annee=2015"' in shown and f'href="/{page}.atom?annee=2015"' in shown
    for page, word in (("evenements", "Rencontre"), ("interventions", "Exposé"), ("tweets", "vu en")):
        told = b"".join(client.get(f"/{page}.csv?annee=2014")).decode()
        assert f"{word} 2014" in told and f"{word} 2015" not in told
    feeds = [client.get(f"/citations.atom{query}").content.decode() for query in ("", "?annee=2015")]
    assert len({re.search("<id>(.*?)</id>", feed)[1] for feed in feeds}) == 2
