"""A page's record by its address: the published one, its draft for staff, or the way to where it moved."""

import re
from functools import wraps

from django.contrib import admin
from django.db.models import UUIDField
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from .merging import kept_of
from .models import Addressed, FormerSlug

UUID_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_key(text, *, of=None):
    """Whether some row, of a model, might have this key: what is longer overflows the database's numbers."""
    if of and isinstance(of._meta.pk, UUIDField):
        return bool(UUID_FORM.fullmatch(text))
    return text.isdecimal() and len(text) < 19


def finds(model, by="slug"):
    """Decorate a view so that it gets the record whose `by` stands in the address.

    `request.record` is that one, for the header to lead to where it is changed. Whoever works in the administration
    finds a draft too: then `request.preview` is true, the page says so and is never cached. A former slug, that of
    another name, or the key of what was merged is a 301 to the present one; all else is a 404.
    """

    def decorate(view):
        @wraps(view)
        def found(request, *args, **kwargs):
            value = kwargs.pop(by)
            rows = model.objects.filter(**{by: value})
            record = rows.public().first()
            request.preview = record is None and _sees_drafts(request, model)
            if request.preview:
                record = rows.first()
            if record is None:
                return _moved(request, model, by, value)
            request.record = record
            response = view(request, record, *args, **kwargs)
            if request.preview:
                add_never_cache_headers(response)
            return response

        return found

    return decorate


def _sees_drafts(request, model):
    """Whoever the administration refuses sees nothing here that it would have shown."""
    permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
    return admin.site.has_permission(request) and request.user.has_perm(permission)


def _moved(request, model, by, value):
    now = formerly(model, value) if by == "slug" else _merged(model, value)
    if not now:
        raise Http404
    return same_page(request, **{by: getattr(now, by)})


def same_page(request, **parts):
    """A 301 to the page that was asked for, with these parts of its address, and the query as it was."""
    match = request.resolver_match
    address = reverse(match.view_name, kwargs={**match.kwargs, **parts})
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def short(request, model, pk):
    """From the permanent address of a record to its page, or to that of what it was merged into.

    A 301 of what has no name that changes; else nobody may take the page of today for that of tomorrow.
    """
    public = model.objects.public()
    record = public.filter(pk=pk).first() or public.filter(pk=kept_of(model, pk)).first()
    if not record:
        raise Http404
    query = request.META["QUERY_STRING"]  # the passage that was asked for
    answer = HttpResponseRedirect if issubclass(model, Addressed) else HttpResponsePermanentRedirect
    return answer(record.get_absolute_url() + (f"?{query}" if query else ""))


def formerly(model, slug):
    """The public record that had this slug, or has a name that makes it."""
    public = model.objects.public()
    former = FormerSlug.objects.of(model).filter(slug=slug).first()
    return public.filter(pk=former.object_id).first() if former else public.known_as(slug)


def _merged(model, pk):
    """The public record into which the one of this key went."""
    return model.objects.public().filter(pk=kept_of(model, pk)).exclude(pk=pk).first()
