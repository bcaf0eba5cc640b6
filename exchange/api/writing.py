"""Drafts by a program, in the name of somebody who works in the administration: proposed, and never published."""

from hashlib import sha256
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Field, Header, Schema, Status
from ninja.errors import HttpError

from curation import audit
from curation.permalinks import absolute
from members.rights import may_work
from recaps.forms import AddForm
from recaps.models import Arrival
from recaps.receiving import receive

from ..models import Answer, ApiKey
from ..models.answers import LONGEST
from . import schemas
from .drafts import KINDS, Article, schema_of
from .filling import Refused, errors_of, write
from .searching import Key
from .shapes import api_url

CREATED = 201


class Drafted(Schema):
    """What was written; the API itself has it from the day it is published."""

    kind: str
    number: int
    name: str
    edit_url: str = Field(description=gettext_lazy("Où le relire, dans l’administration."))
    api_url: str


class Arrived(Schema):
    """An article, of which what was found waits for a person; it has no number while it is being read."""

    state: str
    number: int | None
    edit_url: str = Field(description=gettext_lazy("Où le relire, dans l’administration."))


class WriteKey(Key):
    def authenticate(self, request, token):
        key = super().authenticate(request, token)
        if key is None:
            return None
        if key.scope != ApiKey.Scope.WRITE:
            raise HttpError(403, _("Cette clé ne fait que lire."))
        if not may_work(key.owner):
            raise HttpError(403, _("Cette clé n’est pas de quelqu’un qui travaille dans l’administration."))
        request.user = key.owner
        return key


Name = Annotated[
    str,
    Header(
        None,
        alias="Idempotency-Key",
        max_length=LONGEST,
        description=gettext_lazy("Un nom pour cette demande : redite, elle n’écrit rien de plus. Retenu deux jours."),
    ),
]
REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 413, 429), schemas.Problem) | {422: schemas.Amiss}


def add(api, name):
    """Let drafts of the collection `name` be posted to `api`."""
    kind = KINDS[name]

    @api.post(
        name,
        operation_id=f"propose_{kind.model._meta.model_name}",
        url_name=name,
        summary=kind.title,
        auth=WriteKey(),
        response={CREATED: Drafted} | REFUSALS,
    )
    def propose(request, said: schema_of(kind), idempotency_key: Name = None):
        return once(request, idempotency_key, lambda: _drafted(request, kind, said.dict(exclude_unset=True)))


def add_recaps(api):
    @api.post(
        "recaps",
        operation_id="propose_recap",
        url_name="recaps",
        summary=gettext_lazy("Proposer un article à relire"),
        auth=WriteKey(),
        response={CREATED: Arrived} | REFUSALS,
    )
    def propose(request, said: Article, idempotency_key: Name = None):
        return once(request, idempotency_key, lambda: _arrived(request, said.dict(exclude_unset=True)))


def once(request, name, deed):
    """The answer that says what `deed` does, or did when it was asked under this `name`. Raises what `deed` raises."""
    key, digest = request.auth, sha256(f"{request.path}\n".encode() + request.body).hexdigest()
    with transaction.atomic():
        ApiKey.objects.select_for_update().get(pk=key.pk)  # one after the other
        known = key.answers.filter(name=name).first() if name else None
        if known and known.digest != digest:
            raise HttpError(409, _("Une autre demande a déjà porté ce nom (Idempotency-Key)."))
        if known:
            return Status(known.status, known.body)
        body = deed()
        if name:
            Answer.objects.create(key=key, name=name, digest=digest, status=CREATED, body=body)
    return Status(CREATED, body)


def _drafted(request, kind, said):
    try:
        record = write(request, kind, said)
    except PermissionDenied as error:
        raise HttpError(403, _("Votre rôle ne permet pas d’en ajouter.")) from error
    audit.note("api-draft", by=request.user, key=request.auth.pk, kind=record._meta.model_name, record=record.pk)
    page = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    return {
        "kind": record._meta.model_name,
        "number": record.pk,
        "name": str(record),
        "edit_url": absolute(page, request),
        "api_url": api_url(record, request),
    }


def _arrived(request, said):
    if not request.user.has_perm("recaps.add_recap"):
        raise HttpError(403, _("Votre rôle ne permet pas d’en ajouter."))
    form = AddForm(said)
    if not form.is_valid():
        raise Refused(errors_of(form))
    arrival = receive(by=request.user, **form.cleaned_data)
    if arrival.state == Arrival.State.REFUSED:
        raise Refused({"": [str(arrival.why)]})
    audit.note("api-recap", by=request.user, key=request.auth.pk, arrival=arrival.pk, recap=arrival.recap_id)
    page, pk = ("change", arrival.recap_id) if arrival.recap_id else ("arrival", arrival.pk)
    address = absolute(reverse(f"admin:recaps_recap_{page}", args=[pk]), request)
    return {"state": arrival.state, "number": arrival.recap_id, "edit_url": address}
