from django.urls import reverse

from curation.linked import address, node
from curation.permalinks import absolute, permanent


def term(theme, request):
    """The theme as a word of our vocabulary."""
    url = address(theme, request)
    return node(
        "DefinedTerm",
        **{"@id": permanent(theme, request)},
        name=theme.label,
        alternateName=theme.synonym_list,
        description=theme.description,
        url=url,
        inDefinedTermSet=absolute(reverse("events:theme_list"), request),
    )
