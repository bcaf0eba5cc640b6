"""Taking a name, and words, out of every column, and addresses that had the name out of use."""

from collections import Counter

from django.db import models
from django.utils import timezone

from curation.keys import rederive
from curation.models import Addressed, Curated, ExternalReference, FormerSlug
from curation.slugs import slugify_fr
from dossiers.models import Item
from events.models import Document, Recording
from quotes.models import Quote, Tweet
from recaps.models import Identity, Recap, digest_of
from speakers.models import Speaker, SpeakerAlias
from themes.models import Theme

from . import gone
from .naming import replaced
from .walking import rows, texts_in

SOMEBODY = "une personne"
NOBODY = "anonyme"  # where a handle must be
BLOCK = "█"
TAKEN_OUT = "[…]"
# Words that somebody said or wrote: what is taken out of them leaves a gap as long, and nothing is put in.
SAID = {(Quote, "text"), (Tweet, "text"), (Item, "words"), (Recap, "canonical")}
SAID_IN_JSON = {"text", "words"}
# Rows that are nothing but that column: names that others have by a merge or a mistake, addresses, identifiers.
NOTHING_BUT = {
    SpeakerAlias: "name",
    Identity: "name",
    Recording: "url",
    Document: "url",
    ExternalReference: "identifier",
}
# What the columns beside that of the person say instead: an office tells who held it.
UNNAMED = {
    **{"attribution": SOMEBODY, "described_as": SOMEBODY, "author_name": SOMEBODY, "handle": NOBODY, "url": None},
    **{"job_title": "", "organization": None, "organization_id": None, "address_key": None},
}


class Redaction:
    """One walk that takes `person` out. `said`: forms of words that go too; `erased`: {model: keys} of rows gone."""

    def __init__(self, person, said, erased):
        self.person, self.said = person, said
        gone_rows = {Speaker: person.pks, **erased}
        self.gone = {(model._meta.label_lower, pk) for model, pks in gone_rows.items() for pk in pks}
        self.counts = Counter()

    def run(self):
        """{label of a model: rows that changed}"""
        recaps = set()
        for model, pk, values in list(self._hit()):
            label = model._meta.label_lower
            self.counts[label] += 1
            if model is FormerSlug:
                self._close(model.objects.get(pk=pk))
            elif NOTHING_BUT.get(model) in (field.name for field in values):
                model.objects.get(pk=pk).delete()  # alone, it tells whose it was
            else:
                self._write(model, pk, values)
            if model is Recap:
                recaps.add(pk)
        Recap.objects.filter(pk__in=recaps).update(pasted=b"")
        rederive(list(Recap.objects.filter(pk__in=recaps)))
        return self.counts

    def _hit(self):
        """Yield (model, key, {field: what it is to be}) of the rows that change."""
        for model, pk, values in rows():
            changed = {field: self.value(model, field, value) for field, value in values.items()}
            changed = {field: value for field, value in changed.items() if value != values[field]}
            if changed:
                yield model, pk, changed

    def _write(self, model, pk, values):
        slugs = [field for field in values if isinstance(field, models.SlugField)]
        changed = {field.name: value for field, value in values.items() if field not in slugs}
        if model is Recap and "canonical" in changed:
            changed["digest"] = digest_of(changed["canonical"])
        if model is Theme and "name" in changed:
            changed["name"] = _free_name(Theme.objects.get(pk=pk), changed["name"])
        if issubclass(model, Curated):
            changed["updated_at"] = timezone.now()
        # Derived columns follow an update of a curated record's own queryset.
        getattr(model, "objects", model._base_manager).filter(pk=pk).update(**changed)
        if slugs and issubclass(model, Addressed):
            record = model.objects.get(pk=pk)
            gone.close(model, [record.slug])
            model.objects.filter(pk=pk).update(slug=record.free_slug())

    def _close(self, former):
        model = former.content_type.model_class()
        gone.close(model, [former.slug])
        former.delete()

    def value(self, model, field, value):
        """What the column is to say instead."""
        if isinstance(field, models.JSONField):
            return self.json(value)
        if isinstance(field, models.BinaryField):
            return b"" if self._names(value) else value
        if isinstance(field, models.URLField):
            return (None if field.null else "") if self._names(value) else value
        if isinstance(field, models.SlugField):
            return slugify_fr(SOMEBODY) if self._names(value) else value
        text = self.text(value, is_said=(model, field.name) in SAID)
        return text[: field.max_length] if field.max_length else text

    def _names(self, value):
        return any(self.person.sure.spans(text) or self.said.spans(text) for text in texts_in(value))

    def text(self, text, *, is_said=False):
        text = replaced(text, self.said.spans(text), lambda some: BLOCK * len(some) if is_said else TAKEN_OUT)
        return replaced(text, self.person.sure.spans(text), lambda some: BLOCK * len(some) if is_said else SOMEBODY)

    def json(self, value, key=""):
        if isinstance(value, str):
            return self.text(value, is_said=key in SAID_IN_JSON)
        if isinstance(value, list):
            return [self.json(one, key) for one in value if not self._is_gone(one)]
        if not isinstance(value, dict):
            return value
        found = {self.text(name): self.json(inner, name) for name, inner in value.items()}
        speaker = value.get("speaker")
        if isinstance(speaker, str) and self._names(speaker):  # of a proposal
            found |= {"speaker": "", "attribution": SOMEBODY}
        return self._unlinked(found)

    def _is_gone(self, row):
        """Whether a row of a snapshot or a journal is that of somebody, or something, that is no more."""
        if not isinstance(row, dict) or "model" not in row:
            return False
        owner = (row.get("fields") or {}).get("speaker") if row["model"] == SpeakerAlias._meta.label_lower else None
        return (row["model"], row.get("pk")) in self.gone or owner in self.person.pks

    def _unlinked(self, fields):
        """The columns of a row in a snapshot or a journal, without the person: nothing there may bring them back."""
        if isinstance(mentioned := fields.get("mentioned_speakers"), list):
            fields["mentioned_speakers"] = [pk for pk in mentioned if pk not in self.person.pks]
        for name in ("speaker", "speaker_id"):
            if type(fields.get(name)) is int and fields[name] in self.person.pks:
                instead = UNNAMED | {name: None}
                fields |= {column: instead[column] for column in instead.keys() & fields.keys()}
        return fields


def _free_name(theme, name):
    """`name`, with a number if another theme has it: somebody else was forgotten before."""
    theme.name, number = name, 1
    while theme.holder_of(Theme._meta.get_field("key")):
        number += 1
        theme.name = f"{name} {number}"
    return theme.name


def blank(span):
    """Put blocks in the place of a span of an article, however short its words are."""
    recap = Recap.objects.get(pk=span.recap_id)
    text = replaced(recap.canonical, [(span.start, span.end)], lambda some: BLOCK * len(some))
    Recap.objects.filter(pk=recap.pk).update(canonical=text, digest=digest_of(text), pasted=b"")
    rederive(list(Recap.objects.filter(pk=recap.pk)))
