"""What pages cost as the collection grows, in steps of SQLite's virtual machine.

The number of queries hides what each of them walks through: fifteen pages grew with the collection under a constant
number. A step is about one column of one row; an index is gone down in one, however deep it is. What FTS5 does, sorting
itself, counting a whole table, and what Python does with the rows are not seen: `make bench` measures these.
"""

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.citing import FORMATS
from search import index
from search.indexing import refresh
from smartcity.sitemaps import LISTS, sitemaps
from tests import test_permissions as permissions
from tests.crowd import Crowd

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone counts its steps"),
]

FEW, MANY = 600, 1800  # rows of each kind: half of them, too, are multiples of the length of all lists
STRIDE = 10  # steps between two looks
FACTOR, SLACK = 1.05, 300  # what one page may differ by that shows the same

WHOLE = re.compile(r"""SELECT COUNT\(\*\) AS \S+ FROM "\w+"$""")

# Besides what the tables of permissions have: what has half of everything, searches; the ends of lists, all sitemaps.
VISITOR = """
/themes/{greatest_theme.slug}/
/themes/{greatest_theme.slug}/?page=9999
/themes/{greatest_theme.slug}.atom
/themes/{greatest_theme.slug}.json
/intervenants/{greatest_speaker.slug}/
/intervenants/{greatest_speaker.slug}/?page=9999
/intervenants/{greatest_speaker.slug}.atom
/intervenants/{greatest_speaker.slug}.json
/organisations/{greatest_house.slug}/
/organisations/{greatest_house.slug}/?page=9999
/organisations/{greatest_house.slug}.json
/citations/?annee=2010
/citations/?nature=paraphrase
/citations/?personne={greatest_speaker.slug}
/citations/?theme={greatest_theme.slug}
/citations/?lieu={greatest_town}
/citations/?organisation={greatest_house.slug}
/citations/?langue=fr
/citations/?langue=en
/citations/?video=1
/interventions/?annee=2010
/interventions/?personne={greatest_speaker.slug}&theme={greatest_theme.slug}
/interventions/?lieu={greatest_town}
/evenements/?theme={greatest_theme.slug}
/evenements/?organisation={greatest_house.slug}
/tweets/?personne={greatest_speaker.slug}
/tweets/?theme={greatest_theme.slug}
/themes/{greatest_theme.slug}/?annee=2010
/themes/{greatest_theme.slug}/?personne={greatest_speaker.slug}
/intervenants/{greatest_speaker.slug}/?theme={greatest_theme.slug}
/intervenants/?lettre=d
/organisations/?lettre=d
/annees/2010/
/lieux/{greatest_town}/
/recherche/?q=introuvable
/api/v1/quotes?theme={greatest_theme.slug}
/api/v1/quotes?speaker={greatest_speaker.slug}
/api/v1/quotes?year=2010
/api/v1/quotes?kind=verbatim
/api/v1/quotes?language=fr
/api/v1/quotes?updated_since=2000-01-01
/api/v1/talks?theme={greatest_theme.slug}
/api/v1/events?year=2010
/api/v1/tweets?speaker={greatest_speaker.slug}
/api/v1/sources?updated_since=2000-01-01
"""
MEMBER = """
/citations/recherche/?q=ville
/citations/recherche/?q=r7
/citations/recherche/?q=introuvable
"""
LACKS = """
/admin/events/event/?attend=sans-theme
/admin/events/talk/?attend=sans-theme
/admin/events/talk/?attend=sans-intervenant
/admin/events/reference/?attend=sans-theme
/admin/quotes/quote/?attend=sans-theme
/admin/quotes/tweet/?attend=sans-theme
/admin/speakers/speaker/?attend=sans-role
"""
DESK = (*permissions.MODELS, "recaps/recap", "events/appearance", "events/reference", "curation/revision")
ADMIN = "\n".join(f"/admin/{name}/?p={{last[{name}]}}" for name in DESK)

# Lists that nobody keeps the number of: their whole table is counted, which takes no steps.
COUNTED = """
/admin/curation/listchange/
/admin/curation/merge/
/admin/curation/pair/
/admin/curation/revision/
/admin/curation/revision/?p={last[curation/revision]}
/admin/curation/statuschange/
/admin/events/appearance/
/admin/events/appearance/?p={last[events/appearance]}
/admin/events/reference/
/admin/events/reference/?p={last[events/reference]}
/admin/exchange/import/
/admin/exchange/webhook/
/admin/members/application/
/admin/members/invitation/
/admin/members/user/
/admin/privacy/forgotten/
/admin/privacy/report/
/admin/recaps/recap/
/admin/recaps/recap/?p={last[recaps/recap]}
/admin/work/job/
"""

# Steps a row that is added. What grows more than 1.3 times that has become worse; what grows by less than half of it
# was mended, and is to be taken out, or its number lowered.
GROWS = """
# A file holds all of its list.
/evenements.csv                                                                         143
/interventions.csv                                                                      287
/intervenants.csv                                                                       107
/organisations.csv                                                                       32
/citations.csv                                                                          278
/tweets.csv                                                                             259
# What a filter finds is counted, and sorted where no index has its order; below 300, what else may be chosen is too.
/citations/?annee=2010                                                                   10
/citations/?personne={greatest_speaker.slug}                                              3
/citations/?theme={greatest_theme.slug}                                                   5
/citations/?lieu={greatest_town}                                                       28
/citations/?organisation={greatest_house.slug}                                           39
/citations/?langue=fr                                                                     6
/citations/?video=1                                                                       9
/interventions/?annee=2010                                                               10
/interventions/?personne={greatest_speaker.slug}&theme={greatest_theme.slug}             37
/interventions/?lieu={greatest_town}                                                   67
/evenements/?theme={greatest_theme.slug}                                                 35
/evenements/?organisation={greatest_house.slug}                                          12
/tweets/?personne={greatest_speaker.slug}                                                 2
/tweets/?theme={greatest_theme.slug}                                                      4
/themes/{greatest_theme.slug}/?annee=2010                                                33
/themes/{greatest_theme.slug}/?personne={greatest_speaker.slug}                          76
/intervenants/{greatest_speaker.slug}/?theme={greatest_theme.slug}                        5
/annees/2010/                                                                             7
/lieux/{greatest_town}/                                                                90
# Every talk of the speaker is looked at for the newest ones.
/intervenants/{greatest_speaker.slug}.atom                                              13
# Years are counted match by match, to 10,000, to be true; whether a thousand say one word is asked first.
/citations/recherche/?q=ville                                                            56
# All results are sorted for the latest few.
/alertes/suivre/?q=ville                                                                 98
# What each theme has, drafts too, is counted row by row.
/admin/themes/theme/                                                                     40
/admin/themes/theme/?p={last[themes/theme]}                                              40
# What waits is counted, to a thousand of each kind.
/admin/                                                                                  147.5
# Who has no role is looked for among all.
/admin/speakers/speaker/?attend=sans-role                                                36.8
# Some lists of the administration count what hangs on their rows, or order them by more than an index has.
/admin/speakers/organization/                                                             8
/admin/speakers/speaker/                                                                  8
/admin/quotes/source/                                                                    16
/admin/curation/revision/deleted/                                                         6
/admin/quotes/source/?p={last[quotes/source]}                                            14
# Pickers, and articles.
/admin/autocomplete/?app_label=events&model_name=appearance&field_name=speaker           34
/admin/recaps/recap/{recap.pk}/change/                                                   14
"""

WAYS_OUT = """
What grows counts, sorts or reads all rows of something. Ways out, best first:
- the number of rows is kept: `tallied_by = ("",)` in the model, and `paged(…, count=tally(Model))` in the view;
- an index in the very order of the list, or one that begins with what it is filtered by;
- a line in GROWS, under the reason why it cannot be helped."""


def said():
    """{address as the tables write it: steps a row}"""
    lines = (line.split() for line in GROWS.strip().splitlines() if not line.startswith("#"))
    return {address: float(number) for address, number in lines}


def addresses():
    """{address of each page that can be read, as the tables write it: who asks for it}"""
    tables = [permissions.PUBLIC, permissions.WITHOUT_LANGUAGE, permissions.ADMIN]
    tables += [permissions.REFERENCES.replace("{suffix}", form.suffix) for form in FORMATS.values()]
    tables += [_of_model(model) for model in permissions.MODELS]
    found = {}
    for line in "".join(tables).split("\n"):
        address, *answers = line.split() or [""]
        may = dict(zip(permissions.ROLES, answers, strict=False))
        if who := next((role for role in ("visitor", "member", "administrator") if may.get(role) == "200"), None):
            found[address] = who
    found |= dict.fromkeys((f"/sitemap-{section}.xml" for section in sitemaps), "visitor")
    found |= dict.fromkeys((f"{reverse(name)}?page=9999" for name in LISTS), "visitor")
    for text, role in ((VISITOR, "visitor"), (MEMBER, "member"), (ADMIN + LACKS, "administrator")):
        found |= dict.fromkeys(text.split(), role)
    return found


def _of_model(model):
    kind = model.partition("/")[2]
    return (
        permissions.CURATED.replace("{model}", model)
        .replace("{row.", f"{{{kind}.")
        .replace("{draft.", f"{{draft_{kind}.")
    )


def last_pages():
    """{list of the administration: the number of its last page}"""
    pages = [admin.site.get_model_admin(apps.get_model(name.replace("/", "."))) for name in DESK]
    return {
        name: Paginator(page.model.objects.order_by("pk"), page.list_per_page).num_pages
        for name, page in zip(DESK, pages, strict=True)
    }


@contextmanager
def counted(stride=STRIDE):
    """Yield a list of one number, the steps until now; some less than `stride` of each statement are missed."""
    count = [0]

    def look():
        count[0] += stride

    connection.connection.set_progress_handler(look, stride)
    try:
        yield count
    finally:
        connection.connection.set_progress_handler(None, 0)


def costs(clients, rows):
    """({address as the tables write it: steps}, {addresses of which a whole table is counted})"""
    refresh()
    index.tidy()  # FTS5 looks into each of its segments, of which it has more or fewer by how it was written
    rows = rows | {"last": last_pages()}
    found, whole = {}, set()
    for address, who in addresses().items():
        with counted() as count, CaptureQueriesContext(connection) as asked:
            answer = clients[who].get(address.format(**rows))
        assert answer.status_code == 200, address
        found[address] = count[0]
        whole |= {address for query in asked if WHOLE.match(query["sql"])}
    return found, whole


def growth(few, many):
    """{address: steps a row}, of what costs no longer about the same"""
    return {
        address: round((many[address] - cost) / (MANY - FEW), 1)
        for address, cost in few.items()
        if many[address] > cost * FACTOR + SLACK
    }


@pytest.fixture
def collections(settings):
    """The costs of all pages in each of the two."""
    settings.CONTACT_EMAIL = "contact@exemple.fr"  # without it, one page is missing
    crowd = Crowd()
    rows = permissions.made()
    rows |= {"greatest_theme": crowd.themes[0], "greatest_speaker": crowd.speaker, "greatest_house": crowd.house}
    rows |= {"greatest_town": Crowd.TOWN}
    clients = {role: permissions.as_role(role) for role in ("visitor", "member", "administrator")}
    found = []
    for size in (FEW, MANY):
        crowd.grow(size)
        found.append(costs(clients, rows))
    return found


def test_no_page_grows_with_the_collection_but_as_is_said_above(collections):
    (few, _), (many, whole) = collections
    found, expected = growth(few, many), said()
    wrong = [f"grows: {address} {n}" for address, n in found.items() if n > expected.get(address, 0) * 1.3]
    wrong += [
        f"mended: {address} {found.get(address, 0)}" for address, n in expected.items() if found.get(address, 0) < n / 2
    ]
    wrong += [f"kept, which is no measure: {address}" for address in few if many[address] < few[address] / 2]
    wrong += [f"counts a whole table, or no longer: {address}" for address in whole ^ set(COUNTED.split())]
    if wrong:
        pytest.fail("\n".join([*wrong, WAYS_OUT]), pytrace=False)
