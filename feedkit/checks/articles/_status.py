"""Where an article is on its way, as checks need it."""

from __future__ import annotations

from datetime import datetime

from feedkit.article.article import Article


def is_out(article: Article, now: datetime) -> bool:
    """Whether it is published at `now`."""
    return not article.draft and article.published <= now and not (article.expires and article.expires <= now)


def why_hidden(article: Article, now: datetime) -> str:
    """Why it is not published at `now`, as the end of "the article is …"."""
    if article.draft:
        return "a draft"
    if article.published > now:
        return f"not published before {article.published:%Y-%m-%d %H:%M %z}"
    return "expired"
