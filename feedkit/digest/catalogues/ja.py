"""Japanese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str | Mapping[str, str]] = MappingProxyType(
    {
        "about_authors": {"other": "著者について"},
        "also": "この号のその他の記事",
        "also_in": "ほかに：{titles}",
        "archive": "バックナンバー",
        "byline": "著者：{names}",
        "comments": {"other": "コメント{n}件"},
        "comments_open": "コメント",
        "contents": "この号の内容",
        "corrections": "訂正",
        "earlier": "以前の記事",
        "listen": "聴く",
        "more_here": "{title}の他の記事",
        "more_of": "{category}の他の記事",
        "more_on_web": {"other": "ほか{n}件の記事をウェブで読む"},
        "most_read": "よく読まれている記事",
        "preferences": "配信設定",
        "reading_time": {"other": "{n}分で読めます"},
        "reason": "{title}を購読されているため、このメールをお送りしています。",
        "skip": "記事へ移動",
        "stories": {"other": "記事{n}件"},
        "tools": "関連ツール",
        "unsubscribe": "配信停止",
        "view_in_browser": "ブラウザで表示",
        "views": {"other": "閲覧{n}回"},
    }
)
