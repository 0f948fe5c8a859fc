"""Code and formulas between tags, and parts that only the site can show."""

from __future__ import annotations

import re

from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import markup
from feedkit.shortcodes.embeds import incomplete
from feedkit.shortcodes.parts import Call, Inner, Renderer, Rendering

_LANGUAGE = re.compile(r"[A-Za-z0-9+#_.\-]+\Z")
_BACKTICKS = re.compile(r"`+")
_FIRST_LINE = re.compile(r"[ \t\r]*\n")
_LAST_LINE = re.compile(r"\n[ \t>]*\Z")


def highlight(call: Call) -> Rendering:
    """Code in a language (https://gohugo.io/shortcodes/highlight/, https://jekyllrb.com/docs/liquid/tags/)."""
    return listing(call, call.get("lang", "language", "lexer", at=0), call.content or call.get("code", "text"))


def listing(call: Call, language: str, code: str) -> Rendering:
    """Code as a fenced block whose lines stand where they stood, as HTML where it cannot be fenced."""
    if not code.strip():
        return incomplete(call, "has no code")
    language = language.lower() if _LANGUAGE.match(language) else ""
    if "\n" in code and call.context.markdown:
        fence = "`" * max(3, 1 + max((len(each) for each in _BACKTICKS.findall(code)), default=0))
        first = "" if _FIRST_LINE.match(code) else "\n"
        last = "" if _LAST_LINE.search(code) else "\n"
        return Rendering(before=f"{fence}{language}{first}{code}{last}{fence}", is_fenced=True)
    shown = markup.escaped_code(code.strip("\r\n"))
    if "\n" not in code and not call.is_alone_on_line:
        return Rendering(before=f"<code>{shown}</code>")
    start = markup.tag("code", class_=f"language-{language}" if language else "")
    # In HTML the line ends around the code stand around the element, so that lines keep their numbers.
    before, after = code[: len(code) - len(code.lstrip("\r\n"))], code[len(code.rstrip("\r\n")) :]
    return Rendering(before=f"{before}<pre>{start}{shown}</code></pre>{after}", is_block="\n" not in code)


def formula(call: Call) -> Rendering:
    """A formula as code: readers run no script that could draw it."""
    code = (call.content or call.get("formula", "tex", at=0)).strip().strip("$").strip()
    if not code:
        return incomplete(call, "has no formula")
    if "\n" in code and call.context.markdown:
        return listing(call, "latex", call.content)
    return Rendering(before=f"<code>{markup.escaped_code(' '.join(code.split()))}</code>")


def left_out(what: str) -> Renderer:
    """A renderer that leaves the whole out, and says so: `what` is as "a diagram"."""

    def render(call: Call) -> Rendering:
        return Rendering(
            inner=Inner.DROPPED,
            rule=rules.LEFT_OUT,
            message=f"{what}, `{call.shown}`, is left out",
            help="show a picture, or link to the page",
        )

    return render


def left_out_unless_paired(what: str) -> Renderer:
    """A renderer that leaves out what stands alone, and keeps the text between a pair."""
    leave_out = left_out(what)

    def render(call: Call) -> Rendering:
        return Rendering() if call.is_paired else leave_out(call)

    return render
