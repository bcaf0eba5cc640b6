"""The guide for volunteers (`docs/guide`), read as pages of the administration."""

from itertools import chain
from pathlib import PurePosixPath

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from language.typography import typeset

FOLDER = settings.BASE_DIR / "docs" / "guide"
HOME = "README"
IN_ENGLISH = {"first-event"}
READER = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")


def names():
    return {path.stem for path in FOLDER.glob("*.md")}


def language_of(name):
    return "en" if name in IN_ENGLISH else "fr"


def read(name):
    """(title, what follows it as HTML) of a page, typeset; its links and pictures are the site's own, not files."""
    language = language_of(name)
    tokens = READER.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    for token in chain.from_iterable(block.children or [] for block in tokens):
        if token.type == "text":
            token.content = typeset(token.content, language=language)
        elif token.type == "link_open":
            token.attrs["href"] = address(PurePosixPath(token.attrs["href"]).stem)
        elif token.type == "image":
            token.attrs["src"] = static(f"guide/{PurePosixPath(token.attrs['src']).name}")
    _opening, title, _closing, *rest = tokens
    return typeset(title.content, language=language), mark_safe(READER.renderer.render(rest, READER.options, {}))


def address(name):
    return reverse("admin:guide") if name == HOME else reverse("admin:guide_page", args=[name])
