"""What a reader meets who opens an edition: the mail as a mail program shows it, and its pages on the web."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from selenium.webdriver.common.keys import Keys
from selenium_axe_python import Axe

from feedkit import templates
from feedkit.digest import web
from feedkit.digest.composition import Masthead, compose
from feedkit.digest.pictures import pixel_size
from feedkit.model import Comments, Entry, Heading, Image, Link, Person

IMAGES = Path(__file__).parent.parent.parent / "articles" / "images"
PICTURES = ("robinhood-agents", "duckduckgo-installs", "human-archive", "clickup-agents", "grok-federal-use")
ENGLISH = (
    "Robinhood lets agents trade",
    "DuckDuckGo grows after the overhaul",
    "Cameras on workers",
    "3,000 agents",
    "Grok in three cases",
)
ARABIC = (
    "روبن هود تسمح للوكلاء الأذكياء بالتداول وتمنحهم بطاقة ائتمان",
    "ارتفاع تثبيتات DuckDuckGo بعد أن استبدلت Google الروابط بالوكلاء",
    "كاميرات على العمال في الهند",
    "ثلاثة آلاف وكيل بدلًا من مئات الموظفين",
    "غروك في ثلاث حالات فقط",
)
CONTENT = """
<p>Opening, with a note.<sup><a href="{url}#fn-1" id="fnref-1">1</a></sup></p><h2 id="why">Why</h2>
<table><thead><tr><th></th><th>A partner with a very long name</th><th>AnUnbreakableHeadingOfManyLetters</th><th>AnotherUnbreakableHeading</th></tr></thead>
<tbody><tr><td>0</td><td>1</td><td>2</td><td>3</td></tr></tbody></table>
<pre><code>a line of code that is much too long for the narrow window of a telephone, and goes on</code></pre>
<blockquote><p>Quoted.</p></blockquote><h4 id="skipped">A skipped level</h4><ul><li>One <a href="https://x.example/">link</a></li></ul>
"""
# A mail is shown inside the page of a mail program, which has the landmarks and the title.
PROGRAM = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mail</title><meta name="color-scheme" content="light dark">
<style>body {{ margin: 0 }} iframe {{ display: block; border: 0; width: 100%; height: 9000px }}</style></head>
<body><main><h1 style="position:absolute;clip-path:inset(50%)">Inbox</h1><iframe title="Message" src="{name}"></iframe></main></body></html>"""


ANA = Person(
    name="Ana Writer",
    key="ana",
    url="https://daily.example/ana",
    bio="Ana covers AI daily.",
    avatar=Image(url="https://cdn.example/nora-whitlock.png", alt="Ana, drawn"),
)
HEAD = Masthead(
    title="The Daily Model",
    url="https://daily.example/",
    zone=ZoneInfo("Europe/Berlin"),
    archive_url="https://daily.example/editions/",
    description="What happened in AI, every four hours.",
    icon_url="https://cdn.example/icon.png",
    postal_address="12 Example Street, 10001 New York",
)


def story(number, **changes):
    """An entry with all there is to tell."""
    moment = datetime(2026, 5, 28, 13 - number, tzinfo=UTC)
    given = {
        "id": f"tag:daily.example,2026:{number}",
        "url": f"https://daily.example/articles/{number}",
        "title": f"{ENGLISH[number]} & more",
        "published": moment,
        "updated": moment,
        "summary": "What it is about, told in a sentence or two that are long enough to fill some lines. " * 2,
        "content": CONTENT.format(url=f"https://daily.example/articles/{number}"),
        "authors": (ANA,),
        "category": "AI News",
        "image": Image(
            url=f"https://cdn.example/{PICTURES[number]}.png",
            alt=f"Picture {number} of the edition",
            credit="Drawn by us",
        ),
        "comments": Comments(url=f"https://daily.example/c/{number}", count=number),
        "related": (Link(url=f"https://daily.example/t/{number}", title=f"Tool {number}"),),
        "views": 100 + number,
        "headings": (Heading(level=2, id="why", text="Why"),),
    }
    return Entry(**(given | changes))


def arabic_story(number):
    """The same in Arabic."""
    summary = "تتعلم الروبوتات من الصور التي يلتقطها العمال. " * 3
    return story(number, title=ARABIC[number], summary=summary, category="أخبار الذكاء الاصطناعي", language="ar")


def shorter():
    """An edition of which one entry is on the web only."""
    return HEAD, [story(each) for each in range(5)], {"linked": frozenset([story(2).id])}


def right_to_left():
    """An edition of an Arabic site, with one English story."""
    entries = [arabic_story(each) for each in range(5)]
    entries[1] = story(1, language="en", category=entries[0].category)
    return replace(HEAD, title="النموذج اليومي", language="ar", postal_address="القاهرة"), entries, {}


VARIANTS = {
    "usual": lambda: (HEAD, [story(each) for each in range(5)], {}),
    "shorter": shorter,
    "arabic": right_to_left,
}


@pytest.fixture(scope="module")
def made():
    """A function that makes the files of a variant, each only once."""
    shipped = templates.load(Path("there is no such folder"))
    sizes = {f"https://cdn.example/{path.name}": pixel_size(path.read_bytes()[:64]) for path in IMAGES.glob("*.png")}
    known = {}

    def make(variant):
        if variant not in known:
            head, entries, changes = VARIANTS[variant]()
            given = {
                "id": "daily/2026-05-28",
                "date": date(2026, 5, 28),
                "cutoff": datetime(2026, 5, 28, 16, tzinfo=UTC),
            }
            given |= {"url": "https://daily.example/editions/2026-05-28/", "templates": shipped, "sizes": sizes}
            edition = compose(head, entries=entries[:3], more=entries[3:], **(given | changes))
            listed = [web.ArchivedEdition(date=edition.date, subject=edition.subject, url=edition.url, entries=3)]
            known[variant] = {
                "mail.html": edition.html,
                "bare.html": re.sub(r"<style>.*?</style>", "", edition.html, flags=re.DOTALL),
                "program.html": PROGRAM.format(name="mail.html"),
                "page.html": web.web_edition(edition, head, shipped, sizes=sizes).content.decode(),
                "archive.html": web.archive(head, listed, shipped).content.decode(),
            }
        return known[variant]

    return make


@pytest.fixture
def publish_edition(tmp_path, made):
    """A function that writes the mail, a mail program that shows it, and the pages.

    Pictures are files of the served folder, but for `pictures=False`: then they lead nowhere.
    """

    def write(variant="usual", *, pictures=True):
        for name, text in made(variant).items():
            here = text.replace("https://cdn.example/", "images/") if pictures else text
            (tmp_path / name).write_text(here, encoding="utf-8")
        if not (tmp_path / "images").exists():
            shutil.copytree(IMAGES, tmp_path / "images")

    return write


def violations(browser, frame=""):
    """What axe-core finds, in the page and in the frame of that name."""
    axe = Axe(browser.driver)
    axe.inject()
    if frame:
        browser.driver.switch_to.frame(browser.all(frame)[0])
        Axe(browser.driver).inject()
        browser.driver.switch_to.default_content()
    found = axe.run()
    assert len(found["passes"]) > 15
    if frame:
        assert any(len(node["target"]) > 1 for each in found["passes"] for node in each["nodes"]), (
            "the frame was not looked at"
        )
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]


def overflow(browser):
    return browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")


def room(browser):
    """The width of the window without its scroll bar."""
    return browser.run("return document.documentElement.clientWidth")


def styles(browser, selector, *properties):
    script = (
        "const s = getComputedStyle(document.querySelector(arguments[0])); return arguments[1].map(each => s[each])"
    )
    return browser.run(script, selector, properties)


def boxes(browser, selector):
    return browser.run(
        "return [...document.querySelectorAll(arguments[0])].map(each => each.getBoundingClientRect().toJSON())",
        selector,
    )


@pytest.mark.parametrize(("scheme", "pictures"), [("light", True), ("dark", False)])
def test_axe_finds_no_violation_in_the_mail(browser, publish_edition, scheme, pictures):
    """Shown by a mail program, in its frame: contrast, names, headings, tables, whatever axe-core knows of."""
    publish_edition(pictures=pictures)
    browser.look(scheme=scheme, width=600)
    browser.visit("program.html")
    assert violations(browser, "iframe") == []


def test_axe_finds_no_violation_in_an_arabic_mail(browser, publish_edition):
    """With an English story in it."""
    publish_edition("arabic")
    browser.visit("program.html")
    assert violations(browser, "iframe") == []


def test_axe_finds_no_violation_in_a_mail_that_leaves_entries_out(browser, publish_edition):
    """The button to the web is legible, too."""
    publish_edition("shorter")
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        browser.visit("program.html")
        assert violations(browser, "iframe") == []


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [
        ("page.html", "light", 375),
        ("page.html", "dark", 1280),
        ("archive.html", "light", 1280),
        ("archive.html", "dark", 375),
    ],
)
def test_axe_finds_no_violation_in_the_pages(browser, publish_edition, name, scheme, width):
    """The page of an edition and the list of all."""
    publish_edition()
    browser.look(scheme=scheme, width=width)
    browser.visit(name)
    assert violations(browser) == []


def test_axe_finds_no_violation_in_arabic_pages(browser, publish_edition):
    """The same from right to left."""
    publish_edition("arabic")
    for name in ("page.html", "archive.html"):
        browser.visit(name)
        assert violations(browser) == []
        assert styles(browser, "body", "direction") == ["rtl"]


@pytest.mark.parametrize("pictures", [True, False])
@pytest.mark.parametrize("name", ["mail.html", "bare.html", "page.html", "archive.html"])
def test_nothing_scrolls_sideways(browser, publish_edition, name, pictures):
    """On telephones and in the narrow panes of mail programs, pictures or not, styles in the head or not."""
    publish_edition(pictures=pictures)
    browser.visit(name)
    for width in (335, 375, 600, 800):
        browser.look(width=width)
        assert overflow(browser) == 0, width


def test_the_mail_is_as_wide_as_it_should_be(browser, publish_edition):
    """600 pixels in the middle where there is room; all of a telephone."""
    publish_edition()
    browser.look(width=800)
    browser.visit("mail.html")
    card = boxes(browser, ".card")[0]
    assert card["width"] == 600
    assert card["left"] == pytest.approx(room(browser) - card["right"])
    browser.look(width=375)
    card = boxes(browser, ".card")[0]
    assert (card["width"], card["left"]) == (room(browser), 0)


def test_the_lead_picture_has_its_proportions(browser, publish_edition):
    """It shrinks with the mail."""
    publish_edition()
    browser.visit("mail.html")
    for width in (800, 375):
        browser.look(width=width)
        box = boxes(browser, "img[width='552']")[0]
        assert box["width"] == (550 if width == 800 else room(browser) - 2 * 16)
        assert box["width"] / box["height"] == pytest.approx(1200 / 630, abs=0.02)


def test_the_night_changes_every_colour(browser, publish_edition):
    """The styles in the head win over those in the elements, as they would not without being important."""
    publish_edition()
    seen = {}
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        browser.visit("mail.html")
        seen[scheme] = [
            styles(browser, "body", "backgroundColor"),
            styles(browser, ".card", "backgroundColor", "borderTopColor"),
            styles(browser, "h2 a", "color"),
            styles(browser, "p.soft", "color"),
        ]
    assert seen["light"] == [
        ["rgb(251, 250, 248)"],
        ["rgb(255, 253, 250)", "rgb(138, 53, 0)"],
        ["rgb(29, 27, 24)"],
        ["rgb(84, 80, 74)"],
    ]
    assert seen["dark"] == [
        ["rgb(23, 22, 20)"],
        ["rgb(32, 31, 28)", "rgb(255, 171, 112)"],
        ["rgb(236, 232, 225)"],
        ["rgb(176, 170, 160)"],
    ]


def test_outlook_com_gets_the_same_night(browser, publish_edition):
    """It marks the mail with attributes of its own and knows no media query."""
    publish_edition()
    browser.visit("mail.html")
    browser.run("document.body.setAttribute('data-ogsc', ''); document.body.setAttribute('data-ogsb', '')")
    assert styles(browser, ".card", "backgroundColor", "borderTopColor") == ["rgb(32, 31, 28)", "rgb(255, 171, 112)"]
    assert styles(browser, "h2 a", "color") == ["rgb(236, 232, 225)"]


def test_without_styles_in_the_head_the_mail_still_stands(browser, publish_edition):
    """So do some mail programs show it: as by day and on a wide screen, whatever the hour and the width."""
    publish_edition()
    browser.look(scheme="dark", width=375)
    browser.visit("bare.html")
    assert styles(browser, "h2 a", "color") == ["rgb(29, 27, 24)"]
    assert styles(browser, "body", "backgroundColor") == ["rgb(251, 250, 248)"]
    assert styles(browser, "h2", "fontSize") == ["30px"]


def test_without_pictures_their_descriptions_are_read(browser, publish_edition):
    """In a place as large as the picture, legible by night as well."""
    publish_edition(pictures=False)
    browser.look(scheme="dark")
    browser.visit("mail.html")
    assert browser.run("return [...document.images].every(each => !each.naturalWidth)")
    lead = boxes(browser, "img[width='552']")[0]
    assert lead["height"] > 200
    assert styles(browser, "img[width='552']", "color", "backgroundColor") == ["rgb(176, 170, 160)", "rgb(40, 38, 34)"]


def test_the_preheader_is_not_seen_and_the_links_are(browser, publish_edition):
    """It is for the list of mails only."""
    publish_edition()
    browser.visit("mail.html")
    assert not browser.all("body > div")[0].is_displayed()
    assert all(each.is_displayed() for each in browser.all("a"))


def test_an_arabic_mail_is_mirrored(browser, publish_edition):
    """Titles begin at the right, thumbnails stand at the left; the English story is as in an English mail."""
    publish_edition("arabic")
    browser.look(width=800)
    browser.visit("mail.html")
    card = boxes(browser, ".card")[0]
    icon = boxes(browser, "img[width='44']")[0]
    assert icon["right"] > card["right"] - 40
    titles = boxes(browser, "h3 a")
    thumbnails = boxes(browser, "img[width='160']")
    assert thumbnails[0]["left"] > titles[0]["right"], "the English story"
    assert thumbnails[1]["right"] < titles[1]["left"]
    assert titles[1]["right"] > card["right"] - 40
    unsubscribe = boxes(browser, "a[href*='/unsubscribe']")[0]
    assert unsubscribe["left"] < card["left"] + 40


def test_the_page_asks_for_nothing_but_pictures(browser, publish_edition):
    """And the console stays empty."""
    publish_edition()
    for name in ("page.html", "archive.html"):
        browser.visit(name)
        browser.run("window.scrollTo(0, document.body.scrollHeight)")
        assert all(each.endswith((name, ".png")) for each in browser.requests())
        assert browser.complaints() == []


def test_links_within_the_page_lead_to_their_places(browser, publish_edition):
    """Each heading of each entry has its own, though the articles use the same names; wide tables scroll by themselves."""
    publish_edition()
    browser.look(width=375)
    browser.visit("page.html")
    targets = browser.run(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(each => document.querySelectorAll(each.hash).length)"
    )
    assert len(targets) > 6
    assert set(targets) <= {0, 1}
    assert targets.count(0) == 3  # the footnotes that these articles do not have
    assert browser.run("const t = document.querySelector('.wide'); return t.scrollWidth > t.clientWidth")
    browser.all("a.skip")[0].send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "stories"
