from datetime import datetime
from itertools import product

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from curation.finding import is_key
from curation.forms import CuratedForm, CuratedFormSet
from themes.admin import ThemedForm
from themes.fields import ThemesField

from . import timing
from .models import Event, Talk
from .schedule import SKIPPED_HOUR

# The browser's own pickers: they speak the person's language, and work on a phone and without scripts.
NATIVE = {
    models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
    models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
}


def long_text(rows):
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


def position_input():
    """A number by which lines are sorted; desk/inlines.js gives it two buttons of these names."""
    return forms.NumberInput(attrs={"class": "position", "data-up": _("Monter"), "data-down": _("Descendre"), "min": 0})


def talk_select():
    """The talks of one event; desk/talks.js fetches them when another event is chosen."""
    return forms.Select(attrs={"data-talks": reverse_lazy("admin:events_talk_choices")})


class ManyOptions(forms.Select):
    """A list of hundreds: Django renders each option by two templates, which took most of the time of the page."""

    def render(self, name, value, attrs, renderer=None):
        [chosen] = self.format_value(value)
        lines = ((key, flatatt({"selected": key == chosen}), words) for key, words in self.choices)
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', lines)
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


class EventForm(ThemedForm):
    time_zone = forms.ChoiceField(
        label=_("Fuseau horaire"),
        choices=lambda: [(name, name) for name in timing.zone_names()],
        required=False,
        widget=ManyOptions,
    )

    class Meta:
        widgets = {"summary": long_text(4), "summary_en": long_text(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            field = self.fields["time_zone"]
            field.help_text = Event._meta.get_field("time_zone").help_text
            field.initial = kept = self.instance.time_zone
            if kept not in timing.zone_names():
                field.choices = [(kept, kept), *field.choices]

    def clean_time_zone(self):
        return self.cleaned_data["time_zone"] or self.instance.time_zone

    def clean(self):
        """An evening may end at night; an event of one day ends after it begins."""
        fields = super().clean()
        first, last, start, end = map(fields.get, ("starts_on", "ends_on", "start_time", "end_time"))
        is_one_day = first and last in (None, first)
        if is_one_day and start and end and end <= start and timing.end_day(first, start, end) == first:
            self.add_error("end_time", _("La fin n’est pas après le début."))
        return fields

    def clean_hashtag(self):
        return self.cleaned_data["hashtag"].lstrip("#").strip()

    def clean_part_of(self):
        whole = self.cleaned_data["part_of"]
        if self.instance in whole:
            raise ValidationError(_("Un évènement ne fait pas partie de lui-même."))
        for event in whole:
            if self.instance.pk in Event.objects.filter(pk=event.pk).within():
                sentence = _("« %(event)s » fait déjà partie de celui-ci : les évènements tourneraient en rond.")
                raise ValidationError(sentence, params={"event": event})
        return whole


class HoursForm(CuratedForm):
    """The day and the hours of a talk, as clocks show them at its event. A day goes without saying if there is one."""

    day = forms.DateField(
        label=_("Jour"),
        required=False,
        widget=NATIVE[models.DateField]["widget"],
        validators=[timing.is_plausible],
    )
    starts_at = forms.TimeField(label=_("Heure"), required=False, widget=NATIVE[models.TimeField]["widget"])
    ends_at = forms.TimeField(label=_("Fin"), required=False, widget=NATIVE[models.TimeField]["widget"])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        talk = self.instance
        if talk.event_id or talk.starts_at:
            when = talk.when
            self.initial["starts_at"] = when.starts_at and when.starts_at.time()
            self.initial["ends_at"] = when.ends_at and when.ends_at.time()
            day = when.day if when.starts_at else talk.day
            self.initial["day"] = day if day != talk.event.single_day else None

    def event(self):
        """The event that the talk is to have; None if none was chosen."""
        return self.cleaned_data.get("event") or (self.instance.event if self.instance.event_id else None)

    def clean(self):
        cleaned = super().clean()
        event = self.event()
        if not {"day", "starts_at", "ends_at"} <= cleaned.keys():
            self._leave_hours()
        elif event:
            day, start, end = (cleaned[name] for name in ("day", "starts_at", "ends_at"))
            day = day or timing.plausible(event.single_day)
            if (start or end) and not day:
                self._ask_for_day(event)
            elif start or end:
                starts = self._moments(event, day, "starts_at")
                ends = self._moments(event, timing.end_day(day, start, end), "ends_at")
                cleaned["starts_at"], cleaned["ends_at"] = self._likeliest(starts, ends)
                if not {"day", "starts_at"} & set(self.changed_data):
                    cleaned["day"] = self.instance.day  # a night may be of the day before
        return cleaned

    def _ask_for_day(self, event):
        if event.starts_on:
            self.add_error("day", _("Une heure demande un jour : l’évènement en a plusieurs."))
        else:
            self.add_error("starts_at", _("Une heure demande que l’évènement ait un premier jour."))
        self._leave_hours()

    def _leave_hours(self):
        """No hour without a day makes a moment."""
        self.cleaned_data.pop("starts_at", None)
        self.cleaned_data.pop("ends_at", None)

    def _moments(self, event, day, name):
        """The moments, in UTC, at which clocks there show what was typed: two if they are put back, or [None]."""
        if not (typed := self.cleaned_data[name]):
            return [None]
        moment = datetime.combine(day, typed, event.zone)
        if not timing.exists(moment):
            self.add_error(name, SKIPPED_HOUR)
            return [None]
        return timing.showings(moment)

    def _likeliest(self, starts, ends):
        """What the talk had, if it fits; then the first beginning, and the first end that comes after it."""
        had_start, had_end = self.instance.starts_at, self.instance.ends_at

        def rank(pair):
            start, end = pair
            is_reversed = bool(start and end) and end <= start
            return start != had_start, is_reversed, end != had_end

        return min(product(starts, ends), key=rank)  # the first of those that rank alike


class TalkForm(HoursForm, ThemedForm):
    """`showing` is asked only of a talk whose hour is one that clocks showed twice."""

    showing = forms.ChoiceField(
        label=_("Les horloges ont montré cette heure deux fois"),
        choices=[
            ("0", _("la première fois, avant le changement d’heure")),
            ("1", _("la seconde fois, après le changement d’heure")),
        ],
        required=False,
    )

    class Meta:
        widgets = {"abstract": long_text(5), "abstract_en": long_text(5)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.begins_twice:
            self.initial["showing"] = str(self.instance.when.starts_at.fold)
        else:
            del self.fields["showing"]

    def _likeliest(self, starts, ends):
        chosen = self.cleaned_data.get("showing") if "showing" in self.changed_data else None
        return super()._likeliest([starts[int(chosen)]] if chosen and len(starts) > 1 else starts, ends)


class LineForm(HoursForm):
    """A talk in the programme of its event, the dates and the time zone of which may be typed in the same page.

    `people` is the formset of its people: bound where the line was open, None where nothing of them is in the page.
    """

    people = None

    def __init__(self, *args, event, instance=None, **kwargs):
        instance = instance or Talk()
        instance.event = event
        super().__init__(*args, instance=instance, **kwargs)

    def event(self):
        return self.instance.event

    @property
    def may_be_written(self):
        return self.may_publish or not self.instance.is_published

    @property
    def has_changed_people(self):
        return bool(self.people and self.people.is_bound and self.people.has_changed())

    def has_changed(self):
        return super().has_changed() or self.has_changed_people

    def clean(self):
        cleaned = super().clean()
        if self.has_changed_people and not self.people.is_valid():
            self.add_error(None, _("Un de ses intervenants n’est pas complet : voyez ce qui est en rouge."))
        return cleaned

    def save_people(self):
        if self.has_changed_people:
            self.people.save()
            self.instance.save()  # they are in its searched text, and date it


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
        """The key of the event as it was typed, whatever else is wrong in the form."""
        key = self["event"].value()
        return key if is_key(str(key)) else None


class OrderedFormSet(forms.BaseInlineFormSet):
    """Lines with a position: a new one without a number goes to the end."""

    def save_new(self, form, commit=True):
        if not form.instance.position:
            form.instance.position = max(line.instance.position for line in self.forms) + 1
        return super().save_new(form, commit=commit)


class TalkFormSet(OrderedFormSet, CuratedFormSet):
    """The talks of an event. `people` is the class of the formset of the people of each."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "event": self.instance}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        prefix = people_prefix(form.prefix)
        if form.may_be_written and self.is_bound and f"{prefix}-TOTAL_FORMS" in self.data:
            form.people = self.people(self.data, instance=form.instance, prefix=prefix)
        elif not form.instance.pk:
            form.people = self.people(instance=form.instance, prefix=prefix)

    def save(self, commit=True):
        saved = super().save(commit=commit)
        save_related = self.save_m2m

        def save_m2m():
            save_related()
            for form in self.saved_forms:
                form.save_people()

        self.save_m2m = save_m2m
        return saved


def people_prefix(line):
    """That of the people of a line of the programme, from its own: « talks-3 »."""
    return f"{line}-people"


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
