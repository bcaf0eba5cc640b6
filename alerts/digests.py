"""The mail of a digest: what came out, each with who, where, when and its permanent address."""

from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from curation.typography import date_range
from members.mail import Mail
from quotes.atom import ENTRY

from .models import Alert


def message_id(unique):
    return f"<{unique}@{urlsplit(settings.SITE_URL).hostname}>"


def absolute(path):
    """A mail has no request to ask for the site's address."""
    return f"{settings.SITE_URL}{path}"


def message(alert, delivery, news):
    """The mail of `delivery`, the same whenever it is made; `news` as `matching.with_rows` gives it."""
    with translation.override(alert.language):
        stop = absolute(reverse("alerts:unsubscribe", args=[alert.token]))
        context = {
            "site_name": settings.SITE_NAME,
            "site_url": absolute(reverse("home")),
            "alert": alert,
            "items": [_item(publication.kind, row) for publication, row in news],
            "with_words": alert.content == Alert.Content.WORDS,
            "followed_url": alert.followed_url and absolute(alert.followed_url),
            "list_url": absolute(reverse("alerts:alert_list")),
            "stop_url": stop,
            "subject": subject(alert, news),
        }
        mail = Mail(
            context["subject"],
            render_to_string("alerts/mail/digest.txt", context).strip() + "\n",
            to=[alert.owner.email],
            headers={
                "Message-ID": delivery.message_id,
                "Date": format_datetime(timezone.localtime(delivery.prepared_at)),
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("alerts/mail/digest.html", context), "text/html")
    return mail


def subject(alert, news):
    """« 3 nouvelles citations : gouvernance »"""
    kinds = {_kind(row, publication) for publication, row in news}
    count = len(news)
    if kinds == {"verbatim"}:
        words = ngettext("%(count)d nouvelle citation : %(name)s", "%(count)d nouvelles citations : %(name)s", count)
    elif kinds <= {"verbatim", "paraphrase"}:
        words = ngettext("%(count)d nouveau propos : %(name)s", "%(count)d nouveaux propos : %(name)s", count)
    elif kinds == {"tweet"}:
        words = ngettext("%(count)d nouveau tweet : %(name)s", "%(count)d nouveaux tweets : %(name)s", count)
    elif kinds == {"talk"}:
        words = ngettext(
            "%(count)d nouvelle intervention : %(name)s", "%(count)d nouvelles interventions : %(name)s", count
        )
    else:
        words = ngettext("%(count)d nouveauté : %(name)s", "%(count)d nouveautés : %(name)s", count)
    return words % {"count": count, "name": " ".join(alert.name.split())}


def _kind(row, publication):
    return row.kind if publication.kind == "quote" else publication.kind


def _item(kind, row):
    when = row.when
    return {
        "kind": kind,
        "row": row,
        "title": ENTRY[type(row)](row)["title"],
        "url": absolute(row.permanent_path),
        "day": date_range(when.day, when.last_day, language=translation.get_language()) if when.day else "",
    }
