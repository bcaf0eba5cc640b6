"""What a base of the version before has twice, when one thing is followed once from now on."""

from importlib import import_module

import pytest
from django.apps import apps

from alerts.models import Alert
from curation import merging
from search.sql import ask
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = pytest.mark.django_db
KINDS = ("theme", "speaker", "event")


def migrated():
    import_module("alerts.migrations.0002_once").part_doubles(apps, None)


@pytest.fixture
def doubling():
    """The table as it was; the end of the test brings it back."""
    for kind in KINDS:
        ask(f"DROP INDEX alert_{kind}_once")


def merged_as_before(kept, gone, alerts):
    """The merge, which took the alerts of `gone` along as it did then."""
    done = merging.merge(kept, gone, by=None)
    field = kept._meta.model_name
    for alert in alerts:
        Alert.objects.filter(pk=alert.pk).update(**{field: kept})
    moved = {"model": "alerts.alert", "field": field}
    done.journal["moved"] = [moved | {"pk": alert.pk} for alert in alerts]
    done.save()
    return done


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_merge_doubled_waits_for_its_undoing(doubling, kind):
    first, second, last = (getattr(make, kind)() for _ in range(3))
    member = make.user(role="member")
    alerts = [follow(owner=member, **{kind: record}) for record in (first, second, last)]
    alone = follow(**{kind: first})
    merges = [
        merged_as_before(second, first, [alerts[0], alone]),
        merged_as_before(last, second, [*alerts[:2], alone]),
    ]
    migrated()
    kept = Alert.objects.kept()
    assert [(alert.record, alert.is_doubled) for alert in kept.filter(owner=member).order_by("pk")] == [
        (None, True), (None, True), (last, False),
    ]  # fmt: skip
    assert kept.get(pk=alone.pk).record == last
    for merge in reversed(merges):
        merging.undo(merge, by=None)
    assert [alert.record for alert in kept.order_by("pk")] == [first, second, last, first]


def test_of_two_alerts_of_one_thing_that_no_merge_tells_of_the_later_can_be_taken_back(doubling):
    theme, member = make.theme(), make.user(role="member")
    alerts = [follow(owner=member, theme=theme) for _ in range(3)]
    searches = [follow(owner=member) for _ in range(2)]
    migrated()
    assert [*Alert.objects.kept().order_by("pk")] == [alerts[0], *searches]
    assert {*Alert.objects.removed()} == {*alerts[1:]}
