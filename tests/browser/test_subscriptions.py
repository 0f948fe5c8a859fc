"""The subscription pages in a real browser, served by the command that the docs name."""

import email
import email.policy
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from selenium_axe_python import Axe

CONFIG = """
site: {{title: The Daily Model, url: "http://127.0.0.1:{port}/"}}
mail: {{name: The Daily Model, email: news@daily.example}}
web: {{url: "http://127.0.0.1:{port}", topics: [Robots, AI News]}}
"""


@pytest.fixture
def pages(tmp_path, driver):
    """The address of the application, run as `uvicorn feedkit.web:app` in a project folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "feedkit.yml").write_text(
        CONFIG.format(port=port).replace(f'url: "http://127.0.0.1:{port}/"', "url: https://daily.example/")
    )
    command = [sys.executable, "-m", "uvicorn", "feedkit.web:app", "--port", str(port), "--log-level", "warning"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    home = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{home}/health", timeout=5).close()
            break
        except OSError:
            assert server.poll() is None, server.stderr.read()
            time.sleep(0.1)
    yield home
    driver.get("about:blank")
    server.terminate()
    server.wait(10)
    server.stderr.close()


def letters(folder, count):
    for _ in range(300):
        files = sorted((folder / "outbox").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
        if len(files) >= count:
            break
        time.sleep(0.05)
    return [email.message_from_bytes(each.read_bytes(), policy=email.policy.default) for each in files]


def violations(driver):
    axe = Axe(driver)
    axe.inject()
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in axe.run()["violations"]]


def test_a_reader_signs_up_confirms_chooses_and_leaves(pages, driver, browser, tmp_path):
    """Each page is accessible, keeps to its Content-Security-Policy and needs no script."""

    def press(selector):
        browser.all(selector)[0].click()
        seen()

    def seen():
        assert violations(driver) == []
        assert driver.get_cookies() == []
        heard = [each["message"] for each in driver.get_log("browser")]
        assert heard == [], heard

    def link(number):
        return re.search(r"http://127\.0\.0\.1:\d+/\S+", letters(tmp_path, number)[-1].get_content())[0]

    browser.look(width=320)
    driver.get(f"{pages}/")
    driver.get_log("browser")
    driver.get(f"{pages}/")
    seen()
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 320
    assert driver.execute_script("return getComputedStyle(document.querySelector('button')).fontWeight") == "600"
    browser.all("#email")[0].send_keys("ana@acme.example")
    browser.all("#name")[0].send_keys("Ana")
    press("button")
    assert browser.all("h1")[0].text == "Look into your mailbox"

    browser.look(scheme="dark")
    driver.get(link(1))
    seen()
    press("button")
    assert browser.all("h1")[0].text == "You are on the list"

    driver.get(f"{pages}/")
    browser.all("#email")[0].send_keys("ana@acme.example")
    press("button")
    driver.get(link(2))
    seen()
    assert browser.all("#name")[0].get_attribute("value") == "Ana"
    browser.all("input[value=Robots]")[0].click()
    press("button")
    assert browser.all("[role=status]")[0].text == "Saved."
    assert browser.all("input[value=Robots]")[0].is_selected()
    press("form[action*=unsubscribe] button")
    assert browser.all("h1")[0].text == "You are unsubscribed"

    driver.get(f"{pages}/unsubscribe/nonsense")
    assert browser.all("h1")[0].text == "This link does not work"
    assert violations(driver) == []
