"""Filters of a list by what its rows name: one record is picked where there may be many, few are listed."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

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
