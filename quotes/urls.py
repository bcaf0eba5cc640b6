from django.urls import path

from . import search, sharing, views

app_name = "quotes"
urlpatterns = [
    path("citations/", views.quote_list, name="quote_list"),
    path("citations/recherche/", search.search, name="search"),
    path("citations/<int:pk>-<slug:slug>/", views.quote_detail, name="quote_detail"),
    path("citations/<int:pk>-<slug:slug>/partager/", sharing.quote_share, name="quote_share"),
    path("citations/<int:pk>.png", sharing.quote_card, {"shape": "wide"}, name="quote_card"),
    path("citations/<int:pk>-carre.png", sharing.quote_card, {"shape": "square"}, name="quote_card_square"),
    path("c/<int:pk>", views.quote_short, name="quote_short"),
    path("tweets/", views.tweet_list, name="tweet_list"),
    path("tweets/<int:pk>/", views.tweet_detail, name="tweet_detail"),
]
