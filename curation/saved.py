"""Lists of the administration that somebody narrowed and named: an address is all that is kept of one."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from language.typography import one_line

from .fields import LineField

MOST = 30  # of one person, of one list
LONGEST = 2000  # characters of what an address asks for
PASSING = {"p", "e", "all", "export"}  # what an address asks for this once


class SavedListQuerySet(models.QuerySet):
    def of(self, model):
        return self.filter(of=model._meta.label_lower)

    def seen_by(self, user):
        return self.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")


class SavedList(models.Model):
    """`of` is the label of the model that is listed; `narrowed` what the address asks for: [[name, value], …]."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_lists")
    of = models.CharField(max_length=100)
    name = LineField(_("nom"), max_length=60, error_messages={"blank": _("Donnez un nom à la liste.")})
    narrowed = models.JSONField(error_messages={"blank": _("Filtrez d’abord la liste, ou cherchez-y des mots.")})
    is_shared = models.BooleanField(default=False)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("liste gardée")
        verbose_name_plural = _("listes gardées")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "of", "name"],
                name="savedlist_once",
                violation_error_message=_("Vous gardez déjà une liste sous ce nom."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def query(self):
        """The address, on the page of the list."""
        return "?" + urlencode([(name, value) for name, value in self.narrowed])

    def clean(self):
        if sum(len(name) + len(value) for name, value in self.narrowed) > LONGEST:
            raise ValidationError(_("Cette liste demande trop de choses à la fois."))
        if SavedList.objects.filter(owner=self.owner, of=self.of).count() >= MOST:
            raise ValidationError(_("Vous gardez déjà %(most)d listes ici : ôtez-en d’abord.") % {"most": MOST})


def narrowed(asked):
    """What the `QueryDict` of a list's address asks for, in one order, without the page one is at."""
    values = [[one_line(name), one_line(value)] for name in asked for value in asked.getlist(name)]
    return sorted([name, value] for name, value in values if value and name not in PASSING)


def save(request, model):
    """Save the list of `model` that the address asks for, under the name that is posted; say so, or why not."""
    name = request.POST.get("name", "")
    made = SavedList(owner=request.user, of=model._meta.label_lower, name=name, narrowed=narrowed(request.GET))
    made.is_shared = "is_shared" in request.POST
    try:
        made.full_clean()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    made.save()
    messages.success(request, _("La liste est gardée sous « %s ».") % made)
