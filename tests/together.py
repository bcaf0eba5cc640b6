"""Several who do something in the same moment."""

import threading

from django.db import Error, connections
from django.test import Client

from tests import builders as make


def at_once(*works):
    """What each of `works`, begun in the same moment, gives; or the error that it raises."""
    outcomes, start = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        start.wait(20)
        try:
            outcomes[place] = work()
        except Error as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place, work]) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def browsers(count, *, role="curator"):
    """As many people, each logged in; what goes wrong is an answer of 500 to them, as to anybody."""
    found = [Client(raise_request_exception=False) for _place in range(count)]
    for browser in found:
        browser.force_login(make.user(role=role))
    return found
