"""Messages: an edition addressed to one subscriber, as the bytes that go over the wire.

`encode` does all that is the same for everybody, once; `address` joins the result with the values of one recipient,
`address_all` with those of many, `address_in_parts` without copying what they share.
Templates write tokens where those values belong.
"""

from feedkit.message.composition import (
    EncodedEdition,
    Recipient,
    address,
    address_all,
    address_in_parts,
    encode,
    sample,
)
from feedkit.message.fields import Sender
from feedkit.message.message_ids import message_id, message_ids
from feedkit.message.refusals import MessageError, SmtpUtf8Required

__all__ = [
    "EncodedEdition",
    "MessageError",
    "Recipient",
    "Sender",
    "SmtpUtf8Required",
    "address",
    "address_all",
    "address_in_parts",
    "encode",
    "message_id",
    "message_ids",
    "sample",
]
