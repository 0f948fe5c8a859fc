"""Selectors that are meant for one mail program alone."""

from __future__ import annotations

import re

CLASSES = frozenset(
    {"ExternalClass", "ReadMsgBody", "MsoNormal", "MsoHyperlink", "MsoHyperlinkFollowed", "WordSection1", "yshortcuts"}
    | {"moz-text-html", "gmailfix", "ios-footer", "im", "ii", "gt", "adM"}
)
"""Classes that mail programs put around or into a mail."""
ONE_PROGRAM = re.compile(
    r"\[data-ogs[bc]\]|\[owa\]|\[x-apple-data-detectors\]|\bu\s*[+~]|#MessageViewBody|#outlook\b|::?-moz-"
    rf"|\.(?:{'|'.join(sorted(CLASSES))})\b"
)
"""What only one program matches."""
