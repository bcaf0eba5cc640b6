"""The deeds of the list of a curated record: each is done to all that was ticked, or to all of the list."""

from hashlib import sha256

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import bulk, sets
from .finding import is_key
from .forms import address_of, anchor
from .models import Status
from .visibility import hiding

SHOWN = 20  # of those that are asked about


class ListDeeds:
    """To be mixed into the admin class of a curated record."""

    actions = ("publish", "unpublish", "merge_two", "delete_selected")

    @admin.action(description=_("Publier"), permissions=["publish"])
    def publish(self, request, queryset):
        drafts = queryset.filter(status=Status.DRAFT)
        if self.is_to_be_asked(request, drafts):
            return self.ask(request, drafts, action="publish", title=_("Publier"))
        change = sets.start(self.model, asked(request, drafts), "publish", by=request.user)
        self.say_what_hides(request, change.journal)
        return self.tell(request, change, ngettext("%d publié.", "%d publiés.", len(change.journal)))

    @admin.action(description=_("Remettre en brouillon"), permissions=["publish"])
    def unpublish(self, request, queryset):
        published = queryset.filter(status=Status.PUBLISHED)
        if self.is_to_be_asked(request, published):
            return self.ask(request, published, action="unpublish", title=_("Remettre en brouillon"))
        change = sets.start(self.model, asked(request, published), "withdraw", by=request.user)
        return self.tell(
            request, change, ngettext("%d remis en brouillon.", "%d remis en brouillon.", len(change.journal))
        )

    @admin.action(description=_("Fusionner…"), permissions=["merge"])
    def merge_two(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, _("Cochez les deux fiches à fusionner."), messages.ERROR)
            return None
        return redirect(self.merge_address(*keys))

    @admin.action(description=_("Supprimer la sélection"), permissions=["delete"])
    def delete_selected(self, request, queryset):
        """Django's own page says of a few what goes with them; many are asked about at once."""
        if queryset[: bulk.A_FEW + 1].count() <= bulk.A_FEW:
            return delete_selected(self, request, queryset)
        if not self.is_sure(request, queryset):
            sentence = _("Celles auxquelles d’autres fiches tiennent resteront. Tout s’annule d’un geste.")
            return self.ask(request, queryset, action="delete_selected", title=_("Supprimer"), sentence=sentence)
        change = sets.start(self.model, asked(request, queryset), "delete", by=request.user)
        return self.tell(request, change, ngettext("%d supprimé.", "%d supprimés.", len(change.journal)))

    def delete_queryset(self, request, queryset):
        change = sets.start(self.model, asked(request, queryset), "delete", by=request.user)
        self.message_user(request, _way_back(change), messages.SUCCESS)

    def is_to_be_asked(self, request, queryset):
        """A whole list has more than one saw; what was ticked was seen."""
        return is_whole_list(request) and not self.is_sure(request, queryset)

    def is_sure(self, request, queryset):
        """Whether it is to be done, and to all of those that the page which asked was about, and to no others."""
        if "sure" not in request.POST or not is_whole_list(request):
            return "sure" in request.POST
        is_seen = request.POST.get("seen") == _digest(asked(request, queryset))
        if not is_seen:
            self.message_user(
                request, _("La liste a changé depuis que vous l’avez lue : relisez-la."), messages.WARNING
            )
        return is_seen

    def ask(self, request, queryset, *, action, title, sentence="", form=None):
        """The page that asks whether `action` is to be done to all of them; what comes meanwhile is not meant."""
        media = self.media + form.media if form else self.media
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)) if is_whole_list(request) else []
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "action": action,
            "sentence": sentence,
            "form": form,
            "media": media,
            "records": queryset[:SHOWN],
            "count": queryset.count(),
            "newest": keys[-1] if keys else 0,
            "seen": _digest(keys),
            "is_whole_list": is_whole_list(request),
            "keys": request.POST.getlist(ACTION_CHECKBOX_NAME),
        }
        return TemplateResponse(request, "admin/ask.html", context)

    def tell(self, request, change, sentence):
        """Lead to the page that says how far it is; where it is done, say so beside the list, with the way back."""
        if not change.is_over:
            return redirect(address_of(change))
        sentence = sentence % len(change.journal)
        if change.journal:
            sentence = format_html("{} {}", sentence, _way_back(change))
        self.message_user(request, sentence, messages.SUCCESS)
        if change.untouched:
            sentence = ngettext("%d laissé tel quel.", "%d laissés tels quels.", change.untouched) % change.untouched
            self.message_user(request, sentence, messages.WARNING)
        return None

    def say_what_hides(self, request, keys):
        drafts = hiding(self.model.objects.filter(pk__in=keys))
        if drafts:
            links = format_html_join(", ", "{}", ((anchor(draft),) for draft in drafts))
            self.message_user(request, format_html(_("Reste caché par un brouillon : {}."), links), messages.WARNING)


def _way_back(change):
    return format_html('<a href="{}">{}</a>', address_of(change), _("Voir, ou annuler"))


def is_whole_list(request):
    return request.POST.get("select_across") == "1"


def _digest(keys):
    return sha256(repr(keys).encode()).hexdigest()


def asked(request, queryset):
    """The keys of those that are meant, but for what came since they were shown."""
    keys = queryset.order_by("pk").values_list("pk", flat=True)
    newest = request.POST.get("newest", "")
    return list(keys.filter(pk__lte=newest) if is_key(newest) else keys)
