"""Findings about articles that were written for another generator: warnings all, since the blog stands as it is."""

from feedkit.diagnostics import Rule, Severity

UNDATED = Rule(
    code="FK140",
    name="undated-article",
    severity=Severity.WARNING,
    what="An article of another generator has no date: not in its front matter, its file name, its path or its address.",
    why="A reader shows an entry without a date as new for ever; the date of the file or of today would be made up.",
    instead="Add `date: 2026-05-07`, or leave the file out with `content.exclude`. Until then it is in no feed.",
)
UNREADABLE_FRONT_MATTER = Rule(
    code="FK141",
    name="unreadable-front-matter",
    severity=Severity.WARNING,
    what="The front matter of an article of another generator cannot be read as YAML, TOML, JSON or headers.",
    why="The article is left out of all feeds; the others are not held up by it.",
    instead="Correct the line: most often text with a colon and a blank needs quotes.",
)
UNUSABLE_DATE = Rule(
    code="FK142",
    name="unusable-date",
    severity=Severity.WARNING,
    what="The date of an article of another generator is in no known form, or names a day or time that does not exist.",
    why="The article is left out of all feeds, since a guessed date would put it in a place where it does not belong.",
    instead="Correct the date, or name its form in `content.date_formats`, as `['%d. %B %Y']`.",
)
IGNORED_VALUE = Rule(
    code="FK143",
    name="ignored-value",
    severity=Severity.WARNING,
    what="A value in the front matter of an article of another generator cannot be used.",
    why="The article is read without it, so that something its author wrote is not in the feeds.",
    instead="Write it as the message says, or let it be.",
)
REPEATED_KEY = Rule(
    code="FK144",
    name="repeated-key",
    severity=Severity.WARNING,
    what="A key stands twice in the front matter of an article of another generator; the last one counts.",
    why="Some generators take the last, some refuse the file: the article may look different elsewhere.",
    instead="Keep one of the two.",
)
UNREADABLE_ARTICLE = Rule(
    code="FK145",
    name="unreadable-article",
    severity=Severity.WARNING,
    what="A file of another generator that would be an article is not text, larger than `content.max_bytes`, or not to be opened.",
    why="It is left out of all feeds; the others are not held up by it.",
    instead="Save it as UTF-8, leave it out with `content.exclude`, or raise `content.max_bytes`.",
)
BROKEN_FRONT_MATTER = Rule(
    code="FK146",
    name="broken-front-matter",
    severity=Severity.WARNING,
    what="The front matter of an article of another generator is not valid YAML, or not closed; it was read key by key.",
    why="Some generators refuse the file, some publish it without title and date: the article may look different elsewhere.",
    instead="Correct the line that the message names: most often text with a colon and a blank needs quotes.",
)
UNREADABLE_BODY = Rule(
    code="FK147",
    name="unreadable-body",
    severity=Severity.WARNING,
    what="The text of an article of another generator is too large, or its elements are nested too deep.",
    why="Readers would not show it; its entry has a title, a link and what its front matter says, and no content.",
    instead="Flatten quotes, lists or `<div>`s, or split the article.",
)
UNRENDERED_MARKUP = Rule(
    code="FK148",
    name="unrendered-markup",
    severity=Severity.WARNING,
    what="The text of an article of another generator is in Org, AsciiDoc or Textile, which feedkit does not render.",
    why="Readers must not see the marks of a language they do not know: the entry has its title, its link, what its front "
    "matter says, and no content.",
    instead="Write it in Markdown, HTML or reStructuredText, or make feeds of summaries: `content: summary`.",
)
UNREAD_LANGUAGE = Rule(
    code="FK149",
    name="unread-language",
    severity=Severity.WARNING,
    what="A folder of articles of another generator has files in a language that feedkit does not read: Pug, Haml, EJS, WebC.",
    why="The generator makes pages of them, and the feeds lack them. Said once for each folder and language.",
    instead="Write them in Markdown or HTML, or leave them out with `content.exclude`, as `blog/*.pug`.",
)
UNKNOWN_DIRECTIVE = Rule(
    code="FK150",
    name="unknown-directive",
    severity=Severity.WARNING,
    what="A text in reStructuredText has a directive or a role that a plug-in of the site defines.",
    why="What it would show is not known. A directive is left out with what is in it; of a role the text stays.",
    instead="Nothing, if the text reads well without it. Else write the part in plain reStructuredText, or as `.. raw:: html`.",
)
LEFT_OUT_OUTPUT = Rule(
    code="FK151",
    name="left-out-output",
    severity=Severity.WARNING,
    what="A notebook that is an article has pictures that its code drew, or that are kept inside it.",
    why="They have no address that a feed could give; texts, code, tables and what the code printed are shown.",
    instead="Save the picture as a file and show it in a text cell, as `![Result](result.png)`.",
)
BUNDLED_PICTURE = Rule(
    code="FK152",
    name="bundled-picture",
    severity=Severity.WARNING,
    what="An article of Astro, Docusaurus or Gatsby names a picture by where its file lies beside the article.",
    why="When the site is built, a bundler gives the file a name and an address that nobody knows before. A feed with the "
    "address as it is written would show a broken picture: its text stands there instead.",
    instead="Put the picture into the folder of files that are published as they are, `public/` or `static/`, and write its "
    "address as `/images/launch.png`.",
)
