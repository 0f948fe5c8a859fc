"""DKIM signatures (RFC 6376), for those whose relay makes none."""

from __future__ import annotations

from feedkit.message.refusals import MessageError

_FIELDS = (
    "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "References", "List-Id", "List-Unsubscribe",
    "List-Unsubscribe-Post", "List-Archive", "List-Help", "List-Post", "Auto-Submitted", "Precedence", "Feedback-ID",
    "Content-Language", "MIME-Version", "Content-Type",
)  # fmt: skip
"""What is signed: all that a message has, and with it what one-click unsubscribing needs (RFC 8058 §4)."""
_TWICE = ("From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post")
"""Signed once more than they stand in it, so that nobody can add another one (RFC 6376 §8.15)."""


def signature(message: bytes, *, selector: str, domain: str, key: bytes) -> bytes:
    """The DKIM-Signature field with its line end, to stand before the message.

    `key` is a private key of RSA in PEM. The whole body is signed, never a part of it. MessageError if the key or the
    library is not there.
    """
    try:
        import dkim  # noqa: PLC0415  (an extra that few need)
    except ImportError as error:
        raise MessageError("DKIM", "install what signs: pip install 'feedkit-press[dkim]'") from error
    names = [line.partition(b":")[0].lower() for line in message.partition(b"\r\n\r\n")[0].split(b"\r\n")]
    present = [each.encode() for each in _FIELDS if each.lower().encode() in names]
    try:
        signed = dkim.sign(
            message,
            selector.encode("ascii"),
            domain.encode("ascii"),
            key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=[*present, *(each.encode() for each in _TWICE)],
        )
    except dkim.DKIMException as error:
        raise MessageError("DKIM", f"the message cannot be signed: {error}") from error
    return bytes(signed)
