import logging

from django.core.cache.backends import redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def forgiving(name, *, answer):
    """A Redis that is down is a miss and a line in the log, never a page that fails."""
    method = getattr(redis.RedisCache, name)

    def call(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except RedisError as error:
            logger.warning("Redis is not answering %s: %s", name, type(error).__name__)
            return answer(*args, **kwargs)

    return call


class RedisCache(redis.RedisCache):
    add = forgiving("add", answer=lambda *args, **kwargs: True)
    get = forgiving("get", answer=lambda key, default=None, version=None: default)
