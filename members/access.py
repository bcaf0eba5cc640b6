"""Who is a member, and who is the owner behind an open session: each question once, and the one way to ask it."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh


def is_member(user):
    """Whether the account may search quotes, keep and follow them: a role gives it, an ended membership takes it."""
    return user.has_perm("quotes.search_quote")


def members_only(view):
    """Decorate a view for members: a visitor is sent to log in and back, any other account is told why not (403)."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if is_member(request.user):
            return view(request, *args, **kwargs)
        if request.htmx:  # it wants a part of a page; this is for the whole
            is_page = request.method == "GET"
            return HttpResponseClientRedirect(request.get_full_path()) if is_page else HttpResponseClientRefresh()
        if request.user.is_authenticated:
            return render(request, "members/not_a_member.html", status=403)
        return redirect_to_login(request.get_full_path())

    return guarded


def owner_only(view, *, allow_get=False):
    """Decorate a view that touches what protects an account, takes its data or ends it: it asks again who is there.

    Who has neither a password nor a second factor to say so with has to choose a password first, by mail.
    """
    asking = reauthentication_required(view, allow_get=allow_get)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not get_adapter().get_reauthentication_methods(user):
            messages.warning(request, _("Choisissez d’abord un mot de passe : nous vous envoyons un lien."))
            return redirect("account_reset_password")
        return asking(request, *args, **kwargs)

    return guarded
