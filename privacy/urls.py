from django.urls import path

from . import views
from .reporting import REPORTED

app_name = "privacy"
urlpatterns = [path("signalements/<token>/", views.followed, name="report")]
urlpatterns += [
    path(f"signaler/{page}/<int:pk>/", views.report, {"model": model}, name=f"report_{model._meta.model_name}")
    for page, model in REPORTED.items()
]
