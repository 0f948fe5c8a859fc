"""Every kind of finding feedkit can make, by code: the table behind `feedkit explain` and `docs/rules.md`."""

from __future__ import annotations

from feedkit.diagnostics import Rule
from feedkit.rules import config, content, feeds, front_matter, links, security


def every_rule() -> dict[str, Rule]:
    """All rules by code, sorted by code."""
    modules = (config, content, feeds, front_matter, links, security)
    found = [each for module in modules for each in vars(module).values() if isinstance(each, Rule)]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
