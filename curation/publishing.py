"""The two pages on which a record is published, or withdrawn, with all that goes with it."""

from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import bulk
from .finding import is_key
from .forms import address_of
from .models import Status
from .wholes import Whole

LONG = 30  # lines


@dataclass(frozen=True)
class Line:
    """A record on such a page: `detail` tells it apart, `why` says what keeps it back."""

    record: models.Model
    detail: str = ""
    why: str = ""
    is_ticked: bool = False

    @property
    def address(self):
        return address_of(self.record)


@dataclass(frozen=True)
class Section:
    """The lines of one kind; `name` is that of its boxes."""

    name: str
    title: str
    lines: list

    @property
    def is_open(self):
        """A long one is folded, unless somebody ticked something in it."""
        return len(self.lines) < LONG or any(line.is_ticked for line in self.lines)


class WholePages:
    """To be mixed into the admin class of a record on which others hang.

    The class says `publish_words` and `withdraw_words`, which are the names of the two deeds. A box that is ticked is
    an exception to what the page proposes: what is posted is as short for ten thousand records as for ten.
    """

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        mine = [
            path("<path:object_id>/publier/", wrap(self.publish_view), name=f"{name}_publish"),
            path("<path:object_id>/retirer/", wrap(self.withdraw_view), name=f"{name}_withdraw"),
        ]
        return [*mine, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and self.has_publish_permission(request):
            deeds = {"publish": self.publish_words} | ({"withdraw": self.withdraw_words} if obj.is_published else {})
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
            context["whole_deeds"] = [
                (reverse(f"{name}_{deed}", args=[obj.pk]), words) for deed, words in deeds.items()
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def publish_view(self, request, object_id):
        """What will come out, what is left out and why, and what stays hidden. A POST that is sure publishes it."""
        whole = self._whole(request, object_id)
        drafts = self._within_reach_of(request, whole, lambda row: not row.is_published)
        unready = self._unready(drafts)
        ready = {model: [key for key in rows if (model, key) not in unready] for model, rows in drafts.items()}
        left = {model: [key for key in rows if (model, key) in unready] for model, rows in drafts.items()}
        ready, left = _among(drafts, ready), _among(drafts, left)
        ticked, seen = _ticked(request, drafts), _digest(ready, left, hidden=_hidden(whole, ready))
        chosen = {
            model: [key for key in rows if (key in ticked[model]) == ((model, key) in unready)]
            for model, rows in drafts.items()
        }
        if self._is_sure(request, seen):
            return self._set(request, whole, chosen, Status.PUBLISHED)
        context = {
            "deed": self.publish_words,
            "sections": self._sections(ready, ticked),
            "left": self._sections(left, ticked, unready),
            "hidden": _hidden(whole, chosen),
            "seen": seen,
        }
        return self._page(request, whole, "admin/publish.html", context)

    def withdraw_view(self, request, object_id):
        """What goes out of sight with the record, what goes besides, and what stays and why."""
        whole = self._whole(request, object_id)
        public = self._within_reach_of(request, whole, lambda row: row.is_public)
        alone, stays = _parted(whole, public)
        goes = _among(public, whole.members)
        ticked, seen = _ticked(request, alone), _digest(goes, alone, stays)
        if self._is_sure(request, seen):
            chosen = {model: [key for key in rows if key not in ticked[model]] for model, rows in alone.items()}
            return self._set(request, whole, chosen | {self.model: [whole.record.pk]}, Status.DRAFT)
        context = {
            "deed": self.withdraw_words,
            "goes": self._sections(goes),
            "sections": self._sections(alone, ticked),
            "stays": self._sections(stays),
            "seen": seen,
        }
        return self._page(request, whole, "admin/withdraw.html", context)

    @staticmethod
    def _is_sure(request, seen):
        """Whether it is to be done, and what the page proposed is what it would propose now."""
        if "sure" in request.POST and request.POST.get("seen") != seen:
            messages.warning(request, _("La liste a changé depuis que vous l’avez lue : relisez-la."))
            return False
        return "sure" in request.POST

    def _whole(self, request, object_id):
        record = self.get_object(request, object_id) if is_key(object_id) else None
        if record is None:
            raise Http404
        if not (self.has_publish_permission(request) and self.has_change_permission(request, record)):
            raise PermissionDenied
        return Whole(record)

    def _within_reach_of(self, request, whole, wanted):
        """{model: {key: row}} of those that are `wanted`, of the kinds that the person may change."""
        found = {
            model: {key: row for key, row in rows.items() if wanted(row)}
            for model, rows in whole.rows().items()
            if self.admin_site.get_model_admin(model).has_change_permission(request)
        }
        return {model: rows for model, rows in found.items() if rows}

    def _unready(self, drafts):
        """{(model, key): why it is proposed to be left out}. A query for each reason that a kind may have."""
        found = {}
        for model, rows in drafts.items():
            ours = model.objects.filter(pk__in=list(rows)).order_by()
            for wait in self.admin_site.get_model_admin(model).unready:
                found |= {(model, key): wait.label for key in wait.rows(ours).values_list("pk", flat=True)}
        return found

    def _sections(self, found, ticked=None, unready=None):
        """The sections of {model: {key: row}}."""
        ticked, unready = ticked or {}, unready or {}
        return [self._section(model, rows, ticked.get(model, ()), unready) for model, rows in found.items()]

    def _section(self, model, rows, ticked, unready):
        page = self.admin_site.get_model_admin(model)
        details = page.tell_apart(page.for_picker(model.objects).filter(pk__in=list(rows)))
        lines = [
            Line(row, detail=details.get(key, ""), why=unready.get((model, key), ""), is_ticked=key in ticked)
            for key, row in rows.items()
        ]
        return Section(model._meta.model_name, capfirst(model._meta.verbose_name_plural), lines)

    def _page(self, request, whole, template, context):
        context |= {
            **self.admin_site.each_context(request),
            "title": context["deed"],
            "subtitle": str(whole.record),
            "opts": self.opts,
            "record": whole.record,
        }
        return TemplateResponse(request, template, context)

    def _set(self, request, whole, chosen, status):
        record = whole.record
        if sum(map(len, chosen.values())) > bulk.A_LOT:
            keys = {model._meta.label_lower: some for model, some in chosen.items()}
            asked = bulk.set_status_together_later.enqueue(self.opts.label, record.pk, keys, status, request.user.pk)
            return redirect("admin:work_job_change", asked.id)
        done = bulk.set_status_together(record, chosen, status, by=request.user)
        if done is None:
            messages.warning(request, _("Rien n’était à changer."))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)
        return redirect("admin:curation_statuschange_change", done.pk)


def _hidden(whole, chosen):
    """[(record that stays hidden though it is published, the drafts that hide it), …]"""
    rows = [(model, key, row) for model, rows in whole.rows().items() for key, row in rows.items()]
    shown = [row for model, key, row in rows if row.is_published or key in chosen.get(model, ())]
    found = [(row, whole.hiding(row, chosen)) for row in shown]
    return [(Line(row), [Line(draft) for draft in drafts]) for row, drafts in found if drafts]


def _parted(whole, public):
    """Of what is public and named by a whole, ({…} of which nothing else is public, {…} that stands elsewhere too)."""
    above = {whole.record._meta.get_field(name).related_model for name in whole.record.visible_through}
    named = {model: rows for model, rows in _among(public, whole.named).items() if model not in above}
    elsewhere = {model: whole.elsewhere(model) for model in named}
    alone = {model: rows.keys() - elsewhere[model] for model, rows in named.items()}
    return _among(named, alone), _among(named, elsewhere)


def _among(found, keys):
    """Those of {model: {key: row}} that {model: keys} has too."""
    some = {
        model: {key: row for key, row in rows.items() if key in keys.get(model, ())} for model, rows in found.items()
    }
    return {model: rows for model, rows in some.items() if rows}


def _ticked(request, found):
    """{model: keys} of those of {model: {key: row}} whose boxes are ticked."""
    ticked = {model: {*request.POST.getlist(model._meta.model_name)} for model in found}
    return {model: {key for key in rows if str(key) in ticked[model]} for model, rows in found.items()}


def _digest(*sections, hidden=()):
    """What tells one proposal from another: what stands in each of its sections, as it was last saved, and what stays
    hidden by what."""
    told = [[(_place(row), row.updated_at) for rows in found.values() for row in rows.values()] for found in sections]
    by = [(_place(line.record), [_place(one.record) for one in drafts]) for line, drafts in hidden]
    return sha256(repr((told, by)).encode()).hexdigest()


def _place(row):
    return row._meta.label, row.pk
