"""FK3: pictures and recordings: their files and what is said in their stead."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

PICTURE_WITHOUT_ALT = Rule(
    code="FK330",
    name="picture-without-alt",
    severity=Severity.WARNING,
    what="A picture has no alternative text.",
    why="Who cannot see it, and whose mail program loads no pictures, does not know what it shows (WCAG 1.1.1).",
    instead='Say what it shows: `![A red panda asleep on a branch](panda.jpg)`; in HTML `alt=""` if it is decoration.',
)
MEANINGLESS_ALT = Rule(
    code="FK331",
    name="meaningless-alt",
    severity=Severity.WARNING,
    what="The alternative text is the name of the file, or a word such as `image` or `screenshot`.",
    why="It is read out, and says nothing.",
    instead="Say what the picture shows.",
)
OVERLONG_ALT = Rule(
    code="FK332",
    name="overlong-alt",
    severity=Severity.INFO,
    what="The alternative text has more than 400 characters.",
    why="Screen readers read it in one go, without a way to pause or go back.",
    instead="Keep to what matters here; put the rest into the text, where everybody can read it.",
)
REDUNDANT_ALT = Rule(
    code="FK333",
    name="redundant-alt",
    severity=Severity.INFO,
    what="The alternative text begins with `image of`, `picture of` or the like.",
    why="Screen readers say that it is a picture already.",
    instead="Leave these words away.",
)
HEAVY_PICTURE = Rule(
    code="FK334",
    name="heavy-picture",
    severity=Severity.WARNING,
    what="The file of a picture has more than 1 MiB.",
    why="Readers on the road wait for it, and mail programs may give up.",
    instead="Save it at the size it is shown, as JPEG or WebP; 200 KB do for most.",
)
HUGE_PICTURE = Rule(
    code="FK335",
    name="huge-picture",
    severity=Severity.INFO,
    what="A picture is more than 4,000 pixels wide or high.",
    why="No reader shows so many, and phones run out of memory.",
    instead="Scale it down to 2,000 pixels.",
)
DISTORTED_PICTURE = Rule(
    code="FK336",
    name="distorted-picture",
    severity=Severity.WARNING,
    what="The `width` and `height` that are written have other proportions than the picture.",
    why="It is shown squeezed or stretched.",
    instead="Write the size of the file, or leave `height` away.",
)
WRONG_EXTENSION = Rule(
    code="FK337",
    name="wrong-extension",
    severity=Severity.WARNING,
    what="A picture or recording is of another format than the end of its name says, as a PNG called `.jpg`.",
    why="It is offered under a wrong media type; strict readers and mail programs refuse it.",
    instead="Rename the file.",
)
UNSHOWABLE_PICTURE = Rule(
    code="FK338",
    name="unshowable-picture",
    severity=Severity.WARNING,
    what="A picture is in a format that most browsers and readers do not show: HEIC, TIFF, PSD, JPEG XL, a camera's raw format.",
    why="Most subscribers see nothing.",
    instead="Save it as JPEG, PNG or WebP.",
)
UNFIT_FOR_MAIL = Rule(
    code="FK339",
    name="unfit-for-mail",
    severity=Severity.INFO,
    what="The lead picture is an SVG, AVIF or WebP.",
    why="Outlook for Windows and some other mail programs do not show these in the newsletter.",
    instead="Use a JPEG or PNG as `image`.",
)
HEAVY_ANIMATION = Rule(
    code="FK340",
    name="heavy-animation",
    severity=Severity.INFO,
    what="An animated GIF has more than 2 MiB.",
    why="It is loaded whole before it moves, and Outlook shows the first picture only.",
    instead="Use a short video, `<video>`, or fewer colours and frames.",
)
UNREADABLE_PICTURE = Rule(
    code="FK341",
    name="unreadable-picture",
    severity=Severity.WARNING,
    what="The file of a picture is empty, is a pointer of Git LFS, or begins like no picture, as a page of HTML.",
    why="It would be published as it is, and shown by nobody.",
    instead="Fetch the real file (`git lfs pull`), or save the picture again.",
)
HEAVY_ARTICLE = Rule(
    code="FK342",
    name="heavy-article",
    severity=Severity.INFO,
    what="The pictures of one article have more than 8 MiB together.",
    why="Readers load all of them at once, also over the phone.",
    instead="Scale them down, or show fewer.",
)
WRONG_MEDIA_TYPE = Rule(
    code="FK343",
    name="wrong-media-type",
    severity=Severity.WARNING,
    what="The `type` of an enclosure is not that of its file, or of no audio and video at all for a recording.",
    why="Podcast programs choose by the type, and do not offer the recording.",
    instead="Leave `type` away: the file's name tells it.",
)
