"""Elements, attributes and kinds of pictures."""

from __future__ import annotations

from feedkit.checks.mail._features._row import Kind, Loss, row

_E, _A, _I = Kind.ELEMENT, Kind.ATTRIBUTE, Kind.IMAGE
_NOTHING, _PLAINER, _BROKEN = Loss.NOTHING, Loss.PLAINER, Loss.BROKEN

# fmt: off
ELEMENTS = (
    row("<style>", _E, "style", "ppyypy", _NOTHING, "only inline styles are shown", "html-style"),
    row("<link>", _E, "link", "nynynn", _NOTHING, "only inline styles are shown", "html-link"),
    row("<body>", _E, "body", "pypypy", _NOTHING, "a <div> stands in its place", "html-body"),
    row("<base>", _E, "base", "pypypy", _NOTHING, "relative links lead nowhere", "html-base"),
    row("<video>", _E, "video", "nnnyny", _BROKEN, "the film is missing", "html-video"),
    row("<audio>", _E, "audio", "nnnyny", _BROKEN, "the recording is missing", "html-audio"),
    row("<svg>", _E, "svg", "nnnpny", _BROKEN, "the drawing is missing", "html-svg"),
    row("<picture>", _E, "picture", "nnnyny", _PLAINER, "the <img> in it is shown", "html-picture"),
    row("<object>", _E, "object", "nnnpnp", _NOTHING, "it is missing", "html-object"),
    row("<details>", _E, "details summary", "nnnyny", _PLAINER, "everything is open", "html-semantics"),
    row("<article>, <section> and their like", _E, "article aside figcaption figure footer header main mark nav section time", "pnpyny", _NOTHING, "the content is shown without them", "html-semantics"),
    row("<dialog>", _E, "dialog", "pnnyny", _BROKEN, "its content stands in the text", "html-dialog"),
    row("<progress>", _E, "progress", "pnnyny", _BROKEN, "the bar is missing", "html-progress"),
    row("<meter>", _E, "meter", "pnyyny", _BROKEN, "the bar is missing", "html-meter"),
    row("<form>", _E, "form", "pnpypy", _NOTHING, "nothing can be sent", "html-form"),
    row("<input>", _E, "input", "ynyypn", _BROKEN, "nothing can be written", "html-input-text"),
    row("<textarea>", _E, "textarea", "ynyypn", _BROKEN, "nothing can be written", "html-textarea"),
    row("<select>", _E, "select", "pnyppy", _BROKEN, "nothing can be chosen", "html-select"),
    row("<button>", _E, "button", "pnyypy", _BROKEN, "nothing happens when it is pressed", "html-button-submit"),
    row("<map>", _E, "map", "yyyypy", _PLAINER, "the parts of the picture are no links", "html-image-maps"),
    row("<ruby>", _E, "ruby", "pnyyyy", _PLAINER, "the reading stands behind the word", "html-ruby"),
    row("<wbr>", _E, "wbr", "pnyyyy", _NOTHING, "the word does not break there", "html-wbr"),
)
ATTRIBUTES = (
    row("a link to a place in the mail", _A, "href", "ppyppn", _PLAINER, "nothing happens when it is pressed", "html-anchor-links", r"^\s*#."),
    row("`srcset`", _A, "srcset", "nnnyny", _NOTHING, "the picture of `src` is shown", "html-srcset"),
    row("`loading`", _A, "loading", "nnnyny", _NOTHING, "the picture is loaded at once", "html-loading-attribute"),
    row("`background`", _A, "background", "ppyyyy", _PLAINER, "the picture behind the text is missing", "html-background"),
    row("`role`", _A, "role", "yyyyny", _NOTHING, "screen readers are told less", "html-role"),
    row("`aria-label`", _A, "aria-label", "yyyyny", _NOTHING, "screen readers read the text itself", "html-aria-label"),
)
IMAGES = (
    row("a WebP picture", _I, ".webp", "pnyyyy", _BROKEN, "the picture is missing", "image-webp"),
    row("an SVG picture", _I, ".svg .svgz", "pnyyyy", _BROKEN, "the picture is missing", "image-svg"),
    row("an AVIF picture", _I, ".avif", "pnyyyn", _BROKEN, "the picture is missing", "image-avif"),
    row("a picture in base64", _A, "src", "ppyyyy", _NOTHING, "the picture is missing", "image-base64", r"^\s*data:"),
)
# fmt: on

ROWS = (*ELEMENTS, *ATTRIBUTES, *IMAGES)
