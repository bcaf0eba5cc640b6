"""The suite's own PostgreSQL, also where the system has none."""

import psycopg2
import pytest
from environ import Env

from tests import postgres


def connect(address):
    config = Env.db_url_config(address)
    return psycopg2.connect(host=config["HOST"], dbname=config["NAME"], user=config["OPTIONS"]["user"])


def test_the_wheel_stands_in_for_a_missing_system_server_and_leaves_nothing_behind():
    with postgres.running([postgres.carried]) as address:
        connection = connect(address)
        assert connection.server_version >= 180000
        connection.close()

    with pytest.raises(psycopg2.OperationalError):
        connect(address)


def test_a_failing_suite_stops_its_server():
    with pytest.raises(ZeroDivisionError), postgres.running() as address:
        connect(address).close()
        raise ZeroDivisionError

    with pytest.raises(psycopg2.OperationalError):
        connect(address)


def test_a_machine_without_any_is_told_so():
    with pytest.raises(postgres.NoPostgres, match="make test installs it"), postgres.running([lambda folder: None]):
        pass
