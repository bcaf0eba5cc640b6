"""Who is a member: the one question that the members' pages ask, and the one way to ask it."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
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
