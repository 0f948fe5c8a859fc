"""The manual of rules."""

from __future__ import annotations

import json
import re

import pytest

import feedkit.rules
from feedkit.diagnostics import Rule
from feedkit.rules import every_rule, find_rule


def test_all_rules_are_listed(run):
    """By code, with severity and name."""
    lines = run("explain").stdout.splitlines()
    assert lines[0].split() == ["CODE", "SEVERITY", "NAME"]
    assert [line.split()[0] for line in lines[1:]] == list(every_rule())
    assert "FK102  error     duplicate-key" in lines


@pytest.mark.parametrize("word", ["FK102", "fk102", "duplicate-key", " FK102 "])
def test_a_rule_is_explained_by_code_or_name(run, word):
    """What is found, why it matters, what to write instead."""
    rule = every_rule()["FK102"]
    page = run("explain", word).stdout
    assert page.startswith("FK102 duplicate-key (error)\n\nWhat is found\n  ")
    words = " ".join(page.split())
    assert all(" ".join(text.split()) in words for text in (rule.what, rule.why, rule.instead))


def test_every_page_fits_the_terminal(run):
    """Text is wrapped; only what must not be broken is longer."""
    for code in every_rule():
        page = run("explain", code, env={"COLUMNS": "60"}).stdout
        assert all(len(line) <= 60 or " " not in line.strip() for line in page.splitlines())


def test_programs_get_rules_as_json(run):
    """One, or all."""
    one = json.loads(run("explain", "FK102", "--output-format", "json").stdout)
    assert set(one) == {"code", "name", "severity", "what", "why", "instead", "fix", "silence"}
    everything = json.loads(run("explain", "--output-format", "json").stdout)
    assert one in everything
    assert len(everything) == len(every_rule())


@pytest.mark.parametrize("word", ["FK999", "", "zzz", "\x1b[31m"])
def test_an_unknown_rule_is_a_usage_error(run, word):
    """It says where the list is."""
    result = run("explain", word)
    assert result.exit_code == 2
    assert "Run `feedkit explain` for the list" in result.stderr
    assert "\x1b" not in result.stderr


def every_constant():
    modules = [
        value for value in vars(feedkit.rules).values() if getattr(value, "__name__", "").startswith("feedkit.rules.")
    ]
    return [
        (module, name, value) for module in modules for name, value in vars(module).items() if isinstance(value, Rule)
    ]


def test_no_code_and_no_name_is_used_twice():
    """A rule that another one hides could not be explained."""
    every_rule()
    rules = [rule for _, _, rule in every_constant()]
    assert (
        len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) == len(every_rule()) > 0
    )


def test_every_rule_is_written_to_be_read():
    """A code of its family, a name that reads as English, and three texts that are sentences."""
    for rule in every_rule().values():
        assert re.fullmatch(r"FK[0-9]{3}", rule.code)
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.name)
        assert all(text.strip() == text and text for text in (rule.what, rule.why, rule.instead)), rule.code


def test_the_families_keep_to_their_digit():
    """FK0 configuration, FK1 front matter, and so on: the modules do not mix."""
    every_rule()
    families = {}
    for module, _, rule in every_constant():
        families.setdefault(rule.code[:3], set()).add(module.__name__)
    assert families["FK1"] == {"feedkit.rules.front_matter", "feedkit.rules.dialects", "feedkit.rules.metadata"}
    assert families["FK0"] == {"feedkit.rules.config"}


def test_find_rule_knows_what_it_does_not_know():
    """None, rather than the nearest."""
    assert find_rule("FK10") is None
    assert find_rule("FK102") is find_rule("duplicate-key")
