"""Columns of admin lists: those that count, and how they sort."""

from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html


def row_count(model, relation):
    """Expression: how many rows of the reverse `relation` of `model` there are, drafts too. Costs one subquery."""
    link = model._meta.get_field(relation).field
    rows = link.model._base_manager.filter(**{link.name: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(link.name).annotate(n=Count("pk")).values("n")), 0)


class SteadyList(ChangeList):
    def get_ordering_field(self, field_name):
        """Django would take a column that counts « quotes » for the relation of that name, and repeat the rows."""
        column = getattr(self.model_admin, field_name, None)
        return getattr(column, "admin_order_field", None) or super().get_ordering_field(field_name)

    def get_ordering(self, request, queryset):
        return [low for term in super().get_ordering(request, queryset) for low in _nulls_low(self.model, term)]


class Steady:
    """To be mixed into an admin class: what is empty sorts as less than anything, whatever the database would do."""

    def get_changelist(self, request, **kwargs):
        return SteadyList


def _nulls_low(model, term, *, before="", reverse=False):
    """Yield `term` of an ORDER BY as expressions; a relation is sorted as its target is, as Django does.

    `before` is the path from the list's rows to `model`.
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
    if target is None:
        yield _low(F(before + name), descending)
        return
    for inner in target._meta.ordering or ["pk"]:
        yield from _nulls_low(target, inner, before=f"{before}{name}__", reverse=descending)


def _low(expression, descending):
    if isinstance(expression, OrderBy):
        expression = expression.expression
    return expression.desc(nulls_last=True) if descending else expression.asc(nulls_first=True)


def _target(model, path):
    """The model to which `path` leads, if it ends at a relation and not at one of its columns."""
    for name in path.split("__"):
        try:
            field = model._meta.get_field(model._meta.pk.name if name == "pk" else name)
        except FieldDoesNotExist:  # what the list counts
            return None
        if not field.is_relation or name == field.attname:
            return None
        model = field.related_model
    return model


def count_link(count, model, **filters):
    """`count` as a link to the list of `model` with these filters."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=filters)
    return format_html('<a href="{}">{}</a>', address, count)
