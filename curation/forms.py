import re

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from language.typography import french_moment

from . import telling
from .finding import is_key
from .keys import AlreadyThere, derived_fields
from .models import Addressed, Curated, ExternalReference, Revision


class Unseen(forms.HiddenInput):
    """A hidden field among those that are seen: Django writes its label too, which may name no such field."""

    def id_for_label(self, id_):
        return ""


def newest_revision(model):
    """Expression: the id of the newest revision of each row of `model`."""
    rows = Revision.objects.filter(content_type__app_label=model._meta.app_label, object_id=OuterRef("pk"))
    rows = rows.filter(content_type__model=model._meta.model_name).order_by("-pk")
    return Subquery(rows.values("pk")[:1])


def anchor(record, words=None):
    """`words`, or the kind and the name of a record, as a link to its page in the admin."""
    return format_html('<a href="{}">{}</a>', address_of(record), words or telling.with_kind(record))


def address_of(record):
    """Where a record is changed."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


class LeadingForm(forms.ModelForm):
    """Who types what another record has is led to it by a link."""

    def add_error(self, field, error):
        nested = getattr(error, "error_dict", {None: getattr(error, "error_list", ())})
        for refused in (refused for errors in nested.values() for refused in errors):
            if isinstance(refused, AlreadyThere):
                refused.link(anchor(refused.held, str(refused.held)))
            elif refused.code == "unique" and isinstance(self.instance, Curated):
                self._lead(refused)
        super().add_error(field, error)

    def _lead(self, refused):
        """Let Django's own sentence end in a link to the record that has what was typed."""
        typed = {name: getattr(self.instance, name) for name in refused.params["unique_check"]}
        if held := type(self.instance)._base_manager.filter(**typed).exclude(pk=self.instance.pk).first():
            refused.message, refused.params = format_html("{} {}", refused.messages[0], anchor(held)), None


class CuratedForm(LeadingForm):
    """The form of a curated record: it knows which revision the person saw, and whether the person may publish.

    Saving over a revision that the person did not see is refused once, in words; the same form saved again goes
    through; so does a new record after its namesake was shown. Who may not publish finds a published row and the
    status of a draft locked.
    """

    # The admin sets these on the class that it makes for each request.
    may_publish = False
    asks_who = False  # of a new record whose name another has

    seen = forms.IntegerField(required=False, widget=Unseen)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self._newest_revision()
        self.initial["seen"] = self.newest
        if not self.may_publish:
            locked = self.fields.values() if self.instance.is_published else [self.fields.get("status")]
            for field in filter(None, locked):
                field.disabled = True

    def _newest_revision(self):
        if not self.instance.pk:
            return None
        if hasattr(self.instance, "newest_revision"):
            return self.instance.newest_revision
        return Revision.objects.of(self.instance).order_by("-pk").values_list("pk", flat=True).first()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Dites ce que l’image montre, pour qui ne la voit pas."))
        if self.newest and self.newest != self.cleaned_data.get("seen"):
            self._refuse_once(self._what_happened(self.cleaned_data.get("seen")), now_seen=self.newest)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        is_asked = self.asks_who and not self.errors and isinstance(self.instance, Addressed)
        held = self.instance.namesake() if is_asked else None
        if held and held.pk != self.cleaned_data.get("seen"):
            sentence = _("Une fiche porte déjà ce nom : %(held)s. Si c’en est une autre, enregistrez de nouveau.")
            self._refuse_once(AlreadyThere(sentence, held=held), now_seen=held.pk)

    def has_changed(self):
        return any(name != "seen" for name in self.changed_data)

    def _refuse_once(self, error, *, now_seen):
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = now_seen
        self.add_error(None, error)

    def _what_happened(self, seen):
        revisions = Revision.objects.of(self.instance).select_related("by")
        last = revisions.get(pk=self.newest)
        before = revisions.filter(pk=seen).first()
        who = _("%(who)s a enregistré cette fiche le %(when)s, pendant que vous l’aviez sous les yeux.") % {
            "who": last.by or _("Quelqu’un"),
            "when": french_moment(timezone.localtime(last.at), language=get_language() or "fr"),
        }
        again = _("Rien de ce que vous avez saisi n’est perdu. Enregistrez de nouveau pour l’écrire par-dessus.")
        [changes] = telling.tell([(before.snapshot if before else [], last.snapshot)])
        return [who, *(change.sentence for change in changes), again]


class PartFormSet(forms.BaseInlineFormSet):
    """Lines of one page that say the same twice are refused in words; each alone finds nothing in the base yet."""

    def clean(self):
        super().clean()
        for field in (field for field in derived_fields(self.model) if field.unique):
            seen = set()
            for form in self.forms:
                if form.has_changed() and form.is_valid() and not form.cleaned_data.get("DELETE"):
                    key = field.value_of(form.instance)
                    if key in seen:
                        form.add_error(field.of, field.error_messages["held"] % {"held": self.instance})
                    seen.add(key)


class ReferenceFormSet(BaseGenericInlineFormSet):
    """An identifier that another record, or another line, has is refused in words: a line alone knows no kind."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            if not form.is_valid() or form.cleaned_data.get("DELETE") or not (form.has_changed() or form.instance.pk):
                continue
            pair = form.cleaned_data["system"], form.cleaned_data["identifier"]
            if pair in seen:
                form.add_error("identifier", _("Une autre ligne porte déjà cet identifiant."))
            elif held := self._holder_of(*pair):
                form.add_error("identifier", AlreadyThere(_("« %(held)s » porte déjà cet identifiant."), held=held))
            seen.add(pair)

    def _holder_of(self, system, identifier):
        """The other record of its kind that this system knows so; None where there is none."""
        kind = ContentType.objects.get_for_model(self.instance)
        rows = ExternalReference.objects.filter(content_type=kind, system=system, identifier=identifier)
        row = rows.exclude(object_id=self.instance.pk).first()
        return row and row.record


class CuratedFormSet(forms.BaseInlineFormSet):
    """Curated rows in the page of another record; a locked row cannot be deleted either."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.is_published and not form.may_publish and "DELETE" in form.fields:
            form.fields["DELETE"].disabled = True


def as_new_where_gone(data, prefix, *, rows):
    """What was posted of a formset, in which lines whose row is not among `rows` any more are new lines.

    Somebody deleted them meanwhile; Django would neither show what was typed there nor let the rest be saved.
    """
    line = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    found = {(int(match[1]), match[2]): key for key in data if (match := line.fullmatch(key))}
    places = sorted({place for place, _name in found})
    keys = {place: data[found[place, "id"]] for place in places if (place, "id") in found}
    posted = [key for key in keys.values() if is_key(key)]
    present = {str(key) for key in rows.filter(pk__in=posted).values_list("pk", flat=True)}
    gone = [place for place in places if is_key(keys.get(place, "")) and keys[place] not in present]
    if not gone:
        return data
    fresh = data.copy()
    kept = [place for place in places if keys.get(place, "") in present]
    order = [*kept, *gone, *(place for place in places if place not in {*kept, *gone})]
    for key in found.values():
        del fresh[key]
    for (place, name), key in found.items():
        values = [""] if place in gone and name in ("id", "seen") else data.getlist(key)
        fresh.setlist(f"{prefix}-{order.index(place)}-{name}", values)
    fresh[f"{prefix}-INITIAL_FORMS"] = len(kept)
    return fresh
