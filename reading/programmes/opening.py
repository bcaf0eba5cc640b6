"""From bytes to the tree of what a file tells: dicts, lists, plain values. All that is hostile is bounded here."""

import io
import json
import zipfile
import zlib

from lxml import etree

from reading.formats.characters import decode
from reading.formats.docx import PARSING
from reading.formats.unreadable import Unreadable

from .fields import TEXT
from .programme import UnreadableProgramme

MAX_BYTES = 40_000_000  # ten thousand talks of pyvideo make some 25
MAX_VALUES = 2_000_000  # signs that may begin one, those in words included; ten thousand talks of frab make 600,000
MAX_MEMBERS = 20_000
TOO_LONG, NOT_TEXT, DAMAGED, ENCRYPTED = "too long", "not text", "damaged", "encrypted"
EMPTY, NO_PROGRAMME, NO_TITLES = "empty", "no programme of this kind", "no column says the titles"
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError)


def bounded(data):
    """`data`, if that is not empty and not too much to be opened."""
    if len(data) > MAX_BYTES:
        raise UnreadableProgramme(TOO_LONG)
    if not data.strip():
        raise UnreadableProgramme(EMPTY)
    return data


def text_of(data):
    """The characters of `data`, line ends as they are."""
    try:
        return decode(bounded(data))
    except Unreadable as error:
        raise UnreadableProgramme(NOT_TEXT) from error


def begins_as_json(data):
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def json_of(data):
    """The value that `data` has in JSON; a name that an object has twice is kept as « name (again) »."""
    text = text_of(data)
    if sum(map(text.count, ",[{")) > MAX_VALUES:
        raise UnreadableProgramme(TOO_LONG)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=str)
    except json.JSONDecodeError as error:
        raise UnreadableProgramme(DAMAGED, line=error.lineno) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a thousand lists in each other
        raise UnreadableProgramme(DAMAGED) from error


def _object(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {}
        for name, value in pairs:
            if name in found:
                found.setdefault(f"{name} (again)", []).append(value)
            else:
                found[name] = value
    return found


def xml_of(data):
    """{name of the root: its tree}: attributes are « @name », what comes several times is a list."""
    if bounded(data).count(b"<") > MAX_VALUES:
        raise UnreadableProgramme(TOO_LONG)
    try:
        root = etree.fromstring(data, etree.XMLParser(**PARSING, remove_pis=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableProgramme(DAMAGED, line=error.lineno or None) from error
    except ValueError as error:
        raise UnreadableProgramme(DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableProgramme(DAMAGED, line=1)
    return {etree.QName(root).localname: _element(root)}


def _element(element):
    """What an element tells: its words, or an object where it has attributes or elements. libxml2 bounds the depth."""
    several = {}
    for name, value in element.attrib.items():
        several.setdefault(f"@{etree.QName(name).localname}", []).append(value)
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            several.setdefault(etree.QName(child).localname, []).append(_element(child))
        words.append(child.tail or "")
    found = {name: values if len(values) > 1 else values[0] for name, values in several.items()}
    text = "".join(words)
    if not text.strip():
        return found or ""
    return found | {TEXT: text} if found else text


def members_of(data):
    """{path: bytes} of the files of a ZIP, together no longer than `MAX_BYTES`."""
    try:
        with zipfile.ZipFile(io.BytesIO(bounded(data))) as archive:
            files = [one for one in archive.infolist() if not one.is_dir()]
            if len(files) > MAX_MEMBERS:
                raise UnreadableProgramme(TOO_LONG)
            return _unpacked(archive, files)
    except _ZIP_FAULTS as error:
        raise error if isinstance(error, UnreadableProgramme) else UnreadableProgramme(DAMAGED) from error


def _unpacked(archive, files):
    found, room = {}, MAX_BYTES
    for file in files:
        if file.flag_bits & 1:
            raise UnreadableProgramme(ENCRYPTED)
        with archive.open(file) as member:
            found[file.filename] = member.read(room + 1)
        room -= len(found[file.filename])
        if room < 0:
            raise UnreadableProgramme(TOO_LONG)
    return found
