"""What waits for a curator: each admin class declares its own, the home counts them, a list filter shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Min
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Wait:
    """`rows` narrows a queryset to what waits; `name` stands in the address: `?attend=name`.

    `since` is the column that says how long one has waited, if that matters. What is a lack of the record keeps nobody
    waiting.
    """

    name: str
    label: str
    rows: Callable
    since: str = ""
    is_lack: bool = False

    def oldest(self, queryset):
        return self.rows(queryset).aggregate(oldest=Min(self.since))["oldest"] if self.since else None


class WaitFilter(admin.SimpleListFilter):
    title = _("ce qui attend")
    parameter_name = "attend"

    def lookups(self, request, model_admin):
        self.waits = {wait.name: wait for wait in model_admin.waits}
        return [(wait.name, wait.label) for wait in model_admin.waits]

    def queryset(self, request, queryset):
        wait = self.waits.get(self.value())
        return wait.rows(queryset) if wait else queryset
