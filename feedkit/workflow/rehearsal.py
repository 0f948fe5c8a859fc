"""Sending without consequences: a test to one address, or all messages as files. The ledger knows nothing of either."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from feedkit.config import Config
from feedkit.database import Database
from feedkit.ledger import Claim, FrozenEdition
from feedkit.ledger.batches import batched
from feedkit.message import encode
from feedkit.message.freezing import frozen
from feedkit.senders import Connection, Mail, Outcome, load
from feedkit.senders.outbox import OutboxSettings
from feedkit.subscribers import audience
from feedkit.tokens import derived_key
from feedkit.workflow.addressing import Desk
from feedkit.workflow.digest import sender_of
from feedkit.workflow.editions import MadeEdition
from feedkit.workflow.job import Clock
from feedkit.workflow.send import Progress
from feedkit.workflow.ways import Way


def sent_to(address: str, made: MadeEdition, way: Way, config: Config, clock: Clock) -> Outcome:
    """What became of a test message to the address, sent for real; its links lead to no subscriber.

    Raises SendError.
    """
    connection = load(way.via).connect(way.settings)
    try:
        (outcome,) = _send(_desk(made, way, config, clock()), [Claim(0, 0, address, "", 0)], connection)
    finally:
        connection.close()
    return outcome


def written(
    folder: Path,
    made: MadeEdition,
    way: Way,
    config: Config,
    database: Database,
    clock: Clock,
    *,
    most: int | None,
    progress: Progress,
) -> Iterator[Outcome]:
    """The messages to everybody on the list, or to the first few, as files in the folder."""
    desk = _desk(made, way, config, clock())
    box = load("outbox").connect(OutboxSettings(folder=folder, durable=False))
    done = 0
    with database.reading() as connection:
        claims = (Claim(each.id, each.id, each.email, each.name, 0) for each in audience(connection))
        for batch in batched(claims, box.depth):
            chosen = batch if most is None else batch[: most - done]
            yield from _send(desk, chosen, box)
            done += len(chosen)
            progress("writing", done, most or done)
            if done == most:
                break
    box.close()


def _desk(made: MadeEdition, way: Way, config: Config, now: datetime) -> Desk:
    sender = sender_of(config)
    assert sender is not None
    secret = hashlib.sha256(derived_key(way.links.keys[0], "rehearsal")).digest()
    moment = now.replace(microsecond=0)
    edition = FrozenEdition(
        number=0,
        id=made.record.id,
        list=config.digest.list,
        subject=made.edition.subject,
        dated=moment,
        frozen_at=moment,
        message=frozen(encode(made.edition, sender, date=moment)),
        secret=secret,
        sender=sender.email,
        candidates=0,
        excluded={},
        removal=0,
    )
    return Desk(edition, way.links, None if way.signer is None else way.signer.signed)


def _send(desk: Desk, claims: list[Claim], connection: Connection) -> Iterator[Outcome]:
    made = desk.mails(claims, smtputf8=connection.smtputf8)
    yield from (each for each in made if isinstance(each, Outcome))
    yield from connection.send([each for each in made if isinstance(each, Mail)])
