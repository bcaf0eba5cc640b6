import logging

import pytest

from smartcity.cache import RedisCache


@pytest.fixture
def nobody_answers():
    return RedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.5}})


def test_a_redis_that_is_down_is_an_empty_cache(nobody_answers):
    assert nobody_answers.get("talk", "absent") == "absent"
    assert nobody_answers.get_many(["talk"]) == {}
    assert nobody_answers.has_key("talk") is False
    assert nobody_answers.get_or_set("talk", lambda: "rendered") == "rendered"
    with pytest.raises(ValueError, match="not found"):
        nobody_answers.incr("talk")


def test_a_redis_that_is_down_keeps_nothing_and_complains_of_nothing(nobody_answers):
    nobody_answers.set("talk", 1)
    nobody_answers.delete_many(["talk"])

    assert nobody_answers.add("talk", 1) is True
    assert nobody_answers.set_many({"talk": 1}) == ["talk"]
    assert nobody_answers.delete("talk") is False
    assert nobody_answers.touch("talk") is False
    assert nobody_answers.clear() is False


def test_a_redis_that_is_down_leaves_a_line_in_the_log_without_key_or_address(nobody_answers, caplog):
    with caplog.at_level(logging.WARNING):
        nobody_answers.get("session:Anne")

    assert caplog.messages == ["Redis does not answer to get: ConnectionError"]
