"""An encoded edition as bytes, so that it is sent as it was frozen, by whichever process on whichever machine.

JSON that says of each value what it is; only the few kinds of values there are in a message can be read back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from feedkit.message import slots
from feedkit.message.base64_body import Base64Body, Run
from feedkit.message.composition import EncodedEdition
from feedkit.message.refusals import MessageError
from feedkit.message.slots import Slot

_KINDS: Mapping[str, type] = {each.__name__: each for each in (EncodedEdition, Base64Body, Run, Slot)}
_WRITERS: Mapping[str, slots.Writer] = {
    each.__name__: each for each in (slots.plain, slots.raw, slots.quoted_text, slots.quoted_url)
}


def frozen(encoded: EncodedEdition) -> bytes:
    """The edition as bytes, the same for the same edition."""
    return json.dumps(_written(encoded), separators=(",", ":")).encode("ascii")


def thawed(content: bytes) -> EncodedEdition:
    """The edition again. Raises MessageError for what another version of feedkit has frozen in another way."""
    try:
        edition = _read(json.loads(content))
    except (ValueError, KeyError, TypeError) as error:
        raise MessageError("edition", f"this version of feedkit cannot read what was frozen: {error}") from error
    if not isinstance(edition, EncodedEdition):
        raise MessageError("edition", "what was frozen is no edition")
    return edition


def _written(value: Any) -> Any:
    match value:
        case bytes():
            return {"bytes": value.decode("latin-1")}
        case str() | int():
            return value
        case tuple():
            return [_written(each) for each in value]
    if type(value).__name__ in _KINDS:
        return {type(value).__name__: {each.name: _written(getattr(value, each.name)) for each in fields(value)}}
    return {"writer": next(name for name, writer in _WRITERS.items() if writer is value)}


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(each) for each in value)
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    if kind == "bytes":
        return content.encode("latin-1")
    if kind == "writer":
        return _WRITERS[content]
    return _KINDS[kind](**{name: _read(each) for name, each in content.items()})
