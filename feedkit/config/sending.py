"""The sections of `feedkit.yml` on how mail leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Literal

from feedkit.config import kinds, values
from feedkit.config.reading import mapped, optional, section, setting, within

_HOST = r"[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?|\[?[0-9a-fA-F:]+\]?"
_SELECTOR = r"[A-Za-z0-9]([A-Za-z0-9._\-]*[A-Za-z0-9])?"
_DOMAIN = r"[a-z0-9]([a-z0-9\-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9\-]*[a-z0-9])?)+"


PORT = kinds.whole(1, 65535)
COUNT = kinds.whole(1, 1_000_000_000)
FEW = kinds.whole(1, 200)
HOURS = kinds.whole(1, 240)
PERCENT = kinds.whole(1, 100)
RATE = kinds.whole(1, 100_000)


@section
class Smtp:
    """The relay that takes the mail on."""

    host: str = setting(
        kinds.pattern(_HOST, "the name of a host", "smtp.example.org"),
        default="localhost",
        description="The name of the relay, as it stands in its certificate.",
    )
    port: int = setting(
        PORT, default=587, description="Its port: 587 for submission, 465 with `security: tls`, 25 for relays."
    )
    security: Literal["starttls", "tls", "none"] = setting(
        kinds.choice("starttls", "tls", "none"),
        default="starttls",
        description="How the connection is encrypted, with a verified certificate; `none` for a relay on this machine.",
    )
    user: str = setting(kinds.LINE, default="", description="The user, where the relay wants one.")
    password: str = setting(
        kinds.TEXT, default="", description="The password: `${SMTP_PASSWORD}`, never the word itself.", repr=False
    )
    ca_file: str = setting(
        kinds.TEXT, default="", description="A file of certificates to trust instead of the system's."
    )
    hello: str = setting(
        kinds.pattern(_HOST, "the name of a host", "news.example.org"),
        default="",
        description="What feedkit calls itself; the domain of `mail.email` when empty.",
    )
    connections: int = setting(FEW, default=4, description="Connections at once.")
    pipeline: int = setting(FEW, default=10, description="Messages on their way at once in one connection.")
    messages: int = setting(
        kinds.whole(0, 1_000_000),
        default=0,
        description="After how many messages a connection is closed and another one opened; 0 for never.",
    )
    chunking: Literal["auto", "always", "never"] = setting(
        kinds.choice("auto", "always", "never"),
        default="auto",
        description="Whether messages are sent in chunks (BDAT); `auto` does so where the relay is far.",
    )


@section
class DomainLimit:
    """How much goes to one domain."""

    per_second: int | None = setting(optional(RATE), default=None, description="Messages a second.")
    per_day: int | None = setting(optional(COUNT), default=None, description="Messages a day.")


DOMAINS = mapped(
    within(DomainLimit),
    values.matching(_DOMAIN, "a domain in small letters", "gmail.com"),
    patternProperties={f"^({_DOMAIN})?$": within(DomainLimit).schema},
)


@section
class Dkim:
    """How messages are signed, where no relay does it."""

    selector: str = setting(
        kinds.pattern(_SELECTOR, "a selector", "feedkit1"),
        default="",
        description="The selector: the key stands in the DNS under `SELECTOR._domainkey.DOMAIN`.",
    )
    domain: str = setting(
        kinds.pattern(_DOMAIN, "a domain in small letters", "news.example.org"),
        default="",
        description="The domain that signs; that of `mail.email` when empty.",
    )
    key_file: str = setting(
        kinds.TEXT, default="", description="The file with the private key (PEM), kept out of the repository."
    )


@section
class Send:
    """How the edition leaves."""

    via: Literal["", "smtp", "sendmail", "outbox"] = setting(
        kinds.choice("", "smtp", "sendmail", "outbox"),
        default="",
        description="What takes the mail on; when empty, messages are only written as files to look at.",
    )
    at: time | None = setting(
        optional(kinds.CLOCK),
        default=None,
        description="The time of day at which each reader gets it, by their own clock; at once when not set.",
    )
    outbox: str = setting(
        kinds.PATH,
        default="outbox",
        description="The folder for messages as files, relative to the folder of feedkit.yml.",
    )
    sendmail: str = setting(kinds.TEXT, default="/usr/sbin/sendmail", description="The command for `via: sendmail`.")
    per_second: int | None = setting(optional(RATE), default=None, description="Messages a second at most.")
    per_day: int | None = setting(optional(COUNT), default=None, description="Messages a day (UTC) at most.")
    domains: Mapping[str, DomainLimit] = setting(
        DOMAINS,
        default_factory=dict,
        shown={},
        description="Limits for domains of readers, as `{gmail.com: {per_second: 5}}`.",
    )
    max_recipients: int | None = setting(
        optional(COUNT), default=None, description="How many readers an edition may go to; more are refused."
    )
    max_bounces: int = setting(
        PERCENT, default=2, description="How many percent may bounce for good before the run is stopped."
    )
    grace: int = setting(HOURS, default=6, description="How many hours after its cutoff an edition may begin to leave.")
    give_up_after: int = setting(HOURS, default=20, description="For how many hours what was deferred is tried again.")
    on_unknown: Literal["ask", "skip", "resend"] = setting(
        kinds.choice("ask", "skip", "resend"),
        default="ask",
        description="What becomes of messages that may have arrived or not; without a terminal, `ask` is `skip`.",
    )
    dkim: Dkim = setting(
        within(Dkim), default_factory=Dkim, description="How messages are signed, where no relay does it."
    )

    @property
    def lateness(self) -> timedelta:
        """How long after its cutoff an edition may begin to leave."""
        return timedelta(hours=self.grace)

    @property
    def lifetime(self) -> timedelta:
        """For how long what was deferred is tried again."""
        return timedelta(hours=self.give_up_after)

    @property
    def local_time(self) -> time | None:
        """The time of day at which each reader gets the edition."""
        return self.at

    @property
    def limits(self) -> Mapping[str, DomainLimit]:
        """All limits, by domain; `*` is for all of them."""
        every = DomainLimit(per_second=self.per_second, per_day=self.per_day)
        found = dict(self.domains)
        return found if self.per_second is None and self.per_day is None else {"*": every, **found}
