"""Shortcodes and components that many sites have under the same names, and what is written in their place."""

from __future__ import annotations

import re
from functools import lru_cache

from feedkit.shortcodes import callouts, embeds, figures, listings
from feedkit.shortcodes.embeds import linked
from feedkit.shortcodes.parts import HIDDEN, NOTHING, Renderer, Rendering

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]")
_RAW_NAMES = (
    "highlight code codeblock codetoggle highlightcode rawcode prism katex math latex mathjax tex mermaid plantuml graphviz dot diagram "
    "goat chart echarts chartjs d2 vega pikchr kroki wavedrom abc comment"
)
RAW = frozenset(_RAW_NAMES.split())
"""Names whose inner text is no Markdown: nothing in it is read as a tag."""


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """A name as it is looked up: the last part of a path, in lower case, without hyphens and extension."""
    last = name.rpartition("/")[2].lower()
    return _NOT_IN_NAMES.sub("", last.removesuffix(".html").removesuffix(".md").removesuffix(".liquid"))


def is_raw(name: str) -> bool:
    """Whether the text between a pair of this name is no Markdown."""
    return plain_name(name) in RAW


def find(name: str) -> Renderer | None:
    """What renders the shortcode of this name; None when it is not known."""
    return RENDERERS.get(plain_name(name))


def _under(renderer: Renderer, names: str) -> dict[str, Renderer]:
    return dict.fromkeys(names.split(), renderer)


RENDERERS: dict[str, Renderer] = {
    **_under(
        embeds.youtube,
        "youtube yt youtubelite liteyoutube liteyoutubeembed youtubeembed youtubeplayer youtubevideo youtubeenhanced "
        "youtubeprivacy youtubenocookie youtubeiframe embedyoutube ytplayer responsiveyoutube",
    ),
    **_under(embeds.vimeo, "vimeo vimeosimple vimeoplayer vimeoembed litevimeo"),
    **_under(
        embeds.tweet, "tweet twitter twittersimple x xsimple xpost tweetembed twittertweet twitterembed embedtweet"
    ),
    **_under(embeds.gist, "gist githubgist gistit embedgist"),
    **_under(embeds.codepen, "codepen"),
    **_under(embeds.spotify, "spotify"),
    **_under(embeds.frame, "iframe embediframe responsiveiframe"),
    **_under(embeds.embedded_address, "embed oembed media mastodon toot bluesky bsky linkcard linkpreview bookmark"),
    **_under(linked("https://www.instagram.com/p/{}/", "Post on Instagram"), "instagram instagramsimple gram"),
    **_under(
        linked("https://github.com/{}", "Code on GitHub", "repo", "user"), "github githubcard ghcard githubrepo repo"
    ),
    **_under(linked("https://asciinema.org/a/{}", "Recording of a terminal", "key"), "asciinema asciicast"),
    **_under(linked("https://speakerdeck.com/player/{}", "Slides"), "speakerdeck"),
    **_under(linked("https://www.slideshare.net/slideshow/embed_code/key/{}", "Slides"), "slideshare"),
    **_under(linked("https://soundcloud.com/{}", "Listen on SoundCloud", "track"), "soundcloud"),
    **_under(linked("https://streamable.com/{}", "Video on Streamable"), "streamable"),
    **_under(linked("https://www.bilibili.com/video/{}", "Video on Bilibili", "bvid", "bv", "aid"), "bilibili bili"),
    **_under(linked("https://www.dailymotion.com/video/{}", "Video on Dailymotion"), "dailymotion"),
    **_under(linked("https://www.twitch.tv/videos/{}", "Video on Twitch"), "twitch"),
    **_under(linked("https://www.loom.com/share/{}", "Video on Loom"), "loom"),
    **_under(linked("https://jsfiddle.net/{}/", "Code on JSFiddle"), "jsfiddle"),
    **_under(linked("https://codesandbox.io/s/{}", "Code on CodeSandbox"), "codesandbox"),
    **_under(linked("https://stackblitz.com/edit/{}", "Code on StackBlitz"), "stackblitz"),
    **_under(linked("https://replit.com/{}", "Code on Replit"), "replit"),
    **_under(linked("https://www.tiktok.com/@i/video/{}", "Video on TikTok"), "tiktok"),
    **_under(
        figures.figure,
        "figure fig figurecaption imagecaption imagewithcaption captionedimage figureimage imgcaption zoom",
    ),
    **_under(
        figures.image,
        "img image images picture pic photo staticimage staticimg responsiveimage imgresponsive lazyimage nextimage astroimage "
        "themedimage zoomimage imagezoom imgproc resizeimage resize optimizedimage blogimage centeredimage lightbox thumbnail",
    ),
    **_under(figures.video, "video mp4 videojs html5video localvideo webm"),
    **_under(figures.audio, "audio mp3 audioplayer podcast"),
    **_under(
        callouts.callout,
        "notice note notes alert admonition callout hint tip tips info information warning warn danger caution important "
        "attention error success failure bug todo question faq example abstract tldr seealso update box infobox alertbox noticebox "
        "notebox message aside banner highlightbox calloutbox blockalert disclaimer",
    ),
    **_under(callouts.quote, "quote blockquote pullquote epigraph quotation"),
    **_under(
        callouts.details,
        "details expand collapse collapsible spoiler accordionitem toggle fold foldable foldout detail hidetoggle disclosure",
    ),
    **_under(callouts.tab, "tab tabitem tabpanel codetab tabcontent panel tabbeditem"),
    **_under(callouts.button, "button btn link cta linkbutton buttonlink"),
    **_under(callouts.card, "card"),
    **_under(callouts.remark, "sidenote marginnote footnote fn"),
    **_under(callouts.keyboard, "kbd key keys keyboard"),
    **_under(
        callouts.phrase,
        "badge keyword label chip pill abbr mark underline color colortext highlighttext small term text",
    ),
    **_under(
        callouts.always(NOTHING),
        "tabs tabpane tabgroup tabset tabpanels codetabs codegroup accordion accordions columns column cols col row rows grid griditem "
        "cards cardgrid cardgroup center centered left right align lead div span section container wrapper block steps step "
        "filetree rawhtml html unsafe markdown md markdownify content fragment slot timeline timelineitem typeit "
        "pagebundle englishonly nospoiler sup sub big paragraph p prose list",
    ),
    **_under(
        callouts.always(HIDDEN),
        "toc tableofcontents clear clearfix icon fontawesome fa fas fab emoji adsense ads ad comment comments pagebreak "
        "script style disqus share socialshare sharebuttons series head meta seo anchor backtotop spacer vspace hspace "
        "mathjaxinit loadmathjax usekatex",
    ),
    **_under(callouts.always(Rendering(before="<br>")), "br linebreak newline"),
    **_under(callouts.always(Rendering(before="<hr>", is_block=True)), "hr divider line separator"),
    **_under(listings.highlight, "highlight code codeblock codetoggle highlightcode rawcode prism syntaxhighlighter"),
    **_under(listings.formula, "katex math latex mathjax tex"),
    **_under(
        listings.left_out("a diagram"),
        "mermaid plantuml graphviz dot diagram goat chart charts echarts chartjs d2 vega vegalite plotly pikchr kroki wavedrom abc "
        "drawio excalidraw mapbox map leaflet",
    ),
    **_under(
        listings.left_out("a part made from a file"),
        "include readfile includecode includefile codefile listing notebook jupyter snippet embedcode codefromfile rendermd pdf "
        "pdfviewer csv table datatable json openapi swagger",
    ),
    **_under(
        listings.left_out_unless_paired("a list made by the site"),
        "gallery imagegallery photogallery carousel slideshow postlist articlelist recentposts children listchildren relatedposts "
        "contributors subscribe newsletter contactform form",
    ),
}
