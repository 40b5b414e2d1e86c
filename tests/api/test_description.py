"""The interface does what its description says: tried by schemathesis, a bounded time."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from smart315.api import limits
from smart315.config.wsgi import application
from tests.given import partners


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.fixture
def described(transactional_db, monkeypatch):
    """The description, as it is served, and a key to a case that can be worked on."""
    monkeypatch.setattr(limits, "spend", lambda _key, _at: limits.Allowance(120, 119, 60))
    platform = partners.a_platform()
    _key, secret = partners.a_key(platform, sandbox=True)
    partners.Partner(secret).post("/sandbox/complaints")
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application), secret


def test_every_answer_is_one_that_is_declared(described):
    schema, secret = described
    tried = []
    for found in schema.get_all_operations():
        operation = found.ok()
        tried.append(operation.label)

        @settings(
            max_examples=8,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def probe(case):
            own = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
            case.headers = {**(case.headers or {}), **own}
            case.call_and_validate(checks=CHECKS)

        probe()

    assert len(tried) == 11
