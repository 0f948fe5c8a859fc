"""The pages, from `templates/subscription.html.jinja`. They need no script and set no cookie."""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.quick_dataclasses import dataclass
from feedkit.rendering import Prepared, csp_hash, direction, render
from feedkit.web.words import WORDS

TEMPLATE = "subscription.html.jinja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page says of the publication."""

    title: str
    url: str
    language: str
    base: str
    """The path of these pages, as `/mail/`; links are relative to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A finished page."""

    html: str
    policy: str
    """Its Content-Security-Policy: its one style, its own forms, nothing else."""


def page(templates: Prepared, site: Site, language: str, kind: str, **values: object) -> Page:
    """The page of that kind, as `leave` or `sent`. `values` are what the template asks for; those it is not given are empty."""
    words = WORDS[language]
    style = render("subscription.css", templates, {})
    context: Mapping[str, object] = {
        "kind": kind, "site": site, "language": language, "direction": direction(language),
        "say": lambda key, **given: words[key].format_map({"site": site.title, **given}),
        "email": "", "name": "", "topics": (), "chosen": (), "fault": "", "note": "", "action": "", "second_action": "",
        "form_token": "", "kept": (), **values,
    }  # fmt: skip
    html = render(TEMPLATE, templates, context)
    policy = (
        f"default-src 'none'; style-src '{csp_hash(style)}'; img-src data:; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )
    return Page(html=html, policy=policy)
