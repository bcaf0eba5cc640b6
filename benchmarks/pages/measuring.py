"""What each kind of page costs one server with one base, in milliseconds of the processor."""

import json
import subprocess
import sys

from . import servers

NEVER_KEPT = {"KEPT_PAGES": "0"}
APPLICATION = "smartcity.wsgi:application"
PLAIN = "benchmarks.pages.plain:application"
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


def bare(variables, seconds):
    """Milliseconds of a hello without any middleware."""
    with servers.granian(PLAIN, variables | {"PLAIN_MIDDLEWARE": "none"}) as server:
        return server.cost("/", seconds=seconds)[0]


def pages(variables, besides, asked, seconds):
    """Yield (kind, {"bytes"; "cold", "hello", "cards": milliseconds; of a public page "kept", "gzip", "304": how many
    times as quick as that hello, None where there is no such answer}).

    The yardsticks are measured anew beside each, for the machine may be quicker or slower by then.
    """
    plain = variables | {"PLAIN_MIDDLEWARE": "default"}
    with (
        servers.granian(PLAIN, plain, besides=besides) as yardstick,
        servers.granian(APPLICATION, variables | NEVER_KEPT, besides=besides) as anew,
        servers.granian(APPLICATION, variables, besides=besides) as server,
    ):
        for kind, (path, session) in (asked["public"] | asked["private"]).items():
            hello, _ = yardstick.cost("/", seconds=seconds)
            cards, _ = yardstick.cost(asked["cards"], seconds=seconds)
            cold, length = anew.cost(path, seconds=seconds, **({"Cookie": f"{COOKIE}={session}"} if session else {}))
            found = {"bytes": length, "cold": cold, "hello": hello, "cards": cards}
            if kind in asked["public"]:
                found |= kept(server, path, hello, seconds)
            yield kind, found


def kept(server, path, hello, seconds):
    """A page that was asked for before: plain, compressed, and where the visitor has it already."""
    _, headers, _ = server.get(path)
    _, packed, _ = server.get(path, **{"Accept-Encoding": "gzip"})
    found = {"kept": hello / server.cost(path, seconds=seconds)[0], "gzip": None, "304": None}
    if packed["Content-Encoding"] == "gzip":
        found["gzip"] = hello / server.cost(path, seconds=seconds, **{"Accept-Encoding": "gzip"})[0]
    if known := headers["ETag"]:
        found["304"] = hello / server.cost(path, seconds=seconds, status=304, **{"If-None-Match": known})[0]
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
