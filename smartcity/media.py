from django.conf import settings
from django.http import Http404
from django.views.static import serve


def media(request, path):
    """An uploaded file, on the machine of whoever tries the site; in production the proxy has them (docs/deploy.md)."""
    if not settings.LOCAL:
        raise Http404
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name that is too long for any file
        raise Http404 from error
