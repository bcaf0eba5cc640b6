"""From a tree to canonical text and marks: blocks separated by one empty line, as a browser would show them.

Alternative texts of pictures are no text; a post of which the page has the address alone is that address.
"""

from urllib.parse import urljoin, urlsplit

from .canvas import LINE, PARAGRAPH, Canvas
from .embeds import embed_address, shows_words
from .tree import Node
from .words import MARKUP, NAMES

CELLS = frozenset(["td", "th"])
HEADINGS = {f"h{level}": str(level) for level in range(1, 7)}
KINDS = {"blockquote": "blockquote", "q": "q", "li": "item", "figcaption": "caption", "caption": "caption"}
SCHEMES = frozenset(["http", "https", "mailto"])

# As browsers do: the outer marks of the language, and within these the inner ones.
QUOTATION_MARKS = {"fr": [("«\u00a0", "\u00a0»"), ("“", "”")], "en": [("“", "”"), ("‘", "’")]}


def lay_out(roots, *, address="", language=""):
    """(canonical text, marks) of the trees `roots`, one after the other. Raises `Unreadable`."""
    layout = _Layout(address=address, quotation_marks=QUOTATION_MARKS.get(language, QUOTATION_MARKS["en"]))
    for root in roots:
        layout.write(root)
    return layout.canvas.finish()


class _Layout:
    def __init__(self, *, address, quotation_marks):
        self.canvas = Canvas()
        self.address = address
        self.quotation_marks = quotation_marks
        self.unshown = None  # the last embed that has no words yet
        self.inside = dict.fromkeys(["q", "pre", "embed"], 0)

    def write(self, root):
        """An element is entered, its children follow, and it is left: without recursion, for trees are deep."""
        self.canvas.break_line(PARAGRAPH)
        waiting = [root]
        while waiting:
            step = waiting.pop()
            if isinstance(step, Node):
                waiting.append(self._enter(step))
                if step is not self.unshown:
                    waiting.extend(reversed(step.children))
            elif isinstance(step, str):
                (self.canvas.write_kept if self.inside["pre"] else self.canvas.write)(step)
            else:
                step()

    def _enter(self, node):
        """Do what comes before the children of `node`, and give what is to be done after them."""
        canvas = self.canvas
        if node.tag == "br":
            return canvas.end_line
        embed = None if self.inside["embed"] else embed_address(node)
        before, after = _breaks(node, embed)
        canvas.break_line(before)
        spans = [canvas.open(*mark) for mark in self._marks(node, embed)]
        entered = [name for name in ("q", "pre") if node.tag == name] + ["embed"] * (embed is not None)
        for name in entered:
            self.inside[name] += 1
        if embed and not shows_words(node):
            canvas.write(embed)
            self.unshown = node

        def leave():
            for span in reversed(spans):
                canvas.close(span)
            for name in entered:
                self.inside[name] -= 1
            canvas.break_line(after)

        return leave

    def _marks(self, node, embed):
        """(kind, value, quotation marks to add) of each mark over `node`, the outer ones first."""
        if embed is not None:
            yield "tweet", embed, None
        elif node.tag in HEADINGS:
            yield "heading", HEADINGS[node.tag], None
        elif node.tag == "q":
            yield "q", "", self.quotation_marks[self.inside["q"] % 2]
        elif node.tag in KINDS:
            yield KINDS[node.tag], "", None
        elif not NAMES["captions"].isdisjoint(node.get("class").split()) or _captions_picture(node):
            yield "caption", "", None
        if node.tag == "a" and (target := self._target(node.get("href"))):
            yield "link", target, None

    def _target(self, reference):
        if not reference:
            return ""
        try:
            target = urljoin(self.address, reference.strip())
            return target if urlsplit(target).scheme in SCHEMES else ""
        except ValueError:
            return ""


def _breaks(node, embed):
    """How many line feeds at least stand before and after `node`."""
    if node.tag == "p" and node.parent is not None and node.parent.tag == "blockquote":
        return PARAGRAPH, LINE  # a signature without its own element is in the next line
    if node.tag in MARKUP["blocks"] or embed and not shows_words(node):
        return PARAGRAPH, PARAGRAPH
    return (LINE, LINE) if node.tag in CELLS else (0, 0)


def _captions_picture(node):
    """Whether `node` is the slanted text that alone follows a picture in its paragraph, as one writes in Markdown."""
    if node.tag not in ("em", "i", "small") or node.parent is None or len(node.parent.children) > 5:
        return False
    first, *others = [child for child in node.parent.children if isinstance(child, Node) or child.strip()]
    return (
        isinstance(first, Node) and first.tag == "img" and [other for other in others if _tag(other) != "br"] == [node]
    )


def _tag(child):
    return child.tag if isinstance(child, Node) else ""
