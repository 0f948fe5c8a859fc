"""Ids of messages and editions in mail (RFC 5322 §3.6.4)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache

from feedkit.keyed_hashes import keyed_hash
from feedkit.message.addresses import ascii_domain
from feedkit.message.refusals import MessageError

MIN_SECRET = 16
"""Bytes: with a shorter key, who knows an address could find its messages."""
_MAX_NAME = 60
_SIMPLE = re.compile(r"[A-Za-z0-9_\-]+(?:[./][A-Za-z0-9_\-]+)*")


def message_id(edition_id: str, recipient_key: str, domain: str, *, secret: bytes) -> str:
    """The Message-ID of the edition for one recipient, as `<daily.2026-05-28.5f0c9a…@daily.example>`.

    It is the same for every attempt, so that receivers can drop a second copy; different for every recipient and
    edition; and tells nothing of the recipient to those without the secret. `recipient_key` is what the list knows
    somebody by for good. `domain` is the sender's own.
    """
    return message_ids(edition_id, domain, secret=secret)(recipient_key)


@lru_cache(maxsize=64)
def message_ids(edition_id: str, domain: str, *, secret: bytes) -> Callable[[str], str]:
    """What gives the ids for many recipients, each as `message_id` gives it."""
    if len(secret) < MIN_SECRET:
        raise MessageError("Message-ID", f"the secret must have at least {MIN_SECRET} bytes")
    hash_of = keyed_hash(secret)
    before, name = f"{len(edition_id)}:{edition_id}", edition_name(edition_id)
    behind = f"@{ascii_domain(domain, 'Message-ID')}>"

    def id_of(recipient_key: str) -> str:
        digest = hash_of(f"{before}{recipient_key}".encode("utf-8", "surrogatepass")).hex()[:30]
        return f"<{name}.{digest}{behind}"

    return id_of


def edition_reference(edition_id: str, domain: str) -> str:
    """An id for References that no message has: mails with different ones are not shown as one conversation."""
    return f"<{edition_name(edition_id)}@{ascii_domain(domain, 'References')}>"


@lru_cache(maxsize=64)
def edition_name(edition_id: str) -> str:
    """The id of an edition in letters, digits, `-`, `_` and single dots, as `daily.2026-05-28`."""
    if len(edition_id) <= _MAX_NAME and _SIMPLE.fullmatch(edition_id):
        return edition_id.replace("/", ".")
    name = re.sub(r"[^A-Za-z0-9_\-]+", ".", edition_id)[: _MAX_NAME - 13].strip(".")
    mark = hashlib.sha256(edition_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{name}.{mark}".lstrip(".")
