from django.urls import path

from . import feeds, following, views

app_name = "alerts"
urlpatterns = [
    path("alertes/", views.alert_list, name="alert_list"),
    path("alertes/suivre/", following.follow_search, name="follow_search"),
    path("alertes/suivre/themes/<slug:slug>/", following.follow_theme, name="follow_theme"),
    path("alertes/suivre/intervenants/<slug:slug>/", following.follow_speaker, name="follow_speaker"),
    path("alertes/suivre/evenements/<slug:slug>/", following.follow_event, name="follow_event"),
    path("alertes/<int:pk>/", views.alert_detail, name="alert_detail"),
    path("alertes/<int:pk>/pause/", views.pause, name="pause"),
    path("alertes/<int:pk>/reprise/", views.resume, name="resume"),
    path("alertes/<int:pk>/cle/", views.renew_key, name="renew_key"),
    path("alertes/<int:pk>/suppression/", views.remove, name="remove"),
    path("alertes/<int:pk>/retablissement/", views.restore, name="restore"),
    path("alertes/arret/<token>/", views.unsubscribe, name="unsubscribe"),
    path("alertes/<slug:key>.atom", feeds.feed, name="feed"),
]
