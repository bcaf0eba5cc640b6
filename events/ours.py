"""What the site says in its own words, and how it is told apart where it leaves the site."""

import re

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from curation.fields import LineField


def in_language(text, language, *, english):
    """(the text that is shown, its language): the English one where the interface is in English and there is one."""
    return (english, "en") if english and get_language() == "en" else (text, language)


def exported(summary, *, is_ours):
    """`summary` as it leaves the site, where nobody may take ours for what the source or the speaker wrote."""
    return f"{summary}\n\n{_mark()}" if summary and is_ours else summary


def come_back(summary):
    """(`summary` as it was before it left the site, whether it left as ours): files of ours come in again."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            mark = _mark()
        if summary.endswith(mark):
            return summary.removesuffix(mark).rstrip(), True
    return summary, False


def title_come_back(title):
    """The same of a title, « [Table ronde] »; one of ours stands where there is none."""
    found = re.fullmatch(r"\[([^\[\]]*\w[^\[\]]*)\]", title)
    return (found[1].strip(), True) if found else (title, not title)


def _mark():
    return f"[{_('résumé de la rédaction')}]"


class Titled(models.Model):
    title = LineField(_("titre"), max_length=200)
    title_is_ours = models.BooleanField(
        _("titre donné par nous"), default=False, help_text=_("La source ne donne pas de titre.")
    )

    goes_with = {"title_is_ours": "title"}

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def exported_name(self):
        """The title; in brackets, as cataloguers write it, if the source gives none."""
        return f"[{self.title}]" if self.title_is_ours else self.title
