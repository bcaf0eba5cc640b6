"""How catalogues that others link to name a thing: by an address made of its number there."""

import re

WIKIDATA, ORCID = "wikidata", "orcid"
# {system, folded: the address of what it calls so}, as each writes its own; Wikidata's is no page's.
NAMES = {
    WIKIDATA: "http://www.wikidata.org/entity/{}",
    ORCID: "https://orcid.org/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "idref": "https://www.idref.fr/{}/id",
}
_WIKIDATA_PAGE = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)/?(?:[?#].*)?")


def named(system, number):
    """The address by which `system` names what has this number there; "" of a system that is not known."""
    form = NAMES.get(system.casefold(), "")
    return form.format(number.replace(" ", "")) if number else ""


def as_named(url):
    """`url`, or what Wikidata names by it if that is a page of an entity."""
    found = _WIKIDATA_PAGE.fullmatch(url)
    return named(WIKIDATA, found[1]) if found else url
