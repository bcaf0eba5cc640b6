from django.urls import reverse

from curation.jsonld import address, node
from curation.permalinks import in_first_language, permanent


def term(theme, request):
    """The theme as a word of our vocabulary."""
    return node(
        "DefinedTerm",
        **{"@id": permanent(theme, request)},
        name=theme.label,
        alternateName=theme.synonym_list,
        description=theme.definition,
        url=address(theme, request),
        inDefinedTermSet={"@type": "DefinedTermSet", "@id": vocabulary_id(request)},
    )


def vocabulary_id(request):
    """What names all the themes together."""
    return in_first_language(reverse("events:theme_list"), request) + "#vocabulaire"
