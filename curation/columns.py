"""What every list of the admin shares: columns that count, how they sort, and that any address of it is answered."""

from django.contrib.admin import ShowFacets
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.forms import Media
from django.urls import reverse
from django.utils.html import format_html

from search.typed import TypedSearch

from .finding import is_key
from .listing import sheet
from .paging import Pages
from .saved import SavedList, narrowed
from .sheets import SUFFIXES, answer

LONGEST = 250  # characters of a search, which each link of a list repeats; a title has no more


def row_count(model, relation):
    """Expression: how many rows of the reverse `relation` of `model` there are, drafts too. Costs one subquery."""
    link = model._meta.get_field(relation).field
    rows = link.model._base_manager.filter(**{link.name: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(link.name).annotate(n=Count("pk")).values("n")), 0)


class SteadyList(ChangeList):
    def __init__(self, request, *args, **kwargs):
        """A value that no column can have is a wrong address, as Django says of a column that is none: the whole list
        is shown instead. Some it finds out by itself, some only the database."""
        try:
            super().__init__(request, *args, **kwargs)
        except (ValueError, TypeError, OverflowError, ValidationError, DataError) as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters from error

    def get_ordering_field(self, field_name):
        """Django would take a column that counts « quotes » for the relation of that name, and repeat the rows."""
        column = getattr(self.model_admin, field_name, None)
        return getattr(column, "admin_order_field", None) or super().get_ordering_field(field_name)

    def get_ordering(self, request, queryset):
        return [low for term in super().get_ordering(request, queryset) for low in _nulls_low(self.model, term)]


class Steady(TypedSearch):
    """To be mixed into every admin class: no search, filter, address or deed of a list asks what no database answers,
    and what is empty sorts as less than anything, whatever the database would do."""

    paginator = Pages
    show_facets = ShowFacets.NEVER  # a count of thousands for each value of each filter

    def changelist_view(self, request, *args, **kwargs):
        request.GET = request.GET.copy()
        asked = request.GET.pop("export", [""])[-1]
        if SEARCH_VAR in request.GET:
            request.GET[SEARCH_VAR] = request.GET[SEARCH_VAR][:LONGEST]
        if request.method == "POST":
            request.POST = request.POST.copy()
            ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
            request.POST.setlist(ACTION_CHECKBOX_NAME, [key for key in ticked if is_key(key, of=self.model)])
        response = super().changelist_view(request, *args, **kwargs)
        shown = getattr(response, "context_data", None) or {}
        if asked in SUFFIXES and "cl" in shown:
            return answer(request, sheet(request, self, shown["cl"].queryset), asked)
        for filtering in shown["cl"].filter_specs if "cl" in shown else ():
            shown["media"] += getattr(filtering, "media", Media())
        if "cl" in shown:
            shown["saved_lists"] = SavedList.objects.of(self.model).seen_by(request.user)
            shown["narrowed"] = narrowed(request.GET)
        return response

    def changeform_view(self, request, *args, **kwargs):
        """No form offers to save a record as another one, which Django does for any that asks."""
        if "_saveasnew" in request.POST:
            request.POST = request.POST.copy()
            del request.POST["_saveasnew"]
        return super().changeform_view(request, *args, **kwargs)

    def get_object(self, request, object_id, from_field=None):
        """An address may name no field to find the record by, where Django takes the empty one."""
        return super().get_object(request, object_id, from_field or None)

    def to_field_allowed(self, request, to_field):
        """Django takes a relation that ends here for a column."""
        columns = {field.name for field in self.opts.concrete_fields}
        return to_field in columns and super().to_field_allowed(request, to_field)

    def get_changelist(self, request, **kwargs):
        return SteadyList

    def get_form(self, request, obj=None, **kwargs):
        """A form that says `request.refusal`, if the database refused what it found right: nothing typed is lost."""
        form = super().get_form(request, obj, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (Refused, form), {"refusal": refusal}) if refusal else form


class Unwritten:
    """To be mixed into an admin class before `ModelAdmin`: its lists are read, nobody writes in a row of them."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Refused:
    """To be mixed into a form that could not be written."""

    def clean(self):
        self.add_error(None, self.refusal)
        return super().clean()


def _nulls_low(model, term, *, before="", is_optional=False, reverse=False):
    """Yield `term` of an ORDER BY as expressions; a relation is sorted as its target is, as Django does.

    `before` is the path from the list's rows to `model`, `is_optional` whether it may lead to nothing.
    """
    if isinstance(term, OrderBy) and not before and (term.nulls_first or term.nulls_last):
        yield term
        return
    if not isinstance(term, str) and not (isinstance(term, OrderBy) and isinstance(term.expression, F)):
        yield _low(term, reverse != getattr(term, "descending", False))
        return
    name = term.removeprefix("-") if isinstance(term, str) else term.expression.name
    descending = reverse != (term.startswith("-") if isinstance(term, str) else term.descending)
    target = _target(model, name)
    is_optional = is_optional or _may_be_empty(model, name)
    if target is None and is_optional:
        yield _low(F(before + name), descending)
    elif target is None:
        # PostgreSQL's indexes have nothing last, or first backwards: a column that is never empty is to say neither.
        yield OrderBy(F(before + name), descending=descending)
    else:
        way = {"before": f"{before}{name}__", "is_optional": is_optional}
        for inner in target._meta.ordering or ["pk"]:
            yield from _nulls_low(target, inner, **way, reverse=descending)


def _low(expression, descending):
    if isinstance(expression, OrderBy):
        expression = expression.expression
    return expression.desc(nulls_last=True) if descending else expression.asc(nulls_first=True)


def _target(model, path):
    """The model to which `path` leads, if it ends at a relation and not at one of its columns."""
    *_before, (field, leads_on) = _steps(model, path)
    return field.related_model if leads_on else None


def _may_be_empty(model, path):
    """Whether there may be nothing at the end of `path`, or only the database knows."""
    return any(field is None or field.null or not field.concrete for field, _leads_on in _steps(model, path))


def _steps(model, path):
    """Yield (field, whether it leads to another model) along `path`, to the column where that ends; what the list
    counts is no field, None."""
    for name in path.split("__"):
        try:
            field = model._meta.get_field(model._meta.pk.name if name == "pk" else name)
        except FieldDoesNotExist:
            yield None, False
            return
        leads_on = field.is_relation and name != field.attname
        yield field, leads_on
        if not leads_on:
            return
        model = field.related_model


def count_link(count, model, **filters):
    """`count` as a link to the list of `model` with these filters."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=filters)
    return format_html('<a href="{}">{}</a>', address, count)
