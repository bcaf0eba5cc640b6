"""A bound on the time of what a stranger's text may make long."""

import signal
import threading
from contextlib import contextmanager


class Exhausted(BaseException):
    """The time is over. No `except Exception` on the way takes it for a fault of its own."""


@contextmanager
def within(seconds):
    """Raise `Exhausted` in the block after `seconds` of work of the processor.

    Only the worker has that clock; a thread of the server does no more than what is short anyway.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_):
        raise Exhausted

    before = signal.signal(signal.SIGPROF, stop)
    # And again: what is raised in a finalizer is lost.
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
