"""FK3: where the links of articles lead, and what they say."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

MISSING_LINK_TARGET = Rule(
    code="FK303",
    name="missing-link-target",
    severity=Severity.WARNING,
    what="A link names an article or a file by its path, and there is none in the content folder.",
    why="It leads to a page that does not exist.",
    instead="Write the path relative to the article, or from the content folder with `/` before it.",
    fix=Applicability.UNSAFE,
)
MISSING_PICTURE = Rule(
    code="FK304",
    name="missing-picture",
    severity=Severity.WARNING,
    what="A picture or recording is named by its path, and there is no such file in the content folder.",
    why="Readers and mail programs show a broken picture.",
    instead="Write the path relative to the article, or from the content folder with `/` before it.",
    fix=Applicability.UNSAFE,
)
WRONG_CASE = Rule(
    code="FK305",
    name="wrong-case",
    severity=Severity.WARNING,
    what="A path differs from the file's name in the case of its letters only, as `photo.jpg` for `Photo.JPG`.",
    why="It works on Windows and macOS and is broken on the server.",
    instead="Write it as the file is named.",
    fix=Applicability.SAFE,
)
LINK_TO_UNPUBLISHED = Rule(
    code="FK306",
    name="link-to-unpublished",
    severity=Severity.WARNING,
    what="A published article links to a draft, to an article of the future or to one that has expired.",
    why="Who follows the link finds no page.",
    instead="Take the link out until the other article is published.",
)
MISSING_PAGE = Rule(
    code="FK307",
    name="missing-page",
    severity=Severity.WARNING,
    what="A link to the site has the form of an article's address, or nearly one's address, and no article has it.",
    why="It leads to a page that does not exist.",
    instead="Link to the article's file, `other.md`: feedkit puts its address there and notices when it is gone.",
    fix=Applicability.UNSAFE,
)
MISSING_HEADING = Rule(
    code="FK308",
    name="missing-heading",
    severity=Severity.WARNING,
    what="The part of a link after `#` is none of the headings or anchors of the article it leads to.",
    why="Readers end at the top of the page.",
    instead="Write it as the heading's id: small letters, hyphens for blanks, no punctuation.",
    fix=Applicability.UNSAFE,
)
OLD_ADDRESS = Rule(
    code="FK309",
    name="old-address",
    severity=Severity.WARNING,
    what="A link leads to the address that an article had before; its id tells.",
    why="It works only as long as the server redirects.",
    instead="Link to the article's file, `other.md`: feedkit puts the present address there.",
)
VAGUE_LINK_TEXT = Rule(
    code="FK310",
    name="vague-link-text",
    severity=Severity.INFO,
    what="A link says no more than `here`, `click here` or `this link`.",
    why="Screen readers list links without the words around them, and search engines learn nothing (WCAG 2.4.4).",
    instead="Make the words that name the target the link.",
)
LINK_WITHOUT_TEXT = Rule(
    code="FK311",
    name="link-without-text",
    severity=Severity.WARNING,
    what="A link has no text, and no picture with an alternative text.",
    why="Nobody can see or hear it, and nobody can click it.",
    instead="Write a text between the brackets, or delete the link.",
)
ADDRESS_AS_TEXT = Rule(
    code="FK312",
    name="address-as-text",
    severity=Severity.INFO,
    what="A link shows its own address, of more than 80 characters.",
    why="It runs out of narrow columns, and screen readers spell it out.",
    instead="Write `[what is there](address)`.",
)
TRACKING_PARAMETER = Rule(
    code="FK313",
    name="tracking-parameter",
    severity=Severity.WARNING,
    what="A link has parameters by which people are followed, as `utm_source`, `fbclid` or `gclid`.",
    why="They came in by copying from an app or a newsletter, and count your readers as its readers.",
    instead="Delete the parameters; the link works without them.",
    fix=Applicability.UNSAFE,
)
WRAPPED_LINK = Rule(
    code="FK314",
    name="wrapped-link",
    severity=Severity.WARNING,
    what="A link leads through a mail filter, a search engine or a network, as `safelinks.protection.outlook.com` or `google.com/url`.",
    why="It came in by copying: it stops working one day, tells others what your readers read, and may hold your mail address.",
    instead="Write the address it leads to.",
    fix=Applicability.UNSAFE,
)
MISSING_SCHEME = Rule(
    code="FK315",
    name="missing-scheme",
    severity=Severity.WARNING,
    what="The address of a link begins with a host and has no `https://`, as `www.example.org`.",
    why="It is taken for a page of the site, which does not exist.",
    instead="Put `https://` before it.",
    fix=Applicability.UNSAFE,
)
MALFORMED_ADDRESS = Rule(
    code="FK316",
    name="malformed-address",
    severity=Severity.WARNING,
    what="The beginning of an address is mistyped or stands twice: `https//`, `http://https://`, `htps:`; or a quote or blank hangs on its end.",
    why="It leads nowhere.",
    instead="Write `https://host/path`.",
    fix=Applicability.UNSAFE,
)
INSECURE_OWN_LINK = Rule(
    code="FK317",
    name="insecure-own-link",
    severity=Severity.WARNING,
    what="A link to the site itself begins with `http:`, though the site has `https:`.",
    why="Each click takes a detour that others can read and change.",
    instead="Write `https:`, or a path.",
    fix=Applicability.SAFE,
)
LOCAL_ADDRESS = Rule(
    code="FK318",
    name="local-address",
    severity=Severity.WARNING,
    what="A link or picture leads to the author's own computer or network: `localhost`, `192.168.…`, `/Users/…`.",
    why="It works for nobody else.",
    instead="Write the public address. An address that is shown, to be typed by readers, is left alone.",
)
PRIVATE_PAGE = Rule(
    code="FK319",
    name="private-page",
    severity=Severity.WARNING,
    what="A link leads to a page only its author can open: a preview, an editor, a mailbox.",
    why="Readers are shown a login.",
    instead="Link to the published page.",
)
EXPIRING_LINK = Rule(
    code="FK320",
    name="expiring-link",
    severity=Severity.WARNING,
    what="A link or picture has a signed address that ends working after hours or days (`X-Amz-Signature`, `sig=`, Discord).",
    why="It works when you try it and is broken when subscribers read.",
    instead="Save the file beside the article, or link to a lasting address.",
)
INSECURE_PICTURE = Rule(
    code="FK321",
    name="insecure-picture",
    severity=Severity.WARNING,
    what="A picture is loaded by `http:`.",
    why="Pages and readers by https do not show it, nor do mail programs.",
    instead="Write `https:`, or save the picture beside the article.",
)
"""Pictures and recordings are in `pictures`."""
