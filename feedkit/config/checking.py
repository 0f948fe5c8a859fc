"""The section of `feedkit.yml` on rules: which of them count, and how much."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from feedkit.config import paths
from feedkit.config.refusal import Refusal
from feedkit.diagnostics import Severity
from feedkit.policy import Policy
from feedkit.policy.selectors import is_known, meant
from feedkit.rules import config as rules

_SELECTOR = r"(ALL|FK[0-9]{0,3}|[a-z][a-z0-9-]*)"


def _selector(text: str) -> str:
    if is_known(text):
        return text
    near = meant(text)
    guess = f"did you mean {near}?" if near else ""
    help = (
        "write a code as FK211, a name as script, the beginning of codes as FK2, or ALL; `feedkit explain` lists them"
    )
    raise Refusal(rules.INVALID_SETTING, "is no rule", guess=guess, help=help)


Selector = Annotated[str, AfterValidator(_selector), WithJsonSchema({"type": "string", "pattern": f"^{_SELECTOR}$"})]
Selectors = Annotated[tuple[Selector, ...], Field(strict=False)]


def _patterns(given: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for pattern in given:
        try:
            paths.glob(pattern)
        except Refusal as refusal:
            raise Refusal(
                refusal.rule, refusal.problem, detail=f"`{pattern}` {refusal.problem}", help=refusal.help, at=(pattern,)
            ) from None
    return given


PerFile = Annotated[
    dict[str, Selectors],
    AfterValidator(_patterns),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string", "pattern": f"^{_SELECTOR}$"}},
        }
    ),
]


class Rules(BaseModel):
    """Which rules count, and how much. Rules that are errors are made less only by their full code or name."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    select: Selectors = Field(
        default=("ALL",),
        description="The only rules that are told, besides errors: codes, names, or the beginning of codes.",
    )
    ignore: Selectors = Field(default=(), description="Rules that are not told.")
    error: Selectors = Field(default=(), description="Rules whose findings are errors: nothing is written then.")
    warn: Selectors = Field(default=(), description="Rules whose findings are warnings.")
    info: Selectors = Field(default=(), description="Rules whose findings are told with -v only.")
    per_file: PerFile = Field(
        default_factory=dict,
        description="Rules that are not told in files whose path below the folder of feedkit.yml fits a pattern.",
    )
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="error", description="The least severity with which `feedkit check` ends with exit code 1."
    )

    @property
    def policy(self) -> Policy:
        """The same for those who apply it."""
        return Policy(
            select=self.select,
            ignore=self.ignore,
            error=self.error,
            warn=self.warn,
            info=self.info,
            per_file=self.per_file,
            fail_on=None if self.fail_on == "never" else Severity(self.fail_on),
        )
