"""Somebody was quicker: what the database then refused is asked of it again, as things stand by now."""

import logging
import random
import time

from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils.translation import gettext as _

from .outage import is_full

logger = logging.getLogger(__name__)

PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)  # seconds at most before each further try: those who collided come apart
ENDED = {"40001", "40P01"}  # PostgreSQL's codes of a transaction that it ended for the sake of another


class Retry:
    """Middleware that calls a view again if another's writing came between its look and its own.

    A look that comes after that writing finds it, and says so in the form. A view writes in one transaction, or can do
    twice what it does. A form of the administration that is refused all the same comes back with `request.refusal`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        first = error
        for pause in PAUSES:
            if not is_outrun(error, request):
                break
            time.sleep(random.uniform(0, pause))
            try:
                return called_again(request)
            except Exception as later:
                error = later
        if request.method == "POST" and (sentence := refusal(error)):
            logger.error("Not written: %s", type(error).__name__, exc_info=None if is_full(error) else error)
            request.refusal = sentence
            return called_again(request)
        if error is not first:
            raise error
        return None


def is_outrun(error, request):
    """Whether the database, or a look at it, refuses what would have been refused in words a moment later."""
    if isinstance(error, OperationalError):
        return getattr(error.__cause__, "pgcode", None) in ENDED
    # Without a cause it is Django's own: a row that was to be updated is gone.
    is_gone = isinstance(error, ObjectDoesNotExist) or (type(error) is DatabaseError and error.__cause__ is None)
    return request.method == "POST" and (is_gone or isinstance(error, IntegrityError | ValidationError))


def refusal(error):
    """What a form says that is right, as far as one can see, and cannot be written; None where that is no use."""
    if is_full(error):
        return _("Le site ne peut rien enregistrer pour le moment : gardez cette page ouverte, et réessayez plus tard.")
    if isinstance(error, IntegrityError):
        return _("La base a refusé cet enregistrement. Quelqu’un y travaille peut-être aussi : enregistrez de nouveau.")
    return None


def called_again(request):
    """The view's answer, rendered, as if it had not been called before."""
    get_messages(request)._queued_messages.clear()  # they tell what then was not done
    for file in request.FILES.values():
        file.seek(0)
    match = request.resolver_match
    response = match.func(request, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response
