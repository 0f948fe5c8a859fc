"""What stands in an edition in place of the values of one recipient.

Templates get tokens through `by_name()`. They look like an address of the web or of mail, in ASCII without blanks,
braces or percent signs, so that HTML parsers, style inliners and line wrapping leave them whole; and they lie in
`.invalid` (RFC 2606 §2), so that one that slips through leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from feedkit.message.refusals import MessageError

_DOMAIN = "recipient.feedkit.invalid"
# Where no blanks stand between words, as in Japanese, letters beyond ASCII may be right beside a token.
_ANY = re.compile(rf"https://{re.escape(_DOMAIN)}[A-Za-z0-9/_\-]*|[A-Za-z0-9._+\-]*@{re.escape(_DOMAIN)}")
# A value put into a longer address would be neither encoded nor safe there: `?to=TOKEN`, `mailto:TOKEN`, `TOKEN?utm=1`.
_GLUED_BEFORE = re.compile(r"[A-Za-z0-9/?#=&%_~@:.+\-]\Z")
_GLUED_BEHIND = re.compile(r"[A-Za-z0-9/?#=&%_~@+\-]|\.[A-Za-z0-9]")


class Token(StrEnum):
    """The values of one recipient that an edition can show, as they stand in it."""

    UNSUBSCRIBE_URL = f"https://{_DOMAIN}/unsubscribe"
    UNSUBSCRIBE_MAILTO = f"https://{_DOMAIN}/unsubscribe-by-mail"
    PREFERENCES_URL = f"https://{_DOMAIN}/preferences"
    RECIPIENT_EMAIL = f"email@{_DOMAIN}"
    RECIPIENT_NAME = f"name@{_DOMAIN}"
    """The address, for recipients without a name."""

    @property
    def is_url(self) -> bool:
        """Whether its value is ASCII and fit for `href`; the others are words for readers."""
        return self.startswith("https://")


def by_name() -> Mapping[str, str]:
    """The tokens by the names that templates call them, as `unsubscribe_url`."""
    return {token.name.lower(): token.value for token in Token}


def found_in(text: str) -> tuple[str, ...]:
    """What looks like a token, in order; pages that everybody sees and texts that others wrote must have none."""
    return tuple(_ANY.findall(text)) or ((_DOMAIN,) if _DOMAIN in text.lower() else ())


def split(text: str, where: str) -> tuple[list[str], list[Token]]:
    """The texts around the tokens, and the tokens between them: always one text more than tokens.

    Raises MessageError, which names `where`, for a token that does not exist or is part of something longer.
    """
    texts, found, start = [], [], 0
    for match in _ANY.finditer(text):
        try:
            token = Token(match[0])
        except ValueError:
            raise MessageError(where, f"{match[0]!r} is not a token; they are {', '.join(Token)}") from None
        if _GLUED_BEFORE.search(text, max(0, match.start() - 1), match.start()) or _GLUED_BEHIND.match(
            text, match.end()
        ):
            context = text[max(0, match.start() - 20) : match.end() + 20]
            raise MessageError(where, f"the token {token} must stand alone, not as in {context!r}")
        texts.append(text[start : match.start()])
        found.append(token)
        start = match.end()
    texts.append(text[start:])
    if any(_DOMAIN in each.lower() for each in texts):
        raise MessageError(where, f"{_DOMAIN!r} stands in it, but not as a token")
    return texts, found
