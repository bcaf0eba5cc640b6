"""What a curator brings becomes a recap: at once if it is short, else in the worker, which also asks for pages."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reading.formats import Unreadable, read
from work.bounds import Exhausted, within
from work.jobs import URGENT, job

from . import intake
from .fetching import Unfetchable, fetch
from .models import Arrival

AT_ONCE = 30_000  # bytes that are read while the curator waits, where they are not packed
PACKED = b"PK"  # how a document of Word begins: a few bytes of it may be a long text
SECONDS = 60  # that one article may take the worker

State = Arrival.State


def receive(*, by, text="", file=None, address=""):
    """The `Arrival` of a text, a file or the page at an address, which may be read by now."""
    pasted = file.read() if file else text.encode()
    arrival = Arrival(by=by, address=address, file_name=file.name[-200:] if file else "", pasted=pasted)
    if not pasted or len(pasted) > AT_ONCE or pasted.startswith(PACKED):
        with transaction.atomic():
            arrival.save()
            read_arrival.enqueue(arrival.pk)
    else:
        _read(arrival)
    return arrival


@job(_("lire un article"), tries=2, priority=URGENT)
def read_arrival(pk):
    """Read the arrival of key `pk`, unless that is done."""
    if arrival := Arrival.objects.unread().filter(pk=pk).select_related("by").first():
        _read(arrival)


def _read(arrival):
    try:
        if not arrival.pasted:
            arrival.enter(State.FETCHING)
            page = fetch(arrival.address)
            arrival.pasted, arrival.content_type, arrival.address = page.data, page.content_type[:200], page.address
        if arrival.pk:  # what is read at once is not saved before: nobody would read it if this process died
            arrival.enter(State.READING)
        with within(SECONDS):
            recap, is_new = _added(arrival)
    except (Unreadable, Unfetchable, Exhausted) as error:
        arrival.refuse(error)
    else:
        arrival.become(recap, is_new=is_new)


def _added(arrival):
    pasted = bytes(arrival.pasted)
    document = read(pasted, name=arrival.file_name, content_type=arrival.content_type, address=arrival.address)
    return intake.add(document, pasted=pasted, by=arrival.by)
