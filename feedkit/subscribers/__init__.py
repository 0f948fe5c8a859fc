"""Subscribers: who asked for the mail, who may not get it, and the proof of both.

| module | what it does |
|--|--|
| `tables` | what is kept |
| `addresses` | addresses: checked, as they are sent to, and as they are compared |
| `audience` | who gets an edition; who left while it is being sent |
| `suppression` | leaving: unsubscribed, bounced, complained, blocked, forgotten |
| `rows`, `values`, `forms` | CSV files of ours and of seven services → subscribers, or why not |
| `importing`, `merging` | subscribers → the list, beside what it knows of them already |
| `registry`, `exporting` | one subscriber at a time; all of them as CSV |
"""

from feedkit.subscribers.audience import Subscriber, audience, audience_ids, newest_removal, suppressed_since
from feedkit.subscribers.suppression import record_bounce, suppress, unsubscribe
from feedkit.subscribers.tables import SCHEMA, Reason, Status

__all__ = [
    "SCHEMA",
    "Reason",
    "Status",
    "Subscriber",
    "audience",
    "audience_ids",
    "newest_removal",
    "record_bounce",
    "suppress",
    "suppressed_since",
    "unsubscribe",
]
