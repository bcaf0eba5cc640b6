"""The pages that mix apps."""

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from .styleguide import samples


def not_found(request, exception):
    """Django's own looks for a token in the form that was sent, and fails on one that cannot be read."""
    return render(request, "404.html", status=404)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


@login_required
def styleguide(request):
    """Every component, for whoever works in the administration."""
    if not (admin.site.has_permission(request) and request.user.has_perm("curation.view_revision")):
        raise PermissionDenied
    return render(request, "styleguide.html", samples(request))
