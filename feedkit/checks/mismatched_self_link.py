"""A feed document names its own address, once and rightly."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks import Made
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feeds import MISMATCHED_SELF_LINK

RULES = (MISMATCHED_SELF_LINK,)


def check(made: Made) -> Iterator[Diagnostic]:
    """A finding unless the only self link is the address the document will have."""
    if made.feed is None or not made.reading.kind:
        return
    address = next(link.url for link in made.feed.links if link.path == made.document.path)
    if made.reading.self_links != (address,):
        named = ", ".join(made.reading.self_links) or "nothing"
        yield Diagnostic(
            rule=MISMATCHED_SELF_LINK,
            place=Place(made.document.path),
            message=f"names {named} as its own address instead of {address}",
        )
