"""What the lists of talks, quotes and tweets have in common."""

from django.utils.translation import gettext_lazy as _

from curation.filters import Related
from curation.models import Status
from curation.waits import Wait
from themes.admin import ThemedAdmin

HIDDEN = Wait(
    "caches",
    _("hors du site à cause d’un brouillon"),
    lambda rows: rows.filter(status=Status.PUBLISHED, is_public=False),
)
PLACED_WAITS = (*ThemedAdmin.waits, HIDDEN)

BY_THEME = ("themed__tag", Related)
