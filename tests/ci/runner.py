"""Runs the `run:` steps of a job as GitHub and Forgejo do; the actions it uses are stood in for by functions of the test."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Uses = Callable[[Mapping[str, str]], Mapping[str, str] | None]


@dataclass
class Job:
    """One job on one machine."""

    folder: Path
    """The checkout."""
    environ: dict[str, str]
    context: dict[str, str]
    """What expressions mean, as `github.run_attempt`; one that is not here is a fault of the test."""
    uses: Mapping[str, Uses]
    """Stand-ins for actions by name; they are given what stands under `with` and return outputs."""
    said: list[str] = field(default_factory=list)
    """What each `run` step printed."""
    skipped: list[str] = field(default_factory=list)
    failed: bool = False

    def run(self, steps: list[dict[str, Any]], *, shell: str = "bash") -> int:
        """Do the steps; the exit code of the first that failed."""
        code = 0
        for step in steps:
            if self.failed and step.get("if") != "always()":
                self.skipped.append(step.get("name") or step.get("uses", "?"))
                continue
            ended = self._use(step) if "uses" in step else self._run(step, shell)
            if ended and not step.get("continue-on-error"):
                code, self.failed = code or ended, True
        return code

    def _use(self, step: dict[str, Any]) -> int:
        name = step["uses"].partition("@")[0].removeprefix("https://data.forgejo.org/")
        outputs = self.uses[name]({key: self.said_by(str(value)) for key, value in step.get("with", {}).items()})
        self._keep(step, outputs or {})
        return 0

    def _run(self, step: dict[str, Any], shell: str) -> int:
        assert "${{" not in step["run"], "values reach the shell by the environment only"
        output = self.folder.parent / "output"
        output.write_text("")
        env = (
            self.environ
            | {key: self.said_by(str(value)) for key, value in step.get("env", {}).items()}
            | {"GITHUB_OUTPUT": str(output)}
        )
        done = subprocess.run(
            [shell, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )  # fmt: skip
        self.said.append(done.stdout + done.stderr)
        self._keep(step, dict(line.partition("=")[::2] for line in output.read_text().splitlines()))
        return done.returncode

    def _keep(self, step: dict[str, Any], outputs: Mapping[str, str]) -> None:
        if "id" in step:
            self.context |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items()}

    def said_by(self, text: str) -> str:
        """The text with its expressions filled in."""
        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: self.context[match[1]], text)
