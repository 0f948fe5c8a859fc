"""Rules for the HTML of mails: what programs drop, how it looks, and whether everybody can read it; FK5."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

DROPPED_STYLE = Rule(
    code="FK522",
    name="dropped-style",
    severity=Severity.WARNING,
    what="The `<style>` elements have more than 16,384 bytes in all, or one of them has something for which Gmail drops the whole of it: an at-rule inside of another, a fault, `@import`, a colour in the newest notation; or it stands outside of the head.",
    why="Gmail leaves out such an element without a word, and with it everything for telephones and the night.",
    instead="Keep styles small and plain; put what is only for one program into a `<style>` of its own.",
)

POWERLESS_STYLE = Rule(
    code="FK523",
    name="powerless-style",
    severity=Severity.WARNING,
    what="A rule in `<style>` can have no effect: its declaration lacks `!important` against a `style` attribute, or most classes that the styles name are on no element.",
    why="Inline styles win. The layout for telephones and the dark colours are then silently those of the day and the desktop.",
    instead="Write `!important` on every declaration inside of `@media` and `:hover`, and keep the classes on the elements.",
)

STYLE_NOT_INLINE = Rule(
    code="FK524",
    name="style-not-inline",
    severity=Severity.WARNING,
    what="A rule in `<style>` gives elements their everyday look, and the elements do not have it in their `style` attributes.",
    why="Gmail shows accounts of other providers without any `<style>`, as do several mobile programs: readers there would see bare text.",
    instead="Let the styles be written into the elements (edition.css is), and keep `<style>` for `@media`, `:hover` and single programs.",
)

INCOMPLETE_MAIL_HEAD = Rule(
    code="FK525",
    name="incomplete-mail-head",
    severity=Severity.WARNING,
    what="The HTML does not begin with `<!DOCTYPE html>`, or its head lacks the charset, the viewport, the title, a `color-scheme` or a word against reformatting.",
    why="Without them programs draw in quirks mode, show wrong letters, scale for telephones, invert colours as they see fit, or tell screen readers no title.",
    instead="Keep the head of the template: charset, viewport, `color-scheme`, `supported-color-schemes`, `x-apple-disable-message-reformatting`, and the subject as title.",
)

MISSING_MAIL_LANGUAGE = Rule(
    code="FK526",
    name="missing-mail-language",
    severity=Severity.WARNING,
    what="`<html>` has no `lang`, or no `dir`, or one that does not exist.",
    why="Screen readers would read the mail with the voice of another language, and Arabic or Hebrew would be set from the wrong side.",
    instead='Write `<html lang="de" dir="ltr">`; set `site.language`.',
)

MISSING_DARK_STYLE = Rule(
    code="FK527",
    name="missing-dark-style",
    severity=Severity.WARNING,
    what="The mail says that it has dark colours but has no rules for `prefers-color-scheme: dark`, or none for Outlook.com (`[data-ogsc]`, `[data-ogsb]`).",
    why="Apple Mail then leaves the bright page as it is, in the dark; Outlook.com recolours it by itself.",
    instead="Give each colour a dark one in both, or declare `light` only.",
)

PURE_BLACK_OR_WHITE = Rule(
    code="FK528",
    name="pure-black-or-white",
    severity=Severity.INFO,
    what="Text is pure black on pure white, or the other way round.",
    why="These two are the colours that programs invert by force; a shade beside them keeps what you chose, and is easier on the eyes.",
    instead="Write a near black on a near white, as #1d1b18 on #fffdfa.",
)

UNFIT_LAYOUT_TABLE = Rule(
    code="FK529",
    name="unfit-layout-table",
    severity=Severity.WARNING,
    what='A table without header cells lacks `role="presentation"`, or one of `cellpadding="0"`, `cellspacing="0"`, `border="0"`; or layout tables are nested more than four deep.',
    why="Screen readers announce rows and columns that mean nothing; Outlook adds gaps and frames.",
    instead='Write `<table role="presentation" cellpadding="0" cellspacing="0" border="0">`. A table of figures needs `<th>` cells.',
)

DEEPLY_NESTED_MAIL = Rule(
    code="FK530",
    name="deeply-nested-mail",
    severity=Severity.ERROR,
    what="Elements are nested 200 levels deep or more.",
    why="Parsers drop what is nested deeper than about 250 levels, and everything behind it, without a word.",
    instead="Use fewer tables and quotations inside of each other.",
)

MISSING_ALT = Rule(
    code="FK531",
    name="missing-alt",
    severity=Severity.WARNING,
    what="A picture has no `alt` attribute.",
    why="Most programs show no pictures until asked, and screen readers never do: readers get a file name.",
    instead='Say what it shows, or write `alt=""` for a decoration.',
)

MISSING_IMAGE_SIZE = Rule(
    code="FK532",
    name="missing-image-size",
    severity=Severity.WARNING,
    what="A picture has no `width` or no `height`, or one that is not a whole number.",
    why="Outlook for Windows knows no other size: it shows the picture as large as the file is, and the text jumps when pictures come in.",
    instead='Write both in pixels, as `width="600" height="315"`.',
)

UNREACHABLE_IMAGE = Rule(
    code="FK533",
    name="unreachable-image",
    severity=Severity.WARNING,
    what="The address of a picture is not an absolute one of https, or is the picture itself (`data:`).",
    why="There is no page it could be relative to; http pictures are blocked as insecure; `data:` is dropped by Outlook and in part by Gmail, and makes the mail too large.",
    instead="Publish the picture and write its https address.",
)

SKIPPED_HEADING = Rule(
    code="FK534",
    name="skipped-heading",
    severity=Severity.WARNING,
    what="The headings do not begin with `<h1>`, leave out a level, or one of them is empty.",
    why="Who listens to the mail moves through it by its headings, and takes a gap for something missed (WCAG 1.3.1).",
    instead="Use `<h1>` for the name, `<h2>` for sections, `<h3>` for stories; sizes come from styles.",
)

UNCLEAR_LINK_TEXT = Rule(
    code="FK535",
    name="unclear-link-text",
    severity=Severity.WARNING,
    what="A link has no text, says no more than “read more”, or has the same text as another that leads elsewhere.",
    why="Screen readers list links without what is around them (WCAG 2.4.4); twenty times “Read more” tells nothing.",
    instead="Let the title be the link, give the picture an `alt`, or say it in `aria-label`.",
)

LOW_CONTRAST = Rule(
    code="FK536",
    name="low-contrast",
    severity=Severity.WARNING,
    what="Text has less contrast to its background than 4.5 : 1, or 3 : 1 if it is large (24 px, or 18.66 px bold).",
    why="Many people cannot read it, and nobody can in the sun (WCAG 1.4.3).",
    instead="Darken the text or lighten the background, or the other way round.",
)

LOW_CONTRAST_IN_DARK_MODE = Rule(
    code="FK537",
    name="low-contrast-in-dark-mode",
    severity=Severity.WARNING,
    what="With the rules for `prefers-color-scheme: dark`, text has less contrast to its background than 4.5 : 1, or 3 : 1 if it is large.",
    why="Usually one of the two colours was changed for the night and the other was not: dark grey on black.",
    instead="Give both the text and what lies behind it a dark rule, with `!important`.",
)

SMALL_TEXT = Rule(
    code="FK538",
    name="small-text",
    severity=Severity.WARNING,
    what="Visible text is smaller than 14 pixels.",
    why="Telephones enlarge it by force and break the layout, or nobody can read it.",
    instead="Use at least 14 pixels, also in the footer.",
)

SHORT_COLOR = Rule(
    code="FK539",
    name="short-color",
    severity=Severity.WARNING,
    what="A colour in an attribute or an inline style is not written with six hexadecimal digits.",
    why="Outlook and Notes read `#fff` and names differently, in attributes most of all; a wrong colour or none is shown.",
    instead="Write `#ffffff`.",
)

BROKEN_CONDITIONAL_COMMENT = Rule(
    code="FK540",
    name="broken-conditional-comment",
    severity=Severity.ERROR,
    what="A conditional comment for Outlook is not closed, not one of the two forms that survive, or opens tables that no other closes.",
    why="Outlook would hide the rest of the mail, or everybody else would see what was meant for Outlook.",
    instead="`<!--[if mso]>…<![endif]-->` for Outlook alone, `<!--[if !mso]><!-->…<!--<![endif]-->` for all others.",
)

MISSING_PREHEADER = Rule(
    code="FK541",
    name="missing-preheader",
    severity=Severity.WARNING,
    what="The first text of the body is not a hidden preheader of 40 to 110 characters with padding behind it, or says what the subject says.",
    why="Lists of mails show the first words beside the subject: without it, “View in browser”.",
    instead="Begin the body with a hidden `<div>` that tells what else is in the mail, followed by `&#847;&zwnj;&nbsp;` many times.",
)

MISSING_UNSUBSCRIBE_LINK = Rule(
    code="FK542",
    name="missing-unsubscribe-link",
    severity=Severity.ERROR,
    what="The HTML or the plain text has no visible link to unsubscribe.",
    why="The law wants one in every such mail (15 USC 7704(a)(5), in the EU Directive 2002/58/EC Art. 13), and readers who find none report spam.",
    instead="Link `recipient.unsubscribe_url` in the footer of both templates.",
)

INCOMPLETE_FOOTER = Rule(
    code="FK543",
    name="incomplete-footer",
    severity=Severity.WARNING,
    what="The mail lacks a postal address or a link to its web edition; or it is larger than 80,000 bytes and can only be unsubscribed from at its end.",
    why="CAN-SPAM and the law of many countries want the address; the web edition helps whoever sees a broken mail; Gmail hides the end of large ones.",
    instead="Set the postal address, link `edition.url`, and repeat the unsubscribe link at the top.",
)

ACTIVE_CONTENT = Rule(
    code="FK544",
    name="active-content",
    severity=Severity.ERROR,
    what="The mail has scripts, forms, frames, plug-ins, outside stylesheets, a `<base>` or an `on…` attribute.",
    why="Programs take them out, and servers take the mail for an attack.",
    instead="Link to a page that has them.",
)

DEAD_LINK = Rule(
    code="FK545",
    name="dead-link",
    severity=Severity.ERROR,
    what="A link does not lead anywhere: it is relative or empty, has a host beyond ASCII, a scheme that mail programs do not follow, a blank or a placeholder in it, or a fragment that is not in the mail.",
    why="There is no page it could be relative to. Programs open nothing, or something else.",
    instead="Write the whole address with its host in ASCII: `https://xn--bcher-kva.example/`.",
)

DOUBTFUL_LINK = Rule(
    code="FK546",
    name="doubtful-link",
    severity=Severity.WARNING,
    what="A link looks as those of swindlers do or counts wrongly: an IP address or a port or a name before `@` as its host, a text that shows another address, doubled `utm_` parameters, or such on a link that is not to be counted.",
    why="Filters give points for such links, and visits are counted twice or under a wrong name.",
    instead="Link by name; add parameters once, and none to unsubscribe links, `mailto:` and `tel:`.",
)

UNSUPPORTED_IN_MAIL = Rule(
    code="FK548",
    name="unsupported-in-mail",
    severity=Severity.WARNING,
    what="The mail uses HTML or CSS that one of the big mail programs does not know, and something is lost there: content or the layout.",
    why="Outlook for Windows draws with Word, Gmail and Yahoo keep a list of what they let through; the message names who shows what.",
    instead="Use what all know: tables, inline styles, PNG or JPEG.",
)

PLAINER_IN_MAIL = Rule(
    code="FK549",
    name="plainer-in-mail",
    severity=Severity.INFO,
    what="The mail uses HTML or CSS that one of the big mail programs does not know; there it looks plainer, and nothing is lost.",
    why="It is good to know what readers of Outlook for Windows or Gmail see instead.",
    instead="Nothing, if you can live with the plainer look that the message describes.",
)
