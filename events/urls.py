from django.urls import path

from . import calendars, views

app_name = "events"
urlpatterns = [
    path("evenements/", views.event_list, name="event_list"),
    path("evenements.ics", calendars.events, name="events_ics"),
    path("evenements/<slug:slug>/", views.event_detail, name="event_detail"),
    path("evenements/<slug:slug>.ics", calendars.event, name="event_ics"),
    path("evenements/<slug:slug>.json", views.event_json, name="event_json"),
    path("interventions/", views.talk_list, name="talk_list"),
    path("interventions/<slug:slug>/", views.talk_detail, name="talk_detail"),
    path("interventions/<slug:slug>.ics", calendars.talk, name="talk_ics"),
    path("intervenants/<slug:slug>.ics", calendars.speaker, name="speaker_ics"),
    path("themes/", views.theme_list, name="theme_list"),
    path("themes/<slug:slug>/", views.theme_detail, name="theme_detail"),
    path("themes/<slug:slug>.ics", calendars.theme, name="theme_ics"),
    path("themes/<slug:slug>.json", views.theme_json, name="theme_json"),
]
