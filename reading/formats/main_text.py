"""The part of a page that is its article, by the density of its text.

Menus are links, text is not: `Weight` counts the characters of either. Libraries that do the same drop embedded posts.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from language.folding import fold

from .embeds import embed_address
from .furniture import COOKIES, HEADINGS, is_furniture
from .layout import HEADINGS as LEVELS
from .tree import Node
from .words import MARKUP

# The share of the text that an element has for what stands beside it to be looked at no more.
MOST = 0.7
# Characters: less than that beside the text, and it is no part of it, unless it is a paragraph.
PASSAGE = 60
PARAGRAPHS = frozenset(["p", "blockquote", "h2", "h3", "h4"])
ENDS = re.compile(r"©|copyright|tous droits|all rights|derni[èe]re mise à jour|last updated", re.I)
# The share of a page's text that a form has if the whole page is in one, as ASP.NET makes them.
WHOLE = 0.9
HALF = 0.5
LONGEST_HEADING = 200


@dataclass
class Weight:
    prose: int = 0  # characters outside links
    linked: int = 0
    links: int = 0
    paragraphs: int = 0
    has_h1: bool = False
    has_main: bool = False

    def add(self, other):
        self.prose += other.prose
        self.linked += other.linked
        self.links += other.links
        self.paragraphs += other.paragraphs
        self.has_h1 |= other.has_h1
        self.has_main |= other.has_main

    @property
    def is_passage(self):
        return (self.prose >= PASSAGE or self.paragraphs > 0) and self.prose > 2 * self.linked

    @property
    def is_menu(self):
        return self.links >= 3 and self.linked > self.prose


def main_text(root, *, title=""):
    """The trees that hold the article of the page `root`, in its order; what is no article is cut from them."""
    heading = _title_heading(root, title)
    _prune(root)
    weights = _weigh(root)
    whole = _densest(root, weights)
    if heading is None or heading is whole or any(outer is whole for outer in heading.ancestors()):
        return [whole]
    return [heading, whole]


def _title_heading(root, title):
    """The h1 that says the title of the page; the only one if there is one."""
    candidates = [node for node in root.walk() if node.tag == "h1"][:20]
    wanted = fold(title)
    says = [node for node in candidates if wanted and _same_title(fold(node.words()), wanted)]
    return next(iter(says), candidates[0] if len(candidates) == 1 else None)


def _same_title(words, wanted):
    return bool(words) and (words == wanted or wanted.startswith(f"{words} ") or wanted.endswith(f" {words}"))


def _weigh(root):
    """The `Weight` of every element within `root`, by `id`."""
    weights, in_link = {}, 0
    waiting = [(root, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            in_link -= node.tag == "a"
            weight = weights[id(node)]
            for child in node.children:
                if isinstance(child, Node):
                    weight.add(weights[id(child)])
            continue
        in_link += node.tag == "a"
        written = sum(len(child.strip()) for child in node.children if isinstance(child, str))
        weights[id(node)] = Weight(
            prose=0 if in_link else written,
            linked=written if in_link else 0,
            links=node.tag == "a",
            paragraphs=written > 0 and node.tag in PARAGRAPHS,
            has_h1=node.tag == "h1",
            has_main=node.tag == "main",
        )
        waiting.append((node, True))
        waiting.extend((child, False) for child in reversed(node.elements))
    return weights


def _prune(root):
    weights = _weigh(root)
    all_prose = weights[id(root)].prose

    def holds_the_text(node):
        weight = weights[id(node)]
        share = weight.prose / all_prose if all_prose else 0
        return weight.has_main or (weight.has_h1 and share >= HALF) or (node.tag == "form" and share >= WHOLE)

    waiting = [root]
    while waiting:
        node = waiting.pop()
        node.children = [
            child
            for child in node.children
            if isinstance(child, str) or _is_embed(child) or not is_furniture(child) or holds_the_text(child)
        ]
        node.children = _without_sections(node)
        waiting.extend(child for child in node.elements if not _is_embed(child))


def _is_embed(node):
    return embed_address(node) is not None


def _without_sections(node):
    """The children of `node` without headings of furniture and what follows these, up to the next heading like them."""
    kept, under = [], None
    is_beside = False  # behind « À lire aussi » that is no heading, as far as its links go
    for child in node.children:
        if _is_line_of_furniture(child):
            is_beside = True
            continue
        is_beside = is_beside and (isinstance(child, str) and not child.strip() or _is_links(child))
        if is_beside:
            continue
        level = _level(child)
        if level and (under is None or level <= under):
            under = level if _heads_furniture(child) else None
        if under is None and not _is_headed_by_furniture(child):
            kept.append(child)
    return kept


def _is_line_of_furniture(child):
    """Whether a paragraph says « À lire aussi », « Partager sur … », or that there are cookies."""
    if not isinstance(child, Node) or child.tag not in ("p", "div", "span", "strong"):
        return False
    words = child.brief_words()
    is_banner = len(words) < LONGEST_HEADING and COOKIES.search(words) is not None
    return is_banner or child.tag == "p" and _heads_furniture(child)


def _is_links(child):
    """Whether a list, or a box, holds links alone."""
    return (
        isinstance(child, Node)
        and child.tag in ("ul", "ol", "div", "nav")
        and all(inner.tag == "a" or any(below.tag == "a" for below in inner.walk()) for inner in child.elements)
    )


def _level(child):
    return int(LEVELS.get(child.tag, 0)) if isinstance(child, Node) else 0


def _heads_furniture(node):
    words = node.brief_words()
    return len(words) <= LONGEST_HEADING and HEADINGS.fullmatch(fold(words)) is not None


def _is_headed_by_furniture(child):
    """Whether a box begins with such a heading, that no text precedes and no other heading follows."""
    if not isinstance(child, Node) or child.tag not in ("div", "section", "ul"):
        return False
    levels = [inner for inner in child.elements if _level(inner)]
    return len(levels) == 1 and levels[0] is child.elements[0] and _heads_furniture(levels[0])


def _densest(root, weights):
    """The smallest element that holds all of the article."""
    scope = max(
        (node for node in root.walk() if node.tag == "main"), key=lambda node: weights[id(node)].prose, default=root
    )
    if weights[id(scope)].prose * 2 < weights[id(root)].prose:
        scope = root
    articles = _outermost_articles(scope)
    articles.sort(key=lambda node: weights[id(node)].prose, reverse=True)
    if articles:
        first, *others = articles
        prose = weights[id(first)].prose
        next_prose = max((weights[id(other)].prose for other in others), default=0)
        if prose >= 2 * next_prose and (next_prose or prose * 2 >= weights[id(scope)].prose):
            return first
    return _descend(scope, weights)


def _outermost_articles(scope):
    found, waiting = [], [scope]
    while waiting:
        node = waiting.pop()
        if node.tag == "article" and node is not scope:
            found.append(node)
        else:
            waiting.extend(node.elements)
    return found


def _descend(node, weights):
    """From `node` inwards, as long as one child has all the text, and what stands beside it is small or a menu."""
    while True:
        inner = max(node.elements, key=lambda child: weights[id(child)].prose, default=None)
        if inner is None or inner.tag not in MARKUP["wrappers"]:
            break
        if weights[id(inner)].prose < MOST * weights[id(node)].prose:
            break
        if any(_belongs(child, weights) for child in node.children if child is not inner):
            break
        node = inner
    _trim(node, weights)
    return node


def _belongs(child, weights):
    """Whether `child` is text of the article, if its neighbour is."""
    if isinstance(child, str):
        return len(child.strip()) >= PASSAGE
    return _is_embed(child) or (weights[id(child)].is_passage and not ENDS.match(child.brief_words()))


def _trim(node, weights):
    """Cut the menus with which `node` begins and ends."""

    def is_menu(child):
        return isinstance(child, Node) and weights[id(child)].is_menu or isinstance(child, str) and not child.strip()

    if all(map(is_menu, node.children)):
        return
    first = len(list(takewhile(is_menu, node.children)))
    node.children = node.children[first:]
    last = len(list(takewhile(is_menu, reversed(node.children))))
    node.children = node.children[: len(node.children) - last]
