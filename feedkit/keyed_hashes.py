"""HMAC-SHA256 (RFC 2104) with one key for many short texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

_BLOCK = 64
"""Bytes that SHA-256 takes at once, to which a key is filled up."""


def keyed_hash(key: bytes) -> Callable[[bytes], bytes]:
    """Gives for a text the 32 bytes that `hmac.digest(key, text, "sha256")` gives.

    The key is taken in once, which is half of the work; and unlike `hmac` this lets no other thread run meanwhile: in a
    process that sends over many connections, getting the turn back takes ten times as long as the hash.
    """
    filled = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(each ^ 0x36 for each in filled))
    outer = hashlib.sha256(bytes(each ^ 0x5C for each in filled))

    def hash_of(text: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(text)
        second.update(first.digest())
        return second.digest()

    return hash_of
