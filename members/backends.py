from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission


class MembersBackend(AuthenticationBackend):
    """Roles count as long as the membership lasts: whoever asks for a permission asks for both."""

    def _get_group_permissions(self, user):
        return Permission.objects.none() if user.has_lapsed else super()._get_group_permissions(user)
