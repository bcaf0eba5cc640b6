import pytest

from curation import history
from curation.deeds import Merge
from curation.merging import merge
from curation.models import Revision
from tests import builders as b

pytestmark = pytest.mark.django_db

COSTS = {"/admin/curation/revision/": 11, "/admin/curation/revision/deleted/": 6, "/admin/curation/merge/": 8}


def more(model, number):
    """Let there be that many lines, besides those that are there, as the last of them are."""
    last = list(model.objects.order_by("-pk").values()[:3])
    lines = [model(**last[place % 3] | {"id": None, "object_id": 10**6 + place}) for place in range(number - 3)]
    model.objects.bulk_create(lines)


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_journals_cost_the_same_for_any_number_of_lines(client, django_assert_num_queries, rows):
    curator = b.user(role="curator")
    client.force_login(curator)
    kept = b.theme()
    for _ in range(min(rows, 3)):
        history.delete(b.theme(), by=curator)
        merge(kept, b.theme(), by=curator)
    for model in (Revision, Merge):
        more(model, rows)
    for address, cost in COSTS.items():
        client.get(address)
        with django_assert_num_queries(cost):
            client.get(address)


def test_a_revision_is_read_in_the_history_of_its_record(client):
    client.force_login(b.user(role="editor"))
    theme = b.theme()
    revision = history.write(theme, by=None)
    response = client.get(f"/admin/curation/revision/{revision.pk}/change/")
    assert response.headers["Location"] == f"/admin/themes/theme/{theme.pk}/history/"
