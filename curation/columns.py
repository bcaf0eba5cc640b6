"""Columns of admin lists that count."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html


def row_count(model, relation):
    """Expression: how many rows of the reverse `relation` of `model` there are, drafts too. Costs one subquery."""
    link = model._meta.get_field(relation).field
    rows = link.model._base_manager.filter(**{link.name: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(link.name).annotate(n=Count("pk")).values("n")), 0)


def count_link(count, model, **filters):
    """`count` as a link to the list of `model` with these filters."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=filters)
    return format_html('<a href="{}">{}</a>', address, count)
