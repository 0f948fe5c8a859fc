"""Words that stand for rules: a code, a name, the beginning of codes, or all of them."""

from __future__ import annotations

import re
from functools import cache

from feedkit.diagnostics import Rule
from feedkit.rules import every_rule
from feedkit.suggestions import closest

ALL = "ALL"
_CODE = re.compile(r"FK[0-9]+\Z")
_FAMILY = re.compile(r"FK[0-9]{0,2}\Z")


def weight(selector: str, rule: Rule) -> int:
    """How exactly a selector names a rule: 0 when it does not, 1 for all rules, the length of what is known of its code."""
    if selector.upper() == ALL:
        return 1
    if selector.casefold() == rule.name or selector.upper() == rule.code:
        return len(rule.code)
    upper = selector.upper()
    return len(upper) if _FAMILY.match(upper) and rule.code.startswith(upper) else 0


@cache
def is_known(selector: str) -> bool:
    """Whether it names at least one rule."""
    return any(weight(selector, rule) for rule in every_rule().values())


def meant(selector: str) -> str:
    """The code or name that was probably meant; empty when none is near."""
    rules = every_rule()
    if _CODE.match(selector.upper()):
        return ""  # as likely as any other
    by_digits = {rule.code[2:]: rule.code for rule in rules.values()}
    return by_digits.get(selector.strip()) or closest(selector, [*rules, *(rule.name for rule in rules.values())])
