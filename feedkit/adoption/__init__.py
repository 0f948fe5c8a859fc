"""Old feeds taken over: which entry is which article, and what becomes of the lock.

| module | what it does |
|--|--|
| `matching` | finds the article of each entry, and guesses nothing |
| `takeover` | writes their ids into the lock, save over ids that are published |
| `findings` | what is said of the rest |
"""

from __future__ import annotations

from feedkit.adoption.findings import of_dates, of_matching, of_newcomers
from feedkit.adoption.matching import Ambiguous, Match, Matching, id_of, match
from feedkit.adoption.takeover import Takeover, take_over

__all__ = [
    "Ambiguous", "Match", "Matching", "Takeover",
    "id_of", "match", "of_dates", "of_matching", "of_newcomers", "take_over",
]  # fmt: skip
