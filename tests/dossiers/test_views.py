"""A member's dossiers: their own pages, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from curation import history
from curation.models import Status
from dossiers import models
from dossiers.forms import MOST_DOSSIERS
from dossiers.models import Dossier, Item
from events.models import Appearance
from tests import builders as make
from tests.shown import without_signs

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = make.user(role="member")
    client.force_login(person)
    return person


def page(client, dossier, **query):
    response = client.get(dossier.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def order(dossier):
    return [item.record.text for item in dossier.items.kept().in_order().loaded()]


def address(item, deed):
    return f"{item.dossier.get_absolute_url()}elements/{item.pk}/{deed}/"


def three(member):
    dossier = make.dossier(owner=member, records=[make.quote(text=text) for text in ("un", "deux", "trois")])
    return dossier, list(dossier.items.in_order())


def test_a_dossier_is_begun_named_annotated(client, member):
    response = client.post("/dossiers/", {"title": " Gouvernance\u200b "})
    dossier = Dossier.objects.get()
    assert (response.url, dossier.owner, dossier.title) == (dossier.get_absolute_url(), member, "Gouvernance")
    client.post(dossier.get_absolute_url(), {"title": "L'élu", "note": "Pour mardi"})
    dossier.refresh_from_db()
    assert (dossier.title, dossier.note) == ("L'élu", "Pour mardi")
    assert "L’élu" in page(client, dossier)


@pytest.mark.parametrize("title", ["", "  ", "\u200b", "x" * 121])
def test_a_dossier_has_a_title(client, member, title):
    assert "errorlist" in client.post("/dossiers/", {"title": title}).content.decode()
    assert not Dossier.objects.exists()


def test_there_are_dossiers_enough_for_anybody(client, member):
    Dossier.objects.bulk_create(Dossier(owner=member, title="x") for _ in range(MOST_DOSSIERS))
    assert "200 dossiers" in client.post("/dossiers/", {"title": "Un de plus"}).content.decode()
    assert Dossier.objects.count() == MOST_DOSSIERS


def test_the_list_counts_what_is_in_each(client, member):
    dossier, [first, *_] = three(member)
    dossier.remove(first)
    make.dossier(owner=member, title="Vide")
    make.dossier(title="D’une autre")
    html = client.get("/dossiers/").content.decode()
    assert re.findall(r'number">(vide|\d élément)', html) == ["vide", "2 élément"]
    assert "D’une autre" not in html


def test_a_dossier_shows_quotes_tweets_and_talks_as_the_site_does(client, member):
    talk = make.talk(title="L’urbanisme", speakers=[make.speaker(name="Carlos Moreno")])
    told = make.quote(text="il faut écouter", kind="paraphrase")
    records = [make.quote(text="la ville vit"), told, make.tweet(text="un mot #ville"), talk]
    html = page(client, make.dossier(owner=member, records=records))
    assert "«\u202fla ville vit\u202f»" in without_signs(html)
    assert "il faut écouter" in html and "«\u202fil faut écouter" not in html
    assert 'class="tweet"' in html
    assert "Carlos Moreno" in html


def test_a_withdrawn_quote_says_so_without_its_words(client, member):
    quote = make.quote(text="des mots à oublier", speaker=make.speaker(name="Camille Martin"))
    dossier = make.dossier(owner=member, records=[quote])
    quote.status = Status.DRAFT
    quote.save()
    for html in (page(client, dossier), client.get(f"{dossier.get_absolute_url()}imprimer/").content.decode()):
        assert "N’est plus publié." in html
        assert "Paroles\u00a0: Camille Martin" in html
        assert "des mots à oublier" not in html


def test_what_is_hidden_by_a_draft_above_it_is_withdrawn_too(client, member):
    talk = make.talk()
    dossier = make.dossier(owner=member, records=[make.quote(text="des mots cachés", talk=talk)])
    talk.status = Status.DRAFT
    talk.save()
    assert "des mots cachés" not in page(client, dossier)


@pytest.mark.parametrize("kind", ["quote", "tweet", "talk"])
def test_a_deleted_record_blocks_nobody_and_comes_back_when_it_is_restored(client, member, kind):
    record = getattr(make, kind)(**{"title" if kind == "talk" else "text": "Des mots qui reviennent"})
    dossier = make.dossier(owner=member, records=[record])
    dossier.items.update(note="Mon idée")
    revision = history.delete(record, by=make.user(role="curator"))
    html = page(client, dossier)
    assert "N’est plus publié." in html and "Mon idée" in html
    history.restore(revision, by=make.user(role="curator"))
    html = page(client, dossier)
    assert "N’est plus publié." not in html
    assert "Des mots qui reviennent" in html and "Mon idée" in html


def test_a_correction_shows_both_versions_until_it_is_read(client, member):
    quote = make.quote(text="la ville est un organisme", speaker=make.speaker(name="C. Moreno"))
    dossier = make.dossier(owner=member, records=[quote])
    assert "Corrigé depuis." not in page(client, dossier)
    quote.text = "la ville est un organisme vivant"
    quote.save()
    html = page(client, dossier)
    assert "Corrigé depuis." in html
    assert "«\u202fla ville est un organisme\u202f»" in html
    assert "«\u202fla ville est un organisme vivant\u202f»" in without_signs(html)
    client.post(address(dossier.items.get(), "relu"))
    html = page(client, dossier)
    assert "Corrigé depuis." not in html
    assert "«\u202fla ville est un organisme\u202f»" not in html


@pytest.mark.parametrize(
    "change", [{"kind": "paraphrase"}, {"speaker": None, "attribution": "une élue"}], ids=["nature", "author"]
)
def test_another_author_or_nature_is_a_correction(client, member, change):
    quote = make.quote(speaker=make.speaker())
    dossier = make.dossier(owner=member, records=[quote])
    for name, value in change.items():
        setattr(quote, name, value)
    quote.save()
    assert "Corrigé depuis." in page(client, dossier)


def test_another_context_is_none(client, member):
    quote = make.quote()
    dossier = make.dossier(owner=member, records=[quote])
    quote.context = "Dit à la clôture"
    quote.save()
    assert "Corrigé depuis." not in page(client, dossier)


@pytest.mark.parametrize(
    ("moved", "place", "expected"),
    [
        (0, 2, ["deux", "un", "trois"]),
        (0, 3, ["deux", "trois", "un"]),
        (2, 1, ["trois", "un", "deux"]),
        (1, 2, ["un", "deux", "trois"]),
        (0, 99, ["deux", "trois", "un"]),
        (2, 0, ["trois", "un", "deux"]),
    ],
)
def test_items_are_put_in_order(client, member, moved, place, expected):
    dossier, items = three(member)
    response = client.post(address(items[moved], "deplacer"), {"place": place})
    assert response.url == f"{dossier.get_absolute_url()}#item-{items[moved].pk}"
    assert order(dossier) == expected


def test_a_script_wants_no_page_back(client, member):
    dossier, items = three(member)
    assert client.post(address(items[0], "deplacer"), {"place": 3, "quiet": 1}).status_code == 204
    assert order(dossier) == ["deux", "trois", "un"]


@pytest.mark.parametrize("place", ["", "-1", "un", "1e3", "9" * 30])
def test_a_place_is_a_number(client, member, place):
    _, items = three(member)
    assert client.post(address(items[0], "deplacer"), {"place": place}).status_code == 400


def test_orders_hold_whatever_was_removed_and_put_back(client, member):
    dossier, items = three(member)
    dossier.remove(items[1])
    dossier.move(items[2], 1)
    assert order(dossier) == ["trois", "un"]
    client.post(address(items[1], "remettre"))
    assert order(dossier) == ["trois", "un", "deux"]


def test_a_long_dossier_comes_in_pages_and_an_item_is_found_on_its_own(client, member):
    dossier = make.dossier(owner=member, records=[make.quote() for _ in range(102)])
    items = list(dossier.items.in_order())
    response = client.post(address(items[0], "deplacer"), {"place": 101})
    assert response.url == f"{dossier.get_absolute_url()}?page=2#item-{items[0].pk}"
    html = page(client, dossier, page=2)
    assert f'id="item-{items[0].pk}"' in html
    assert 'start="101"' in html


def test_a_note_is_kept_clean_and_shown(client, member):
    dossier, items = three(member)
    client.post(address(items[0], "note"), {"note": " À citer d’abord\x0b<b> "})
    items[0].refresh_from_db()
    assert items[0].note == "À citer d’abord\n<b>"
    assert "À citer d’abord\n&lt;b&gt;" in page(client, dossier)


def test_a_note_too_long_is_refused_in_words(client, member):
    dossier, items = three(member)
    response = client.post(address(items[0], "note"), {"note": "x" * 5001}, follow=True)
    assert "5000" in response.content.decode()
    assert not dossier.items.exclude(note="").exists()


def test_what_is_removed_comes_back_in_its_place_with_its_note(client, member):
    dossier, items = three(member)
    dossier.items.filter(pk=items[1].pk).update(note="Mon idée")
    response = client.post(address(items[1], "retirer"))
    assert order(dossier) == ["un", "trois"]
    html = client.get(response.url).content.decode()
    assert "Retiré du dossier" in html
    assert "Mon idée" not in html
    client.post(address(items[1], "remettre"))
    assert order(dossier) == ["un", "deux", "trois"]
    assert "Mon idée" in page(client, dossier)


def test_a_dossier_goes_to_the_bin_comes_back_or_goes_for_good(client, member):
    dossier = make.dossier(owner=member, title="À jeter", records=[make.quote()])
    client.post(f"{dossier.get_absolute_url()}jeter/")
    assert client.get(dossier.get_absolute_url()).status_code == 404
    assert "Corbeille" in client.get("/dossiers/").content.decode()
    client.post(f"{dossier.get_absolute_url()}reprendre/")
    assert dossier.items.count() == 1 and page(client, dossier)
    assert client.post(f"{dossier.get_absolute_url()}effacer/").status_code == 404
    client.post(f"{dossier.get_absolute_url()}jeter/")
    client.post(f"{dossier.get_absolute_url()}effacer/")
    assert not Dossier.objects.exists()


def test_a_full_dossier_takes_nothing_back(client, member, monkeypatch):
    dossier, items = three(member)
    dossier.remove(items[0])
    monkeypatch.setattr(models, "MOST_ITEMS", 2)
    response = client.post(address(items[0], "remettre"), follow=True)
    assert "celui-ci est plein" in response.content.decode()
    assert order(dossier) == ["deux", "trois"]


def test_the_fullest_dossier_is_shown_whole(client, member):
    dossier, quotes = make.dossier(owner=member), [make.quote() for _ in range(models.MOST_ITEMS)]
    dossier.items.bulk_create(
        Item(dossier=dossier, quote=quote, position=place, words=quote.text) for place, quote in enumerate(quotes)
    )
    html = client.get(f"{dossier.get_absolute_url()}imprimer/").content.decode()
    assert html.count("<blockquote") == models.MOST_ITEMS
    with pytest.raises(models.Full):
        dossier.add(make.quote())


def deeds(dossier):
    """Every address of a dossier, and of what is in it."""
    base, item, share = dossier.get_absolute_url(), dossier.items.first(), dossier.shares.first()
    pages = [base, f"{base}imprimer/", *(f"{base[:-1]}.{suffix}" for suffix in ("docx", "md", "ris", "bib", "csv"))]
    posts = [
        base, f"{base}jeter/", f"{base}partager/", f"{base}partages/{share.pk}/retirer/",
        *(address(item, deed) for deed in ("note", "deplacer", "relu", "retirer")),
    ]  # fmt: skip
    return pages, posts


@pytest.mark.parametrize("role", ["member", "editor", "curator", "administrator", "superuser"])
def test_another_members_dossier_is_not_there_whoever_asks(client, role):
    dossier = make.dossier(records=[make.quote(), make.quote()])
    make.share(dossier=dossier)
    dossier.remove(dossier.items.last())
    other = make.user(is_superuser=True) if role == "superuser" else make.user(role=role)
    client.force_login(other)
    pages, posts = deeds(dossier)
    data = {"title": "Pris", "place": 1, "days": 7, "note": "x"}
    answers = {address: client.get(address).status_code for address in pages}
    answers |= {f"POST {address}": client.post(address, data).status_code for address in posts}
    removed = client.post(address(dossier.items.last(), "remettre")).status_code
    added = client.post("/dossiers/ajouter/", {"quote": make.quote().pk, "dossier": dossier.pk}).status_code
    assert {*answers.values(), removed, added} == {404}
    Dossier.objects.update(deleted_at=dossier.updated_at)
    for deed in ("reprendre", "effacer"):
        assert client.post(f"{dossier.get_absolute_url()}{deed}/").status_code == 404
    assert Dossier.objects.get().title == "Gouvernance"
    assert dossier.shares.open().exists()


def test_an_item_answers_under_its_own_dossier_alone(client, member):
    mine, theirs = make.dossier(owner=member), make.dossier(records=[make.quote()])
    item = theirs.items.get()
    for deed in ("note", "deplacer", "relu", "retirer", "remettre"):
        path = f"{mine.get_absolute_url()}elements/{item.pk}/{deed}/"
        assert client.post(path, {"place": 1, "note": "x"}).status_code == 404


def test_a_member_whose_membership_has_ended_is_told_so(client, member):
    dossier = make.dossier(owner=member, records=[make.quote()])
    make.share(dossier=dossier)
    member.groups.clear()
    pages, posts = deeds(dossier)
    answers = {client.get(address).status_code for address in [*pages, "/dossiers/", "/dossiers/ajouter/"]}
    answers |= {client.post(address).status_code for address in posts}
    assert answers == {403}


def test_a_talks_people_are_loaded_once_for_all(client, member):
    talk = make.talk()
    for person in (make.speaker(name="Ada Un"), make.speaker(name="Bea Deux")):
        Appearance.objects.create(event=talk.event, talk=talk, speaker=person)
    html = page(client, make.dossier(owner=member, records=[talk]))
    assert "Ada Un" in html and "Bea Deux" in html


def test_the_list_says_which_dossiers_others_can_read(client, member):
    shared, withdrawn = make.dossier(owner=member, title="Lu"), make.dossier(owner=member, title="Repris")
    soon = timezone.now() + timedelta(days=3)
    shared.shares.create(expires_at=soon)
    withdrawn.shares.create(expires_at=soon, withdrawn_at=timezone.now())
    found = {row.title: row.is_shared for row in member.dossiers.with_sharing()}
    assert found == {"Lu": True, "Repris": False}
    html = client.get("/dossiers/").content.decode()
    assert html.count("· partagé") == 1 and "sauf ceux que vous partagez" in html


def test_two_quotes_of_one_person_in_one_talk_are_told_apart_by_ear(client, member):
    talk, person = make.talk(title="Le pont"), make.speaker(name="Ana Roy")
    records = [make.quote(text=text, talk=talk, speaker=person) for text in ("Le lin pousse", "La ville dort")]
    html = without_signs(page(client, make.dossier(owner=member, records=records)))
    assert html.count('(Le pont), <span lang="fr">Le lin pousse</span>') == 5
    assert html.count('(Le pont), <span lang="fr">La ville dort</span>') == 5
