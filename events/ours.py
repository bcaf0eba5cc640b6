"""What the site says in its own words, and how it is told apart where it leaves the site."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curation.fields import LineField


def in_language(text, language, *, english):
    """(the text that is shown, its language): the English one where the interface is in English and there is one."""
    return (english, "en") if english and get_language() == "en" else (text, language)


def exported(summary, *, is_ours):
    """`summary` as it leaves the site, where nobody may take ours for what the source or the speaker wrote."""
    return f"{summary}\n\n[{_('résumé de la rédaction')}]" if summary and is_ours else summary


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
