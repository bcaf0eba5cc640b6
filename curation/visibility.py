"""What the public sees, asked at length: by all the records on which a row hangs, and not by its stored column."""

from django.db.models import Q

from .models import Curated, Status


def visible_paths(model):
    """Yield the lookups from `model` to every curated record that must be published for a row of it to be seen.

    Of what stands for another (`visible_alone_through`), none.
    """
    for name in model.visible_through:
        target = model._meta.get_field(name).related_model
        if issubclass(target, Curated):
            yield name
        yield from (f"{name}__{path}" for path in visible_paths(target))


def hiding(rows):
    """The drafts that hide `rows` although these may be published, each once. Costs one query a visible path."""
    found = {}
    for path in visible_paths(rows.model):
        keys = rows.filter(**{f"{path}__status": Status.DRAFT}).values(path)
        target = _target(rows.model, path)
        found |= {(target, draft.pk): draft for draft in target.objects.filter(pk__in=keys)}
    return list(found.values())


def _target(model, path):
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def seen(model):
    """Condition: a row and every record in `visible_paths` is published, or absent."""
    wanted = [
        Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__status": Status.PUBLISHED}) for path in visible_paths(model)
    ]
    wanted += [
        Q(**{f"{name}__isnull": True}) | Q(**{f"{beside}__isnull": False}) | Q(**{f"{name}__status": Status.PUBLISHED})
        for name, beside in model.visible_alone_through.items()
    ]
    if issubclass(model, Curated):
        wanted.append(Q(status=Status.PUBLISHED))
    return Q(*wanted)


def amiss(model):
    """The keys of the rows of a model of which the stored column says anything else. Reads the whole table."""
    rows = model._base_manager.order_by("pk")
    public = rows.filter(seen(model)).values("pk")
    wrong = Q(pk__in=public, is_public=False) | (Q(is_public=True) & ~Q(pk__in=public))
    return list(rows.filter(wrong).values_list("pk", flat=True))
