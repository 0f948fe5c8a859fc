"""What a message refuses to carry, as errors that name the place."""

from __future__ import annotations


class MessageError(ValueError):
    """A value that a mail must not carry, or cannot; nothing is quietly made to fit."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        """The header field, as `Subject`, or the part, as `html`."""
        self.reason = reason


class SmtpUtf8Required(MessageError):  # noqa: N818 (it names what the server must offer)
    """An address whose part before the `@` is not ASCII: only servers with SMTPUTF8 take it (RFC 6531 §3.2)."""
