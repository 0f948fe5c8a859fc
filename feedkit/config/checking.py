"""The section of `feedkit.yml` on rules: which of them count, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from feedkit.config import kinds
from feedkit.config.reading import section, setting

if TYPE_CHECKING:
    from feedkit.policy import Policy


@section
class Rules:
    """Which rules count, and how much. Rules that are errors are made less only by their full code or name."""

    select: tuple[str, ...] = setting(
        kinds.SELECTORS,
        default=("ALL",),
        description="The only rules that are told, besides errors: codes, names, or the beginning of codes.",
    )
    ignore: tuple[str, ...] = setting(kinds.SELECTORS, default=(), description="Rules that are not told.")
    error: tuple[str, ...] = setting(
        kinds.SELECTORS, default=(), description="Rules whose findings are errors: nothing is written then."
    )
    warn: tuple[str, ...] = setting(kinds.SELECTORS, default=(), description="Rules whose findings are warnings.")
    info: tuple[str, ...] = setting(
        kinds.SELECTORS, default=(), description="Rules whose findings are told with -v only."
    )
    per_file: Mapping[str, tuple[str, ...]] = setting(
        kinds.PER_FILE,
        default_factory=dict,
        description="Rules that are not told in files whose path below the folder of feedkit.yml fits a pattern.",
    )
    fail_on: Literal["error", "warning", "info", "never"] = setting(
        kinds.choice("error", "warning", "info", "never"),
        default="error",
        description="The least severity with which `feedkit check` ends with exit code 1.",
    )

    @property
    def policy(self) -> Policy:
        """The same for those who apply it."""
        from feedkit.diagnostics import Severity  # noqa: PLC0415
        from feedkit.policy import Policy  # noqa: PLC0415

        return Policy(
            select=self.select,
            ignore=self.ignore,
            error=self.error,
            warn=self.warn,
            info=self.info,
            per_file=self.per_file,
            fail_on=None if self.fail_on == "never" else Severity(self.fail_on),
        )
