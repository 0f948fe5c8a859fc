"""OPML 1.0, 1.1 and 2.0."""

from __future__ import annotations

CONTEXTS = {
    "opml": """
        head struct >opml.head
        body struct >opml.body
        +extension
    """,
    "opml.head": """
        title html once
        dateCreated rfc822 once
        dateModified rfc822 once
        ownerName html once
        ownerEmail email once
        ownerId weburl once
        docs url once
        expansionState lines once
        vertScrollState positive once filled
        windowTop positive once filled
        windowLeft positive once filled
        windowBottom positive once filled
        windowRight positive once filled
        +extension
    """,
    "opml.body": """
        outline outline >opml.body
        +extension
    """,
}
