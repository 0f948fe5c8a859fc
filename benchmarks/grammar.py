"""What the articles of a corpus talk about: a small grammar of news English, and its words.

A rule is a choice of phrases; `{name}` in a phrase stands for a phrase of the rule `name`. A phrase that is written
twice is chosen twice as often. The words are made up: no person, body or figure in them is real.
"""

from __future__ import annotations

import re

from dice import Dice

CATEGORIES = ("politics", "business", "technology", "science", "culture", "sport", "world", "opinion")

TAGS = (
    "agriculture", "aid", "airports", "analysis", "archaeology", "astronomy", "aviation", "banking", "batteries",
    "biology", "books", "bridges", "broadband", "chemistry", "cinema", "climate", "coasts", "courts", "cricket",
    "cycling", "dance", "debt", "design", "drought", "economy", "education", "elections", "energy", "fisheries",
    "floods", "forests", "gardens", "glaciers", "handball", "harbours", "health", "housing", "immigration",
    "insurance", "language", "libraries", "machines", "medicine", "migration", "mining", "music", "oceans", "parks",
    "photography", "ports", "rail", "rivers", "rowing", "schools", "shipping", "telescopes", "theatre", "volcanoes",
    "water", "wildlife",
)  # fmt: skip

AUTHORS = (
    "Adaeze Okonkwo", "Agnieszka Wójcik", "Anaïs Lefèvre", "Arjun Mehta", "Beatriz Nuñez", "Bogdan Țurcanu",
    "Catriona MacLeod", "Cem Yıldız", "Dagný Þórsdóttir", "Dimitra Παππά", "Eero Mäkinen", "Elena Popović",
    "Farah Haddad", "Gábor Szűcs", "Halvor Ødegård", "Hina Qureshi", "Ines Großmann", "Jakub Řezníček",
    "Jun'ichi Mori", "Kateryna Шевченко", "Lê Thị Hạnh", "Lucas Azevedo", "Maeve O'Connell", "Mateja Žnidaršič",
    "Nadia Benali", "Nils Åkerlund", "Olumide Bello", "Paolo D'Angelo", "Rania Suleiman", "Rūta Kazlauskienė",
    "Samuel Baker", "Sanna Öberg", "Siân Llewellyn", "Tamar ბერიძე", "Thandi Nkosi", "Tomás Herrera",
    "Uxía Castro", "Wiremu Paki", "Yael Stern", "山田 葵",
)  # fmt: skip

CODE = (
    ("python", 'def share(part: int, whole: int) -> float:\n    """Per cent, to one decimal."""\n    return round(100 * part / whole, 1) if whole else 0.0\n\n\nprint(share(17, 240))'),
    ("sh", "for year in 2021 2022 2023; do\n  curl --silent --fail \"https://figures.example.org/$year.csv\" |\n    awk -F, 'NR > 1 { sum += $4 } END { print sum }'\ndone"),
    ("yaml", "gauge: north-quay\nlevel:\n  now: 3.41\n  alarm: 4.0\nwatchers: [harbour, railway]"),
    ("html", '<figure>\n  <img src="map.svg" alt="Where the levee stands">\n  <figcaption>Lengths & heights in metres, < 5 m not shown</figcaption>\n</figure>'),
)  # fmt: skip

RULES: dict[str, tuple[str, ...]] = {
    # ---- sentences
    "sentence": (
        "{event} {where} {when}.", "{event} {where} {when}.", "{event}, {aside}.", "{event}, {aside}.",
        "{when}, {event} {where}.", "{when}, {event}, {aside}.", "“{opinion},” {voice}.", "“{opinion},” {voice}.",
        "{voice} that {opinion}.", "{figure}.", "{figure}, {aside}.", "{short}", "{marked}", "{marked}",
    ),
    "marked": (
        "{event}, as the [{quality} {paper}]({address}) shows.", "{figure}, according to [{body}]({address}).",
        'The [{paper}]({address} "{heading}") puts it differently: {opinion}.', "{event} {where} — *{aside}*.",
        "It would be **the {quality} {thing} {where}** if {event}.", "The raw numbers are in `{file}.csv`; {figure}.",
        "Older plans for the ~~{quality}~~ {quality} {thing} are [still online]({address}).",
    ),
    "event": (
        "{body} {decided} {article} {quality} {thing}", "{body} {decided} the {thing}", "{body} {decided} {article} {thing} for {place}",
        "{body} and {body} {decided} {article} {quality} {thing}", "{article} {quality} {thing} was {settled} by {body}",
    ),
    "short": ("Nobody objected.", "That was {count} days ago.", "The vote was close.", "It did not last.", "Work begins {when}.", "Few had expected it."),
    "figure": (
        "about {count} people {where} are affected", "the bill has grown by {percent} per cent since {year}", "only {percent} of every 100 replies were in favour",
        "the {thing} will cost {money}", "{count} signatures were handed in {when}", "output fell from {money} to {money} within a year",
        "the {paper} counts {count} cases, {percent} per cent more than in {year}",
    ),
    "opinion": (
        "the {thing} cannot wait another year", "we were told about the {thing} {when}", "{body} will have to explain the {paper}", "there is no {quality} {thing} without trust",
        "nobody {where} asked for {article} {thing}", "the {paper} leaves out what matters most", "it is better than having no {thing} at all", "we measured twice and found the same",
    ),
    "voice": ("{body} said {when}", "one member of {body} said", "a spokesperson for {body} said", "{body} wrote in the {paper}", "those who had read the {paper} said"),
    "aside": (
        "though nobody could say who will pay for it", "which surprised even its supporters", "and a second reading follows {when}", "the first such step since {year}",
        "pending the {quality} {paper}", "against the advice of {body}", "at a price of {money}", "with {percent} per cent of the work already done", "a promise first made in {year}",
    ),
    # ---- words
    "body": (
        "the ferry company", "the school board", "the river authority", "a group of glaciologists", "the lower house", "the night-train operator", "the beekeepers' union", "the town's three doctors",
        "the patent office", "a court in the south", "the observatory", "the grid operator", "the cheese makers", "the women's eight", "the national library", "the seed bank", "two former ministers",
        "the tax inspectors", "the youth orchestra", "the lighthouse trust", "the chip designers", "the statistics bureau", "the firefighters", "the choir", "the insurers", "an assembly of citizens",
    ),
    "decided": (
        "agreed on", "turned down", "put off", "laid out", "paid for", "took apart", "welcomed", "dropped", "reopened", "copied", "doubled", "halved", "sold", "signed off", "warned against",
        "presented", "took over", "mapped", "insured", "inspected", "voted for", "apologised for",
    ),
    "settled": ("approved", "stopped", "delayed", "bought", "repaired", "published", "withdrawn", "saved", "tested"),
    "article": ("the", "the", "a new", "a third", "its own"),
    "quality": (
        "cheaper", "disputed", "forgotten", "floating", "solar-powered", "much-repaired", "provisional", "underground", "two-lane", "open-source", "tax-free", "bilingual", "century-old",
        "flood-proof", "half-empty", "secret", "accessible", "oversized", "low-noise", "award-winning",
    ),
    "thing": (
        "footbridge", "tide gauge", "night ferry", "reading room", "tram line", "wind farm", "ice core", "school kitchen", "power cable", "lock gate", "opera house", "apprenticeship", "fare reform",
        "wheat subsidy", "fishing quota", "telescope mirror", "blood test", "weather balloon", "swimming hall", "data centre", "goods yard", "levee", "census", "peace accord", "exhibition", "relay race",
    ),
    "paper": ("audit", "minutes", "letter", "draft law", "study", "survey", "ruling", "tender", "inventory", "memorandum"),
    "where": (
        "below the castle", "in the delta", "on both banks", "at kilometre 40", "in the old customs house", "in Kraków", "near Reykjavík", "outside Malmö", "in the border villages", "on the high plateau",
        "in São Luís", "along the canal", "at the foot of the glacier", "in two provinces", "in the lagoon", "behind the town hall", "around İzmir", "in Đà Nẵng", "on the last island", "under the market square",
    ),
    "place": ("the delta", "the old town", "the northern line", "Kraków", "Malmö", "the islands", "the upper valley", "Đà Nẵng", "the lagoon", "the border villages"),
    "when": (
        "last night", "on Monday", "before dawn", "within six weeks", "in early spring", "shortly after noon", "a decade later", "by Thursday", "on the eve of the fair", "after eleven hours of talks",
        "for the second time this year", "at short notice", "next term", "in the week before Easter", "once the snow has gone",
    ),
    "heading": (
        "What was decided", "Who pays", "A long way here", "The other side", "In figures", "What comes next", "Voices from the valley", "Why now", "How it is built", "The fine print",
        "Winners and losers", "A look abroad", "Open questions", "The first attempt", "After the vote", "What we know",
    ),
    "address": (
        "https://register.example.org/{file}/{year}{percent}", "https://www.example.net/search?q={file}&page={percent}", "https://example.com/reports/{year}/{file}.pdf", "/{year}/{file}/", "/topics/{file}/",
        "../{file}/", "../../{file}/#summary",
    ),
    "file": ("tide-gauge", "night-ferry", "lock-gate", "open-accounts", "fare-table", "ice-core", "quota-list", "levee-map", "minutes", "survey"),
    "table-row": ("{place}", "{body}"),
    # ---- beyond ASCII
    "foreign": ("a *mise en scène* of sorts", "with a sense of déjà vu", "the so-called Größenwahn clause", "a touch of *saudade*, perhaps", "the piñata problem", "an æsthetic question", "the “Ελληνικά” paragraph", "так называемый пакет"),
    "cjk": ("港の新しい橋は来年の春に開通する予定だ。", "住民の多くは計画の見直しを求めている。", "图书馆将在下个月重新开放。", "专家认为，水位仍然偏高。", "새 다리는 내년 봄에 개통될 예정이다."),
    "cjk-name": ("「港の橋」", "《河口》", "（서울）", "「氷河」"),
    "emoji": ("🌉", "⛴️", "🧀", "🐝", "🔭", "🎻", "🌊", "🚒", "👩‍⚖️", "🇮🇸", "✍🏽", "📚"),
}  # fmt: skip

_PHRASES = {
    name: tuple(tuple(re.split(r"\{([\w-]+)\}", phrase)) for phrase in phrases) for name, phrases in RULES.items()
}


def phrase(name: str, dice: Dice) -> str:
    """A phrase of the rule `name`, with everything in it chosen by the dice."""
    match name:
        case "count":
            return f"{dice.between(12, 9_800):,}"
        case "percent":
            return str(dice.between(2, 96))
        case "year":
            return str(dice.between(1974, 2023))
        case "money":
            return f"{dice.one(('€', '£', '$', 'kr '))}{dice.between(2, 940)} {dice.one(('million', 'thousand', 'billion'))}"
    parts = dice.one(_PHRASES[name])
    return "".join(phrase(part, dice) if number % 2 else part for number, part in enumerate(parts))


def opened(text: str) -> str:
    """The text with a capital at its beginning, behind quotation marks and emphasis if there are any."""
    for number, character in enumerate(text):
        if character.isalpha():
            return text[:number] + character.upper() + text[number + 1 :]
        if character not in "“*":
            break
    return text
