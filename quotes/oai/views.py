from dataclasses import replace
from datetime import UTC
from email.utils import parseaddr
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from curation.finding import is_key
from curation.permalinks import absolute
from quotes.atom import allowed
from quotes.kinds import KINDS
from themes.models import Theme

from .asked import PREFIX, SECOND, Listed, arguments, checked
from .dublin_core import elements
from .errors import Refused

HARVESTED = {name: kind for name, kind in KINDS.items() if kind.entry}
PAGE = 100  # records
SPACE = "http://www.openarchives.org/OAI/2.0/"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"


@csrf_exempt  # the protocol wants GET and POST, and neither changes anything
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    given = request.POST if request.method == "POST" else request.GET
    location = f"{SPACE} {SPACE}OAI-PMH.xsd"
    root = Element("OAI-PMH", {"xmlns": SPACE, "xmlns:xsi": SCHEMA, "xsi:schemaLocation": location})
    _add(root, "responseDate", _second(timezone.now()))
    asked = _add(root, "request", absolute(reverse("oai"), request))
    try:
        verb, parameters = arguments(given)
        asked.attrib.update({"verb": verb} | {name: allowed(value) for name, value in parameters.items()})
        VERBS[verb](SubElement(root, verb), parameters, request)
    except Refused as error:
        for child in root[2:]:
            root.remove(child)
        if error.code in {"badVerb", "badArgument"}:  # then the protocol repeats nothing of it
            asked.attrib.clear()
        _add(root, "error", str(error), code=error.code)
    return HttpResponse(tostring(root, "utf-8", xml_declaration=True), content_type="text/xml; charset=utf-8")


def identify(answer, parameters, request):
    facts = {
        "repositoryName": settings.SITE_NAME,
        "baseURL": absolute(reverse("oai"), request),
        "protocolVersion": "2.0",
        "adminEmail": _contact(request),
        "earliestDatestamp": "1970-01-01T00:00:00Z",
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    for name, text in facts.items():
        _add(answer, name, text)


def _contact(request):
    """An address of the form that harvesters take, which has a point; one that leads nowhere, if the site has none."""
    address = settings.CONTACT_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name, _at, host = address.rpartition("@")
    return address if "." in host else f"{name}@{urlsplit(absolute('/', request)).hostname}.invalid"


def list_metadata_formats(answer, parameters, request):
    if "identifier" in parameters:
        _find(parameters["identifier"], request)
    form = SubElement(answer, "metadataFormat")
    _add(form, "metadataPrefix", PREFIX)
    _add(form, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    _add(form, "metadataNamespace", DC)


def list_sets(answer, parameters, request):
    if "resumptionToken" in parameters:
        raise Refused("badResumptionToken")  # they all come at once
    themes = Theme.objects.public()
    if not themes:
        raise Refused("noSetHierarchy")
    for theme in themes:
        one = SubElement(answer, "set")
        _add(one, "setSpec", theme.slug)
        _add(one, "setName", theme.label)


def list_identifiers(answer, parameters, request):
    _list(answer, parameters, request, lambda record: _header(answer, record, request))


def list_records(answer, parameters, request):
    _list(answer, parameters, request, lambda record: _record(answer, record, request))


def get_record(answer, parameters, request):
    record = _find(parameters["identifier"], request)
    checked(parameters["metadataPrefix"])
    _record(answer, record, request)


VERBS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}


def _list(answer, parameters, request, write):
    """A page of what is asked for, in the order of kinds and keys: no change of a record moves another."""
    asked = Listed.of(parameters)
    rows = _rows(asked)
    if not rows and not asked.shown:
        raise Refused("noRecordsMatch")
    page, rest = rows[:PAGE], rows[PAGE:]
    for record in page:
        write(record)
    if rest:
        last = page[-1]
        following = replace(asked, kind=last._meta.model_name, pk=last.pk, shown=asked.shown + len(page))
        _add(answer, "resumptionToken", following.token(), cursor=str(asked.shown))
    elif asked.shown:
        _add(answer, "resumptionToken", "", cursor=str(asked.shown))


def _rows(asked):
    """As many as a page has, and one more if there is more."""
    names, found = list(HARVESTED), []
    for name in names[names.index(asked.kind) if asked.kind else 0 :]:
        rows = _changed(HARVESTED[name], asked).order_by("pk")
        if name == asked.kind:
            rows = rows.filter(pk__gt=asked.pk)
        found += HARVESTED[name].load(rows).with_themes()[: PAGE + 1 - len(found)]
        if len(found) > PAGE:
            break
    return found


def _changed(kind, asked):
    """Its public records within those moments and that set: what waited for a draft changed as that came out."""
    rows = kind.model.objects.public()
    if asked.since:
        rows = rows.filter(Q(updated_at__gte=asked.since) | Q(published_at__gte=asked.since))
    if asked.until:
        last = asked.until.replace(microsecond=999_999)  # the whole second is meant
        rows = rows.filter(updated_at__lte=last, published_at__lte=last)
    return rows.filter(themed__tag__slug=asked.theme, themed__is_public=True) if asked.theme else rows


def _find(identifier, request):
    """The public record of that identifier. Raises Refused."""
    name, _slash, key = identifier.removeprefix(_scheme(request)).partition("/")
    known = identifier.startswith(_scheme(request)) and name in HARVESTED and is_key(key)
    rows = known and _changed(HARVESTED[name], Listed()).filter(pk=key)
    record = rows and HARVESTED[name].load(rows).with_themes().first()
    if not record:
        raise Refused("idDoesNotExist")
    return record


def _scheme(request):
    return f"oai:{urlsplit(absolute('/', request)).hostname}:"


def _record(parent, record, request):
    entry = SubElement(parent, "record")
    _header(entry, record, request)
    names = {"xmlns:oai_dc": DC, "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    location = f"{DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    body = SubElement(SubElement(entry, "metadata"), "oai_dc:dc", names | {"xsi:schemaLocation": location})
    for element, value in elements(record, request):
        _add(body, f"dc:{element}", value)


def _header(parent, record, request):
    header = SubElement(parent, "header")
    _add(header, "identifier", f"{_scheme(request)}{record._meta.model_name}/{record.pk}")
    _add(header, "datestamp", _second(max(record.updated_at, record.published_at)))
    for theme in record.shown_themes:
        _add(header, "setSpec", theme.slug)


def _second(moment):
    return moment.astimezone(UTC).strftime(SECOND)


def _add(parent, name, text, **attributes):
    child = SubElement(parent, name, attributes)
    child.text = allowed(text)
    return child
