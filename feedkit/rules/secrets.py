"""FK7: what should not have been published, and what is not what it seems."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

EXPOSED_KEY = Rule(
    code="FK702",
    name="exposed-key",
    severity=Severity.ERROR,
    what="The file has what looks like a real access key of a service: AWS, GitHub, GitLab, Slack, Stripe, Google, and others.",
    why="It is read by machines within minutes of publication, and a feed cannot be called back.",
    instead="Revoke the key now, then put a made-up one into the text, as `AKIAIOSFODNN7EXAMPLE`.",
)
EXPOSED_PRIVATE_KEY = Rule(
    code="FK703",
    name="exposed-private-key",
    severity=Severity.ERROR,
    what="The file has a whole private key.",
    why="Whoever reads it can sign, log in or decrypt as its owner.",
    instead="Replace the key everywhere it is used, and show its first line and an ellipsis only.",
)
EXPOSED_TOKEN = Rule(
    code="FK704",
    name="exposed-token",
    severity=Severity.WARNING,
    what="The file has a signed token (JWT) that is not one of the well-known examples.",
    why="While it is valid, whoever has it is logged in.",
    instead="Let it run out or revoke it, and show an invented one.",
)
PASSWORD_IN_ADDRESS = Rule(
    code="FK705",
    name="password-in-address",
    severity=Severity.WARNING,
    what="An address has a name and a password before its host, or a password or key among its parameters.",
    why="It is published with every feed and mail, and stays in the logs of servers.",
    instead="Change the password, and write the address without it.",
)
PERSONAL_ADDRESS = Rule(
    code="FK706",
    name="personal-address",
    severity=Severity.WARNING,
    what="The parameters of a link hold somebody's mail address or a subscriber's number, or it unsubscribes whoever clicks.",
    why="It came in by copying from a mail: readers act in the name of its receiver, whose address is published.",
    instead="Write the address without its parameters.",
)
FORGED_HOST = Rule(
    code="FK707",
    name="forged-host",
    severity=Severity.WARNING,
    what="The host of a link mixes Latin letters with ones of another script that look the same.",
    why="It looks like a host that it is not.",
    instead="Type the address again.",
)
MISLEADING_LINK = Rule(
    code="FK708",
    name="misleading-link",
    severity=Severity.WARNING,
    what="A link shows the address of one site and leads to another.",
    why="It is how phishing is done; mail filters sort such messages out.",
    instead="Show the address it leads to, or words.",
)
