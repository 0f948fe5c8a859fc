"""Directives and roles that Nikola and Pelican add to reStructuredText, as plain HTML.

https://getnikola.com/handbook.html#restructuredtext-extensions, https://docs.getpelican.com/en/latest/content.html#syntax-highlighting
"""

from __future__ import annotations

import html
import re
from typing import Any

import docutils.nodes
from docutils.parsers.rst import Directive, directives

_LANGUAGE = re.compile(r"[a-z0-9+#_.\-]+\Z")
_ID = re.compile(r"[\w\-./]{3,60}\Z")


def _nodes(written: str) -> list[Any]:
    return [docutils.nodes.raw("", written, format="html")] if written else []


class _Loose(dict[str, Any]):
    """Any option a directive is given."""

    def __len__(self) -> int:
        return 1

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: str) -> Any:
        return directives.unchanged


def _embed(pattern: str, text: str) -> type[Directive]:
    """A directive that names one thing of another site; `pattern` has `{}` for its id."""

    class Embed(Directive):
        required_arguments = 1
        optional_arguments = 5
        option_spec = _Loose()
        has_content = True

        def run(self) -> list[Any]:
            name = str(self.arguments[0])
            return _nodes(pattern.format(name, text) if _ID.match(name) else "")

    return Embed


class _Code(Directive):
    """Code, whatever is said of its lines: https://docs.getpelican.com/en/latest/content.html#syntax-highlighting."""

    optional_arguments = 1
    option_spec = _Loose()
    has_content = True

    def run(self) -> list[Any]:
        """The code as it stands."""
        code = html.escape("\n".join(self.content), quote=False)
        language = str(self.arguments[0]).lower() if self.arguments else ""
        named = f' class="language-{language}"' if _LANGUAGE.match(language) else ""
        return _nodes(f"<pre><code{named}>{code}\n</code></pre>") if code.strip() else []


class _Nothing(Directive):
    """What only the site can show: a table of contents, a list of articles."""

    optional_arguments = 20
    option_spec = _Loose()
    has_content = True

    def run(self) -> list[Any]:
        """No node."""
        return []


class _Thumbnail(Directive):
    """A picture in small that leads to the large one: https://getnikola.com/handbook.html#thumbnails."""

    required_arguments = 1
    optional_arguments = 20
    option_spec = _Loose()
    has_content = True

    def run(self) -> list[Any]:
        """A picture, in a figure when it has a caption."""
        source, alt = html.escape(str(self.arguments[0])), html.escape(str(self.options.get("alt", "")))
        picture = f'<img src="{source}" alt="{alt}">'
        caption = html.escape(" ".join(" ".join(self.content).split()))
        return _nodes(
            f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else f"<p>{picture}</p>"
        )


class _Slides(Directive):
    """Pictures shown one after the other: https://getnikola.com/handbook.html#slides."""

    option_spec = _Loose()
    has_content = True

    def run(self) -> list[Any]:
        """The pictures below each other."""
        names = [each.strip() for each in self.content if each.strip()]
        return _nodes("".join(f'<p><img src="{html.escape(each)}" alt=""></p>' for each in names))


def _doc(_name: str, _written: str, text: str, *_more: Any) -> Any:
    """A link to another article: the shortcode of the same name finds it (https://getnikola.com/handbook.html#doc)."""
    wanted = text.replace("{", "").replace("}", "").replace("\x00", "")
    return _nodes(f"{{{{% doc %}}}}{html.escape(wanted, quote=False)}{{{{% /doc %}}}}"), []


def _abbreviation(_name: str, _written: str, text: str, *_more: Any) -> Any:
    """`HTML (HyperText Markup Language)`: https://docs.getpelican.com/en/latest/content.html#writing-content-using-restructuredtext."""
    short, _, rest = text.replace("\x00", "").partition(" (")
    title = html.escape(rest.removesuffix(")"))
    return _nodes(f'<abbr title="{title}">{html.escape(short)}</abbr>' if title else html.escape(short)), []


_FRAME = '<iframe src="{}" title="{}"></iframe>'
_LINK = '<p><a href="{}">{}</a></p>'
DIRECTIVES: dict[str, type[Directive]] = {
    "youtube": _embed(_FRAME.format("https://www.youtube.com/embed/{0}", "{1}"), "Video on YouTube"),
    "youtube_short": _embed(_FRAME.format("https://www.youtube.com/embed/{0}", "{1}"), "Video on YouTube"),
    "vimeo": _embed(_FRAME.format("https://player.vimeo.com/video/{0}", "{1}"), "Video on Vimeo"),
    "soundcloud": _embed(_LINK.format("https://api.soundcloud.com/tracks/{0}", "{1}"), "Sound on SoundCloud"),
    "soundcloud_playlist": _embed(
        _LINK.format("https://api.soundcloud.com/playlists/{0}", "{1}"), "Sounds on SoundCloud"
    ),
    "gist": _embed(_LINK.format("https://gist.github.com/{0}", "{1}"), "Code on GitHub"),
    **dict.fromkeys(("code", "code-block", "sourcecode", "highlight-code"), _Code),
    "thumbnail": _Thumbnail,
    "slides": _Slides,
    "contents": _Nothing,
    "post-list": _Nothing,
    "previewimage": _Nothing,
}
ROLES: dict[str, Any] = {"doc": _doc, "abbr": _abbreviation}
