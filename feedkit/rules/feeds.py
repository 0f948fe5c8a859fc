"""FK4: feeds as subscribers see them."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity
