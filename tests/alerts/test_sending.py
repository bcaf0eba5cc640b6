from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from alerts import sending
from alerts.models import Alert, Delivery, Publication, slot
from curation.models import Status
from quotes.models import Quote
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
BACKEND = f"{__name__}.Refusing"


class Refusing(EmailBackend):
    """Raises `error` for mail to who is refused."""

    refused, error = (), None

    def send_messages(self, messages):
        if any(message.to[0] in self.refused for message in messages):
            raise self.error
        return super().send_messages(messages)


def send():
    call_command("send_alerts")
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def at(monkeypatch, *moment):
    monkeypatch.setattr(timezone, "now", lambda: datetime(*moment, tzinfo=PARIS))


def test_who_follows_is_told_of_what_came_out_since_and_once():
    make.quote(text="la gouvernance d’avant")
    alert = follow()
    make.quote(text="la gouvernance des villes")
    make.quote(text="tout autre chose")
    [message] = send()
    assert message.to == [alert.owner.email]
    assert message.subject == "1 nouvelle citation\u00a0: gouvernance"
    assert "la gouvernance des villes" in message.body
    assert "d’avant" not in message.body
    assert "autre chose" not in message.body
    assert send() == []
    make.quote(text="encore la gouvernance")
    [message] = send()
    assert "des villes" not in message.body


def test_what_is_edited_or_hidden_and_shown_again_is_not_told():
    quote = make.quote(text="la ville")
    hidden = make.quote(text="la gouvernance", status=Status.DRAFT)
    follow()
    quote.text = "la gouvernance"
    quote.save()
    assert send() == []
    Quote.objects.filter(pk=hidden.pk).update(status=Status.PUBLISHED)
    assert len(send()) == 1
    for status in (Status.DRAFT, Status.PUBLISHED):
        Quote.objects.filter(pk=hidden.pk).update(status=status)
        assert send() == []


def test_what_appears_because_its_event_does_is_told():
    event = make.event(status=Status.DRAFT)
    make.quote(text="la gouvernance", event=event)
    follow()
    assert send() == []
    event.status = Status.PUBLISHED
    event.save()
    assert len(send()) == 1


@pytest.mark.parametrize(
    ("frequency", "now", "last"),
    [
        ("daily", (2026, 11, 26, 6, 59), (2026, 11, 25, 7)),
        ("daily", (2026, 11, 26, 7, 0), (2026, 11, 26, 7)),
        ("daily", (2026, 3, 29, 7, 30), (2026, 3, 29, 7)),  # the clock changed at two
        ("weekly", (2026, 11, 23, 6, 59), (2026, 11, 16, 7)),
        ("weekly", (2026, 11, 23, 7, 0), (2026, 11, 23, 7)),
        ("weekly", (2026, 11, 29, 23, 0), (2026, 11, 23, 7)),
    ],
)
def test_digests_leave_at_seven_every_day_or_on_monday(frequency, now, last):
    assert slot(frequency, datetime(*now, tzinfo=PARIS)) == datetime(*last, tzinfo=PARIS)


@pytest.mark.parametrize(("frequency", "days"), [("daily", [0, 1, 1]), ("weekly", [0, 0, 1])])
def test_a_digest_waits_for_its_hour_and_a_missed_run_is_made_up_for(monkeypatch, frequency, days):
    at(monkeypatch, 2026, 11, 28, 12)  # a Saturday
    follow(frequency=frequency)
    make.quote(text="la gouvernance")
    counts = []
    for day in (28, 29, 30):
        at(monkeypatch, 2026, 11, day, 18)
        counts.append(len(send()))
        make.quote(text="encore la gouvernance")
        counts.append(len(send()))
    assert counts[::2] == days
    assert counts[1::2] == [0, 0, 0]


def test_a_day_without_news_does_not_bring_the_next_digest_forward(monkeypatch):
    at(monkeypatch, 2026, 11, 26, 6)
    follow(frequency="daily")
    at(monkeypatch, 2026, 11, 26, 8)
    assert send() == []
    make.quote(text="la gouvernance")
    assert send() == []
    at(monkeypatch, 2026, 11, 27, 7)
    assert len(send()) == 1


@pytest.mark.parametrize("why", ["paused", "removed", "feed", "lapsed", "inactive", "no role"])
def test_nobody_gets_mail_who_wants_none_or_is_no_member(why):
    owner = make.user(role="member")
    alert = follow(owner=owner, frequency="feed" if why == "feed" else "at_once")
    make.quote(text="la gouvernance")
    if why in {"paused", "removed"}:
        {"paused": alert.pause, "removed": alert.remove}[why]()
    owner.member_until = timezone.localdate() - timedelta(days=1) if why == "lapsed" else None
    owner.is_active = why != "inactive"
    owner.save()
    if why == "no role":
        owner.groups.clear()
    assert send() == []


def test_a_resumed_alert_goes_on_where_it_stopped():
    alert = follow()
    alert.pause()
    make.quote(text="la gouvernance")
    assert send() == []
    alert.resume()
    assert len(send()) == 1


def test_more_than_a_mail_holds_leaves_in_several_at_once(monkeypatch):
    monkeypatch.setattr("alerts.sending.MOST", 3)
    follow()
    event = make.event()
    for place in range(7):
        make.quote(text=f"gouvernance numéro {place}", event=event)
    assert [message.subject[:1] for message in send()] == ["3", "3", "1"]
    assert send() == []


def test_what_is_hidden_before_it_is_sent_is_not_sent(monkeypatch):
    alert = follow()
    quote = make.quote(text="la gouvernance")
    monkeypatch.setattr("alerts.sending.post", lambda *_: None)
    assert send() == []
    monkeypatch.undo()
    Quote.objects.filter(pk=quote.pk).update(status=Status.DRAFT)
    assert send() == []
    alert.refresh_from_db()
    assert (alert.position, alert.sent_at) == (Publication.objects.last_pk(), None)


@pytest.mark.parametrize("step", ["prepare", "post"])
@pytest.mark.parametrize("change", ["pause", "remove", "feed"])
def test_who_stops_the_mail_while_a_run_goes_on_gets_none(monkeypatch, step, change):
    """The run has found what is due; the member writes before the digest is written down, or before it leaves."""
    alert = follow()
    make.quote(text="la gouvernance")
    go_on = getattr(sending, step)

    def stopped_first(*args):
        if change == "feed":
            Alert.objects.filter(pk=alert.pk).update(frequency=Alert.Frequency.FEED)
        else:
            getattr(Alert.objects.get(pk=alert.pk), change)()
        return go_on(*args)

    monkeypatch.setattr(sending, step, stopped_first)
    assert send() == []
    assert not Delivery.objects.exclude(sent_at=None).exists()


def refusing(monkeypatch, settings, error):
    """Three followers, of whom the second one's mail fails."""
    settings.MAIL_TRANSPORT = BACKEND
    alerts = [follow() for _ in range(3)]
    monkeypatch.setattr(Refusing, "refused", [alerts[1].owner.email])
    monkeypatch.setattr(Refusing, "error", error)
    make.quote(text="la gouvernance")
    with pytest.raises(CommandError, match="1 courriels"):
        call_command("send_alerts")
    return alerts


def test_a_mail_that_fails_holds_no_other_and_leaves_with_the_next_run(monkeypatch, settings, caplog):
    alerts = refusing(monkeypatch, settings, SMTPDataError(451, b"later"))
    assert len(mail.outbox) == 2
    assert alerts[1].owner.email not in caplog.text
    waiting = Delivery.objects.unsent().get()
    monkeypatch.setattr(Refusing, "refused", ())
    [message] = send()[2:]
    assert (message.to, message.extra_headers["Message-ID"]) == ([alerts[1].owner.email], waiting.message_id)


def test_a_server_that_is_away_is_not_asked_again_in_the_same_run(monkeypatch, settings):
    refusing(monkeypatch, settings, SMTPServerDisconnected("gone"))
    assert len(mail.outbox) == 1
    monkeypatch.setattr(Refusing, "refused", ())
    assert len(send()) == 3


def test_an_address_that_takes_no_mail_is_left_in_peace(monkeypatch, settings):
    refused = SMTPRecipientsRefused({"personne@exemple.fr": (550, b"unknown")})
    alerts = refusing(monkeypatch, settings, refused)
    assert [bool(Alert.objects.get(pk=alert.pk).paused_at) for alert in alerts] == [False, True, False]
    call_command("send_alerts")


def test_a_site_that_does_not_know_its_address_says_so(settings):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL manque"):
        call_command("send_alerts")


def test_a_database_that_goes_away_is_told_in_a_sentence():
    follow()

    def fail(*asked):
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(fail), pytest.raises(CommandError, match="La base ne répond pas"):
        call_command("send_alerts")
