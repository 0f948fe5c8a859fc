"""What anybody may have written is looked at with less than 500 MB, as much of it as is read at all.

One of each kind that was found to take most here; `FEEDKIT_LONG_TESTS=1` looks at all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells the most that was used"
)
MOST = 500
LONG = bool(os.environ.get("FEEDKIT_LONG_TESTS"))
FEEDKIT = """
import atexit, sys
def most():
    with open('/proc/self/status') as status:
        print(next(line for line in status if line.startswith('VmHWM')).split()[1], file=sys.stderr)
atexit.register(most)
from feedkit.cli import main
main()
"""
SITE = "site: {title: A, url: 'https://a.example/'}\ncontent: {max_bytes: 12 MB}\n"
FRONT = "---\ntitle: Ferry\ndate: 2026-05-07\n---\n"


def full(piece: str, size: int = 990_000) -> str:
    """The piece over and over."""
    return piece * (size // len(piece.encode()))


ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"k{n}: &k{n} [{','.join([f'*k{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9)
)
BODIES = {
    "lists": full("- a\n"), "lists in lists": full("- "), "quotes in quotes": full("> "), "links": full("[a](b) "),
    "brackets": full("[a] "), "open brackets": full("["), "emphasis": full("*a_ "), "entities": full("&copy; "),
    "a table": "|a|b|\n|-|-|\n" + full("|a|b|\n"), "tags": full("<b>"), "comments": full("<!--x-->"), "code": full("`a` "),
    "notes": full("a[^1]\n\n[^1]: b\n\n"), "headings": full("# a\n\n"), "paragraphs": full("a\n\n"), "pictures": full("![a](b.png) "),
    "addresses": full("http://a.bc "), "letters of four bytes": full("\U0001f600"), "10 MB": full("ferry ", 10_000_000),
}  # fmt: skip
XML_SIZE = 8_388_000
FEEDS = {
    "attributes": "<rss " + "".join(f"a{n}='1' " for n in range(600_000)) + "/>",
    "elements": "<rss version='2.0'><channel>" + full("<a/>", XML_SIZE) + "</channel></rss>",
    "depth": full("<a>", XML_SIZE),
    "escaped HTML": "<rss version='2.0'><channel><item><description>" + full("&lt;b>a&lt;/b> ", XML_SIZE) + "</description></item></channel></rss>",
    "outlines": "<opml version='2.0'><body>" + full("<outline text='a'/>", XML_SIZE) + "</body></opml>",
    "lines": "\n" * XML_SIZE,
    "items of JSON": '{"version": "https://jsonfeed.org/version/1.1", "items": [' + full('{"id":"1"},', XML_SIZE) + "{}]}",
    "depth of JSON": '{"items":' + "[" * XML_SIZE,
    "entities in entities": "<!DOCTYPE a [" + "".join(f"<!ENTITY a{n} '{(f'&a{n - 1};' if n else 'x') * 10}'>" for n in range(9)) + "]><rss>&a8;</rss>",
}  # fmt: skip
CASES = {
    **{f"body: {name}": ("articles/a.md", f"{FRONT}{text}") for name, text in BODIES.items()},
    **{f"feed: {name}": ("feed.xml", text) for name, text in FEEDS.items()},
    "front matter: aliases": ("articles/a.md", f"---\n{ALIASES}---\nText.\n"),
    "front matter: depth": ("articles/a.md", f"---\ntags: {'[' * 900_000}\n---\nText.\n"),
    "configuration: aliases": ("feedkit.yml", ALIASES),
    "configuration: depth": ("feedkit.yml", "[" * 5_000_000),
    "configuration: 10 MB": ("feedkit.yml", SITE + full("- {name: a}\n", 10_000_000)),
    "people: many": ("articles/authors.yml", "".join(f"a{n}: {{name: A}}\n" for n in range(200_000))),
}
USUAL = ("body: lists", "body: quotes in quotes", "feed: attributes", "configuration: aliases")


@pytest.mark.parametrize("name", CASES if LONG else USUAL)
def test_little_memory_is_taken(name, tmp_path):
    """And it ends with findings or without, not with a fault."""
    path, text = CASES[name]
    (tmp_path / "articles").mkdir()
    (tmp_path / "feedkit.yml").write_text(SITE)
    (tmp_path / path).write_text(text)
    command = [
        sys.executable,
        "-c",
        FEEDKIT,
        "-C",
        str(tmp_path),
        "check",
        "--no-progress",
        "--output-format",
        "concise",
    ]
    named = [path] if path == "feed.xml" else []
    done = subprocess.run([*command, *named], capture_output=True, text=True, check=False, timeout=300)
    *said, used = done.stderr.splitlines()
    assert done.returncode in {0, 1, 2}, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert "internal" not in "\n".join(said)
    assert int(used) < MOST * 1024
