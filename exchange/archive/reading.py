"""Reading an archive, line by line, with distrust: what it says is compared with what the models take."""

import json
from dataclasses import dataclass

from django.db import connection, models

from exchange.folders import FolderError
from exchange.releases import OLDER_TABLES, is_migrated

from . import MEDIA, RECORDS
from .chosen import Whole
from .manifest import Manifest, verify_sums
from .values import Reading, Unreadable


@dataclass
class Archive:
    folder: object
    manifest: Manifest

    @classmethod
    def open(cls, folder):
        """One whose files are whole, and of which this release knows all models and fields. Raises `FolderError`."""
        refuse_older_tables()
        manifest = Manifest.read(folder)
        verify_sums(folder)
        archive = cls(folder, manifest)
        for _table in archive.tables():
            pass
        return archive

    def tables(self):
        """Yield a `Table` for each model."""
        known = {model._meta.label_lower: model for model in Whole(accounts=True).models()}
        for label, said in self.manifest.models.items():
            if label not in known:
                raise FolderError(f"L’archive a des lignes de « {label} », que cette version du site ne connaît pas.")
            yield Table(self, known[label], said)

    def read_all(self):
        """Read each line of each model, and keep nothing. Raises `FolderError`."""
        for table in self.tables():
            for _row in table.rows():
                pass

    def media(self):
        """Yield the path in the storage of each picture."""
        root = self.folder / MEDIA
        yield from (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file())


def refuse_older_tables():
    if not is_migrated(connection):
        raise FolderError(OLDER_TABLES)


class Table:
    def __init__(self, archive, model, said):
        self.archive, self.model = archive, model
        self.names, self.count, self.last = said["fields"], said["rows"], said["last"]
        self.path = f"{RECORDS}/{model._meta.label_lower}.jsonl"
        known = {field.name: field for field in Whole(accounts=True).fields(model)}
        if unknown := [name for name in self.names if name not in known]:
            raise FolderError(
                f"{self.path} a des champs que cette version du site ne connaît pas : {', '.join(unknown)}. Chargez "
                f"l’archive dans la version {self.archive.manifest.release}, puis passez à celle-ci par « migrate »."
            )
        self.readings = [Reading(known[name], self.fetch) for name in self.names]
        self.fields = [known[name] for name in self.names]

    def rows(self):
        """Yield {field name: value} of each line. Raises `FolderError`, with the line."""
        count = 0
        if (self.archive.folder / self.path).exists():
            with (self.archive.folder / self.path).open(encoding="utf-8") as lines:
                for count, line in enumerate(lines, start=1):
                    yield self.row(line, count)
        if count != self.count:
            raise FolderError(f"{self.path} a {count} lignes, et non {self.count}.")

    def row(self, line, number):
        try:
            said = json.loads(line)
            if not isinstance(said, dict) or said.keys() != set(self.names):
                raise Unreadable(f"attendu : {', '.join(self.names)}")
            values = {reading.field.name: reading.value(said[reading.field.name]) for reading in self.readings}
            self.find_pictures(values)
        except (ValueError, Unreadable) as error:
            raise FolderError(f"{self.path}, ligne {number} : {error}.") from error
        return values

    def find_pictures(self, values):
        """Raises `Unreadable` for a picture that is not there, but where it was missing already."""
        for field in self.fields:
            name = values[field.name]
            if isinstance(field, models.FileField) and name and name not in self.archive.manifest.missing:
                self.inside(f"{MEDIA}/{name}", "l’image")

    def fetch(self, path):
        return self.inside(path, "le fichier").read_bytes()

    def inside(self, path, what):
        """A file of the archive, to which a row leads."""
        found = self.archive.folder / path
        if not found.resolve().is_relative_to(self.archive.folder.resolve()):
            raise Unreadable(f"{what} {path} sort du dossier")
        if not found.is_file():
            raise Unreadable(f"{what} {path} manque")
        return found
