"""Signatures of messages where no relay makes them."""

from __future__ import annotations

from feedkit.quick_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key and the name it is published under."""

    selector: str
    domain: str
    key: bytes = field(repr=False)

    def signed(self, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """The message, which is in parts, with its DKIM-Signature in front (RFC 6376)."""
        from feedkit.message.dkim_signature import signature  # noqa: PLC0415  (an extra that few need)

        return (signature(b"".join(parts), selector=self.selector, domain=self.domain, key=self.key), *parts)
