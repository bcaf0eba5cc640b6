from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alerts.models import Alert, Publication
from alerts.publications import note
from members.holdings import holdings
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = pytest.mark.django_db
CHOSEN = {"name": "Ma veille", "frequency": "at_once", "content": "titles"}
DEEDS = ("pause", "reprise", "cle", "suppression", "retablissement")


@pytest.fixture
def member(client):
    user = make.user(role="member")
    client.force_login(user)
    return user


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def state(alert):
    alert.refresh_from_db()
    return [getattr(alert, field.attname) for field in Alert._meta.fields]


def test_a_search_is_followed_just_as_its_page_says_it(client, member):
    make.speaker(slug="camille", name="Camille Martin")
    make.quote(text="la ville", speaker=make.speaker(slug="dominique"))
    searched = page(client, "/citations/recherche/?q=ville&speaker=camille&speaker=dominique&sort=newest&page=1&rien=1")
    address = "/alertes/suivre/?q=ville&amp;sort=newest&amp;speaker=camille&amp;speaker=dominique"
    assert f'href="{address}"' in searched
    address = address.replace("&amp;", "&")
    assert 'value="ville, Camille Martin, ' in page(client, address)
    assert not Alert.objects.exists()
    response = client.post(address, CHOSEN)
    assert (response.status_code, response.headers["Location"]) == (302, "/alertes/")
    alert = member.alerts.get()
    assert (alert.kind, alert.query) == ("search", "q=ville&sort=newest&speaker=camille&speaker=dominique")
    assert (alert.name, alert.frequency, alert.content, alert.language) == ("Ma veille", "at_once", "titles", "fr")
    assert 'href="/citations/recherche/?q=ville&amp;sort=newest' in page(client, "/alertes/")


@pytest.mark.parametrize("kind", ["theme", "speaker", "event"])
def test_the_page_of_a_record_leads_to_following_it(client, member, kind):
    record = getattr(make, kind)(slug="ici")
    where = f"/alertes/suivre/{record.get_absolute_url().split('/')[1]}/ici/"
    assert f'href="{where}"' in page(client, record.get_absolute_url())
    client.post(where, CHOSEN)
    alert = member.alerts.get()
    assert (alert.kind, alert.record, alert.query) == (kind, record, "")
    assert f'href="{record.get_absolute_url()}"' in page(client, "/alertes/")


def test_a_public_page_is_the_same_for_all_and_leads_a_visitor_to_log_in(client):
    theme = make.theme(slug="ville")
    assert "Suivre ce thème" in page(client, theme.get_absolute_url())
    response = client.get("/alertes/suivre/themes/ville/")
    assert response.headers["Location"] == "/connexion/?next=/alertes/suivre/themes/ville/"


def test_a_search_that_is_not_saved_leaves_no_trace(client, member):
    page(client, "/citations/recherche/?q=secret")
    page(client, "/alertes/suivre/?q=secret")
    assert not Alert.objects.exists()


def test_the_form_shows_what_the_alert_would_have_sent_lately(client, member):
    for place in range(7):
        make.quote(text=f"ville numéro {place}")
    text = page(client, "/alertes/suivre/?q=ville")
    assert [place for place in range(7) if f"ville numéro {place}" in text] == [2, 3, 4, 5, 6]
    assert "Rien encore" in page(client, "/alertes/suivre/?q=absent")


def test_what_is_out_when_one_follows_is_not_new(client, member):
    make.quote(text="la ville")
    client.post("/alertes/suivre/?q=ville", CHOSEN)
    call_command("send_alerts")
    assert mail.outbox == []
    make.quote(text="la ville encore")
    call_command("send_alerts")
    assert len(mail.outbox) == 1


def test_the_same_is_not_followed_twice(client, member):
    follow(query="q=ville")
    for _ in range(2):
        response = client.post("/alertes/suivre/?q=ville", CHOSEN)
    assert response.headers["Location"] == f"/alertes/{member.alerts.get().pk}/"
    client.post("/alertes/suivre/?q=village", CHOSEN)
    assert member.alerts.count() == 2


def test_nobody_follows_too_much(client, member, monkeypatch):
    monkeypatch.setattr("alerts.following.MOST", 1)
    for word in ("ville", "village"):
        client.post(f"/alertes/suivre/?q={word}", CHOSEN)
    assert member.alerts.count() == 1
    assert "supprimez-en une" in page(client, "/alertes/")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "m" * 121}, {"frequency": "hourly"}, {"content": "all"}])
def test_a_senseless_choice_is_not_saved(client, member, wrong):
    response = client.post("/alertes/suivre/?q=ville", CHOSEN | wrong)
    assert response.status_code == 200
    assert not Alert.objects.exists()


def test_an_alert_is_changed_without_being_moved(client, member):
    alert = follow(owner=member)
    stale = Alert.objects.get(pk=alert.pk)
    assert 'value="gouvernance"' in page(client, f"/alertes/{alert.pk}/")
    client.post(f"/alertes/{alert.pk}/", CHOSEN)
    alert.refresh_from_db()
    assert (alert.name, alert.frequency, alert.content) == ("Ma veille", "at_once", "titles")
    assert (alert.position, alert.checked_at, alert.query) == (stale.position, stale.checked_at, stale.query)


def test_a_run_that_moves_an_alert_while_its_owner_changes_it_is_not_undone(client, member, monkeypatch):
    alert = follow(owner=member)
    whole = Alert.full_clean

    def meanwhile(self, *args, **kwargs):
        Alert.objects.filter(pk=alert.pk).update(position=1000)
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(Alert, "full_clean", meanwhile)
    client.post(f"/alertes/{alert.pk}/", CHOSEN)
    alert.refresh_from_db()
    assert (alert.name, alert.position) == ("Ma veille", 1000)


def test_who_wants_mail_after_the_feed_alone_gets_what_comes_from_then_on(client, member):
    alert = follow(owner=member, frequency="feed")
    make.quote(text="la gouvernance")
    note()
    client.post(f"/alertes/{alert.pk}/", CHOSEN)
    call_command("send_alerts")
    assert mail.outbox == []


def test_pausing_resuming_removing_and_taking_back(client, member):
    alert = follow(owner=member)

    def post(deed):
        return client.post(f"/alertes/{alert.pk}/{deed}/", follow=True).content.decode()

    assert "est en pause" in post("pause")
    assert "Reprendre" in page(client, "/alertes/")
    assert "reprend" in post("reprise")
    text = post("suppression")
    assert "Vous ne suivez rien encore." in text
    assert "Rétablir" in text
    assert client.get(f"/alertes/{alert.pk}/").status_code == 404
    text = post("retablissement")
    assert "Mettre en pause" in text
    assert "Rétablir" not in text


def test_what_was_removed_long_ago_is_no_longer_shown(client, member):
    follow(owner=member).remove()
    Alert.objects.update(removed_at=timezone.now() - timedelta(days=31))
    assert "Rétablir" not in page(client, "/alertes/")


def test_the_alerts_of_another_member_are_out_of_reach(client, member):
    alert = follow()
    before = state(alert)
    assert "gouvernance" not in page(client, "/alertes/")
    assert client.get(f"/alertes/{alert.pk}/").status_code == 404
    assert client.post(f"/alertes/{alert.pk}/", CHOSEN).status_code == 404
    assert {client.post(f"/alertes/{alert.pk}/{deed}/").status_code for deed in DEEDS} == {404}
    assert state(alert) == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_look_does_nothing_nor_does_a_form_of_another_site(member, deed):
    alert = follow(owner=member)
    before = state(alert)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.get(f"/alertes/{alert.pk}/{deed}/").status_code == 405
    assert client.post(f"/alertes/{alert.pk}/{deed}/").status_code == 403
    assert state(alert) == before


def test_the_list_costs_the_same_for_one_alert_and_for_thirty(client, member):
    costs = []
    for number in (1, 29):
        for place in range(number):
            follow(owner=member, query=f"q={number}x{place}").remove()
            follow(owner=member, query=f"q={number}y{place}")
            follow(owner=member, theme=make.theme())
            follow(owner=member, speaker=make.speaker())
            follow(owner=member, event=make.event())
        with CaptureQueriesContext(connection) as queries:
            page(client, "/alertes/")
        costs.append(len(queries))
    assert costs == [7, 7]


def test_who_has_the_mail_stops_it_without_an_account_and_takes_it_back(client):
    alert = follow()
    make.quote(text="la gouvernance")
    address = f"/alertes/arret/{alert.token}/"
    assert "Arrêter" in page(client, address)
    alert.refresh_from_db()
    assert alert.paused_at is None
    response = client.post(address)
    assert "C’est arrêté" in response.content.decode()
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["X-Robots-Tag"] == "noindex"
    call_command("send_alerts")
    assert mail.outbox == []
    client.post(address, {"undo": "1"})
    call_command("send_alerts")
    assert len(mail.outbox) == 1


def test_a_mail_program_stops_it_in_one_post_with_nothing_but_the_link():
    alert = follow()
    make.quote(text="la gouvernance")
    call_command("send_alerts")
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    response = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    alert.refresh_from_db()
    assert alert.paused_at


def test_an_altered_link_stops_nothing(client):
    alert, other = follow(), follow()
    number, signature = alert.token.split(":")
    altered = f"{other.pk}:{signature}", f"{number}:{signature[:-1]}.", number, f"{number}:", f"{signature}:{number}"
    for token in altered:
        assert client.post(f"/alertes/arret/{token}/").status_code == 404
    assert not Alert.objects.exclude(paused_at=None).exists()
    alert.remove()
    assert client.get(f"/alertes/arret/{alert.token}/").status_code == 404


def test_a_member_gets_all_that_is_kept_of_alerts_but_the_keys(client, member):
    alert = follow(owner=member)
    follow()
    make.quote(text="la gouvernance")
    call_command("send_alerts")
    held = holdings(member)
    [kept] = held["alerts.alert"]
    assert kept["query"] == "q=gouvernance"
    assert "feed_key" not in kept
    assert len(held["alerts.delivery"]) == 1
    member.delete()
    assert not Alert.objects.filter(pk=alert.pk).exists()


def test_staff_who_delete_an_account_do_not_read_what_it_follows(client, member):
    follow(owner=member, name="un sujet intime")
    client.force_login(make.user(role="administrator"))
    assert "intime" not in page(client, f"/admin/members/user/{member.pk}/delete/")


def test_a_look_at_what_may_be_followed_writes_nothing(client, member):
    make.quote(text="la ville")
    assert "la ville" in page(client, "/alertes/suivre/?q=ville")
    assert not Publication.objects.exists()


def test_what_is_restored_while_it_is_followed_again_is_not_there_twice(client, member):
    first = follow(owner=member, query="q=ville")
    client.post(f"/alertes/{first.pk}/suppression/")
    client.post("/alertes/suivre/?q=ville", CHOSEN)
    response = client.post(f"/alertes/{first.pk}/retablissement/", follow=True)
    assert "Vous suivez déjà cela." in response.content.decode()
    assert [alert.pk == first.pk for alert in member.alerts.kept()] == [False]


@pytest.mark.parametrize("kind", ["theme", "speaker", "event"])
def test_nor_a_record_that_is_followed_again(client, member, kind):
    record = getattr(make, kind)()
    first = follow(owner=member, **{kind: record})
    first.remove()
    follow(owner=member, **{kind: record})
    client.post(f"/alertes/{first.pk}/retablissement/")
    assert member.alerts.kept().count() == 1


def test_one_that_is_restored_twice_is_there_once_and_no_error(client, member):
    alert = follow(owner=member)
    alert.remove()
    for _ in range(2):
        response = client.post(f"/alertes/{alert.pk}/retablissement/", follow=True)
        assert "est rétablie" in response.content.decode()
    assert member.alerts.kept().count() == 1


def test_nobody_restores_too_much(client, member, monkeypatch):
    monkeypatch.setattr("alerts.following.MOST", 1)
    gone = follow(owner=member, query="q=village")
    gone.remove()
    client.post("/alertes/suivre/?q=ville", CHOSEN)
    response = client.post(f"/alertes/{gone.pk}/retablissement/", follow=True)
    assert "supprimez-en une" in response.content.decode()
    assert member.alerts.kept().count() == 1
