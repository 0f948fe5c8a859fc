"""A publication with an edition to send, a list to send it to, and servers that take it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import insert, select

from feedkit.cli.front_door import main
from feedkit.database import open_database
from feedkit.ledger import SCHEMA
from feedkit.ledger.tables import DELIVERIES, EDITIONS
from feedkit.subscribers import SCHEMA as SUBSCRIBERS_SCHEMA
from feedkit.subscribers.tables import SUBSCRIBERS

NOW = "2026-05-28T18:30:00Z"
MOMENT = datetime(2026, 5, 28, 18, 30, tzinfo=UTC)
CONFIG = """\
site: {title: Robot News, url: https://robots.example.org/}
digest: {first_run: include}
mail:
  email: news@robots.example.org
  postal_address: 1 Example Street
  bounces: bounce@robots.example.org
  smtp: {host: 127.0.0.1, port: PORT, security: none, connections: 3, pipeline: 5}
web: {url: https://robots.example.org/mail/}
database: {url: "URL"}
send: {via: smtp}
"""
ROW = {
    "list": "main", "name": "", "status": "confirmed", "language": "", "timezone": "", "topics": (),
    "consent_source": "", "consent_ip_hash": "", "created_at": MOMENT, "updated_at": MOMENT,
}  # fmt: skip


@dataclass
class Publication:
    """A project folder with a list of subscribers."""

    folder: Path
    url: str

    def configure(self, port: int, **replaced: str) -> None:
        text = CONFIG.replace("PORT", str(port)).replace("URL", self.url)
        for name, value in replaced.items():
            old = {"send": "send: {via: smtp}", "connections": "connections: 3, pipeline: 5"}[name]
            assert old in text
            text = text.replace(old, value)
        (self.folder / "feedkit.yml").write_text(text)

    def open(self):
        return open_database(self.url, self.folder, SUBSCRIBERS_SCHEMA, SCHEMA, now=MOMENT)

    def subscribe(self, count: int, *, domain: str = "acme.example", **properties) -> None:
        with self.open() as database, database.writing() as connection:
            start = (
                connection.execute(select(SUBSCRIBERS.c.id).order_by(SUBSCRIBERS.c.id.desc()).limit(1)).scalar() or 0
            )
            for first in range(start, start + count, 1000):
                rows = []
                for number in range(first, min(first + 1000, start + count)):
                    email = f"reader{number}@{domain}"
                    rows.append(
                        ROW | {"email": email, "delivery": email, "hash": f"h{number}", "domain": domain} | properties
                    )
                connection.execute(insert(SUBSCRIBERS), rows)

    def run(self, *arguments: object, **settings):
        """The command line, in this process."""
        given = ["-C", str(self.folder), "--now", NOW, *map(str, arguments)]
        return CliRunner().invoke(main, given, **settings)

    def command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "feedkit", "-C", str(self.folder), "--now", NOW, *map(str, arguments)]

    def start(self, *arguments: object, **settings) -> subprocess.Popen:
        """The command line, in a process of its own."""
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **settings}
        return subprocess.Popen(self.command(*arguments), **given)

    def report(self, *arguments: object) -> dict:
        """What `feedkit send` says of the only edition, as JSON; it waits for nothing unless told to."""
        wait = () if "--wait" in arguments else ("--wait", "0")
        done = self.run("send", "--output-format", "json", *wait, *arguments)
        assert done.stdout.startswith("{"), (done.exit_code, done.output, done.exception)
        results = json.loads(done.stdout)["send"]
        assert len(results) == 1, done.output
        return results[0] | {"exit_code": done.exit_code}

    def deliveries(self) -> dict[str, str]:
        """The state of each delivery, by address."""
        with self.open() as database, database.reading() as connection:
            rows = connection.execute(select(DELIVERIES.c.email, DELIVERIES.c.state)).all()
        assert len(rows) == len({email for email, _ in rows})
        return dict(rows)

    def doubted(self) -> set[str]:
        """The addresses whose delivery was unknown at some time."""
        with self.open() as database, database.reading() as connection:
            return set(connection.execute(select(DELIVERIES.c.email).where(DELIVERIES.c.doubts > 0)).scalars())

    def edition(self):
        with self.open() as database, database.reading() as connection:
            return connection.execute(select(EDITIONS)).one()


def make_publication(folder: Path, url: str, readers: int = 0) -> Publication:
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name, title in {"knit": "Robots knit", "sew": "Robots sew"}.items():
        (articles / f"{name}.md").write_text(
            f"---\ntitle: {title}\ndate: 2026-05-28T09:00:00Z\nauthors: [Ana Silva]\ncategory: Crafts\n---\n\nWords about it.\n"
        )
    publication = Publication(folder, url)
    publication.configure(1)
    if readers:
        publication.subscribe(readers)
    return publication
