"""Styles written into the elements of a mail, as mail programs want them; the one door to premailer.

Of a mail premailer sees the skeleton only: each kind of element once, whatever number of entries the mail has, without
texts, addresses and comments. A kind is the way to an element from the root, told by names, `class`, `id`, `dir` and
`style`. The styles that premailer finds for a kind are then put into all elements of that kind, and nothing else of the
mail is touched. So its cost grows with the template and not with the entries, and nothing that premailer loses or
rewrites (deep nesting, tokens, foreign host names, conditional comments, characters) can get lost.

In the head, `<style>` is written into elements and goes. `<style data-premailer="ignore">` stays as it is: it is the
place for `@media`, for `:hover`, and for what one mail program wants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from feedkit.article import tags
from feedkit.article.elements import VOID
from feedkit.exceptions import TemplateError
from feedkit.quick_dataclasses import dataclass

MAIL = "edition.html.jinja"
STYLE = "edition.css"
MAX_DEPTH = 200
"""Levels of elements; parsers of mail programs drop what is nested deeper than about 250 (libxml2)."""

_KIND = ("class", "id", "dir", "style")
_STYLE_ELEMENT = re.compile(r"<style\b([^>]*)>(.*?)</style>\n?", re.DOTALL | re.IGNORECASE)
_IGNORED = re.compile(r"""\s+data-premailer=["']?ignore["']?""")
_ROOT = re.compile(r"<html\b([^>]*)>", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{[^{}]*\}")
_SELECTOR = re.compile(
    r"""(?:[a-zA-Z][a-zA-Z0-9]*)?                                       # the name of an element
        (?:\.[\w-]+|\#[\w-]+|\[(?:class|id|dir)(?:[~^$|]?=["']?[\w-]+["']?)?\])*""",
    re.VERBOSE,
)
_SHORT_COLOR = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])(?![0-9a-fA-F])")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_CRITICAL = 50
"""The level of `logging` at which cssutils keeps quiet about `mso-` properties."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of element."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    parent: int
    """The number of the kind it stands in; -1 for the root."""


@dataclass(frozen=True, slots=True)
class _Start:
    """A start tag in a mail."""

    span: tuple[int, int]
    name: str
    raw: str
    kind: int


class Inliner:
    """Writes styles into mails made with one template; what it learnt from one mail it knows for the next."""

    def __init__(self) -> None:
        self._css = ""
        self._kinds: dict[_Kind, int] = {}
        self._styles: list[str] = []

    def inline(self, html: str) -> str:
        """The mail with its styles in its elements; classes that no remaining style names are taken away.

        The HTML must be a whole document in which every element that has an end tag is closed by it. Raises
        `TemplateError` when it is not, is nested too deep, or when a style cannot be written into elements.
        """
        root, body = _ROOT.search(html), _BODY.search(html)
        if root is None or body is None:
            raise TemplateError("there is no <html> with a <body>", MAIL, 0, help="A mail is a whole document.")
        head, css = _without_styles(html[root.end() : body.start()])
        if css != self._css:
            _check(css)
            self._css, self._kinds, self._styles = css, {}, []
        starts = self._starts(html, root, body.start())
        if len(self._kinds) > len(self._styles):
            self._styles = _styles(list(self._kinds), css)
        used = frozenset(_CLASS.findall(head))
        return "".join(self._dressed(html, head, starts, used))

    def _starts(self, html: str, root: re.Match[str], position: int) -> list[_Start]:
        """The start tags of the root and of all in the body, each with its kind; new kinds are noted."""
        found = [_Start(root.span(), "html", root[1], self._kind("html", _telling(root[1]), -1))]
        opened = [("html", found[0].kind)]
        known: dict[tuple[str, str, int], int] = {}
        while match := tags.TAG.search(html, position):
            position = match.end()
            name = (match["name"] or "").lower()
            if match["unclosed"] or "<" in name:
                raise TemplateError(
                    f"`{html[match.start() : match.start() + 40]}` is not a tag", MAIL, 0, help="Write `&lt;`."
                )
            if not name:
                continue
            if match["end"]:
                _close(name, opened)
                continue
            key = name, match["attributes"], opened[-1][1]
            if key not in known:
                known[key] = self._kind(name, _telling(key[1]), key[2])
            found.append(_Start(match.span(), name, key[1], known[key]))
            if name not in VOID:
                opened.append((name, known[key]))
                if len(opened) >= MAX_DEPTH:
                    raise TemplateError(
                        f"elements are nested {MAX_DEPTH} levels deep", MAIL, 0, help="Use fewer tables."
                    )
        return found

    def _kind(self, name: str, attributes: tuple[tuple[str, str], ...], parent: int) -> int:
        return self._kinds.setdefault(_Kind(name, attributes, parent), len(self._kinds))

    def _dressed(self, html: str, head: str, starts: Sequence[_Start], used: frozenset[str]) -> Iterator[str]:
        """The mail in pieces: with that head, and with its style in every start tag."""
        position = 0
        for start in starts:
            yield head if start.name == "body" else html[position : start.span[0]]
            yield _tag(start, self._styles[start.kind], used)
            position = start.span[1]
        yield html[position:]


def _tag(start: _Start, style: str, used: frozenset[str]) -> str:
    """The start tag with that style, and with the classes that are used; the rest as it was written."""
    pieces, position = [f"<{start.name}"], 0
    if style:
        pieces.append(f' style="{tags.escaped(style)}"')
    for name, value, (begin, end), _ in tags.attributes(start.raw):
        if name not in {"class", "style"}:
            continue
        pieces.append(start.raw[position:begin].rstrip())
        classes = " ".join(each for each in value.split() if each in used) if name == "class" else ""
        pieces.append(f' class="{tags.escaped(classes)}"' if classes else "")
        position = end
    return "".join(pieces) + start.raw[position:] + ">"


def _telling(raw: str) -> tuple[tuple[str, str], ...]:
    """The attributes that tell the kind."""
    values = tags.plain_attributes(raw)
    return tuple((name, values[name]) for name in _KIND if values.get(name))


def _close(name: str, opened: list[tuple[str, int]]) -> None:
    if name == "html" and len(opened) == 1:
        return
    if opened[-1][0] != name:
        raise TemplateError(
            f"</{name}> stands where </{opened[-1][0]}> is due",
            MAIL,
            0,
            help="Mail programs do not mend what is wrongly nested; close every element.",
        )
    opened.pop()


def _without_styles(head: str) -> tuple[str, str]:
    """The head without the styles that go into elements, and these."""
    css: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if _IGNORED.search(match[1]):
            return f"<style{_IGNORED.sub('', match[1])}>{match[2]}</style>\n"
        css.append(match[2])
        return ""

    pieces = re.split(
        r"(<!--.*?-->)", head, flags=re.DOTALL
    )  # what is in comments is for Outlook, which has its own styles
    return "".join(
        piece if piece.startswith("<!--") else _STYLE_ELEMENT.sub(keep, piece) for piece in pieces
    ), "\n".join(css)


def _check(css: str) -> None:
    """`TemplateError` for what premailer would drop in silence, misread, or leave in the head."""
    rest = _RULE.sub("", _CSS_COMMENT.sub("", css)).strip()
    if rest:
        raise TemplateError(f"`{rest[:60]}` cannot be written into elements", STYLE, 0, help=_KEPT_HELP)
    for rule in _RULE.finditer(_CSS_COMMENT.sub("", css)):
        for selector in rule[1].split(","):
            if not selector.strip() or not all(
                _SELECTOR.fullmatch(each) for each in selector.replace(">", " ").split()
            ):
                raise TemplateError(
                    f"`{selector.strip()[:60]}` cannot be written into elements", STYLE, 0, help=_KEPT_HELP
                )


_KEPT_HELP = (
    "Only names of elements, classes, ids and `[dir=rtl]` can, also inside one another. "
    'What is more, as `@media` and `:hover`, belongs into a <style data-premailer="ignore"> in the head.'
)


def _styles(kinds: Sequence[_Kind], css: str) -> list[str]:
    """The style of each kind, as premailer finds it."""
    # They take 0.2 s to load, which commands that make no edition need not wait for.
    import premailer  # noqa: PLC0415
    from premailer.cache import cache, cache_access_lock  # noqa: PLC0415

    with cache_access_lock:  # its parsers share state, and its cache mixes up what was parsed as what
        cache.clear()
        made = premailer.Premailer(
            strip_important=False,
            allow_network=False,
            disable_validation=True,
            keep_style_tags=False,
            remove_classes=False,
            include_star_selectors=False,
            disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
            align_floating_images=False,
            cssutils_logging_level=_CRITICAL,
        ).transform(_skeleton(kinds, css), pretty_print=False)
        cache.clear()
    reader = _Reader()
    reader.feed(made)
    if reader.parents != {number: kind.parent for number, kind in enumerate(kinds)}:
        raise TemplateError(
            "elements stand where HTML does not allow them",
            MAIL,
            0,
            help="As a <div> inside a <p>, or a <td> without a <tr>.",
        )
    return [_compact(reader.styles.get(number, "")) for number in range(len(kinds))]


def _skeleton(kinds: Sequence[_Kind], css: str) -> str:
    """A document with one element of each kind, which bears the number of the kind as `data-kind`."""
    children: dict[int, list[int]] = {}
    for number, kind in enumerate(kinds):
        children.setdefault(kind.parent, []).append(number)

    def written(number: int) -> str:
        kind = kinds[number]
        start = tags.written(kind.name, {**dict(kind.attributes), "data-kind": str(number)})
        if kind.name in VOID:
            return start
        inside = "".join(map(written, children.get(number, ())))
        if number == 0:
            inside = f"<head><style>{css}</style></head>{inside}"
        return f"{start}{inside}</{kind.name}>"

    return f"<!DOCTYPE html>{written(0)}"


class _Reader(HTMLParser):
    """Reads the styles of the kinds out of a skeleton, and which stands in which."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[int, str] = {}
        self.parents: dict[int, int] = {}
        self._opened: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the style of a kind, and where it stands."""
        values = dict(attrs)
        number = int(values.get("data-kind") or -1)
        if number >= 0:
            self.styles[number] = values.get("style") or ""
            self.parents[number] = self._opened[-1] if self._opened else -1
        if tag not in VOID:
            self._opened.append(number)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID and self._opened:
            self._opened.pop()


def _compact(style: str) -> str:
    """The declarations without blanks between them, and with colours of six digits, as Outlook and Notes want them."""
    if "(" in style or '"' in style:  # there may be a `;` inside
        return _SHORT_COLOR.sub(_six_digits, style)
    declarations = [each.split(":", 1) for each in style.split(";") if ":" in each]
    return ";".join(f"{name.strip()}:{_SHORT_COLOR.sub(_six_digits, value.strip())}" for name, value in declarations)


def _six_digits(match: re.Match[str]) -> str:
    return "#" + "".join(digit * 2 for digit in match.groups())
