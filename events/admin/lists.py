"""What the lists of events, talks, quotes and tweets have in common: columns, filters, waits."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from curation.admin import DRAFTS
from curation.models import Status
from curation.waits import Wait

NO_THEME = Wait("sans-theme", _("sans thème"), lambda rows: rows.without_theme())
HIDDEN = Wait(
    "caches",
    _("publiés, mais rattachés à un brouillon qui les cache"),
    lambda rows: rows.filter(status=Status.PUBLISHED).exclude(pk__in=rows.model.objects.published().values("pk")),
)
PLACED_WAITS = (DRAFTS, NO_THEME, HIDDEN)

ONLY = admin.RelatedOnlyFieldListFilter
BY_THEME = ("themed__tag", ONLY)


def row_count(model, relation):
    """Expression: how many rows of the reverse `relation` of `model` there are, drafts too. Costs one subquery."""
    link = model._meta.get_field(relation).field
    rows = link.model.objects.filter(**{link.name: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(link.name).annotate(n=Count("pk")).values("n")), 0)


def count_link(count, model, **filters):
    """`count` as a link to the list of `model` with these filters."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=filters)
    return format_html('<a href="{}">{}</a>', address, count)
