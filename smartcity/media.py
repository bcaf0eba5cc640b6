from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.cache import cache_control
from django.views.static import serve

from .outage import unavailable

AS_IN_NGINX = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


def media(request, path):
    """An uploaded file, out of the bucket or on the machine of whoever tries the site; else the proxy has them."""
    try:
        if settings.MEDIA_BUCKET_URL:
            return _from_bucket(request, path)
        if settings.LOCAL:
            return serve(request, path, document_root=settings.MEDIA_ROOT)
    except ConnectionError:
        return unavailable(request)
    except OSError as error:  # there is none; or a name that is too long for any file
        raise Http404 from error
    raise Http404


@cache_control(public=True, max_age=30 * 86400)
def _from_bucket(request, path):
    """An upload never changes under its name: `docs/scale.md` has nginx keep it."""
    return FileResponse(default_storage.open(path), headers=AS_IN_NGINX)
