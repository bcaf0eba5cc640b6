from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curation.forms import CuratedForm

from .models import ORCID


class SpeakerForm(CuratedForm):
    def clean_orcid(self):
        """A slip of the keyboard would lead to somebody else, or nowhere."""
        orcid = self.cleaned_data["orcid"]
        if ORCID.regex.search(orcid) and _sign(orcid) != orcid[-1]:  # what is no ORCID at all, the model says
            raise ValidationError(_("Un caractère de cet ORCID est faux : le dernier ne va pas avec les autres."))
        return orcid


def _sign(orcid):
    """The last character of an ORCID, which follows from the others (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
