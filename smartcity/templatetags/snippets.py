from django import template

from search import snippets

register = template.Library()

register.filter("marked", snippets.mark)
register.filter("snippet", snippets.snippet)
