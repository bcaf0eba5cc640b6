"""Where things are for who is elsewhere: at the site's own address, whatever other name of it was asked."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import override


def absolute(path, request):
    """`path` at the address that the settings give the site; where they give none, at the one that was asked."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def permanent(record, request):
    """What names the record for ever: an address that no language, and where there is a number no name, is part of."""
    with override(settings.LANGUAGE_CODE):
        return absolute(record.permanent_path, request)


def canonical(request):
    """The path of the page without filters; a further page of a list is a page of its own."""
    page = request.GET.get("page", "")
    return request.path + (f"?page={page}" if page.isdecimal() and page != "1" else "")


def in_first_language(path, request):
    """The address of the page that says the same in the site's first language."""
    return absolute(translate_url(path, settings.LANGUAGE_CODE), request)
