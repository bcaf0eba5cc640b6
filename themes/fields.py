from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from curation.pickers import PickerOfMany

from .models import Theme


class ThemesField(forms.ModelMultipleChoiceField):
    """A picker of themes that exist; a new theme is made in its own page, deliberately.

    In a form: `themes = ThemesField()`. taggit's manager saves it with `set()`.
    """

    def __init__(self, **kwargs):
        # Any foreign key to Theme will do: the widget's address is that of the related model's autocompletion.
        widget = PickerOfMany(Theme._meta.get_field("parent"), admin.site)
        options = {"queryset": Theme.objects.all(), "required": False, "label": _("Thèmes"), "widget": widget}
        super().__init__(**options | kwargs)
