"""The pages of one curated record besides its form: its history, and its merging with another."""

from dataclasses import dataclass
from itertools import pairwise

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from language.folding import fold

from . import bulk, history, merging, staying, telling
from .finding import is_key
from .models import Revision
from .pairs import Pair
from .pickers import Picker


def with_changes(revisions, *, older=None):
    """`revisions`, the newest first, each with its `changes` since the one before it; `older` precedes them all."""
    chain = [*revisions, older]
    pairs = [(before, after) for after, before in pairwise(chain) if before]
    told = iter(telling.tell([(before.snapshot, after.snapshot) for before, after in pairs]))
    for after, before in pairwise(chain):
        after.changes = next(told) if before else []
    return revisions


class RecordPages:
    """To be mixed into the admin class of a curated record."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        mine = [path("merge/", self.admin_site.admin_view(self.merge_view), name=name)] if self.mergeable else []
        return [*mine, *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Who did what, field by field; of a record that is gone too."""
        key = unquote(object_id)
        record = self.get_object(request, key)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        kind = ContentType.objects.get_for_model(self.model)
        rows = Revision.objects.filter(content_type=kind, object_id=key) if is_key(key) else Revision.objects.none()
        page = Paginator(rows.by_newest(), 20).get_page(request.GET.get("p"))
        if record is None and not page.object_list:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        revisions = list(page.object_list)
        older = rows.filter(pk__lt=revisions[-1].pk).by_newest().first() if revisions else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Histoire de « %(record)s »") % {"record": record or revisions[0].label},
            "opts": self.opts,
            "record": record,
            "page": page,
            "revisions": with_changes(revisions, older=older),
            "may_restore": self.may_restore(request, record),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def say_what_fits_no_more(self, request, record):
        """Tell what hangs on the record and does not fit it, once a version of it came back or another went into it."""

    def may_restore(self, request, record):
        return self.has_change_permission(request, record) if record else self.has_add_permission(request)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        kind = capfirst(self.opts.verbose_name)
        context["title"], context["subtitle"] = (obj, kind) if obj else (_("%s : nouvelle fiche") % kind, None)
        if obj and self.has_merge_permission(request):
            context["merge_address"] = self.merge_address(obj.pk)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def has_merge_permission(self, request):
        return self.mergeable and request.user.has_perm("curation.merge") and self.has_change_permission(request)

    def merge_view(self, request):
        """Two records: which is kept, and what moves; the form is a GET until somebody says which is kept."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        asked = {name: key for name, key in request.GET.items() if is_key(key)}
        pair = MergeForm(self, asked if "other" in asked else None, initial=asked)
        records = pair.records() if pair.is_bound and pair.is_valid() else []
        if request.method == "POST" and records:
            answer = self._set_apart(request, *records) if "apart" in request.POST else self._merge(request, *records)
            if answer:
                return answer
            records = self._still_there(records)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Fusionner deux fiches : %(kind)s") % {"kind": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": pair,
            "records": records,
            "lines": _compared(*records) if records else [],
            "choices": _choices(request, *records) if records else [],
            "kept": int(request.POST["kept"]) if is_key(request.POST.get("kept", "")) else None,
            "pairs": _pairs(request, *records) if records else [],
            "media": self.media + pair.media,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def _still_there(self, records):
        """`records` as they are now; none if somebody has merged, or deleted, one of them meanwhile."""
        there = self.model._base_manager.in_bulk([record.pk for record in records])
        return [there[record.pk] for record in records] if len(there) == len(records) else []

    def _set_apart(self, request, one, other):
        Pair.set_apart(one, other, by=request.user)
        messages.success(request, _("Ces deux fiches ne passeront plus pour des doublons."))
        return redirect(reverse("admin:curation_pair_changelist", query={"attend": "a-comparer"}))

    def _merge(self, request, *records):
        """Merge them as was asked, or have the worker do it, and answer where to look then; None, with a message, if
        that is not possible."""
        kept = next((record for record in records if str(record.pk) == request.POST.get("kept")), None)
        if kept is None:
            messages.error(request, _("Dites d’abord quelle fiche est gardée."))
            return None
        gone = next(record for record in records if record is not kept)
        chosen = _chosen(request, records)
        ticked = [(one, other) for one, other, is_ticked in _pairs(request, *records) if is_ticked]
        together = [pair if kept is records[0] else pair[::-1] for pair in ticked]
        if bulk.is_big(gone):
            keys = [[one.pk for one in pair] for pair in together]
            asked = bulk.merge_later.enqueue(self.opts.label, kept.pk, gone.pk, request.user.pk, chosen, keys)
            return redirect("admin:work_job_change", asked.id)
        try:
            done = merging.merge(kept, gone, by=request.user, chosen=chosen, together=together)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return None
        messages.success(
            request, _("« %(gone)s » fait maintenant partie de « %(kept)s ».") % {"gone": gone, "kept": kept}
        )
        self.say_what_fits_no_more(request, done.record)
        return redirect("admin:curation_merge_change", done.pk)

    def merge_address(self, one, other=None):
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge")
        return f"{address}?one={one}" + (f"&other={other}" if other else "")


class MergeForm(forms.Form):
    def __init__(self, page, data, *, initial):
        super().__init__(data, initial=initial)
        links = (field for field in merging.links_to(page.model) if not field.model._meta.auto_created)
        link = next(links)  # the widget asks for any relation to the model
        for name, label in (("one", _("fiche")), ("other", _("autre fiche"))):
            widget = Picker(link, page.admin_site, attrs={"data-only-known": ""})
            self.fields[name] = forms.ModelChoiceField(page.model.objects, label=capfirst(label), widget=widget)

    def clean(self):
        if self.cleaned_data.get("one") and self.cleaned_data.get("one") == self.cleaned_data.get("other"):
            raise ValidationError(_("Choisissez deux fiches différentes."))

    def records(self):
        return [self.cleaned_data["one"], self.cleaned_data["other"]]


LONG = 40  # characters of which the difference is shown word by word


@dataclass(frozen=True)
class Choice:
    """A field of which two records say different things: the value of each, and the record whose value was ticked.

    `along` are the changes of what is chosen with it.
    """

    name: str
    change: telling.Change
    along: tuple
    records: tuple
    is_asked: bool  # nobody guesses it
    ticked: int | None

    @property
    def values(self):
        """[(record, its value, [(label, value), …] of what goes with that), …]"""
        one, other = self.records
        before = [(change.label, change.before) for change in self.along if change.before]
        after = [(change.label, change.after) for change in self.along if change.after]
        return [(one, self.change.before, before), (other, self.change.after, after)]

    @property
    def is_long(self):
        return min(len(self.change.before), len(self.change.after)) > LONG


def _choices(request, *records):
    snapshots = [history.snapshot(record) for record in records]
    told, chosen = telling.compare(*snapshots), _chosen(request, records)
    along = {
        name: tuple(told[led] for led in staying.going_along(name, *snapshots))
        for name in staying.open_choices(*snapshots)
    }
    asked = records[0].never_guessed
    return [Choice(name, told[name], led, records, name in asked, chosen.get(name)) for name, led in along.items()]


def _chosen(request, records):
    """{name of a field: key of the record whose value stays}, of what was ticked."""
    keys = {str(record.pk): record.pk for record in records}
    ticked = {name.removeprefix("value-"): key for name, key in request.POST.items() if name.startswith("value-")}
    return {name: keys[key] for name, key in ticked.items() if key in keys}


def _pairs(request, one, other):
    """[(of the one, of the other, whether it was ticked), …] of what hangs on both under one name."""
    if not one.brings_together:
        return []
    mine, theirs = (getattr(record, one.brings_together).order_by("pk") for record in (one, other))
    named = {fold(str(row)): row for row in theirs}
    pairs = [(row, named.pop(fold(str(row)))) for row in mine if fold(str(row)) in named]
    ticked = {*request.POST.getlist("together")}
    return [(row, twin, str(row.pk) in ticked) for row, twin in pairs]


def _compared(*records):
    """[(kind, count of the first, count of the second), …]: what hangs on each."""
    kinds = {}
    for place, record in enumerate(records):
        for field, rows in merging.hanging(record):
            if field.remote_field.hidden and not field.model._meta.auto_created:
                continue  # members' own, or worked out
            kinds.setdefault(field, [0, 0])[place] = rows.count()
    return [(_kind(field), *counts) for field, counts in kinds.items()]


def _kind(field):
    """What the rows are called; rows that only join two records are called as the other one."""
    model = field.model
    if model._meta.auto_created or any(other.name == "content_object" for other in model._meta.fields):
        model = next(f.related_model for f in model._meta.fields if f.is_relation and f != field)
    return capfirst(model._meta.verbose_name_plural)
