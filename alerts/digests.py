"""The mail of a digest: what came out, each with who, where, when and its permanent address."""

from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from events.timing import when
from language.typography import date_range
from members.mail import Mail
from quotes.citing.citation import caveats
from quotes.kinds import SAID

from . import followed
from .models import Alert

NAMED = 3  # alerts, in the subject of a mail


def message_id(unique):
    return f"<{unique}@{urlsplit(settings.SITE_URL).hostname}>"


def absolute(path):
    """A mail has no request to ask for the site's address."""
    return f"{settings.SITE_URL}{path}"


def message(told):
    """The mail of `told`, [(delivery, its news)], the same whenever it is made. It is in the first alert's language."""
    alerts = [delivery.alert for delivery, _ in told]
    first = told[0][0]
    reasons = {}
    for delivery, news in told:
        for publication in news:
            reasons.setdefault(publication, []).append(delivery.alert)
    news = followed.with_rows(sorted(reasons, key=lambda publication: publication.pk))
    with translation.override(first.alert.language):
        context = {
            "site_name": settings.SITE_NAME,
            "site_url": absolute(reverse("home")),
            "items": [_item(publication.kind, row, reasons[publication]) for publication, row in news],
            "is_merged": len(alerts) > 1,
            "alerts": [_followed(alert) for alert in alerts],
            "list_url": absolute(reverse("alerts:alert_list")),
            "stop_url": _stop_url(alerts),
            "subject": subject(alerts, news),
        }
        mail = Mail(
            context["subject"],
            render_to_string("alerts/mail/digest.txt", context).strip() + "\n",
            to=[first.alert.owner.email],
            headers={
                "Message-ID": first.message_id,
                "Date": format_datetime(timezone.localtime(first.prepared_at)),
                "List-Unsubscribe": f"<{context['stop_url']}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("alerts/mail/digest.html", context), "text/html")
    return mail


def _stop_url(alerts):
    return absolute(reverse("alerts:unsubscribe", args=[Alert.token_of(alerts)]))


def _followed(alert):
    url = alert.followed_url
    return {"name": alert.name, "followed_url": url and absolute(url), "stop_url": _stop_url([alert])}


def subject(alerts, news):
    """« 3 nouvelles citations : gouvernance »"""
    kinds = {_kind(row, publication) for publication, row in news}
    count = len(news)
    if kinds == {"verbatim"}:
        words = ngettext("%(count)d nouvelle citation : %(name)s", "%(count)d nouvelles citations : %(name)s", count)
    elif kinds <= {"verbatim", "paraphrase", "transcription"}:
        words = ngettext("%(count)d nouveau propos : %(name)s", "%(count)d nouveaux propos : %(name)s", count)
    elif kinds == {"tweet"}:
        words = ngettext("%(count)d nouveau tweet : %(name)s", "%(count)d nouveaux tweets : %(name)s", count)
    elif kinds == {"talk"}:
        words = ngettext(
            "%(count)d nouvelle intervention : %(name)s", "%(count)d nouvelles interventions : %(name)s", count
        )
    else:
        words = ngettext("%(count)d nouveauté : %(name)s", "%(count)d nouveautés : %(name)s", count)
    names = [" ".join(alert.name.split()) for alert in alerts]
    return words % {"count": count, "name": ", ".join([*names[:NAMED], *["…"][: len(names) - NAMED]])}


def _kind(row, publication):
    return row.kind if publication.kind == "quote" else publication.kind


def _item(kind, row, alerts):
    is_tweet = kind == "tweet"
    return {
        "kind": kind,
        "row": row,
        "reasons": [alert.name for alert in alerts],
        "with_words": any(alert.content == Alert.Content.WORDS for alert in alerts),
        "title": SAID[kind].entry(row)["title"],
        "caveats": caveats(row) if kind == "quote" else "",
        "url": absolute(row.permanent_path),
        "posted": _days(row.when) if is_tweet else "",
        "day": _days(when(row.event) if is_tweet else row.when),
    }


def _days(at):
    return date_range(at.day, at.last_day, language=translation.get_language()) if at.day else ""
