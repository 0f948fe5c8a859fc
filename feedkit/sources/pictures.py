"""How large the pictures of the content folder are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from feedkit.article.article import Publication
from feedkit.digest.pictures import pixel_size
from feedkit.media_types import media_type
from feedkit.urls import absolute

_HEAD = 65_536


def picture_sizes(root: Path, publication: Publication, urls: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Width and height in pixels of those URLs that are pictures of the content folder, read from their first bytes."""
    wanted = set(urls)
    sizes = {}
    for path in publication.files:
        url = absolute(quote(path), publication.site_url) if media_type(path).startswith("image/") else ""
        if url in wanted:
            try:
                with (root / path).open("rb") as file:
                    size = pixel_size(file.read(_HEAD))
            except OSError:
                continue  # it is copied later, and then its absence is an error
            if size:
                sizes[url] = size
    return sizes
