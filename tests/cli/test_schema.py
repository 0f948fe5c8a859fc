"""Schemas for editors and programs."""

from __future__ import annotations

import json

import jsonschema
import pytest

from feedkit.cli.schema import SCHEMAS


@pytest.mark.parametrize("subject", list(SCHEMAS))
def test_schemas_are_valid_json_schemas(run, subject):
    """In ASCII, so that no shell spoils them on their way into a file."""
    result = run("schema", subject)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.isascii()
    schema = json.loads(result.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_schemas_do_not_depend_on_common_options(run):
    """They are JSON in any case."""
    assert run("schema", "diagnostics", "--output-format", "json", "-q").stdout == run("schema", "diagnostics").stdout
