import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from events.browsing import constellation
from events.models import Appearance, TalkLink
from quotes.models import Quote, QuoteLink
from tests import builders as make

pytestmark = pytest.mark.django_db


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def in_order(page, *words):
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_events_to_come_are_first_then_past_ones_by_year_then_series(client):
    today = timezone.localdate()
    make.event(title="Demain", starts_on=today + timedelta(days=1))
    make.event(title="Depuis hier", starts_on=today - timedelta(days=1), ends_on=today)
    make.event(title="Ancien", starts_on=date(2014, 3, 1))
    make.event(title="Moins ancien", starts_on=date(2015, 7, 8))
    make.event(title="Cycle", starts_on=None)
    page = html(client, "/evenements/").partition("<main")[2]
    assert in_order(
        page, "Depuis hier", "Demain", ">2015</a></h2>", "Moins ancien", ">2014</a></h2>", "Ancien", "Cycle"
    )


def test_an_event_to_come_can_be_joined_and_noted_a_past_one_cannot(client):
    join = {"registration_url": "https://exemple.fr/inscription"}
    coming = make.event(starts_on=timezone.localdate(), **join)
    past = make.event(starts_on=timezone.localdate() - timedelta(days=1), **join)
    page = html(client, coming.get_absolute_url())
    assert "https://exemple.fr/inscription" in page
    assert f'href="/evenements/{coming.slug}.ics"' in page
    page = html(client, past.get_absolute_url())
    assert "https://exemple.fr/inscription" not in page
    assert ".ics" not in page.partition("<main")[2]


def test_an_event_tells_when_and_where(client):
    event = make.event(
        starts_on=date(2015, 7, 1),
        ends_on=date(2015, 7, 3),
        start_time=time(14, 30),
        venue="Hôtel de Ville",
        city="Issy",
    )
    page = html(client, event.get_absolute_url())
    assert '<time datetime="2015-07-01">' in page
    assert '<time datetime="2015-07-03">' in page
    assert '<time datetime="14:30">14\u00a0h\u00a030</time>' in page
    assert 'Hôtel de Ville<br><a href="/lieux/issy/">Issy</a>' in page


def test_an_event_has_its_programme_people_words_and_sources(client):
    person = make.speaker(name="Camille Martin")
    event = make.event(organizer=make.organization(name="Le Forum"))
    whole = make.event(title="La semaine", starts_on=None)
    event.part_of.add(whole)
    Appearance.objects.create(event=event, speaker=make.speaker(name="Dominique Petit"), role="host", job_title="élue")
    second, first = (
        make.talk(title=title, event=event, position=place) for title, place in (("Second", 2), ("Premier", 1))
    )
    Appearance.objects.create(event=event, talk=first, speaker=person)
    Appearance.objects.create(event=event, talk=second, described_as="une élue")
    make.quote(text="la ville vit", talk=first, speaker=person)
    make.tweet(text="un tweet", talk=second)
    make.source(title="Le récit", event=event)
    page = html(client, event.get_absolute_url())
    assert in_order(page, "Premier", "Second")
    for words in ("Camille Martin", "Dominique Petit", "Maître de cérémonie", "une élue", "Le Forum", "La semaine"):
        assert words in page
    for words in ("la ville vit", "un tweet", "Le récit"):
        assert words in page
    assert event.title in html(client, whole.get_absolute_url())


def test_who_spoke_to_which_theme_is_a_table_that_reads_without_the_picture(client):
    theme, people = make.theme(name="gouvernance"), [make.speaker(), make.speaker()]
    talk = make.talk(themes=[theme], speakers=people)
    make.quote(talk=talk, speaker=people[1], themes=[theme])
    page = html(client, talk.event.get_absolute_url())
    table = re.search('<table class="dots">.*?</table>', page, re.DOTALL)[0]
    assert '<th scope="row"><a href="/themes/gouvernance/">gouvernance</a></th>' in table
    assert re.findall('<th scope="col"><a href="(.*?)">', table) == [one.get_absolute_url() for one in people[::-1]]
    assert re.findall('hidden">(.*?)</span>', table) == ["1 propos", "oui"]


def test_of_many_themes_and_voices_the_table_has_twelve_and_the_other_themes_are_named_below(client):
    themes, event = [make.theme(name=f"thème {number:02}") for number in range(15)], make.event()
    for theme in themes:
        person = make.speaker()
        make.quote(talk=make.talk(event=event, speakers=[person]), speaker=person, themes=[theme])
    page = html(client, event.get_absolute_url())
    assert (page.count('<th scope="row">'), page.count('<th scope="col">')) == (12, 12)
    assert "Les 3 autres thèmes" in page and page.count("<span>thème 14</span>") == 1


def test_the_programme_has_the_two_best_words_of_each_talk_and_folds_the_others(client):
    event, person = make.event(), make.speaker()
    talk = make.talk(event=event, speakers=[person])
    words = ["un long discours " * 12, "rapporté", "court", "bref", "enfin"]
    for place, text in enumerate(words):
        make.quote(
            text=text,
            talk=talk,
            speaker=person,
            position=place,
            kind="paraphrase" if text == "rapporté" else "verbatim",
        )
    loose = make.quote(text="dit au buffet", event=event)
    page = html(client, event.get_absolute_url())
    assert in_order(page, "court", "bref", "Ses 5 propos", "un long discours", "rapporté", "enfin", "</details>")
    assert in_order(page, "</details>", 'id="paroles"', loose.text)


def test_an_event_leads_to_those_before_and_after_it(client):
    events = [make.event(title=f"Atelier de {year}", starts_on=date(year, 7, 8)) for year in (2013, 2014, 2015, 2016)]
    page = html(client, events[1].get_absolute_url())
    assert [event.title in page for event in events] == [True, True, True, False]
    assert "Avant et après" not in html(client, make.event(starts_on=None).get_absolute_url())


def test_a_theme_and_the_talks_are_read_by_year_from_bars_that_say_how_many(client):
    theme, person = make.theme(name="gouvernance"), make.speaker()
    for year in (2013, 2014, 2016):
        talk = make.talk(
            title=f"Exposé de {year}", event=make.event(starts_on=date(year, 7, 8)), themes=[theme], speakers=[person]
        )
        make.quote(text=f"dit en {year}", talk=talk, speaker=person, themes=[theme])
    for address in (theme.get_absolute_url(), person.get_absolute_url()):
        page = html(client, address)
        assert re.findall(r"<title>(\d.*?)\s*</title>", page) == [
            f"{year}, 1 intervention, 1 propos" for year in (2013, 2014, 2016)
        ]
        assert '<a href="?annee=2014#paroles">' in page
        page = html(client, f"{address}?annee=2014")
        assert "dit en 2014" in page and "dit en 2013" not in page
        assert '<a href="?#paroles" class="on" aria-current="true">' in page
    page = html(client, "/interventions/?annee=2014")
    assert "Exposé de 2014" in page and "Exposé de 2013" not in page


@pytest.mark.parametrize("year", ["1999", "20140", "²014", "x"])
def test_a_year_of_which_there_is_nothing_filters_nothing(client, year):
    theme = make.theme(name="gouvernance")
    make.quote(text="dit un jour", themes=[theme])
    assert "dit un jour" in html(client, f"{theme.get_absolute_url()}?annee={year}")


def test_talks_to_come_stand_apart_the_nearest_first(client):
    today = timezone.localdate()
    for title, days in (("Hier", -1), ("Dans un mois", 30), ("Ce soir", 0), ("Bientôt", 3)):
        make.talk(title=title, event=make.event(starts_on=today + timedelta(days=days)))
    make.talk(title="Un jour", event=make.event(starts_on=None))
    page = re.search("<main.*", html(client, "/interventions/"), re.DOTALL)[0]
    assert in_order(page, "À venir", "Ce soir", "Bientôt", "Dans un mois", "Passées", "Hier", "Un jour")
    assert page.count(">Ce soir<") == 1


def test_a_talk_has_its_people_words_references_and_neighbours(client):
    event = make.event()
    before, talk, after = (make.talk(event=event, position=place, abstract=f"Résumé {place}.") for place in range(3))
    person = make.speaker(name="Camille Martin")
    Appearance.objects.create(
        event=event, talk=talk, speaker=person, job_title="chercheuse", organization=make.organization(name="Le Labo")
    )
    make.quote(text="la ville vit", talk=talk, speaker=person, source=make.source(title="Le récit"))
    make.quote(text="la ville serait en mue", kind=Quote.Kind.PARAPHRASE, talk=talk, speaker=person)
    make.tweet(text="un tweet", talk=talk)
    make.reference(talk=talk, label="618 000 élus", note="en France", cited_from="l'INSEE")
    TalkLink.objects.create(source=talk, target=before, kind="echoes", note="La ville vivante.")
    page = html(client, talk.get_absolute_url())
    for words in ("Résumé 1.", "Camille Martin", "chercheuse", "Le Labo", "la ville vit", "Le récit", "un tweet"):
        assert words in page
    assert "618\u202f000 élus" in page
    assert "l’INSEE" in page
    assert in_order(page, "Mot pour mot", "Propos rapportés", "la ville serait en mue")
    assert in_order(page, "Fait écho à", before.title, "La ville vivante.")
    assert f'rel="prev" href="{before.get_absolute_url()}"' in page
    assert f'rel="next" href="{after.get_absolute_url()}"' in page
    assert in_order(html(client, before.get_absolute_url()), "En écho", talk.title, "fait écho à")


def test_a_talk_in_another_language_says_so_to_who_reads_aloud(client):
    talk = make.talk(title="The living city", language="en")
    assert '<h1 lang="en">The living city</h1>' in html(client, talk.get_absolute_url())
    assert f'<a href="{talk.get_absolute_url()}" lang="en">The living city</a>' in html(client, "/interventions/")


def test_themes_are_weighed_and_joined_where_talks_share_them(client):
    above = make.theme(name="numérique")
    theme, near = make.theme(name="gouvernance", parent=above), make.theme(name="données")
    talk = make.talk(themes=[theme, near])
    make.quote(talk=talk, themes=[theme])
    page = html(client, "/themes/")
    assert "1 intervention, 1 propos, dans <a" in page
    assert page.count("<line ") == 1


def test_a_theme_has_its_definition_synonyms_and_all_that_bears_it_in_time_order(client):
    theme = make.theme(name="gouvernance", description="Qui décide.", synonyms="gouvernement\npilotage")
    for year in (2014, 2015):
        talk = make.talk(title=f"Exposé de {year}", event=make.event(starts_on=date(year, 7, 8)), themes=[theme])
        make.quote(text=f"dit en {year}", talk=talk, themes=[theme])
    make.tweet(text="un tweet", talk=talk, themes=[theme])
    make.reference(talk=talk, label="un chiffre", themes=[theme])
    make.event(title="Un atelier", themes=[theme])
    page = html(client, theme.get_absolute_url())
    assert in_order(page, "Qui décide.", "gouvernement, pilotage")
    assert in_order(page, "Exposé de 2015", "Exposé de 2014", "dit en 2015", "dit en 2014")
    for words in ("un tweet", "un chiffre", "Un atelier"):
        assert words in page


def test_the_name_of_a_theme_stands_beside_its_disc_however_large_that_is():
    theme = make.theme()
    for theme.talk_count in (0, 1, 400, 40_000):
        [node] = constellation([theme])["nodes"]
        assert -node["label_y"] > -node["y"] + node["r"]  # it is the first, at the top
        assert -node["label_y"] < 245  # of the 250 that the picture has there


def test_two_themes_are_crossed(client):
    theme, other = make.theme(name="gouvernance"), make.theme(name="participation")
    make.talk(title="Les deux à la fois", themes=[theme, other])
    make.talk(title="Un seul", themes=[theme])
    make.quote(text="dit des deux", themes=[theme, other])
    make.quote(text="dit d’un seul", themes=[theme])
    page = html(client, "/themes/gouvernance/")
    assert '<a href="/themes/gouvernance/?avec=participation">' in page
    assert '1<span class="visually-hidden"> intervention en commun' in page
    page = html(client, "/themes/gouvernance/?avec=participation")
    assert "<h1>Gouvernance + participation</h1>" in page
    assert "Les deux à la fois" in page and "dit des deux" in page
    assert "Un seul" not in page and "dit d’un seul" not in page
    assert '<link rel="canonical" href="http://testserver/themes/gouvernance/">' in page


@pytest.mark.parametrize("other", ["rien", "gouvernance"])
def test_a_theme_is_crossed_with_nothing_that_is_not_another_theme(client, other):
    make.talk(title="Un seul", themes=[make.theme(name="gouvernance")])
    page = html(client, f"/themes/gouvernance/?avec={other}")
    assert "<h1>Gouvernance</h1>" in page
    assert "Un seul" in page


def test_long_lists_of_a_theme_page_and_stay_crossed(client):
    themes = [make.theme(name="gouvernance"), make.theme(name="participation")]
    event = make.event()
    for place in range(13):
        make.quote(text=f"propos {place:02}.", event=event, position=place, themes=themes)
    page = html(client, "/themes/gouvernance/?avec=participation")
    assert "propos 11." in page and "propos 12." not in page
    assert '<a rel="next" href="?avec=participation&amp;page=2#paroles">' in page
    page = html(client, "/themes/gouvernance/?avec=participation&page=2")
    assert "propos 12." in page and "propos 11." not in page


def test_each_list_of_a_theme_turns_by_itself(client):
    theme = make.theme(name="gouvernance")
    for place in range(7):
        make.talk(title=f"Exposé numéro {place}", themes=[theme])
        make.quote(text=f"parole numéro {place}", themes=[theme])
    page = client.get(theme.get_absolute_url(), {"interventions": 2}).content.decode()
    assert [page.count(">Exposé numéro"), page.count("parole numéro")] == [1, 7]
    assert 'href="?interventions=1#interventions"' in page


@pytest.mark.parametrize("number", ["0", "-1", "999", "x"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(client, number):
    make.talk(title="Exposé")
    assert "Exposé" in html(client, f"/interventions/?page={number}")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/evenements/", "Aucun évènement n’est encore publié."),
        ("/interventions/", "Aucune intervention n’est encore publiée."),
        ("/themes/", "Aucun thème n’est encore publié."),
    ],
)
def test_an_empty_list_says_that_it_is(client, address, sentence):
    assert sentence in html(client, address)


def test_a_bare_event_talk_and_theme_have_pages_too(client):
    talk = make.talk(event=make.event(starts_on=None))
    assert talk.title in html(client, talk.event.get_absolute_url())
    assert talk.title in html(client, talk.get_absolute_url())
    assert "Rien n’est encore publié sur ce thème." in html(client, make.theme().get_absolute_url())


@pytest.mark.parametrize("kind", ["event", "talk", "theme"])
def test_former_addresses_lead_on_with_their_query_in_their_language(client, kind):
    row = getattr(make, kind)(slug="ancien")
    row.slug = "nouveau"
    row.save()
    now = row.get_absolute_url()
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}{now.replace('nouveau', 'ancien')}?page=2")
        assert (answer.status_code, answer.url) == (301, f"{prefix}{now}?page=2")


def test_talks_of_one_kind_are_listed_together_closing_words_among_the_keynotes(client):
    make.talk(title="Mots d’adieu", kind="closing", is_also_keynote=True)
    make.talk(title="Grande leçon", kind="keynote")
    make.talk(title="Au revoir", kind="closing")
    page = html(client, "/interventions/?nature=keynote")
    assert "Mots d’adieu" in page and "Grande leçon" in page and "Au revoir" not in page
    assert '<option value="keynote" selected>conférence plénière</option>' in page
    page = html(client, "/interventions/?nature=closing")
    assert "Mots d’adieu" in page and "Grande leçon" not in page and "Au revoir" in page
    assert "Rien ne répond à tous ces filtres à la fois." in html(client, "/interventions/?nature=opening")
    assert "Au revoir" in html(client, "/interventions/?nature=rien")


@pytest.mark.any_engine
def test_texts_in_english_are_on_english_pages_and_the_first_ones_everywhere_else(client):
    event = make.event(slug="atelier", summary="Deux jours de rues.", summary_en="Two days of streets.")
    plain = make.event(slug="autre", summary="Rien que du français.")
    talk = make.talk(
        event=event, slug="compter", abstract="On compte.", abstract_en="We count.", abstract_is_ours=False
    )
    told = {
        "/evenements/atelier/": '<p class="prose" lang="fr">Deux jours de rues.</p>',
        "/en/evenements/atelier/": '<p class="prose" lang="en">Two days of streets.</p>',
        "/en/evenements/autre/": '<p class="prose" lang="fr">Rien que du français.</p>',
        "/interventions/compter/": "On compte.",
        "/en/interventions/compter/": "We count.",
        "/evenements/atelier.json": "Deux jours de rues.",
        "/en/evenements/atelier.json": "Two days of streets.",
        f"/api/v1/events/{event.pk}": '"summary_en": "Two days of streets."',
        f"/api/v1/talks/{talk.pk}": '"abstract_en": "We count."',
        "/en/recherche/?q=streets": "Two days of",
        "/en/recherche/?q=compte": "We count.",
    }
    found = {address: html(client, address) for address in told}
    assert [address for address, words in told.items() if words not in found[address]] == []
    assert plain.presentation_language == "fr"


def test_a_theme_is_defined_in_english_where_somebody_wrote_it(client):
    told = make.theme(slug="gouvernance", description="Qui décide.", description_en="Who decides.")
    untold = make.theme(slug="energie", description="Ce qui chauffe.")
    for prefix, theme, lang, words in (
        ("", told, "fr", "Qui décide."),
        ("/en", told, "en", "Who decides."),
        ("/en", untold, "fr", "Ce qui chauffe."),
    ):
        page = html(client, f"{prefix}/themes/{theme.slug}/")
        assert f'<p class="lede" lang="{lang}">{words}</p>' in page
        assert f'<meta name="description" content="{words}">' in page


def said_in(year, theme, text, **fields):
    talk = make.talk(event=make.event(starts_on=date(year, 5, 1)), themes=[theme])
    return make.quote(text=text, talk=talk, themes=[theme], **fields)


def test_a_theme_is_heard_through_the_years_in_its_shortest_words_word_for_word(client):
    theme = make.theme(name="gouvernance")
    for year in (2012, 2014, 2019):
        said_in(year, theme, f"un propos bien plus long de {year}")
        said_in(year, theme, f"bref {year}")
        said_in(year, theme, "tu", kind="paraphrase")
    said_in(2016, theme, "rapporté", kind="paraphrase")
    page = html(client, theme.get_absolute_url())
    heard = re.search('<ol class="echo">.*?</ol>', page, re.DOTALL)[0]
    assert re.findall(r">(\d{4})</a>", heard) == ["2012", "2014", "2019"]
    assert re.findall(r"bref \d{4}", heard) == ["bref 2012", "bref 2014", "bref 2019"]
    assert "plus long" not in heard and "rapporté" not in heard
    assert 'class="echo"' not in html(client, f"{theme.get_absolute_url()}?annee=2014")


def test_of_two_years_nothing_is_heard_through_the_years(client):
    theme = make.theme(name="gouvernance")
    said_in(2012, theme, "un"), said_in(2014, theme, "deux")
    assert 'class="echo"' not in html(client, theme.get_absolute_url())


def test_who_answers_whom_on_a_theme_is_what_curators_linked(client):
    theme = make.theme(name="gouvernance")
    first, last = said_in(2012, theme, "la voiture restera"), said_in(2021, theme, "la voiture passera")
    elsewhere = make.quote(text="hors sujet")
    assert "Qui répond à qui" not in html(client, theme.get_absolute_url())
    QuoteLink.objects.create(source=last, target=first, kind="contradicts", note="neuf ans après")
    QuoteLink.objects.create(source=last, target=elsewhere, kind="echoes")
    page = html(client, theme.get_absolute_url())
    answers = re.search('<ul class="answers">.*?</ul>', page, re.DOTALL)[0]
    assert in_order(answers, "la voiture passera", "contredit", "neuf ans après", "la voiture restera")
    assert "hors sujet" not in answers


def test_a_talk_leads_to_those_that_share_its_themes_and_its_people(client):
    themes, person = [make.theme(), make.theme()], make.speaker()
    talk = make.talk(title="Celle-ci", themes=themes, speakers=[person])
    make.talk(title="Un thème", themes=themes[:1])
    make.talk(title="Tout en commun", themes=themes, speakers=[person])
    make.talk(title="Rien en commun")
    make.talk(title="Cachée", themes=themes, speakers=[person], status="draft")
    page = html(client, talk.get_absolute_url()).partition("Interventions voisines")[2].partition("</section>")[0]
    assert in_order(page, "Tout en commun", "Un thème")
    assert "Rien en commun" not in page and "Cachée" not in page and "Celle-ci" not in page


def test_the_words_of_a_talk_are_paged_but_all_there_for_a_passage(client):
    talk = make.talk()
    for place in range(14):
        make.quote(text=f"propos {place:02}.", talk=talk, position=place)
    page = html(client, talk.get_absolute_url())
    assert "propos 11." in page and "propos 12." not in page.partition("<main")[2]
    assert "propos 13." in html(client, f"{talk.get_absolute_url()}?page=2")
    assert "propos 00." in html(client, f"{talk.get_absolute_url()}?passage=propos+13")


def test_where_past_talks_and_others_follow_each_other_those_to_come_say_so(client):
    theme, person = make.theme(name="gouvernance"), make.speaker()
    for day in (date(2015, 7, 8), timezone.localdate()):
        make.talk(event=make.event(starts_on=day, city="Issy"), themes=[theme], speakers=[person])
    for address in (theme.get_absolute_url(), person.get_absolute_url(), "/lieux/issy/"):
        assert html(client, address).count(">à venir</span>") == 1, address


def test_an_english_page_says_which_names_of_themes_are_in_french(client):
    theme = make.theme(name="mobilité")
    talk = make.talk(themes=[theme, make.theme(name="eau", label_en="water")])
    path, of_theme = talk.get_absolute_url(), theme.get_absolute_url()
    page = client.get(f"/en{path}").text
    assert ' lang="fr">mobilité</a>' in page and '/">water</a>' in page
    assert '/">mobilité</a>' in client.get(path).text
    assert '<h1 lang="fr">Mobilité</h1>' in client.get(f"/en{of_theme}").text
