"""When the public could first see what comes out with many records at once; of one, its save says it."""

from django.utils import timezone

from .batches import batches
from .models import Curated, seen_through


def come_out(model, keys):
    """Date what the public can see from now on: of the records of these keys, and of what only waited for them."""
    now = timezone.now()
    for some in batches(keys):
        for waiting, lookup in [(model, "pk"), *seen_through(model)]:
            if issubclass(waiting, Curated):
                rows = waiting.objects.published().filter(published_at=None, **{f"{lookup}__in": some})
                rows.update(published_at=now)
