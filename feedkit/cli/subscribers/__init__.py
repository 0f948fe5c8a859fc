"""`feedkit subscribers`: a command for each thing one does with a list."""

from __future__ import annotations

from feedkit.cli.options import CommandGroup

EXAMPLE = """\
feedkit subscribers import mailchimp.csv
feedkit subscribers add ana@example.org --consent "Asked by phone, 28 May 2026"
feedkit subscribers stats"""

command = CommandGroup(
    "subscribers",
    package=__name__,
    commands=("import", "export", "add", "confirm", "remove", "suppress", "forget", "show", "stats"),
    example=EXAMPLE,
    help="""Keep the list of those who get the mail.

    It is in the database that `database.url` in feedkit.yml names, or in the file feedkit.db. Only the confirmed are
    mailed; a suppressed address is mailed by no list, whatever is imported.
    """,
)
