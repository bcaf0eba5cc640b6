"""What a program sends is put into the form of the administration, and written as it writes: the same rules, and words.

Nothing else validates, and nothing is published: the form says that it is a draft.
"""

from collections import defaultdict
from html import unescape

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import QueryDict
from django.utils.html import strip_tags

from curation import history
from curation.models import Revision, Status

from .drafts import REFERENCES

COMMENT = "par l’API"
AGAIN = ("anyway", "seen")  # the fields by which a form is told that what is alike was seen


class Refused(ValueError):
    """`errors` are {name of a field, or of a field of a row: [sentences]}; "" is the whole."""

    def __init__(self, errors):
        super().__init__()
        self.errors = errors


def write(request, kind, said):
    """The draft that is written of `said`, {name: value} of what was sent, by `request.user`; in a transaction.

    Raises `Refused`, and PermissionDenied to whom the administration gives no such form.
    """
    page = admin.site.get_model_admin(kind.model)
    if not page.has_add_permission(request):
        raise PermissionDenied
    form, formsets = _filled(page, request, kind, said)
    if {name for name in (*kind.rows, *REFERENCES) if said.get(name)} - {name for name, _formset in formsets}:
        raise PermissionDenied  # the role has no such rows
    if errors := _errors(form, formsets):
        raise Refused(errors)
    record = form.save(commit=False)
    page.save_model(request, record, form, change=False)
    page.save_related(request, form, [formset for _name, formset in formsets], change=False)
    history.write(record, by=request.user, action=Revision.Action.ADDED, comment=COMMENT)
    return record


def _filled(page, request, kind, said):
    """(the form, [(name of its rows, formset), …])"""
    form_of = page.get_form(request)
    data = _data(form_of(), said | {"status": Status.DRAFT})
    form = form_of(data)
    if said.get("anyway") and not form.is_valid():  # what was found alike is in the form now
        data = form.data.copy()
        data["anyway"] = "on"
        form = form_of(data)
    form.is_valid()
    names = {model: name for name, (model, _fields) in (kind.rows | REFERENCES).items()}
    formsets = [
        _rows(formset_of, inline, request, form.instance, names.get(inline.model), said)
        for formset_of, inline in page.get_formsets_with_inlines(request)
    ]
    return form, formsets


def _rows(formset_of, inline, request, record, name, said):
    prefix, rows = formset_of.get_default_prefix(), said.get(name, [])
    options = {"instance": record, "prefix": prefix, "queryset": inline.get_queryset(request)}
    empty = formset_of(**options).empty_form
    data = QueryDict(mutable=True)
    data.update({f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0})
    for place, row in enumerate(rows):
        for field, values in _data(empty, row).lists():
            data.setlist(f"{prefix}-{place}-{field}", values)
    formset = formset_of(data, **options)
    formset.min_num = len(rows)  # none of them is a line that somebody left empty
    return name, formset


def _data(form, said):
    """What a browser would post of the form, had a person typed there what is `said`."""
    data = QueryDict(mutable=True)
    for name, field in form.fields.items():
        value = said[name] if name in said else form.get_initial_for_field(field, name)
        if isinstance(value, (list, tuple)):
            data.setlist(name, [str(one) for one in value])
        elif value is not None and value is not False and value != "":
            data[name] = "on" if value is True else str(value)
    return data


def _errors(form, formsets):
    found = errors_of(form)
    for name, formset in formsets:
        formset.is_valid()
        for place, row in enumerate(formset.forms):
            found |= {f"{name}.{place}.{field}".rstrip("."): said for field, said in errors_of(row).items()}
        if formset.non_form_errors():
            found[name] = [_plain(sentence) for sentence in formset.non_form_errors()]
    return found


def errors_of(form):
    """{name of a field, "" of the whole: [sentences]}"""
    found = defaultdict(list)
    for name, sentences in form.errors.items():
        found["" if name in (NON_FIELD_ERRORS, *AGAIN) else name] += map(_plain, sentences)
    return dict(found)


def _plain(sentence):
    """The sentence without the links that the administration has in it."""
    return unescape(strip_tags(str(sentence)))
