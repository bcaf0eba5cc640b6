from collections import Counter

from django.contrib import admin


class Related(admin.RelatedOnlyFieldListFilter):
    """The related records of some row of the list, those of one name told apart as in a picker."""

    def field_choices(self, field, request, model_admin):
        choices = super().field_choices(field, request, model_admin)
        times = Counter(label for _key, label in choices)
        alike = [key for key, label in choices if times[label] > 1]
        if not alike:
            return choices
        page = model_admin.admin_site.get_model_admin(field.related_model)
        rows = page.for_picker(page.model.objects.filter(pk__in=alike))
        told = {line["id"]: f"{line['text']} — {line['detail']}" for line in page.lines(list(rows))}
        return [(key, told.get(str(key), label)) for key, label in choices]
