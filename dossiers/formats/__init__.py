"""What the writers of files share: an item in words."""

from django.utils.translation import gettext as _

from language.typography import clean
from quotes.citing import describe
from quotes.citing.pages import base_url


def label(item):
    """What a withdrawn item was, without its words."""
    if item.kind == "talk":
        return f"{_('Intervention :')} {item.words} ({item.title})"
    what = _("Tweet :") if item.kind == "tweet" else _("Paroles :")
    return f"{what} {item.author} ({item.title})"


def plain(text):
    """`text` without what no document may hold: control and reordering characters."""
    return clean(str(text))


def cited(record, request):
    return describe(record, base_url=base_url(request))
