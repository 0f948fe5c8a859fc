"""What a refusal is about: the address, the moment, or us."""

from __future__ import annotations

import re
from enum import StrEnum


class Meaning(StrEnum):
    """What a report means for the address it is about."""

    HARD = "hard"
    SOFT = "soft"
    POLICY = "policy"
    """The receiver refuses us or what we wrote; the reader has no part in it."""
    COMPLAINT = "complaint"
    LEAVE = "leave"
    """The reader asks by way of their provider to be taken off."""
    NOTHING = "nothing"
    """A delay, a receipt, an automatic answer."""


_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_REPLY = re.compile(r"\b([45])\d\d\b")
_HARD = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.6", "1.10", "2.1"}
"""No such mailbox, no such host, moved away, switched off (RFC 3463 §3.2, §3.3; RFC 7505)."""
_OURS = {"1.7", "1.8", "1.9", "2.3", "3.4", "3.3", "3.5"}
"""Our address as sender, our message too large for them."""
_NOBODY = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|person|address)|(?:does not|doesn't) exist|no mailbox here"
    r"|(?:mailbox|recipient|address|account|user)\b.{0,40}\b(?:not found|unknown|unavailable|disabled|invalid|rejected: user)"
    r"|unrouteable address|host or domain name not found|account (?:has been|is) (?:disabled|closed|deactivated)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"spam|blocked|block ?list|blacklist|black list|reputation|policy|dmarc|\bspf\b|\bdkim\b|authenticat|not authorized|denied by"
    r"|content rejected|unsolicited|bulk",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"quota|mailbox (?:is )?full|over ?quota|insufficient (?:system )?storage|out of storage", re.IGNORECASE
)


def meaning(status: str, said: str) -> tuple[Meaning, str]:
    """What a failure means, and the enhanced status code (RFC 3463) that says so; "" when there is none.

    `status` is that of the report, `said` what the receiver answered, whose own code is believed more when the
    report's is a general one, as `5.0.0`.
    """
    said = said[:2000]
    codes = [match for text in (status[:40], said) for match in [_ENHANCED.search(text)] if match]
    exact = next((each for each in codes if (each[2], each[3]) != ("0", "0")), codes[0] if codes else None)
    code = exact[0] if exact else ""
    if not exact or (exact[2], exact[3]) == ("0", "0"):
        return _by_words(said, exact[1] if exact else ""), code
    subject, detail = exact[2], f"{exact[2]}.{exact[3]}"
    if subject in ("5", "6", "7") or detail in _OURS:
        return Meaning.POLICY, code
    if exact[1] == "4" or _FULL.search(said):
        return Meaning.SOFT, code
    if detail in _HARD or subject == "1":
        # Some servers say "no such user" and mean "we do not like you".
        return (Meaning.POLICY if detail != "1.10" and _is_policy(said) else Meaning.HARD), code
    return Meaning.SOFT, code


def _by_words(said: str, severity: str) -> Meaning:
    reply = _REPLY.search(said)
    if _FULL.search(said) or severity == "4" or (reply and reply[1] == "4"):
        return Meaning.SOFT
    if _is_policy(said):
        return Meaning.POLICY
    return Meaning.HARD if _NOBODY.search(said) else Meaning.SOFT


def _is_policy(said: str) -> bool:
    return bool(_POLICY.search(said)) and not _NOBODY.search(said)
