"""Rules for messages: their form (RFC 5322, 2045 to 2047), their header and what providers ask for; FK5."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

BROKEN_LINE_ENDS = Rule(
    code="FK501",
    name="broken-line-ends",
    severity=Severity.ERROR,
    what="The message has a CR or LF that stands alone, or a NUL; or one of its texts does not end with a line end.",
    why="Servers read a lone CR or LF in different ways, which is how a second message is smuggled in (RFC 5321 §2.3.8 and §4.1.1.4); many refuse the mail.",
    instead="Make messages with feedkit, which writes CRLF throughout. If a program changes them afterwards, let it keep every byte.",
)

OVERLONG_MAIL_LINE = Rule(
    code="FK502",
    name="overlong-mail-line",
    severity=Severity.ERROR,
    what="A line of the message has more than 998 bytes without its line end.",
    why="Servers may refuse it or break it anywhere (RFC 5322 §2.1.1, RFC 5321 §4.5.3.1.6), in the middle of a link for one.",
    instead="Shorten the header, or send the part as quoted-printable or base64.",
)

FRAGILE_LINE_START = Rule(
    code="FK503",
    name="fragile-line-start",
    severity=Severity.WARNING,
    what="A line of the body begins with a full stop or with `From `.",
    why="SMTP doubles the full stop and mailboxes write `>From `; a program that forgets to undo either changes the text (RFC 5321 §4.5.2).",
    instead="Encode the character: `=2E`, `=46rom ` in quoted-printable.",
)

UNFIT_TRANSFER_ENCODING = Rule(
    code="FK504",
    name="unfit-transfer-encoding",
    severity=Severity.ERROR,
    what="A part is not in the transfer encoding that it names, has lines longer than that allows, or names one that not every server takes.",
    why="Bytes above 127 may be cut to seven bits on the way unless the server offers 8BITMIME; quoted-printable and base64 have lines of at most 76 characters (RFC 2045 §6.7 and §6.8).",
    instead="Use 7bit for plain ASCII, else quoted-printable or base64.",
)

WASTEFUL_TRANSFER_ENCODING = Rule(
    code="FK505",
    name="wasteful-transfer-encoding",
    severity=Severity.WARNING,
    what="Another transfer encoding would make the part at least 15 % shorter.",
    why="Chinese and Japanese take three times their size in quoted-printable, so that Gmail clips the mail much earlier.",
    instead="Choose the shortest encoding for each part: base64 for most scripts beyond Latin, quoted-printable for the others.",
)

WRONG_MAIL_STRUCTURE = Rule(
    code="FK506",
    name="wrong-mail-structure",
    severity=Severity.ERROR,
    what="The message is not multipart/alternative with a text/plain and then a text/html part, both in UTF-8.",
    why="Mail programs show the last part they can (RFC 2046 §5.1.4): in another order readers see plain text; without it, filters distrust the mail.",
    instead="Write both parts, plain text first, each with `charset=utf-8`.",
)

UNSAFE_BOUNDARY = Rule(
    code="FK507",
    name="unsafe-boundary",
    severity=Severity.ERROR,
    what="The boundary between the parts also stands inside of one, is longer than 70 characters, or the last one is missing.",
    why="Mail programs would end the part there, and show the rest as text or not at all (RFC 2046 §5.1.1).",
    instead="Make the boundary of a hash of the edition, with characters such as `=_` that encoded text cannot have.",
)

DIFFERENT_ARTICLES = Rule(
    code="FK508",
    name="different-articles",
    severity=Severity.ERROR,
    what="An article is linked in the HTML but not in the plain text, or the other way round.",
    why="Both parts say the same (RFC 2046 §5.1.4); whoever reads the other one would never hear of the article.",
    instead="Make both from the same entries in the same order, and shorten both in the same way.",
)

OVERLONG_MAIL_ADDRESS = Rule(
    code="FK509",
    name="overlong-mail-address",
    severity=Severity.ERROR,
    what="A mail address has more than 64 bytes before the `@`, more than 255 behind it, or more than 254 in all.",
    why="No server has to take it (RFC 5321 §4.5.3.1).",
    instead="Check the address; such addresses do not exist.",
)

SEVERAL_RECIPIENTS = Rule(
    code="FK510",
    name="several-recipients",
    severity=Severity.ERROR,
    what="The message is addressed to none or several, or has a Cc or Bcc.",
    why="Each message carries the unsubscribe link of one reader (RFC 8058 §3.1): with several, one unsubscribes the others, and all see each other's addresses.",
    instead="Make one message for each recipient.",
)

CONTROL_CHARACTER_IN_MAIL = Rule(
    code="FK511",
    name="control-character-in-mail",
    severity=Severity.ERROR,
    what="A control character (U+0000–U+001F other than tab and line ends, U+007F–U+009F) stands in the subject, the HTML or the text, as it is or as `&#146;`.",
    why="One U+0092 is enough to make Gmail show the mail as clipped, with the footer and its unsubscribe link cut off.",
    instead="Remove it. Typographic quotes of Windows-1252 are written as `’`, not as U+0092.",
)

WRONG_NUMBER_OF_HEADERS = Rule(
    code="FK512",
    name="wrong-number-of-headers",
    severity=Severity.ERROR,
    what="The message has none or several of a header that must be there once, or several of one that may be there once; or its date cannot be read.",
    why="Servers reject such messages, and which of two headers a reader is shown is anybody's guess (RFC 5322 §3.6).",
    instead="Write Date, From, To, Subject, Message-ID and MIME-Version exactly once.",
)

UNSAFE_HEADER = Rule(
    code="FK513",
    name="unsafe-header",
    severity=Severity.ERROR,
    what="A header holds a control character, also inside of an encoded-word, or bytes beyond ASCII; or a line of the head is no header.",
    why="Line ends in a value add headers and recipients of somebody else's choice; raw UTF-8 is refused by servers without SMTPUTF8 (RFC 5322 §2.2, RFC 6532).",
    instead="Refuse values with line ends where they come in, and write what is not ASCII as encoded-words.",
)

UNFIT_MESSAGE_ID = Rule(
    code="FK514",
    name="unfit-message-id",
    severity=Severity.ERROR,
    what="The Message-ID is not `<left@right>` in ASCII on one line, is not of the sender's own domain, or tells who the recipient is.",
    why="It is what lets servers drop a second copy and programs group a conversation (RFC 5322 §3.6.4), and it is quoted in answers that others read.",
    instead="Make it of the edition and a keyed hash of the recipient: `<2026-05-28.4fa1c0@example.org>`.",
)

UNFIT_SENDER = Rule(
    code="FK515",
    name="unfit-sender",
    severity=Severity.ERROR,
    what="From does not hold exactly one address, or one of a provider of mailboxes.",
    why="Gmail, Yahoo and Microsoft refuse bulk mail whose From is not of a domain that its DKIM signature or SPF stands for; gmail.com and its like sign for their own servers only (DMARC, RFC 7489).",
    instead="Send from an address of your own domain.",
)

MISSING_ONE_CLICK_UNSUBSCRIBE = Rule(
    code="FK516",
    name="missing-one-click-unsubscribe",
    severity=Severity.ERROR,
    what="List-Unsubscribe is missing, doubled, encoded, folded inside a URI or without an https URI; or List-Unsubscribe-Post is not exactly `List-Unsubscribe=One-Click`.",
    why="Gmail and Yahoo require one-click unsubscribing of bulk senders (RFC 8058 §3.1). Without the button, readers press the one for spam.",
    instead="Write `List-Unsubscribe: <https://…>, <mailto:…>` in plain ASCII, folded at the comma only, and `List-Unsubscribe-Post: List-Unsubscribe=One-Click`.",
)

MALFORMED_LIST_HEADER = Rule(
    code="FK517",
    name="malformed-list-header",
    severity=Severity.ERROR,
    what="List-Id, List-Post, List-Archive, List-Help, Auto-Submitted, Precedence or Feedback-ID does not have the form it must have.",
    why="Filters of readers, vacation programs and the feedback of Gmail read these by the letter (RFC 2919 §3, RFC 2369, RFC 3834 §5).",
    instead="`List-Id: Name <daily.example.org>`, `List-Post: NO`, `List-Archive: <https://…>`, `Auto-Submitted: auto-generated`, `Precedence: bulk`, `Feedback-ID: edition:list::sender`.",
)

MISSING_LIST_HEADER = Rule(
    code="FK518",
    name="missing-list-header",
    severity=Severity.WARNING,
    what="One of the headers that say that this is a mailing list is missing: List-Id, List-Post, List-Archive, List-Help, Auto-Submitted, Precedence, Feedback-ID.",
    why="Readers cannot sort the list into a folder, their vacation programs answer it, and complaints cannot be counted.",
    instead="Add it; see malformed-list-header for the forms.",
)

THREADED_EDITION = Rule(
    code="FK519",
    name="threaded-edition",
    severity=Severity.WARNING,
    what="The message has no References of its own, or has In-Reply-To.",
    why="Gmail puts mails with the same subject into one conversation and hides what they have in common, unless References differ.",
    instead="Write one References with an id that is made of the edition and is of no message.",
)

MALFORMED_ENCODED_WORD = Rule(
    code="FK520",
    name="malformed-encoded-word",
    severity=Severity.ERROR,
    what="An encoded-word has more than 75 characters, touches another, cannot be decoded, cuts a character in two, or stands in an address or URI; or the subject reads back as another one.",
    why="Yahoo refuses such subjects with 554, other programs show the code (RFC 2047 §2 and §5).",
    instead="Write encoded-words of at most 75 characters with a line end and a blank between them, in free text only.",
)

OVERSIZED_MAIL = Rule(
    code="FK521",
    name="oversized-mail",
    severity=Severity.ERROR,
    what="The HTML has more than 100,000 bytes, or more than 102,400 as encoded.",
    why="Gmail shows the first 102 KB and hides the rest behind a link, the unsubscribe link at the end with it.",
    instead="Leave out pictures, shorten summaries, or move articles to “N more on the web”.",
)

UNWIELDY_TEXT_PART = Rule(
    code="FK547",
    name="unwieldy-text-part",
    severity=Severity.WARNING,
    what="A line of the plain text has more than 78 characters and is no link, an article's link is broken or does not stand alone on its line, or something looks like base64.",
    why="Long lines are broken anywhere, links that are broken or have words around them cannot be clicked (RFC 3676), and blobs look like spam.",
    instead="Wrap the text at 72 characters and put each link on a line of its own.",
)
