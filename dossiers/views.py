from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curation.paging import paged
from members.access import members_only

from .access import owners_only
from .exporting import FORMATS
from .forms import DossierForm, NoteForm, ShareForm, TitleForm
from .models import MOST_ITEMS, Dossier, Full, Item, with_records

PAGE = 100
DOSSIERS = 50


@members_only
def dossier_list(request):
    form = TitleForm(request.POST or None, instance=Dossier(owner=request.user))
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    mine = Dossier.objects.of(request.user).with_counts().by_newest()
    context = {"form": form, "page": paged(request, mine.kept().with_sharing(), DOSSIERS), "bin": mine.in_bin()}
    return render(request, "dossiers/dossier_list.html", context)


@owners_only
def dossier(request, dossier):
    form = DossierForm(request.POST or None, instance=dossier)
    if request.method == "POST" and form.is_valid():
        form.save()
        dossier.touch()
        messages.success(request, _("C’est enregistré."))
        return redirect(dossier)
    page = paged(request, dossier.items.kept().in_order(), PAGE)
    page.object_list = with_records(page.object_list)
    removed = dossier.items.removed()[:PAGE]
    context = {
        "dossier": dossier,
        "form": form,
        "page": page,
        "removed": removed,
        "undoable": next((item for item in removed if str(item.pk) == request.GET.get("retire")), None),
        "shares": dossier.shares.open(),
        "share_form": ShareForm(),
        "formats": FORMATS,
    }
    return render(request, "dossiers/dossier_detail.html", context)


@owners_only
def printed(request, dossier):
    """The whole of it on one page, as paper wants it."""
    context = {
        "dossier": dossier,
        "items": dossier.items.kept().in_order().loaded(),
        "with_notes": True,
        "is_owner": True,
    }
    return render(request, "dossiers/document.html", context)


@require_POST
@owners_only
def throw_away(request, dossier):
    dossier.deleted_at = timezone.now()
    dossier.save(update_fields=["deleted_at"])
    messages.success(request, _("« %(title)s » est dans la corbeille.") % {"title": dossier})
    return redirect("dossiers:dossier_list")


@require_POST
@members_only
def take_back(request, pk):
    dossier = get_object_or_404(Dossier.objects.of(request.user).in_bin(), pk=pk)
    dossier.deleted_at = None
    dossier.save(update_fields=["deleted_at"])
    return redirect(dossier)


@require_POST
@members_only
def erase(request, pk):
    """For good: only what is in the bin already."""
    dossier = get_object_or_404(Dossier.objects.of(request.user).in_bin(), pk=pk)
    dossier.delete()
    messages.success(request, _("« %(title)s » est effacé.") % {"title": dossier})
    return redirect("dossiers:dossier_list")


@require_POST
@owners_only
def item_note(request, dossier, item):
    item = get_object_or_404(dossier.items.kept(), pk=item)
    form = NoteForm(request.POST, instance=item)
    if form.is_valid():
        form.save()
        dossier.touch()
        messages.success(request, _("La note est enregistrée."))
    else:
        messages.error(request, " ".join(form.errors["note"]))
    return redirect(_address(item))


@require_POST
@owners_only
def item_move(request, dossier, item):
    """To the `place` asked for, counted from 1; a script that has moved it on the page wants no page back."""
    item = get_object_or_404(dossier.items.kept(), pk=item)
    place = request.POST.get("place", "")
    if not (place.isdecimal() and len(place) < 7):
        return HttpResponse(status=400)
    dossier.move(item, int(place))
    if "quiet" in request.POST:
        return HttpResponse(status=204)
    return redirect(_address(item))


@require_POST
@owners_only
def item_take(request, dossier, item):
    """The owner has read the correction."""
    item = get_object_or_404(dossier.items.kept(), pk=item)
    [item] = dossier.items.filter(pk=item.pk).loaded()
    if item.record:
        item.take(item.record)
        item.save()
    return redirect(_address(item))


@require_POST
@owners_only
def item_remove(request, dossier, item):
    item = get_object_or_404(dossier.items.kept(), pk=item)
    dossier.remove(item)
    if request.htmx:
        context = {"dossier": dossier, "removed": item, "kind": item.kind, "record_id": item.record_id}
        return render(request, "dossiers/panel.html", context)
    return redirect(f"{dossier.get_absolute_url()}?retire={item.pk}")


@require_POST
@owners_only
def item_restore(request, dossier, item):
    item = get_object_or_404(dossier.items.removed(), pk=item)
    try:
        dossier.restore(item)
    except Full:
        messages.error(request, full())
        return redirect(dossier)
    return redirect(_address(item))


def full():
    return _("Un dossier garde %(most)d éléments au plus : celui-ci est plein.") % {"most": MOST_ITEMS}


def _address(item):
    """The item's place on its page of the dossier."""
    item = Item.objects.select_related("dossier").get(pk=item.pk)
    page = item.dossier.items.kept().filter(position__lt=item.position).count() // PAGE + 1
    query = f"?page={page}" if page > 1 else ""
    return f"{item.dossier.get_absolute_url()}{query}#item-{item.pk}"
