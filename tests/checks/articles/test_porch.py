"""The porch of article checks."""

from __future__ import annotations

import inspect

from feedkit.checks import articles
from feedkit.diagnostics import Rule


def test_every_module_offers_its_rules_and_one_of_two_functions() -> None:
    """A check looks at one article or at all of them, and says what it can find."""
    checks = articles.every_check()
    for module, name in [*((each, "check") for each in checks.of_one), *((each, "compare") for each in checks.of_all)]:
        assert all(isinstance(rule, Rule) for rule in module.RULES)
        assert module.RULES
        assert len(inspect.signature(getattr(module, name)).parameters) == 1
        assert hasattr(module, "check") is not hasattr(module, "compare")
