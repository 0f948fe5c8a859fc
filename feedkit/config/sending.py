"""The sections of `feedkit.yml` on how mail leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from feedkit.config import kinds, values

_CLOSED = ConfigDict(extra="forbid", frozen=True, strict=True)
_HOST = r"[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?|\[?[0-9a-fA-F:]+\]?"
_SELECTOR = r"[A-Za-z0-9]([A-Za-z0-9._\-]*[A-Za-z0-9])?"
_DOMAIN = r"[a-z0-9]([a-z0-9\-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9\-]*[a-z0-9])?)+"


def _pattern(pattern: str, what: str, example: str) -> tuple[AfterValidator, WithJsonSchema]:
    check = values.matching(pattern, what, example)
    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^({pattern})?$"})


def _whole(least: int, most: int) -> tuple[AfterValidator, object, WithJsonSchema]:
    schema = WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})
    return AfterValidator(values.between(least, most)), kinds.FromText, schema


Port = Annotated[int, *_whole(1, 65535)]
Count = Annotated[int, *_whole(1, 1_000_000_000)]
Few = Annotated[int, *_whole(1, 200)]
Hours = Annotated[int, *_whole(1, 240)]
Percent = Annotated[int, *_whole(1, 100)]
Rate = Annotated[int, *_whole(1, 100_000)]


class Smtp(BaseModel):
    """The relay that takes the mail on."""

    model_config = _CLOSED

    host: Annotated[str, *_pattern(_HOST, "the name of a host", "smtp.example.org")] = Field(
        default="localhost", description="The name of the relay, as it stands in its certificate."
    )
    port: Port = Field(
        default=587, description="Its port: 587 for submission, 465 with `security: tls`, 25 for relays."
    )
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the connection is encrypted, with a verified certificate; `none` for a relay on this machine.",
    )
    user: kinds.Line = Field(default="", description="The user, where the relay wants one.")
    password: str = Field(
        default="", description="The password: `${SMTP_PASSWORD}`, never the word itself.", repr=False
    )
    ca_file: str = Field(default="", description="A file of certificates to trust instead of the system's.")
    hello: Annotated[str, *_pattern(_HOST, "the name of a host", "news.example.org")] = Field(
        default="", description="What feedkit calls itself; the domain of `mail.email` when empty."
    )
    connections: Few = Field(default=4, description="Connections at once.")
    pipeline: Few = Field(default=10, description="Messages on their way at once in one connection.")
    messages: Annotated[int, *_whole(0, 1_000_000)] = Field(
        default=0, description="After how many messages a connection is closed and another one opened; 0 for never."
    )
    chunking: Literal["auto", "always", "never"] = Field(
        default="auto", description="Whether messages are sent in chunks (BDAT); `auto` does so where the relay is far."
    )


class DomainLimit(BaseModel):
    """How much goes to one domain."""

    model_config = _CLOSED

    per_second: Rate | None = Field(default=None, description="Messages a second.")
    per_day: Count | None = Field(default=None, description="Messages a day.")


class Dkim(BaseModel):
    """How messages are signed, where no relay does it."""

    model_config = _CLOSED

    selector: Annotated[str, *_pattern(_SELECTOR, "a selector", "feedkit1")] = Field(
        default="", description="The selector: the key stands in the DNS under `SELECTOR._domainkey.DOMAIN`."
    )
    domain: Annotated[str, *_pattern(_DOMAIN, "a domain in small letters", "news.example.org")] = Field(
        default="", description="The domain that signs; that of `mail.email` when empty."
    )
    key_file: str = Field(default="", description="The file with the private key (PEM), kept out of the repository.")


class Send(BaseModel):
    """How the edition leaves."""

    model_config = _CLOSED

    via: Literal["", "smtp", "sendmail", "outbox"] = Field(
        default="", description="What takes the mail on; when empty, messages are only written as files to look at."
    )
    at: kinds.Clock | None = Field(
        default=None,
        description="The time of day at which each reader gets it, by their own clock; at once when not set.",
    )
    outbox: kinds.Path = Field(
        default="outbox", description="The folder for messages as files, relative to the folder of feedkit.yml."
    )
    sendmail: str = Field(default="/usr/sbin/sendmail", description="The command for `via: sendmail`.")
    per_second: Rate | None = Field(default=None, description="Messages a second at most.")
    per_day: Count | None = Field(default=None, description="Messages a day (UTC) at most.")
    domains: dict[Annotated[str, *_pattern(_DOMAIN, "a domain in small letters", "gmail.com")], DomainLimit] = Field(
        default={}, description="Limits for domains of readers, as `{gmail.com: {per_second: 5}}`."
    )
    max_recipients: Count | None = Field(
        default=None, description="How many readers an edition may go to; more are refused."
    )
    max_bounces: Percent = Field(
        default=2, description="How many percent may bounce for good before the run is stopped."
    )
    grace: Hours = Field(default=6, description="How many hours after its cutoff an edition may begin to leave.")
    give_up_after: Hours = Field(default=20, description="For how many hours what was deferred is tried again.")
    on_unknown: Literal["ask", "skip", "resend"] = Field(
        default="ask",
        description="What becomes of messages that may have arrived or not; without a terminal, `ask` is `skip`.",
    )
    dkim: Dkim = Field(default_factory=Dkim, description="How messages are signed, where no relay does it.")

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
