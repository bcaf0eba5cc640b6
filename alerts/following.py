"""Following a search, a theme, a speaker or an event: a form that shows what the alert would have told lately."""

from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curation.finding import finds
from events.models import Event
from members.access import members_only
from members.models import User
from quotes.search import Asked
from speakers.models import Speaker
from themes.models import Theme

from . import followed
from .forms import AlertForm
from .models import Alert
from .publications import begin

SHOWN = 5
MOST = 100  # alerts of one member; each costs some queries whenever something comes out


@members_only
def follow_search(request):
    asked = Asked.of(request.GET)
    return _follow(request, kind=Alert.Kind.SEARCH, query=asked.address.urlencode(), name=followed.title(asked))


@members_only
@finds(Theme)
def follow_theme(request, theme):
    return _follow(request, kind=Alert.Kind.THEME, theme=theme, name=theme.label)


@members_only
@finds(Speaker)
def follow_speaker(request, speaker):
    return _follow(request, kind=Alert.Kind.SPEAKER, speaker=speaker, name=speaker.name)


@members_only
@finds(Event)
def follow_event(request, event):
    return _follow(request, kind=Alert.Kind.EVENT, event=event, name=event.title[:120])


def _follow(request, **followed):
    alert = Alert(owner=request.user, language=get_language(), **followed)
    if request.method != "POST":
        return refused(request, alert) or _form(request, alert, AlertForm(instance=alert))
    with one_at_a_time(request.user):
        if no := refused(request, alert):
            return no
        form = AlertForm(request.POST, instance=alert)
        if not form.is_valid():
            return _form(request, alert, form)
        begin(alert)
        form.save()
    messages.success(request, _("C’est enregistré : vous serez prévenu de ce qui paraît à partir de maintenant."))
    return redirect("alerts:alert_list")


def _form(request, alert, form):
    return render(request, "alerts/follow.html", {"form": form, "alert": alert, "shown": preview(alert)})


@contextmanager
def one_at_a_time(owner):
    """A transaction in which nothing else that takes its turn so adds to the alerts of this member."""
    with transaction.atomic():
        list(User.objects.select_for_update(no_key=True).filter(pk=owner.pk).values_list("pk"))
        yield


def refused(request, alert):
    """Where the member is sent, and told why, if the alert cannot come to those that are kept; else None."""
    if twin := alert.twin():
        messages.info(request, _("Vous suivez déjà cela."))
        return redirect(twin)
    if request.user.alerts.kept().count() >= MOST:
        messages.warning(request, _("Vous suivez déjà %(most)d choses : supprimez-en une d’abord.") % {"most": MOST})
        return redirect("alerts:alert_list")
    return None


def preview(alert):
    """What the alert would have told lately, the newest first: [(publication, row)]. Nothing is noted for a look."""
    return followed.with_rows(followed.lately(alert, limit=SHOWN))
