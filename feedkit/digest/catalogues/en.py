"""English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str | Mapping[str, str]] = MappingProxyType(
    {
        "about_authors": {"one": "About the author", "other": "About the authors"},
        "also": "Also in this edition",
        "also_in": "Also: {titles}",
        "archive": "All editions",
        "byline": "By {names}",
        "comments": {"one": "{n} comment", "other": "{n} comments"},
        "comments_open": "Comments",
        "contents": "In this edition",
        "corrections": "Corrections",
        "earlier": "Earlier",
        "listen": "Listen",
        "more_here": "More from {title}",
        "more_of": "More {category}",
        "more_on_web": {"one": "{n} more story on the web", "other": "{n} more stories on the web"},
        "most_read": "Most read",
        "preferences": "Preferences",
        "reading_time": {"one": "{n} min read", "other": "{n} min read"},
        "reason": "You get this mail because you subscribed to {title}.",
        "skip": "Skip to the stories",
        "stories": {"one": "{n} story", "other": "{n} stories"},
        "tools": "Relevant tools",
        "unsubscribe": "Unsubscribe",
        "view_in_browser": "View in browser",
        "views": {"one": "{n} view", "other": "{n} views"},
    }
)
