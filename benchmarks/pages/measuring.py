"""What each kind of page costs one server with one base, in milliseconds of the processor."""

import json
import subprocess
import sys

from . import servers

NEVER_KEPT = {"KEPT_PAGES": "0"}
APPLICATION = "smartcity.wsgi:application"
COOKIE = "__Host-sessionid"


def filled(variables, size):
    """What `filling` says is to be asked for."""
    return _printed(variables, "benchmarks.pages.filling", str(size))


def writes(variables):
    """{what is done: seconds}"""
    return _printed(variables, "benchmarks.pages.writing")


def crowd(variables, besides, asked, seconds):
    """What readers and curators were answered meanwhile, by two workers."""
    with servers.granian(APPLICATION, variables, workers=2, besides=besides) as server:
        words = ("benchmarks.pages.crowd", str(server.port), str(seconds))
        return _printed(variables, *words, given=json.dumps(asked))


def _printed(variables, *module, given=""):
    command = [sys.executable, "-m", *module]
    done = subprocess.run(command, env=variables, input=given, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def yardsticks(variables, besides, asked, seconds):
    """{"bare", "hello", "cards": milliseconds}, and the bytes of the last."""
    found = {}
    for name, middleware in (("bare", "none"), ("hello", "default")):
        plain = variables | {"PLAIN_MIDDLEWARE": middleware}
        with servers.granian("benchmarks.pages.plain:application", plain, besides=besides) as server:
            found[name], _ = server.cost("/", seconds=seconds * 2)  # all else is compared with it
            found["cards"], found["bytes"] = server.cost(asked["cards"], seconds=seconds * 2)
    return found


def pages(variables, besides, asked, seconds):
    """{kind: {"bytes", "cold", and of a public page "kept", "gzip", "304": milliseconds, None where there is none}}"""
    found = {}
    with servers.granian(APPLICATION, variables | NEVER_KEPT, besides=besides) as server:
        for kind, path in asked["public"].items():
            cold, length = server.cost(path, seconds=seconds)
            found[kind] = {"cold": cold, "bytes": length}
        for kind, (path, session) in asked["private"].items():
            cold, length = server.cost(path, seconds=seconds, Cookie=f"{COOKIE}={session}")
            found[kind] = {"cold": cold, "bytes": length}
    with servers.granian(APPLICATION, variables, besides=besides) as server:
        for kind, path in asked["public"].items():
            found[kind] |= kept(server, path, seconds)
    return found


def kept(server, path, seconds):
    """What a page costs that was asked for before: plain, compressed, and where the visitor has it already."""
    _, headers, _ = server.get(path)
    _, packed, _ = server.get(path, **{"Accept-Encoding": "gzip"})
    found = {"kept": server.cost(path, seconds=seconds)[0], "gzip": None, "304": None}
    if packed["Content-Encoding"] == "gzip":
        found["gzip"], _ = server.cost(path, seconds=seconds, **{"Accept-Encoding": "gzip"})
    if headers["ETag"]:
        found["304"], _ = server.cost(path, seconds=seconds, status=304, **{"If-None-Match": headers["ETag"]})
    return found


def file(binary, folder, page, seconds):
    """nginx, with the same page as a file."""
    with servers.nginx(binary, folder, page) as server:
        return server.cost("/page.html", seconds=seconds)[0]


def datasette(binary, address, asked, seconds):
    """{"row", "table": milliseconds} of the quotes in the same file."""
    with servers.datasette(binary, address.removeprefix("sqlite:///")) as server:
        base = "/db/quotes_quote"
        return {
            name: server.cost(there, seconds=seconds)[0]
            for name, there in (("row", f"{base}/{asked['quote']}"), ("table", base))
        }
