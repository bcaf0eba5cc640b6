from django.conf import settings
from django.contrib.auth import views
from django.urls import path

from .forms import LoginForm

SITE = {"site_name": settings.SITE_NAME}  # Django would say the host's

# No namespace: Django's own views look these names up.
urlpatterns = [
    path(
        "connexion/",
        views.LoginView.as_view(authentication_form=LoginForm, redirect_authenticated_user=True, extra_context=SITE),
        name="login",
    ),
    path("deconnexion/", views.LogoutView.as_view(), name="logout"),
    path("mot-de-passe/", views.PasswordChangeView.as_view(), name="password_change"),
    path("mot-de-passe/change/", views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path(
        "mot-de-passe/oublie/",
        views.PasswordResetView.as_view(extra_email_context=SITE),
        name="password_reset",
    ),
    path("mot-de-passe/oublie/envoye/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "mot-de-passe/nouveau/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path("mot-de-passe/nouveau/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
