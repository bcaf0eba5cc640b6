from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from curation.paging import Pages
from curation.tallies import tally, tally_by_value, tally_by_year
from events.models import Event, Talk
from quotes.kinds import KINDS

LISTS = {  # by their names: the kind of what they list, or None if that has no page
    "home": KINDS["quote"],
    "about": None,
    "events:theme_list": KINDS["theme"],
    "events:event_list": KINDS["event"],
    "events:talk_list": KINDS["talk"],
    "quotes:year_list": KINDS["event"],
    "quotes:town_list": KINDS["event"],
    "speakers:speaker_list": KINDS["speaker"],
    "speakers:organization_list": KINDS["organization"],
    "quotes:quote_list": KINDS["quote"],
    "quotes:tweet_list": KINDS["tweet"],
}


class InEachLanguage(Pages):
    def page(self, number):
        page = super().page(number)
        page.object_list = [(item, code) for item in page.object_list for code, _name in settings.LANGUAGES]
        return page


class Bilingual(Sitemap):
    i18n = alternates = x_default = True
    limit = 500  # records a page

    def __init__(self):
        self.known = {}  # {(item, language): its path}

    @property
    def paginator(self):
        """Of items, each in every language: Django would list them all first."""
        return InEachLanguage(self.items(), self.limit, count=self.count())

    def count(self):
        """None, if they are to be counted."""

    def _location(self, item, force_lang_code=None):
        """Django asks for it four times: of the page, of its two alternates, and of the one for any other language."""
        place = (item[0], force_lang_code or item[1])
        if place not in self.known:
            self.known[place] = super()._location(item, force_lang_code)
        return self.known[place]


class Lists(Bilingual):
    def __init__(self):
        super().__init__()
        self.changed = {}  # {kind: when}

    def items(self):
        return list(LISTS)

    def location(self, name):
        return reverse(name)

    def lastmod(self, name):
        """When the last of what it lists changed."""
        kind = LISTS[name]
        if kind and kind not in self.changed:
            self.changed[kind] = Records(kind).get_latest_lastmod()
        return self.changed.get(kind)

    def get_latest_lastmod(self):
        """That of what they list stands beside, for each kind."""


class Years(Bilingual):
    """Those in which something happened."""

    def items(self):
        return sorted(tally_by_year(Event).keys() | tally_by_year(Talk).keys())

    def location(self, year):
        return reverse("quotes:year", args=[year])


class Towns(Bilingual):
    """Those in which something happened."""

    def items(self):
        return [slug for slug, count in tally_by_value(Event, "city_slug").items() if count]

    def location(self, slug):
        return reverse("quotes:town", args=[slug])


class Records(Bilingual):
    """The published records of one kind."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def items(self):
        return self.kind.model.objects.public().order_by("pk").only("updated_at", self.kind.named_by)

    def count(self):
        return tally(self.kind.model)

    def lastmod(self, record):
        return record.updated_at

    def get_latest_lastmod(self):
        """Asked of the database: Django would read every record for it."""
        return self.kind.model.objects.public().aggregate(last=Max("updated_at"))["last"]


sitemaps: dict[str, Callable] = {"pages": Lists, "years": Years, "towns": Towns}
sitemaps |= {f"{name}s": partial(Records, kind) for name, kind in KINDS.items()}
