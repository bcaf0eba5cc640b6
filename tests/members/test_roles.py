import pytest
from django.apps import apps

from curation.history import part_rows
from curation.models import Curated
from members.roles import ROLES

pytestmark = pytest.mark.django_db


def test_who_may_change_a_record_may_change_its_parts():
    records = [model for model in apps.get_models() if issubclass(model, Curated)]
    alone = {"themed", "spans"}  # with the record, or with a decision on a recap
    parts = {part_rows(model, name)[1].model for model in records for name in model.parts if name not in alone}
    wanted = {f"{model._meta.label_lower}" for model in parts}
    able = {line.rpartition(" ")[2] for line in ROLES["editor"]["can"] if line.startswith("add change view delete on ")}
    assert {"events.recording", "curation.externalreference", "speakers.speakeralias"} <= wanted
    assert wanted - able == set()
