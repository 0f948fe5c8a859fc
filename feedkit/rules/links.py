"""FK3: links, images and files."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity
