"""What many tests need: a small site with feeds of every kind, made from the model; databases."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from feedkit.index_page import Site
from feedkit.model import Entry, Feed, FeedLink, Image, Person

_SPEC = importlib.util.spec_from_file_location("rules_seen", Path(__file__).parent / "rules_seen.py")
assert _SPEC is not None
assert _SPEC.loader is not None
rules_seen = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(rules_seen)

# Where the suite is started in the background, Ctrl-C is ignored, which the processes it starts would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A slow machine is no fault of the code: nothing is judged by how long it takes.
settings.register_profile("feedkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("feedkit")

HOME = "https://daily.example/"
MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
STORIES = (
    ("xAI sells a data centre’s whole output to Anthropic", "AI News", "", "Ana Writer"),
    ("DuckDuckGo installs rise after Google’s search overhaul", "AI News", "", "Ana Writer"),
    ("<b>Bold</b> & “quoted”: a title that must be escaped", "Markup & more", "", "Zoë <Z> O’Neill"),
    ("Roboter lernen von bezahlten Kamerabildern.", "Robotik", "de", "Ana Writer"),
    ("الروبوتات تتعلم من الصور.", "أخبار", "ar", "ليلى"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make goldens` passes this on."""
    parser.addoption("--update-goldens", action="store_true", help="write the expected outputs anew")


@pytest.fixture
def sample_site() -> Site:
    """An English site."""
    return Site(
        title="The Daily Model",
        url=HOME,
        description="What happened in AI, every four hours.",
        language="en",
        icon_url="https://cdn.example/icon.png",
    )


@pytest.fixture
def sample_entries() -> tuple[Entry, ...]:
    """Five entries, newest first; two in other languages, all with pictures on another host."""
    newest = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)
    return tuple(
        Entry(
            id=f"tag:daily.example,2026:{number}",
            url=f"{HOME}articles/{number}",
            title=title,
            published=newest - timedelta(hours=4 * number),
            updated=newest - timedelta(hours=4 * number),
            summary=f"{title} " * 6,
            content=f'<p>{title}</p><p><img src="https://cdn.example/{number}.png" alt=""></p>',
            authors=(Person(name=author, avatar=Image(url="https://cdn.example/avatar.png")),),
            category=category,
            tags=("robots", "search"),
            language=language,
            image=Image(url=f"https://cdn.example/lead-{number}.png", alt="A banner"),
        )
        for number, (title, category, language, author) in enumerate(STORIES)
    )


@pytest.fixture
def sample_feed(sample_entries):
    """A function that makes a feed of a name and a title, offered in three formats."""

    def make(name: str, title: str, *, language: str = "en", description: str = "") -> Feed:
        path = "feed" if name == "main" else name
        return Feed(
            name=name,
            id=f"tag:daily.example,2026:{name}",
            title=title,
            description=description,
            url=HOME,
            language=language,
            authors=(Person(name="The Daily Model"),),
            entries=sample_entries,
            updated=sample_entries[0].updated,
            links=tuple(
                FeedLink(format=each, path=f"{path}.{each}", url=f"{HOME}{path}.{each}", media_type=media_type)
                for each, media_type in MEDIA_TYPES.items()
            ),
        )

    return make


@pytest.fixture
def sample_feeds(sample_feed) -> tuple[Feed, ...]:
    """The main feed, two named ones, and some of each family; one of them offered in Atom only."""
    robots = sample_feed("tag/robots", "The Daily Model: Robots & <arms>")
    return (
        sample_feed("tag/search", "The Daily Model: search"),
        sample_feed("main", "The Daily Model", description="What happened in AI, every four hours."),
        sample_feed("deep-dives", "Deep dives", description="The long ones, without the news of the hour."),
        sample_feed("podcast", "The Daily Model – Podcast"),
        sample_feed("category/ai-news", "The Daily Model: AI News"),
        replace(robots, links=robots.links[1:2]),
        sample_feed("author/ana", "The Daily Model: Ana Writer"),
        sample_feed("language/de", "The Daily Model: Deutsch", language="de"),
        sample_feed("language/ar", "The Daily Model: العربية", language="ar"),
    )


class PostgreSQL:
    """A server of Debian's package, started in a folder of its own and reached on this machine only."""

    def __init__(self, programs: Path) -> None:
        self.programs, self.made = programs, 0
        # Not among pytest's folders: nobody but their owner may enter those, and the server is another user's. The path of a
        # socket may have 107 characters only.
        self.folder = Path(tempfile.mkdtemp(prefix="fk-pg-"))

    def start(self) -> None:
        """Make a cluster and run it."""
        cluster = self.folder / "cluster"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        settings = {
            "listen_addresses": "", "unix_socket_directories": str(self.folder), "fsync": "off", "max_connections": "60",
            "full_page_writes": "off", "autovacuum": "off",
        }  # fmt: skip
        self._run("initdb", "-D", cluster, "-U", "feedkit", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        with (cluster / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self._run("pg_ctl", "-D", cluster, "-l", self.folder / "log", "-w", "-t", "60", "start")

    def stop(self) -> None:
        """End it; nothing is kept."""
        self._run("pg_ctl", "-D", self.folder / "cluster", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """Drop every connection, as a fail-over does."""
        self._run(
            "pg_ctl", "-D", self.folder / "cluster", "-l", self.folder / "log", "-m", "immediate", "-w", "restart"
        )

    def new_database(self, template: str = "template1") -> str:
        """The URL of an empty database, or of a copy of another one."""
        import psycopg

        self.made += 1
        name = f"t{self.made}"
        with psycopg.connect(f"host={self.folder} user=feedkit dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgresql://feedkit@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: object) -> None:
        command = [self.programs / program, *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=False, cwd=self.folder, env=environment
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL server for all tests of a worker."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[4]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    server = PostgreSQL(found[-1].parent if found else Path(on_path).parent)
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path) -> str:
    """The address of an empty database of each kind: a test that takes it runs twice."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/feedkit.db"
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture
def served() -> Iterator[Callable[[Path], str]]:
    """Serves folders on loopback as a web server does; gives the address of each."""
    servers: list[ThreadingHTTPServer] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """A test's output is not a server's log."""

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def pytest_configure() -> None:
    """Note which rules are found."""
    rules_seen.watch()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """One of several processes has ended: what it has seen counts."""
    rules_seen.seen.update(getattr(node, "workeroutput", {}).get("rules", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the first process what was seen in this one; there, fail for a rule that nobody has seen."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["rules"] = sorted(rules_seen.seen)
    elif rules_seen.is_whole(session.config) and not session.shouldstop and rules_seen.never_seen():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: object, config: pytest.Config) -> None:
    """Name the rules that nobody has seen."""
    if rules_seen.is_whole(config) and (missing := rules_seen.never_seen()):
        terminalreporter.section("rules that no test makes feedkit find", red=True)
        terminalreporter.write_line("\n".join(missing))
