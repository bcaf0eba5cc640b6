"""Loading an archive into a base that `migrate` has just made: all of it, or nothing.

Rows are written as they were, past triggers and saves; what follows from them is worked out as after a `migrate` that
changed everything, by the same acts.
"""

from contextlib import contextmanager

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from curation.keys import Derived
from exchange.folders import FolderError
from search.sql import ask_values

from . import MEDIA
from .chosen import SECRET_FIELDS, UNUSABLE, Whole
from .sequences import go_on_from

VALUES = 10_000  # of one statement


def load(archive):
    """Raises `FolderError`, and then nothing has changed."""
    refuse_what_is_there(archive)
    with placed_media(archive), transaction.atomic():
        _signal(emit_pre_migrate_signal)  # takes the triggers away
        for table in archive.tables():
            _fill(table)
        try:
            connection.check_constraints()
        except IntegrityError as error:
            raise FolderError(f"Une ligne renvoie à une autre qui n’y est pas : {str(error).strip()}.") from error
        for table in archive.tables():
            go_on_from(table.model, table.last)
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
        _signal(emit_post_migrate_signal, plan=plan)


def refuse_what_is_there(archive):
    full = [model for model in Whole(accounts=True).models() if model._base_manager.exists()]
    if full:
        names = ", ".join(str(model._meta.verbose_name_plural) for model in full[:5])
        raise FolderError(f"La base n’est pas vide ({names}) : une archive se charge dans une base neuve.")
    if there := next(filter(default_storage.exists, archive.media()), None):
        raise FolderError(f"L’image {there} est déjà dans MEDIA_ROOT : une archive ne remplace rien.")


def _signal(emit, **options):
    emit(verbosity=0, interactive=False, db=connection.alias, **options)


@contextmanager
def placed_media(archive):
    """Put the pictures into the storage, and take them away if what follows fails."""
    placed = []
    try:
        for path in archive.media():
            with (archive.folder / MEDIA / path).open("rb") as file:
                placed.append(default_storage.save(path, File(file)))
            if placed[-1] != path:
                raise FolderError(f"L’image {path} ne peut pas garder son nom.")
        yield
    except BaseException:
        for path in placed:
            default_storage.delete(path)
        raise


def _fill(table):
    model = table.model
    columns = [field for field in model._meta.concrete_fields if not field.generated]
    quoted = ", ".join(f'"{field.column}"' for field in columns)
    some, at_once = [], max(1, VALUES // len(columns))
    for row in table.rows():
        some.append(_values(model, columns, row))
        if len(some) == at_once:
            _insert(table, quoted, some)
            some = []
    _insert(table, quoted, some)


def _insert(table, columns, rows):
    try:
        if rows:
            ask_values(f'INSERT INTO "{table.model._meta.db_table}" ({columns}) {{values}}', rows, at_once=len(rows))
    except (DataError, IntegrityError) as error:
        raise FolderError(f"{table.path} ne va pas dans la base : {str(error).strip()}.") from error


def _values(model, columns, row):
    record = model(**{field.attname: row[field.name] for field in columns if field.name in row})
    return [field.get_db_prep_save(_value(record, field, row), connection) for field in columns]


def _value(record, field, row):
    """What the archive says of a field, or what stands there until it is worked out."""
    if field.name in row:
        return row[field.name]
    if isinstance(field, Derived) and not field.null and field.of in row:
        return field.value_of(record)  # at once, for rows are told apart by it; of other rows, once they are there
    if f"{record._meta.label_lower}.{field.name}" in SECRET_FIELDS:
        return UNUSABLE
    return field.get_default()
