from django import template

from curation import pictures

register = template.Library()
register.filter("picture_sizes", pictures.picture_sizes)
