"""FK0: the configuration."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity
