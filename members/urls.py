"""The addresses of accounts. The names that django-allauth looks up are its own, so there is no namespace."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from . import views
from .access import owner_only

urlpatterns = [
    path("connexion/", allauth.login, name="account_login"),
    path("connexion/code/", allauth.request_login_code, name="account_request_login_code"),
    path("connexion/code/saisir/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/cle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/second-facteur/", mfa.authenticate, name="mfa_authenticate"),
    path("connexion/inactif/", allauth.account_inactive, name="account_inactive"),
    path("deconnexion/", allauth.logout, name="account_logout"),
    path("adhesion/", allauth.signup, name="account_signup"),
    path("adhesion/adresse-verifiee/", views.email_verified, name="email_verified"),
    path("adhesion/invitation/<token>/", views.invitation, name="invitation"),
    path("mot-de-passe/oublie/", allauth.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.choose_password,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/nouveau/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("compte/", views.account, name="account"),
    path("compte/donnees.json", views.export, name="account_export"),
    path("compte/supprimer/", views.delete, name="account_delete"),
    path("compte/adresse/", owner_only(allauth.email, allow_get=True), name="account_email"),
    path("compte/adresse/verifier/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^compte/adresse/verifier/(?P<key>[-:\w]+)/$", views.confirm_address, name="account_confirm_email"),
    path("compte/mot-de-passe/", allauth.password_change, name="account_change_password"),
    path("compte/mot-de-passe/choisir/", owner_only(allauth.password_set), name="account_set_password"),
    path("compte/confirmer/", allauth.reauthenticate, name="account_reauthenticate"),
    path("compte/confirmer/second-facteur/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("compte/confirmer/cle/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("compte/securite/", mfa.index, name="mfa_index"),
    path("compte/securite/application/", owner_only(totp.activate_totp), name="mfa_activate_totp"),
    path("compte/securite/application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/securite/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "compte/securite/codes/nouveaux/",
        owner_only(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("compte/securite/codes.txt", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("compte/securite/cles/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("compte/securite/cles/ajouter/", owner_only(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("compte/securite/cles/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("compte/securite/cles/<int:pk>/retirer/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("compte/sessions/", views.sessions, name="account_sessions"),
]
