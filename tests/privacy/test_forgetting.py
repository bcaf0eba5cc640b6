"""Somebody who is forgotten is nowhere: on no page, in no file, in no column of no table."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation import history
from curation.deeds import Merge
from curation.merging import merge
from curation.models import Revision
from curation.saved import SavedList
from exchange.limits import LIMITS
from language.folding import fold
from members.models import Application
from privacy import forgetting
from privacy.gone import key_of_name
from privacy.models import Forgotten, Gone
from privacy.persons import Person
from quotes.models import Quote, Tweet
from recaps.models import Recap, digest_of
from speakers.models import Speaker
from tests import builders as make
from tests.addresses import public
from tests.privacy import world as w
from tests.shown import is_kept

pytestmark = pytest.mark.django_db
SEARCHES = [
    "/recherche/?q=quillevere",
    "/recherche/?q=zephyrine",
    "/citations/recherche/?q=quillevere",
    "/citations/recherche/?q=xylographes",
    "/citations/recherche/?q=de:quillevere",
    "/citations/recherche/?q=xylographe",
]


def addresses(rows):
    """Every public address, and those of the roles' own."""
    own = [
        f"/dossiers/partage/{rows['share'].token}/",
        f"/dossiers/{rows['dossier'].pk}/",
        f"/dossiers/{rows['dossier'].pk}.csv",
        f"/dossiers/{rows['dossier'].pk}/imprimer/",
        "/alertes/",
        f"/alertes/{rows['kept'].feed_key}.atom",
        rows["report"].get_absolute_url(),
        "/sitemap-speakers.xml",
        "/admin/",
        "/admin/speakers/speaker/",
        "/admin/curation/revision/",
        "/admin/curation/revision/deleted/",
        "/admin/curation/merge/",
        "/admin/privacy/report/",
        "/admin/members/application/",
        f"/admin/recaps/recap/{rows['recap'].pk}/change/",
        f"/admin/events/event/{rows['event'].pk}/history/",
        f"/admin/events/talk/{rows['talk'].pk}/change/",
        f"/admin/privacy/report/{rows['report'].pk}/change/",
    ]
    return [*public(w.kinds_of(rows)), *SEARCHES, *own]


def seen(answers, marks):
    """{address: the marks that it shows}"""
    found = {}
    for address, answer in answers.items():
        text = answer.content.decode(errors="replace").replace("\r\n ", "")
        text = fold(re.sub(r'value="[^"]*"|<title>.*?</title>|href="[^"]*recherche[^"]*"', " ", text))
        asked = fold(address)
        if there := [mark for mark in marks if mark in text and mark not in asked]:
            found[address] = there
    return found


def forget(rows, way):
    marks = w.NAME_MARKS + (w.WORD_MARKS if way == "erased" else [])
    done = forgetting.forget(Person(w.NAME, speaker=Speaker.objects.get(pk=rows["her"].pk)), way)
    return done, marks


def test_the_world_has_her_everywhere(rows):
    tables = {table for table, _column, _mark in w.left(w.NAME_MARKS + w.WORD_MARKS)}
    assert {
        "speakers_speaker", "speakers_speakeralias", "events_event", "events_talk", "quotes_quote", "quotes_tweet",
        "quotes_source", "quotes_quotelink", "recaps_recap", "recaps_proposal", "curation_revision", "curation_merge",
        "curation_formerslug", "dossiers_dossier", "dossiers_item", "alerts_alert", "members_application",
        "privacy_report",
    } <= tables  # fmt: skip


@pytest.mark.any_engine
def test_the_pages_of_the_world_show_her(client, rows):
    client.force_login(make.user(role="curator"))
    answers = {address: client.get(address) for address in addresses(rows)}
    assert len(seen(answers, w.NAME_MARKS + w.WORD_MARKS)) > 40


def test_no_column_of_any_table_has_her(client, rows, way):
    client.get("/recherche/?q=zephyrine")
    client.force_login(make.user(role="member"))
    client.get("/citations/recherche/?q=xylographes")
    assert [place for place in w.left(w.NAME_MARKS) if place[0] in ("search_word", "search_index")]
    _done, marks = forget(rows, way)
    assert w.left(marks) == []


@pytest.mark.any_engine  # that no column has her is asked of both
def test_no_page_and_no_file_has_her_whoever_asks(client, rows, way, monkeypatch):
    """The visitor alone asks for what is kept, as everybody is answered the same."""
    monkeypatch.setitem(LIMITS, "export", 10_000)  # a minute, that four people share here
    people = {"member": make.user(role="member"), "curator": make.user(role="curator"), "owner": rows["dossier"].owner}
    _done, marks = forget(rows, way)
    answers = {address: client.get(address) for address in addresses(rows)}
    found = {"visitor": seen(answers, marks)}
    others = [address for address, answer in answers.items() if not is_kept(answer)]
    for who, person in people.items():
        client.force_login(person)
        found[who] = seen({address: client.get(address) for address in others}, marks)
    assert found == dict.fromkeys(found, {})


def test_who_shares_her_surname_is_left_alone(rows, way):
    forget(rows, way)
    assert Speaker.objects.get(pk=rows["paul"].pk).name == "Paul Quillévéré"
    rows["event"].refresh_from_db()
    assert rows["event"].summary == "Avec une personne et Paul Quillévéré."
    rows["source"].refresh_from_db()
    assert (rows["source"].author, rows["source"].url) == ("une personne", "")  # an address in pieces leads nowhere
    text = Recap.objects.get().canonical
    assert "Paul Quillévéré" in text
    assert "Mme Quillévéré rit" in text  # a question: somebody has to say whether it is she


def test_a_surname_alone_is_hers_where_somebody_says_so(rows):
    person = Person(w.NAME, speaker=rows["her"], also=["Mme Quillévéré"])
    forgetting.forget(person, "anonymous")
    assert "Mme" not in Recap.objects.get().canonical
    assert "Paul Quillévéré" in Recap.objects.get().canonical


def test_words_stay_without_her_name_if_that_is_what_she_asked(rows):
    forget(rows, "anonymous")
    for quote in Quote.objects.filter(pk__in=[rows["hers"].pk, rows["attributed"].pk]):
        assert (quote.author, quote.speaker) == ("une personne", None)
        assert w.WORDS in quote.text
    tweet = Tweet.objects.get(pk=rows["tweet"].pk)
    assert (tweet.author_name, tweet.url, tweet.speaker) == ("une personne", None, None)
    appearance = rows["event"].appearances.get(role="host")
    assert (str(appearance), appearance.job_title, appearance.organization) == ("une personne", "", None)
    assert rows["dossier"].items.filter(quote=rows["hers"].pk, author="une personne", words=w.WORDS).exists()


def test_her_words_go_too_if_that_is_what_she_asked(rows):
    forget(rows, "erased")
    gone = [rows[name].pk for name in ("hers", "attributed")]
    assert not Quote.objects.filter(pk__in=gone).exists()
    assert not Tweet.objects.filter(pk=rows["tweet"].pk).exists()
    assert rows["dossier"].items.count() == 2


def test_her_words_stand_in_no_merge_of_them_either(rows):
    """However few: redaction leaves short words alone, for they may be anybody's."""
    talk = make.talk()
    kept, gone = (make.quote(text="Ziboulons demain.", speaker=rows["her"], talk=talk) for _one in range(2))
    merge(kept, gone, by=None)
    assert Merge.objects.filter(gone_label__contains="Ziboulons").exists()
    others, hers = (
        make.quote(text=f"Zaboulons {n}.", speaker=who, talk=talk) for n, who in enumerate([None, rows["her"]])
    )
    merge(others, hers, by=None, chosen={"text": others.pk, "speaker": others.pk})
    forget(rows, "erased")
    assert not Merge.objects.filter(gone_label__contains="boulons").exists()


def test_words_that_are_few_go_from_the_article_and_from_nowhere_else(rows):
    recap, _proposal = make.recap(text="« Oui », dit-elle. Oui, la ville.", words="Oui")
    quote = make.quote(text="Oui", speaker=rows["her"])
    recap.spans.create(start=2, end=5, quote=quote)
    forget(rows, "erased")
    recap.refresh_from_db()
    assert (recap.canonical, bytes(recap.pasted)) == ("« ███ », dit-elle. Oui, la ville.", b"")
    assert recap.digest == digest_of(recap.canonical)


def test_nor_do_the_few_words_of_a_quote_that_was_deleted_stay_in_the_article(rows):
    recap, _proposal = make.recap(text="« Oui », dit-elle. Oui, la ville.", words="Oui")
    quote = make.quote(text="Oui", speaker=rows["her"])
    recap.spans.create(start=2, end=5, quote=quote)
    history.delete(quote, by=None)
    forget(rows, "erased")
    recap.refresh_from_db()
    assert recap.canonical == "« ███ », dit-elle. Oui, la ville."


def test_nor_do_the_few_words_where_an_earlier_version_of_the_quote_had_its_place(rows):
    recap, _proposal = make.recap(text="« Oui », dit-elle. « Non », dit-elle. Oui, la ville.", words="Oui")
    quote = make.quote(text="Oui", speaker=rows["her"])
    span = recap.spans.create(start=2, end=5, quote=quote)
    history.write(quote, by=None)
    span.start, span.end = 21, 24
    span.save()
    quote.text = "Non"
    quote.save()
    history.write(quote, by=None)
    forget(rows, "erased")
    recap.refresh_from_db()
    assert recap.canonical == "« ███ », dit-elle. « ███ », dit-elle. Oui, la ville."


def test_an_earlier_version_may_have_columns_that_went_since(rows):
    recap, _proposal = make.recap(text="« Oui », dit-elle. Oui, la ville.", words="Oui")
    quote = make.quote(text="Oui", speaker=rows["her"])
    recap.spans.create(start=2, end=5, quote=quote)
    revision = history.write(quote, by=None)
    for row in revision.snapshot:
        row["fields"]["column_of_yesterday"] = 1
    revision.save()
    quote.spans.all().delete()
    forget(rows, "erased")
    recap.refresh_from_db()
    assert recap.canonical == "« ███ », dit-elle. Oui, la ville."


def test_the_places_of_many_words_in_an_article_take_as_few_queries_as_those_of_one():
    recap, _proposal = make.recap(text="« Oui », dit-elle. Oui, la ville.", words="Oui")
    quotes, asked = [], []
    ContentType.objects.get_for_models(Quote, Tweet)  # known from here on
    for _time in range(3):
        quotes.append(make.quote(text="Oui"))
        recap.spans.create(start=2, end=5, quote=quotes[-1])
        with CaptureQueriesContext(connection) as queries:
            words = [span.words for span in forgetting.places_of({Quote: [quote.pk for quote in quotes], Tweet: []})]
        asked.append((len(words), len(queries)))
    assert asked == [(number, asked[0][1]) for number in (1, 2, 3)]


def test_what_others_said_of_her_keeps_its_length_and_its_proof(rows, way):
    before = rows["pauls"].text
    forget(rows, way)
    quote = Quote.objects.get(pk=rows["pauls"].pk)
    assert len(quote.text) == len(before)
    assert quote.text == f"Merci à {'█' * len(w.NAME)} et à {'█' * len('@zquille')} pour la ville"


def test_an_article_keeps_its_length_and_every_span_its_words(rows):
    spans = [span.words for span in rows["hers"].spans.with_words()]
    forget(rows, "anonymous")
    recap = Recap.objects.get()
    assert len(recap.canonical) == len(w.ARTICLE)
    assert recap.digest == digest_of(recap.canonical)
    assert bytes(recap.pasted) == b""
    quote = Quote.objects.get(pk=rows["hers"].pk)
    assert [span.words for span in quote.spans.with_words()] == spans
    assert quote.is_proved
    recap.full_clean(exclude=["pasted"])
    recap.save()


def test_a_proposal_that_waits_does_not_bring_her_back(rows):
    forget(rows, "anonymous")
    told = [proposal.fields for proposal in Recap.objects.get().proposals.order_by("pk")]
    assert all(fields.get("speaker", "") == "" for fields in told)
    assert {fields["attribution"] for fields in told} == {"une personne"}


def test_her_record_cannot_be_restored_nor_her_merges_undone(rows, way):
    pks = {rows["her"].pk}
    forget(rows, way)
    assert not Speaker.objects.filter(pk__in=pks).exists()
    assert not Revision.objects.filter(content_type=w.has_type(Speaker), object_id__in=pks).exists()
    columns = [row["fields"] for revision in Revision.objects.all() for row in revision.snapshot]
    assert not [fields for fields in columns if rows["her"].pk == fields.get("speaker")]
    assert [fields["mentioned_speakers"] for fields in columns if fields.get("mentioned_speakers")] == [
        [rows["paul"].pk]
    ]
    effects = Recap.objects.get().proposals.filter(pk=rows["proposal"].pk).values_list("effects", flat=True)
    assert not [e for some in effects for e in some if e["after"].get("speaker_id")]


def test_the_journal_says_what_was_done_and_not_to_whom(rows, way):
    done, _marks = forget(rows, way)
    assert (done.way, done.counts["speakers.speaker"]) == (way, 1)
    assert all(len(key) == 64 for key in done.keys)


def test_a_surname_that_was_said_to_be_hers_makes_nobody_known_again(rows):
    done = forgetting.forget(Person(w.NAME, speaker=rows["her"], also=["Mme Quillévéré", "Zéphyrine Dubosc"]), "erased")
    known = [key_of_name(name) in done.keys for name in ("Mme Quillévéré", "Zéphyrine Dubosc", w.NAME)]
    assert known == [False, True, True]


def test_the_portrait_and_its_squares_are_gone(rows, way, django_capture_on_commit_callbacks):
    rows["her"].picture.save("portrait.webp", ContentFile(b"portrait"))  # no transaction brings a file back
    name = rows["her"].picture.name
    square = name.replace(".webp", "-50-40-96.webp")
    default_storage.save(square, default_storage.open(name))
    other = default_storage.save("pictures/autre.webp", default_storage.open(name))
    with django_capture_on_commit_callbacks(execute=True):
        forget(rows, way)
    assert [default_storage.exists(file) for file in (name, square, other)] == [False, False, True]


def test_it_is_all_or_nothing(rows, way, monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr(forgetting.rebuilding, "catch_up", fail)
    before = w.left(w.NAME_MARKS + w.WORD_MARKS)
    with pytest.raises(RuntimeError):
        forget(rows, way)
    assert w.left(w.NAME_MARKS + w.WORD_MARKS) == before
    assert not Forgotten.objects.exists() and not Gone.objects.exists()


# Addresses


def test_addresses_that_were_hers_answer_gone_in_every_form(client, rows, way):
    forget(rows, way)
    slugs = ["zephyrine-graveuse", "zephyrine-quillevere", "zephyrine-ter", "zephyrine-quillevere-dubosc"]
    pages = [f"/intervenants/{slug}{end}" for slug in slugs for end in ("/", ".json", ".atom", ".ics")]
    pages += [
        f"/en/intervenants/{slugs[0]}/",
        f"/evenements/{rows['event'].slug}/",
        f"/interventions/{rows['talk'].slug}.ris",
    ]
    number = rows["hers"].pk
    quote = [f"/citations/{number}-les-mots/", f"/citations/{number}.png", f"/citations/{number}.json", f"/c/{number}"]
    quote += [f"/citations/{number}-carre.png", f"/signaler/citations/{number}/", f"/tweets/{rows['tweet'].pk}/"]
    answers = {page: client.get(page, follow=way == "anonymous").status_code for page in [*pages, *quote]}
    wanted = dict.fromkeys(pages, 410) | dict.fromkeys(quote, 410 if way == "erased" else 200)
    assert answers == wanted


def test_what_never_was_is_not_found_and_who_comes_after_has_the_address(client, rows):
    forget(rows, "anonymous")
    assert client.get("/intervenants/personne-d-autre/").status_code == 404
    assert client.get("/intervenants/zephyrine-quillevere/").status_code == 410
    make.speaker(name=w.NAME)
    assert client.get("/intervenants/zephyrine-quillevere/").status_code == 200


def test_a_page_that_is_gone_says_so_in_a_sentence(client, rows):
    forget(rows, "anonymous")
    page = client.get("/intervenants/zephyrine-quillevere/")
    assert "a été retiré, et n’y reviendra pas" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_an_account_is_its_owners_and_stays(rows, way):
    person = make.user(name=w.NAME)
    forgetting.forget(Person(w.NAME, speaker=rows["her"]), way)
    person.refresh_from_db()
    assert person.name == w.NAME
    assert Application.objects.get().reason == "une personne m’a parlé de vous."


def test_lists_that_were_saved_under_the_name_or_look_for_it_go(way):
    person, owner = make.speaker(name="Anne Martin"), make.user(role="curator")
    for name in ("Anne Martin", "Martin, Anne"):
        make.saved_list(owner=owner, name=name)
    make.saved_list(owner=owner, name="Qui ?", narrowed=[["q", "anne martin"]])
    other = make.saved_list(owner=owner, name="Les autres")
    done = forgetting.forget(Person(person.name, speaker=person), way, by=None)
    assert list(SavedList.objects.filter(owner=owner)) == [other]
    assert done.counts["curation.savedlist"] == 3
