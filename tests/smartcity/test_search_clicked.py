"""What both searches tell is what a click finds: counts of facets, tabs and ways out; and what a line lacks."""

import re

import pytest

from search.marks import spans
from search.queries import read
from tests import builders as make
from tests.quotes.collection import collection

pytestmark = pytest.mark.django_db
MEMBERS, PUBLIC = "/citations/recherche/", "/recherche/"
TYPED = [
    *(
        "ville",
        "la ville de demain",
        '"ville de demain"',
        '"demain la ville"',
        "ville zzyzx",
        "vile",
        "c sharp",
        "citoy",
    ),
    *("moreno", "de:moreno ville", "de: ville", "de:morenno", "theme:ville", "-ville", "ville -ville", "ville -demain"),
    *("annee:2015", "annee:2015 -annee:2015 ville", "du:2016 au:2015 ville", "8/7/2015", "juillet 2015", "2015"),
    *("cité numérique", "gouvernance travaux", "618000 voyageurs", "éco ville", "qui parle de ville ?", "smart city"),
    *(
        "lentreprise",
        "entreprise données zz",
        "chef d’œuvre",
        "œuvres énergie",
        "Mme O’Brien",
        "s. obrien",
        "100 %",
        "城市",
    ),
]


@pytest.fixture
def client(client):
    collection()
    make.talk(title="Demain la ville", abstract="Une cité numérique")
    client.force_login(make.user(role="member"))
    return client


def asked(client, address, **words):
    return client.get(address, words).context


def test_each_count_is_of_what_its_click_finds(client):
    told, clicked = {}, {}
    for typed in TYPED:
        for place, (count, address, words) in _counts(client, typed):
            told[typed, place] = count
            clicked[typed, place] = _found(asked(client, address, **words))
    assert clicked == told


def _counts(client, typed):
    """Yield (where, (the count that stands there, the address of its link, and its words))."""
    shown = asked(client, MEMBERS, q=typed)
    for facet in shown["facets"]:
        for value in facet.values:
            yield (facet.name, value.written), (value.count, MEMBERS, {"q": typed, facet.name: value.written})
    for way, dropped, url in shown["looser"]:
        yield dropped, (way.count, MEMBERS + url, {})
    response = client.get(PUBLIC, {"q": typed})
    for kind, _title, count in response.context.get("tabs", ()):
        yield kind, (count, PUBLIC, {"q": typed, "type": kind})
    html = response.content.decode()
    for url, count in re.findall(rf'href="({MEMBERS}[^"]+)">Paroles <span class="quiet number">([0-9]+)', html):
        yield "said", (int(count), url, {})


def _found(context):
    return context["page"].paginator.count


def test_what_a_line_lacks_it_does_not_say(client):
    said = {}
    for typed in TYPED:
        said |= {(typed, result["row"]): result["lacks"] for result in asked(client, MEMBERS, q=typed)["results"]}
        said |= {(typed, line.row): line.lacks for line in asked(client, PUBLIC, q=typed)["lines"]}
    assert {key: _of(key[1], lacks) for key, lacks in said.items() if _of(key[1], lacks)} == {}


def _of(row, words):
    """Those of `words` that the text or the title of `row` has."""
    text = getattr(row, "text", None) or str(row)
    return [word for word in words if spans(text, getattr(row, "language", "fr"), read(word))]
