"""`feedkit schema`."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

EXAMPLE = """\
feedkit schema config > feedkit.schema.json
feedkit schema article
feedkit schema diagnostics"""


def _config() -> dict[str, object]:
    from feedkit.config import json_schema

    return json_schema()


def _article() -> dict[str, object]:
    from feedkit.article.schema import json_schema

    return json_schema()


def _diagnostics() -> dict[str, object]:
    from feedkit.cli.reports.json import json_schema

    return json_schema()


def _diff() -> dict[str, object]:
    from feedkit.comparison.as_json import json_schema

    return json_schema()


def _send() -> dict[str, object]:
    from feedkit.cli.send_report import json_schema

    return json_schema()


SCHEMAS: dict[str, Callable[[], dict[str, object]]] = {
    "config": _config,
    "article": _article,
    "diagnostics": _diagnostics,
    "diff": _diff,
    "send": _send,
}


def schema(name: str) -> dict[str, object]:
    """The schema of that name."""
    return SCHEMAS[name]()


@feedkit_command("schema", example=EXAMPLE)
@click.argument("subject", type=click.Choice(tuple(SCHEMAS)))
def command(session: Session, subject: str) -> None:
    """Print a JSON Schema, for editors and for programs.

    `config` is the shape of feedkit.yml, `article` that of the front matter of articles, `diagnostics` that of what
    `--output-format json` prints, `diff` that of what `feedkit diff --format json` prints, and `send` that of what
    `feedkit send --output-format json` says of each edition.
    """
    session.console.say(json.dumps(schema(subject), indent=2, ensure_ascii=True))
