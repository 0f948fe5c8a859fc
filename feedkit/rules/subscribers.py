"""FK571–FK589: lists of subscribers, and the mail that comes back."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

NO_ADDRESS_COLUMN = Rule(
    code="FK571",
    name="no-address-column",
    severity=Severity.ERROR,
    what="The first line of a CSV file names no column of addresses.",
    why="Nothing in the file can be imported.",
    instead="Call the column `email` (`Email Address`, `E-Mail` and the names other programs use are known as well). A file of bare addresses, one a line, needs no first line.",
)
UNREADABLE_ROW = Rule(
    code="FK572",
    name="unreadable-row",
    severity=Severity.WARNING,
    what="A row of a CSV file cannot be read: its bytes are not in the encoding of the file, a quotation mark is not closed, or it has more fields than the first line has columns.",
    why="Its fields may stand in the wrong columns, so it is not imported; the rest of the file is.",
    instead="Mend the row, or say how the file is written, as `--encoding windows-1252`.",
)
UNUSABLE_ADDRESS = Rule(
    code="FK573",
    name="unusable-address",
    severity=Severity.WARNING,
    what="The address of a subscriber is missing or is not one that mail can be sent to (RFC 5321, RFC 6531).",
    why="Mail to it would bounce, and many bounces make receivers distrust the sender. The row is not imported.",
    instead="Mend the address, or ask the reader for it again.",
)
UNKNOWN_STATUS = Rule(
    code="FK574",
    name="unknown-status",
    severity=Severity.WARNING,
    what="The status of a subscriber is none that feedkit or the program the file comes from has.",
    why="Somebody who left could be mailed again. The row is not imported.",
    instead="Write `pending`, `confirmed`, `unsubscribed`, `bounced`, `complained` or `blocked`.",
)
UNREADABLE_VALUE = Rule(
    code="FK575",
    name="unreadable-value",
    severity=Severity.WARNING,
    what="A date, time zone or language of a subscriber cannot be understood.",
    why="The subscriber is imported without it. A date decides whether a sign-up is newer than a farewell, so a wrong one would be worse than none.",
    instead="Write dates as `2026-05-28T15:00:00Z`, time zones as `Europe/Berlin`, languages as `en` or `pt-BR`.",
)
WITHOUT_CONSENT = Rule(
    code="FK576",
    name="without-consent",
    severity=Severity.WARNING,
    what="Rows do not say that their subscribers have agreed to get mail.",
    why="They are kept as `pending` and are not mailed: without proof of consent mail to them is unlawful in many countries.",
    instead='If they have agreed, say where and how: `--consent "Signed the list at the fair, May 2026"`. Else let them sign up.',
)
SUPPRESSED_ADDRESS = Rule(
    code="FK577",
    name="suppressed-address",
    severity=Severity.INFO,
    what="An address is suppressed: it bounced, its reader complained or asked to be forgotten, or it was blocked.",
    why="Suppression outranks every list and every import. The row is not imported.",
    instead="Nothing; a reader who wants the mail again signs up. `feedkit subscribers suppress --lift` is for mistakes.",
)
LEFT_BEFORE = Rule(
    code="FK578",
    name="left-before",
    severity=Severity.INFO,
    what="A subscriber has left the list, and the file has no confirmation that is newer.",
    why="Who imports an old file would mail people who said no. The subscriber stays as they are.",
    instead="Nothing; a reader who wants the mail again signs up.",
)
UNKNOWN_REPORT = Rule(
    code="FK581",
    name="unknown-report",
    severity=Severity.INFO,
    what="A mail in the mailbox of bounces is about no message of this list, or does not prove that it is.",
    why="Anybody can write to that mailbox; a report that does not carry the signed address or Message-ID of a message must not suppress a reader.",
    instead="Nothing. If it is a true report, suppress the address: `feedkit subscribers suppress ADDRESS`.",
)
UNREADABLE_MAIL = Rule(
    code="FK582",
    name="unreadable-mail",
    severity=Severity.WARNING,
    what="A mail in the mailbox of bounces cannot be read: it is too large, or the file cannot be opened.",
    why="A bounce in it would be overlooked.",
    instead="Look at it with a mail program.",
)
