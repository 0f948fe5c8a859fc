"""The sections of `feedkit.yml` on the daily edition and its mail."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Literal, get_args

from feedkit.config import kinds
from feedkit.config.reading import listed, optional, section, setting, within
from feedkit.config.sending import Smtp

_LIST_ID = r"[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)+"
_BOUNCES = r"[A-Za-z0-9_\-]{1,14}@[^\s@<>+]+"
_FEEDBACK_ID = r"[A-Za-z0-9_\-]{5,15}"
_MAILTO = r"mailto:[^\s@<>]+@[^\s@<>]+"
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


@section
class Digest:
    """How the daily edition is cut from the entries."""

    enabled: bool = setting(kinds.TRUTH, default=True, description="Whether there are editions at all.")
    list: str = setting(
        kinds.FEED_NAME,
        default="daily",
        description="The name of the list; it is part of the id of every edition and never changes.",
    )
    cutoff: time = setting(
        kinds.CLOCK,
        default=time(18, 0),
        description="The time of day, in the site's zone, at which the edition of a day closes.",
    )
    days: tuple[Weekday, ...] = setting(
        listed(kinds.choice(*_WEEKDAYS)), default=_WEEKDAYS, description="The days of the week that have an edition."
    )
    catch_up: Literal["merge", "separate", "skip"] = setting(
        kinds.choice("merge", "separate", "skip"),
        default="merge",
        description="What becomes of days on which no edition was made.",
    )
    max_age: int = setting(kinds.DAYS, default=7, description="How many days old an entry may be.")
    first_run: Literal["baseline", "include"] = setting(
        kinds.choice("baseline", "include"),
        default="baseline",
        description="Whether articles that were there before the first edition count as sent, or are in it.",
    )
    include_since: date | None = setting(
        optional(kinds.DAY), default=None, description="With `first_run: include`: how far back the first edition goes."
    )
    max_entries: int | None = setting(
        optional(kinds.LIMIT), default=None, description="How many entries one edition shows."
    )
    overflow: Literal["link", "carry"] = setting(
        kinds.choice("link", "carry"),
        default="link",
        description="Whether entries beyond `max_entries` are on the web only, or wait a day.",
    )
    where: str = setting(kinds.WHERE, default="", description="Which entries editions are made of; all when empty.")
    records: str = setting(
        kinds.PATH,
        default="editions",
        description="The folder that remembers editions, relative to the folder of feedkit.yml. Commit it.",
    )

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week as numbers; Monday is 0."""
        return frozenset(_WEEKDAYS.index(day) for day in self.days)

    @property
    def age(self) -> timedelta:
        """How old an entry may be."""
        return timedelta(days=self.max_age)


@section
class Mail:
    """Who the mail comes from and what the law wants to stand in it."""

    name: str = setting(kinds.LINE, default="", description="The name of the sender; the title of the site when empty.")
    email: str = setting(kinds.EMAIL, default="", description="The address of the sender, of a domain of your own.")
    reply_to: str = setting(kinds.EMAIL, default="", description="Where answers go, when not to the sender.")
    list_id: str = setting(
        kinds.pattern(_LIST_ID, "a list id", "daily.example.org"),
        default="",
        description="The permanent id of the list (RFC 2919); made of the list and the site when empty.",
    )
    postal_address: str = setting(kinds.LINE, default="", description="Your postal address; many countries demand it.")
    reason: str = setting(kinds.LINE, default="", description="Why readers get this mail, in a sentence.")
    unsubscribe_mailto: str = setting(
        kinds.pattern(_MAILTO, "a mailto: address", "mailto:leave@example.org"),
        default="",
        description="Where to write to unsubscribe.",
    )
    help_url: str = setting(kinds.WEB_ADDRESS, default="", description="A page that tells about the list.")
    feedback_id: str = setting(
        kinds.pattern(_FEEDBACK_ID, "5 to 15 letters", "acmenews"),
        default="",
        description="What Gmail counts complaints under.",
    )
    preferences: bool = setting(
        kinds.TRUTH, default=True, description="Whether readers have a page where they say what they want."
    )
    smtp: Smtp = setting(
        within(Smtp), default_factory=Smtp, description="The relay that takes the mail on, for `send.via: smtp`."
    )
    bounces: str = setting(
        kinds.pattern(_BOUNCES, "a short address", "bounce@news.example.org"),
        default="",
        description="Where undeliverable mail comes back to, as `bounce+…@`; `feedkit bounces` reads that mailbox.",
    )
    signing_keys: tuple[str, ...] = setting(
        listed(kinds.FILLED_LINE),
        default=(),
        description="Keys that sign links, the newest first, as `${FEEDKIT_SIGNING_KEY}`; the file feedkit.key when empty.",
    )


@section
class Database:
    """Where subscribers and deliveries are kept."""

    url: str = setting(
        kinds.LINE,
        default="",
        description="`postgresql://user:password@host/name` or `sqlite:///file.db`; the file feedkit.db when empty. "
        "Passwords belong into a variable: `${FEEDKIT_DATABASE:-}`.",
    )


@section
class Web:
    """The pages where readers sign up, choose and leave: `feedkit.web:app`."""

    url: str = setting(
        kinds.WEB_ADDRESS, default="", description="The address of these pages, as `https://news.example.org/mail/`."
    )
    sign_up: bool = setting(kinds.TRUTH, default=True, description="Whether people can sign up there.")
    topics: tuple[str, ...] = setting(
        listed(kinds.FILLED_LINE), default=(), description="Categories and tags that readers can choose among."
    )
