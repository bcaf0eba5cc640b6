"""All that the site holds on a person, for that person."""

from django.db.models import CASCADE

# What lets somebody in is not shown, even to who owns it; nor are words that the site has kept of others, and may have
# withdrawn since: an item of a dossier has them.
SECRETS = {"password", "session_key", "key", "data", "feed_key", "secret", "digest", "words"}


def holdings(user):
    """{"members.user": [{field: value}], …}: the account, what is deleted with it, and where its name stands."""
    found = {}
    _add(found, user)
    return found


def _add(found, row):
    found.setdefault(row._meta.label_lower, []).append(_fields(row))
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: row}).order_by("pk")
        if relation.on_delete is CASCADE:
            for each in rows:
                _add(found, each)
        else:
            label = f"{relation.related_model._meta.label_lower}.{relation.field.name}"
            found.setdefault(label, []).extend({"id": each.pk, "label": str(each)} for each in rows)


def _fields(row):
    fields = {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
    fields |= {field.name: [str(each) for each in getattr(row, field.name).all()] for field in row._meta.many_to_many}
    return {name: value for name, value in fields.items() if name not in SECRETS}
