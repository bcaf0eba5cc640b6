"""Searching in what was just written: the index is brought up to date before, as a page does it."""

from quotes import finding
from search.indexing import refresh


def find(query, **how):
    refresh()
    return finding.find(query, **how)
