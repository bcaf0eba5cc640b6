"""Fields for what a person types or pastes: whatever writes, the text is cleaned before it is kept."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.codes import is_code
from language.typography import clean, one_line
from reading.networks import account_at


class CleanedInput:
    """To be mixed into a form field: it measures what is left once the text is cleaned."""

    def __init__(self, *args, tidy, **kwargs):
        self.tidy = tidy
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        return super().to_python(self.tidy(value))


class TextInput(CleanedInput, forms.CharField):
    pass


class SlugInput(CleanedInput, forms.SlugField):
    pass


class MailInput(CleanedInput, forms.EmailField):
    pass


class WebAddressInput(CleanedInput, forms.URLField):
    pass


class Cleaned:
    """To be mixed into a model's field. Saves, bulk writes, updates, lookups and forms go through `to_python`."""

    form_class = TextInput
    cleaned = staticmethod(one_line)

    def tidy(self, value):
        if not isinstance(value, str):
            return value
        text = self.cleaned(value)
        return None if self.null and not text else text

    def to_python(self, value):
        return self.tidy(super().to_python(value))

    def get_prep_value(self, value):
        """As a lookup takes it: looking for nothing finds nothing, where nothing is kept as NULL too."""
        prepared = super().get_prep_value(value)
        return "" if prepared is None and value is not None else prepared

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(self.tidy(value), connection)

    def pre_save(self, record, add):
        value = self.tidy(super().pre_save(record, add))
        setattr(record, self.attname, value)
        return value

    def formfield(self, **kwargs):
        if "form_class" not in kwargs:
            kwargs |= {"form_class": self.form_class, "tidy": self.tidy}
        return super().formfield(**kwargs)


class LineField(Cleaned, models.CharField):
    """One line: a name, a title."""


class ProseField(Cleaned, models.TextField):
    """Lines that stay apart."""

    cleaned = staticmethod(clean)


class CleanSlugField(Cleaned, models.SlugField):
    form_class = SlugInput


class MailAddressField(Cleaned, models.EmailField):
    form_class = MailInput


class WebAddressField(Cleaned, models.URLField):
    """An address elsewhere: long enough for what platforms make."""

    form_class = WebAddressInput

    def __init__(self, *args, max_length=500, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)


def is_language(code):
    """Refuse what is no code of a language: « fr », « br », « pt-BR », « gsw »."""
    if not is_code(code):
        sentence = _("« %(code)s » n’est pas le code d’une langue, comme « fr » ou « pt-BR » (norme ISO 639).")
        raise ValidationError(sentence, params={"code": code})


class LanguageField(LineField):
    """A code of ISO 639-1, or of three letters where that has none, with a country where it matters."""

    default_validators = [is_language]

    def __init__(self, *args, max_length=10, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)


HANDLE = RegexValidator(
    re.compile(r"^[\w.-]{1,60}(@[\w-]+(\.[\w-]+)+)?$"), gettext_lazy("Un identifiant, comme « carlosmorenoFR ».")
)


def account(text):
    """An account as it is kept, of what is typed or pasted: « @lea_d », or the address of its page."""
    text = one_line(text)
    return account_at(text) or text.lstrip("@ ")


class HandleField(LineField):
    """An account of any network: lea_d, lea-d.bsky.social, lea@mastodon.example."""

    cleaned = staticmethod(account)
    default_validators = [HANDLE]

    def __init__(self, *args, max_length=120, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)


class _OrNone(ForwardManyToOneDescriptor):
    def get_object(self, instance):
        try:
            return super().get_object(instance)
        except self.field.related_model.DoesNotExist:
            return None


class LastingKey(models.ForeignKey):
    """A link to a record that may be deleted and come back under its key: meanwhile it waits, and reads None."""

    forward_related_accessor_class = _OrNone

    def __init__(self, to, on_delete=models.DO_NOTHING, **kwargs):
        super().__init__(to, on_delete, **{"null": True, "db_constraint": False} | kwargs)

    def deconstruct(self):
        """To a migration it is a foreign key like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
