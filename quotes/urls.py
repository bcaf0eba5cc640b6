from django.urls import path
from django.utils.translation import gettext_lazy as _

from events import browsing

from . import card_pages, documents, embedding, feeds, occasions, search, views
from .citing import FORMATS, pages
from .kinds import KINDS, SAID

app_name = "quotes"
urlpatterns = [
    path("citations/", views.quote_list, name="quote_list"),
    path("citations/recherche/", search.search, name="search"),
    path("citations/au-hasard/", occasions.at_random, name="quote_at_random"),
    path("annees/", occasions.year_list, name="year_list"),
    path("annees/<int:year>/", occasions.year, name="year"),
    path("lieux/", occasions.town_list, name="town_list"),
    path("lieux/<slug:slug>/", occasions.town, name="town"),
    path("citations/<int:pk>-<slug:slug>/", views.quote_detail, name="quote_detail"),
    path("citations/<int:pk>-<slug:slug>/partager/", card_pages.quote_share, name="quote_share"),
    path("citations/<int:pk>/integrer/", embedding.quote_embed, name="quote_embed"),
    path("citations/<int:pk>.png", card_pages.quote_card, {"shape": "wide"}, name="quote_card"),
    path("citations/<int:pk>-carre.png", card_pages.quote_card, {"shape": "square"}, name="quote_card_square"),
    path("citations/<int:pk>-<slug:slug>/citer/", pages.quote, name="quote_cite"),
    path("tweets/", views.tweet_list, name="tweet_list"),
    path("tweets/<int:pk>/", views.tweet_detail, name="tweet_detail"),
    path("tweets/<int:pk>/citer/", pages.tweet, name="tweet_cite"),
    path("interventions/<slug:slug>/citer/", pages.talk, name="talk_cite"),
    path("citations/<int:pk>.json", documents.quote, name="quote_json"),
    path("tweets/<int:pk>.json", documents.tweet, name="tweet_json"),
    path("interventions/<slug:slug>.json", documents.talk, name="talk_json"),
    path("index.atom", feeds.site, name="site_atom"),
    path("evenements/<slug:slug>.atom", feeds.event, name="event_atom"),
    path("intervenants/<slug:slug>.atom", feeds.speaker, name="speaker_atom"),
    path("organisations/<slug:slug>.atom", feeds.organization, name="organization_atom"),
    path("themes/<slug:slug>.atom", feeds.theme, name="theme_atom"),
]

LISTS = {
    "event": (_("Évènements"), browsing.all_events),
    "talk": (_("Interventions"), browsing.all_talks),
    "quote": (_("Citations"), views.all_quotes),
    "tweet": (_("Tweets et messages"), views.all_tweets),
}
urlpatterns += [
    path(
        f"{KINDS[name].place}.atom",
        feeds.listed,
        {"kind": KINDS[name], "title": title, "found": found},
        name=f"{name}s_atom",
    )
    for name, (title, found) in LISTS.items()
]

urlpatterns += [
    path(f"{kind.place}/{kind.key}.{form.suffix}", pages.file_of(kind, form), name=f"{kind.name}_{form.name}")
    for kind in SAID.values()
    for form in FORMATS.values()
]
