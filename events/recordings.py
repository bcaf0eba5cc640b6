"""Addresses of recordings, at the second where something is heard."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Hosts whose pages take the second as a parameter: {end of the host's name: (its name, what follows the number)}.
PARAMETERS = {"youtube.com": ("t", "s"), "youtu.be": ("t", "s"), "dailymotion.com": ("start", "")}
PEERTUBE = ("/w/", "/videos/watch/")


def at_second(url, second):
    """`url` so that it plays from `second` on: a parameter where the host has one, else a media fragment.

    https://www.w3.org/TR/media-frags/#naming-time
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    name, unit = next((told for end, told in PARAMETERS.items() if f".{host}".endswith(f".{end}")), ("", ""))
    if not name and parts.path.startswith(PEERTUBE):
        name, unit = "start", "s"
    if not name:
        return urlunsplit(parts._replace(fragment=f"t={second}"))
    others = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, f"{second}{unit}")])))
