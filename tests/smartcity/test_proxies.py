import pytest
from django.core import checks

from smartcity import proxies


@pytest.fixture(autouse=True)
def not_warned_yet():
    proxies._warn.cache_clear()


@pytest.fixture
def visitor(rf, settings):
    """Ask, by whom an answer is counted: headers → address."""
    settings.TRUSTED_PROXY = True
    named = proxies.name_visitor(lambda request: request.META["REMOTE_ADDR"])
    return lambda **headers: named(rf.get("/", headers=headers, REMOTE_ADDR="127.0.0.1"))


@pytest.mark.parametrize("address", ["203.0.113.9", "2001:db9::1"])
def test_the_one_address_that_the_proxy_sends_is_the_visitors(visitor, caplog, address):
    assert visitor(x_forwarded_for=address) == address
    assert caplog.records == []


def test_without_a_proxy_nobody_is_believed(visitor, settings):
    settings.TRUSTED_PROXY = False
    assert visitor(x_forwarded_for="203.0.113.9") == "127.0.0.1"


@pytest.mark.parametrize("headers", [{}, {"x_forwarded_for": ""}, {"x_forwarded_for": "203.0.113.9, 198.51.100.7"}])
def test_what_our_proxy_never_sends_makes_nobody_share_a_limit_and_is_said_once(visitor, caplog, headers):
    seen = {visitor(**headers) for _ in range(20)}
    # An address of IPv6 is counted by its first 64 bits.
    assert len({address.split(":")[2] + address.split(":")[3] for address in seen}) == 20
    assert {address[:9] for address in seen} == {"2001:db8:"}
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_who_watches_on_the_host_itself_asks_without_a_proxy(client, settings, caplog):
    settings.TRUSTED_PROXY = True
    assert client.get("/healthz").status_code == 200
    assert caplog.records == []


def found(settings, **said):
    for name, value in said.items():
        setattr(settings, name, value)
    return [one.id for one in checks.run_checks(include_deployment_checks=True) if one.id.startswith("smartcity")]


def test_a_trusted_proxy_where_none_stands_is_told(settings):
    assert found(settings, TRUSTED_PROXY=True, LOCAL=True) == ["smartcity.W001"]
    assert found(settings, TRUSTED_PROXY=True, LOCAL=False) == []
    assert found(settings, TRUSTED_PROXY=False, LOCAL=True) == []
