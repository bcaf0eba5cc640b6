from django import template

from curation import motifs, pictures

register = template.Library()
register.filter("picture_size", pictures.picture_size)
register.filter("picture_sizes", pictures.picture_sizes)


@register.filter
def tone(slug):
    """Which tone of the palette a record has, for its monogram."""
    return motifs.tone(slug)


@register.inclusion_tag("components/motif.html")
def motif(slug):
    return {"slug": slug, "tile": motifs.tile(slug)}
