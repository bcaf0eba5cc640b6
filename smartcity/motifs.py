"""The patterns of `curation.motifs` as files, for lists: the address says all of it, so a file is kept for ever."""

from django.http import HttpResponse

from curation import motifs


def motif(request, slug):
    return HttpResponse(
        motifs.file(slug),
        content_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
