"""A member's alerts, and the one page of theirs that asks for no account: the way out that each mail has."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from members.access import members_only

from .following import one_at_a_time, preview, refused
from .forms import AlertForm
from .models import BIN_DAYS, Alert
from .publications import begin


@members_only
def alert_list(request):
    alerts = request.user.alerts.by_newest().with_record()
    recently = timezone.now() - timedelta(days=BIN_DAYS)
    context = {
        "alerts": [alert for alert in alerts.kept() if not alert.is_doubled],
        "removed": alerts.removed().filter(removed_at__gte=recently),
        "days": BIN_DAYS,
    }
    return render(request, "alerts/alert_list.html", context)


@members_only
def alert_detail(request, pk):
    alert = get_object_or_404(request.user.alerts.kept().with_record(), pk=pk)
    was_feed = alert.frequency == Alert.Frequency.FEED
    form = AlertForm(request.POST or None, instance=alert)
    if form.is_valid():
        changed = list(form.cleaned_data)  # never the rest of the row, which a run may be moving forward
        if was_feed and alert.frequency != Alert.Frequency.FEED:
            begin(alert)
            changed += ["position", "checked_at"]
        alert.save(update_fields=changed)
        messages.success(request, _("C’est enregistré."))
        return redirect("alerts:alert_list")
    context = {
        "form": form,
        "alert": alert,
        "shown": preview(alert),
        "feed_address": request.build_absolute_uri(alert.feed_url),
    }
    return render(request, "alerts/alert_detail.html", context)


def deed(act, sentence):
    """A view that does `act` to an alert of the member's, and tells so."""

    @members_only
    @require_POST
    def done(request, pk):
        alert = get_object_or_404(request.user.alerts, pk=pk)
        act(alert)
        messages.success(request, sentence % {"name": alert.name})
        return redirect("alerts:alert_list")

    return done


pause = deed(Alert.pause, _("« %(name)s » est en pause : plus aucun courriel ne part."))
resume = deed(Alert.resume, _("« %(name)s » reprend, là où elle s’était arrêtée."))
renew_key = deed(Alert.renew_key, _("« %(name)s » a un nouveau flux ; l’ancienne adresse ne répond plus."))
remove = deed(Alert.remove, _("« %(name)s » est supprimée. Vous pouvez encore la rétablir, plus bas."))


@members_only
@require_POST
def restore(request, pk):
    """As if it were followed anew: not beside another of the same, nor beyond what one may follow."""
    with one_at_a_time(request.user):
        alert = get_object_or_404(request.user.alerts, pk=pk)
        if alert.removed_at:
            if no := refused(request, alert):
                return no
            alert.restore()
    messages.success(request, _("« %(name)s » est rétablie.") % {"name": alert.name})
    return redirect("alerts:alert_list")


@never_cache
@csrf_exempt  # RFC 8058: mail programs post here on their own, with nothing but the link
def unsubscribe(request, token):
    """Stop the mail of alerts, without an account; a mere look at the link, as by filters of mail, stops nothing."""
    alerts = Alert.of_token(token)
    if not alerts:
        raise Http404
    if request.method == "POST":
        _resume(alerts) if "undo" in request.POST else _pause(alerts)
    context = {"alerts": alerts, "is_stopped": all(alert.paused_at for alert in alerts)}
    response = render(request, "alerts/unsubscribe.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _pause(alerts):
    now = timezone.now()
    for alert in alerts:
        alert.pause(at=now)


def _resume(alerts):
    """Those that were stopped last, together: what rested before goes on resting."""
    last = max((alert.paused_at for alert in alerts if alert.paused_at), default=None)
    for alert in alerts:
        if alert.paused_at == last:
            alert.resume()
