import pytest

from tests import postgres, prepared


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_base(request, tmp_path):
    """The address of a base in which nothing is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/db.sqlite3"
        return
    with postgres.running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def unused_base(request, tmp_path, django_db_setup):
    """The address of a base for whom it is all the same whether it is migrated: SQLite's is, which takes no time."""
    if request.param == "sqlite":
        prepared.copy_file(tmp_path / "db.sqlite3")
        yield f"sqlite:///{tmp_path}/db.sqlite3"
        return
    with postgres.running() as address:
        yield address
