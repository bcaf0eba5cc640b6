"""Records of which nothing of a kind hangs on: noted by triggers, for nobody to look at all of them for the few.

A model says in `missed_by` by which of its foreign keys: a talk is missed by appearances, what is said by themes. What
is noted is every record that has no such row, perhaps twice, and some that have one again, so that no writer waits for
another one to know; who reads looks at these few.
"""

from django.apps import apps
from django.db import models, transaction

from search.sql import ask
from search.triggers import after, put


class Lack(models.Model):
    """A record on which perhaps no row hangs of the table and column `what`."""

    what = models.CharField(max_length=80)
    key = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["what", "key"], name="lack_of_what")]

    def __str__(self):
        return f"{self.what} {self.key}"


TABLE = Lack._meta.db_table
NOTE = f"INSERT INTO {TABLE} (what, key) SELECT '{{what}}', {{key}} WHERE {{key}} IS NOT NULL;"
NOTED = f"{TABLE} WHERE what = '{{what}}' AND key = {{key}}"
FORGET = f"DELETE FROM {NOTED};"
# What another has just forgotten is not waited for: if that is undone, the night forgets it.
FORGET_ON_POSTGRESQL = f"DELETE FROM {TABLE} WHERE id IN (SELECT id FROM {NOTED} FOR UPDATE SKIP LOCKED);"
HAS_ONE = "EXISTS (SELECT 1 FROM {table} WHERE {column} = {key})"


def without(rows, relation):
    """Those of a model's `rows` on which nothing hangs by a reverse relation."""
    noted = Lack.objects.filter(what=_what(rows.model._meta.get_field(relation).field)).values("key")
    return rows.filter(pk__in=noted, **{f"{relation}__isnull": True})


def after_migrate(*, plan=(), using="default", **kwargs):
    """Put the triggers back, and note what was written without them."""
    if put(triggers(), using) or plan:
        note_all()


@transaction.atomic
def note_all():
    Lack.objects.all().delete()
    for select in _lacking():
        ask(f"INSERT INTO {TABLE} (what, key) {select}")


def amiss():
    """{(what, key)} of the records that lack something and are not noted. Reads all of them."""
    noted = set(Lack.objects.values_list("what", "key"))
    return {place for select in _lacking() for place in ask(select)} - noted


def tidy():
    """Forget those that have one again, or are gone."""
    for field in _links():
        there = HAS_ONE.format(table=field.related_model._meta.db_table, column="id", key=f"{TABLE}.key")
        has_one = HAS_ONE.format(table=field.model._meta.db_table, column=field.column, key=f"{TABLE}.key")
        ask(f"DELETE FROM {TABLE} WHERE what = %s AND ({has_one} OR NOT {there})", [_what(field)])


def triggers():
    """Yield them all."""
    for field in _links():
        table, above, column = field.model._meta.db_table, field.related_model._meta.db_table, field.column
        name = f"lack_{table}_{column}"
        yield after(f"{name}_made", above, "INSERT", *_bodies(field, note="NEW.id"))
        yield after(f"{name}_gone", above, "DELETE", *_bodies(field, forget="OLD.id"))
        yield after(f"{name}_insert", table, "INSERT", *_bodies(field, forget=f"NEW.{column}"))
        yield after(f"{name}_delete", table, "DELETE", *_bodies(field, note=f"OLD.{column}"))
        moved = _bodies(field, note=f"OLD.{column}", forget=f"NEW.{column}")
        yield after(f"{name}_update", table, "UPDATE", *moved, columns=[column])


def _bodies(field, *, note="", forget=""):
    """What a trigger does, on SQLite and on PostgreSQL: note one record, forget another."""
    what = _what(field)
    noting = NOTE.format(what=what, key=note) if note else ""
    return [noting + (form.format(what=what, key=forget) if forget else "") for form in (FORGET, FORGET_ON_POSTGRESQL)]


def _links():
    for model in apps.get_models():
        for name in getattr(model, "missed_by", ()):
            yield model._meta.get_field(name)


def _lacking():
    """Yield SQL of (what, key) of the records that lack something."""
    for field in _links():
        above = field.related_model._meta.db_table
        has_one = HAS_ONE.format(table=field.model._meta.db_table, column=field.column, key=f"{above}.id")
        yield f"SELECT '{_what(field)}', id FROM {above} WHERE NOT {has_one}"


def _what(field):
    return f"{field.model._meta.db_table}.{field.column}"
