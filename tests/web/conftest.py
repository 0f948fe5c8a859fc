"""The application behind a real server, on this machine only."""

import email
import email.policy
import http.client
import re
import threading
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import uvicorn

from feedkit.config import parse
from feedkit.subscribers import audience
from feedkit.subscribers.addresses import address_hash, read_address
from feedkit.subscribers.registry import add, find
from feedkit.subscribers.tables import Status
from feedkit.tokens import Purpose, sign
from feedkit.web.application import create_app

CONFIG = """
site: {title: The <Daily> Model, url: https://daily.example/, language: en}
mail: {name: The Daily Model, email: news@daily.example}
web: {url: "https://daily.example", topics: [Robots, AI News]}
"""


class Answer:
    """What came back."""

    def __init__(self, response):
        self.status, self.headers = response.status, {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")


class Web:
    """The application, its list and its outbox."""

    def __init__(self, folder, config, port=0):
        self.folder, self.config = folder, config
        self.now = datetime(2026, 5, 28, 13, tzinfo=UTC)
        self.app = create_app(config, folder, clock=lambda: self.now)
        self.desk = self.app._app.state.desk
        settings = uvicorn.Config(
            self.app, host="127.0.0.1", port=port, log_level="error", lifespan="on", timeout_graceful_shutdown=2
        )
        self.server = uvicorn.Server(settings)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def stop(self):
        self.server.should_exit = True
        self.thread.join(10)

    def ask(self, method, path, body=None, headers=None):
        """Send a request as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, fields=None, **headers):
        """Send a form, as a browser does."""
        given = {"content-type": "application/x-www-form-urlencoded"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return self.ask("POST", path, urlencode(fields or {}, doseq=True), given)

    def sign_up(self, address, **fields):
        """Open the form, fill it in, send it."""
        token = re.search(r'name="form" value="([^"]+)"', self.get("/").text)[1]
        return self.post("/subscribe", {"form": token, "email": address, **fields})

    def token(self, purpose, subscriber, *, age=timedelta(0)):
        return sign(self.desk.subscribers.keys, purpose, "main", subscriber, self.now - age)

    def reader(self, address="ana@acme.example", **properties):
        """Somebody on the list; their number."""
        subscribers = self.desk.subscribers
        with subscribers.database.writing() as connection:
            given = {"status": Status.CONFIRMED, **properties}
            return add(connection, read_address(address), subscribers.hashing_key, self.now, **given)

    def record(self, address="ana@acme.example"):
        subscribers = self.desk.subscribers
        with subscribers.database.reading() as connection:
            return find(connection, address_hash(subscribers.hashing_key, read_address(address)))

    def mailed(self):
        with self.desk.subscribers.database.reading() as connection:
            return [each.email for each in audience(connection)]

    def letters(self, wait_for=0):
        """The notices that were sent, oldest first; what is done behind an answer may take a moment."""
        for _ in range(200):
            files = sorted((self.folder / "outbox").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
            if len(files) >= wait_for:
                break
            time.sleep(0.02)
        return [email.message_from_bytes(each.read_bytes(), policy=email.policy.default) for each in files]

    def link(self, letter, room):
        """The path of the link in a notice."""
        return re.search(rf"https://daily\.example(/{room}/\S+)", letter.get_content())[1]


@pytest.fixture
def serve(tmp_path):
    """A function that serves a project of this configuration."""
    running = []

    def start(text=CONFIG, *, port=0, **replaced):
        for old, new in replaced.items():
            text = text.replace(old, new)
        config, found = parse(text, "feedkit.yml", environ={})
        assert found == []
        running.append(Web(tmp_path, config, port))
        return running[-1]

    yield start
    for each in running:
        each.stop()


@pytest.fixture
def web(serve):
    """The application of a small publication."""
    return serve()


@pytest.fixture
def unsubscribe(web):
    """A reader and the path of their link to leave."""
    number = web.reader()
    return f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, number)}"
