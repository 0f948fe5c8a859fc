"""Findings as programs read them."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.cli.reports import Failure, Findings, Look
from feedkit.cli.reports import json as form
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules import every_rule
from feedkit.rules import front_matter as rules


def document(findings, look):
    """The document, once it was found to be what the schema promises."""
    read = json.loads(form.render(findings, look))
    jsonschema.Draft202012Validator.check_schema(form.json_schema())
    jsonschema.validate(read, form.json_schema(), cls=jsonschema.Draft202012Validator)
    return read


def test_a_finding_has_every_field(look, diagnostics):
    """The fields are fixed; what is not known is null."""
    read = document(Findings(diagnostics=diagnostics, articles=7), look)
    assert read["diagnostics"][0] == {
        "code": "FK112",
        "name": "name-of-fk112",
        "severity": "error",
        "message": "there is no month 13",
        "file": "articles/launch.md",
        "range": {"start": {"line": 4, "column": 7}, "end": {"line": 4, "column": 17}},
        "excerpt": "date: 2026-13-02",
        "help": "write 2026-12-13\nor 2026-12-13T09:00+01:00",
        "notes": [],
        "fix": None,
        "fingerprint": "2c4ce3a20ef3e48f",
        "explain": "feedkit explain FK112",
        "url": "https://pypi.org/project/feedkit-press/#FK112",
    }
    assert read["diagnostics"][1]["range"] is None
    assert read["diagnostics"][2]["file"] is None
    assert read["summary"] == {
        "errors": 1,
        "warnings": 1,
        "notices": 1,
        "articles": 7,
        "fixed": 0,
        "exit_code": 1,
        "failure": None,
    }


def test_a_whole_line_is_a_range(look):
    """From its first character to behind its last."""
    diagnostic = Diagnostic(rule=rules.DUPLICATE_KEY, place=Place("articles/launch.md", 2), message="m")
    assert document(Findings(diagnostics=(diagnostic,)), look)["diagnostics"][0]["range"] == {
        "start": {"line": 2, "column": 1},
        "end": {"line": 2, "column": 14},
    }


def test_quiet_takes_nothing_from_programs(look, diagnostics):
    """A program can leave out for itself what it does not want."""
    findings = Findings(diagnostics=diagnostics)
    assert form.render(findings, replace(look, quiet=True, color=True)) == form.render(findings, look)


def test_failures_and_results_are_in_the_document(look):
    """A program learns why a command stopped, and what it made."""
    read = document(Findings(failure=Failure(message="no", exit_code=4), results={"output": {"feeds": []}}), look)
    assert read["summary"]["failure"] == {"message": "no", "help": None}
    assert read["summary"]["exit_code"] == 4
    assert read["output"] == {"feeds": []}


texts = st.text(st.characters(codec=None), max_size=20)


@given(texts, texts, texts, st.integers(0, 5), st.integers(0, 5), st.integers(0, 9), st.integers(0, 9))
def test_any_finding_fits_the_schema_and_is_ascii(path, message, help, line, column, end_line, end_column):
    """Neither surrogates nor controls spoil the document."""
    place = Place(path, line, column, end_line, end_column)
    diagnostic = Diagnostic(rule=rules.DUPLICATE_KEY, place=place, message=message, help=help, notes=(message,))
    findings = Findings(diagnostics=(diagnostic,))
    look = Look(lines=lambda _: message)
    assert form.render(findings, look).replace("\n", "").replace("\x7f", "").isprintable()
    assert form.render(findings, look).isascii()
    assert document(findings, look)["diagnostics"][0]["message"] == message


def test_every_rule_fits_the_schema(look):
    """Codes and severities are those the schema knows."""
    found = tuple(Diagnostic(rule=rule, place=Place("a.md"), message="m") for rule in every_rule().values())
    assert len(document(Findings(diagnostics=found), look)["diagnostics"]) == len(found)


def test_the_schema_refuses_what_it_should(look, diagnostics):
    """It is not a schema that everything fits."""
    read = document(Findings(diagnostics=diagnostics), look)
    for spoil in (
        lambda: read.pop("summary"),
        lambda: read["diagnostics"][0].update(severity="fatal"),
        lambda: read["diagnostics"][0].pop("range"),
    ):
        spoil()
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(read, form.json_schema(), cls=jsonschema.Draft202012Validator)
