"""Settings of articles: where they are, how they are read, and how their ids are made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Literal

from feedkit.config import kinds, paths
from feedkit.config.reading import listed, section, setting


@section
class Content:
    """Where articles are and how they are read."""

    dir: str = setting(
        kinds.PATH,
        default=paths.DIRS["content"],
        description="The content folder, relative to the folder of feedkit.yml.",
    )
    include: tuple[str, ...] = setting(
        listed(kinds.GLOB),
        default=("**/*.md", "**/*.markdown", "**/*.html", "**/*.yml", "**/*.yaml"),
        description="Which files are articles: patterns of paths below the content folder.",
    )
    exclude: tuple[str, ...] = setting(
        listed(kinds.GLOB), default=(), description="Which of these files are left out all the same."
    )
    dialect: str = setting(
        kinds.DIALECT,
        default="auto",
        description="The generator the articles are written for; `auto` finds it by its configuration, `feedkit` is "
        "feedkit's own, `other` any that is not in this list.",
    )
    keys: Mapping[str, tuple[str, ...]] = setting(
        kinds.OWN_NAMES,
        default_factory=dict,
        shown={},
        description="Names of your own for keys of front matter, as `{title: [headline], date: [announced]}`.",
    )
    date_formats: tuple[str, ...] = setting(
        listed(kinds.DATE_FORMAT),
        default=(),
        description="Forms of dates of your own, as `%d. %B %Y`; tried before all others.",
    )
    permalink: str = setting(
        kinds.PERMALINK,
        default="/{slug}/",
        description="The address of an article's page below the address of the site: "
        + " ".join(f"{{{each}}}" for each in paths.PERMALINK_PLACEHOLDERS),
    )
    default_time: time = setting(
        kinds.CLOCK,
        default=time(),
        description="The time of day of articles that are dated with a day only.",
        shown="00:00",
    )
    html: Literal["sanitize", "trusted"] = setting(
        kinds.choice("sanitize", "trusted"),
        default="sanitize",
        description="Whether HTML in articles is reduced to what readers show, or trusted.",
    )
    summary_length: int = setting(
        kinds.SUMMARY_LENGTH,
        default=300,
        description="How many characters of the body become the summary of an article that has none.",
    )
    authors: str = setting(
        kinds.INNER_PATH,
        default="authors.yml",
        description="The file with authors' profiles, relative to the content folder.",
    )
    max_bytes: int = setting(
        kinds.ARTICLE_BYTES,
        default=2 * 1024**2,
        description="The largest article file that is read: bytes, or a text as `2 MB`.",
    )
    written: frozenset[str] = frozenset()
    """The names of the settings that feedkit.yml says itself."""
    copy_files: bool = setting(
        kinds.TRUTH,
        default=True,
        description="Whether pictures and other files of the content folder are published beside the feeds.",
    )

    @property
    def folder(self) -> str:
        """The content folder as diagnostics name it."""
        return self.dir.strip("/")


@section
class Ids:
    """How entries get their permanent ids."""

    scheme: Literal["tag", "permalink", "uuid"] = setting(
        kinds.choice("tag", "permalink", "uuid"),
        default="tag",
        description="How a new id is made; published ones stay as they are.",
    )
    lock: str = setting(
        kinds.PATH,
        default="feedkit.lock",
        description="The file that remembers ids, relative to the folder of feedkit.yml. Commit it.",
    )
    authority: str = setting(
        kinds.AUTHORITY,
        default="",
        description="The domain in tag ids, so that they stay when the site moves; the host of `site.url` when empty.",
    )
