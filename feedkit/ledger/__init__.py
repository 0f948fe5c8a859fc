"""The ledger: which editions were frozen for whom, and what is known of each delivery.

    queued → claimed → data → accepted | deferred | bounced | skipped | unknown

| module | what it does |
|--|--|
| `freezing` | an edition, its readers and their number are fixed in one transaction |
| `claims` | the life of a delivery: each state is on the disk before the act that it announces |
| `workers` | who is sending; what dead ones had in hand |
| `limits` | how much may go out, shared by all who send |
| `journal` | one thread that writes for many |
| `reports` | what became of an edition |

The promise: everybody gets an edition once but for the deliveries that are named `unknown`. Those are at most as many
as were on their way when something broke, and what is done about them is said by a person or a policy.
"""

from feedkit.ledger.claims import Claim, Result
from feedkit.ledger.freezing import Draft, FrozenEdition, freeze
from feedkit.ledger.journal import Journal, Transaction
from feedkit.ledger.limits import Limit
from feedkit.ledger.reports import Tally, tally
from feedkit.ledger.tables import SCHEMA, State

__all__ = [
    "SCHEMA",
    "Claim",
    "Draft",
    "FrozenEdition",
    "Journal",
    "Limit",
    "Result",
    "State",
    "Tally",
    "Transaction",
    "freeze",
    "tally",
]
