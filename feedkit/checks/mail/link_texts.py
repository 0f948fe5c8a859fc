"""Each link says where it leads, and no two say the same of different places.

Screen readers list the links of a mail without the words around them (WCAG 2.4.4). What they read is `aria-label`, or
else the text with the `alt` of pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened, together
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._reading import one_line
from feedkit.checks.mail.same_articles import bare
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import UNCLEAR_LINK_TEXT

RULES = (UNCLEAR_LINK_TEXT,)
EMPTY_WORDS = frozenset(
    """
    read more|more|here|click here|click|link|learn more|continue|continue reading|details|read on|see more|this link
    mehr|weiterlesen|hier|hier klicken|mehr lesen|mehr erfahren|weiter|zum artikel
    lire la suite|plus|ici|cliquez ici|en savoir plus|lire plus
    leer más|más|aquí|haga clic aquí|seguir leyendo|saber más
    leggi tutto|leggi di più|di più|qui|clicca qui|continua
    ler mais|leia mais|mais|aqui|clique aqui|saiba mais
    lees meer|meer|klik hier|lees verder
    続きを読む|もっと読む|詳細|詳しくはこちら|こちら|ここ|もっと見る
    اقرأ المزيد|المزيد|هنا|اضغط هنا|للمزيد
    阅读更多|更多|点击这里|这里|閱讀更多|繼續閱讀
    читать далее|подробнее|далее|здесь|тут
    """.replace("\n", "|").split("|")
) - {""}
"""Texts that say nothing of where the link leads, in the languages of most readers."""
_AROUND = " \t\u00a0.…·:!»›→>-–—"


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each link without a text, and one for each text that says too little."""
    spans: dict[str, list[tuple[int, int]]] = {}
    places: dict[str, dict[str, Element]] = {}
    for link in reading.links():
        if not reading.shown(link):
            continue
        text = name_of(link, reading)
        if not text:
            yield one(UNCLEAR_LINK_TEXT, reading.html, link.span, "the link has no text")
        elif text.casefold().strip(_AROUND) in _EMPTY:
            spans.setdefault(text, []).append(link.span)
        else:
            places.setdefault(text.casefold(), {}).setdefault(bare(link.get("href").strip()), link)
    for text, found in spans.items():
        yield together(UNCLEAR_LINK_TEXT, reading.html, found, f"the link says no more than {text!r}")
    for links in places.values():
        if len(links) > 1:
            second = list(links.values())[1]
            text = shortened(name_of(second, reading))
            message = f"{text!r} leads to {len(links)} different addresses"
            yield one(UNCLEAR_LINK_TEXT, reading.html, second.span, message)


def name_of(link: Element, reading: Reading) -> str:
    """What a screen reader says of the link."""
    label = one_line(link.get("aria-label"))
    if label:
        return label
    pieces = [(run.span[0], run.text) for run in reading.visible_runs(link)]
    pieces += [(image.span[0], f" {image.get('alt')} ") for image in reading.page.inside(link, "img")]
    return one_line("".join(text for _, text in sorted(pieces))) or one_line(link.get("title"))


_EMPTY = frozenset(each.strip() for each in EMPTY_WORDS)
