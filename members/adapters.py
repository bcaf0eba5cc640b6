"""What django-allauth asks of this site: the look of its mail, and where people go next."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from .mail import Mail
from .proving import remember_password, way_in
from .rights import may_work


class AccountAdapter(DefaultAccountAdapter):
    def pre_login(self, request, user, *, signup=False, **kwargs):
        """Called once somebody is known, before an unproven address stops them."""
        ways = get_authentication_records(request, user)
        if signup or (ways and ways[-1]["method"] == "password"):
            remember_password(request, user)
        return super().pre_login(request, user, signup=signup, **kwargs)

    def get_login_redirect_url(self, request):
        """Who works in the administration begins there, unless a page sent them to log in."""
        return reverse("admin:index") if may_work(request.user) else super().get_login_redirect_url(request)

    def get_email_verification_redirect_url(self, email_address):
        return way_in(self.request, email_address.user) or super().get_email_verification_redirect_url(email_address)

    def is_safe_url(self, url):
        """django-allauth fails on what is no address at all."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

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
