"""What a proposal is among the records of the base: this one, one of these, perhaps, or new."""

from datetime import date

import pytest

from curation.models import Revision
from events.models import Event
from quotes.models import Quote, Source, Tweet
from reading.document import Document
from recaps import deciding, intake
from recaps.matching import ITSELF, Matches
from recaps.reviewing import Review
from recaps.writing import NEW, Undecided
from speakers.models import Speaker
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return b.user(role="curator", name="Claire")


def judged(kind, *, event=None, published_on=None, **fields):
    """(verdict, candidates) of one proposal of that kind."""
    recap, proposal = b.recap(kind=kind, event=event, fields=fields)
    recap.published_on = published_on
    match = Matches(recap, [proposal]).of(proposal)
    return str(match.verdict), list(match.records)


def brought_in(text, curator, *, event=None, **fields):
    return intake.add(Document(text, **fields), pasted=text.encode(), by=curator, event=event)[0]


def certain_of(recap, name):
    return Review(recap, {}, by=None).selection.certain(name)


def test_a_title_that_any_talk_may_have_is_a_question_where_there_may_be_two(curator):
    short = b.event(starts_on=date(2026, 3, 14))
    long = b.event(starts_on=date(2026, 3, 14), ends_on=date(2026, 3, 15))
    for event, expected in ((short, "same"), (long, "one-of")):
        for title in ("Table ronde", "Semer tôt"):
            b.talk(title=title, event=event, speakers=[b.speaker(name=f"Anne {title} {event.pk}")])
        assert judged("talk", event=event, title="Table ronde")[0] == expected
        assert judged("talk", event=event, title="Table ronde", speakers=[f"Anne Table ronde {event.pk}"])[0] == "same"
        assert judged("talk", event=event, title="Semer tôt")[0] == "same"
    text = (
        "Samedi\n\n9h Table ronde\n\n10h Semer, par Paul Noir\n\nDimanche\n\n9h Table ronde\n\n10h Mûrir, par Lou Roy"
    )
    recap = brought_in(text, curator, event=b.event(title="Fête"))
    first, second = recap.proposals.filter(kind="talk", fields__title="Table ronde").in_order()
    deciding.accept(first, by=curator)
    with pytest.raises(Undecided):
        deciding.accept(second, by=curator)
    deciding.accept(second, by=curator, choices={ITSELF: NEW})
    assert [talk.position for talk in recap.event.talks.filter(title="Table ronde")] == [1, 2]


# What signs tell apart


def test_signs_make_another_name_and_other_words():
    event, person = b.event(), b.speaker(name="Camille Martin")
    company, talk = b.organization(name="Canal"), b.talk(title="Apprendre le C", event=event)
    quote = b.quote(text="Il fait 3 °C", event=event, speaker=person)
    assert judged("organization", name="Canal") == ("same", [company])
    assert judged("organization", name="Canal+") == ("perhaps", [company])
    assert judged("talk", event=event, title="Apprendre le C") == ("same", [talk])
    assert judged("talk", event=event, title="Apprendre le C++") == ("perhaps", [talk])
    assert judged("quote", event=event, text="il fait 3°C !", speaker="Camille Martin") == ("same", [quote])
    assert judged("quote", event=event, text="Il fait −3 °C", speaker="Camille Martin") == ("one-of", [quote])
    assert judged("quote", event=event, text="Il fait -3 °C", speaker="Camille Martin") == ("one-of", [quote])


# Events


@pytest.fixture
def assises():
    return b.event(
        title="Assises du Climat", starts_on=date(2023, 3, 12), ends_on=date(2023, 3, 13), city="Annecy",
        hashtag="AssisesClimat",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"name": "assises du climat", "date": "2023-03-12"}, "same"),
        ({"name": "Assises du Climat", "date": "2023-03-13"}, "same"),
        ({"name": "Assises du Climat", "date": "2023-03-11", "ends_on": "2023-03-14"}, "same"),
        ({"name": "Assises du Climat"}, "one-of"),
        ({"name": "Assises du Climat", "year": 2023}, "same"),
        ({"name": "Assises du Climat", "year": 2023, "month": 3}, "same"),
        ({"name": "Assises du Climat", "year": 2023, "month": 9}, "new"),
        ({"name": "Assises du Climat", "year": 2025, "month": 3}, "new"),
        ({"name": "Assises du Climat", "date": "2023-03-12", "city": "Lyon"}, "one-of"),
        ({"name": "Assises du Climat", "date": "2023-03-15"}, "perhaps"),
        ({"name": "Rencontres de l’air", "date": "2023-03-12"}, "perhaps"),
        ({"name": "Rencontres de l’air", "hashtags": ["assisesclimat"]}, "perhaps"),
        ({"name": "Assises du Climat", "date": "2025-03-15", "hashtags": ["AssisesClimat"]}, "new"),
        ({"name": "Assises du Climat", "date": "2022-03-12"}, "new"),
        ({"name": "Rencontres de l’air", "date": "2025-03-15"}, "new"),
    ],
)
def test_neither_a_title_nor_a_hashtag_beats_a_date(assises, fields, verdict):
    assert judged("event", **fields) == (verdict, [assises] if verdict != "new" else [])


def test_the_edition_before_is_named_and_a_new_event_is_made(assises, curator):
    text = "Les Assises du Climat, organisées le 15 mars 2025 à Annecy, ont réuni cent personnes. #AssisesClimat"
    recap, proposal = b.recap(
        text=text, words="Assises du Climat", kind="event",
        fields={"name": "Assises du Climat", "date": "2025-03-15", "city": "Annecy", "hashtags": ["AssisesClimat"]},
    )  # fmt: skip
    assert Matches(recap).of(proposal).before == (assises,)
    event = deciding.accept(proposal, by=curator).record
    assert (event.starts_on, event != assises, Event.objects.count()) == (date(2025, 3, 15), True, 2)


def test_an_article_of_long_after_that_tells_no_day_asks_which_edition(assises):
    fields = {"name": "Assises du Climat"}
    assert judged("event", published_on=date(2025, 3, 20), **fields) == ("one-of", [assises])
    assert judged("event", published_on=date(2023, 4, 2), **fields) == ("same", [assises])


def test_two_events_of_one_title_and_day_are_a_question(assises):
    other = b.event(title="Assises du Climat", starts_on=date(2023, 3, 12), city="Annecy")
    assert judged("event", name="Assises du Climat", date="2023-03-12") == ("one-of", [assises, other])


# Talks, themes, organisations


def test_talks_of_the_event_by_title_and_people():
    event, person = b.event(), b.speaker(name="Anne Roy")
    opening = b.talk(event=event, title="Ouverture", speakers=[person])
    b.talk(title="Ouverture")
    assert judged("talk", event=event, title="Ouverture", speakers=["Anne Roy"]) == ("same", [opening])
    assert judged("talk", event=event, title="Ouverture", speakers=["Paul Cozic"]) == ("one-of", [opening])
    assert judged("talk", event=event, title="Clôture") == ("new", [])
    again = b.talk(event=event, title="Ouverture")
    assert judged("talk", event=event, title="Ouverture") == ("one-of", [opening, again])


def test_a_theme_by_its_name_or_the_only_one_of_a_synonym():
    one = b.theme(name="gouvernance", synonyms="pilotage\ncommande")
    assert judged("theme", label="Gouvernance") == ("same", [one])
    assert judged("theme", label="pilotage") == ("same", [one])
    other = b.theme(name="robotique", synonyms="commande")
    assert judged("theme", label="commande") == ("one-of", [one, other])


def test_an_organisation_by_its_name():
    one = b.organization(name="Maison des graines")
    assert judged("organization", name="maison des Graines") == ("same", [one])
    other = b.organization(name="Maison des Graines")
    assert judged("organization", name="Maison des graines") == ("one-of", [one, other])


# Words


def said(event, speaker=None, text="Semons tôt pour récolter large", **fields):
    return b.quote(text=text, event=event, speaker=speaker, **fields)


def test_words_by_who_said_them_and_where():
    event, person = b.event(), b.speaker(name="Anne Roy")
    held = said(event, person)
    fields = {"text": "Semons tôt pour récolter large", "speaker": "Anne Roy"}
    assert judged("quote", event=event, **fields) == ("same", [held])
    assert judged("quote", event=event, **fields | {"speaker": "Paul Cozic"}) == ("one-of", [held])
    assert judged("quote", event=b.event(), **fields) == ("perhaps", [held])
    nearly = fields | {"text": "Semons tot, pour récolter le large"}
    assert judged("quote", event=event, **nearly) == ("perhaps", [held])
    assert judged("quote", event=event, **fields | {"text": "Rien de tel"}) == ("new", [])


def test_the_same_words_twice_are_one_quote_with_two_places(curator):
    text = (
        "« Il faut réparer avant de remplacer », a lancé Claire Vidal. La salle a applaudi.\n"
        "En conclusion, Claire Vidal a répété : « Il faut réparer avant de remplacer ».\n"
    )
    recap = brought_in(text, curator, event=b.event())
    first, second = recap.proposals.filter(kind="quote").in_order()
    deciding.accept(first, by=curator)
    deciding.accept(second, by=curator)
    assert [span.start for span in Quote.objects.get().spans.order_by("start")] == [first.start, second.start]
    deciding.undo(second, by=curator)
    assert Quote.objects.get().spans.get().start == first.start


def test_words_that_are_held_take_the_source_that_they_lack(curator):
    event, person = b.event(), b.speaker(name="Claire Vidal")
    held = said(event, person, text="Il faut réparer avant de remplacer")
    recap = brought_in("« Il faut réparer avant de remplacer », a dit Claire Vidal.", curator, event=event)
    proposal = recap.proposals.get(kind="quote")
    deciding.accept(proposal, by=curator)
    held.refresh_from_db()
    assert (Quote.objects.count(), held.source, held.is_proved) == (1, recap.source, True)
    deciding.undo(proposal, by=curator)
    held.refresh_from_db()
    assert (held.source, held.spans.count()) == (None, 0)


def test_nearly_the_same_words_of_the_same_person_are_used_unless_a_curator_says_otherwise(curator):
    event, person = b.event(), b.speaker(name="Claire Vidal")
    held = said(event, person, text="Il faut réparer avant de remplacr")
    recap = brought_in("« Il faut réparer avant de remplacer », a dit Claire Vidal.", curator, event=event)
    proposal = deciding.accept(recap.proposals.get(kind="quote"), by=curator)
    assert (proposal.record, held.spans.count()) == (held, 0)
    deciding.undo(proposal, by=curator)
    assert deciding.accept(proposal, by=curator, choices={ITSELF: NEW}).record != held


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Il faut fermer l’école du bourg cette année", "Il ne faut pas fermer l’école du bourg cette année"),
        ("Nous ferons quarante kilomètres de pistes avant 2030", "Nous ferons trente kilomètres de pistes avant 2028"),
        ("Nous avons besoin de temps", "Nous avons besoin de temps, d’argent et de bras"),
        ("Nous viendrons jamais seuls", "Nous viendrons toujours seuls"),
    ],
)
def test_a_denial_a_number_or_more_words_make_another_quote(curator, one, other):
    text = f"« {one} », a dit Claire Vidal. La salle a ri.\n« {other} », a dit Claire Vidal.\n"
    recap = brought_in(text, curator, event=b.event())
    for proposal in recap.proposals.filter(kind="quote").in_order():
        deciding.accept(proposal, by=curator)
    assert [quote.text for quote in Quote.objects.order_by("pk")] == [one, other]


def test_a_tweet_of_an_account_under_another_name_is_not_given_to_its_holder(curator):
    b.speaker(name="Léa Dol", handle="lea_d")
    fields = {"handle": "lea_d", "author": "Luc Daniel"}
    _, proposal = b.recap(kind="tweet", event=b.event(), fields=fields)
    assert deciding.accept(proposal, by=curator).record.speaker is None


def test_a_tweet_without_an_address_is_known_by_its_author_and_words(curator):
    event = b.event()
    held = b.tweet(text="Une graine, un bien commun", handle="nbaradat", event=event, posted_on=date(2023, 3, 12))
    fields = {"text": "Une graine, un bien commun", "handle": "@NBaradat", "author": "N. B."}
    assert judged("tweet", event=event, **fields) == ("same", [held])
    assert judged("tweet", event=event, date="2023-03-12", **fields) == ("same", [held])
    assert judged("tweet", event=event, date="2024-03-12", **fields) == ("one-of", [held])
    assert judged("tweet", event=event, **fields | {"handle": "autre"}) == ("new", [])
    recap, proposal = b.recap(kind="tweet", event=event, words="Une graine, un bien commun", fields=fields)
    assert deciding.accept(proposal, by=curator).record == held
    assert Tweet.objects.count() == 1


# People, in a recap


def test_a_question_is_answered_before_anything_is_written(curator):
    b.speaker(name="Henri Jourdain", headline="maire de Brest")
    historian = b.speaker(name="Henri Jourdain", headline="chercheur en histoire")
    text = (
        "Henri Jourdain, chercheur en histoire, a présenté ses archives."
        " « Les archives municipales sont un trésor », a expliqué Henri Jourdain."
        " « Il faut les ouvrir à tous », a ajouté Henri Jourdain."
    )
    recap = brought_in(text, curator, event=b.event())
    first, second = recap.proposals.filter(kind="quote").in_order()
    with pytest.raises(Undecided, match="Dites d’abord qui est"):
        deciding.accept(first, by=curator)
    assert (Quote.objects.count(), certain_of(recap, "Henri Jourdain")) == (0, [])
    chosen = deciding.accept(first, by=curator, choices={"Henri Jourdain": str(historian.pk)})
    assert chosen.record.speaker == historian
    assert deciding.accept(second, by=curator).record.speaker == historian  # said once for the whole recap


def test_a_third_of_the_name_is_somebody_new_for_the_whole_recap(curator):
    for headline in ("maire de Brest", "chercheur en histoire"):
        b.speaker(name="Henri Jourdain", headline=headline)
    recap = brought_in(
        "« Un », dit Henri Jourdain. « Et voici deux mots », dit Henri Jourdain.", curator, event=b.event()
    )
    quotes = list(recap.proposals.filter(kind="quote").in_order())
    made = [deciding.accept(one, by=curator, choices={"Henri Jourdain": NEW}).record.speaker for one in quotes[:1]]
    made += [deciding.accept(one, by=curator).record.speaker for one in quotes[1:]]
    assert (Speaker.objects.filter(name="Henri Jourdain").count(), len(set(made))) == (3, 1)


TWO_OF_A_NAME = (
    "Henri Jourdain, maire de Brest, a ouvert la séance. « La ville paiera sa part du pont », a déclaré Henri Jourdain."
    "\n\nHenri Jourdain, chercheur en histoire, a présenté ses archives."
    " « Les archives municipales sont un trésor », a expliqué Henri Jourdain.\n"
)


def test_a_trade_and_an_organisation_are_one_person_who_is_asked_for_no_more(curator):
    text = (
        "« Compter les haies » — Maud Kerzélec (agence d’urbanisme)\n\nMaud Kerzélec, géographe, a parlé."
        " « Les haies reculent partout », a dit Maud Kerzélec. « Il faut planter », a ajouté Maud Kerzélec.\n"
    )
    recap = brought_in(text, curator, event=b.event())
    assert len(next(one for one in recap.proposals.all() if one.kind == "speaker").fields["told"]) > 1
    for proposal in recap.proposals.filter(kind="quote").in_order():
        deciding.accept(proposal, by=curator)
    assert Speaker.objects.get().name == "Maud Kerzélec"


def test_one_name_of_whom_an_article_tells_two_things_is_asked_for_each_time(curator):
    mayor = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    recap = brought_in(TWO_OF_A_NAME, curator, event=b.event())
    first, second = recap.proposals.filter(kind="quote").in_order()
    assert certain_of(recap, "Henri Jourdain") == []
    for proposal in (first, second):
        with pytest.raises(Undecided):
            deciding.accept(proposal, by=curator)
    assert deciding.accept(first, by=curator, choices={"Henri Jourdain": mayor.pk}).record.speaker == mayor
    with pytest.raises(Undecided):
        deciding.accept(second, by=curator)
    scholar = deciding.accept(second, by=curator, choices={"Henri Jourdain": NEW}).record.speaker
    assert (scholar.name, scholar != mayor) == ("Henri Jourdain", True)


def test_an_apposition_of_a_trade_that_no_list_holds_is_a_question(curator):
    b.speaker(name="Henri Jourdain", headline="maire de Brest")
    text = "Henri Jourdain, ostréiculteur, a parlé de la rade. « L’eau monte chaque hiver », a dit Henri Jourdain."
    recap = brought_in(text, curator, event=b.event())
    with pytest.raises(Undecided):
        deciding.accept(recap.proposals.get(kind="quote"), by=curator)


def test_twelve_names_a_letter_apart_are_twelve_people(curator):
    names = [f"Jean Dupont{letter}" for letter in "abcdefghijkl"]
    text = "\n\n".join(f"« Voici la parole numéro {n} », a dit {name}." for n, name in enumerate(names))
    recap = brought_in(text, curator, event=b.event())
    for proposal in recap.proposals.filter(kind="quote").in_order():
        deciding.accept(proposal, by=curator)
    assert sorted(quote.speaker.name for quote in Quote.objects.all()) == names


def test_a_name_that_is_typed_is_looked_for_as_it_is_typed(curator):
    b.speaker(name="Louis Marchand")
    text = "Louise Marchand, trésorière, a ouvert la journée. « Il nous faut un budget », a déclaré Louise Marchand."
    recap = brought_in(text, curator, event=b.event())
    quote = deciding.accept(recap.proposals.get(kind="quote"), by=curator, fields={"speaker": "Louise Marchand"}).record
    assert quote.speaker.name == "Louise Marchand"
    assert [(one.speaker.name, one.job_title) for one in recap.event.appearances.all()] == [
        ("Louise Marchand", "trésorière")
    ]


def test_words_that_a_correction_gives_to_somebody_else_are_proposed_anew(curator):
    lines = "\n".join(f"Ligne {number} d’un long compte rendu de la journée des graines." for number in range(6))
    first = brought_in(f"{lines}\n« Nous gardons tout », a dit Anne Roy.", curator, event=b.event(), title="Graines")
    deciding.accept(first.proposals.get(kind="quote"), by=curator)
    second = brought_in(f"{lines}\n« Nous gardons tout », a dit Paul Tanguy.", curator, title="Graines (erratum)")
    again = second.proposals.get(kind="quote")
    assert (second.corrects, again.fields["speaker"]) == (first, "Paul Tanguy")
    with pytest.raises(Undecided):
        deciding.accept(again, by=curator)


# Articles and their sources


def test_two_articles_of_one_site_are_two_articles_two_sources(curator):
    pages = [
        ("Assemblée de mars", date(2024, 3, 5), "Nous étions trente à l’assemblée du 3 mars 2024, salle des fêtes."),
        ("Fête de juin", date(2024, 6, 24), "La fête du 22 juin 2024 a rempli la place du marché jusqu’au soir."),
    ]
    recaps = [
        brought_in(text, curator, title=title, published_on=day, address="https://asso.example/actualites")
        for title, day, text in pages
    ]
    assert [recap.corrects for recap in recaps] == [None, None]
    assert [(one.title, one.published_on) for one in Source.objects.order_by("pk")] == [page[:2] for page in pages]


LINES = [f"Paragraphe {n} : {'les habitants ont parlé longuement ' * 2}du projet." for n in range(6)]


@pytest.mark.parametrize(
    ("text", "fields", "is_corrected"),
    [
        ("\n".join(LINES[:5]), {}, True),
        (
            "\n".join([*LINES, "Erratum : nous étions cinquante."]),
            {"title": "Compte rendu de la réunion (corrigé)"},
            True,
        ),
        ("\n".join([LINES[0], *(line.replace("habitants", "élus") for line in LINES[1:])]), {}, False),
        (f"{LINES[0]}\nUn tout autre récit.", {}, False),
        ("\n".join(LINES[:5]), {"title": "Fête de juin"}, False),
        ("\n".join(LINES[:5]), {"published_on": date(2025, 3, 6)}, False),
    ],
    ids=["shorter", "erratum", "other words", "one paragraph in common", "other title", "other day"],
)
def test_a_correction_shares_most_of_its_paragraphs_and_nothing_contradicts(curator, text, fields, is_corrected):
    told = {"title": "Compte rendu de la réunion", "published_on": date(2024, 3, 6)}
    first = brought_in("\n".join(LINES), curator, **told)
    second = brought_in(text, curator, **told | fields)
    assert second.corrects == (first if is_corrected else None)


def test_a_correction_of_what_the_page_says_reaches_the_source(curator):
    recap = brought_in("Un article.", curator, title="Titre lu", author="A. R.", publisher="Le Journal")
    source = recap.source
    source.publisher = "Le Journal de Quimper"  # mended in its own page
    source.save()
    recap.title, recap.author, recap.published_on, recap.language = "Vrai titre", "Anne Roy", date(2024, 3, 6), "en"
    recap.publisher = "Le Grand Journal"
    intake.correct(recap, by=curator)
    source.refresh_from_db()
    assert (source.title, source.author, source.published_on) == ("Vrai titre", "Anne Roy", date(2024, 3, 6))
    assert (source.publisher, source.language) == ("Le Journal de Quimper", "en")
    assert Revision.objects.of(source).count() == 2


@pytest.mark.parametrize("times", [1, 3, 30])
def test_a_judgement_costs_the_same_whatever_the_base_holds(times, django_assert_num_queries):
    """The same words at other events, and posts of one account at other addresses, are no query each."""
    recap, _ = b.recap(event=b.event(), fields={"attribution": "une spectatrice"})
    for number in range(times):
        b.quote(text="des mots dits", event=b.event())
        b.tweet(handle="lea_d", url=f"https://piaf.example/@lea_d/{number + 1}00")
        fields = {"handle": "lea_d", "url": f"https://piaf.example/@lea_d/{number + 1}99", "text": f"Post {number}"}
        recap.proposals.create(kind="tweet", start=0, end=number + 1, rule="tweet", confidence=0.95, fields=fields)
    matches = Matches(recap)
    with django_assert_num_queries(2):
        verdicts = {str(matches.of(proposal).verdict) for proposal in matches.proposals}
    assert verdicts == {"perhaps", "new"}


@pytest.mark.parametrize("handle", ["lea-d.bsky.social", "collectif.des.graines.de.cornouaille@mastodon.example"])
def test_an_account_of_another_network_is_kept_whole(curator, handle):
    _, proposal = b.recap(kind="tweet", event=b.event(), fields={"handle": handle, "author": "Léa Dol"})
    tweet = deciding.accept(proposal, by=curator).record
    tweet.full_clean()
    assert Tweet.objects.get().handle == handle


def test_a_mayor_whom_an_article_brought_is_the_mayor_of_that_town(curator):
    words = "Anne Cozic, maire de {}, est venue. « Plantons {} arbres », a dit Anne Cozic."
    first = brought_in(words.format("Brest", "cent"), curator, event=b.event())
    for one in first.proposals.in_order():
        deciding.accept(one, by=curator)
    [person] = Speaker.objects.all()
    assert (person.headline, person.appearances.get().job_title) == ("maire de Brest", "maire de Brest")
    for town, expected in (("Rennes", "one-of"), ("Brest", "same")):
        second = brought_in(words.format(town, "mille"), curator, event=b.event())
        assert str(Matches(second).person("Anne Cozic").verdict) == expected
