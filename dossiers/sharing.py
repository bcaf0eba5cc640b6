"""A dossier by a link: who has it reads, until it expires or is withdrawn."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .access import owners_only
from .forms import ShareForm
from .models import Share


@require_POST
@owners_only
def share(request, dossier):
    form = ShareForm(request.POST, instance=Share(dossier=dossier))
    if form.is_valid():
        form.save()
        messages.success(request, _("Le lien est prêt : copiez-le plus bas."))
    return redirect(f"{dossier.get_absolute_url()}#partage")


@require_POST
@owners_only
def withdraw(request, dossier, share):
    share = get_object_or_404(dossier.shares.open(), pk=share)
    share.withdrawn_at = timezone.now()
    share.save(update_fields=["withdrawn_at"])
    messages.success(request, _("Le lien ne mène plus à rien."))
    return redirect(f"{dossier.get_absolute_url()}#partage")


@never_cache
def shared(request, token):
    """What is published of the dossier, for anybody who has the link. No other site hears of its address."""
    try:
        share = Share.by_token(token)
    except Share.DoesNotExist as error:
        raise Http404 from error
    if share.is_open:
        items = share.dossier.items.kept().in_order().loaded()
        shown = [item for item in items if item.record]
        context = {
            "dossier": share.dossier,
            "items": shown,
            "missing": len(items) - len(shown),
            "with_notes": share.with_notes,
            "expires_at": share.expires_at,
        }
        response = render(request, "dossiers/document.html", context)
    else:
        response = render(request, "dossiers/closed.html", status=410)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
