"""What stands beside the feeds of a site: their list, a page and a style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedkit.cache import Cache
from feedkit.config import Config
from feedkit.formats import opml
from feedkit.media_types import media_type
from feedkit.model import Document, Feed
from feedkit.workflow.feed_documents import STYLESHEET_PATH
from feedkit.workflow.feeds import main_feed
from feedkit.workflow.subscribe_page import subscribe_page

OPML_PATH = "feeds.opml"


def site_pages(
    config: Config, feeds: Sequence[Feed], templates: Mapping[str, str], cache: Cache | None, *, unseen: bool
) -> list[Document]:
    """The list of all feeds, the page to subscribe at, and the style that browsers show feeds with.

    With `unseen` the page is empty if nothing can be wrong with it. Raises `TemplateError`.
    """
    main = main_feed(feeds)
    latest = main.entries if main else ()
    owner = next(iter(config.site.authors_as_people), None)
    updated = max((feed.updated for feed in feeds), default=None)
    listing = opml.render(feeds, title=config.site.title, updated=updated, owner=owner)
    style = templates[STYLESHEET_PATH].encode()
    return [
        Document(path=OPML_PATH, media_type=opml.MEDIA_TYPE, content=listing),
        Document(path=STYLESHEET_PATH, media_type=media_type(STYLESHEET_PATH), content=style),
        subscribe_page(config, feeds, latest, templates, cache, opml_path=OPML_PATH, unseen=unseen),
    ]
