"""Lookups that no value makes an error of."""

from django.db.models import IntegerField
from django.db.models.lookups import In


class InRange(In):
    """`pk__in`, in which what the column cannot hold is no row's, as Django has it for `=`, `<` and `>` already."""

    def get_prep_lookup(self):
        values = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return values
        return [value for value in values if not isinstance(value, int) or -(2**63) <= value < 2**63]


def register():
    IntegerField.register_lookup(InRange)
