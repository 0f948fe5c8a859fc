"""French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str | Mapping[str, str]] = MappingProxyType(
    {
        "about_authors": {
            "one": "Qui signe cet article",
            "many": "Qui signe ces articles",
            "other": "Qui signe ces articles",
        },
        "also": "Aussi dans cette édition",
        "also_in": "Aussi\xa0: {titles}",
        "archive": "Toutes les éditions",
        "byline": "Par {names}",
        "comments": {"one": "{n} commentaire", "many": "{n} de commentaires", "other": "{n} commentaires"},
        "comments_open": "Commentaires",
        "contents": "Dans cette édition",
        "corrections": "Rectificatifs",
        "earlier": "Paru plus tôt",
        "listen": "Écouter",
        "more_here": "Autres articles\xa0: {title}",
        "more_of": "Toujours dans {category}",
        "more_on_web": {
            "one": "{n} autre article sur le Web",
            "many": "{n} d’autres articles sur le Web",
            "other": "{n} autres articles sur le Web",
        },
        "most_read": "Les plus lus",
        "preferences": "Préférences",
        "reading_time": {
            "one": "{n} min de lecture",
            "many": "{n} min de lecture",
            "other": "{n} min de lecture",
        },
        "reason": "Vous recevez cet e-mail à la suite de votre abonnement à {title}.",
        "skip": "Aller aux articles",
        "stories": {"one": "{n} article", "many": "{n} d’articles", "other": "{n} articles"},
        "tools": "Outils en rapport",
        "unsubscribe": "Se désabonner",
        "view_in_browser": "Voir dans le navigateur",
        "views": {"one": "{n} vue", "many": "{n} de vues", "other": "{n} vues"},
    }
)
