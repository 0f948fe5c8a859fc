"""FK7: what could harm readers or the machine."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity
