"""Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str | Mapping[str, str]] = MappingProxyType(
    {
        "about_authors": {
            "one": "Sobre quien escribe",
            "many": "Sobre quienes escriben",
            "other": "Sobre quienes escriben",
        },
        "also": "También en esta edición",
        "also_in": "También: {titles}",
        "archive": "Todas las ediciones",
        "byline": "Por {names}",
        "comments": {"one": "{n} comentario", "many": "{n} de comentarios", "other": "{n} comentarios"},
        "comments_open": "Comentarios",
        "contents": "En esta edición",
        "corrections": "Correcciones",
        "earlier": "Publicado antes",
        "listen": "Escuchar",
        "more_here": "Más de {title}",
        "more_of": "Más de {category}",
        "more_on_web": {
            "one": "{n} artículo más en la web",
            "many": "{n} de artículos más en la web",
            "other": "{n} artículos más en la web",
        },
        "most_read": "Lo más leído",
        "preferences": "Preferencias",
        "reading_time": {
            "one": "{n} min de lectura",
            "many": "{n} min de lectura",
            "other": "{n} min de lectura",
        },
        "reason": "Recibe este correo por su suscripción a {title}.",
        "skip": "Ir a los artículos",
        "stories": {"one": "{n} artículo", "many": "{n} de artículos", "other": "{n} artículos"},
        "tools": "Herramientas relacionadas",
        "unsubscribe": "Cancelar la suscripción",
        "view_in_browser": "Ver en el navegador",
        "views": {"one": "{n} visita", "many": "{n} de visitas", "other": "{n} visitas"},
    }
)
