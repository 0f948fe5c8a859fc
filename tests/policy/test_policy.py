"""Which rules count, and how much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.diagnostics import Diagnostic, Place, Severity
from feedkit.policy import Policy, applied
from feedkit.policy.selectors import is_known, meant
from feedkit.rules import content, every_rule, ids

SCRIPT = Diagnostic(rule=content.SCRIPT, place=Place("articles/a.md", 7), message="m")
LOCK = Diagnostic(rule=ids.UNREADABLE_LOCK, place=Place("feedkit.lock", 1), message="m")


def severities(*found: Diagnostic, **policy) -> list[str]:
    return [each.severity.value for each in applied(Policy(**policy), found)]


def test_everything_is_told_as_it_is():
    """Unless something is said."""
    assert applied(Policy(), [SCRIPT, LOCK]) == [SCRIPT, LOCK]


@pytest.mark.parametrize("word", ["FK211", "fk211", "script", "FK21", "FK2", "ALL"])
def test_a_rule_is_ignored_by_code_name_or_family(word):
    """In any case."""
    assert severities(SCRIPT, ignore=(word,)) == []


@pytest.mark.parametrize("word", ["FK407", "unreadable-lock"])
def test_an_error_is_made_less_by_its_full_code_only(word):
    """Whoever writes it down knows what is given up."""
    assert severities(LOCK, ignore=("FK4", "ALL")) == ["error"]
    assert severities(LOCK, warn=("FK4", "ALL")) == ["error"]
    assert severities(LOCK, per_file={"**": ("FK4",)}) == ["error"]
    assert severities(LOCK, select=("FK1",)) == ["error"]
    assert severities(LOCK, warn=(word,)) == ["warning"]
    assert severities(LOCK, ignore=(word,)) == []
    assert severities(LOCK, per_file={"*.lock": (word,)}) == []


def test_the_one_that_says_most_exactly_which_rule_wins():
    """A family with an exception needs no order."""
    assert severities(SCRIPT, ignore=("FK2",), error=("FK211",)) == ["error"]
    assert severities(SCRIPT, ignore=("FK211",), error=("FK2",)) == []
    assert severities(SCRIPT, info=("FK2",), warn=("FK21",)) == ["warning"]


def test_selection_leaves_the_rest_out():
    """What is raised to an error is told all the same."""
    assert severities(SCRIPT, select=("FK1",)) == []
    assert severities(SCRIPT, select=("FK1", "script")) == ["warning"]
    assert severities(SCRIPT, select=("FK1",), error=("FK2",)) == ["error"]


def test_a_look_at_some_rules_alone_leaves_out_errors_too():
    """As `--select` asks."""
    assert severities(SCRIPT, LOCK, only=("FK2",)) == ["warning"]


def test_rules_are_ignored_in_some_files():
    """Patterns are those of `content.include`, below the project."""
    elsewhere = replace(SCRIPT, place=Place("articles/old/a.md"))
    assert applied(Policy(per_file={"articles/old/**": ("FK2",)}), [SCRIPT, elsewhere]) == [SCRIPT]


def test_what_was_meant():
    """Names are guessed, numbers get their letters, codes are not guessed: each is as likely."""
    assert (meant("scrpt"), meant("211"), meant("FK999")) == ("script", "FK211", "")
    assert is_known("FK2")
    assert not is_known("FK999")
    assert not is_known("F")


def test_every_rule_can_be_named():
    """By its code and by its name."""
    for rule in every_rule().values():
        found = Diagnostic(rule=replace(rule, severity=Severity.INFO), place=Place("a"), message="m")
        assert applied(Policy(ignore=(rule.code,)), [found]) == []
        assert applied(Policy(ignore=(rule.name,)), [found]) == []
