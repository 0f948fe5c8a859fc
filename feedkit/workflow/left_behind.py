"""What a build knows of itself that makes the next one quick, if only the bodies of a few articles change until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from feedkit import formats
from feedkit.dialects import NATIVE
from feedkit.model import Feed
from feedkit.workflow.feeds import main_feed
from feedkit.workflow.page_entries import LATEST
from feedkit.workflow.retouching_memory import mark
from feedkit.workflow.subscribe_page import is_ours

if TYPE_CHECKING:
    from feedkit.config import Config
    from feedkit.diagnostics import Diagnostic
    from feedkit.workflow.build import Desk


def memory_of(
    desk: Desk, config: Config, feeds: Sequence[Feed], found: Iterable[Diagnostic]
) -> Mapping[str, object] | None:
    """What there is to know of a build with these feeds of articles, and all that was found; None if it is not simple.

    It is not simple when what is said of one article depends on others in ways that nobody has written down.
    """
    catalog, press, lock = desk.catalog, desk.press, desk.identities.lock
    if (
        catalog.dialect != NATIVE
        or press.asked is None
        or any(each.path not in catalog.digests for each in catalog.articles)
        or any(link.format not in formats.NAMES for feed in feeds for link in feed.links)
        or len({each.path for each in lock.entries}) != len(lock.entries)
    ):
        return None
    main = main_feed(feeds)
    files = {path: made.files for path, made in press.made.items() if made.files}
    careful = {each.place.path for each in found} | {
        catalog.publication.shown(path) for path in catalog.asked | press.asked
    }
    if not is_ours(desk.templates):  # they may show anything of what feeds show
        careful |= {catalog.publication.shown(entry.path) for feed in feeds for entry in feed.entries}
    return {
        "careful": sorted(careful),
        "urls": press.urls,
        "feeds": [_plain(feed) for feed in feeds],
        "files": files,
        "latest": {each.path: mark(each) for each in (main.entries[:LATEST] if main else ())},
        "states": catalog.states,
        "heads": catalog.heads,
        "digests": catalog.digests,
        "most": min((each.max_bytes for each in config.feeds), default=0),
    }


def _plain(feed: Feed) -> tuple[Any, ...]:
    links = tuple([(each.format, each.path, each.url, each.media_type) for each in feed.links])
    return feed.language, feed.full_content, links, tuple([each.path for each in feed.entries])
