"""Why a value of `feedkit.yml` cannot be used, before anybody knows where in the file it stands."""

from __future__ import annotations

from feedkit.diagnostics import Rule
from feedkit.rules import config as rules

Location = tuple[str | int, ...]
"""The keys and indices that lead to a value, as `("feeds", 0, "name")`."""


class Refusal(ValueError):  # noqa: N818  (it is an answer, not a fault of the program)
    """A value cannot be used.

    The message shown is the value as it was written followed by `problem`. What may quote the value or be derived
    from it stands in `detail` and `guess`; they are left out when the value came from the environment.
    """

    def __init__(
        self,
        rule: Rule,
        problem: str,
        *,
        help: str = "",
        guess: str = "",
        detail: str = "",
        at: Location = (),
        span: tuple[int, int] | None = None,
        quotes: tuple[Location, ...] = (),
    ) -> None:
        super().__init__(problem)
        self.rule = rule
        self.problem = problem
        """What is wrong, as the rest of a sentence: "is not a time zone"."""
        self.help = help
        self.guess = guess
        """A better help than `help`: what was probably meant."""
        self.detail = detail
        """A better message: the whole sentence."""
        self.at = at
        """Where the value stands, counted from the value that was looked at."""
        self.span = span
        """The faulty part of the text: offset from 0 and length, in code points."""
        self.quotes = quotes
        """Where else in the file the words of `detail` and `guess` come from, counted from the root."""


class WrongType(Refusal):
    """A value is of another kind than it must be."""

    def __init__(self, wanted: str) -> None:
        super().__init__(rules.WRONG_TYPE, f"is not {wanted}")
        self.wanted = wanted
        """What is expected, with its article: "a list"."""


class MissingSetting(Refusal):
    """A setting that must be written is not."""

    def __init__(self) -> None:
        super().__init__(rules.MISSING_SETTING, "is missing")


class UnknownSetting(Refusal):
    """There is no setting of that name."""

    def __init__(self) -> None:
        super().__init__(rules.UNKNOWN_SETTING, "is no setting")
