"""All that was chosen of a list: done in sets by the worker beyond a few, told how far it is, undone at once."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation import bulk, history, sets
from curation.merging import merge
from curation.models import Revision, Status
from curation.sets import ListChange
from privacy.forgetting import forget
from privacy.models import Forgotten
from privacy.persons import Person
from quotes.models import Quote, Tweet
from tests import builders as make
from tests.working import work
from themes.models import Theme
from work.models import Job

pytestmark = pytest.mark.django_db
LIST = "/admin/quotes/quote/"
DRAFT, PUBLISHED = Status.DRAFT, Status.PUBLISHED


@pytest.fixture
def curator(client, monkeypatch):
    monkeypatch.setattr(bulk, "A_FEW", 2)
    monkeypatch.setattr(sets, "AT_ONCE", 2)
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def drafts(number):
    return [make.quote(status=DRAFT) for _each in range(number)]


def act(client, action, rows, *, on=LIST, **fields):
    return client.post(on, {"action": action, "_selected_action": [row.pk for row in rows], **fields}, follow=True)


def address(deed="change"):
    return reverse(f"admin:curation_listchange_{deed}", args=[ListChange.objects.latest("pk").pk])


def told(response):
    return [str(message) for message in response.context["messages"]]


def states():
    return list(Quote.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("action", "before", "after"), [("publish", DRAFT, PUBLISHED), ("unpublish", PUBLISHED, DRAFT)]
)
def test_a_few_are_done_at_once_and_many_by_the_worker_and_all_of_it_is_undone(curator, action, before, after):
    few = [make.quote(status=before) for _each in range(2)]
    response = act(curator, action, few)
    assert response.redirect_chain == [(LIST, 302)]
    assert address() in told(response)[0]
    assert states() == [after] * 2
    many = [make.quote(status=before) for _each in range(5)]
    response = act(curator, action, many)
    assert response.redirect_chain == [(address(), 302)]
    assert "En cours" in response.content.decode() and "0 sur 5" in response.content.decode()
    assert states() == [after] * 2 + [before] * 5
    work()
    text = curator.get(address()).content.decode()
    assert "5 sur 5" in text and "data-hx-get" not in text
    assert states() == [after] * 7
    assert Revision.objects.filter(by=curator.person, object_id__in=[quote.pk for quote in many]).count() == 5
    curator.post(address("undo"))
    work()
    assert "Annulé" in curator.get(address()).content.decode()
    assert states() == [after] * 2 + [before] * 5


def test_what_a_worker_was_at_when_it_died_is_taken_up_where_it_was_and_told_meanwhile(curator):
    act(curator, "publish", drafts(5))
    change = ListChange.objects.get()
    assert sets._step(change.pk)
    text = curator.get(address()).content.decode()
    assert "2 sur 5" in text and 'value="2"' in text
    work()
    change.refresh_from_db()
    assert (change.done, len(change.journal), states()) == (5, 5, [PUBLISHED] * 5)
    Job.objects.get().try_again()
    work()
    change.refresh_from_db()
    assert (change.done, len(change.journal)) == (5, 5)


def test_one_that_lists_what_is_gone_keeps_none_of_the_others_from_coming_back():
    person, tweets = make.speaker(), [make.tweet(), make.tweet()]
    tweets[0].mentioned_speakers.add(person)
    change = sets.start(Tweet, [tweet.pk for tweet in tweets], "delete", by=(curator := make.user(role="curator")))
    history.delete(person, by=curator)
    sets.undo(change, by=curator)
    change.refresh_from_db()
    assert (list(Tweet.objects.all()), change.stayed) == ([tweets[1]], 1)


def test_undone_midway_it_stops_and_takes_back_what_was_done(curator):
    act(curator, "publish", drafts(5))
    sets._step(ListChange.objects.get().pk)
    curator.post(address("undo"))
    work()
    change = ListChange.objects.get()
    assert (change.done, change.undone, change.is_over, states()) == (2, 2, True, [DRAFT] * 5)
    curator.post(address("undo"))
    assert "C’est déjà annulé." in told(curator.get(address()))


def test_only_what_it_changed_is_undone(curator):
    quotes = drafts(2)
    public = make.quote()
    act(curator, "publish", [*quotes, public])
    make.quote(status=PUBLISHED)
    curator.post(address("undo"))
    assert states() == [DRAFT, DRAFT, PUBLISHED, PUBLISHED]


def agreed(response, **fields):
    """What whoever agrees to the page that asks about a whole list posts."""
    return {"select_across": "1", "sure": "1"} | {name: response.context[name] for name in ("newest", "seen")} | fields


def test_all_of_a_list_is_what_was_there_when_it_was_shown(curator):
    theme = make.theme()
    for number in range(4):
        make.quote(text=f"La ville {number}")
    other = make.quote(text="Rien")
    ticked = Quote.objects.filter(text__contains="ville")[:1]
    asked = act(curator, "add_themes", ticked, on=f"{LIST}?q=ville", select_across="1")
    text = asked.content.decode()
    assert "4 fiches" in text and f'name="newest" value="{other.pk - 1}"' in text
    came = make.quote(text="La ville après")
    act(curator, "add_themes", ticked, on=f"{LIST}?q=ville", **agreed(asked, themes=[theme.pk]))
    work()
    assert Quote.objects.on_theme(theme).count() == 4
    assert not came.themes.exists() and not other.themes.exists()


def test_only_the_themes_that_were_added_are_taken_away_again(curator):
    theme, other, third = make.theme(), make.theme(), make.theme()
    quotes = [make.quote(themes=themes) for themes in ([theme], [other], [])]
    act(curator, "add_themes", quotes, sure="1", themes=[theme.pk, third.pk])
    work()
    assert [set(quote.themes.all()) for quote in quotes] == [{theme, third}, {theme, other, third}, {theme, third}]
    curator.post(address("undo"))
    work()
    assert [set(quote.themes.all()) for quote in quotes] == [{theme}, {other}, set()]


def test_many_are_deleted_but_for_those_that_others_hang_on_and_come_back(curator):
    themes = [make.theme() for _each in range(4)]
    make.theme(parent=themes[0])
    names = set(Theme.objects.values_list("name", flat=True))
    on = "/admin/themes/theme/"
    asked = act(curator, "delete_selected", themes, on=on)
    assert "4 fiches" in asked.content.decode() and Theme.objects.count() == 5
    act(curator, "delete_selected", themes, on=on, sure="1")
    work()
    assert Theme.objects.count() == 2
    assert "1 laissée telle quelle" in curator.get(address()).content.decode()
    curator.post(address("undo"))
    work()
    assert set(Theme.objects.values_list("name", flat=True)) == names


def test_a_few_are_deleted_after_django_s_own_page_and_come_back_too(curator):
    quotes = drafts(2)
    assert "Supprimer tout ceci" in act(curator, "delete_selected", quotes).content.decode()
    act(curator, "delete_selected", quotes, post="yes")
    assert not Quote.objects.exists()
    curator.post(address("undo"))
    assert Quote.objects.count() == 2


def test_what_does_not_fit_any_more_stays_deleted(curator):
    theme, other = make.theme(name="ville"), make.theme(name="cité")
    act(curator, "delete_selected", [theme, other], on="/admin/themes/theme/", post="yes")
    make.theme(name="Ville")
    curator.post(address("undo"))
    assert set(Theme.objects.values_list("name", flat=True)) == {"Ville", "cité"}


def test_an_editor_changes_drafts_alone_and_undoes_what_is_theirs(curator):
    publics, theme = [make.quote() for _each in range(2)], make.theme()
    curator.force_login(make.user(role="editor"))
    act(curator, "add_themes", [*publics, *drafts(2)], sure="1", themes=[theme.pk])
    work()
    assert [quote.themes.count() for quote in Quote.objects.order_by("pk")] == [0, 0, 1, 1]
    curator.force_login(make.user(role="editor"))
    assert "Tout annuler" not in curator.get(address()).content.decode()
    assert curator.post(address("undo")).status_code == 403


def test_who_may_not_publish_any_more_takes_nothing_back_that_is_public(curator):
    quotes = [make.quote() for _each in range(2)]
    act(curator, "delete_selected", quotes[1:], post="yes")
    act(curator, "add_themes", quotes[:1], sure="1", themes=[make.theme().pk])
    curator.person.groups.set(make.user(role="editor").groups.all())
    for change in ListChange.objects.all():
        assert curator.post(reverse("admin:curation_listchange_undo", args=[change.pk])).status_code == 302
    assert states() == [PUBLISHED]
    assert quotes[0].themes.count() == 1


def test_who_may_not_publish_any_longer_when_the_worker_comes_to_it_changes_nothing(curator):
    act(curator, "publish", drafts(3))
    curator.person.groups.clear()
    work()
    assert states() == [DRAFT] * 3
    assert ListChange.objects.get().untouched == 3


@pytest.mark.parametrize("action", ["delete_selected", "add_themes"])
@pytest.mark.parametrize("lost", ["role", "account"])
def test_who_lost_the_role_when_the_worker_comes_to_it_changes_no_draft_either(curator, action, lost):
    editor, theme = make.user(role="editor"), make.theme()
    curator.force_login(editor)
    act(curator, action, drafts(3), sure="1", themes=[theme.pk])
    if lost == "role":
        editor.groups.clear()
    else:
        editor.is_active = False
        editor.save()
    work()
    assert Quote.objects.count() == 3 and not Quote.objects.on_theme(theme).exists()
    assert ListChange.objects.get().untouched == 3


def test_a_curator_who_became_an_editor_leaves_a_publication_to_who_may_undo_it(curator):
    act(curator, "publish", drafts(2))
    curator.person.groups.set(make.user(role="editor").groups.all())
    assert "Tout annuler" not in curator.get(address()).content.decode()
    assert curator.post(address("undo")).status_code == 403
    assert ListChange.objects.get().undone_at is None
    curator.force_login(make.user(role="curator"))
    curator.post(address("undo"))
    assert states() == [DRAFT] * 2


def test_what_came_back_since_stays_as_somebody_has_it(curator):
    quotes = drafts(2)
    editor = make.user(role="editor")
    curator.force_login(editor)
    act(curator, "delete_selected", quotes, post="yes")
    back = history.restore(Revision.objects.of(quotes[0]).latest("pk"), by=curator.person)
    back.text, back.status = "Des mots plus justes.", PUBLISHED
    back.save()
    history.write(back, by=curator.person)
    curator.post(address("undo"))
    back.refresh_from_db()
    assert (back.text, back.status, Quote.objects.count()) == ("Des mots plus justes.", PUBLISHED, 2)


def test_what_was_merged_since_does_not_come_back_beside(curator):
    event, person = make.event(), make.speaker()
    kept, gone, other = (make.quote(event=event, speaker=person, text="Les mêmes mots.") for _each in range(3))
    act(curator, "delete_selected", [gone, other], post="yes")
    merge(kept, history.restore(Revision.objects.of(gone).latest("pk"), by=None), by=None)
    curator.post(address("undo"))
    assert set(Quote.objects.all()) == {kept, other}


def test_what_was_forgotten_since_keeps_nothing_else_from_coming_back(curator):
    person = make.speaker(name="Zoé Abadie")
    quotes = [make.quote(), make.quote(), make.quote(speaker=person)]
    act(curator, "delete_selected", quotes, sure="1")
    work()
    forget(Person(person.name, speaker=person), Forgotten.Way.ERASED)
    curator.post(address("undo"))
    work()
    assert set(Quote.objects.all()) == set(quotes[:2])
    assert ListChange.objects.get().is_over


def test_how_many_were_not_taken_back_is_told(curator):
    first, second = make.theme(), make.theme()
    quotes = drafts(2)
    act(curator, "publish", quotes)
    Quote.objects.filter(pk=quotes[0].pk).update(status=DRAFT)
    curator.post(address("undo"))
    assert "1 restée telle quelle" in curator.get(address()).content.decode()
    editor = make.user(role="editor")
    curator.force_login(editor)
    act(curator, "add_themes", quotes, sure="1", themes=[first.pk, second.pk])
    Quote.objects.filter(pk__in=[quote.pk for quote in quotes]).update(status=PUBLISHED)
    curator.post(address("undo"))
    assert Quote.objects.on_theme(first).count() == 2
    assert "2 restées telles quelles" in curator.get(address()).content.decode()


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("publish", DRAFT, PUBLISHED), ("unpublish", PUBLISHED, DRAFT), ("delete_selected", DRAFT, None)],
)
def test_nothing_is_done_to_what_was_not_in_the_whole_list_when_somebody_was_asked(curator, action, before, after):
    other = make.quote(text="Rien", status=before)
    for number in range(3):
        make.quote(text=f"La ville {number}", status=before)
    on, ticked = f"{LIST}?q=ville", Quote.objects.filter(text__contains="ville")[:1]
    shown = act(curator, action, ticked, on=on, select_across="1")
    assert "3 fiches" in shown.content.decode() and states() == [before] * 4
    other.text = "La ville aussi"
    other.save()
    again = act(curator, action, ticked, on=on, **agreed(shown))
    assert "La liste a changé depuis que vous l’avez lue" in told(again)[0]
    assert "4 fiches" in again.content.decode() and states() == [before] * 4
    act(curator, action, ticked, on=on, **agreed(again))
    work()
    assert states() == [after] * 4 if after else not Quote.objects.exists()


def test_what_the_database_refuses_once_is_done_once(curator):
    quotes, refused = drafts(2), []

    def refuse_once(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "curation_revision"') and not refused:
            refused.append(sql)
            raise IntegrityError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_once):
        act(curator, "publish", quotes)
    assert refused and states() == [PUBLISHED] * 2
    assert ListChange.objects.get().is_over


def test_what_failed_for_good_is_not_told_as_going_on_and_is_once_it_is_tried_again(curator):
    act(curator, "publish", drafts(5))
    assert "En cours" in curator.get(address()).content.decode()
    Job.objects.update(status="FAILED", traceback="OperationalError: disk full")
    shown = curator.get(address()).content.decode()
    assert "Arrêté" in shown and "En cours" not in shown and "data-hx-trigger" not in shown
    assert reverse("admin:work_job_change", args=[(job := Job.objects.get()).pk]) in shown
    Job.objects.all().delete()  # its trace is kept for two weeks
    assert "Arrêté" in curator.get(address()).content.decode()
    job.status = "READY"
    job.save()
    work()
    assert "Fait" in curator.get(address()).content.decode()


def test_a_long_list_lets_others_have_their_turn_and_is_not_given_up_for_its_length(curator, monkeypatch):
    monkeypatch.setattr(sets, "SETS", 1)
    act(curator, "publish", drafts(5))
    other = make.quote(status=DRAFT)
    bulk.set_status_together_later.enqueue(
        "quotes.quote", other.pk, {"quotes.quote": [other.pk]}, PUBLISHED, curator.person.pk
    )
    work()
    assert states() == [PUBLISHED] * 6 and ListChange.objects.get().is_over
    jobs = Job.objects.order_by("finished_at")
    assert [job.task_path.rpartition(".")[2] for job in jobs][:3] == [
        "carry_on",
        "set_status_together_later",
        "carry_on",
    ]
    assert {job.tried for job in jobs} == {1}


def test_the_list_of_changes_reads_none_of_the_keys(curator):
    act(curator, "publish", drafts(5))
    with CaptureQueriesContext(connection) as asked:
        text = curator.get("/admin/curation/listchange/").content.decode()
    assert "Publier\u00a0: 5 citations" in text
    columns = ('"curation_listchange"."journal"', '"curation_listchange"."asked",')
    assert not [query["sql"] for query in asked if any(column in query["sql"] for column in columns)]


def test_a_change_of_thousands_says_how_many_as_one_reads_them(curator):
    act(curator, "publish", [make.quote(status=DRAFT)])
    ListChange.objects.update(asked=[*range(1200)])
    change = ListChange.objects.get()
    assert str(change) == "Publier\u00a0: 1\u202f200 citations"
    page = curator.get(f"/admin/curation/listchange/{change.pk}/change/").content.decode()
    assert "1 sur 1\u202f200" in page
