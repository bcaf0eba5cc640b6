from django.urls import path

from . import views

app_name = "speakers"
urlpatterns = [
    path("intervenants/", views.speaker_list, name="speaker_list"),
    path("intervenants/<slug:slug>/", views.speaker_detail, name="speaker_detail"),
    path("intervenants/<slug:slug>.json", views.speaker_json, name="speaker_json"),
    path("organisations/", views.organization_list, name="organization_list"),
    path("organisations/<slug:slug>/", views.organization_detail, name="organization_detail"),
    path("organisations/<slug:slug>.json", views.organization_json, name="organization_json"),
]
