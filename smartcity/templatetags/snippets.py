from django import template

from search import marks

register = template.Library()


@register.filter
def marked(text, query):
    return marks.marked(text, "fr", query)


@register.filter
def snippet(text, query):
    return marks.snippet(text, "fr", query, length=220)
