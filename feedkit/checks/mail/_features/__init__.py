"""Which of the big mail programs know which features of HTML and CSS.

Our own table, compiled from the tests that Can I email has published, each row with the page that tells; see `_row`
for how a row is made of them. Support changes slowly: Word's has not since 2007.
"""

from __future__ import annotations

from feedkit.checks.mail._features import markup, notations, properties
from feedkit.checks.mail._features._row import NEW_OUTLOOK_SOURCE, Client, Feature, Kind, Loss, Support

__all__ = ["FEATURES", "NEW_OUTLOOK_SOURCE", "Client", "Feature", "Kind", "Loss", "Support"]

FEATURES: tuple[Feature, ...] = (*properties.ROWS, *notations.ROWS, *markup.ROWS)
