import hypothesis
import pytest
from django.core.cache import cache

# The machines that run the suite differ in speed, and a failure must come back on the next run.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
