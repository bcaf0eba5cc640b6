from django.urls import path

from . import search, sharing, views
from .citing import FORMATS, pages

app_name = "quotes"
urlpatterns = [
    path("citations/", views.quote_list, name="quote_list"),
    path("citations/recherche/", search.search, name="search"),
    path("citations/<int:pk>-<slug:slug>/", views.quote_detail, name="quote_detail"),
    path("citations/<int:pk>-<slug:slug>/partager/", sharing.quote_share, name="quote_share"),
    path("citations/<int:pk>.png", sharing.quote_card, {"shape": "wide"}, name="quote_card"),
    path("citations/<int:pk>-carre.png", sharing.quote_card, {"shape": "square"}, name="quote_card_square"),
    path("citations/<int:pk>-<slug:slug>/citer/", pages.quote, name="quote_cite"),
    path("c/<int:pk>", views.quote_short, name="quote_short"),
    path("tweets/", views.tweet_list, name="tweet_list"),
    path("tweets/<int:pk>/", views.tweet_detail, name="tweet_detail"),
    path("tweets/<int:pk>/citer/", pages.tweet, name="tweet_cite"),
    path("interventions/<slug:slug>/citer/", pages.talk, name="talk_cite"),
]

FILES = {
    "quote": ("citations/<int:pk>", pages.quote_file),
    "tweet": ("tweets/<int:pk>", pages.tweet_file),
    "talk": ("interventions/<slug:slug>", pages.talk_file),
}
urlpatterns += [
    path(f"{page}.{form.suffix}", view, {"name": form.name}, name=f"{kind}_{form.name}")
    for kind, (page, view) in FILES.items()
    for form in FORMATS.values()
]
