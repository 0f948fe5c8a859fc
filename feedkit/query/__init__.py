"""The `where` of a feed: a small grammar that chooses entries.

    query      = all { "or" all }
    all        = one { "and" one }
    one        = "not" one | "(" query ")" | comparison
    comparison = FIELD ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "contains" ) VALUE
               | FIELD [ "not" ] "in" "[" VALUE { "," VALUE } "]"

Values are text in quotes, whole numbers, days (`2026-05-07`) and moments (`2026-05-07T19:00`, with `Z` or `+02:00`
if wanted). Text is compared whatever its case. `tag` and `author` have many values: `==` is true if any of them
is equal, `!=` if none is; an author is known by name and by key. There are no regular expressions, no calls and no
clock: every query ends, and gives the same answer tomorrow.
"""

from __future__ import annotations

from datetime import tzinfo

from feedkit.query.grammar import Query, parse
from feedkit.query.terms import FIELDS, Choosable, QueryError, holds

__all__ = ["FIELDS", "Choosable", "Query", "QueryError", "matches", "parse"]


def matches(query: Query, entry: Choosable, zone: tzinfo) -> bool:
    """Whether the query chooses the entry; days, and moments without an offset, are those of `zone`."""
    return holds(query.term, entry, zone)
