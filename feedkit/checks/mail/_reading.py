"""What the checks of a mail look at: the mail with all that can be read from it, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from feedkit.checks.mail import _css, _message, _page
from feedkit.checks.mail._looks import Looks, is_for_the_dark
from feedkit.checks.mail._message import Message
from feedkit.checks.mail._page import Element, Page, Run
from feedkit.checks.mail._source import Source, source
from feedkit.model import Entry
from feedkit.quick_dataclasses import dataclass

_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The mail of an edition, in the form it has just before it goes out."""

    subject: str
    html: str
    """Decoded; values of the recipient may stand in it as tokens of feedkit.message.tokens, or as they are."""
    text: str
    """The plain text, as the HTML."""
    eml: bytes
    """The finished message; empty when there is none yet: what concerns its bytes is then not checked."""
    path: str
    """Of the HTML, as `editions/2026-05-28.html`; places in the text and the message have `.txt` and `.eml`."""
    entries: tuple[Entry, ...] = ()
    """Those of the edition, that both parts should tell of."""
    web_url: str = ""
    """The address of the web edition; when empty, any page below List-Archive counts."""
    postal_address: str = ""
    """What the footer must show; when empty, an `<address>` element counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A mail and what can be read from it."""

    mail: Mail
    page: Page
    text: Source
    message: Message | None
    sheets: Mapping[Element, _css.Sheet]
    """By their `<style>` elements."""
    styles: Mapping[str, tuple[_css.Declaration, ...]]
    """What each `style` attribute says, by its text."""
    day: Looks
    night: Looks | None
    """None when the mail says nothing of the dark, so that each program does as it likes."""

    @property
    def html(self) -> Source:
        """The HTML, for places."""
        return self.page.source

    @property
    def rules(self) -> Iterator[_css.Rule]:
        """The rules of all sheets."""
        return (rule for sheet in self.sheets.values() for rule in sheet.rules)

    def declarations(self, element: Element) -> tuple[_css.Declaration, ...]:
        """Those of its `style` attribute."""
        return self.styles.get(element.get("style"), ())

    def declared(self, element: Element) -> dict[str, str]:
        """The values of its `style` attribute by their properties."""
        return {each.name: each.value for each in self.declarations(element)}

    def shown(self, element: Element) -> bool:
        """Whether it can be seen by day."""
        return self.day.of(element).is_shown

    def visible_runs(self, element: Element | None = None) -> Iterator[Run]:
        """The texts that can be seen by day, of the whole mail or inside of an element."""
        runs = self.page.within(element) if element else self.page.runs
        return (run for run in runs if run.says_something and self.day.of(run.parent).is_shown)

    def words(self, element: Element) -> str:
        """The text that can be seen inside of an element, in one line."""
        return one_line(
            "".join(run.text if self.day.of(run.parent).is_shown else " " for run in self.page.within(element))
        )

    def links(self) -> Iterator[Element]:
        """The `<a>` elements with an address."""
        return (each for each in self.page.named("a", "area") if "href" in each.attributes)


def one_line(text: str) -> str:
    """The text with each run of blanks as one space, and none at its ends."""
    return _BLANKS.sub(" ", text).strip()


def read(mail: Mail) -> Reading:
    """The mail, read."""
    path = PurePosixPath(mail.path)
    page = _page.read(source(mail.path, mail.html))
    styles = {text: _css.inline(text) for text in {each.get("style") for each in page.elements} - {""}}
    sheets = {
        element: _css.sheet(run.text, run.span[0]) for element, run in page.raw.items() if element.name == "style"
    }
    rules = [rule for sheet in sheets.values() for rule in sheet.rules]
    has_night = declares_dark(page) or any(is_for_the_dark(rule) for rule in rules)
    return Reading(
        mail=mail,
        page=page,
        text=source(str(path.with_suffix(".txt")), mail.text),
        message=_message.read(source(str(path.with_suffix(".eml")), mail.eml.decode("latin-1"))) if mail.eml else None,
        sheets=sheets,
        styles=styles,
        day=Looks(page, styles, rules, by_night=False),
        night=Looks(page, styles, rules, by_night=True) if has_night else None,
    )


def meta(page: Page, name: str) -> Element | None:
    """The first `<meta>` of a name."""
    return next((each for each in page.named("meta") if each.get("name").lower() == name), None)


def declares_dark(page: Page) -> bool:
    """Whether the mail says that it has colours for the dark."""
    found = meta(page, "color-scheme")
    return found is not None and "dark" in found.get("content").lower()
