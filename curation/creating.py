"""A record made in the picker where it was missed, with its name alone: a draft, to be completed in its own page."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from language.folding import fold
from language.typography import clean

from . import history
from .models import Addressed, Revision

SHOWN = 5  # records that the new one may be
REFUSED, ASKED = 400, 409


class Creatable:
    """To be mixed into the admin class of a record whose name is enough to begin with.

    The class says `creating`, the line of a picker; `creating_another`, the same where that name is there already, or
    None if no two may have it; and `is_it`, what is asked where others have nearly that name. The name stands in the
    field `named_by`.
    """

    named_by = "name"

    def namesakes(self, record):
        """(records of the very name of `record`, records of nearly that name), besides itself."""
        raise NotImplementedError

    def get_urls(self):
        create = path("creer/", self.admin_site.admin_view(self.create), name=self._create_name())
        return [create, *super().get_urls()]

    def _create_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_create"

    def offer_to_create(self, request, typed):
        """The last line of a picker: {what it says, the address and the name to send there}; None for nothing."""
        name = _name(typed)
        if not fold(name) or not self.has_add_permission(request):
            return None
        words = self.creating_another if self.model.objects.filter(**_called(name)).exists() else self.creating
        if not words:
            return None
        url = reverse(f"admin:{self._create_name()}")
        failed = _("La fiche n’a pas été créée : réessayez.")
        return {"text": words % name, "name": name, "url": url, "failed": failed, "cancel": _("Annuler")}

    @method_decorator(require_POST)
    def create(self, request):
        """The new draft as a picker's line; or else why not, and which records it may be, as JSON.

        A name that is there, or nearly, is asked about once: `anyway` then says that it is another.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        record = self.model(**{self.named_by: _name(request.POST.get("name", ""))})
        if isinstance(record, Addressed):
            record.slug = record.free_slug()  # before the look: who is made after it has the same
        if asking := self._asking(request, record):
            return asking
        try:
            self._write(record, by=request.user)
        except ValidationError as error:  # or somebody was quicker since that look
            return self._asking(request, record) or _answer(REFUSED, " ".join(error.messages))
        return JsonResponse(self.lines([record])[0])

    def _asking(self, request, record):
        """The answer that names who it may be; None where there is nobody, or somebody said that it is another."""
        name = getattr(record, self.named_by)
        same, near = self.namesakes(record) if fold(name) else ((), ())
        if same and not self.creating_another:
            return self._ask(_("Ce nom est déjà pris."), same, typed=name)
        if (same or near) and not request.POST.get("anyway"):
            sentence = _("« %s » est déjà là.") if same else _("« %s » ressemble à un nom qui est déjà là.")
            anyway = _("En créer une autre quand même") if same else _("Non, créer « %s »") % name
            return self._ask(f"{sentence % name} {self.is_it}", [*same, *near], typed=name, anyway=anyway)
        return None

    def _write(self, record, *, by):
        if not fold(getattr(record, self.named_by)):
            raise ValidationError(_("Il faut un nom, avec des lettres ou des chiffres."))
        made = {field.name for field in self.opts.concrete_fields if not field.editable} | {"slug"}
        record.full_clean(exclude=made)  # who took the slug meanwhile is found at the next look
        with transaction.atomic():
            record.save()
            history.write(record, by=by, action=Revision.Action.ADDED)

    def _ask(self, message, rows, *, typed, anyway=None):
        keys = [row.pk for row in rows[:SHOWN]]
        found = self.for_picker(self.model.objects).in_bulk(keys)
        lines = self.lines([found[key] for key in keys], typed)
        return _answer(ASKED, message, candidates=lines, anyway=anyway)


def _answer(status, message, *, candidates=(), anyway=None):
    content = {"message": message, "candidates": list(candidates), "anyway": anyway, "cancel": _("Annuler")}
    return JsonResponse(content, status=status)


def _name(typed):
    return " ".join(clean(typed).split())


def _called(name):
    return {"names__startswith": f"{fold(name)}\n"}
