from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from events.models import Event, Talk
from quotes.models import Quote, Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

LISTS = [
    "home",
    "about",
    "events:theme_list",
    "events:event_list",
    "events:talk_list",
    "speakers:speaker_list",
    "speakers:organization_list",
    "quotes:tweet_list",
]


class Bilingual(Sitemap):
    i18n = alternates = x_default = True


class Lists(Bilingual):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)


class Records(Bilingual):
    """The published records of one model."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().order_by("pk")

    def lastmod(self, record):
        return record.updated_at

    def get_latest_lastmod(self):
        """Asked of the database: Django would read every record for it."""
        return self.model.objects.published().aggregate(last=Max("updated_at"))["last"]


MODELS = (Theme, Event, Talk, Speaker, Organization, Quote, Tweet)
sitemaps = {"pages": Lists()} | {f"{model._meta.model_name}s": Records(model) for model in MODELS}
