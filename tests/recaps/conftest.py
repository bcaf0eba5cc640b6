import pytest

from tests import builders as b


@pytest.fixture
def curator(client):
    client.person = b.user(role="curator", name="Claire")
    client.force_login(client.person)
    return client
