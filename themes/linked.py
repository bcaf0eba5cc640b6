from django.urls import reverse

from curation.linked import address, node


def term(theme, request):
    """The theme as a word of our vocabulary."""
    url = address(theme, request)
    return node(
        "DefinedTerm",
        **{"@id": url},
        name=theme.label,
        alternateName=theme.synonym_list,
        description=theme.description,
        url=url,
        inDefinedTermSet=request.build_absolute_uri(reverse("events:theme_list")),
    )
