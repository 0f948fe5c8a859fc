"""Findings as tests, for whatever shows the results of tests: a test for each finding, a suite for each file."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as ET

from feedkit.cli.reports import Findings, Look
from feedkit.cli.reports.full import where
from feedkit.cli.visible import visible
from feedkit.diagnostics import Diagnostic

NAME = "junit"
MACHINE = True


def render(findings: Findings, look: Look) -> str:
    """A document whose failures are the findings that fail the command; the others are tests that passed with a word."""
    root = ET.Element("testsuites", name="feedkit")
    failures = 0
    for path, group in groupby(findings.diagnostics, key=look.path):
        each = list(group)
        failed = sum(map(findings.fails, each))
        failures += failed
        suite = _suite(root, visible(path) or "feedkit", len(each), failed)
        for diagnostic in each:
            _case(suite, diagnostic, fails=findings.fails(diagnostic))
    if findings.failure is not None:
        suite = _suite(root, "feedkit", 1, 0, errors=1)
        case = ET.SubElement(suite, "testcase", name="feedkit", classname="feedkit")
        error = ET.SubElement(case, "error", message=visible(findings.failure.message.partition("\n")[0]))
        error.text = _text(findings.failure.message, findings.failure.help)
    elif not findings.diagnostics:
        ET.SubElement(_suite(root, "feedkit", 1, 0), "testcase", name="feedkit", classname="feedkit")
    root.set("tests", str(sum(int(each.get("tests", "0")) for each in root)))
    root.set("failures", str(failures))
    root.set("errors", str(int(findings.failure is not None)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(root: ET.Element, name: str, tests: int, failures: int, errors: int = 0) -> ET.Element:
    return ET.SubElement(
        root, "testsuite", name=name, tests=str(tests), failures=str(failures), errors=str(errors), skipped="0"
    )


def _case(suite: ET.Element, diagnostic: Diagnostic, *, fails: bool) -> None:
    place = diagnostic.place
    name = f"{diagnostic.rule.code} {diagnostic.rule.name}"
    at = f" at {place.line}:{place.column or 1}" if place.line else ""
    case = ET.SubElement(suite, "testcase", name=name + at, classname=suite.get("name", ""))
    if place.path:
        case.set("file", suite.get("name", ""))
    if place.line:
        case.set("line", str(place.line))
    text = _text(
        f"{where(place)}: {diagnostic.message}" if place.path else diagnostic.message,
        diagnostic.help,
        *diagnostic.notes,
    )
    if fails:
        failure = ET.SubElement(case, "failure", message=visible(diagnostic.message), type=diagnostic.severity.value)
        failure.text = text
    else:
        ET.SubElement(case, "system-out").text = f"{diagnostic.severity.value}: {text}"


def _text(*remarks: str) -> str:
    return "\n".join(visible(line) for each in remarks for line in each.splitlines())
