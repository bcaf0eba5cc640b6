"""What the site keeps of people, why, and until when: the one table. `tidy` goes by it, `/confidentialite/` shows it.

`docs/privacy.md` tells the same; a test holds the two together. `smartcity.apps` adds the lines of rooms above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alerts.models import BIN_DAYS, Alert, Delivery
from dossiers.models import BIN, Dossier, Item
from members.models import Application, Invitation, User
from recaps.models import Arrival
from work.models import Job, Letter

from .models import Report


@dataclass(frozen=True)
class Kept:
    """Rows, and how many days after `since` they go. `due` gives those whose time was up at a moment.

    `emptied` names the column that alone is emptied; without it, the rows are deleted.
    """

    name: str
    what: str
    why: str
    since: str
    days: int
    due: Callable[..., QuerySet]
    emptied: str = ""

    @property
    def how_long(self):
        """« 30 jours après la réponse »"""
        if not self.days:
            return self.since
        sentence = ngettext("%(days)d jour %(since)s", "%(days)d jours %(since)s", self.days)
        return sentence % {"days": self.days, "since": self.since}

    def overdue(self, now):
        return self.due(now - timedelta(days=self.days)).order_by("pk")


def _unproven(before):
    """Accounts of which nobody ever read the mail, and that nobody of the team made."""
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    mere = User.objects.filter(is_superuser=False, is_staff=False, groups=None)
    return mere.filter(~Exists(proven), date_joined__lt=before)


def _ended(before):
    sessions = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=before)
    return UserSession.objects.filter(~Exists(sessions), created_at__lt=before)


TABLE = [
    Kept(
        "unproven-accounts",
        _("Un compte dont l’adresse n’a jamais été vérifiée"),
        _("Laisser le temps de lire le courriel de vérification."),
        _("après la demande"),
        30,
        _unproven,
    ),
    Kept(
        "refused-applications",
        _("Une demande d’adhésion refusée, avec son motif"),
        _("Pouvoir revenir sur le refus."),
        _("après la décision"),
        180,
        lambda before: Application.objects.filter(state=Application.State.REFUSED, decided_at__lt=before),
    ),
    Kept(
        "invitations",
        _("Une invitation, avec son adresse e-mail"),
        _("Ouvrir le compte qu’elle promet, et dire qui a invité."),
        _("après l’envoi"),
        90,
        lambda before: Invitation.objects.filter(invited_at__lt=before),
    ),
    Kept(
        "sessions",
        _("Une session de connexion"),
        _("Rester connecté."),
        _("tant qu’elle est ouverte"),
        0,
        lambda before: Session.objects.filter(expire_date__lt=before),
    ),
    Kept(
        "session-addresses",
        _("D’où et avec quel navigateur une session fut ouverte"),
        _("Montrer à chacun où son compte est ouvert."),
        _("tant qu’elle est ouverte"),
        0,
        _ended,
    ),
    Kept(
        "binned-dossiers",
        _("Un dossier jeté"),
        _("Pouvoir le reprendre."),
        _("après l’avoir jeté"),
        BIN.days,
        lambda before: Dossier.objects.filter(deleted_at__lt=before),
    ),
    Kept(
        "removed-items",
        _("Un élément retiré d’un dossier"),
        _("Pouvoir l’y remettre."),
        _("après l’avoir retiré"),
        BIN.days,
        lambda before: Item.objects.filter(removed_at__lt=before),
    ),
    Kept(
        "removed-alerts",
        _("Une alerte supprimée"),
        _("Pouvoir la rétablir."),
        _("après sa suppression"),
        BIN_DAYS,
        lambda before: Alert.objects.filter(removed_at__lt=before),
    ),
    Kept(
        "sent-mail",
        _("La trace d’un courriel d’alerte : à qui, et sur quoi"),
        _("Ne jamais envoyer deux fois le même."),
        _("après l’envoi"),
        BIN_DAYS,
        lambda before: Delivery.objects.filter(sent_at__lt=before),
    ),
    Kept(
        "arrivals",
        _("Ce qu’un curateur a apporté, et qui est lu ou n’a pas pu l’être"),
        _("Le retrouver dans le formulaire."),
        _("après l’envoi"),
        7,
        lambda before: Arrival.objects.filter(at__lt=before),
    ),
    Kept(
        "letters",
        _("Un courriel qui n’a pas pu partir"),
        _("L’envoyer quand le serveur de courriel répond."),
        _("après l’avoir écrit"),
        30,
        lambda before: Letter.objects.filter(written_at__lt=before),
    ),
    Kept(
        "jobs",
        _("La trace d’un travail de fond terminé"),
        _("Dire ce qui fut fait, ou pourquoi non."),
        _("après sa fin"),
        14,
        lambda before: Job.objects.finished().filter(finished_at__lt=before),
    ),
    Kept(
        "reporters-addresses",
        _("L’adresse e-mail de qui a signalé une page"),
        _("Lui répondre."),
        _("après la réponse"),
        30,
        lambda before: Report.objects.filter(decided_at__lt=before).exclude(email=""),
        emptied="email",
    ),
    Kept(
        "answered-reports",
        _("Un signalement et sa réponse"),
        _("Rendre compte de ce qui fut décidé."),
        _("après la réponse"),
        365,
        lambda before: Report.objects.filter(decided_at__lt=before),
    ),
]
