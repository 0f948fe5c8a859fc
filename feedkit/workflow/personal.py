"""All that is kept of one person, wherever it is: shown (GDPR article 15) and erased (article 17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedkit.ledger.readers import deliveries_of, make_nameless
from feedkit.subscribers import registry
from feedkit.workflow.subscribers import OpenList


def everything(subscribers: OpenList, address_hashed: str) -> dict[str, Any]:
    """What is kept of the address with this hash, as JSON has it."""
    with subscribers.database.reading() as connection:
        kept = registry.everything(connection, address_hashed)
        ids = [each["id"] for each in kept["subscriptions"]]
        return kept | {"deliveries": deliveries_of(connection, ids)}


def erase(subscribers: OpenList, address_hashed: str, now: datetime) -> Sequence[int]:
    """Erase it but for the hash; deliveries stay as numbers. Returns the numbers that the address had.

    A message that is on its way while this happens may still arrive.
    """
    with subscribers.database.writing() as connection:
        ids = registry.forget(connection, address_hashed, now)
        make_nameless(connection, ids)
    return ids
