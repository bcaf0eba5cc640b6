"""The admin of pairs that may be doubles: each leads to where it is merged, or is said to be two."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .filters import Named
from .finding import is_key
from .journals import Journal
from .likeness import waiting
from .pairs import Pair
from .waits import Wait, WaitFilter


class PairAdmin(Journal):
    actions = ("set_apart", "compare_again")
    list_display = ("names", "kind", "apart_by", "apart_at")
    list_display_links = ("names",)
    list_filter = (WaitFilter, ("content_type", Named), ("apart_at", admin.EmptyFieldListFilter))
    list_select_related = ("content_type", "apart_by")
    waits = (Wait("a-comparer", _("à comparer"), waiting),)

    def get_queryset(self, request):
        return super().get_queryset(request).with_records()

    def has_merge_permission(self, request):
        return request.user.has_perm("curation.merge")

    @admin.display(description=_("fiches"))
    def names(self, pair):
        return format_html("{} · {}", pair.one or _("fiche disparue"), pair.other or _("fiche disparue"))

    @admin.display(description=_("type"))
    def kind(self, pair):
        return pair.content_type.name

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A pair is compared where it is merged."""
        if not is_key(object_id):
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        pair = get_object_or_404(Pair, pk=object_id)
        page = self.admin_site.get_model_admin(pair.content_type.model_class())
        return redirect(page.merge_address(pair.one_id, pair.other_id))

    @admin.action(description=_("Ce ne sont pas des doublons"), permissions=["merge"])
    def set_apart(self, request, queryset):
        count = queryset.open().update(apart_at=timezone.now(), apart_by=request.user)
        sentence = ngettext("%d paire est dite distincte.", "%d paires sont dites distinctes.", count)
        self.message_user(request, sentence % count)

    @admin.action(description=_("Les comparer de nouveau"), permissions=["merge"])
    def compare_again(self, request, queryset):
        count = queryset.apart().update(apart_at=None, apart_by=None)
        sentence = ngettext("%d paire est de nouveau à comparer.", "%d paires sont de nouveau à comparer.", count)
        self.message_user(request, sentence % count)
