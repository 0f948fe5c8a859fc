"""Signed tokens in links and envelope addresses: what they say was said by us, and holds for years.

A token names a list, a subscriber by number, and what it is for; nobody learns an address from it. It can be checked
without a database. Of several keys the first signs and all verify, so that keys can be changed while links in old mails
go on working.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache, partial

from itsdangerous import BadData, URLSafeSerializer

from feedkit.keyed_hashes import keyed_hash
from feedkit.message.message_ids import edition_name
from feedkit.quick_dataclasses import dataclass

MIN_KEY = 16
"""Bytes of a key at least."""
_MAX_TOKEN = 500
# Together 64 octets with `+`, two dots and a number of 63 bits in base 36: what may stand before an `@` (RFC 5321 §4.5.3.1.1).
_MAX_BASE, _MAX_EDITION = 14, 22
# The proof in one: 12 characters of base32 are 60 bits, guessed against a server of ours only.
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + two for one in _BASE32 for two in _BASE32)
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLAIN_EDITION = re.compile(r"[a-z0-9_\-]+(?:\.[a-z0-9_\-]+)*")
_VERP = re.compile(
    r"[^@+]{1,30}\+(?P<edition>[a-z0-9_.\-]{1,60})\.(?P<subscriber>[0-9a-z]{1,13})\.(?P<mac>[a-z2-7]{12})"
)


class Purpose(StrEnum):
    """What the holder of a token may do."""

    UNSUBSCRIBE = "unsubscribe"
    PREFERENCES = "preferences"
    CONFIRM = "confirm"
    """Say that the address is theirs and they want the mail."""
    FORM = "form"
    """That a form was shown by us, not long ago; the number is 0."""
    ACCOUNT = "account"
    """See and erase everything that is kept: mailed on request only, since mails of a list are passed on to others."""


LIFETIMES: Mapping[Purpose, timedelta] = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.ACCOUNT: timedelta(days=1),
    Purpose.FORM: timedelta(hours=12),
}
"""How long tokens hold; those not named hold for good."""
_AHEAD = timedelta(minutes=10)  # clocks of two machines differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a token says."""

    list: str
    subscriber: int
    issued: datetime


class TokenError(ValueError):
    """A token is not one of ours, was made for something else, or holds no more (`expired`)."""

    def __init__(self, message: str, *, expired: bool = False) -> None:
        super().__init__(message)
        self.expired = expired


def sign(keys: Sequence[bytes], purpose: Purpose, list_name: str, subscriber: int, issued: datetime) -> str:
    """A token for the purpose: letters, digits, `-`, `_` and `.`, some 90 of them; the same for the same values."""
    return signer(keys, purpose, list_name, issued)(subscriber)


def signer(keys: Sequence[bytes], purpose: Purpose, list_name: str, issued: datetime) -> Callable[[int], str]:
    """What gives the tokens of many subscribers, each as `sign` gives it.

    It is what the serializer would write but for compression, which never pays for so little.
    """
    hash_of = keyed_hash(_signing_key(tuple(keys), purpose))
    before, behind = f"[{_quoted(list_name)},", f",{int(issued.timestamp())}]"

    def token_of(subscriber: int) -> str:
        payload = base64.urlsafe_b64encode(f"{before}{subscriber}{behind}".encode()).rstrip(b"=")
        signature = base64.urlsafe_b64encode(hash_of(payload)).rstrip(b"=")
        return f"{payload.decode()}.{signature.decode()}"

    return token_of


def verify(keys: Sequence[bytes], purpose: Purpose, token: str, now: datetime) -> Claim:
    """What the token says. Raises TokenError."""
    if len(token) > _MAX_TOKEN:
        raise TokenError("it is too long")
    try:
        list_name, subscriber, seconds = _serializer(tuple(keys), purpose).loads(token)
    except (BadData, UnicodeError) as error:
        raise TokenError("it was not made here, or not for this") from error
    issued = datetime.fromtimestamp(seconds, UTC)
    lifetime = LIFETIMES.get(purpose)
    if lifetime is not None and not -_AHEAD <= now - issued <= lifetime:
        raise TokenError(f"it was made on {issued:%Y-%m-%d} and holds no more", expired=True)
    return Claim(list=list_name, subscriber=subscriber, issued=issued)


def unsubscribe_url(base: str, token: str) -> str:
    """The address that unsubscribes by POST (RFC 8058) and asks by GET; `base` is that of the web application."""
    return f"{base.rstrip('/')}/unsubscribe/{token}"


def preferences_url(base: str, token: str) -> str:
    """The page where a reader says what they want."""
    return f"{base.rstrip('/')}/preferences/{token}"


def confirm_url(base: str, token: str) -> str:
    """The page with the button that confirms a subscription."""
    return f"{base.rstrip('/')}/confirm/{token}"


def account_url(base: str, token: str) -> str:
    """The page that shows and erases all that is kept of somebody."""
    return f"{base.rstrip('/')}/account/{token}"


@lru_cache(maxsize=64)
def derived_key(key: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose, from which neither the key nor those for other purposes can be told."""
    return hmac.digest(key, f"feedkit {purpose}".encode(), "sha256")


def verp_address(base: str, edition_id: str, subscriber: int, keys: Sequence[bytes]) -> str:
    """The envelope sender of one message: `bounce+daily.2026-05-28.9ix.mac@news.example` for `bounce@news.example`.

    What comes back to it tells which message it is about, whatever stands in it, and cannot be made up. ValueError if
    there is no room: the part of `base` before the `@` may have 14 characters and no `+`.
    """
    return verp_addresses(base, edition_id, keys)(subscriber)


def verp_addresses(base: str, edition_id: str, keys: Sequence[bytes]) -> Callable[[int], str]:
    """What gives the envelope senders of many messages, each as `verp_address` gives it; ValueError as there."""
    local, at, domain = base.rpartition("@")
    if not at or not local or "+" in local or not local.isascii() or len(local) > _MAX_BASE:
        raise ValueError(f"{base!r} cannot take bounces; write a short one without `+`, as bounce@news.example")
    edition, mac_of = verp_edition(edition_id), _macs(keys[0])

    def address_of(subscriber: int) -> str:
        told = f"{edition}.{_number(subscriber)}"
        return f"{local}+{told}.{mac_of(told)}@{domain}"

    return address_of


def parse_verp(address: str, keys: Sequence[bytes]) -> tuple[str, int] | None:
    """The edition and the subscriber of an envelope address of ours; None for any other.

    The edition is as `verp_edition` gives it. Small and capital letters are the same.
    """
    local = address.strip().strip("<>").rpartition("@")[0].lower()
    match = _VERP.fullmatch(local)
    if match is None:
        return None
    told = f"{match['edition']}.{match['subscriber']}"
    expected = (_macs(key)(told) for key in keys)
    if not any(hmac.compare_digest(each, match["mac"]) for each in expected):
        return None
    return match["edition"], int(match["subscriber"], 36)


@lru_cache(maxsize=64)
def verp_edition(edition_id: str) -> str:
    """An edition's id as it stands in an envelope address: `daily.2026-05-28`, or a digest where that is too long."""
    name = edition_name(edition_id)
    if len(name) <= _MAX_EDITION and _PLAIN_EDITION.fullmatch(name):
        return name
    return "x" + hashlib.sha256(edition_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _macs(key: bytes) -> Callable[[str], str]:
    """What gives the proof that an address is ours, in characters of base32 (RFC 4648 §6), of which two hold ten bits."""
    hash_of = keyed_hash(derived_key(key, "verp"))

    def mac_of(told: str) -> str:
        bits = int.from_bytes(hash_of(told.encode())[:8], "big") >> 4
        return "".join([_PAIRS[bits >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])

    return mac_of


def _number(value: int) -> str:
    digits = ""
    while value or not digits:
        value, digit = divmod(value, 36)
        digits = _BASE36[digit] + digits
    return digits


_quoted = lru_cache(maxsize=64)(partial(json.dumps, ensure_ascii=False))


@lru_cache(maxsize=64)
def _signing_key(keys: tuple[bytes, ...], purpose: Purpose) -> bytes:
    """What the serializer signs with: derived from the newest key for this purpose only."""
    return _serializer(keys, purpose).make_signer().derive_key()


@lru_cache(maxsize=64)
def _serializer(keys: tuple[bytes, ...], purpose: Purpose) -> URLSafeSerializer:
    if not keys or any(len(key) < MIN_KEY for key in keys):
        raise ValueError(f"there must be keys, of at least {MIN_KEY} bytes each")
    return URLSafeSerializer(
        list(reversed(keys)),  # itsdangerous signs with the last
        salt=f"feedkit.{purpose}",
        signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
    )
