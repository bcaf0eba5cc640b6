import pytest
from django.db import transaction
from django.test import override_settings

from tests.privacy import world as w


@pytest.fixture(params=["anonymous", "erased"])
def way(request):
    return request.param


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    """Made once, gone with the last test of this file: what a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        yield w.world()
        transaction.set_rollback(True)


@pytest.fixture
def rows(world):
    return {name: type(row)._base_manager.get(pk=row.pk) for name, row in world.items()}
