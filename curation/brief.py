"""Rows of lists, with the columns that are printed and no others: Django takes long to fill a record."""

from django.db import models


class Brief(models.QuerySet):
    """To be mixed into the queryset of a model that has `brief_columns`, which are those that lines of lists print."""

    def in_brief(self, *relations):
        """Load these of each row, and of the records behind these relations; others are asked for row by row."""
        columns = [*self.model.brief_columns, *relations]
        for name in relations:
            columns += [f"{name}__{column}" for column in self.model._meta.get_field(name).related_model.brief_columns]
        return self.select_related(*relations).only(*columns)
