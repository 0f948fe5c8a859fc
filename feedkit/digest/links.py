"""Links from an edition to articles, with the parameters by which a site's analytics know where readers come from."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from feedkit import urls


def tagged(url: str, parameters: Mapping[str, str]) -> str:
    """The URL with the parameters in its query; those it has already keep their value, so doing it twice changes nothing.

    Query and fragment stay as they are written. What is not of the web (`mailto:`, `tel:`, `#top`) comes back unchanged.
    """
    if not parameters or not urls.is_web(url):
        return url
    before, mark, fragment = url.partition("#")
    path, _, query = before.partition("?")
    pairs = query.split("&") if query else []
    names = {each.partition("=")[0] for each in pairs}
    encoded = {quote(name, safe=""): quote(value, safe="") for name, value in parameters.items()}
    pairs += [f"{name}={value}" for name, value in encoded.items() if name not in names]
    return f"{path}?{'&'.join(pairs)}{mark}{fragment}"
