"""The API as a tool asks it that knows nothing but its document: whatever it sends, it is answered as is told there."""

import math

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from exchange import limits
from smartcity.wsgi import application
from tests import builders as make
from tests.exchange.test_writing import key_of
from tests.test_permissions import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
EXAMPLES = 6  # of each address
# What forms refuse, no document tells; and what stands in an address is text, whatever a tool meant by it.
NOT_TOLD = [positive_data_acceptance, negative_data_rejection]


@pytest.fixture
def document(monkeypatch):
    for name in limits.LIMITS:
        monkeypatch.setitem(limits.LIMITS, name, math.inf)
    kinds()
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def headers():
    """Those of somebody who may all that the document tells. What is compressed the tool does not read."""
    return {"Authorization": f"Bearer {key_of(make.user(role='curator'))}", "Accept-Encoding": "identity"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as told", "otherwise"])
def test_every_address_answers_as_its_document_tells(document, headers, mode):
    asked = 0
    for operation in (found.ok() for found in document.get_all_operations()):
        asked += 1

        @hypothesis.settings(
            max_examples=EXAMPLES, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
        )
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            case.call_and_validate(headers=headers, excluded_checks=NOT_TOLD)

        ask()
    assert asked == 23
