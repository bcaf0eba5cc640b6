"""What the header of public pages shows to who is logged in.

These pages are the same for everybody: a script fills the header (`static/site/header.js`), from a cookie that no
server ever believes. Its words are `known`, `member`, `desk` and `dossiers-3`; whoever writes it himself sees links
that refuse him.
"""

from django.conf import settings

from members.access import is_member
from members.rights import may_work

COOKIE = "header"


def tell_header(get_response):
    """Middleware: the cookie of who reads a page of his own says what is so now; it goes with the session."""

    def middleware(request):
        response = get_response(request)
        known = request.COOKIES.get(COOKIE, "")
        if _is_own_page(request, response):
            said = _said(request.user)
            if said and said != known:
                response.set_cookie(
                    COOKIE, said, settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
                )
            elif known and not said:
                response.delete_cookie(COOKIE, samesite="Lax")
        return response

    return middleware


def _is_own_page(request, response):
    """Whether it looked at who asks. The administration, and what a script fetches while somebody types, may wait."""
    is_page = response.status_code in (200, 302) and response.get("Content-Type", "").startswith("text/html")
    is_everybody_s = getattr(response, "content_version", None) is not None
    is_desk = request.resolver_match and request.resolver_match.app_name == "admin"
    may_wait = is_desk or request.htmx and request.method == "GET"
    return is_page and not is_everybody_s and not may_wait and request.session.accessed


def _said(user):
    """The words for them; none for nobody."""
    if not user.is_authenticated:
        return ""
    words = ["known"]
    if is_member(user):
        words += ["member", f"dossiers-{user.dossiers.kept().count()}"]
    return ".".join(words + ["desk"] * may_work(user))
