"""One record into one dossier, from wherever it is shown: a page of its own, or a panel of the page that one reads."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from curation.finding import is_key
from members.access import members_only
from quotes.kinds import SAID

from .forms import MOST_DOSSIERS, TitleForm
from .models import Dossier, Full
from .views import full

LAST = "dossier"  # in the session: the one that was last added to


@members_only
def add(request):
    """Ask which dossier; a POST adds to it, or to a new one. Adding twice is adding once."""
    data = request.POST if request.method == "POST" else request.GET
    record = _asked(data)
    mine = Dossier.objects.of(request.user)
    form = TitleForm(data if "title" in data else None, instance=Dossier(owner=request.user))
    if request.method == "POST" and (dossier := _chosen(data, mine, form)):
        return _added(request, dossier, record)
    return _asking(request, record, mine, form)


def _asked(data):
    """The published record that `quote=`, `tweet=` or `talk=` names."""
    names = [name for name in SAID if is_key(data.get(name, ""))]
    if len(names) != 1:
        raise Http404
    return get_object_or_404(SAID[names[0]].model.objects.public(), pk=data[names[0]])


def _chosen(data, mine, form):
    """The dossier of that key, or the new one of that title; None if the title will not do."""
    if "dossier" in data:
        return get_object_or_404(mine.kept(), pk=data["dossier"] if is_key(data["dossier"]) else None)
    return form.save() if form.is_valid() else None


def _added(request, dossier, record):
    try:
        item, is_new = dossier.add(record)
    except Full:
        if request.htmx:
            return render(request, "dossiers/panel.html", {**_about(request, record), "error": full()})
        messages.error(request, full())
        return redirect(dossier)
    request.session[LAST] = dossier.pk
    if request.htmx:
        context = {**_about(request, record), "dossier": dossier, "item": item, "is_new": is_new}
        return render(request, "dossiers/panel.html", context)
    said = _("Ajouté à « %(title)s ».") if is_new else _("C’est déjà dans « %(title)s ».")
    messages.success(request, said % {"title": dossier})
    return redirect(_next(request) or dossier)


def _asking(request, record, mine, form):
    """In the panel, whoever has added to a dossier before is not asked again: the next click goes to the same one."""
    last = request.session.get(LAST)
    context = _about(request, record)
    is_first_click = request.htmx and request.method == "GET" and "choisir" not in request.GET
    if is_first_click and (dossier := mine.kept().filter(pk=last).first()):
        return render(request, "dossiers/panel.html", {**context, "at_once": dossier})
    dossiers = mine.kept().with_counts().with_presence(record).by_newest()[:MOST_DOSSIERS]
    context |= {"form": form, "dossiers": sorted(dossiers, key=lambda dossier: dossier.pk != last)}
    return render(request, "dossiers/panel.html" if request.htmx else "dossiers/add.html", context)


def _about(request, record):
    return {"record": record, "kind": record._meta.model_name, "record_id": record.pk, "next": _next(request)}


def _next(request):
    """Where the reader came from, if that is a page of this site."""
    address = (request.POST if request.method == "POST" else request.GET).get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else ""
