"""FK2: the text of articles, read with an editor's eye."""

from __future__ import annotations

from feedkit.diagnostics import Applicability, Rule, Severity

HEADING_JUMP = Rule(
    code="FK226",
    name="heading-jump",
    severity=Severity.INFO,
    what="A heading is two levels or more below the one before it, as `####` after `##`.",
    why="Who listens to a page moves from heading to heading and believes that something was left out (WCAG 1.3.1).",
    instead="Use the next level; how large it looks is a matter of the style sheet.",
)
SEVERAL_TOP_HEADINGS = Rule(
    code="FK227",
    name="several-top-headings",
    severity=Severity.INFO,
    what="The text mixes two headings or more of the first level, `#`, with lower ones.",
    why="The title of the article is the heading of the page; readers show the others as large as that.",
    instead="Begin with `##`.",
)
REPEATED_TITLE = Rule(
    code="FK228",
    name="repeated-title",
    severity=Severity.WARNING,
    what="The text begins with a heading that says the title again.",
    why="Every reader and the newsletter show the title themselves, and then the heading below it.",
    instead="Delete the heading; the front matter has the title.",
    fix=Applicability.UNSAFE,
)
EMPTY_HEADING = Rule(
    code="FK229",
    name="empty-heading",
    severity=Severity.WARNING,
    what="A heading has no text.",
    why="It leaves a gap, and a line without words in the table of contents.",
    instead="Write it, or delete it.",
)
UNMADE_LINK = Rule(
    code="FK230",
    name="unmade-link",
    severity=Severity.WARNING,
    what="`[text] (address)` has a blank in the middle, or `(text)[address]` its brackets swapped.",
    why="It is no link; readers see brackets and an address.",
    instead="Write `[text](address)`.",
    fix=Applicability.UNSAFE,
)
UNMADE_HEADING = Rule(
    code="FK231",
    name="unmade-heading",
    severity=Severity.WARNING,
    what="A line begins with `##` and no blank follows.",
    why="It is no heading; readers see the signs.",
    instead="Put a blank behind the signs: `## Heading`.",
    fix=Applicability.UNSAFE,
)
STRAY_EMPHASIS = Rule(
    code="FK232",
    name="stray-emphasis",
    severity=Severity.WARNING,
    what="`**` stands in the text as it was written, because a blank follows the first or comes before the last.",
    why="Nothing is emphasised; readers see the stars.",
    instead="Write `**word**`, without blanks inside the stars.",
)
UNCLOSED_FENCE = Rule(
    code="FK233",
    name="unclosed-fence",
    severity=Severity.WARNING,
    what="A block of code begins with three backticks or tildes and is never closed.",
    why="All that follows, to the end of the article, is shown as code.",
    instead="Close it with a line of as many signs as it begins with.",
)
CUT_TABLE_ROW = Rule(
    code="FK234",
    name="cut-table-row",
    severity=Severity.WARNING,
    what="A row of a table has more cells than its head.",
    why="The cells beyond the last column are not shown to anybody.",
    instead=r"Add a column to the head, or write `\|` for a line that is meant in a cell.",
)
UNMADE_TABLE = Rule(
    code="FK235",
    name="unmade-table",
    severity=Severity.WARNING,
    what="A line as `|---|---|` is shown as text: the head above it has another number of cells, or is missing.",
    why="It is no table; readers see lines and hyphens in one paragraph.",
    instead="Give the line as many cells as the head, and a blank line above the head.",
)
MARKDOWN_IN_HTML = Rule(
    code="FK236",
    name="markdown-in-html",
    severity=Severity.WARNING,
    what="A link or emphasis in Markdown stands inside a block of HTML.",
    why="What is between HTML tags on lines of their own is taken word for word; readers see the brackets and stars.",
    instead="Leave a blank line after the opening tag and before the closing one, or write HTML.",
)
UNDEFINED_FOOTNOTE = Rule(
    code="FK237",
    name="undefined-footnote",
    severity=Severity.WARNING,
    what="`[^name]` refers to a footnote that is not there.",
    why="Readers see the brackets.",
    instead="Add a line `[^name]: text`, or correct the name.",
)
UNUSED_FOOTNOTE = Rule(
    code="FK238",
    name="unused-footnote",
    severity=Severity.WARNING,
    what="Nothing refers to a footnote.",
    why="It is shown to nobody.",
    instead="Put `[^name]` where it belongs, or delete it.",
)
UNDEFINED_REFERENCE = Rule(
    code="FK239",
    name="undefined-reference",
    severity=Severity.WARNING,
    what="`[text][name]` refers to a link definition that is not there.",
    why="It is no link; readers see the brackets.",
    instead="Add a line `[name]: https://…`, or correct the name.",
)
UNUSED_REFERENCE = Rule(
    code="FK240",
    name="unused-reference",
    severity=Severity.INFO,
    what="Nothing refers to a link definition.",
    why="Readers miss nothing, unless the reference to it is mistyped.",
    instead="Delete the line, or refer to it: `[text][name]`.",
    fix=Applicability.UNSAFE,
)
REPEATED_DEFINITION = Rule(
    code="FK241",
    name="repeated-definition",
    severity=Severity.WARNING,
    what="Two link definitions have one name and different addresses, or two footnotes one name.",
    why="The first counts everywhere; what refers to the second leads to the wrong place.",
    instead="Rename one of them.",
)
PLACEHOLDER_TEXT = Rule(
    code="FK242",
    name="placeholder-text",
    severity=Severity.WARNING,
    what="The text has what was to be replaced before publication: `TODO:`, `FIXME`, `TKTK`, `[link]`, lorem ipsum.",
    why="Subscribers get it, and a feed cannot be called back.",
    instead="Write the text; put notes to yourself into an HTML comment or leave the article a draft.",
)
MERGE_CONFLICT = Rule(
    code="FK243",
    name="merge-conflict",
    severity=Severity.ERROR,
    what="The file has the marks of a merge that was not finished: `<<<<<<<`, `=======`, `>>>>>>>`.",
    why="Both versions of the text would be published, one after the other.",
    instead="Keep one version and delete the three lines of marks.",
)
SECOND_FRONT_MATTER = Rule(
    code="FK244",
    name="second-front-matter",
    severity=Severity.WARNING,
    what="The text begins with keys between two lines of `---`, after the front matter.",
    why="The keys are shown as text and none of them counts.",
    instead="Put them into the first front matter.",
)
TEMPLATE_TAG = Rule(
    code="FK245",
    name="template-tag",
    severity=Severity.WARNING,
    what="The text has a tag of another generator's templates, as `{% include … %}` or `{{< figure … >}}`.",
    why="feedkit runs no templates in articles of its own; readers see the tag.",
    instead="Write what it stands for. If the site is made by that generator, say so in `content.dialect`.",
)
CHATBOT_LEFTOVER = Rule(
    code="FK246",
    name="chatbot-leftover",
    severity=Severity.WARNING,
    what="The text has marks that chat programs leave behind, as `oaicite`, `turn0search1` or `【4†source】`.",
    why="They mean nothing to readers, and tell them how the text was made.",
    instead="Delete the marks, and name the sources in words.",
)
VISIBLE_ENTITY = Rule(
    code="FK247",
    name="visible-entity",
    severity=Severity.WARNING,
    what="Readers see an entity as `&nbsp;` or `&#8217;` instead of the character.",
    why="It was escaped twice, mostly by an import.",
    instead="Write the character itself; UTF-8 has all of them. Put entities that are meant between backticks.",
)
GARBLED_CHARACTERS = Rule(
    code="FK248",
    name="garbled-characters",
    severity=Severity.WARNING,
    what="Characters were read in the wrong encoding once, as `â€™` for `’` or `Ã©` for `é`, or are lost, as `�`.",
    why="Every subscriber sees it, and search does not find the words.",
    instead="Write the character that was meant.",
    fix=Applicability.UNSAFE,
)
REPEATED_WORD = Rule(
    code="FK249",
    name="repeated-word",
    severity=Severity.INFO,
    what="An English word such as `the` or `and` stands twice in a row.",
    why="It is a slip that every reader trips over.",
    instead="Delete one of the two.",
    fix=Applicability.UNSAFE,
)
INVISIBLE_CHARACTER = Rule(
    code="FK270",
    name="invisible-character",
    severity=Severity.WARNING,
    what="A character that cannot be seen stands in the text: a byte order mark, a zero-width space inside a word, a tag character.",
    why="Search does not find the word, code that is copied does not run, and texts can be hidden so from people but not from programs.",
    instead="Delete it. It came in by copying.",
    fix=Applicability.UNSAFE,
)
MIXED_SCRIPT_WORD = Rule(
    code="FK271",
    name="mixed-script-word",
    severity=Severity.WARNING,
    what="A word of Latin letters has Cyrillic or Greek ones in it that look the same, as `а` for `a`.",
    why="Search does not find the word, screen readers stumble, and it is how links are forged.",
    instead="Type the word again.",
    fix=Applicability.UNSAFE,
)
UNCLOSED_DIRECTION = Rule(
    code="FK272",
    name="unclosed-direction",
    severity=Severity.WARNING,
    what="A mark that turns the direction of writing is not closed in its paragraph, or overrides the direction of letters.",
    why="What follows is shown in another order than it is written; code and addresses can be made to look like others.",
    instead='Delete it. Use `<bdi>`, `<span dir="rtl">`, or the marks U+200E and U+200F.',
)
WIKI_LINK = Rule(
    code="FK273",
    name="wiki-link",
    severity=Severity.WARNING,
    what="`[[Page]]` stands in the text, the link of a wiki or a notebook.",
    why="Feeds and pages do not know it; readers see the brackets.",
    instead="Write `[text](page.md)`.",
)
