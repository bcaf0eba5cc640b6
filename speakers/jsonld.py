from django.urls import reverse
from django.utils.translation import gettext as _

from curation.jsonld import address, breadcrumbs, document, image, node
from curation.permalinks import permanent


def speaker(speaker, request, *, aliases=()):
    url = address(speaker, request)
    person = node(
        "Person",
        **{"@id": permanent(speaker, request)},
        name=speaker.name,
        alternateName=[str(alias) for alias in aliases],
        description=speaker.headline or speaker.biography,
        image=image(speaker, request),
        url=url,
        sameAs=speaker.elsewhere,
    )
    steps = [(_("Intervenants"), reverse("speakers:speaker_list"))]
    return document(person, breadcrumbs(request, *steps, (speaker, speaker.get_absolute_url())))


def organization(organization, request):
    url = address(organization, request)
    body = node(
        "Organization",
        **{"@id": permanent(organization, request)},
        name=organization.name,
        description=organization.description,
        url=url,
        sameAs=organization.elsewhere,
    )
    steps = [(_("Organisations"), reverse("speakers:organization_list"))]
    return document(body, breadcrumbs(request, *steps, (organization, organization.get_absolute_url())))
