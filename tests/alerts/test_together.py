"""All that a member follows leaves in one mail, which says why."""

import email
import email.policy
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from alerts import sending
from alerts.models import Alert, Delivery, Publication
from alerts.publications import note
from curation.models import Status
from tests import builders as make
from tests.alerts.follows import follow
from tests.alerts.test_sending import BACKEND, Refusing, at

pytestmark = pytest.mark.django_db


def send():
    call_command("send_alerts")
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


@pytest.fixture
def member():
    return make.user(role="member", email="zoe@exemple.fr")


@pytest.fixture
def theme():
    return make.theme(name="jeux de rue", slug="jeux")


@pytest.fixture
def person():
    return make.speaker(name="Luc Noir")


@pytest.fixture
def alerts(member, theme, person):
    """A word, a theme and a person, of one member."""
    return [
        follow(owner=member, query="q=trottoir", name="trottoir"),
        follow(owner=member, theme=theme, name="jeux de rue"),
        follow(owner=member, speaker=person, name="Luc Noir"),
    ]


def reload(alerts):
    return [Alert.objects.get(pk=alert.pk) for alert in alerts]


def test_a_quote_that_answers_to_a_word_a_theme_and_a_person_makes_one_mail(alerts, theme, person):
    quote = make.quote(text="Le trottoir est à tous", speaker=person, themes=[theme])
    [message] = send()
    assert message.subject == "1 nouvelle citation\u00a0: trottoir, jeux de rue, Luc Noir"
    page = message.alternatives[0][0]
    for body in (message.body, page):
        assert body.count("Le trottoir est à tous") == 1
        assert "Vous suivez\u00a0:" in body and "trottoir, jeux de rue, Luc Noir" in body
    assert message.body.count(f"/c/{quote.pk}\n") == 1
    assert send() == []
    assert {alert.position for alert in reload(alerts)} == {Publication.objects.last_pk()}
    assert all(alert.sent_at for alert in reload(alerts))


def test_each_thing_says_its_own_reasons(alerts, theme, person):
    make.quote(text="premier trottoir")
    make.quote(text="second pavé", speaker=person, themes=[theme])
    [message] = send()
    assert re.findall(r"Vous suivez\u00a0: (.*)", message.body) == ["trottoir", "jeux de rue, Luc Noir"]


def test_who_is_told_for_one_reason_reads_no_reasons(alerts):
    make.quote(text="un trottoir")
    [message] = send()
    assert "Vous suivez" not in message.body
    assert message.subject == "1 nouvelle citation\u00a0: trottoir"
    assert message.extra_headers["List-Unsubscribe"].endswith(f"/alertes/arret/{alerts[0].token}/>")


def test_one_click_stops_what_the_mail_told_of_and_each_alert_has_a_link_of_its_own(client, alerts, theme, person):
    make.quote(text="Le trottoir", speaker=person)
    [message] = send()
    told, other = [alerts[0], alerts[2]], alerts[1]
    for alert in told:
        assert f"/alertes/arret/{alert.token}/" in message.body
        assert f"/alertes/arret/{alert.token}/" in message.alternatives[0][0]
    assert f"/alertes/arret/{other.token}/" not in message.body
    address = message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    page = client.get(address).content.decode()
    assert "«\u202ftrottoir\u202f»" in page and "«\u202fLuc Noir\u202f»" in page and "jeux de rue" not in page
    assert not any(alert.paused_at for alert in reload(alerts))
    assert "C’est arrêté" in client.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert [bool(alert.paused_at) for alert in reload(alerts)] == [True, False, True]
    client.post(address, {"undo": "1"})
    assert not any(alert.paused_at for alert in reload(alerts))


def test_an_undo_wakes_nothing_that_rested_before(client, alerts, person):
    make.quote(text="Le trottoir", speaker=person)
    [message] = send()
    alerts[0].pause()
    address = message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    client.post(address)
    client.post(address, {"undo": "1"})
    assert [bool(alert.paused_at) for alert in reload(alerts)] == [True, False, False]


def test_what_is_not_due_yet_waits_for_its_hour(monkeypatch, member, theme):
    at(monkeypatch, 2026, 11, 26, 12)
    follow(owner=member, query="q=trottoir", name="trottoir")
    follow(owner=member, theme=theme, name="jeux de rue", frequency="daily")
    make.quote(text="le trottoir", themes=[theme])
    [message] = send()
    assert message.subject.endswith("trottoir")
    make.quote(text="encore un trottoir", themes=[theme])
    at(monkeypatch, 2026, 11, 27, 8)
    [message] = send()
    assert message.subject == "2 nouvelles citations\u00a0: trottoir, jeux de rue"
    assert send() == []


def test_other_members_have_mails_of_their_own(alerts, theme, person):
    other = follow(query="q=trottoir", name="trottoir")
    make.quote(text="Le trottoir", speaker=person)
    assert sorted(message.to for message in send()) == sorted([["zoe@exemple.fr"], [other.owner.email]])


def test_more_than_a_mail_holds_is_told_once_and_in_whole(monkeypatch, alerts, person):
    monkeypatch.setattr("alerts.sending.MOST", 3)
    for place in range(4):
        make.quote(text=f"pavé numéro {place}", speaker=person)
    for place in range(4, 8):
        make.quote(text=f"trottoir numéro {place}", speaker=person if place % 2 else None)
    messages = send()
    told = [re.findall(r"numéro (\d)", message.body) for message in messages]
    assert told == [["0", "1", "2"], ["3", "4", "5"], ["6", "7"]]
    assert send() == []
    assert {alert.position for alert in reload(alerts)} == {Publication.objects.last_pk()}


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_a_late_alert_beside_a_busy_one_is_told_of_all_of_its_own(monkeypatch, most, alerts, theme, person):
    monkeypatch.setattr("alerts.sending.MOST", most)
    for place in range(6):
        make.quote(text=f"pavé numéro {place}", speaker=person)
    make.quote(text="trottoir numéro 6", themes=[theme])
    make.quote(text="pavé numéro 7", themes=[theme])
    told = [number for message in send() for number in re.findall(r"numéro (\d)", message.body)]
    assert told == list("01234567")
    assert send() == []


def test_a_mail_stays_short_enough_to_be_stopped_in_one_line(monkeypatch, member):
    monkeypatch.setattr("alerts.sending.MOST_ALERTS", 2)
    for number in range(5):
        follow(owner=member, query="q=trottoir", name=f"trottoir {number}")
    make.quote(text="le trottoir")
    assert len(send()) == 3
    assert send() == []


def test_the_subject_names_three_alerts_at_most(member):
    for name in ("un", "deux", "trois", "quatre"):
        follow(owner=member, query="q=trottoir", name=name)
    make.quote(text="le trottoir")
    [message] = send()
    assert message.subject.endswith("\u00a0: un, deux, trois, …")


def test_the_words_are_there_if_one_of_the_alerts_wants_them(member, theme, person):
    follow(owner=member, theme=theme, name="jeux", content="titles")
    follow(owner=member, speaker=person, name="Luc Noir")
    make.quote(text="des mots", speaker=person, themes=[theme], context="Un contexte.")
    make.quote(text="d’autres mots", themes=[theme], context="Un autre contexte.")
    [message] = send()
    assert "Un contexte." in message.body and "Un autre contexte." not in message.body


def left_written(alerts):
    """The mail of `alerts` is written down, and did not leave."""
    assert sending.prepare(alerts[0].pk, note(), timezone.now())
    [unique] = set(Delivery.objects.values_list("message_id", flat=True))
    return unique


def test_a_mail_that_was_written_down_is_sent_as_it_was(alerts, person):
    make.quote(text="premier trottoir", speaker=person)
    unique = left_written(alerts)
    make.quote(text="second trottoir")
    first, second = send()
    assert first.extra_headers["Message-ID"] == unique != second.extra_headers["Message-ID"]
    assert "second" not in first.body and "premier" not in second.body
    assert first.subject.endswith("trottoir, Luc Noir")


@pytest.mark.parametrize(("place", "left"), [(0, "Luc Noir"), (2, "trottoir")])
def test_an_alert_that_rests_meanwhile_is_told_later_by_a_mail_that_is_no_double(alerts, person, place, left):
    make.quote(text="Le trottoir", speaker=person)
    unique = left_written(alerts)
    alerts[place].pause()
    [message] = send()
    assert message.subject == f"1 nouvelle citation\u00a0: {left}"
    assert message.extra_headers["Message-ID"] == unique
    assert send() == []
    Alert.objects.get(pk=alerts[place].pk).resume()
    [message] = send()
    assert message.extra_headers["Message-ID"] != unique
    assert send() == []


def test_an_alert_that_is_gone_takes_nothing_with_it(alerts, person):
    make.quote(text="Le trottoir", speaker=person)
    left_written(alerts)
    alerts[0].delete()
    [message] = send()
    assert message.subject.endswith("\u00a0: Luc Noir")


def test_what_is_hidden_meanwhile_is_told_by_nobody(alerts, person):
    quote = make.quote(text="Le trottoir", speaker=person)
    left_written(alerts)
    quote.status = Status.DRAFT
    quote.save()
    assert send() == []
    assert not Delivery.objects.unsent().exists()


def test_a_mail_that_fails_is_tried_once_a_run(monkeypatch, settings, alerts, person):
    settings.MAIL_TRANSPORT = BACKEND
    tries = []
    monkeypatch.setattr(Refusing, "send_messages", lambda *_: tries.append(1) or 1 / 0)
    make.quote(text="Le trottoir", speaker=person)
    assert sending.send_alerts() == (0, 1)
    assert tries == [1]


def test_the_head_of_the_mail_is_whole(alerts, theme, person):
    make.quote(text="Le trottoir", speaker=person, themes=[theme])
    [message] = send()
    read = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    assert read["List-Unsubscribe"] == message.extra_headers["List-Unsubscribe"]
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_token_of_several_cannot_be_made_of_others(client, alerts):
    number, signature = Alert.token_of(alerts).split(":")
    for token in (f"{alerts[0].pk}:{signature}", f"{number}-9:{signature}", number):
        assert client.post(f"/alertes/arret/{token}/").status_code == 404
