"""What is said of old feeds that are not as they should be."""

from __future__ import annotations

from feedkit.characters import cut, one_line
from feedkit.diagnostics import Diagnostic, Place
from feedkit.foreign.texts import can_be_kept
from feedkit.rules import foreign as rules


def unreadable(source: str, reason: str, *, help: str = "") -> Diagnostic:
    """The whole of it cannot be read."""
    help = help or "give the feed itself: RSS, Atom, JSON Feed, or an export of WordPress or Ghost"
    return Diagnostic(rule=rules.UNREADABLE_OLD_FEED, place=Place(source), message=cut(reason, 200), help=help)


def broken(source: str, reason: str, line: int = 0, column: int = 0) -> Diagnostic:
    """It was read as well as it can be."""
    place = Place(source, line, column, line, column + 1) if line and column else Place(source, line, 0, line, 0)
    return Diagnostic(
        rule=rules.BROKEN_OLD_FEED,
        place=place,
        message=cut(one_line(f"ill-formed, and read as well as it can be: {reason}"), 200),
        help="check that its last entries are there; if not, save or export it again",
    )


def kept_id(id: str, called: str, source: str, found: list[Diagnostic]) -> str:
    """The id as it was issued, without the blanks around it; empty, with a finding, when no feed can carry it."""
    id = id.strip(" \t\r\n")
    if can_be_kept(id):
        return id
    found.append(
        Diagnostic(
            rule=rules.BROKEN_OLD_FEED,
            place=Place(source),
            message=f"the id of “{cut(called, 80)}” has characters that no XML feed can carry; it is passed over",
            help="subscribers of an XML feed cannot have had the entry under it",
        )
    )
    return ""
