"""Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str | Mapping[str, str]] = MappingProxyType(
    {
        "about_authors": {
            "zero": "عن الكاتب",
            "one": "عن الكاتب",
            "two": "عن الكاتبين",
            "few": "عن الكُتّاب",
            "many": "عن الكُتّاب",
            "other": "عن الكُتّاب",
        },
        "also": "أيضًا في هذا العدد",
        "also_in": "وأيضًا: {titles}",
        "archive": "كل الأعداد",
        "byline": "بقلم {names}",
        "comments": {
            "zero": "لا تعليقات",
            "one": "تعليق واحد",
            "two": "تعليقان",
            "few": "{n} تعليقات",
            "many": "{n} تعليقًا",
            "other": "{n} تعليق",
        },
        "comments_open": "التعليقات",
        "contents": "في هذا العدد",
        "corrections": "تصويبات",
        "earlier": "نُشر سابقًا",
        "listen": "استمع",
        "more_here": "المزيد من {title}",
        "more_of": "المزيد من {category}",
        "more_on_web": {
            "zero": "لا مقالات أخرى على الويب",
            "one": "مقال آخر على الويب",
            "two": "مقالان آخران على الويب",
            "few": "{n} مقالات أخرى على الويب",
            "many": "{n} مقالًا آخر على الويب",
            "other": "{n} مقال آخر على الويب",
        },
        "most_read": "الأكثر قراءة",
        "preferences": "التفضيلات",
        "reading_time": {
            "zero": "أقل من دقيقة للقراءة",
            "one": "دقيقة واحدة للقراءة",
            "two": "دقيقتان للقراءة",
            "few": "{n} دقائق للقراءة",
            "many": "{n} دقيقة للقراءة",
            "other": "{n} دقيقة للقراءة",
        },
        "reason": "تصلك هذه الرسالة لأنك مشترك في {title}.",
        "skip": "انتقل إلى المقالات",
        "stories": {
            "zero": "لا مقالات",
            "one": "مقال واحد",
            "two": "مقالان",
            "few": "{n} مقالات",
            "many": "{n} مقالًا",
            "other": "{n} مقال",
        },
        "tools": "أدوات ذات صلة",
        "unsubscribe": "إلغاء الاشتراك",
        "view_in_browser": "العرض في المتصفح",
        "views": {
            "zero": "لا مشاهدات",
            "one": "مشاهدة واحدة",
            "two": "مشاهدتان",
            "few": "{n} مشاهدات",
            "many": "{n} مشاهدة",
            "other": "{n} مشاهدة",
        },
    }
)
