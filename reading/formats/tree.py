"""Markup as a tree of our own, read by libxml2's tokenizer in time that grows with its length.

libxml2 builds its own trees in quadratic time on many attributes, and stops silently at some depth; it tells us of
tags and characters instead, in portions, so that a page that is too deep is refused after the first one.
"""

import json
from itertools import islice

from lxml import etree

from .characters import visible
from .unreadable import Unreadable
from .words import MARKUP

# A hand-made page nests some 60 elements; unclosed <font>s, some hundreds. A long page has some 20,000 in all.
MAX_DEPTH = 2000
MAX_ELEMENTS = 200_000
PORTION = 16_384  # bytes
FEW = 30


class Node:
    """An element. `children` holds Nodes and strings in the order of the page."""

    __slots__ = ("tag", "attributes", "children", "parent")

    def __init__(self, tag, attributes=None, parent=None):
        self.tag = tag
        self.attributes = attributes or {}
        self.children = []
        self.parent = parent
        if parent is not None:
            parent.children.append(self)

    def __repr__(self):
        return f"<{self.tag} {self.attributes}>"

    def get(self, name):
        return self.attributes.get(name, "")

    @property
    def elements(self):
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self):
        """This element and those within, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.elements))

    def words(self):
        """The text within, spaces collapsed."""
        parts, waiting = [], [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                waiting.extend(reversed(node.children))
                if node.tag == "br":
                    parts.append(" ")
        return " ".join("".join(parts).split())

    def brief_words(self):
        """The text within if it is no more than a few pieces, else ""."""
        parts = list(islice(self.walk(), FEW + 1))
        return self.words() if sum(len(node.children) + 1 for node in parts) <= FEW else ""

    def ancestors(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class _Builder:
    """What libxml2's tokenizer tells; scripts are left out but for the data that they hold."""

    def __init__(self):
        self.root = self.node = Node("document")
        self.depth = self.elements = 0
        self.silent = 0
        self.script = None
        self.data_blocks = []

    def start(self, tag, attributes):
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise Unreadable("too-complex")
        if tag == "script" and "ld+json" in (attributes.get("type") or ""):
            self.script = []
        if self.silent or tag in MARKUP["silent"]:
            self.silent += 1
            return
        kept = {name: value or "" for name, value in attributes.items() if name in MARKUP["attributes"]}
        node = Node(tag, kept, self.node)
        if tag == "iframe":  # what is within shows where frames do not
            self.silent += 1
        else:
            self.node = node

    def end(self, tag):
        self.depth -= 1
        if self.script is not None:
            self.data_blocks.append("".join(self.script))
            self.script = None
        if self.silent:
            self.silent -= 1
        elif self.node.parent is not None:
            self.node = self.node.parent

    def data(self, text):
        if self.script is not None:
            self.script.append(text)
        elif not self.silent:
            self.node.children.append(visible(text))

    def close(self):
        return self.root, [data for block in self.data_blocks for data in _json(block)]


def _json(block):
    """The value of a block of JSON, in a list; none if it is broken."""
    try:
        return [json.loads(block, strict=False)]
    except (ValueError, RecursionError):
        return []


def parse(markup):
    """(root Node, list of the page's JSON-LD values). Raises `Unreadable`."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_Builder())
    data = markup.replace("\0", "").encode("utf-8", errors="replace")
    if not data.strip():
        raise Unreadable("empty")
    for start in range(0, len(data), PORTION):
        parser.feed(data[start : start + PORTION])
    return parser.close()
