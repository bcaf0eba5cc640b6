"""Journeys: the site as a person meets it. Every test of this folder has `page`, and the site at `live_server`.

def test_a_visitor_reads_a_talk(page, live_server): page.goto(live_server.url)
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.browser import HOW_TO_INSTALL, chromium

HERE = Path(__file__).parent
# Without the background traffic that a browser makes of its own accord.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not chromium() and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason=HOW_TO_INSTALL))


@pytest.fixture(scope="session")
def browser():
    if not chromium():
        pytest.fail(f"CI must not skip a journey: {HOW_TO_INSTALL}", pytrace=False)
    # Playwright keeps an event loop in this thread; Django would take our own queries for its.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium(), args=FLAGS)


@pytest.fixture
def context(browser):
    """A fresh visitor: no cookie, French, a laptop's width. Use `browser.new_context(…)` for other kinds."""
    with browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800}) as context:
        yield context


@pytest.fixture
def page(context):
    return context.new_page()
