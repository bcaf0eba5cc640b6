def whole_query(get_response):
    """Refuse a query of too many fields (400) before anything else asks for one: the page that says 404 does."""

    def middleware(request):
        request.GET  # noqa: B018 - it is read, and refused, when it is asked for
        return get_response(request)

    return middleware


def permissions_policy(get_response):
    """The site asks for none of the device's senses, and lets nobody ask in its name."""

    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        return response

    return middleware
