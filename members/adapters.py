"""What django-allauth asks of this site: the look of its mail, and where people go next."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from .mail import Mail


class AccountAdapter(DefaultAccountAdapter):
    def format_email_subject(self, subject):
        return f"{subject} · {settings.SITE_NAME}"

    def render_mail(self, template_prefix, email, context, headers=None):
        """One text a mail; its HTML is the same words, laid out."""
        context = {"site_name": settings.SITE_NAME, **context}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        text = render_to_string(f"{template_prefix}_message.txt", context).strip()
        subject = self.format_email_subject(subject)
        message = Mail(subject, text, self.get_from_email(), [email], headers=headers)
        page = render_to_string("members/mail/layout.html", {**context, "subject": subject, "text": text})
        message.attach_alternative(page, "text/html")
        return message

    def get_password_change_redirect_url(self, request):
        return reverse("account")


class SecondFactorAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url):
        """As an element of a page: no image from a `data:` address, which our policy forbids."""
        return super().build_totp_svg(url).partition("?>")[2]
