"""A document of Word or LibreOffice (.docx): its paragraphs made into the tree of a page, and read as one.

ECMA-376, part 1. A document is a zip of XML, both of which can be bombs: what is unpacked is counted, and XML with
entities of its own is refused.
"""

import io
import zipfile
import zlib
from dataclasses import replace

from lxml import etree

from reading.document import Document

from .characters import visible
from .dates import read_day
from .layout import lay_out
from .tree import MAX_ELEMENTS, Node
from .unreadable import Unreadable

MAX_MEMBERS = 2000
MAX_UNPACKED = 30_000_000  # bytes of XML in one part; 5 MB of words make some 20
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# What was deleted, and what programs show in its place or in another one.
SILENT = {f"{W}{name}" for name in ["del", "moveFrom", "instrText", "delText", "delInstrText", "fldData"]} | {FALLBACK}
TAGS = {f"{W}{word}": tag for word, tag in {"p": "p", "tbl": "table", "tr": "tr", "tc": "td", "hyperlink": "a"}.items()}
# Names of styles, in lower case, in English and French; their identifiers are the program's own.
STYLES = {"title": "h1", "titre": "h1", "quote": "blockquote", "intense quote": "blockquote", "citation": "blockquote",
          "citation intense": "blockquote", "caption": "figcaption", "légende": "figcaption"}  # fmt: skip
STYLES |= {f"{name} {level}": f"h{level}" for name in ("heading", "titre") for level in range(1, 7)}

PARSING = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
}


def read_docx(data):
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # how Office wraps what it encrypts, and what it wrote before 2007
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "unsupported")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_MEMBERS:
                raise Unreadable("too-long")
            if "word/document.xml" not in archive.namelist():
                raise Unreadable("unsupported")
            body = _part(archive, "word/document.xml")
            styles = _styles(_part(archive, "word/styles.xml"))
            targets = _targets(_part(archive, "word/_rels/document.xml.rels"))
            properties = _part(archive, "docProps/core.xml")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, etree.XMLSyntaxError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable("damaged") from error
    text, marks = lay_out([_tree(body, styles, targets)])
    if not text:
        raise Unreadable("empty")
    return replace(_described(properties), text=text, marks=marks)


def _part(archive, name):
    """The XML of a part of the document, an empty element if there is none."""
    if name not in archive.namelist():
        return etree.Element("none")
    if archive.getinfo(name).flag_bits & 1:
        raise Unreadable("encrypted")
    with archive.open(name) as member:
        data = member.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED:
        raise Unreadable("too-long")
    root = etree.fromstring(data, etree.XMLParser(**PARSING))
    if root.getroottree().docinfo.doctype:
        raise Unreadable("damaged")
    return root


def _styles(root):
    """The tag that each style stands for, by the style's identifier."""
    names = {style.get(f"{W}styleId"): style.find(f"{W}name") for style in root.iter(f"{W}style")}
    found = {key: STYLES.get((name.get(f"{W}val") or "").lower()) for key, name in names.items() if name is not None}
    return {key: tag for key, tag in found.items() if tag}


def _targets(root):
    return {link.get("Id"): link.get("Target") or "" for link in root.iter() if link.get("Id")}


def _tree(root, styles, targets):
    page = Node("article")
    waiting, seen = [(root, page)], 0
    while waiting:
        element, parent = waiting.pop()
        seen += 1
        if seen > MAX_ELEMENTS:
            raise Unreadable("too-complex")
        if element.tag in SILENT:
            continue
        if element.tag == f"{W}t":
            parent.children.append(visible(element.text or ""))
        elif element.tag in (f"{W}br", f"{W}cr"):
            Node("br", parent=parent)
        elif element.tag in (f"{W}tab", f"{W}noBreakHyphen"):
            parent.children.append(" " if element.tag == f"{W}tab" else "\u2011")
        if element.tag in TAGS:
            parent = Node(TAGS[element.tag], {"href": targets.get(element.get(LINKS), "")}, parent)
        if element.tag == f"{W}p":
            parent.tag = _paragraph_tag(element, styles)
        waiting.extend((child, parent) for child in reversed(element))
    return page


def _paragraph_tag(paragraph, styles):
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return "p"
    style = properties.find(f"{W}pStyle")
    tag = styles.get(style.get(f"{W}val")) if style is not None else None
    return tag or ("li" if properties.find(f"{W}numPr") is not None else "p")


def _described(properties):
    """What the document's properties say: title, author, day of creation."""
    said = {
        etree.QName(field).localname: " ".join((field.text or "").split())[:500] for field in properties.iter("{*}*")
    }
    return Document(
        text="",
        title=said.get("title", ""),
        author=said.get("creator", ""),
        published_on=read_day(said.get("created", "")),
    )
