"""FK2: the text of articles."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity
