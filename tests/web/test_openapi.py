"""Requests that nobody would think of, made from the OpenAPI document: none is a failure of the server."""

import itertools

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from feedkit.tokens import Purpose
from feedkit.web.openapi import document

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def schema(web):
    """The document as it is served, and numbers of a reader to make tokens for."""
    served = web.get("/openapi.json")
    assert served.status == 200
    web.number = web.reader()
    made = document("The Daily Model", f"http://127.0.0.1:{web.port}")
    return schemathesis.openapi.from_dict(made)


PURPOSES = {
    "unsubscribe": Purpose.UNSUBSCRIBE, "confirm": Purpose.CONFIRM, "preferences": Purpose.PREFERENCES, "account": Purpose.ACCOUNT,
}  # fmt: skip


def attempts(operation, web, seen):
    """A test of one operation; every second request has a token that is good."""
    purpose = PURPOSES.get(operation.path.split("/")[1])
    turns = itertools.cycle([True, False])

    @given(case=operation.as_strategy())
    @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def run(case):
        if purpose and next(turns):
            case.path_parameters["token"] = web.token(purpose, web.number)
        response = case.call(base_url=f"http://127.0.0.1:{web.port}", timeout=20)
        case.validate_response(response, checks=CHECKS)
        seen.add((operation.method, operation.path, response.status_code // 100))

    return run


def test_every_operation_does_what_the_document_says(web, schema):
    """With tokens that are good and others, and bodies of all kinds."""
    seen = set()
    for each in schema.get_all_operations():
        attempts(each.ok(), web, seen)()
    assert len({each[:2] for each in seen}) == 13
    assert {each[2] for each in seen} >= {2, 4}
