"""What a harvester asks: its arguments, as the protocol allows them, and where a list goes on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

from .errors import Refused

PREFIX = "oai_dc"
REQUIRED = {"GetRecord": {"identifier", "metadataPrefix"}}
ALLOWED = {
    "Identify": set(),
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "ListIdentifiers": {"from", "until", "set", "metadataPrefix", "resumptionToken"},
    "ListRecords": {"from", "until", "set", "metadataPrefix", "resumptionToken"},
    "GetRecord": {"identifier", "metadataPrefix"},
}
MOMENT = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?"
SIGNS = r"[A-Za-z0-9\-_.!~*'()]+"
FORMS = {  # what an answer repeats has to be of the protocol's form
    "metadataPrefix": re.compile(SIGNS),
    "set": re.compile(rf"{SIGNS}(:{SIGNS})*"),
    "from": re.compile(MOMENT),
    "until": re.compile(MOMENT),
}
SALT = "oai"
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"


def arguments(given):
    """(verb, {argument: value}) of a QueryDict. Raises Refused."""
    verbs = given.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ALLOWED:
        raise Refused("badVerb")
    parameters = {name: given[name] for name in given if name != "verb"}
    if parameters.keys() - ALLOWED[verbs[0]] or any(len(given.getlist(name)) > 1 for name in parameters):
        raise Refused("badArgument", "Illegal or repeated argument")
    if REQUIRED.get(verbs[0], set()) - parameters.keys():
        raise Refused("badArgument", "Missing argument")
    if any(name in FORMS and not FORMS[name].fullmatch(value) for name, value in parameters.items()):
        raise Refused("badArgument", "Illegal syntax")
    return verbs[0], parameters


def checked(prefix):
    if prefix != PREFIX:
        raise Refused("cannotDisseminateFormat")


@dataclass(frozen=True)
class Listed:
    """A list that is asked for, from the record behind (`kind`, `pk`) on: of `theme`, changed from `since` to `until`.

    Moments are whole seconds, both of them included. `shown` counts the records that went before.
    """

    since: datetime | None = None
    until: datetime | None = None
    theme: str = ""
    kind: str = ""
    pk: int = 0
    shown: int = 0

    @classmethod
    def of(cls, parameters: Mapping):
        """Raises Refused."""
        if token := parameters.get("resumptionToken"):
            if len(parameters) > 1:
                raise Refused("badArgument", "resumptionToken stands alone")
            return cls._resumed(token)
        if "metadataPrefix" not in parameters:
            raise Refused("badArgument", "Missing metadataPrefix")
        checked(parameters["metadataPrefix"])
        (since, as_day), (until, until_day) = _moment(parameters.get("from")), _moment(parameters.get("until"))
        if since and until and (as_day != until_day or since > until):
            raise Refused("badArgument", "from and until do not agree")
        if until_day:
            until += timedelta(days=1, seconds=-1)
        return cls(since, until, parameters.get("set", ""))

    @classmethod
    def _resumed(cls, token):
        try:
            since, until, *place = signing.loads(token, salt=SALT)
        except signing.BadSignature as error:
            raise Refused("badResumptionToken") from error
        return cls(*(moment and datetime.fromisoformat(moment) for moment in (since, until)), *place)

    def token(self):
        moments = [moment and moment.isoformat() for moment in (self.since, self.until)]
        return signing.dumps([*moments, self.theme, self.kind, self.pk, self.shown], salt=SALT)


def _moment(text):
    """(the moment, whether it is a day) that an argument says. Raises Refused."""
    if not text:
        return None, False
    is_day = bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))
    try:
        return datetime.strptime(text, DAY if is_day else SECOND).replace(tzinfo=UTC), is_day
    except ValueError as error:
        raise Refused("badArgument", "A moment is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ") from error
