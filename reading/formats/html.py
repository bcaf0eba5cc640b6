"""A web page, or the part of one that was copied from a browser."""

from dataclasses import asdict

from reading.document import Document

from .layout import lay_out
from .main_text import main_text
from .metadata import read_metadata
from .tree import parse
from .unreadable import Unreadable


def read_html(markup, *, address=""):
    root, data_blocks = parse(markup)
    metadata = read_metadata(root, data_blocks, address=address)
    text, marks = lay_out(main_text(root, title=metadata.title), address=metadata.address, language=metadata.language)
    if not text:
        raise Unreadable("empty")
    described = asdict(metadata)
    if not described["title"]:  # part of a page
        described["title"] = next((text[mark.start : mark.end] for mark in marks if mark.kind == "heading"), "")
    return Document(text=text, marks=marks, **described)
