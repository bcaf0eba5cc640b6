"""What records say now, in the shape in which a file says it: other records stand in it by their primary keys."""

from collections import defaultdict

from curation.batches import batches
from events.attached import Partner
from events.models import Event, Talk
from quotes.models import Tweet

from .told import OF_DOCUMENT, OF_RECORDING, plain

# Names in what is said: of columns that hold one other record, of lists of other records, and of all that is no column.
LINKS = {"organizer", "speaker", "organization"}
LISTS = {"themes", "mentioned_speakers", "mentioned_organizations"}
PARTS = {*LISTS, "people", "recordings", "documents", "partners"}


def held(model, keys, names):
    """{pk: {name: value}} of the records of these keys; `names` are those of columns and of `PARTS`.

    A query for each part and each batch of records.
    """
    found, columns = {}, [name for name in names if name not in PARTS]
    for some in batches(sorted(keys)):
        rows = model._base_manager.filter(pk__in=some).values("pk", *columns)
        found |= {row.pop("pk"): {name: plain(value) for name, value in row.items()} for row in rows}
        for name in PARTS.intersection(names):
            parts = READERS[name](some)
            for pk in found.keys() & set(some):
                found[pk][name] = parts.get(pk, [])
    return found


def _people(keys):
    rows = Talk.appearances.rel.related_model.objects.filter(talk__in=keys).order_by("position", "pk")
    columns = ("speaker", "role", "job_title", "organization", "described_as")
    return _listed(rows.values_list("talk", *columns), _person)


def _person(speaker, role, job_title, organization, described_as):
    # Who is not named comes from no file: what is said of such a row is staff's.
    return [speaker, role, job_title, organization] if speaker else [described_as, role, job_title, organization]


def _themes(keys):
    return _listed(Talk.themed.rel.related_model.objects.filter(content_object__in=keys).values_list(
        "content_object", "tag"), lambda tag: tag)  # fmt: skip


def _recordings(keys):
    return _listed(_attached(Talk.recordings, keys).values_list("talk", *OF_RECORDING), lambda *values: list(values))


def _documents(keys):
    return _listed(_attached(Talk.documents, keys).values_list("talk", *OF_DOCUMENT), lambda *values: list(values))


def _attached(relation, keys):
    return relation.rel.related_model.objects.filter(talk__in=keys).in_order()


def _partners(keys):
    rows = Event.partners.rel.related_model.objects.filter(event__in=keys, role=Partner.Role.ORGANIZER).in_order()
    return _listed(rows.values_list("event", "organization", "role"), lambda *values: list(values))


def _mentioned(name):
    field = Tweet._meta.get_field(name)
    link, other = f"{field.m2m_column_name()}", f"{field.m2m_reverse_name()}"

    def read(keys):
        rows = field.remote_field.through._base_manager.filter(**{f"{link}__in": keys}).order_by("pk")
        return _listed(rows.values_list(link, other), lambda pk: pk)

    return read


def _listed(rows, shape):
    found = defaultdict(list)
    for key, *values in rows:
        found[key].append(shape(*values))
    return found


READERS = {
    "people": _people,
    "themes": _themes,
    "recordings": _recordings,
    "documents": _documents,
    "partners": _partners,
    "mentioned_speakers": _mentioned("mentioned_speakers"),
    "mentioned_organizations": _mentioned("mentioned_organizations"),
}


def meaning(name, value, meant):
    """What is said under `name`, with what the keys in it mean: {key: pk of a record, or another key of a new one}.

    What a key means nothing of is left out.
    """
    if name in LINKS:
        return meant.get(value)
    if name == "people":
        people = ([meant.get(who), role, office, meant.get(house)] for who, role, office, house in value)
        return list({one[0]: one for one in people if one[0] is not None}.values())
    if name == "partners":
        return [[meant[who], role] for who, role in value if meant.get(who) is not None]
    if name in LISTS:
        return list(dict.fromkeys(meant[key] for key in value if meant.get(key) is not None))
    return value


def are_same(name, one, other):
    return set(one) == set(other) if name in LISTS else one == other
