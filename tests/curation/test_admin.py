import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from curation import history
from curation.deeds import Merge
from curation.merging import merge
from curation.models import Revision, Status
from events.models import Appearance, Event, Reference, Talk
from members.models import User
from quotes.models import Quote, Tweet
from speakers.models import Speaker
from tests import builders as b
from tests.admin_forms import posted
from themes.models import Theme

pytestmark = pytest.mark.django_db
DRAFT = Status.DRAFT


def page(record, action="change", **query):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{action}", args=[record.pk], query=query)


def many(model, action="changelist", **query):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", query=query)


def restore(revision):
    return reverse("admin:curation_revision_restore", args=[revision.pk])


@pytest.fixture
def curator(client):
    client.person = b.user(role="curator", name="Claire")
    client.force_login(client.person)
    return client


@pytest.fixture
def editor(client):
    client.person = b.user(role="editor", name="Éric")
    client.force_login(client.person)
    return client


def save(client, address, **changes):
    """Send the shown form back with `changes`."""
    return client.post(address, posted(client.get(address), **changes))


def act(client, model, action, *records, **fields):
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    return client.post(many(model), chosen | fields)


# History


def test_a_save_writes_who_did_what(curator):
    save(curator, many(Speaker, "add"), name="Carlos Moreno")
    speaker = Speaker.objects.get()
    save(curator, page(speaker), headline="urbaniste")
    rows = Revision.objects.of(speaker).order_by("pk").values_list("action", "by__name", "label")
    assert list(rows) == [("added", "Claire", "Carlos Moreno"), ("changed", "Claire", "Carlos Moreno")]


def test_a_save_that_changes_nothing_writes_nothing(curator):
    speaker = b.speaker()
    history.write(speaker, by=None)
    before = Speaker.objects.values().get()
    assert save(curator, page(speaker)).status_code == 302
    assert Speaker.objects.values().get() == before
    assert Revision.objects.count() == 1


def test_a_part_that_comes_is_in_the_history_and_in_the_search(curator):
    speaker = b.speaker(name="Carlos Moreno")
    history.write(speaker, by=None)
    save(curator, page(speaker), **{"aliases-0-name": "Le professeur"})
    assert list(Speaker.objects.containing("professeur")) == [speaker]
    text = curator.get(page(speaker, "history")).content.decode()
    assert "Autre forme du nom « Le professeur »" in text


def test_the_history_tells_each_field_in_the_words_of_the_form(curator):
    parent, theme = b.theme(name="société"), b.theme(name="ville")
    history.write(theme, by=None)
    save(curator, page(theme), parent=parent.pk, status="draft", description="Une définition.")
    text = curator.get(page(theme, "history")).content.decode()
    for words in ("Claire", "Thème plus large", "société", "État", "brouillon", "Définition", "Une définition."):
        assert words in text


def test_the_first_of_a_month_is_said_as_french_says_it_wherever_the_desk_says_a_day(curator):
    event, at = b.event(starts_on=date(2015, 7, 8)), datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
    history.write(event, by=None)
    save(curator, page(event), ends_on="2015-08-01")
    assert "1er août 2015" in curator.get(page(event, "history")).content.decode()
    one, other = b.theme(), b.theme()
    Theme.objects.update(created_at=at)
    text = curator.get(many(Theme, "merge", one=one.pk, other=other.pk)).content.decode()
    assert ">1er décembre 2026</time>" in text


def test_a_history_costs_the_same_for_few_and_many_revisions(curator, django_assert_num_queries):
    theme = b.theme()
    parents = [b.theme() for _ in range(15)]
    for parent in parents[:3]:
        theme.parent = parent
        theme.save()
        history.write(theme, by=curator.person)
    curator.get(page(theme, "history"))
    with django_assert_num_queries(9):
        curator.get(page(theme, "history"))
    for parent in parents[3:]:
        theme.parent = parent
        theme.save()
        history.write(theme, by=curator.person)
    with django_assert_num_queries(9):
        curator.get(page(theme, "history"))


def test_a_version_comes_back_and_stays_in_the_history(curator):
    speaker = b.speaker(name="Carlos Moreno", headline="urbaniste")
    speaker.aliases.create(name="Le professeur")
    first = history.write(speaker, by=None)
    save(curator, page(speaker), headline="", **{"aliases-0-DELETE": "on"})
    assert not speaker.aliases.exists()
    assert "urbaniste" in curator.get(restore(first)).content.decode()
    assert curator.post(restore(first)).status_code == 302
    speaker.refresh_from_db()
    assert (speaker.headline, [alias.name for alias in speaker.aliases.all()]) == ("urbaniste", ["Le professeur"])
    assert [r.action for r in Revision.objects.of(speaker).by_newest()] == ["restored", "changed", "changed"]


def test_a_deleted_record_is_listed_and_comes_back_with_its_parts(curator):
    speaker = b.speaker(name="Carlos Moreno")
    speaker.aliases.create(name="Le professeur")
    assert curator.post(page(speaker, "delete"), {"post": "yes"}).status_code == 302
    assert "Carlos Moreno" in curator.get(reverse("admin:curation_revision_deleted")).content.decode()
    assert "Cette fiche n’existe plus" in curator.get(page(speaker, "history")).content.decode()
    curator.post(restore(history.deleted().get()))
    back = Speaker.objects.get(pk=speaker.pk)
    assert (back.name, back.aliases.get().name) == ("Carlos Moreno", "Le professeur")
    assert not history.deleted().exists()


def test_what_no_longer_fits_is_refused_with_a_sentence(curator):
    theme = b.theme(name="ville")
    curator.post(page(theme, "delete"), {"post": "yes"})
    b.theme(name="Ville")
    response = curator.post(restore(history.deleted().get()))
    assert "Cette version ne peut pas être rétablie." in response.content.decode()
    assert Theme.objects.count() == 1


def test_a_part_whose_other_end_is_gone_is_refused_with_a_sentence(curator):
    theme = b.theme()
    talk = b.talk(themes=[theme])
    revision = history.write(talk, by=None)
    talk.themes.clear()
    theme.delete()
    assert "ne peut pas être rétablie" in curator.post(restore(revision)).content.decode()


def test_what_is_to_be_mended_is_led_to_by_links(curator):
    speaker, address = b.speaker(), "pas une adresse"
    text = save(curator, page(speaker), website=address, **{"aliases-0-name": "x" * 300}).content.decode()
    links = re.findall(r'<li><a href="#(.+?)">(.+?)</a></li>', text[text.index("to-mend") :])
    assert links == [("id_website", "Site web"), ("aliases-group", "Autres formes du nom")]
    assert "Saisissez une adresse entière" in text
    assert "to-mend" not in curator.get(page(speaker)).content.decode()


# Deleting


def test_what_others_hang_on_is_not_deleted_and_the_page_says_what_hangs(curator):
    speaker = b.speaker()
    quote = b.quote(speaker=speaker, text="Une parole")
    for response in (curator.get(page(speaker, "delete")), curator.post(page(speaker, "delete"), {"post": "yes"})):
        assert "Une parole" in response.content.decode()
    assert quote.speaker == Speaker.objects.get()


def test_what_others_name_in_a_list_is_not_deleted_either(curator):
    week, speaker = b.event(title="La semaine"), b.speaker(name="Ada")
    part, tweet = b.event(title="Un atelier"), b.tweet(text="Bravo @ada")
    part.part_of.add(week)
    tweet.mentioned_speakers.add(speaker)
    for record, naming in ((week, "Un atelier"), (speaker, "Bravo @ada")):
        for response in (curator.get(page(record, "delete")), curator.post(page(record, "delete"), {"post": "yes"})):
            assert naming in response.content.decode()
        act(curator, type(record), "delete_selected", record, post="yes")
    assert list(part.part_of.all()) == [week]
    assert list(tweet.mentioned_speakers.all()) == [speaker]


def test_what_hangs_is_told_by_kinds_and_a_few_of_each_and_whose_part_it_is(curator):
    theme, (talk, other) = b.theme(), (b.talk(title=title) for title in ("L’arbre", "La rue"))
    for number in range(12):
        b.quote(text=f"Parole {number}", themes=[theme])
    text = curator.get(page(theme, "delete")).content.decode()
    assert "Citations : 12" in text and text.count("Parole ") == 10 and "et 2 autres" in text
    assert "hemed" not in text
    other.links.create(kind="echoes", target=talk)
    assert f'<a href="{page(other)}">La rue</a>' in curator.get(page(talk, "delete")).content.decode()


def test_a_talk_goes_with_its_parts(curator):
    talk = b.talk(speakers=[b.speaker()], themes=[b.theme()])
    assert "Participation" in curator.get(page(talk, "delete")).content.decode()
    assert curator.post(page(talk, "delete"), {"post": "yes"}).status_code == 302
    assert list(history.deleted().values_list("label", flat=True)) == [talk.title]


# Two people at once


@pytest.fixture
def opened(curator):
    """A page that the curator has opened, and that somebody else has saved since."""
    theme = b.theme(name="ville", description="Avant.")
    history.write(theme, by=None)
    shown = curator.get(page(theme))
    theme.description = "Pendant."
    theme.save()
    history.write(theme, by=b.user(role="curator", name="Denise"))
    return theme, shown


def test_the_second_save_is_told_who_saved_what_and_keeps_what_was_typed(curator, opened):
    theme, shown = opened
    response = curator.post(page(theme), posted(shown, description="Après."))
    text = response.content.decode()
    assert "Denise a enregistré cette fiche" in text
    assert "« Avant. » est devenu « Pendant. »" in text
    assert "Après." in text
    theme.refresh_from_db()
    assert theme.description == "Pendant."


def test_saving_again_overwrites_knowingly(curator, opened):
    theme, shown = opened
    response = curator.post(page(theme), posted(shown, description="Après."))
    assert curator.post(page(theme), posted(response)).status_code == 302
    theme.refresh_from_db()
    assert theme.description == "Après."


def test_typed_parts_are_kept_too(curator):
    speaker = b.speaker(name="Carlos Moreno")
    shown = curator.get(page(speaker))
    history.write(speaker, by=None)
    typed = posted(shown, **{"aliases-0-name": "Le professeur"})
    response = curator.post(page(speaker), typed)
    assert "Quelqu’un a enregistré cette fiche" in response.content.decode()
    assert curator.post(page(speaker), posted(response)).status_code == 302
    assert speaker.aliases.get().name == "Le professeur"


def test_the_talk_of_a_programme_is_guarded_in_the_page_of_its_event(curator):
    talk = b.talk(title="Avant")
    shown = curator.get(page(talk.event))
    talk.title = "Pendant"
    talk.save()
    history.write(talk, by=b.user(role="curator", name="Denise"))
    response = curator.post(page(talk.event), posted(shown, **{"talks-0-title": "Après"}))
    assert "Denise a enregistré cette fiche" in response.content.decode()
    assert curator.post(page(talk.event), posted(response)).status_code == 302
    talk.refresh_from_db()
    assert talk.title == "Après"


def test_a_part_that_somebody_took_away_meanwhile_is_a_new_one_in_the_form(curator):
    speaker = b.speaker(name="Carlos Moreno")
    for name in ("A", "B", "C"):
        speaker.aliases.create(name=name)
    history.write(speaker, by=None)
    shown = curator.get(page(speaker))
    speaker.aliases.get(name="B").delete()
    history.write(speaker, by=b.user(role="curator", name="Denise"))
    response = curator.post(page(speaker), posted(shown, **{"aliases-1-name": "Bé", "aliases-3-name": "D"}))
    text = response.content.decode()
    assert "Denise a enregistré cette fiche" in text
    assert "Autre forme du nom « B » : retiré." in text
    assert curator.post(page(speaker), posted(response)).status_code == 302
    assert [alias.name for alias in speaker.aliases.all()] == ["A", "Bé", "C", "D"]


def test_a_talk_that_somebody_deleted_meanwhile_can_be_written_again(curator):
    talk = b.talk(title="Avant", position=1)
    history.write(talk, by=None)
    event = talk.event
    shown = curator.get(page(event))
    history.delete(talk, by=None)
    assert curator.post(page(event), posted(shown, **{"talks-0-title": "Après"})).status_code == 302
    assert event.talks.get().title == "Après"


# Roles


def test_an_editor_writes_drafts_and_cannot_publish_them(editor):
    save(editor, many(Theme, "add"), name="ville", status="published")
    theme = Theme.objects.get()
    assert theme.status == DRAFT
    shown = posted(editor.get(page(theme)))
    assert editor.post(page(theme), shown | {"status": "published", "description": "Une."}).status_code == 302
    theme.refresh_from_db()
    assert (theme.status, theme.description) == (DRAFT, "Une.")


def test_an_editor_reads_what_is_published_and_changes_nothing_of_it(editor):
    theme = b.theme(name="ville")
    history.write(theme, by=None)
    response = editor.get(page(theme))
    assert response.status_code == 200
    assert 'name="_save"' not in response.content.decode()
    for address, fields in (
        (page(theme), {"name": "cité", "slug": "ville", "position": 0}),
        (page(theme, "delete"), {"post": "yes"}),
        (restore(Revision.objects.get()), {}),
    ):
        assert editor.post(address, fields).status_code == 403
    assert Theme.objects.get().name == "ville"


def test_an_editor_sees_no_field_for_parts_of_what_is_published(editor):
    speaker = b.speaker()
    speaker.aliases.create(name="Le professeur")
    assert 'name="aliases-0-name"' not in editor.get(page(speaker)).content.decode()
    assert editor.post(page(speaker), {"aliases-0-name": "X"}).status_code == 403


def test_an_editor_does_not_touch_published_talks_through_the_event(editor):
    event = b.event(status=DRAFT)
    published, draft = b.talk(event=event, title="Public", position=1), b.talk(event=event, status=DRAFT, position=2)
    shown = posted(editor.get(page(event)))
    typed = {
        "talks-0-id": published.pk,
        "talks-0-title": "Changé",
        "talks-0-status": "draft",
        "talks-0-DELETE": "on",
        "talks-1-id": draft.pk,
        "talks-1-title": "Écrit",
        "talks-1-status": "published",
    }
    assert editor.post(page(event), shown | typed).status_code == 302
    assert list(event.talks.in_order().values_list("title", "status")) == [("Public", "published"), ("Écrit", "draft")]


def test_bulk_actions_of_an_editor_stop_at_drafts(editor):
    theme = b.theme()
    public, draft = b.talk(), b.talk(status=DRAFT)
    act(editor, Theme, "publish", b.theme(status=DRAFT))
    act(editor, Theme, "unpublish", theme)
    assert (Theme.objects.drafts().count(), Theme.objects.public().count()) == (1, 1)
    act(editor, Theme, "delete_selected", theme, post="yes")
    assert Theme.objects.filter(pk=theme.pk).exists()
    act(editor, type(public), "add_themes", public, draft, sure="1", themes=[theme.pk])
    assert (list(public.themes.all()), list(draft.themes.all())) == ([], [theme])


def test_an_editor_restores_drafts_only(editor):
    draft, public = b.theme(status=DRAFT, name="ville"), b.theme(name="cité")
    for theme in (draft, public):
        history.delete(theme, by=None)
    text = editor.get(reverse("admin:curation_revision_deleted")).content.decode()
    assert ("ville" in text, "cité" in text, text.count("Rétablir…")) == (True, True, 1)
    for revision in history.deleted():
        editor.post(restore(revision))
    assert list(Theme.objects.values_list("name", flat=True)) == ["ville"]


def test_an_editor_neither_merges_nor_undoes(editor):
    first, second = b.theme(status=DRAFT), b.theme(status=DRAFT)
    address = many(Theme, "merge", one=first.pk, other=second.pk)
    assert editor.get(address).status_code == 403
    assert editor.post(address, {"kept": first.pk}).status_code == 403
    act(editor, Theme, "merge_two", first, second)
    assert Theme.objects.count() == 2
    done = merge(first, second, by=None)
    assert editor.post(reverse("admin:curation_merge_undo", args=[done.pk])).status_code == 403


@pytest.mark.parametrize("role", [None, "member"])
def test_who_has_no_role_in_the_admin_sees_nothing_of_it(client, role):
    if role:
        client.force_login(b.user(role=role))
    theme = b.theme()
    history.write(theme, by=None)
    for address in (reverse("admin:index"), many(Theme), page(theme), page(theme, "history"), many(Theme, "merge")):
        assert client.get(address).status_code == 302


# Lists


def test_a_curator_publishes_and_takes_back_in_bulk_and_the_history_says_it(curator):
    first, second = b.theme(status=DRAFT), b.theme()
    act(curator, Theme, "publish", first, second)
    assert Theme.objects.public().count() == 2
    assert [r.label for r in Revision.objects.all()] == [first.name]
    act(curator, Theme, "unpublish", first, second)
    assert Theme.objects.public().count() == 0


def test_themes_are_added_to_many_records_from_a_page_that_asks_which(curator):
    theme, other = b.theme(name="ville"), b.theme()
    first, second = b.talk(themes=[other]), b.talk()
    asked = act(curator, type(first), "add_themes", first, second)
    assert "2 fiches" in asked.content.decode()
    act(curator, type(first), "add_themes", first, second, sure="1", themes=[theme.pk])
    assert (set(first.themes.all()), set(second.themes.all())) == ({theme, other}, {theme})


def test_lists_are_searched_without_accents_and_so_are_the_pickers(curator):
    b.theme(name="Énergie")
    b.theme(name="ville", synonyms="cité")
    assert "Énergie" in curator.get(many(Theme, q="energie")).content.decode()
    query = {"app_label": "themes", "model_name": "theme", "field_name": "parent", "term": "CITE"}
    found = curator.get(reverse("admin:autocomplete"), query).json()
    assert [row["text"] for row in found["results"]] == ["ville"]


# Merging


@pytest.mark.parametrize("model", [Speaker, Revision, Merge, Appearance, Reference, User])
@pytest.mark.parametrize("words", ["mot " * 1500, "m" * 60_000])
def test_an_endless_search_breaks_no_list(client, model, words):
    client.force_login(b.user(role="administrator"))
    assert client.get(many(model, q=words)).status_code == 200


@pytest.mark.parametrize("key", ["x", "\0", "9" * 25, "9" * 5000])
def test_an_address_with_a_mangled_key_breaks_nothing(curator, key):
    b.speaker()
    pages = [many(Speaker, "merge", one=key), many(Speaker, "merge", one=key, other=key)]
    pages += [many(Theme, "add", parent=key), many(Tweet, "add", speaker=key, mentioned_speakers=key)]
    pages += [reverse("admin:events_talk_choices", query={"event": key})]
    assert [curator.get(address).status_code for address in pages] == [200] * len(pages)


def test_a_revision_that_does_not_exist_is_not_found(curator):
    assert curator.get(reverse("admin:curation_revision_change", args=["x"])).status_code == 404


def test_two_records_are_compared_then_merged_and_the_merge_is_undone(curator):
    kept, gone = b.theme(name="ville"), b.theme(name="cité")
    b.talk(themes=[gone])
    asked = act(curator, Theme, "merge_two", kept, gone)
    address = asked.headers["Location"]
    text = curator.get(address).content.decode()
    assert "Garder « ville »" in text
    assert "Interventions" in text
    assert "Dites d’abord" in curator.post(address).content.decode()
    done = curator.post(address, {"kept": kept.pk})
    assert list(Theme.objects.values_list("name", flat=True)) == ["ville"]
    text = curator.get(done.headers["Location"]).content.decode()
    assert "Annuler cette fusion" in text
    pk = done.headers["Location"].rstrip("/").split("/")[-2]
    back = curator.post(reverse("admin:curation_merge_undo", args=[pk]))
    assert back.headers["Location"] == page(gone)
    again = curator.post(reverse("admin:curation_merge_undo", args=[pk]), follow=True)
    assert "déjà annulée" in again.content.decode()


def test_the_other_record_is_picked_when_one_comes_from_its_page(curator):
    theme = b.theme()
    address = many(Theme, "merge", one=theme.pk)
    assert address in curator.get(page(theme)).content.decode()
    assert "Comparer" in curator.get(address).content.decode()
    assert "deux fiches différentes" in curator.get(many(Theme, "merge", one=theme.pk, other=theme.pk)).content.decode()


def test_an_identifier_goes_from_one_line_to_another_and_is_linked_where_another_record_has_it(curator):
    one, other = b.speaker(name="Ana Duval"), b.speaker(name="Anne Roy")
    for identifier, record in (("1", one), ("2", one), ("3", other)):
        record.external_references.create(system="HAL", identifier=identifier)
    line = "curation-externalreference-content_type-object_id"
    refused = save(curator, page(one), **{f"{line}-{place}-identifier": "3" for place in (0, 1)}).content.decode()
    assert f'<a href="{page(other)}">Anne Roy</a>' in refused
    assert "Une autre ligne porte déjà cet identifiant." in refused
    assert save(curator, page(one), **{f"{line}-0-DELETE": "on", f"{line}-1-identifier": "1"}).status_code == 302
    assert list(one.external_references.values_list("identifier", flat=True)) == ["1"]


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Event, ["une intervention", "un rôle", "un organisateur ou un partenaire", "une référence externe"]),
        (
            Talk,
            ["une personne", "une référence", "un enregistrement", "un document", "un lien", "une référence externe"],
        ),
        (Speaker, ["un autre nom", "une référence externe"]),
        (Quote, ["un lien", "une référence externe"]),
    ],
)
def test_each_button_says_what_it_adds(curator, model, words):
    text = unescape(curator.get(many(model, "add")).content.decode())
    assert re.findall(r'"addText": "Ajouter ([^"]+)"', text) == words
