"""Every kind of finding feedkit can make, by code: the table behind `feedkit explain` and `docs/rules.md`.

A family of rules is a module of this package whose constants are `Rule`s; adding one is adding a file.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from feedkit.diagnostics import Rule


def every_rule() -> dict[str, Rule]:
    """All rules by code, sorted by code."""
    modules = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
    found = [each for module in modules for each in vars(module).values() if isinstance(each, Rule)]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def find_rule(word: str) -> Rule | None:
    """The rule with this code or name, whatever its case."""
    folded = word.strip().casefold()
    return next((rule for rule in every_rule().values() if folded in (rule.code.casefold(), rule.name)), None)
