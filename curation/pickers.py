"""Pickers of curated records: each line says what tells its record apart, the fittest first.

Without JavaScript a picker is the select of what was chosen, which can be kept or emptied.
"""

from collections import Counter, defaultdict

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .finding import is_key
from .fitness import by_fitness, form_that_answers

PAGE = 20


class Choosable:
    """To be mixed into the admin class of a curated record: how a picker shows its rows."""

    found_by = gettext_lazy("aussi : %s")  # another form of the name
    picked_in = ()  # order of what is equally fit; the model's, if empty

    def for_picker(self, rows):
        """`rows` with what `tell_apart` and `other_names` read."""
        return rows

    def tell_apart(self, rows):
        """{key: what tells the record from others of the same name, in a line}. The same few queries for any number."""
        return dict.fromkeys((row.pk for row in rows), "")

    def offer_to_create(self, request, typed):
        """What a picker may make of a name that is not there: nothing, but see `creating`."""
        return None

    def lines(self, rows, typed=""):
        """What a picker shows of each of `rows`; no two are equal."""
        details = self.tell_apart(rows)
        shown = [self._line(row, details[row.pk], typed) for row in rows]
        times = Counter((line["text"], line["detail"]) for line in shown)
        for line in shown:
            if times[line["text"], line["detail"]] > 1:
                number = _("fiche n° %s") % line["id"]
                line["detail"] = " · ".join(filter(None, [line["detail"], number]))
        return shown

    def _line(self, row, detail, typed):
        form = form_that_answers(row, typed) if typed else None
        draft = "" if row.is_published else row.get_status_display()
        return {
            "id": str(row.pk),
            "text": str(row),
            "detail": " · ".join(str(part) for part in (detail, draft) if part),
            "also": self.found_by % form if form else "",
        }


class PickerView(AutocompleteJsonView):
    """What a picker finds, a page of it. Records that nobody curates are found as Django does."""

    def get(self, request, *args, **kwargs):
        self.term, page, field, key_name = self.process_request(request)
        if not isinstance(page, Choosable):
            return super().get(request, *args, **kwargs)
        if not page.has_view_permission(request):
            raise PermissionDenied
        number = request.GET.get("page", "")
        start = (int(number) - 1) * PAGE if is_key(number) and int(number) else 0
        rows = page.model.objects.complex_filter(field.get_limit_choices_to())
        rows = rows.order_by(*page.picked_in or page.opts.ordering)
        keys = list(by_fitness(rows, self.term).values_list("pk", flat=True)[start : start + PAGE + 1])
        found = page.for_picker(page.model.objects).in_bulk(keys[:PAGE])
        lines = page.lines([found[key] for key in keys if key in found], self.term)
        more = len(keys) > PAGE
        offer = None if more else page.offer_to_create(request, self.term)
        return JsonResponse({"results": lines, "pagination": {"more": more}, "create": offer})


class Picking:
    """A widget whose chosen options say what tells them apart, as the lines that one chose from."""

    lines = None  # of the chosen records by their keys, where `show_chosen` asked for those of a whole page

    def optgroups(self, name, value, attr=None):
        """The chosen records. What is no key cannot be looked up; the field refuses it, in words."""
        chosen = [str(key) for key in value if is_key(str(key))]
        lines = self.lines if self.lines is not None else _lines_of(self, chosen)
        shown = [lines[key] for key in dict.fromkeys(chosen) if key in lines]
        if not self.allow_multiple_selected:
            shown = shown[:1]
        options = [self._option(name, line, place) for place, line in enumerate(shown)]
        if not self.allow_multiple_selected:
            options.insert(0, self._none(name))
        return [(None, options, 0)]

    def _none(self, name):
        """What is chosen as long as nothing is. It has no text, which would be shown; so HTML asks for a label."""
        option = self.create_option(name, "", "", False, 0)
        option["attrs"]["label"] = "—"
        return option

    def _option(self, name, line, place):
        label = " — ".join(filter(None, [line["text"], line["detail"]]))
        option = self.create_option(name, line["id"], label, True, place)
        option["attrs"] |= {"title": label, "data-name": line["text"], "data-detail": line["detail"]}
        return option

    @property
    def media(self):
        """Django's own, with our script in place of the one that starts its pickers, and names for their boxes."""
        theirs = super().media
        scripts = [path for path in theirs._js if not path.endswith("autocomplete.js")]
        return forms.Media(css=theirs._css, js=[*scripts, "desk/pickers.js", "desk/names.js"])


class Picker(Picking, AutocompleteSelect):
    pass


class PickerOfMany(Picking, AutocompleteSelectMultiple):
    def value_from_datadict(self, data, files, name):
        """What was posted; a key too long for the database's numbers is cut, so that the field refuses it in words."""
        values = super().value_from_datadict(data, files, name) or []
        return [f"{key[:18]}…" if key.isdecimal() and not is_key(key) else key for key in values]


class WithPickers:
    """To be mixed into an admin class or an inline: its `autocomplete_fields` are pickers of ours.

    Nothing opens other records in windows of their own: what is missing is made in the picker (see `creating`).
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Picker(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickerOfMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def show_chosen(shown_forms):
    """Ask at once for what the pickers of all these forms show: the same few queries for one line or three hundred."""
    asked = defaultdict(list)
    for form in shown_forms:
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Picking):
                asked[_model(widget)].append((widget, _keys(form[name].value())))
    for pickers in asked.values():
        keys = {key for _widget, keys in pickers for key in keys}
        lines = _lines_of(pickers[0][0], keys)
        for widget, _chosen in pickers:
            widget.lines = lines


def _keys(value):
    values = value if isinstance(value, list | tuple) else [value]
    return [str(key) for key in (getattr(one, "pk", one) for one in values) if is_key(str(key))]


def _model(widget):
    return widget.field.remote_field.model


def _lines_of(widget, keys):
    """{key: line} of the records of these keys."""
    if not keys:
        return {}
    page = widget.admin_site.get_model_admin(_model(widget))
    rows = list(page.for_picker(_model(widget).objects).filter(pk__in=keys))
    return {line["id"]: line for line in page.lines(rows)}
