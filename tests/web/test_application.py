"""Readers sign up, confirm, choose, leave, see and erase; scanners, strangers and attackers do not."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest

from feedkit.subscribers.registry import is_suppressed
from feedkit.subscribers.suppression import suppress_hash
from feedkit.subscribers.tables import Reason, Status
from feedkit.tokens import Purpose

GMAIL = "multipart/form-data; boundary=00000000000063a0f3061a2b3c4d"
GMAIL_BODY = (
    '--00000000000063a0f3061a2b3c4d\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n'
    "--00000000000063a0f3061a2b3c4d--\r\n"
)

# Leaving


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        (GMAIL, GMAIL_BODY),
        ("", ""),
        ("application/json", "{"),
    ],
)
def test_one_click_unsubscribes(web, unsubscribe, kind, body):
    """As Gmail and Yahoo send it (RFC 8058 §3.2): 200, no redirect, no cookie; and again without harm."""
    for _ in range(2):
        answer = web.ask("POST", unsubscribe, body, {"content-type": kind} if kind else {})
        assert answer.status == 200
        assert "location" not in answer.headers
        assert "set-cookie" not in answer.headers
        assert web.mailed() == []
    assert web.record().status is Status.UNSUBSCRIBED


def test_looking_changes_nothing(web):
    """Scanners of mail follow every link, with every method that ought to be safe."""
    number = web.reader()
    rooms = {
        "unsubscribe": Purpose.UNSUBSCRIBE, "preferences": Purpose.PREFERENCES, "confirm": Purpose.CONFIRM,
        "account": Purpose.ACCOUNT,
    }  # fmt: skip
    before = web.record()
    for room, purpose in rooms.items():
        path = f"/{room}/{web.token(purpose, number)}"
        for method in ("GET", "HEAD"):
            answer = web.ask(method, path, headers={"purpose": "prefetch", "sec-purpose": "prefetch;prerender"})
            assert answer.status == 200, (method, path)
        for method in ("OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"):
            assert web.ask(method, path).status == 405, (method, path)
    assert web.get(f"/account/{web.token(Purpose.ACCOUNT, number)}/erase").status == 405
    assert web.record() == before
    assert web.mailed() == ["ana@acme.example"]
    assert web.letters() == []


def test_a_person_is_asked_and_presses_a_button(web, unsubscribe):
    """The page of the link has a form that posts to the same address."""
    page = web.get(unsubscribe)
    assert page.status == 200
    assert f'<form method="post" action="{unsubscribe}">' in page.text
    assert "unsubscribed" in web.post(unsubscribe).text
    assert web.mailed() == []


def test_a_link_of_years_ago_unsubscribes(web):
    """Also one that a former key signed."""
    number = web.reader()
    path = f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, number, age=timedelta(days=3650))}"
    assert web.post(path).status == 200
    assert web.mailed() == []


def test_somebody_who_is_not_there_any_more_gets_the_same_answer(web, unsubscribe):
    """The token is ours; whether the reader still exists is nobody's business."""
    there = web.post(unsubscribe)
    gone = web.post(f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, 999_999)}")
    assert (gone.status, gone.text) == (there.status, there.text)


@pytest.mark.parametrize("token", ["x", "a" * 600, "..%2f..%2fetc", "%00", "%F0%9F%98%80", "WyJtYWluIiwxLDE3XQ.aaaa"])
@pytest.mark.parametrize("room", ["unsubscribe", "confirm", "preferences", "account"])
def test_tokens_that_are_not_ours_open_nothing(web, room, token):
    """404 with a page that says what may have happened."""
    for answer in (web.get(f"/{room}/{token}"), web.post(f"/{room}/{token}")):
        assert answer.status in (404, 405)
    assert "This link does not work" in web.get(f"/{room}/x").text


def test_a_token_for_one_thing_is_good_for_no_other(web):
    """A mail that was passed on must not let others see or erase."""
    number = web.reader()
    for purpose in Purpose:
        for room in ("unsubscribe", "confirm", "preferences", "account"):
            status = web.get(f"/{room}/{web.token(purpose, number)}").status
            assert status == (200 if room == purpose.value else 404)


# Signing up


def test_signing_up_takes_a_mail_and_a_button(web):
    """Until the button is pressed nobody is on the list; the proof of it is kept."""
    answer = web.sign_up("Zoë@Bücher.example", name="Zoë", topic=["Robots", "Secrets"])
    assert answer.status == 200
    assert "Look into your mailbox" in answer.text
    (letter,) = web.letters(1)
    assert letter["to"] == "Zoë@xn--bcher-kva.example"
    assert letter["subject"] == "Please confirm: The <Daily> Model by mail"
    assert letter["list-unsubscribe"] is None
    assert letter["auto-submitted"] == "auto-generated"
    assert web.mailed() == []
    path = web.link(letter, "confirm")
    assert web.get(path).status == 200
    assert web.record("zoë@bücher.example").status is Status.PENDING
    web.now += timedelta(days=6)
    assert web.post(path).status == 200
    record = web.record("zoë@bücher.example")
    assert record.status is Status.CONFIRMED
    assert record.topics == ("robots",)
    assert record.confirmed_at == web.now
    assert record.consent_at == web.now - timedelta(days=6)
    assert record.consent_source == "signed up at https://daily.example"
    assert re.fullmatch("[0-9a-f]{32}", record.consent_ip_hash)


def test_a_link_to_confirm_holds_a_week(web):
    """After that one signs up again."""
    web.sign_up("ana@acme.example")
    path = web.link(web.letters(1)[0], "confirm")
    web.now += timedelta(days=7, seconds=1)
    assert web.post(path).status == 410
    assert web.mailed() == []


def test_a_link_of_before_does_not_bring_back_who_left(web):
    """Scanners and whoever has the old mail could press it."""
    web.sign_up("ana@acme.example")
    path = web.link(web.letters(1)[0], "confirm")
    web.now += timedelta(minutes=5)
    assert web.post(path).status == 200
    web.now += timedelta(minutes=5)
    web.post(f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, web.record().id)}")
    web.now += timedelta(minutes=5)
    assert web.post(path).status == 410
    assert web.mailed() == []


def test_nobody_learns_who_is_on_the_list(web):
    """The answer is the same to the byte, but for the time it was made."""
    web.reader("known@acme.example")
    web.reader("left@acme.example", status=Status.UNSUBSCRIBED)
    answers = [web.sign_up(f"{name}@acme.example") for name in ("known", "left", "new")]
    assert len({(each.status, each.text) for each in answers}) == 1
    letters = {letter["to"]: letter for letter in web.letters(3)}
    assert letters["known@acme.example"]["subject"] == "You get The <Daily> Model already"
    assert web.link(letters["known@acme.example"], "preferences")
    assert web.link(letters["left@acme.example"], "confirm")
    assert web.mailed() == ["known@acme.example"]


def test_nobody_is_bombed_with_mail(web):
    """Two mails about signing up, then a week of quiet; whoever asks, from wherever."""
    for hour in range(12):
        web.sign_up("ana@acme.example")
        web.now += timedelta(hours=1)
        assert len(web.letters(min(hour + 1, 2))) == min(hour + 1, 2)
    web.now += timedelta(days=8)
    web.sign_up("ana@acme.example")
    assert len(web.letters(3)) == 3


def test_blocked_addresses_get_nothing_and_others_can_come_back(web):
    """A block is the publisher's word; what bounced or was erased comes back by its owner only."""
    subscribers = web.desk.subscribers
    from feedkit.subscribers.addresses import address_hash, read_address

    hashes = {
        each: address_hash(subscribers.hashing_key, read_address(f"{each.value}@acme.example"))
        for each in Reason
        if each is not Reason.UNSUBSCRIBED
    }
    with subscribers.database.writing() as connection:
        for reason, hashed in hashes.items():
            suppress_hash(connection, hashed, reason, web.now)
    for reason in hashes:
        assert web.sign_up(f"{reason.value}@acme.example").status == 200
    letters = web.letters(3)
    assert sorted(each["to"] for each in letters) == [
        "bounced@acme.example",
        "complained@acme.example",
        "forgotten@acme.example",
    ]
    assert web.mailed() == []
    for letter in letters:
        assert web.post(web.link(letter, "confirm")).status == 200
    assert len(web.mailed()) == 3
    with subscribers.database.reading() as connection:
        assert is_suppressed(connection, hashes[Reason.BLOCKED]) is Reason.BLOCKED


def test_one_network_signs_up_a_few_only(web):
    """Ten an hour; leaving is never limited, since providers send it from a few addresses."""
    statuses = [web.sign_up(f"reader{n}@acme.example").status for n in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    refused = web.sign_up("more@acme.example")
    assert refused.headers["retry-after"] == "3600"
    web.now += timedelta(hours=1)
    assert web.sign_up("more@acme.example").status == 200
    for number in range(30):
        assert web.post(f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, number)}").status == 200


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a@acme.example\r\nBcc: x@y.example", "<script>alert(1)</script>@x"]
)
def test_what_is_no_address_is_told_in_the_form(web, address):
    """What was written is still there, and is text."""
    answer = web.sign_up(address, name="<b>Zoë</b>")
    assert answer.status == 422
    assert "not an address" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "<script" not in answer.text
    assert "&lt;b&gt;Zoë&lt;/b&gt;" in answer.text
    assert web.letters() == []


def test_a_form_comes_from_our_own_page(web):
    """And not from yesterday, nor from the page of somebody else."""
    assert web.post("/subscribe", {"email": "ana@acme.example"}).status == 422
    token = re.search(r'name="form" value="([^"]+)"', web.get("/").text)[1]
    fields = {"form": token, "email": "ana@acme.example"}
    assert web.post("/subscribe", fields, sec_fetch_site="cross-site").status == 403
    web.now += timedelta(hours=13)
    answer = web.post("/subscribe", fields)
    assert answer.status == 422
    assert "open for too long" in answer.text
    assert web.letters() == []


def test_who_never_confirmed_is_erased_after_a_month(web):
    """Somebody else may have written the address."""
    web.sign_up("ana@acme.example")
    web.letters(1)
    web.now += timedelta(days=31)
    web.sign_up("bo@acme.example")
    web.letters(2)
    assert web.record() is None


def test_without_a_sender_nobody_signs_up_but_all_can_leave(serve):
    """A mail to confirm could not be sent."""
    web = serve("site: {title: T, url: https://t.example/}")
    assert web.get("/").status == 404
    assert web.post("/subscribe", {"email": "a@acme.example"}).status == 404
    number = web.reader()
    assert web.post(f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, number)}").status == 200


# Choosing, seeing, erasing


def test_a_reader_chooses_topics_and_a_name(web):
    """All that is offered is the same as no choice; topics that are not offered stay."""
    number = web.reader(topics=("old", "robots"))
    path = f"/preferences/{web.token(Purpose.PREFERENCES, number)}"
    page = web.get(path).text
    assert '<input type="checkbox" name="topic" value="Robots" checked>' in page
    assert "a…@acme.example" in page
    assert "ana@acme.example" not in page
    assert "Saved." in web.post(path, {"name": "Ana", "topic": ["AI News", "Forged"]}).text
    assert (web.record().name, web.record().topics) == ("Ana", ("ai news", "old"))
    other = web.reader("bo@acme.example")
    web.post(f"/preferences/{web.token(Purpose.PREFERENCES, other)}", {"topic": ["Robots", "AI News"]})
    assert web.record("bo@acme.example").topics == ()


def test_what_is_kept_is_seen_and_erased_by_a_link_to_the_address_itself(web):
    """A newsletter is passed on with its links; this one is mailed on request and holds a day."""
    number = web.reader(name="Ana", consent_source="fair")
    path = f"/preferences/{web.token(Purpose.PREFERENCES, number)}/account"
    assert web.post(path).status == 200
    (letter,) = web.letters(1)
    account = web.link(letter, "account")
    assert web.post(path).status == 200
    assert len(web.letters()) == 1
    page = web.get(account).text
    assert "ana@acme.example" in page
    assert "fair" in page
    export = web.get(f"{account}/export")
    assert "attachment" in export.headers["content-disposition"]
    assert json.loads(export.body)["subscriptions"][0]["name"] == "Ana"
    assert web.record() is not None
    assert "Nothing is kept" in web.post(f"{account}/erase").text
    assert web.record() is None
    assert web.get(account).status == 410
    assert web.mailed() == []
    web.now += timedelta(days=2)
    assert web.get(account).status == 410


# Everywhere


def every_answer(web):
    number = web.reader("zed@acme.example")
    yield web.get("/")
    yield web.get("/nowhere")
    yield web.get("/openapi.json")
    yield web.get("/health")
    yield web.post("/subscribe", {})
    yield web.ask("POST", "/subscribe", "{}", {"content-type": "application/json"})
    yield web.ask("POST", "/subscribe", "x" * 100_000, {"content-type": "application/x-www-form-urlencoded"})
    yield web.ask("POST", "/subscribe", "broken", {"content-type": "multipart/form-data"})
    yield web.ask("PUT", "/subscribe")
    for room, purpose in (
        ("unsubscribe", Purpose.UNSUBSCRIBE),
        ("preferences", Purpose.PREFERENCES),
        ("account", Purpose.ACCOUNT),
    ):
        yield web.get(f"/{room}/{web.token(purpose, number)}")


def test_every_answer_is_guarded(web):
    """No framing, no script, no cookie, nothing cached, no address of ours told to others."""
    statuses = []
    for answer in every_answer(web):
        statuses.append(answer.status)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-robots-tag"].startswith("noindex")
        assert answer.headers["strict-transport-security"]
        assert "set-cookie" not in answer.headers
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script" not in policy
        assert "unsafe" not in policy
        assert "<script" not in answer.text
    assert statuses == [200, 404, 200, 200, 422, 415, 413, 400, 405, 200, 200, 200]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("da,de;q=0.5,en;q=0.9", "en"),
        ("ar", "ar"),
        ("", "en"),
        ("de;q=0", "en"),
        ("x" * 9000, "en"),
        (";q=,;;", "en"),
    ],
)
def test_pages_speak_the_language_of_the_reader(web, header, expected):
    """As far as there are words in it."""
    assert f'<html lang="{expected}"' in web.get("/", accept_language=header).text


def test_notices_are_in_the_language_the_reader_signed_up_in(web):
    """Umlauts and all."""
    token = re.search(r'name="form" value="([^"]+)"', web.get("/").text)[1]
    web.post("/subscribe", {"form": token, "email": "ana@acme.example"}, accept_language="de")
    (letter,) = web.letters(1)
    assert letter["subject"] == "Bitte bestätigen: The <Daily> Model per E-Mail"
    assert "drücken Sie den Knopf" in letter.get_content()
    assert web.record().language == "de"


def test_a_project_may_have_pages_of_its_own(serve, tmp_path):
    """As with all templates."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "subscription.html.jinja").write_text(
        '{% extends "!feedkit/subscription.html.jinja" %}{% block footer %}<p>Our own foot</p>{% endblock %}'
    )
    assert "Our own foot" in serve().get("/").text


def test_a_prefix_of_the_address_is_in_every_link(serve):
    """Behind a proxy that serves the pages below a path."""
    web = serve(**{'"https://daily.example"': '"https://daily.example/mail/"'})
    assert 'action="/mail/subscribe"' in web.get("/").text
    number = web.reader()
    path = f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, number)}"
    assert f'action="/mail{path}"' in web.get(path).text


def test_a_server_that_cannot_start_says_why(tmp_path):
    """In the words of the command line, without a traceback."""
    (tmp_path / "feedkit.yml").write_text("site: {title: T}\n")
    done = subprocess.run(
        [sys.executable, "-m", "uvicorn", "feedkit.web:app", "--port", "0"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode != 0
    assert "feedkit.yml:1: " in done.stderr
    assert "Traceback" not in done.stderr


def test_the_pages_work_with_postgresql(serve, postgresql):
    """From signing up to erasing."""
    web = serve(
        f"database: {{url: '{postgresql.new_database()}'}}\nmail: {{email: n@daily.example}}\nsite: {{title: T, url: https://daily.example/}}\n"
    )
    web.sign_up("ana@acme.example")
    assert web.post(web.link(web.letters(1)[0], "confirm")).status == 200
    assert web.mailed() == ["ana@acme.example"]
    number = web.record().id
    assert web.post(f"/unsubscribe/{web.token(Purpose.UNSUBSCRIBE, number)}").status == 200
    assert web.mailed() == []
    assert web.post(f"/account/{web.token(Purpose.ACCOUNT, number)}/erase").status == 200
    assert web.record() is None
    assert web.get("/health").status == 200
