"""Videos, posts and other things of other sites: what a shortcode names, as a frame or as a link."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from feedkit import urls
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import markup
from feedkit.shortcodes.parts import Call, Renderer, Rendering

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_\-]{6,20}\Z")
_ID = re.compile(r"[\w.\-]+\Z")
_NUMBER = re.compile(r"[0-9]+\Z")
_IN_PATH = re.compile(r"/(?:embed|v|shorts|live)/([A-Za-z0-9_\-]+)|youtu\.be/([A-Za-z0-9_\-]+)")
_VIMEO = re.compile(r"vimeo\.com/(?:video/)?([0-9]+)")
_PLACES = ("src", "url", "link", "href")


def incomplete(call: Call, lacks: str) -> Rendering:
    """Nothing but a finding: the shortcode lacks what it needs."""
    return Rendering(rule=rules.INCOMPLETE_SHORTCODE, message=f"`{call.shown}` {lacks}; it is taken out")


def youtube(call: Call) -> Rendering:
    """A frame with a video or a list of videos of YouTube."""
    given = call.get(
        "id", "v", "video", "videoId", "videoID", "video_id", "youtubeId", "youTubeId", "youtube_id", *_PLACES, at=0
    )
    video, playlist = youtube_ids(given)
    playlist = playlist or call.get("list", "playlist", "playlistId", "playlistid")
    if not _YOUTUBE_ID.match(video) and not _ID.match(playlist):
        return incomplete(call, "names no video")
    start = call.get("start", "t", "time")
    query = f"?start={start}" if _NUMBER.match(start) else ""
    place = video + query if _YOUTUBE_ID.match(video) else f"videoseries?list={playlist}"
    return _frame(f"https://www.youtube.com/embed/{place}", call.get("title", "caption", "label", "alt"))


def youtube_ids(given: str) -> tuple[str, str]:
    """The id of the video and the id of the list in an address of YouTube; a bare id is that of a video."""
    given = given.strip()
    if "/" not in given:
        return given.partition("?")[0].partition("&")[0], ""
    query = parse_qs(given.partition("?")[2].partition("#")[0])
    if match := _IN_PATH.search(given):
        return match[1] or match[2], query.get("list", [""])[0]
    return query.get("v", [""])[0], query.get("list", [""])[0]


def vimeo(call: Call) -> Rendering:
    """A frame with a video of Vimeo."""
    given = call.get("id", "video", "videoId", "video_id", "vimeoId", *_PLACES, at=0).strip()
    match = _VIMEO.search(given)
    video = match[1] if match else given
    if not _NUMBER.match(video):
        return incomplete(call, "names no video")
    return _frame(f"https://player.vimeo.com/video/{video}", call.get("title", "caption", "alt"))


def frame(call: Call) -> Rendering:
    """A frame with any page."""
    url = call.get(*_PLACES, at=0)
    return _frame(url, call.get("title", "caption", "name")) if urls.is_web(url) else incomplete(call, "has no address")


def _frame(url: str, title: str) -> Rendering:
    return Rendering(before=markup.tag("iframe", src=url, title=title) + "</iframe>", is_block=True)


def page_link(call: Call, url: str, text: str) -> Rendering:
    """A link to a page; a paragraph of its own, but in a sentence."""
    html = markup.link(url, text)
    alone = call.is_alone_on_line
    return Rendering(before=f"<p>{html}</p>" if alone else html, is_block=alone)


def gist(call: Call) -> Rendering:
    """A link to a gist of GitHub: user and id, id alone, or address."""
    given = call.get("id", "gist", *_PLACES, at=0)
    user = call.get("user", "username")
    second = call.positional(1)
    if user:
        given = f"{user}/{given}"
    elif second and _ID.match(given) and re.fullmatch(r"[0-9a-f]{5,}", second):
        given = f"{given}/{second}"
    url = given if urls.is_web(given) else f"https://gist.github.com/{given.strip('/')}"
    if not given or not re.fullmatch(r"https?://[\w./#\-]+", url):
        return incomplete(call, "names no gist")
    file = call.get("file", "filename")
    return page_link(call, url.removesuffix(".js"), f"Code on GitHub: {file}" if file else "Code on GitHub")


def tweet(call: Call) -> Rendering:
    """A link to a post of X: an id, a user and an id, or an address."""
    given = call.get("id", "tweetId", "tweet_id", "tweetid", "url", "link", at=0).strip()
    user = call.get("user", "username", "author")
    if urls.is_web(given):
        return page_link(call, given, call.get("title") or f"Post on {site_of(given)}")
    number = given if _NUMBER.match(given) else call.positional(1)
    if not _NUMBER.match(number):
        return incomplete(call, "names no post")
    name = (user or ("" if given == number else given)).lstrip("@")
    return page_link(
        call, f"https://twitter.com/{name or 'i'}/status/{number}", f"Post by @{name} on X" if name else "Post on X"
    )


def site_of(url: str) -> str:
    """The site of an address as people call it."""
    host = urls.host(url).removeprefix("www.")
    return {"twitter.com": "X", "x.com": "X", "instagram.com": "Instagram", "facebook.com": "Facebook"}.get(host, host)


def linked(pattern: str, text: str, *names: str) -> Renderer:
    """A renderer that links to a page of one site: `pattern` has `{}` for the id, which is given under one of the names."""

    def render(call: Call) -> Rendering:
        given = call.get(*names, "id", *_PLACES, at=0).strip()
        if urls.is_web(given):
            return page_link(call, given, call.get("title") or text)
        if not given or not re.fullmatch(r"[\w./:@\-]+", given):
            return incomplete(call, "names nothing to show")
        return page_link(call, pattern.format(given.strip("/")), call.get("title") or text)

    return render


def codepen(call: Call) -> Rendering:
    """A link to a pen of CodePen: user and id, or address."""
    user, pen = call.get("user", "username"), call.get("id", "hash", "slug", "slug-hash", "url", at=0)
    if urls.is_web(pen):
        return page_link(call, pen, call.get("title") or "Code on CodePen")
    if not user and call.positional(1):
        user, pen = pen, call.positional(1)
    if not _ID.match(pen):
        return incomplete(call, "names no pen")
    return page_link(
        call,
        f"https://codepen.io/{user or 'pen'}/{'pen/' if user else ''}{pen}",
        call.get("title") or "Code on CodePen",
    )


def spotify(call: Call) -> Rendering:
    """A link to a track, an album or an episode of Spotify."""
    kind, given = call.get("type", "kind"), call.get("id", *_PLACES, at=0)
    if not kind and call.positional(1):
        kind, given = given, call.positional(1)
    if urls.is_web(given):
        return page_link(call, given.replace("/embed/", "/"), "Listen on Spotify")
    if not _ID.match(given):
        return incomplete(call, "names nothing to hear")
    return page_link(call, f"https://open.spotify.com/{kind or 'track'}/{given}", "Listen on Spotify")


def embedded_address(call: Call) -> Rendering:
    """Anything of another site named by its address: a video of YouTube or Vimeo as a frame, else a link."""
    url = call.get(*_PLACES, "id", at=0).strip()
    if not urls.is_web(url):
        return incomplete(call, "has no address")
    host = urls.host(url).removeprefix("www.")
    if host in {"youtube.com", "youtu.be", "m.youtube.com", "youtube-nocookie.com"}:
        return youtube(call)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return vimeo(call)
    return page_link(call, url, call.get("title", "caption") or f"Shown on {site_of(url)}")


def by_provider(call: Call) -> Rendering:
    """A video of the site that `provider` or `type` names, as the theme Minimal Mistakes has it."""
    chosen: dict[str, Renderer] = {
        "youtube": youtube,
        "vimeo": vimeo,
        "dailymotion": linked("https://www.dailymotion.com/video/{}", "Video on Dailymotion"),
        "bilibili": linked("https://www.bilibili.com/video/{}", "Video on Bilibili"),
    }
    render = chosen.get(call.get("provider", "type", "service", at=1).lower())
    return render(call) if render else embedded_address(call)
