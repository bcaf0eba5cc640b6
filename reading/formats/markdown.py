"""Markdown with the front matter and shortcodes of Hugo, Jekyll and Eleventy, read as the page that it makes."""

import re
from dataclasses import replace
from html import escape

from markdown_it import MarkdownIt

from language.folding import fold

from .dates import read_day
from .embeds import permalink, status
from .html import read_html
from .unreadable import Unreadable

# Characters. markdown-it takes some ten seconds for the most tiresome half million; no article has a tenth of it.
MAX_LENGTH = 500_000

HEAD = 1000

FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.DOTALL)
# `title: "…"`, `title = "…"`, and the first of a list of authors in the lines after.
FIELD = re.compile(
    r"^(title|author|authors|date|publishdate)[ \t]*[:=][ \t]*(.*(?:\n[ \t]*-[ \t].*)*)", re.MULTILINE | re.IGNORECASE
)

LIST_ITEM = re.compile(r"(?:^|\n)[ \t]*-[ \t]|,(?=[ \t]*[\"'])")

SHORTCODE = re.compile(
    r"\{\{[<%](?P<hugo>[^{}\n]{0,500})[%>]\}\}|\{%(?P<liquid>[^{}\n]{0,500})%\}|^\{:[^{}\n]{0,200}\}$", re.MULTILINE
)
POSTS = frozenset(["tweet", "twitter", "x", "twitter_simple", "tweet_simple", "bluesky", "mastodon"])
ARGUMENT = re.compile(r"""(?:(\w+)\s*=\s*)?["']?([^\s"']+)["']?""")

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read_markdown(text, *, address=""):
    if len(text) > MAX_LENGTH:
        raise Unreadable("too-long")
    text = text.replace("\r\n", "\n")
    head = FRONT_MATTER.match(text)
    fields = {name.lower(): _value(value) for name, value in FIELD.findall(head[2])} if head else {}
    body = RENDERER.render(SHORTCODE.sub(_written_out, text[head.end() :] if head else text))
    title = fields.get("title", "")
    if title and not fold(body[:HEAD]).startswith(f"h1 {fold(title)} h1"):
        body = f"<h1>{escape(title)}</h1>\n{body}"
    document = read_html(f"<article>{body}</article>", address=address)
    return replace(
        document,
        title=title or document.title,
        author=fields.get("author") or fields.get("authors") or document.author,
        published_on=read_day(fields.get("date") or fields.get("publishdate") or "") or document.published_on,
    )


def _value(text):
    """A value of the front matter: its quotation marks and brackets off, a list with commas."""
    items = LIST_ITEM.split(text.strip().strip("[]"))
    return ", ".join(filter(None, (item.strip().strip("\"'").strip() for item in items)))


def _written_out(shortcode):
    """The address of the post that a shortcode shows; nothing for others, or no address where one is linked to."""
    name, *words = (shortcode["hugo"] or shortcode["liquid"] or "").split(maxsplit=1) or [""]
    arguments = [(key, value) for key, value in ARGUMENT.findall(" ".join(words))]
    if name == "include" and arguments:
        name = arguments[0][1].partition(".")[0]
    if name.lower() not in POSTS:
        return "<>" if shortcode.string.endswith("](", 0, shortcode.start()) else ""
    named = {key: value for key, value in arguments if key}
    values = [value for _, value in arguments]
    link = next(filter(None, map(permalink, values)), "")
    number = named.get("id") or next(filter(str.isdecimal, values), "")
    found = link or (status(number, named.get("user", "i")) if number.isdecimal() else "")
    return f"\n\n{found}\n\n"
