"""Alerts that the tests of this folder share."""

from alerts.models import Alert
from alerts.publications import begin
from tests import builders as make


def follow(*, owner=None, query="q=gouvernance", frequency="at_once", **fields):
    """An alert from now on: on the search `query`, or on the theme, speaker or event that is given."""
    kind = next((kind for kind in ("theme", "speaker", "event") if kind in fields), "search")
    fields = {"kind": kind, "language": "fr", "name": "gouvernance"} | fields
    if kind == "search":
        fields["query"] = query
    alert = Alert(owner=owner or make.user(role="member"), frequency=frequency, **fields)
    begin(alert)
    alert.save()
    return alert
