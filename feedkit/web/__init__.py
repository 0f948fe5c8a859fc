"""The pages where readers sign up, choose and leave, as an ASGI application: `uvicorn feedkit.web:app`.

Run in the project folder, or with FEEDKIT_DIRECTORY set to it.

| module | what it does |
|--|--|
| `application` | which address does what |
| `pages` | the pages, from `templates/subscription.html.jinja` |
| `words` | what they say, in the languages there are |
| `guarding` | sizes, rates, headers |
| `letters` | notices: written and sent |
| `openapi` | the description of all this for programs |
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feedkit.exceptions import ConfigurationError, FeedkitError

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class LazyApplication:
    """Reads the configuration when the server starts, not when the module is imported."""

    def __init__(self) -> None:
        self._made: Any = None

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Answer, as ASGI has it."""
        if self._made is None:
            try:
                self._made = _made()
            except FeedkitError as error:
                if scope["type"] != "lifespan":
                    raise
                await receive()
                await send({"type": "lifespan.startup.failed", "message": _in_words(error)})
                return
        await self._made(scope, receive, send)


def _in_words(error: FeedkitError) -> str:
    """Why the server cannot start, for its log."""
    found = error.diagnostics if isinstance(error, ConfigurationError) else ()
    lines = [f"{each.place.path}:{each.place.line}: {each.message}" for each in found]
    return "\n".join(each for each in (str(error), *lines, error.help) if each)


def _made() -> Any:
    from feedkit.config import load  # noqa: PLC0415  (the server imports this module to find `app`)
    from feedkit.web.application import create_app  # noqa: PLC0415

    project = Path(os.environ.get("FEEDKIT_DIRECTORY") or ".")
    config = load(project / (os.environ.get("FEEDKIT_CONFIG") or "feedkit.yml"), environ=os.environ)
    return create_app(config, project, clock=lambda: datetime.now(UTC))


app = LazyApplication()
