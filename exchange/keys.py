"""The keys of a member's programs, on the account: made, shown once, revoked."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from curation import audit
from members.access import members_only, owner_only
from members.rights import may_work

from .models import ApiKey
from .models.api_keys import MOST


class ApiKeyForm(forms.ModelForm):
    class Meta:
        model = ApiKey
        fields = ["name", "scope"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_work(self.instance.owner):
            del self.fields["scope"]

    def clean(self):
        if self.instance.owner.api_keys.count() >= MOST:
            raise ValidationError(_("Vous avez déjà %(most)d clés : révoquez-en une d’abord."), params={"most": MOST})


def _api_keys(request):
    form = ApiKeyForm(request.POST or None, instance=ApiKey(owner=request.user))
    made = ""
    if form.is_valid():
        made = form.instance.draw()
        audit.note("api-key-made", by=request.user, key=form.instance.pk)
        form = ApiKeyForm(instance=ApiKey(owner=request.user))
    keys = request.user.api_keys.by_newest()
    return render(request, "exchange/api_keys.html", {"form": form, "made": made, "keys": keys})


api_keys = members_only(owner_only(_api_keys, allow_get=True))


@never_cache
@login_required
@require_POST
def revoke(request, pk):
    key = get_object_or_404(request.user.api_keys, pk=pk)
    audit.note("api-key-revoked", by=request.user, key=key.pk)
    key.delete()
    return redirect("exchange:api_keys")
