def permissions_policy(get_response):
    """The site asks for none of the device's senses, and lets nobody ask in its name."""

    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        return response

    return middleware
