"""A page as somebody reads it."""

import re

from smartcity.kept.pages import CACHE_CONTROL


def is_kept(answer):
    """Whether everybody is answered the same, as `tests/smartcity/kept/test_everybody.py` asks of each such address."""
    return answer.headers.get("Cache-Control") == CACHE_CONTROL


def without_signs(html):
    """The page without what makes signs of quotation marks."""
    return re.sub(r'<span class="sign">(.*?)</span>', r"\1", html)
