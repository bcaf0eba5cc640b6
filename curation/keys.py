"""Columns that follow from what a record says: they are worked out whenever it is written, and nobody types them."""

from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.html import escape
from django.utils.safestring import mark_safe

from language.folding import fold
from language.typography import clean

from .addresses import address_key
from .batches import batches
from .fields import Cleaned
from .slugs import slugify_fr

MARK = 16  # bytes of the digest that stands for what is cut


class AlreadyThere(ValidationError):
    """Another record, `held`, has it. The sentence names it as %(held)s; in a form that is a link (see `forms`)."""

    def __init__(self, sentence, *, held):
        super().__init__(sentence, code="already_there", params={"held": held})
        self.held = held

    def link(self, anchor):
        """Let the sentence have `anchor`, which is HTML, where it names the record."""
        self.message, self.params = mark_safe(escape(self.message) % {"held": anchor}), None


def key_of(name):
    """`name` folded; of signs alone nothing would be left, and no two such names are the same."""
    return fold(name) or name


def bounded(text, length):
    """`text`, its end replaced by a digest of the whole if it is longer: what differs there still differs."""
    if len(text) <= length:
        return text
    digest = blake2b(text.encode(), digest_size=MARK).hexdigest()
    return f"{text[: length - len(digest) - 1]} {digest}"


class Derived:
    """To be mixed into a field. `of` names the attribute, or the method, from which a save works out its value."""

    def __init__(self, *args, of=None, **kwargs):
        self.of = of
        super().__init__(*args, **kwargs | {"editable": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"]
        return name, path, args, kwargs

    def value_of(self, record):
        said = getattr(record, self.of)
        return self.get_prep_value(self.derive(clean((said() if callable(said) else said) or "")))

    def pre_save(self, record, add):
        if self.of:  # a migration's models do not know it
            setattr(record, self.attname, self.value_of(record))
        return super().pre_save(record, add)


class FoldedField(Derived, models.TextField):
    """All the words of a text, as matching wants them (see `language.folding`)."""

    derive = staticmethod(fold)


class FoldedLinesField(Derived, models.TextField):
    """Lines that are folded each by itself, and ended."""

    @staticmethod
    def derive(text):
        return "".join(f"{fold(line)}\n" for line in text.split("\n"))


class FoldedKeyField(Derived, models.CharField):
    """A folded name, to be compared or sorted. Folding lengthens other scripts: what is too long ends in a digest.

    A lookup goes the same way: `filter(key=key_of(name))` finds it, however long the name is.
    """

    def __init__(self, *args, max_length=120, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    derive = staticmethod(key_of)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return bounded(value, self.max_length) if isinstance(value, str) else value


class SlugKeyField(FoldedKeyField):
    """A name as addresses write it; nothing of no name."""

    def __init__(self, *args, max_length=50, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    def derive(self, text):
        return slugify_fr(text, max_length=self.max_length) if text else ""


class AddressKeyField(FoldedKeyField):
    """The key of an address (see `addresses`); none where there is no address."""

    def __init__(self, *args, max_length=500, **kwargs):
        super().__init__(*args, **{"max_length": max_length, "unique": True, "null": True} | kwargs)

    @staticmethod
    def derive(text):
        return address_key(text) or None


class KeyedQuerySet(models.QuerySet):
    def update(self, **values):
        """Derived columns follow here too, if something typed changes: then the rows are read again, and written."""
        if not is_typed(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.order_by().values_list("pk", flat=True))
            count = super().update(**values)
            for some in batches(keys):
                rederive(list(self.model._base_manager.using(self.db).filter(pk__in=some)))
        return count

    update.alters_data = True

    def bulk_update(self, rows, fields, **options):
        rows, fields = tuple(rows), list(fields)
        derived = derived_fields(self.model) if is_typed(self.model, fields) else []
        for row in rows:
            for field in derived:
                setattr(row, field.attname, field.value_of(row))
        return super().bulk_update(rows, [*fields, *(field.name for field in derived)], **options)

    bulk_update.alters_data = True


def rederive(rows):
    """Write the derived columns of `rows`, a list of one model, that would say anything else by now."""
    if not rows:
        return
    model, changed, names = type(rows[0]), [], set()
    models.prefetch_related_objects(rows, *getattr(model, "told_of", ()))
    for row in rows:
        said = {field.attname: field.value_of(row) for field in derived_fields(model)}
        if late := {name: value for name, value in said.items() if value != getattr(row, name)}:
            row.__dict__.update(late)
            changed.append(row)
            names.update(late)
    if changed:
        model._base_manager.using(rows[0]._state.db).bulk_update(changed, names)


class Keyed(models.Model):
    """A record with derived columns. Who types what another record has is led to that record, in words.

    `told_of` names the relations whose rows are in these columns, if there are any.
    """

    objects = KeyedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = {*update_fields, *(field.name for field in derived_fields(type(self)))}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        super().clean()
        for field in derived_fields(type(self)):
            if field.unique and (held := self.holder_of(field)):
                raise ValidationError({field.of: AlreadyThere(field.error_messages["held"], held=held)})

    def holder_of(self, field):
        """The other record that has what a unique `field` would say of this one, or None."""
        value = field.value_of(self)
        others = type(self)._base_manager.exclude(pk=self.pk)
        return None if value is None else others.filter(**{field.name: value}).first()


def derived_fields(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, Derived)]


def is_typed(model, names):
    """Whether a person types one of the fields of these names: that is what derived columns come from."""
    return any(
        isinstance(field, Cleaned) and {field.name, field.attname} & {*names} for field in model._meta.concrete_fields
    )
