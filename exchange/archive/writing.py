"""Writing an archive: of one moment, whole or not at all, a few rows in memory."""

import json

from django.core.files.storage import default_storage
from django.db.models import FileField, JSONField

from curation.kept import snapshot
from curation.pictures import family
from exchange.folders import written

from . import MEDIA, RECORDS, SHEETS
from .chosen import curated
from .manifest import Manifest, write_sums
from .sequences import last_key
from .sheets import write_sheet
from .texts import write_fields, write_licence, write_readme
from .values import Writing


def write(folder, chosen):
    """Write what is `chosen` to `folder`, which must not be there; its manifest. Raises `FolderError`."""
    with written(folder) as draft, snapshot():
        for name in (RECORDS, SHEETS):
            (draft / name).mkdir()
        manifest = Manifest.of(chosen)
        for model in chosen.models():
            manifest.models[model._meta.label_lower] = Table(draft, chosen, model, manifest).write()
        for model in curated(chosen):
            write_sheet(draft / SHEETS, chosen, model)
        write_readme(draft, chosen)
        write_licence(draft)
        write_fields(draft, chosen)
        manifest.write(draft)
        write_sums(draft)
    return manifest


class Table:
    """One model's rows on their way out."""

    def __init__(self, draft, chosen, model, manifest):
        self.draft, self.chosen, self.model, self.missing = draft, chosen, model, manifest.missing
        self.fields = chosen.fields(model)
        self.key = self.fields.index(model._meta.pk)
        self.pictures = [place for place, field in enumerate(self.fields) if isinstance(field, FileField)]
        self.as_json = [Writing(field, self.keep).as_json for field in self.fields]

    def write(self):
        """What the manifest says of it."""
        count, last = 0, 0
        path = self.draft / RECORDS / f"{self.model._meta.label_lower}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for values in self.chosen.rows(self.model):
                file.write(f"{self.line(values)}\n")
                for place in self.pictures:
                    self.keep_picture(values[place])
                count, last = count + 1, values[self.key]
        if not count:
            path.unlink()
        if not self.chosen.is_public:
            last = max(last, last_key(self.model))
        return {"fields": [field.name for field in self.fields], "rows": count, "last": last}

    def line(self, values):
        """In the order of the model; of a column that is JSON itself, the keys in theirs, for engines differ in it."""
        row = {}
        for field, as_json, value in zip(self.fields, self.as_json, values, strict=True):
            said = as_json(value, values[self.key])
            row[field.name] = json.loads(json.dumps(said, sort_keys=True)) if isinstance(field, JSONField) else said
        return json.dumps(row, ensure_ascii=False)

    def keep(self, path, content):
        target = self.draft / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def keep_picture(self, name):
        """The picture of that name and its squares."""
        if name and not default_storage.exists(name):
            self.missing.append(name)
        elif name:
            for path in family(name):
                with default_storage.open(path) as file:
                    self.keep(f"{MEDIA}/{path}", file.read())
