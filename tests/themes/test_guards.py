import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from curation.merging import merge
from members.roles import sync_roles
from tests import builders as b
from tests.admin_forms import posted
from tests.together import at_once
from themes.guards import guard_tree
from themes.models import Theme


def chain(*names):
    """Themes, each under the one before it."""
    rows = []
    for name in names:
        rows.append(b.theme(name=name, parent=rows[-1] if rows else None))
    return rows


def move(theme, parent):
    Theme.objects.filter(pk=theme.pk).update(parent=parent)


@pytest.mark.django_db
@pytest.mark.parametrize("depth", [1, 2, 5])
def test_whatever_writes_no_theme_comes_under_itself(depth):
    top, *_between, bottom = chain(*"abcdef"[: depth + 1])
    top.parent = bottom
    with pytest.raises(ValidationError, match="tourneraient en rond"):
        top.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        top.save()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE themes_theme SET parent_id = %s WHERE id = %s", [bottom.pk, top.pk])
    assert bottom.above()[-1] == top.pk


@pytest.mark.django_db
def test_a_branch_moves_elsewhere_with_all_that_is_under_it():
    top, branch, leaf = chain("a", "b", "c")
    other = b.theme(name="d")
    branch.parent = other
    branch.full_clean()
    branch.save()
    move(top, leaf)
    assert top.pk not in other.above()


@pytest.mark.django_db
def test_a_circle_that_was_made_without_the_guard_holds_nobody(client):
    one, two = chain("Un", "Deux")
    name = "themes_theme_not_under_itself"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {name} ON themes_theme"
            if connection.vendor == "postgresql"
            else f"DROP TRIGGER {name}_update"
        )
    move(one, two)
    guard_tree()
    for theme in (one, two):
        theme.refresh_from_db()
        with pytest.raises(ValidationError):
            theme.full_clean()
        assert client.get(theme.get_absolute_url()).status_code == 200
    three = b.theme(name="Trois", parent=two)
    three.full_clean()
    assert client.get("/themes/").status_code == 200
    move(one, None)
    two.refresh_from_db()
    two.full_clean()


@pytest.mark.django_db
def test_of_two_who_put_each_others_theme_under_theirs_the_second_is_refused_in_words(client):
    one, two = b.theme(name="Un"), b.theme(name="Deux")
    client.force_login(b.user(role="curator"))
    pages = {theme: reverse("admin:themes_theme_change", args=[theme.pk]) for theme in (one, two)}
    sent = {theme: posted(client.get(pages[theme]), parent=other.pk) for theme, other in ((one, two), (two, one))}
    first, second = (client.post(pages[theme], sent[theme]) for theme in (one, two))
    assert (first.status_code, second.status_code) == (302, 200)
    assert "tourneraient en rond" in second.content.decode()
    assert list(Theme.objects.exclude(parent=None)) == [one]


@pytest.mark.django_db
def test_what_the_look_missed_and_the_base_refused_is_said_in_words(client, monkeypatch):
    """The other's move is committed between the look and the write."""
    one, two = chain("Un", "Deux")
    client.force_login(b.user(role="curator"))
    page = reverse("admin:themes_theme_change", args=[one.pk])
    sent, look, asked = posted(client.get(page), parent=two.pk), Theme.above, []

    def slow(theme):
        asked.append(theme)
        return look(theme) if len(asked) > 1 else []

    monkeypatch.setattr(Theme, "above", slow)
    assert "tourneraient en rond" in client.post(page, sent).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite has one writer at a time by itself")
@pytest.mark.parametrize("locks", [False, True], ids=["by update", "through the admin"])
def test_of_two_at_once_the_second_waits_for_the_first_and_is_refused(locks):
    one, two = b.theme(name="Un"), b.theme(name="Deux")
    outcomes, first_wrote = {}, threading.Event()

    def write(theme, parent, *, first):
        try:
            with transaction.atomic():
                if locks:  # as the admin's page does before it writes
                    list(Theme.objects.select_for_update(no_key=True).filter(pk=theme.pk).values_list("pk"))
                if not first:
                    first_wrote.wait(20)
                move(theme, parent)
                if first:
                    first_wrote.set()
                    time.sleep(0.5)
            outcomes[theme.name] = "moved"
        except IntegrityError:
            outcomes[theme.name] = "refused"
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=write, args=[one, two], kwargs={"first": True}),
        threading.Thread(target=write, args=[two, one], kwargs={"first": False}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert outcomes == {"Un": "moved", "Deux": "refused"}


ROUNDS = 20
ONE_WRITER = pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite has one writer at a time by itself")


def is_in_a_circle(theme):
    return theme.pk in theme.above()


def saving(theme, parent, *, pause=0.02):
    """Work: save the whole of `theme` under `parent`, and linger before the end of the transaction."""

    def work():
        with transaction.atomic():
            moved = Theme.objects.get(pk=theme.pk)
            moved.parent = parent
            moved.save()
            time.sleep(pause)
        return "saved"

    return work


def posting(theme, parent):
    """Work: the same through the page of `theme`."""
    client = Client()
    client.force_login(b.user(role="curator"))
    page = reverse("admin:themes_theme_change", args=[theme.pk])
    sent = posted(client.get(page), parent=parent.pk)
    return lambda: client.post(page, sent)


@pytest.mark.django_db(transaction=True)
@ONE_WRITER
@pytest.mark.parametrize("through", [saving, posting])
def test_nobody_blocks_another_where_no_circle_comes_of_it(through):
    sync_roles()
    one, two, three = (b.theme(name=name) for name in ("Un", "Deux", "Trois"))
    for _round in range(ROUNDS):
        Theme.objects.update(parent=None)
        outcomes = at_once(through(one, two), through(two, three))
        assert [getattr(outcome, "status_code", outcome) for outcome in outcomes] in (["saved"] * 2, [302] * 2)
        assert Theme.objects.get(pk=one.pk).above() == [two.pk, three.pk]


@pytest.mark.django_db(transaction=True)
@ONE_WRITER
def test_of_two_who_would_close_a_circle_one_reads_why_not():
    sync_roles()
    one, two = b.theme(name="Un"), b.theme(name="Deux")
    for _round in range(ROUNDS):
        Theme.objects.update(parent=None)
        outcomes = at_once(posting(one, two), posting(two, one))
        assert sorted(outcome.status_code for outcome in outcomes) == [200, 302]
        [refused] = [outcome for outcome in outcomes if outcome.status_code == 200]
        assert "tourneraient en rond" in refused.content.decode()


@pytest.mark.django_db(transaction=True)
@ONE_WRITER
def test_nor_do_a_merge_and_a_move():
    for number in range(ROUNDS):
        one, two, three = (b.theme(name=f"{name} {number}") for name in ("Un", "Deux", "Trois"))
        under = b.theme(parent=two)
        move_there, merged = at_once(saving(one, two), lambda three=three, two=two: merge(three, two, by=None))
        assert not isinstance(merged, Error)
        assert move_there == "saved" or isinstance(move_there, IntegrityError)  # the theme is gone
        under.refresh_from_db()
        assert under.parent == three and not is_in_a_circle(three)
