"""How other programs write lists of subscribers, by the names of their columns.

Names are compared without regard to case, blanks, `_` and `-`. Each form was looked up in the program that writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from feedkit.quick_dataclasses import dataclass, field
from feedkit.subscribers.tables import Status

_KNOWN = {
    "confirmed": Status.CONFIRMED, "subscribed": Status.CONFIRMED, "active": Status.CONFIRMED, "enabled": Status.CONFIRMED,
    "regular": Status.CONFIRMED, "premium": Status.CONFIRMED, "gifted": Status.CONFIRMED, "trialed": Status.CONFIRMED,
    "churning": Status.CONFIRMED, "pastdue": Status.CONFIRMED, "churned": Status.CONFIRMED, "paid": Status.CONFIRMED,
    "upcoming": Status.CONFIRMED,
    "pending": Status.PENDING, "unconfirmed": Status.PENDING, "unactivated": Status.PENDING, "transactional": Status.PENDING,
    "nonsubscribed": Status.PENDING,
    "unsubscribed": Status.UNSUBSCRIBED, "removed": Status.UNSUBSCRIBED, "archived": Status.UNSUBSCRIBED,
    "inactive": Status.UNSUBSCRIBED, "paused": Status.UNSUBSCRIBED, "disabled": Status.UNSUBSCRIBED,
    "bounced": Status.BOUNCED, "cleaned": Status.BOUNCED, "unreachable": Status.BOUNCED, "undeliverable": Status.BOUNCED,
    "complained": Status.COMPLAINED, "spammy": Status.BLOCKED,
    "blocked": Status.BLOCKED, "blocklisted": Status.BLOCKED, "blacklisted": Status.BLOCKED,
}  # fmt: skip
"""Every word for a status there is, in any of these programs; no two mean different things by one."""

_ANY: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "emailaddress", "mail", "mailaddress", "adresse", "emailadresse", "subscriberemail"),
    "name": ("name", "fullname", "subscribername"),
    "first_name": ("firstname", "fname", "vorname", "givenname"),
    "last_name": ("lastname", "lname", "surname", "nachname", "familyname"),
    "status": ("status", "subscribertype"),
    "topics": ("topics", "tags", "labels"),
    "language": ("language", "lang", "locale"),
    "timezone": ("timezone", "tz"),
    "consent_at": ("consentat", "optintime", "createdat", "creationdate", "insertedat", "datejoined"),
    "consent_source": ("consentsource", "source", "referrerurl"),
    "consent_ip": ("optinip", "ipaddress"),
    "consent_ip_hash": ("consentiphash",),
    "confirmed_at": ("confirmedat", "confirmtime"),
    "left_at": ("leftat", "unsubtime", "cleantime", "deletedat", "unsubscriptiondate", "churndate"),
    "created_at": ("createdat", "creationdate", "insertedat", "datejoined"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of one program."""

    name: str
    marks: tuple[str, ...]
    """Columns that together only this program writes."""
    flags: Mapping[str, Mapping[str, Status]] = field(default_factory=dict)
    """Columns that say a status by a value, as `email_disabled: true`; an empty value is "". The last one that fits counts."""
    default: Status | None = None
    """The status of a row that says nothing else; None where that must be asked for."""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of columns that mean this in no other form."""
    own: bool = False
    """Whether feedkit wrote it: topics between `|`, and a `'` before what a spreadsheet would compute."""


_LEFT = {"*": Status.UNSUBSCRIBED}
_YES_NO = {"true": Status.CONFIRMED, "false": Status.UNSUBSCRIBED}
FORMS = (
    Form(name="feedkit", marks=("email", "status", "consentsource", "confirmedat"), own=True),
    Form(
        name="mailchimp",
        marks=("memberrating", "optintime", "euid"),
        flags={"unsubtime": _LEFT, "cleantime": {"*": Status.BOUNCED}},
        default=Status.CONFIRMED,
    ),
    Form(name="listmonk", marks=("uuid", "email", "attributes", "status")),
    Form(
        name="ghost",
        marks=("email", "subscribedtoemails", "complimentaryplan"),
        flags={"subscribedtoemails": _YES_NO, "deletedat": _LEFT},
    ),
    Form(
        name="substack",
        marks=("email", "activesubscription", "emaildisabled"),
        flags={"emaildisabled": {"false": Status.CONFIRMED, "true": Status.UNSUBSCRIBED}},
    ),
    Form(name="buttondown", marks=("emailaddress", "creationdate"), columns={"status": ("type", "subscribertype")}),
    Form(name="buttondown", marks=("email", "creationdate", "subscribertype")),
    Form(name="keila", marks=("email", "firstname", "lastname", "data")),
)
PLAIN = Form(name="csv", marks=())


def folded(column: str) -> str:
    """The name of a column as it is compared."""
    return re.sub(r"[\s_\-]+", "", column).casefold()


def form_of(columns: Sequence[str], file_name: str = "") -> Form:
    """The form that a file with these columns has; that of any CSV file when it is none we know.

    Mailchimp writes three files with nearly the same columns; what is in one is told by its name too.
    """
    names = {folded(each) for each in columns}
    found = next((form for form in FORMS if names.issuperset(form.marks)), PLAIN)
    if found.name == "mailchimp" and re.search(r"non.?subscribed", file_name, re.IGNORECASE):
        return Form(name="mailchimp", marks=(), flags=found.flags, default=Status.PENDING)
    return found


def positions(columns: Sequence[str], form: Form) -> dict[str, int]:
    """Where in a row each thing we know stands."""
    names = [folded(each) for each in columns]
    return {
        thing: names.index(alias)
        for thing, aliases in {**_ANY, **form.columns}.items()
        if (alias := next((each for each in aliases if each in names), None)) is not None
    }


def status_of(form: Form, columns: Mapping[str, int], row: Sequence[str], written: str) -> Status | None:
    """The status that a row says, None when it says nothing. `columns` are positions by folded name.

    Raises ValueError for a word that is no status.
    """
    status = form.default
    if written.strip():
        status = _KNOWN.get(folded(written))
        if status is None:
            raise ValueError(written.strip())
    for name, meanings in form.flags.items():
        at = columns.get(name)
        value = row[at].strip().lower() if at is not None and at < len(row) else ""
        if value and (said := meanings.get(value) or meanings.get("*")):
            status = said
    return status


@lru_cache(maxsize=10_000)
def topics_of(written: str, *, own: bool) -> tuple[str, ...]:
    """The topics in a field: between `|` in our `own` files, else a list in JSON or words between commas."""
    text = written.strip()
    if own:
        words: Sequence[object] = text.split("|")
    elif text.startswith("["):
        try:
            parsed = json.loads(text)
        except (ValueError, RecursionError):
            parsed = text.strip("[]").split(",")
        words = parsed if isinstance(parsed, list) else ()
    else:
        words = [part for part in re.findall(r'"((?:[^"]|"")*)"|([^,;"]+)', text) for part in part if part.strip()]
    return topic_words(str(each) for each in words)


def topic_words(words: Iterable[str]) -> tuple[str, ...]:
    """Topics as they are kept and compared: without regard to case, each once."""
    cleaned = (re.sub(r"[\s|]+", " ", each).strip().casefold()[:100] for each in words)
    return tuple(dict.fromkeys(each for each in cleaned if each))
