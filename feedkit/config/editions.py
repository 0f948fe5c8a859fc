"""The sections of `feedkit.yml` on the daily edition and its mail."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from feedkit.config import kinds, values
from feedkit.config.sending import Smtp

_CLOSED = ConfigDict(extra="forbid", frozen=True, strict=True)
_LIST_ID = r"[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)+"
_BOUNCES = r"[A-Za-z0-9_\-]{1,14}@[^\s@<>+]+"
_FEEDBACK_ID = r"[A-Za-z0-9_\-]{5,15}"
_MAILTO = r"mailto:[^\s@<>]+@[^\s@<>]+"
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _pattern(pattern: str, what: str, example: str) -> tuple[AfterValidator, WithJsonSchema]:
    check = values.matching(pattern, what, example)
    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^({pattern})?$"})


class Digest(BaseModel):
    """How the daily edition is cut from the entries."""

    model_config = _CLOSED

    enabled: kinds.Truth = Field(default=True, description="Whether there are editions at all.")
    list: kinds.FeedName = Field(
        default="daily", description="The name of the list; it is part of the id of every edition and never changes."
    )
    cutoff: kinds.Clock = Field(
        default=time(18, 0), description="The time of day, in the site's zone, at which the edition of a day closes."
    )
    days: tuple[Weekday, ...] = Field(
        default=get_args(Weekday), strict=False, description="The days of the week that have an edition."
    )
    catch_up: Literal["merge", "separate", "skip"] = Field(
        default="merge", description="What becomes of days on which no edition was made."
    )
    max_age: kinds.Days = Field(default=7, description="How many days old an entry may be.")
    first_run: Literal["baseline", "include"] = Field(
        default="baseline",
        description="Whether articles that were there before the first edition count as sent, or are in it.",
    )
    include_since: kinds.Day | None = Field(
        default=None, description="With `first_run: include`: how far back the first edition goes."
    )
    max_entries: kinds.Limit | None = Field(default=None, description="How many entries one edition shows.")
    overflow: Literal["link", "carry"] = Field(
        default="link", description="Whether entries beyond `max_entries` are on the web only, or wait a day."
    )
    where: kinds.Where = Field(default="", description="Which entries editions are made of; all when empty.")
    records: kinds.Path = Field(
        default="editions",
        description="The folder that remembers editions, relative to the folder of feedkit.yml. Commit it.",
    )

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week as numbers; Monday is 0."""
        return frozenset(get_args(Weekday).index(day) for day in self.days)

    @property
    def age(self) -> timedelta:
        """How old an entry may be."""
        return timedelta(days=self.max_age)


class Mail(BaseModel):
    """Who the mail comes from and what the law wants to stand in it."""

    model_config = _CLOSED

    name: kinds.Line = Field(default="", description="The name of the sender; the title of the site when empty.")
    email: kinds.Email = Field(default="", description="The address of the sender, of a domain of your own.")
    reply_to: kinds.Email = Field(default="", description="Where answers go, when not to the sender.")
    list_id: Annotated[str, *_pattern(_LIST_ID, "a list id", "daily.example.org")] = Field(
        default="", description="The permanent id of the list (RFC 2919); made of the list and the site when empty."
    )
    postal_address: kinds.Line = Field(default="", description="Your postal address; many countries demand it.")
    reason: kinds.Line = Field(default="", description="Why readers get this mail, in a sentence.")
    unsubscribe_mailto: Annotated[str, *_pattern(_MAILTO, "a mailto: address", "mailto:leave@example.org")] = Field(
        default="", description="Where to write to unsubscribe."
    )
    help_url: kinds.WebAddress = Field(default="", description="A page that tells about the list.")
    feedback_id: Annotated[str, *_pattern(_FEEDBACK_ID, "5 to 15 letters", "acmenews")] = Field(
        default="", description="What Gmail counts complaints under."
    )
    preferences: kinds.Truth = Field(
        default=True, description="Whether readers have a page where they say what they want."
    )
    smtp: Smtp = Field(default_factory=Smtp, description="The relay that takes the mail on, for `send.via: smtp`.")
    bounces: Annotated[str, *_pattern(_BOUNCES, "a short address", "bounce@news.example.org")] = Field(
        default="",
        description="Where undeliverable mail comes back to, as `bounce+…@`; `feedkit bounces` reads that mailbox.",
    )
    signing_keys: tuple[kinds.FilledLine, ...] = Field(
        default=(),
        strict=False,
        description="Keys that sign links, the newest first, as `${FEEDKIT_SIGNING_KEY}`; the file feedkit.key when empty.",
    )


class Database(BaseModel):
    """Where subscribers and deliveries are kept."""

    model_config = _CLOSED

    url: kinds.Line = Field(
        default="",
        description="`postgresql://user:password@host/name` or `sqlite:///file.db`; the file feedkit.db when empty. "
        "Passwords belong into a variable: `${FEEDKIT_DATABASE:-}`.",
    )


class Web(BaseModel):
    """The pages where readers sign up, choose and leave: `feedkit.web:app`."""

    model_config = _CLOSED

    url: kinds.WebAddress = Field(
        default="", description="The address of these pages, as `https://news.example.org/mail/`."
    )
    sign_up: kinds.Truth = Field(default=True, description="Whether people can sign up there.")
    topics: tuple[kinds.FilledLine, ...] = Field(
        default=(), strict=False, description="Categories and tags that readers can choose among."
    )
