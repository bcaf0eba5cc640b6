import gc

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests import prepared

# The machines that run the suite differ in speed, and a failure must come back on the next run.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """pytest-django's, but for the migrations, which one process runs for all."""
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        prepared.begin()
    # Django would empty each table, and do what follows a migration: four times as long.
    TransactionTestCase._fixture_teardown = lambda case: prepared.begin_again()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(autouse=True)
def empty_caches(settings):
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(autouse=True)
def in_french(settings):
    """A request leaves its language to the thread, and so to the addresses of the next test."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def throw_away_media(settings, media):
    settings.MEDIA_ROOT = media


def pytest_collection_finish():
    """What stays until the end is looked through no more, and the rest at longer intervals: a fifth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


MANY = 300  # rows: a page's number of queries is the engine's for 1 and 3 as well


def pytest_collection_modifyitems(config, items):
    """The longest first, or one process would do it while the others have nothing left.

    On a server, only the tests whose answer may be another there: the others were run with SQLite.
    """
    items.sort(key=lambda item: item.path.name != "test_steps.py")
    if connection.vendor == "sqlite":
        return
    asks = {True: [], False: []}
    for item in items:
        fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        is_same = (
            item.get_closest_marker("any_engine")
            or MANY in getattr(getattr(item, "callspec", None), "params", {}).values()
        )
        asks[bool(fixtures or item.get_closest_marker("django_db")) and not is_same].append(item)
    items[:] = asks[True]
    config.hook.pytest_deselected(items=asks[False])
