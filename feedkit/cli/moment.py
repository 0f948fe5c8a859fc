"""When "now" is: what `--now` says, else SOURCE_DATE_EPOCH, else the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo

from feedkit.quick_dataclasses import dataclass

MIDNIGHT = time(0, 0)


def moment_text(value: str) -> str:
    """The text of a date that can be read; which moment it is depends on the zone of the site.

    Raises click.BadParameter for any other text.
    """
    from feedkit.article.dates import FORMS, DateError, read_date

    try:
        read_date(value, zone=UTC, default_time=MIDNIGHT)
    except DateError as error:
        import click

        raise click.BadParameter(f"{error}; {FORMS}") from None
    return value


def now(given: str | None, environ: Mapping[str, str], zone: tzinfo) -> datetime:
    """The moment that counts as now, in `zone`, in whole seconds; a time without a zone is one of `zone`.

    Raises click.UsageError when both sources of a fixed time are there, or when SOURCE_DATE_EPOCH is not a number of
    seconds (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if given and epoch:
        raise _usage_error("--now and SOURCE_DATE_EPOCH are both given; keep one of them")
    try:
        if given:
            return _read(given, zone)
        if epoch:
            return datetime.fromtimestamp(_seconds(epoch), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        source = "--now" if given else "SOURCE_DATE_EPOCH"
        raise _usage_error(f"{source} is not a moment: {(given or epoch)[:40]!r}") from None
    return datetime.now(zone).replace(microsecond=0)


def _usage_error(message: str) -> Exception:
    import click

    return click.UsageError(message)


def _read(given: str, zone: tzinfo) -> datetime:
    from feedkit.article.dates import read_date

    return read_date(given, zone=zone, default_time=MIDNIGHT).moment.astimezone(zone)


def _seconds(epoch: str) -> int:
    if not (epoch.isascii() and epoch.isdigit()):
        raise ValueError(epoch)
    return int(epoch)


@dataclass(frozen=True, slots=True)
class Clock:
    """What tells the time to work that lasts: the clock of the machine, moved by a fixed span where `now` was given."""

    moved: timedelta = timedelta()

    @classmethod
    def showing(cls, moment: datetime) -> Clock:
        """A clock that shows this moment now and goes on from there."""
        return cls(moment - datetime.now(UTC))

    def __call__(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC) + self.moved
