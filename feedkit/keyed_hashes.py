"""HMAC-SHA256 (RFC 2104) for one key and many short texts."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

_BLOCK = 64
"""Bytes that SHA-256 takes at once, to which a key is filled up."""


def keyed_hash(key: bytes, text: bytes) -> bytes:
    """32 bytes, as `hmac.digest(key, text, "sha256")` gives them.

    The key is taken in once, which is half of the work; and unlike `hmac` this lets no other thread run meanwhile: in a
    process that sends over many connections, getting the turn back takes ten times as long as the hash.
    """
    inner, outer = (each.copy() for each in _started(key))
    inner.update(text)
    outer.update(inner.digest())
    return outer.digest()


@lru_cache(maxsize=64)
def _started(key: bytes) -> tuple[_Hash, _Hash]:
    """The inner and the outer hash with the key in them; to be copied."""
    filled = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return hashlib.sha256(bytes(each ^ 0x36 for each in filled)), hashlib.sha256(bytes(each ^ 0x5C for each in filled))
