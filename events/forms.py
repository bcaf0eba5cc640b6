from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.forms import CuratedForm, CuratedFormSet
from themes.admin import ThemedForm
from themes.fields import ThemesField

from .models import Talk

# The browser's own pickers: they speak the person's language, and work on a phone and without scripts.
NATIVE = {
    models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
    models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
    models.DateTimeField: {
        "form_class": forms.DateTimeField,
        "widget": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    },
}


def long_text(rows):
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


def position_input():
    """A number by which lines are sorted; desk/inlines.js gives it two buttons of these names."""
    return forms.NumberInput(attrs={"class": "position", "data-up": _("Monter"), "data-down": _("Descendre"), "min": 0})


def talk_select():
    """The talks of one event; desk/talks.js fetches them when another event is chosen."""
    return forms.Select(attrs={"data-talks": reverse_lazy("admin:events_talk_choices")})


class EventForm(ThemedForm):
    class Meta:
        widgets = {"summary": long_text(4)}

    def clean_part_of(self):
        whole = self.cleaned_data["part_of"]
        if self.instance in whole:
            raise ValidationError(_("Un évènement ne fait pas partie de lui-même."))
        return whole


class TalkForm(ThemedForm):
    class Meta:
        widgets = {"abstract": long_text(5)}


class LineForm(CuratedForm):
    """A talk in the programme of its event: of its start only the hour is asked, the day is the event's.

    A talk that has another day keeps it; that one changes in the talk's own page.
    """

    starts_at = forms.TimeField(label=_("Heure"), required=False, widget=NATIVE[models.TimeField]["widget"])

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = event.starts_on
        if self.instance.starts_at:
            start = timezone.localtime(self.instance.starts_at)
            self.day, self.initial["starts_at"] = start.date(), start.time()

    def clean_starts_at(self):
        hour = self.cleaned_data["starts_at"]
        if hour and not self.day:
            raise ValidationError(_("Une heure demande que l’évènement ait un premier jour."))
        return hour and timezone.make_aware(datetime.combine(self.day, hour))


class AppearanceForm(forms.ModelForm):
    def clean(self):
        fields = super().clean()
        if talk := self.cleaned_data.get("talk"):
            self.instance.event_id = talk.event_id  # the same page may have given the talk another event
        return fields


class ReferenceForm(forms.ModelForm):
    themes = ThemesField()

    class Meta:
        widgets = {"note": long_text(2), "position": position_input()}


class PlacedForm(ThemedForm):
    """What was said at an event, perhaps during one of its talks: only these can be chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "talk" in self.fields:
            self.fields["talk"].queryset = Talk.objects.filter(event=self._chosen_event()).in_order()
            self.fields["talk"].error_messages["invalid_choice"] = _("Cette intervention n’est pas de cet évènement.")

    def _chosen_event(self):
        """The event as it was typed, whatever else is wrong in the form."""
        try:
            return self.fields["event"].to_python(self["event"].value())
        except ValidationError:
            return None


class OrderedFormSet(forms.BaseInlineFormSet):
    """Lines with a position: a new one without a number goes to the end."""

    def save_new(self, form, commit=True):
        if not form.instance.position:
            form.instance.position = max(line.instance.position for line in self.forms) + 1
        return super().save_new(form, commit=commit)


class TalkFormSet(OrderedFormSet, CuratedFormSet):
    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "event": self.instance}


class RoleFormSet(OrderedFormSet):
    """The roles of a whole event. The database refuses to give one twice to a person; here it is said in words."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            fields = getattr(form, "cleaned_data", {})
            role = fields.get("speaker"), fields.get("role")
            if not role[0] or fields.get("DELETE"):
                continue
            if role in seen:
                form.add_error("speaker", _("Cette personne a déjà ce rôle à cet évènement."))
            seen.add(role)
