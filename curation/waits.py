"""What waits for a curator: each admin class declares its own, the home counts them, a list filter shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Wait:
    """`rows` narrows a queryset to what waits; `name` stands in the address: `?attend=name`.

    `since` tells of a queryset how long the oldest of them has waited, if that matters.
    """

    name: str
    label: str
    rows: Callable
    since: Callable | None = None


class WaitFilter(admin.SimpleListFilter):
    title = _("ce qui attend")
    parameter_name = "attend"

    def lookups(self, request, model_admin):
        self.waits = {wait.name: wait for wait in model_admin.waits}
        return [(wait.name, wait.label) for wait in model_admin.waits]

    def queryset(self, request, queryset):
        wait = self.waits.get(self.value())
        return wait.rows(queryset) if wait else queryset
