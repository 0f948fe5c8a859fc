"""`feedkit explain`."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.cli.color import Paint
    from feedkit.diagnostics import Rule

EXAMPLE = """\
feedkit explain
feedkit explain FK102
feedkit explain duplicate-key"""


@feedkit_command("explain", example=EXAMPLE)
@click.argument("rule", required=False, metavar="[CODE|NAME]")
def command(session: Session, rule: str | None) -> None:
    """Explain a kind of finding, or list them all.

    A rule is named by its code or by its name; it is told what is found, why it matters, and what to write instead.
    """
    from feedkit.cli.console import table
    from feedkit.rules import every_rule, find_rule

    rules = every_rule()
    found = find_rule(rule) if rule is not None else None
    if rule is not None and found is None:
        raise click.UsageError(_unknown(rule, rules))
    if session.machine:
        session.console.say(
            json.dumps(_as_json(found) if found else [_as_json(each) for each in rules.values()], indent=2)
        )
    elif found:
        session.say("\n".join(page(found, session.console.width, session.console.paint)))
    else:
        rows = [("CODE", "SEVERITY", "NAME"), *((each.code, each.severity.value, each.name) for each in rules.values())]
        session.say(table(rows, session.console.paint))


def page(rule: Rule, width: int, paint: Paint) -> Iterator[str]:
    """The rule as a page of a manual, wrapped."""
    yield f"{paint(rule.code, bold=True)} {rule.name} ({rule.severity.value})"
    parts = [("What is found", rule.what), ("Why it matters", rule.why), ("What to write instead", rule.instead)]
    if rule.fix is not None:
        parts.append(("How to mend it", mending(rule)))
    parts.append(("How to silence it", silencing(rule)))
    for heading, text in parts:
        yield ""
        yield paint(heading, bold=True)
        for paragraph in text.splitlines():
            yield textwrap.fill(
                paragraph,
                min(width, 88),
                initial_indent="  ",
                subsequent_indent="  ",
                break_on_hyphens=False,
                break_long_words=False,
            )


def mending(rule: Rule) -> str:
    """What `feedkit check` can do about its findings; "" when only a person can mend them."""
    from feedkit.diagnostics import Applicability

    if rule.fix is None:
        return ""
    options = "--fix" if rule.fix is Applicability.SAFE else "--fix --unsafe-fixes"
    return f"Run `feedkit check {options}`; --diff instead of --fix shows what would change."


def silencing(rule: Rule) -> str:
    """How not to be told of it, as far as that is allowed."""
    from feedkit.diagnostics import Severity

    if rule.severity is Severity.ERROR:
        return f"An error is made less only by its code in feedkit.yml: `rules: {{warn: [{rule.code}]}}`."
    comment = (
        f"Write `# feedkit: ignore[{rule.code}]` in front matter or `<!-- feedkit: ignore[{rule.code}] -->` in the body"
    )
    return f"{comment}, or `rules: {{ignore: [{rule.code}]}}` in feedkit.yml."


def _as_json(rule: Rule) -> dict[str, str | None]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "what": rule.what,
        "why": rule.why,
        "instead": rule.instead,
        "fix": rule.fix.value if rule.fix is not None else None,
        "silence": silencing(rule),
    }


def _unknown(word: str, rules: dict[str, Rule]) -> str:
    from feedkit.suggestions import closest

    near = closest(word, [each.name for each in rules.values()])
    hint = f"Did you mean {near!r}?" if near else "Run `feedkit explain` for the list of them."
    return f"No rule is called {word!r}. {hint}"
