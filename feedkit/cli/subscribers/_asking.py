"""What the commands have in common: opening the list, and reading an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.subscribers.addresses import Address
    from feedkit.workflow.subscribers import OpenList


@contextmanager
def opened(session: Session) -> Iterator[tuple[OpenList, datetime]]:
    """The list of the project, and the moment that counts as now."""
    from feedkit.workflow.subscribers import open_list

    config = session.load_config()
    now = session.now(UTC)
    with open_list(config, session.directory, now) as found:
        yield found, now


def address(text: str) -> Address:
    """The address that was typed. Raises click.BadParameter."""
    from feedkit.subscribers.addresses import AddressError, read_address

    try:
        return read_address(text)
    except AddressError as error:
        raise click.BadParameter(f"`{text}`: {error}", param_hint="ADDRESS") from error


def unknown(session: Session, text: str) -> int:
    """Say that nobody has the address."""
    from feedkit.cli.reports import Failure, Findings

    return session.report(Findings(failure=Failure(message=f"nobody on the list has the address {text}", exit_code=1)))


def done(session: Session, sentence: str, **results: object) -> int:
    """Say what was done."""
    from feedkit.cli.reports import Findings
    from feedkit.cli.visible import visible

    session.say_unless_quiet(visible(sentence))
    return session.report(Findings(results=results))
