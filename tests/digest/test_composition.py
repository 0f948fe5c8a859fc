"""The mail of an edition: the rules for HTML that no mail program breaks, and what readers find in it."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import pairwise
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit.article.tags import TAG
from feedkit.digest.fitting import ENCODED_LIMIT, HTML_LIMIT
from feedkit.digest.plans import Correction
from feedkit.digest.wrapping import columns
from feedkit.exceptions import TemplateError
from feedkit.message.bodies import encoded_length
from feedkit.message.tokens import Token, found_in
from feedkit.model import Comments, Image

STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)
UNSUBSCRIBE = Token.UNSUBSCRIBE_URL.value


def tree(edition):
    return lxml.html.document_fromstring(edition.html)


def body_of(edition):
    return edition.html[edition.html.index("<body") :]


def head_of(edition):
    return edition.html[: edition.html.index("<body")]


def kept_styles(edition):
    """The styles in the head that are not for Outlook."""
    return STYLES.findall(re.sub(r"<!--.*?-->", "", head_of(edition), flags=re.DOTALL))


def inline_styles(edition):
    return [unescape(each) for each in re.findall(r' style="([^"]*)"', body_of(edition))]


def declarations(edition):
    pairs = [each.split(":", 1) for style in inline_styles(edition) for each in style.split(";")]
    return [(name.strip(), value.strip()) for name, value in pairs]


def visible(edition):
    """The words of the mail, blanks made one space."""
    found = re.sub(r"<!--.*?-->", "", body_of(edition), flags=re.DOTALL)
    return " ".join(unescape(TAG.sub(" ", found)).split())


def links(edition):
    return tree(edition).xpath("//a/@href")


def headings(edition):
    return [
        (int(each.tag[1]), " ".join(each.text_content().split())) for each in tree(edition).iter("h1", "h2", "h3", "h4")
    ]


def order_in(text, titles):
    """The titles that stand in the text, in their order there."""
    return sorted((title for title in titles if title in text), key=text.index)


def contrast(ink, paper):
    """The ratio of WCAG 2.2, 1.4.3."""

    def luminance(color):
        channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
        return sum(each * weight for each, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    dark, light = sorted((luminance(ink), luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def busy(compose, entry):
    """A day of three hundred entries."""
    return compose([entry(number, summary="A busy day, told at length. " * 12) for number in range(300)])


@pytest.fixture(scope="module")
def arabic(compose, masthead, entry):
    """An edition of an Arabic site with one English entry, on a day of forty long ones."""
    head = replace(
        masthead, title="النموذج اليومي", language="ar", description="أخبار كل يوم", postal_address="القاهرة"
    )
    texts = {
        "title": "الروبوتات تتعلم من الصور",
        "summary": "تتعلم الروبوتات من الصور التي يلتقطها العمال. " * 6,
        "category": "أخبار",
        "language": "ar",
    }
    entries = [entry(each, **(texts | {"title": f"{texts['title']} {each}"})) for each in range(40)]
    entries[1] = entry(1, category="أخبار", language="en")
    return compose(entries, head)


# --- The rules of HTML for mail ------------------------------------------------------------------------------------


def test_c1_the_mail_is_never_clipped(edition, busy, arabic):
    """Neither the HTML nor its encoded form reaches what Gmail cuts off."""
    for each in (edition, busy, arabic):
        assert len(each.html.encode()) <= HTML_LIMIT - 1_000
        assert encoded_length(each.html, is_html=True) <= ENCODED_LIMIT - 1_000
    assert encoded_length(busy.html, is_html=True) > ENCODED_LIMIT * 0.95


def test_c2_styles_in_the_head_are_small(edition):
    """Gmail drops what is beyond 16 KB; we keep to half of it."""
    assert sum(len(each.encode()) for each in STYLES.findall(head_of(edition))) <= 8_192


def test_c3_no_at_rule_stands_in_another(edition):
    """Gmail drops the whole element then."""
    for style in kept_styles(edition):
        for inside in re.findall(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", style):
            assert "@" not in inside
        assert style.count("{") == style.count("}")


def test_c4_each_risk_has_a_style_of_its_own(edition):
    """Telephones, the night and single programs: a fault in one does not take the others with it; none in the body."""
    telephone, night, programs = kept_styles(edition)
    assert "max-width" in telephone
    assert "prefers-color-scheme" in night
    assert "data-ogsc" in programs
    assert "data-ogsc" not in telephone + night
    assert "<style" not in body_of(edition)


def test_c5_rules_in_the_head_win_over_styles_in_elements(edition):
    """Each of their declarations is important, and the classes they name are there."""
    styles = "".join(kept_styles(edition))
    for rule in re.findall(
        r"\{([^{}]*)\}", styles.replace(":root{color-scheme:light dark;supported-color-schemes:light dark}", "")
    ):
        assert all(each.endswith("!important") for each in rule.strip().split(";") if each.strip()), rule
    named = set(re.findall(r"\.([\w-]+)", styles))
    used = {name for names in tree(edition).xpath("//@class") for name in names.split()}
    assert used <= named
    assert named - used == {"button", "button-words"}  # they come with "N more"


def test_c6_the_base_look_is_in_the_elements(edition):
    """Accounts in Gmail's app that are not Google's own see no style of the head at all."""
    for element in tree(edition).iter("h1", "h2", "h3", "p", "a", "li", "ol"):
        assert element.get("style"), lxml.html.tostring(element)
    for cell in tree(edition).xpath('//td[contains(@class, "block")]'):
        assert {"font-family", "font-size", "line-height", "color", "padding"} <= {
            each.split(":")[0] for each in cell.get("style").split(";")
        }


def test_c7_the_head_says_what_programs_ask_for(edition):
    """Encoding, language, width, title, both colour schemes, no rescaling."""
    assert edition.html.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr"')
    page = tree(edition)
    assert page.findtext("head/title") == edition.subject
    assert page.xpath("//meta/@charset") == ["utf-8"]
    metas = {each.get("name"): each.get("content") for each in page.iter("meta")}
    assert metas["color-scheme"] == metas["supported-color-schemes"] == "light dark"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert "x-apple-disable-message-reformatting" in metas


def test_c8_every_colour_has_its_night(edition, busy):
    """In Apple Mail by media query, in Outlook.com by its attributes; white and black are never pure."""
    _, night, programs = kept_styles(edition)
    rules = re.findall(r"^(\..*?)\{(.*?)\}$", night, re.MULTILINE)
    assert len(rules) > 8
    for selectors, declaration in rules:
        for selector in selectors.split(","):
            assert re.search(
                rf"\[data-ogsc\] {re.escape(selector)},\[data-ogsb\] {re.escape(selector)}[,{{][^}}]*{re.escape(declaration)}",
                programs,
            )
    assert not re.search(r"#(fff|000)(000|fff)?\b", edition.html, re.IGNORECASE)
    dark = {name for selectors, _ in rules for name in re.findall(r"\.([\w-]+)", selectors)}
    for element in tree(busy).xpath("//body//*[contains(@style, 'color:')]"):
        assert dark & set((element.get("class") or "").split()), lxml.html.tostring(element)[:200]


def test_c9_tables_are_for_layout_and_nested_little(edition):
    """Screen readers pass over them; no parser loses what is nested too deep."""
    for table in tree(edition).iter("table"):
        assert [table.get(each) for each in ("role", "cellpadding", "cellspacing", "border")] == [
            "presentation",
            "0",
            "0",
            "0",
        ]
        assert len(list(table.iterancestors("table"))) < 3
    assert max(len(list(each.iterancestors())) for each in tree(edition).iter()) < 30


def test_c10_every_picture_says_what_it_shows_and_how_large_it_is(edition):
    """Outlook goes by the attributes; addresses are absolute and secure."""
    pictures = list(tree(edition).iter("img"))
    assert len(pictures) == 1 + 4 + 2 + 1  # the icon, the stories, older ones, an author
    for picture in pictures:
        assert picture.get("alt") is not None
        assert int(picture.get("width")) > 0
        assert int(picture.get("height")) > 0
        assert picture.get("src").startswith("https://cdn.example/")


def test_c10_a_picture_has_its_true_proportions(compose, entry):
    """As far as they are known."""
    sizes = {"https://cdn.example/0.png": (1200, 630), "https://cdn.example/1.png": (400, 400)}
    shown = {
        each.get("src"): (each.get("width"), each.get("height")) for each in tree(compose(sizes=sizes)).iter("img")
    }
    assert shown["https://cdn.example/0.png"] == ("552", "290")
    assert shown["https://cdn.example/1.png"] == ("160", "160")
    assert shown["https://cdn.example/2.png"] == ("160", "90")


def test_c11_headings_skip_no_level_and_links_say_where_they_lead(edition):
    """One first heading; every link has words, and the same words lead to one place."""
    levels = [level for level, _ in headings(edition)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    places = {}
    for link in tree(edition).iter("a"):
        name = link.get("aria-label") or " ".join(link.text_content().split()) or "".join(link.xpath("img/@alt"))
        assert len(name) > 3
        places.setdefault(name, set()).add(link.get("href"))
    assert all(len(each) == 1 for each in places.values())


def test_c11_text_is_legible_by_day_and_by_night(edition, shipped):
    """At least 14 pixels, and 4.5 to 1 against what it stands on."""
    sizes = {int(value.removesuffix("px")) for name, value in declarations(edition) if name == "font-size"} - {0, 1}
    assert min(sizes) >= 14
    css = shipped["edition.css"]
    day = {
        name: re.search(rf"^\.{name} {{[^}}]*?(?<!-)(background-)?color: (#\w+)", css, re.MULTILINE)[2]
        for name in ("paper", "card", "ink", "soft", "accent")
    }
    day |= {
        "button": "#8a3500",
        "button-words": "#fffdfa",
        "picture": re.search(r"^\.picture {[^}]*background-color: (#\w+)", css, re.MULTILINE)[1],
    }
    found = re.findall(r'\("([^"]*)", "(?:background-)?color:(#\w+)"\)', shipped["edition.html.jinja"])
    night = {name: color for names, color in reversed(found) for name in re.findall(r"\.([\w-]+)", names)} | {
        "picture": "#282622"
    }
    assert night.keys() >= day.keys()
    for colors in (day, night):
        for ink in ("ink", "soft", "accent"):
            assert contrast(colors[ink], colors["card"]) >= 4.5
            assert contrast(colors[ink], colors["paper"]) >= 4.5
        assert contrast(colors["soft"], colors["picture"]) >= 4.5
        assert contrast(colors["button-words"], colors["button"]) >= 4.5


def test_c12_colours_have_six_digits(edition, busy):
    """Outlook and Notes read no others in attributes."""
    for each in (edition, busy):
        assert set(re.findall(r"#[0-9a-fA-F]+\b(?!;)", " ".join(inline_styles(each)))) <= set(
            re.findall(r"#[0-9a-fA-F]{6}\b", each.html)
        )
        assert all(re.fullmatch(r"#[0-9a-f]{6}", color) for color in re.findall(r'bgcolor="([^"]*)"', each.html))


def test_c13_conditional_comments_are_whole_and_of_the_safe_kind(edition):
    """What Outlook alone sees opens and closes its table; nothing is written as `<![if`."""
    outlook = re.findall(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", edition.html, re.DOTALL)
    assert len(outlook) == edition.html.count("<![endif]-->") == 3
    assert not re.search(r"(?<!--)<!\[if", edition.html)
    assert outlook[1].count("<table") == outlook[2].count("</table") == 1
    assert 'width="600"' in outlook[1]


def test_c14_the_preheader_comes_first_and_is_not_the_subject(edition):
    """In the list of mails it stands beside the subject; behind it blanks keep out the rest of the mail."""
    first = tree(edition).xpath("//body/*")[0]
    assert "display:none" in first.get("style")
    assert "mso-hide:all" in first.get("style")
    text = first.text_content()
    assert text.startswith(edition.preheader)
    assert re.fullmatch("(\u034f\u200c\xa0){40,}", text.removeprefix(edition.preheader))
    assert 40 <= len(edition.preheader) <= 110
    assert edition.preheader != edition.subject


def test_c15_readers_see_why_they_get_it_from_whom_and_how_to_end_it(edition):
    """At the end, and at the top for those whose mail program cuts off the end."""
    text = visible(edition)
    footer = text[text.index("You get this mail because you subscribed to The Daily Model.") :]
    assert "The Daily Model, 12 Example Street, 10001 New York" in footer
    for words in ("Unsubscribe", "Preferences", "All editions", "View in browser"):
        assert words in footer
    assert links(edition)[:2] == ["https://daily.example/editions/2026-05-28/", UNSUBSCRIBE]
    assert links(edition)[-4:] == [
        UNSUBSCRIBE,
        Token.PREFERENCES_URL.value,
        "https://daily.example/editions/",
        "https://daily.example/editions/2026-05-28/",
    ]


def test_c16_nothing_is_used_that_programs_take_out(edition, busy):
    """No scripts, forms, frames or linked styles; no variables, computations, positions or negative margins."""
    for each in (edition, busy):
        assert not {element.tag for element in tree(each).iter() if isinstance(element.tag, str)} & {
            "script", "form", "iframe", "object", "embed", "link", "svg", "video", "audio", "input", "button", "base",
        }  # fmt: skip
        for name, value in declarations(each):
            assert name != "position"
            assert not re.search(r"var\(|calc\(|url\(|!important", value)
            assert not (name.startswith("margin") and "-" in value)


def test_c17_every_link_is_an_absolute_address(edition, busy):
    """Of the web, in ASCII, with a name for a host and no port."""
    for each in (edition, busy):
        assert len(links(each)) > 20
        for link in links(each):
            parts = urlsplit(link)
            assert parts.scheme == "https"
            assert re.fullmatch(r"[a-z.\-]+", parts.netloc)
            assert link.isascii()


def test_c18_links_to_articles_tell_where_readers_come_from(compose, masthead):
    """If that is wanted; other links do not."""
    edition = compose(head=replace(masthead, link_parameters={"utm_source": "mail"}))
    tagged = {link for link in links(edition) if "utm_source=mail" in link}
    assert tagged == {f"https://daily.example/articles/{number}?utm_source=mail" for number in range(6)}
    assert all(f"{link}\n" in edition.text for link in tagged)
    assert "utm" not in compose().html


def test_c19_the_plain_text_fits_a_screen_and_its_addresses_stand_alone(edition, busy, arabic):
    """Lines of at most 78 columns, titles and addresses on lines of their own, the way out at the end."""
    for each in (edition, busy, arabic):
        lines = each.text.split("\n")
        for line in lines:
            assert columns(line) <= 78 or line.startswith("https://")
            assert "://" not in line or re.fullmatch(r"https://\S+", line)
            assert line == line.rstrip()
        assert UNSUBSCRIBE in lines[-12:]
        assert "\n\n\n" not in each.text
    lines = edition.text.split("\n")
    for number in range(4):
        assert lines.index(edition.entries[number].title) < lines.index(edition.entries[number].url)


def test_c20_outlook_gets_a_width_and_no_margins_on_tables(edition, busy):
    """It knows neither `max-width` nor margins of tables."""
    for each in (edition, busy):
        for table in tree(each).iter("table"):
            assert "margin" not in (table.get("style") or "")
        assert '<!--[if mso]><table role="presentation" width="600"' in each.html
    button = tree(busy).xpath('//td[contains(@class, "button")]')[0]
    assert button.get("bgcolor") == "#8a3500"
    assert "mso-padding-alt:12px 22px" in button.get("style")


# --- What readers find ---------------------------------------------------------------------------------------------


def test_the_lead_story_gives_the_subject(edition):
    """It is the first entry; the preheader names the others."""
    assert edition.subject == "Robinhood lets agents trade & pay"
    assert edition.preheader.startswith("Also: DuckDuckGo grows <after> Google’s overhaul · Cameras on workers")
    assert headings(edition)[:2] == [(1, "The Daily Model"), (2, edition.subject)]


@pytest.mark.parametrize(
    ("summary", "description", "expected"),
    [
        ("Told in a summary that is long enough to stand alone.", "", "Told in a summary that is long enough to stand alone."),
        ("Short.", "News of the day, every day.", "Short. · News of the day, every day. · The Daily Model, Thursday, May 28, 2026"),
        ("", "", "The Daily Model, Thursday, May 28, 2026"),
        ("The Title", "What happened in AI, every four hours.", "What happened in AI, every four hours. · The Daily Model, Thursday, May 28, 2026"),
    ],
)  # fmt: skip
def test_the_preheader_of_a_single_story_is_its_summary(compose, masthead, entry, summary, description, expected):
    """It never says the same as the subject, and goes on until it is long enough."""
    edition = compose([entry(0, title="the title", summary=summary)], replace(masthead, description=description))
    assert edition.preheader == expected


def test_stories_stand_by_category(compose, entry):
    """The lead's first, the others in the order in which they come up; each story once."""
    categories = ["Models", "Robots", "models", "", "Robots"]
    edition = compose([entry(number, category=category) for number, category in enumerate(categories)], more=())
    order = [entry.id[-1] for entry in edition.entries]
    assert order == ["0", "2", "1", "4", "3"]
    titles = [entry.title for entry in edition.entries]
    assert [text for _, text in headings(edition)][1:-3] == [
        titles[0], "models", titles[1], "Robots", titles[2], titles[3], "Also in this edition", titles[4], "Most read",
    ]  # fmt: skip
    assert order_in(edition.text, titles) == titles


def test_with_one_category_every_story_shows_it_as_a_kicker(edition, compose, entry):
    """A heading would say the same as all kickers; where there are several, headings say it."""
    assert visible(edition).count("AI News DuckDuckGo") == 1
    assert (2, "Also in this edition") in headings(edition)
    mixed = compose([entry(each, category=f"Part {each % 2}") for each in range(4)])
    assert visible(mixed).count("Part 1 DuckDuckGo") == 1
    assert (2, "Part 1") in headings(mixed)


def test_a_story_tells_who_wrote_it_when_and_how_long_it_is(compose, entry, recording):
    """In the zone and the language of the site, with ways to talk about it and to listen to it."""
    edition = compose([entry(0), entry(1, enclosures=(recording,))])
    assert "By Ana Writer · May 28, 2026, 9:00\xa0AM · 4\xa0min\xa0read · 0\xa0comments".replace(
        "\xa0", " "
    ) in visible(edition)
    line = "By Ana Writer and Ben Reader · May 28, 2026, 5:00 AM · 4 min read"
    assert f"{line} · 1 comment · Listen (3:07)" in visible(edition)
    assert line in " ".join(edition.text.split())
    assert "1 comment\nhttps://daily.example/comments/1\n" in edition.text
    assert "Listen (3:07)\nhttps://cdn.example/1.mp3\n" in edition.text


def test_a_story_has_only_what_is_known_of_it(compose, entry):
    """No byline without authors, no empty picture, summary, kicker or list; comments that nobody counted are a link."""
    bare = {"authors": (), "summary": "", "category": "", "image": None, "related": (), "views": None}
    edition = compose(
        [entry(0, comments=None, **bare), entry(1, comments=Comments(url="https://x.example/c"), **bare)], more=()
    )
    assert [text for _, text in headings(edition)] == [
        "The Daily Model",
        edition.subject,
        "Also in this edition",
        edition.entries[1].title,
    ]
    assert "May 28, 2026, 5:00\xa0AM · 4\xa0min\xa0read · Comments".replace("\xa0", " ") in visible(edition)
    assert len(list(tree(edition).iter("img"))) == 1
    assert "None" not in edition.html + edition.text
    assert not re.search(r"<(p|h\d|td|a|li)\b[^>]*>\s*</", body_of(edition))


def test_a_picture_without_a_description_is_no_link(compose, entry):
    """A link that says nothing is worse than none."""
    edition = compose([entry(0, image=Image(url="https://cdn.example/0.png"))], more=())
    picture = tree(edition).xpath('//img[@src="https://cdn.example/0.png"]')[0]
    assert picture.getparent().tag == "td"
    assert picture.get("alt") == ""


def test_pictures_that_are_not_secure_are_left_out(compose, entry):
    """Mail programs would not load them."""
    edition = compose([entry(0, image=Image(url="http://cdn.example/0.png", alt="A"))], more=())
    assert "http://" not in edition.html


def test_the_most_read_are_those_with_most_views(edition, compose, entry):
    """Of this edition and of the older entries; where nobody counted, there is no such list."""
    titles = [" ".join(each.text_content().split()) for each in tree(edition).xpath("//ol/li")]
    assert titles == [
        "Grok in three of four hundred cases 150 views", "A quadrant for coding agents 140 views",
        "3,000 agents replace hundreds 130 views", "Cameras on workers in India 120 views",
        "DuckDuckGo grows <after> Google’s overhaul 110 views",
    ]  # fmt: skip
    assert "1. Grok in three of four hundred cases\n150 views\nhttps://daily.example/articles/5\n" in edition.text
    lonely = compose([entry(0), *(entry(each, views=None) for each in range(1, 4))], more=())
    assert "Most read" not in lonely.html + lonely.text


def test_older_stories_of_the_same_section_follow(compose, entry):
    """Six of a category at most, none that is in the edition, in the order in which they are given."""
    older = [entry(each) for each in range(2, 20)] + [entry(30, category="")]
    edition = compose([entry(each) for each in range(3)], more=older)
    listed = [text for _, text in headings(edition)]
    listed = listed[listed.index("More AI News") + 1 : listed.index("Relevant tools")]
    assert listed == [*(entry(each).title for each in range(3, 9)), "More from The Daily Model", entry(30).title]
    assert f"More AI News\n------------\n\n{entry(3).title}\nMay 27, 2026, 9:00\xa0PM\n{entry(3).url}\n" in edition.text


def test_tools_and_authors_are_named_once(edition):
    """Two tools for four stories; of the authors those of whom there is something to tell."""
    assert visible(edition).count("Tool 0 · Tool 1") == 1
    assert visible(edition).count("Ana covers AI daily.") == edition.text.count("Ana covers AI daily.") == 1
    assert (2, "About the author") in headings(edition)
    assert (3, "Ana Writer") in headings(edition)


def test_corrections_are_told(compose):
    """With the title they belong to and what was put right."""
    note = Correction(id="x", title="Old <story>", url="https://daily.example/old", note="It was three & not four.")
    edition = compose(corrections=[note])
    assert "Corrections Old <story> It was three & not four." in visible(edition)
    assert "Old <story>\nIt was three & not four.\nhttps://daily.example/old\n" in edition.text


def test_late_entries_are_flagged(compose, entry):
    """They came out before the edition before this one, and were not in it."""
    edition = compose(earlier=frozenset([entry(2).id]))
    assert visible(edition).count("Earlier · By Ana Writer") == 1
    assert edition.text.count("Earlier · By Ana Writer") == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-AT", ["Donnerstag, 28. Mai 2026", "Von Ana Writer und Ben Reader", "4 Min. Lesezeit", "Meistgelesen", "Mehr aus AI News", "Abbestellen"]),
        ("fr", ["jeudi 28 mai 2026", "Par Ana Writer et Ben Reader", "4 min de lecture", "Les plus lus", "Se désabonner"]),
        ("es", ["jueves, 28 de mayo de 2026", "Por Ana Writer y Ben Reader", "Lo más leído", "Cancelar la suscripción"]),
        ("ja", ["2026年5月28日木曜日", "著者：Ana Writer、Ben Reader", "4分で読めます", "よく読まれている記事", "配信停止"]),
        ("ar", ["الخميس، 28 مايو 2026", "بقلم Ana Writer وBen Reader", "4 دقائق للقراءة", "الأكثر قراءة", "إلغاء الاشتراك"]),
    ],
)  # fmt: skip
def test_an_edition_speaks_the_language_of_its_site(compose, masthead, language, said):
    """In HTML and in plain text."""
    edition = compose(head=replace(masthead, language=language))
    for words in said:
        assert words in visible(edition)
        assert words in " ".join(edition.text.split())
    assert edition.html.startswith(f'<!DOCTYPE html>\n<html lang="{language}"')
    assert edition.language == language


def test_our_own_words_are_marked_where_they_are_not_in_the_language_of_the_site(compose, masthead):
    """Screen readers pronounce them right; there is no catalogue in Italian."""
    page = tree(compose(head=replace(masthead, language="it")))
    assert page.get("lang") == "it"
    for words in ("Unsubscribe", "Most read", "View in browser", "Thursday, May 28, 2026", "You get this mail because"):
        for element in page.xpath(f'//body//*[contains(text(), "{words}")]'):
            assert element.xpath("ancestor-or-self::*[@lang][1]/@lang")[-1] == "en", words


def test_an_arabic_edition_runs_from_right_to_left(arabic):
    """Cells are aligned to the right, the English story to the left; dots keep Latin names and numbers apart."""
    page = tree(arabic)
    assert page.get("dir") == "rtl"
    english = page.xpath('//td[@lang="en"]')
    assert {each.get("dir") for each in english} == {"ltr"}
    cells = page.xpath('//td[contains(@class, "block")][@align]')
    assert {each.get("align") for each in cells if each.get("lang") is None} <= {"right", "center"}
    assert {each.get("align") for each in english} == {"left"}
    assert "Ana Writer\u200f · " in visible(arabic)
    assert "Ana Writer\u200f · " in arabic.text
    assert not re.search(r"(?<![-\w])(left|right)(?![-\w])", " ".join(inline_styles(arabic)))


def test_a_story_in_another_language_says_so(compose, entry):
    """With its direction; our own words in it are in ours."""
    page = tree(compose([entry(0), entry(1, language="he", title="כותרת")]))
    cell = page.xpath('//td[@lang="he"]')[0]
    assert (cell.get("dir"), cell.get("align")) == ("rtl", "right")
    assert cell.xpath('.//p[contains(., "min")]/@lang') == ["en"]


# --- What fits, and what does not ----------------------------------------------------------------------------------


def shown_in(edition, part):
    """The numbers of the entries of the edition that a part shows."""
    text = visible(edition) if part == "html" else edition.text
    return {int(each) for each in re.findall(r"Story number (\d+) of", text)}


def test_what_does_not_fit_is_counted_and_linked(busy):
    """HTML and text show the same entries, the newest; the number of the others is true."""
    shown = shown_in(busy, "html")
    assert shown == shown_in(busy, "text")
    assert shown | set(range(6)) == set(range(max(shown) + 1))
    left = 300 - (max(shown) + 1)
    assert 100 < left < 280
    assert f"{left} more stories on the web" in visible(busy)
    assert f"{left} more stories on the web\nhttps://daily.example/editions/2026-05-28/\n" in busy.text
    assert tree(busy).xpath(f'//a[contains(., "{left} more stories")]/@href') == [busy.url]
    assert len(busy.entries) == 300


def test_entries_that_are_linked_only_are_counted_with_those_that_do_not_fit(compose, entry):
    """They belong to the edition, and the web edition shows them."""
    entries = [entry(each) for each in range(6)]
    edition = compose(entries, linked=frozenset(each.id for each in entries[4:]), more=())
    assert "2 more stories on the web" in visible(edition)
    assert "<h3" in edition.html
    assert entries[3].title in edition.text
    assert entries[4].title not in edition.text
    assert edition.entries == tuple(entries)
    assert "1 more story on the web" in compose(entries, linked=frozenset([entries[5].id])).text


def test_nothing_is_left_out_where_all_fits(edition):
    """And nothing is said of the web then."""
    assert "on the web" not in edition.html + edition.text


def test_the_entries_of_an_edition_make_the_same_mail_again(compose, entry):
    """A record keeps them in the order of the edition, which is not the order in which they were found."""
    entries = [entry(number, category=f"Part {number % 3}", summary="Told at length. " * 20) for number in range(150)]
    first = compose(entries)
    again = compose(list(first.entries))
    assert (again.html, again.text, again.subject, again.preheader) == (
        first.html,
        first.text,
        first.subject,
        first.preheader,
    )
    assert "more stories on the web" in first.text


def test_an_edition_needs_an_entry(compose):
    """A quiet day has no mail."""
    with pytest.raises(ValueError, match="needs an entry"):
        compose([])


# --- Tokens, texts, templates --------------------------------------------------------------------------------------


def test_what_is_of_one_recipient_stands_as_a_token(edition, compose, masthead):
    """Unsubscribing twice, preferences once; a list without a page for preferences shows no such link."""
    assert sorted(found_in(edition.html)) == sorted([Token.UNSUBSCRIBE_URL] * 2 + [Token.PREFERENCES_URL])
    assert found_in(edition.text) == (Token.UNSUBSCRIBE_URL, Token.PREFERENCES_URL)
    plain = compose(head=replace(masthead, preferences=False))
    assert found_in(plain.html) == (Token.UNSUBSCRIBE_URL,) * 2
    assert "Preferences" not in plain.html + plain.text


NASTY = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=40)


@given(texts=st.tuples(NASTY, NASTY, NASTY, NASTY))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_is_shown_as_it_was_written(compose, entry, texts):
    """Whatever is in it: nothing breaks the HTML, nothing is lost, tokens stay as many as they are."""
    title, summary, category, alt = texts
    one = entry(
        0,
        title=f"T {title}",
        summary=f"S {summary}",
        category=f"C {category}",
        image=Image(url="https://cdn.example/0.png", alt=f"A {alt}"),
    )
    edition = compose([one], more=())
    for text in (one.title, one.summary, one.category):
        assert " ".join(text.split()) in visible(edition)
        assert "".join(text.split()) in "".join(edition.text.split())
    assert f"A {alt}" in tree(edition).xpath("//img/@alt") or not alt.isprintable() or "\r" in alt
    assert len(found_in(edition.html)) == 3
    assert encoded_length(edition.html, is_html=True) < ENCODED_LIMIT


def test_the_same_entries_make_the_same_bytes(compose, edition):
    """Today and tomorrow."""
    assert compose() == edition


def test_times_follow_the_zone_of_the_site(compose, masthead, entry):
    """On the day the clocks change, too."""
    head = replace(masthead, zone=ZoneInfo("Europe/Berlin"))
    moment = entry(0).published.replace(month=3, day=29, hour=1)
    edition = compose([entry(0, published=moment), entry(1, published=moment - timedelta(hours=2))], head, more=())
    assert "March 29, 2026, 3:00" in edition.text
    assert "March 29, 2026, 12:00" in edition.text


def test_a_project_changes_a_part_of_the_mail(compose, shipped):
    """By a template that extends ours, or by a style of its own."""
    own = '{% extends "!feedkit/edition.html.jinja" %}{% block header %}<tr><td><h1 class="name">Good morning!</h1></td></tr>{% endblock %}'
    edition = compose(
        templates=shipped | {"edition.html.jinja": own, "edition.css": shipped["edition.css"] + ".name{color:#abc}"}
    )
    heading = tree(edition).xpath("//h1")[0]
    assert heading.text == "Good morning!"
    assert heading.get("style").endswith("color:#aabbcc")
    assert "Also in this edition" in visible(edition)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("edition.html.jinja", "<p>{{ leed.title }}</p>", "mine/edition.html.jinja:1: 'leed' is undefined"),
        ("edition.txt.jinja", "\n{{ lead.titel }}", "mine/edition.txt.jinja:2: .*has no attribute 'titel'"),
        ("edition.html.jinja", "<p>{{ lead.title }}", "no <html> with a <body>"),
        ("edition.css", "a:hover { color: red }", "edition.css: `a:hover` cannot be written into elements"),
    ],
)
def test_a_fault_in_a_template_names_its_place(compose, shipped, name, text, said):
    """And never goes out to readers as a gap."""
    with pytest.raises(TemplateError, match=said):
        compose(templates=shipped | {name: text}, folder="mine")


def test_no_property_is_given_in_short_and_in_long(shipped):
    """premailer would put the long one last whatever was meant."""
    for rule in re.findall(r"\{([^{}]*)\}", shipped["edition.css"]):
        names = [each.split(":")[0].strip() for each in rule.split(";") if ":" in each]
        assert len(names) == len(set(names))
        for name in names:
            assert not any(other.startswith(f"{name}-") and not other.startswith("border-") for other in names), rule
    assert not re.search(r"border(-top)?: [^;]*;[^}]*border-(style|width|color)", shipped["edition.css"])
