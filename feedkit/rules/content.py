"""FK2: the text of articles."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

FORBIDDEN_CHARACTER = Rule(
    code="FK201",
    name="forbidden-character",
    severity=Severity.WARNING,
    what="The text has a control character, half a surrogate pair or a non-character in it, as it is or as `&#7;`.",
    why="XML cannot carry it: one such character makes a whole feed unreadable. It is taken out.",
    instead="Delete it. It is often invisible and came in by copying from a PDF or a terminal.",
    fix=Applicability.SAFE,
)
TOO_DEEP = Rule(
    code="FK202",
    name="deeply-nested-body",
    severity=Severity.ERROR,
    what="Elements of the body are nested more than 100 levels deep.",
    why="Feed readers and mail programs cut such text off, crash on it, or take minutes to show it.",
    instead="Flatten the quotes, lists or `<div>`s.",
)
TOO_LARGE = Rule(
    code="FK203",
    name="oversized-body",
    severity=Severity.ERROR,
    what="The body has more than 1,000,000 characters, or becomes more than 8,000,000 characters of HTML.",
    why="No feed reader takes it, and every build would spend its time on it.",
    instead="Split the article, or link to the long part as a file.",
)
UNCLOSED_TAG = Rule(
    code="FK204",
    name="unclosed-tag",
    severity=Severity.WARNING,
    what="A tag, a comment or a `<script>` begins and its end is missing.",
    why="Browsers drop the rest of the page. feedkit keeps the text after an unclosed tag and shows it as text.",
    instead="Close it with `>`, `-->` or `</script>`; write a plain `<` as `&lt;`.",
)
SCRIPT = Rule(
    code="FK211",
    name="script",
    severity=Severity.WARNING,
    what="The body has a `<script>`.",
    why="No feed reader and no mail program runs it, and validators warn of it. It is taken out with its content.",
    instead="Say it without a script: an image of the chart, a link to the interactive page.",
)
EVENT_HANDLER = Rule(
    code="FK212",
    name="event-handler",
    severity=Severity.WARNING,
    what="An element has an attribute with a script in it, as `onclick`.",
    why="No feed reader and no mail program runs it, and validators warn of it. It is taken out.",
    instead="Delete the attribute; use a link where something has to be clicked.",
)
FORM = Rule(
    code="FK213",
    name="form",
    severity=Severity.WARNING,
    what="The body has a form or a part of one: `<form>`, `<input>`, `<button>`, `<select>`, `<textarea>`.",
    why="It does nothing in feed readers and looks like phishing in mail. Its fields are taken out, its text stays.",
    instead="Link to a page with the form. Lists of tasks in Markdown, `- [x]`, are fine.",
)
EMBED = Rule(
    code="FK214",
    name="embedded-page",
    severity=Severity.WARNING,
    what="The body embeds another page or a plug-in: `<iframe>`, `<embed>`, `<object>`.",
    why="Feed readers and mail programs strip it without a trace. A link stands in its place, for YouTube with a picture.",
    instead="Nothing, if the link is enough; a `title` on the element becomes its text. For own recordings use `<video>` or `<audio>`.",
)
INLINE_SVG = Rule(
    code="FK215",
    name="inline-svg",
    severity=Severity.WARNING,
    what="The body has a drawing written out as `<svg>`.",
    why="It is no HTML to feed validators and many readers strip it. Its `<title>` or `aria-label` stands in its place.",
    instead="Save the drawing as a file and show it: `![what it shows](drawing.svg)`.",
)
MATHML = Rule(
    code="FK216",
    name="inline-mathml",
    severity=Severity.WARNING,
    what="The body has a formula written out as `<math>`.",
    why="It is no HTML to feed validators and many readers strip it. Its `alttext`, TeX or text stands in its place.",
    instead="Write simple formulas with `<sup>` and `<sub>`, and show others as pictures.",
)
STYLE_ELEMENT = Rule(
    code="FK217",
    name="style-element",
    severity=Severity.WARNING,
    what="The body has a `<style>` element.",
    why="It would restyle the page of the feed reader, so readers strip it. It is taken out with its content.",
    instead="Style the pages of the site in the site's own style sheet.",
)
STYLE_PROPERTY = Rule(
    code="FK218",
    name="risky-style",
    severity=Severity.WARNING,
    what="A `style` attribute has a declaration that feed readers do not accept, as `position`, `max-width` or `url(…)`.",
    why="Validators call it a security risk, and some readers drop the whole attribute. The declaration is taken out.",
    instead="Keep to colours, fonts, `text-align`, `text-decoration`, `width`, `height`, margins and borders.",
)
HEAD_ELEMENT = Rule(
    code="FK219",
    name="head-element",
    severity=Severity.WARNING,
    what="The body has an element that belongs in the head of a page: `<meta>`, `<link>`, `<base>`, `<title>`.",
    why="It changes how a whole page works, so readers strip it. It is taken out.",
    instead="Delete it; an article's title goes in its front matter, and `<base>` is not needed: links are made absolute.",
)
UNKNOWN_ELEMENT = Rule(
    code="FK220",
    name="unknown-element",
    severity=Severity.WARNING,
    what="The body has an element that feed readers do not know, as `<my-player>` or `<marquee>`.",
    why="Only a page with the right script or browser shows it. The tags are taken out, the text between them stays.",
    instead="Use an element of plain HTML.",
)
UNPORTABLE_ATTRIBUTE = Rule(
    code="FK221",
    name="unportable-attribute",
    severity=Severity.INFO,
    what="An element has an attribute that means nothing in a feed, as `role`, `aria-label` or `autoplay`.",
    why="Readers strip it, and validators warn of most of them. It is taken out; nothing visible is lost.",
    instead="Nothing has to be done.",
)
BAD_ADDRESS = Rule(
    code="FK222",
    name="bad-address",
    severity=Severity.WARNING,
    what="A link or a picture has an address that is empty or cannot be a URL.",
    why="It leads nowhere. The link is taken off its text, a picture is replaced by its description.",
    instead="Correct the address: `https://example.org/path`, `/path`, `picture.png` or `#heading`.",
)
UNSAFE_ADDRESS = Rule(
    code="FK223",
    name="unsafe-address",
    severity=Severity.WARNING,
    what="A link or a picture has an address of a kind that readers do not open, as `javascript:`, `data:` or `file:`.",
    why="It is how attacks are made, so readers strip it. The link is taken off its text.",
    instead="Link to a page of the web, or use `mailto:` or `tel:`.",
)
INLINE_IMAGE = Rule(
    code="FK224",
    name="inline-image",
    severity=Severity.WARNING,
    what="A picture is written out in its address, as `data:image/png;base64,…`.",
    why="Mail programs do not show it, and it makes feeds large. It stays up to 10,000 characters and is taken out above.",
    instead="Save the picture as a file beside the article.",
)
