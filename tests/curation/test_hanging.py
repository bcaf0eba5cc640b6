"""What hangs on a record when it is deleted: it stops the deletion, comes back with the record, or waits for it."""

import pytest
from django.apps import apps
from django.db import models

from curation.fields import LastingKey
from curation.history import part_rows
from curation.merging import links_to
from curation.models import Curated

pytestmark = pytest.mark.django_db
ASKED_AGAIN = {"Identity.speaker"}  # whom an article calls so


def parts(model):
    """Every (model, name of a link) by which parts hang on records of `model`, and theirs on them."""
    for name in getattr(model, "parts", ()):
        link, rows = part_rows(model, name)
        yield rows.model, link.name
        yield from parts(rows.model)


@pytest.mark.parametrize("model", [one for one in apps.get_models() if issubclass(one, Curated)])
def test_nothing_is_lost_when_a_record_is_deleted_and_restored(model):
    links = [link for link in links_to(model) if not link.model._meta.auto_created]  # `history.naming` sees to lists
    lost = {
        f"{link.model.__name__}.{link.name}"
        for link in links
        if link.remote_field.on_delete is not models.PROTECT
        and not isinstance(link, LastingKey)
        and (link.model, link.name) not in set(parts(model))
    }
    assert links and lost <= ASKED_AGAIN
