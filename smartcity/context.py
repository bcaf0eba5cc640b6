from django.conf import settings

from .demo import prints_mail


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "mail_is_printed": prints_mail(),
    }
