"""What every page tells the browser, seen on the log-in page of the administration."""

import pytest

from tests import builders as make


@pytest.fixture
def headers(client, db):
    return client.get("/admin/login/").headers


def test_the_policy_allows_the_site_alone_and_nothing_inline(headers):
    policy = dict(directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; "))

    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_no_page_is_framed_guessed_at_or_given_the_devices_senses(headers):
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), browsing-topics=()"


@pytest.mark.django_db
def test_a_page_says_what_it_takes_instead_of_being_made_for_any_method(client, django_assert_num_queries):
    theme = make.theme()
    takes = {
        "/": "GET, HEAD",
        theme.get_absolute_url(): "GET, HEAD",
        "/index.atom": "GET, HEAD",
        "/recherche/?q=ville": "GET, HEAD, POST",
        "/connexion/": "GET, HEAD, POST",
        "/oai?verb=Identify": "GET, HEAD, POST",
        "/api/v1/themes": "GET, HEAD, OPTIONS",
    }
    for address, methods in takes.items():
        for method in {"GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"} - {*methods.split(", ")}:
            with django_assert_num_queries(0):
                answer = client.generic(method, address)
            assert (answer.status_code, answer.headers["Allow"]) == (405, methods), (method, address)
