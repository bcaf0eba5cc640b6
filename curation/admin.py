"""The admin that every curated record shares. A subclass declares what is its own: columns, filters, inlines, waits."""

import json

from django.contrib import admin
from django.contrib.contenttypes.admin import GenericTabularInline
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from . import history, telling
from .columns import Steady
from .deeds import Merge, StatusChange
from .finding import is_key
from .forms import (
    CuratedForm,
    CuratedFormSet,
    LeadingForm,
    PartFormSet,
    ReferenceFormSet,
    as_new_where_gone,
    newest_revision,
)
from .holding import holding
from .journals import ListChangeAdmin, MergeAdmin, RevisionAdmin, StatusChangeAdmin
from .likeness import look
from .many import ListDeeds
from .models import Curated, ExternalReference, Revision
from .pages import RecordPages
from .pairing import PairAdmin
from .pairs import Pair
from .pickers import Choosable, WithPickers, show_chosen
from .pictured import Pictured
from .pictures import write_squares
from .sets import ListChange
from .tallies import total
from .uploads import PictureField, PictureInput
from .waits import Wait, WaitFilter

DRAFTS = Wait("brouillons", _("en brouillon"), lambda rows: rows.drafts())


def may_publish(request):
    return request.user.has_perm("curation.publish")


# What few records have, folded away at the end of each page.
FOR_THE_DESK = (_("Note, licence"), {"fields": ("staff_note", "license"), "classes": ("collapse",)})

FEW_LINES = 3  # empty ones


class CuratedAdmin(ListDeeds, Steady, Choosable, WithPickers, RecordPages, admin.ModelAdmin):
    """What is published is out of reach of who may not publish; every save is written in the history.

    `waits` are lines of the admin's home; `unready` say of a draft why it might better not be published with what it
    hangs on; `mergeable` adds the merging of two records.
    """

    form = CuratedForm
    waits = (DRAFTS,)
    unready = ()
    mergeable = False
    search_fields = ("folded",)
    search_help_text = _("Sans souci des accents ni des majuscules.")
    list_per_page = 50
    show_full_result_count = False

    class Media:
        js = ["admin/js/jquery.init.js", "desk/names.js"]

    def has_publish_permission(self, request):
        return may_publish(request)

    def _within_reach(self, request, record):
        return record is None or not record.is_published or may_publish(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._within_reach(request, obj)

    def get_list_filter(self, request):
        return (WaitFilter, "status", *super().get_list_filter(request))

    def get_search_results(self, request, queryset, search_term):
        return queryset.containing(search_term), False

    def get_paginator(self, request, queryset, *args, **kwargs):
        """Of all records the number is known."""
        known = None if queryset.query.where else total(self.model)
        return self.paginator(queryset, *args, count=known, **kwargs)

    def view_on_site(self, record):
        """The page's address; a form may just have emptied what it is made of."""
        has_page = hasattr(record, "get_absolute_url") and getattr(record, "slug", True)
        return record.get_absolute_url() if has_page else None

    def get_object(self, request, object_id, from_field=None):
        """The record; to be written, its row is locked first, so that two saves come one after the other."""
        if request.method == "POST" and is_key(str(object_id)) and transaction.get_connection().in_atomic_block:
            self.model.take_turn()
            field = from_field or self.opts.pk.name
            # What names the record may be written meanwhile (`no_key`), or two that name each other block each other.
            rows = self.model._base_manager.select_for_update(no_key=True).filter(**{field: object_id})
            # No ordering: by a talk that may be missing, it joins what PostgreSQL refuses to lock.
            list(rows.order_by().values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def get_changeform_initial_data(self, request):
        """What the address fills in; a picker cannot look up what is no key."""
        known = super().get_changeform_initial_data(request)
        links = {field.name for field in self.opts.concrete_fields if field.is_relation}
        keys = {name: [value] for name, value in known.items() if name in links}
        keys |= {name: value for name, value in known.items() if isinstance(value, list)}
        return {name: value for name, value in known.items() if all(map(is_key, keys.get(name, ())))}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.ImageField):
            kwargs |= {"form_class": PictureField, "widget": PictureInput}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        for inline in context["inline_admin_formsets"]:
            inline.inline_formset_data = _with_add_label(inline)
        formsets = (inline.formset for inline in context["inline_admin_formsets"])
        show_chosen([context["adminform"].form, *(form for formset in formsets for form in formset.forms)])
        return super().render_change_form(request, context, *args, **kwargs)

    def get_inlines(self, request, obj):
        return (*super().get_inlines(request, obj), ExternalReferences)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.may_publish = may_publish(request)
        form.asks_who = obj is None
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj), FOR_THE_DESK]
        can_save = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return with_seen(fieldsets) if can_save else fieldsets

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs:
            kwargs["data"] = as_new_where_gone(kwargs["data"], prefix, rows=inline.get_queryset(request))
        return kwargs

    def save_model(self, request, obj, form, change):
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)
            if isinstance(obj, Pictured):
                write_squares(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            form.instance.save()  # its parts are in its searched text, and date it
        look()
        if "status" in form.changed_data and form.instance.is_published:
            self.say_what_hides(request, [form.instance.pk])

    def save_formset(self, request, form, formset, change):
        if not issubclass(formset.model, Curated):
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        for row in formset.deleted_objects:
            history.delete(row, by=request.user)
        changed = [row for row, names in formset.changed_objects]
        for row in [*formset.new_objects, *changed]:
            row.save()
        formset.save_m2m()
        for row in formset.new_objects:
            history.write(row, by=request.user, action=Revision.Action.ADDED)
        for row in changed:
            history.write(row, by=request.user)

    def log_addition(self, request, obj, message):
        return history.write(obj, by=request.user, action=Revision.Action.ADDED)

    def log_change(self, request, obj, message):
        return history.write(obj, by=request.user)

    def log_deletions(self, request, queryset):
        """Nothing: `delete_model` and `delete_queryset` write it."""

    def get_deleted_objects(self, objs, request):
        """What goes with the records: their parts alone, since records protect each other. Who may delete the one may
        delete the others."""
        out_of_reach = [record for record in objs if not self.has_delete_permission(request, record)]
        parts = [[telling.with_kind(part) for part in history.parts_of(record)] for record in objs]
        rows = [line for record, lines in zip(objs, parts, strict=True) for line in (str(record), lines) if line]
        return rows, {}, {str(record) for record in out_of_reach}, holding(objs)

    def delete_model(self, request, obj):
        history.delete(obj, by=request.user)


def with_seen(fieldsets):
    """`fieldsets` with the hidden field of `CuratedForm` in the first of them."""
    (name, options), *others = fieldsets
    fields = [field for field in options["fields"] if field != "seen"]
    return [(name, {**options, "fields": [*fields, "seen"]}), *others]


def _with_add_label(inline):
    """What Django's script knows of the lines of a part, with our words on the button."""
    data = json.loads(inline.inline_formset_data())
    data["options"]["addText"] = str(inline.opts.add_label)
    return json.dumps(data, ensure_ascii=False)


class Part(WithPickers):
    """Rows that belong to the record of the page: who may change the one may change the others.

    `add_label` is on the button that adds one.
    """

    form = LeadingForm
    formset = PartFormSet

    def get_extra(self, request, obj=None, **kwargs):
        """None: a button adds a line. Without scripts, the address asks for some."""
        return FEW_LINES if "lignes" in request.GET else 0

    def _record_is_open(self, request, record):
        page = self.admin_site.get_model_admin(self.parent_model)
        return page.has_change_permission(request, record) if record else page.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and self._record_is_open(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._record_is_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._record_is_open(request, obj)


class TabularPart(Part, admin.TabularInline):
    pass


class StackedPart(Part, admin.StackedInline):
    pass


class ExternalReferences(Part, GenericTabularInline):
    model = ExternalReference
    formset = ReferenceFormSet
    add_label = _("Ajouter une référence externe")
    fields = ("system", "identifier", "url")
    classes = ("collapse",)


class CuratedRows(Part):
    """Rows that are curated by themselves (the talks of an event): each has its status, history and lock."""

    form = CuratedForm
    formset = CuratedFormSet
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(newest_revision=newest_revision(self.model))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.may_publish = may_publish(request)
        return formset

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return with_seen(fieldsets) if self.has_change_permission(request, obj) else fieldsets


class StackedCurated(CuratedRows, admin.StackedInline):
    pass


admin.site.register(Revision, RevisionAdmin)
admin.site.register(Merge, MergeAdmin)
admin.site.register(StatusChange, StatusChangeAdmin)
admin.site.register(ListChange, ListChangeAdmin)
admin.site.register(Pair, PairAdmin)
