import pytest

from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_base(request, tmp_path):
    """The address of a base in which nothing is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/db.sqlite3"
        return
    with postgres.running() as address:
        yield address
