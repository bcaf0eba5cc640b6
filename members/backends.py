from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission

from .models import User


class MembersBackend(AuthenticationBackend):
    """Roles count as long as the membership lasts: whoever asks for a permission asks for both."""

    def _get_group_permissions(self, user):
        return Permission.objects.none() if user.has_lapsed else super()._get_group_permissions(user)

    def _authenticate_by_email(self, email, password):
        """By the account's own address: one that somebody only asked to change to is not yet a name of it."""
        return self._check_password(User.objects.of_address(email).first(), password)
