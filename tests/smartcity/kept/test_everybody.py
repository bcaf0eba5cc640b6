"""A kept page is the same for everybody: each address of the site, asked by each, with all that a browser may say."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from exchange.limits import LIMITS
from tests import builders as make
from tests.shown import is_kept
from tests.test_permissions import made, pages

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
SAID = {"Accept-Language": "en", "HX-Request": "true", "User-Agent": "Mozilla/5.0"}
# What a visitor is answered and nobody keeps, by the names of the addresses.
NOT_KEPT = {
    # a form, with its token
    "account_login", "account_request_login_code", "account_signup", "account_reset_password", "invitation",
    "privacy:report_event", "privacy:report_organization", "privacy:report_quote", "privacy:report_speaker",
    "privacy:report_talk", "privacy:report_tweet", "alerts:unsubscribe",
    # a state of somebody's account
    "account_inactive", "account_confirm_email", "account_email_verification_sent", "email_verified",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    # a search writes what waits to be indexed
    "search", "quotes:search",
    # a picture, which has its place on the disk
    "quotes:quote_card", "quotes:quote_card_square",
    # a file of which the address says all, which is kept elsewhere, and for ever
    "motif",
    # what somebody was given the key of
    "alerts:feed", "dossiers:shared", "privacy:report",
    # what is so at this very moment
    "healthz", "readyz", "oai",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """{address of each page: what a visitor is answered}, of a base that is there until the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(LIMITS, "export", 10_000)  # a minute, that six people share here
        patch.setattr(settings, "CONTACT_EMAIL", "contact@exemple.fr")  # without it, one page is missing
        visitor = Client()
        yield {address: visitor.get(address) for address in pages(made())}
        transaction.set_rollback(True)


def kept(answers):
    return {address: one for address, one in answers.items() if is_kept(one)}


def whole(response):
    headers = {name: value for name, value in response.items() if name != "X-Request-ID"}
    return response.status_code, headers, response.cookies.output(), response.content


def test_the_bytes_are_the_same(answers):
    french, visitor = kept(answers), Client()
    english = kept({f"/en{address}": visitor.get(f"/en{address}") for address in french})
    assert len(french) > 60 and len(english) > 50
    for role in ("member", "editor", "curator", "administrator"):
        client = Client()
        client.force_login(make.user(role=role))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        for address, first in (french | english).items():
            assert whole(client.get(address, headers=SAID)) == whole(first), address
            assert not first.cookies
            assert first.headers["Vary"] in {"Accept-Encoding", "Accept-Encoding, Accept"}


def test_what_a_visitor_reads_is_kept_or_named_here(answers):
    others = {address for address, one in answers.items() if one.status_code == 200} - set(kept(answers))
    names = {answers[address].resolver_match.view_name for address in others}
    assert names == NOT_KEPT
    assert {one.status_code for one in kept(answers).values()} == {200}
