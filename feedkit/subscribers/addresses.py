"""Addresses: checked, as they are sent to, and as they are compared."""

from __future__ import annotations

import hmac
import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from feedkit.quick_dataclasses import dataclass

MAX_LOCAL, MAX_ADDRESS = 64, 254
"""Octets before the `@` and of all (RFC 5321 §4.5.3.1)."""

_LABEL = r"[a-z0-9](?:[a-z0-9]{0,30}|[a-z0-9](?:-?[a-z0-9]){1,30})"
# As nearly all are. Whatever matches is right by the library too (a test holds them together), forty times as fast.
_USUAL = re.compile(
    rf"[A-Za-z0-9_+\-]{{1,30}}(?:\.[A-Za-z0-9_+\-]{{1,15}}){{0,2}}@((?:{_LABEL}\.){{1,3}}(?!arpa|invalid|local|localhost|onion|test)[a-z]{{2,10}})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that mail can be sent to."""

    given: str
    delivery: str
    """As the envelope needs it: the domain in A-labels, the part before the `@` as it was given."""
    domain: str
    """In A-labels and small letters."""
    key: str
    """What two spellings of one address have in common: NFC, without difference of case."""


class AddressError(ValueError):
    """Why mail cannot be sent to an address, in a sentence."""


def read_address(text: str) -> Address:
    """The address in the text, without blanks around it. Raises AddressError; nothing is looked up in the DNS.

    Dots and `+` before the `@` are kept: they tell addresses apart everywhere but at a few providers.
    """
    given = text.strip()
    if usual := _USUAL.fullmatch(given):
        return Address(given=given, delivery=given, domain=usual[1], key=given.casefold())
    if not given:
        raise AddressError("it is empty")
    if len(given) > 4 * MAX_ADDRESS:
        raise AddressError("it is too long")
    try:
        found = validate_email(given, check_deliverability=False)
    except EmailNotValidError as error:
        raise AddressError(_sentence(str(error))) from error
    local, domain = found.local_part, found.ascii_domain.lower()
    delivery = f"{local}@{domain}"
    if len(local.encode()) > MAX_LOCAL or len(delivery.encode()) > MAX_ADDRESS:
        raise AddressError(f"it is longer than mail allows ({MAX_LOCAL} before the @-sign, {MAX_ADDRESS} in all)")
    if "=?" in local:  # some programs decode an encoded-word wherever it stands, and with it may see another address
        raise AddressError("it has `=?` before the @-sign")
    key = f"{unicodedata.normalize('NFC', local).casefold()}@{domain}"
    return Address(given=unicodedata.normalize("NFC", given), delivery=delivery, domain=domain, key=key)


def address_hash(key: bytes, address: Address | str) -> str:
    """What the address is found by: 32 hexadecimal digits that nobody can make, or guess back, without the key."""
    text = address if isinstance(address, str) else address.key
    return hmac.digest(key, text.encode(), "sha256").hex()[:32]


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".").replace("The email address", "it").replace("An email address", "it")
    return text[:1].lower() + text[1:]
