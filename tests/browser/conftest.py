"""A real browser that sees nothing but a folder served on this machine."""

import functools
import json
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from selenium import webdriver

from feedkit import index_page, templates

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
# A name that is not this machine's own makes the page an insecure context: there is no clipboard interface there.
INSECURE = "plain-http.test"
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


class Served(SimpleHTTPRequestHandler):
    """Feeds are styled only when they are served as XML."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".rss": "application/xml", ".atom": "application/xml"}

    def log_message(self, *arguments):
        pass


class Browser:
    """Chromium at one served folder."""

    def __init__(self, driver, port):
        self.driver, self.port = driver, port
        self.home = f"http://127.0.0.1:{port}"

    def command(self, name, **parameters):
        """Give Chromium a command of its own protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    def look(self, *, scheme="light", width=1280, scripts=True, media=""):
        """Decide how pages are seen from now on."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.command("Emulation.setEmulatedMedia", media=media, features=features)
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setScriptExecutionDisabled", value=not scripts)

    def visit(self, path, host=""):
        """Open a page of the folder; what was recorded before is forgotten."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(f"http://{host or '127.0.0.1'}:{self.port}/{path}")

    def all(self, selector):
        """The elements that a CSS selector finds."""
        return self.driver.find_elements("css selector", selector)

    def run(self, script, *arguments):
        """Run a script in the page and return its value."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self):
        """What the console shows since the page was opened."""
        return [each["message"] for each in self.driver.get_log("browser")]

    def requests(self):
        """The addresses that were asked for over a network since the page was opened."""
        events = [json.loads(each["message"])["message"] for each in self.driver.get_log("performance")]
        asked = [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]
        return [each for each in asked if urlsplit(each).scheme not in {"data", "about"}]

    def clipboard(self):
        """What is on the clipboard; read from a page that may."""
        return self.driver.execute_async_script(
            "navigator.clipboard.readText().then(arguments[0], e => arguments[0](`${e}`))"
        )


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    """One Chromium for all tests."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs Chromium and its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for each in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browser(driver, tmp_path):
    """The browser, at the server of the folder `tmp_path`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Served, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    browser = Browser(driver, server.server_port)
    permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    browser.command("Browser.grantPermissions", origin=browser.home, permissions=permissions)
    browser.look()
    yield browser
    driver.get("about:blank")
    server.shutdown()
    server.server_close()


@pytest.fixture
def publish(tmp_path, sample_site, sample_feeds, sample_entries):
    """A function that writes the sample page, changed as asked, with a file for every feed beside it."""

    def write(name="index.html", **changes):
        given = {"site": sample_site, "feeds": sample_feeds, "latest": sample_entries}
        given |= {"templates": templates.load(tmp_path / "templates"), **changes}
        document = index_page.render(**given, opml_path="feeds.opml", timezone=ZoneInfo("Europe/Berlin"))
        (tmp_path / name).write_bytes(document.content)
        for path in ["feeds.opml", *(link.path for feed in given["feeds"] for link in feed.links)]:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(path)

    return write
