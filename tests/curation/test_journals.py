import pytest

from curation import history
from curation.merging import merge
from tests import builders as b

pytestmark = pytest.mark.django_db

COSTS = {"/admin/curation/revision/": 10, "/admin/curation/revision/deleted/": 6, "/admin/curation/merge/": 7}


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_journals_cost_the_same_for_any_number_of_lines(client, django_assert_num_queries, rows):
    curator = b.user(role="curator")
    client.force_login(curator)
    kept = b.theme()
    for _ in range(rows):
        history.delete(b.theme(), by=curator)
        merge(kept, b.theme(), by=curator)
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
