"""Whose dossier it is: the only one who may read it, whatever anybody's role."""

from functools import wraps

from django.shortcuts import get_object_or_404

from members.access import members_only

from .models import Dossier


def owners_only(view):
    """Decorate a view so that it gets the member's own dossier. Another's, or one in the bin, is a 404."""

    @wraps(view)
    @members_only
    def guarded(request, pk, *args, **kwargs):
        dossier = get_object_or_404(Dossier.objects.of(request.user).kept(), pk=pk)
        return view(request, dossier, *args, **kwargs)

    return guarded
