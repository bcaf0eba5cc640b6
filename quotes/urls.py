from django.urls import path

from . import search, views

app_name = "quotes"
urlpatterns = [
    path("citations/", views.quote_list, name="quote_list"),
    path("citations/recherche/", search.search, name="search"),
    path("citations/<int:pk>-<slug:slug>/", views.quote_detail, name="quote_detail"),
    path("c/<int:pk>", views.quote_short, name="quote_short"),
    path("tweets/", views.tweet_list, name="tweet_list"),
    path("tweets/<int:pk>/", views.tweet_detail, name="tweet_detail"),
]
