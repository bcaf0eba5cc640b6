import functools
import logging

from django.core.cache.backends import redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def forgiving(name, missed):
    """The method of that name; where Redis does not answer, a line in the log and what `missed` makes of the call."""
    method = getattr(redis.RedisCache, name)

    @functools.wraps(method)
    def call(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except RedisError as error:
            logger.warning("Redis does not answer to %s: %s", name, type(error).__name__)
            return missed(*args, **kwargs)

    return call


def no_such_key(key, *args, **kwargs):
    raise ValueError(f"Key '{key}' not found")


class RedisCache(redis.RedisCache):
    """A Redis that is down is an empty cache that keeps nothing, never a page that fails."""

    add = forgiving("add", lambda *args, **kwargs: True)
    get = forgiving("get", lambda key, default=None, version=None: default)
    set = forgiving("set", lambda *args, **kwargs: None)
    touch = forgiving("touch", lambda *args, **kwargs: False)
    delete = forgiving("delete", lambda *args, **kwargs: False)
    get_many = forgiving("get_many", lambda *args, **kwargs: {})
    has_key = forgiving("has_key", lambda *args, **kwargs: False)
    incr = forgiving("incr", no_such_key)
    set_many = forgiving("set_many", lambda data, *args, **kwargs: list(data))
    delete_many = forgiving("delete_many", lambda *args, **kwargs: None)
    clear = forgiving("clear", lambda *args, **kwargs: False)
