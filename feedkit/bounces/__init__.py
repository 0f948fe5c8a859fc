"""Mail that comes back: what a report says, of which message, and what that means for its reader.

| module | what it does |
|--|--|
| `reports` | a mail → `Report`: delivery status notifications (RFC 3464), complaints (RFC 5965), what else servers write |
| `meaning` | status codes (RFC 3463) and words → hard, soft, policy |
| `proof` | which message of ours a mail is about, by what only we can have signed |
"""

from feedkit.bounces.meaning import Meaning
from feedkit.bounces.proof import Proof, proofs_in
from feedkit.bounces.reports import Report, read_report

__all__ = ["Meaning", "Proof", "Report", "proofs_in", "read_report"]
