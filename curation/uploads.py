"""The picture that a form takes: a wrong file is refused with the reason, a right one stays with what is put right."""

from base64 import b64decode, b64encode

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.base import ContentFile
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .images import FORMATS, UnreadableImage
from .pictures import reencoded


class PictureInput(AdminFileWidget):
    """A file, or what was received with a form that came back: browsers do not choose a file again.

    `kept` is that picture in base64, as our own encoding made it, some 300 KB. It is read with distrust again.
    """

    kept = ""

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name)
        kept = data.get(f"{name}-kept", "")
        if sent is not None or not kept:
            return sent
        try:
            content = b64decode(kept, validate=True)
        except ValueError:
            return None
        self.kept = kept
        return ContentFile(content, name=name)

    def render(self, name, value, attrs=None, renderer=None):
        shown = super().render(name, value, attrs, renderer)
        if not self.kept:
            return shown
        sentence = _("L’image que vous avez choisie est gardée : inutile de la choisir de nouveau.")
        hidden = format_html(
            '<input type="hidden" name="{}-kept" value="{}"><p class="help">{}</p>', name, self.kept, sentence
        )
        return shown + hidden


class PictureField(forms.FileField):
    """A new picture, encoded anew. Django's own field has another reader."""

    widget = PictureInput

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(f"image/{name.lower()}" for name in FORMATS)}

    def to_python(self, data):
        file = super().to_python(data)
        try:
            made = file and reencoded(file)
        except UnreadableImage as error:
            raise forms.ValidationError(error.args[0]) from error
        if made and not self.widget.kept:
            self.widget.kept = b64encode(made.read()).decode()
            made.seek(0)
        return made
