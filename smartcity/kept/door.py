from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from curation.kept import MESSAGES, READING
from smartcity import logs

from .latest import Latest
from .pages import PHRASES, Page, is_for_everybody
from .store import Store

UNSURE = [("Warning", '111 - "Revalidation Failed"')]  # the database does not answer: true as far as we know

store, latest = Store(settings.KEPT_PAGES * 10**6), Latest()


def answer(environ):
    """(status, headers, body) of the page that is kept at this address; None where Django has to answer."""
    if environ["REQUEST_METHOD"] not in READING or MESSAGES in environ.get("HTTP_COOKIE", ""):
        return None
    page = store.get(address(environ), environ)
    if not page:
        return None
    version, is_sure = latest.current()
    if page.version != version:
        return None
    status, headers, body = page.answer(environ)
    logs.kept.count(environ["REQUEST_METHOD"], page.route, status)
    besides = [("X-Request-ID", logs.number_of(environ)), *(() if is_sure else UNSURE)]
    return PHRASES[status], headers + besides, body


def keep_pages(get_response):
    """Middleware around all that may change an answer: keep it if it is everybody's."""

    def middleware(request):
        response = get_response(request)
        if request.method not in READING:
            latest.forget()
        if not is_for_everybody(response):
            return response
        page = Page(response, request.resolver_match.view_name)
        if page.version and page.version == latest.current()[0]:
            store.keep(address(request.META), request.META, page, is_own=_is_own(request))
        return page.respond(request.META)

    return middleware


def address(environ):
    """What tells pages apart, the query last. The language is in the path, whatever a browser prefers."""
    proxied = settings.SECURE_PROXY_SSL_HEADER
    scheme = environ.get(proxied[0]) if proxied else environ["wsgi.url_scheme"]
    parts = (environ.get(name, "") for name in ("HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"))
    return (scheme, *parts)


def _is_own(request):
    """Whether the site itself gives this address: nobody can make up a second one of the same page."""
    match, names = request.resolver_match, {urlsplit(settings.SITE_URL).netloc, *settings.ALLOWED_HOSTS}
    if request.META["QUERY_STRING"] or settings.SITE_URL and request.META.get("HTTP_HOST") not in names:
        return False
    return request.path == reverse(match.view_name, None, match.args, match.kwargs)
