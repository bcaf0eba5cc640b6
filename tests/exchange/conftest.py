import pytest

from tests import builders as make


@pytest.fixture
def curator():
    return make.user(role="curator", name="Claude Curateur")
