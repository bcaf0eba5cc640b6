"""Filters of a list by what its rows name: one record is picked where there may be many, few are listed."""

from datetime import datetime

from django.contrib import admin
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from .pickers import Picker


class Related(admin.RelatedFieldListFilter):
    """A picker, which names no record but the chosen one. Without JavaScript, that one can be kept or let go."""

    template = "admin/picked_filter.html"

    def __init__(self, field, request, params, model, model_admin, field_path):
        asked = f"{field_path}__{field.target_field.name}__exact"
        if params.get(asked) == [""]:  # the picker was emptied
            del params[asked]
        super().__init__(field, request, params, model, model_admin, field_path)
        picker = Picker(field, model_admin.admin_site, attrs={"data-only-known": "", "aria-label": self.title})
        self.media = picker.media
        self.picker = picker.render(asked, self.lookup_val or [], attrs={"id": f"filter-{field_path}"})

    def field_choices(self, field, request, model_admin):
        return []

    def has_output(self):
        return True

    def choices(self, changelist):
        """All, and those that name none; `kept` is what the address says besides."""
        others = {
            name: values for name, values in changelist.filter_params.items() if name not in self.expected_parameters()
        }
        self.kept = [(name, value) for name, values in others.items() for value in values]
        return super().choices(changelist)


class Named(admin.RelatedFieldListFilter):
    """A link for each record that some row names, of kinds of which there are few. One probe of an index for each."""

    def field_choices(self, field, request, model_admin):
        rows = model_admin.model._base_manager.filter(**{field.name: OuterRef("pk")})
        named = field.related_model._base_manager.filter(Exists(rows))
        return sorted(((row.pk, str(row)) for row in named), key=lambda choice: choice[1])


class Period(admin.FieldListFilter):
    """The years of a day or a moment, and the months of the chosen one. Django's hierarchy reads every row of the list
    for them; here it is a probe for each year, of the rows that have the day."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.year, self.month = f"{field_path}__year", f"{field_path}__month"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = _("année")
        self.years = list(_years(field))

    def expected_parameters(self):
        return [self.year, self.month]

    def choices(self, changelist):
        years, months = (self.used_parameters.get(name, []) for name in self.expected_parameters())
        yield self._choice(changelist, _("Toutes"), is_chosen=not (years or months))
        for one in self.years:
            yield self._choice(changelist, one, is_chosen=str(one) in years and not months, **{self.year: one})
            for number, name in MONTHS.items() if str(one) in years else ():
                chosen = {self.year: one, self.month: number}
                yield self._choice(changelist, f"— {name}", is_chosen=str(number) in months, **chosen)

    def _choice(self, changelist, words, *, is_chosen, **chosen):
        query = changelist.get_query_string(chosen, self.expected_parameters())
        return {"selected": is_chosen, "query_string": query, "display": words}


def _years(field):
    """Yield the years in which a row has a day, the newest first."""
    day = field.name
    earlier = rows = field.model._base_manager.filter(**{f"{day}__isnull": False}).order_by()
    while (last := earlier.aggregate(last=Max(day))["last"]) is not None:
        year = (timezone.localtime(last) if isinstance(last, datetime) else last).year
        yield year
        earlier = rows.filter(**{f"{day}__year__lt": year})
