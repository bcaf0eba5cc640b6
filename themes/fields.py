from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.utils.translation import gettext_lazy as _

from curation.finding import is_key

from .models import Theme


class Picker(AutocompleteSelectMultiple):
    def optgroups(self, name, value, attr=None):
        """Show the chosen themes. What is no key cannot be looked up; the field refuses it, in words."""
        return super().optgroups(name, [key for key in value if is_key(str(key))], attr)


class ThemesField(forms.ModelMultipleChoiceField):
    """A picker of themes that exist; a new theme is made in its own page, deliberately.

    In a form: `themes = ThemesField()`. taggit's manager saves it with `set()`.
    """

    def __init__(self, **kwargs):
        # Any foreign key to Theme will do: the widget's address is that of the related model's autocompletion.
        widget = Picker(Theme._meta.get_field("parent"), admin.site)
        options = {"queryset": Theme.objects.all(), "required": False, "label": _("Thèmes"), "widget": widget}
        super().__init__(**options | kwargs)
