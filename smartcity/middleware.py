from django.http import HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST")


class Methods:
    """Middleware that asks no view for what it does not take: a function would make its page for any method.

    `methods` of a view, where it has some, are those it takes; one that has none there says so itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        methods = getattr(view, "methods", METHODS)
        return HttpResponseNotAllowed(methods) if methods and request.method not in methods else None


def permissions_policy(get_response):
    """The site asks for none of the device's senses, and lets nobody ask in its name."""

    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        return response

    return middleware
