from django.urls import path

from . import views

app_name = "events"
urlpatterns = [
    path("evenements/", views.event_list, name="event_list"),
    path("evenements/<slug:slug>/", views.event_detail, name="event_detail"),
    path("interventions/", views.talk_list, name="talk_list"),
    path("interventions/<slug:slug>/", views.talk_detail, name="talk_detail"),
    path("themes/", views.theme_list, name="theme_list"),
    path("themes/<slug:slug>/", views.theme_detail, name="theme_detail"),
]
