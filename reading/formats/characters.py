"""From bytes to characters, and which characters a canonical text holds."""

import codecs
import re
import unicodedata

from .unreadable import Unreadable

# UTF-32 before UTF-16: the one's mark begins with the other's.
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

# What a page or a message may declare. Python knows codecs that are no character sets (zip, punycode, rot13).
CHARACTER_SETS = re.compile(r"utf-?8|utf-?16(?:-?[lb]e)?|(?:windows-|cp)12\d\d|cp(?:437|850|858)|mac-?roman|macintosh"
                            r"|iso-?8859-\d{1,2}|latin-?\d|us-ascii|ascii|koi8-[ru]")  # fmt: skip

# The WHATWG encoding standard reads these as windows-1252, whose quotation marks and euro sign they lack.
AS_WINDOWS = re.compile(r"iso-?8859-1|latin-?1|us-ascii|ascii")

DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)

# Zip (docx, odt…), PDF, the old Office formats, pictures, gzip.
SIGNATURES = (
    b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"{\\rtf",
)  # fmt: skip

# Characters that show nothing and turn the reading direction of others: a line could read as what it is not.
BIDI = "\u202a-\u202e\u2066-\u2069"
UNSEEN = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff{BIDI}]")

# What is not defined in windows-1252, and what no text has: more than this share of it, and it is something else.
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
MOST_NO_TEXT = 0.02
HEAD = 4096

# Accents on one letter. Real ones are some three; putting them in order takes quadratic time.
MOST_MARKS = 64
_NO_WORD = re.compile(rf"[^\w\s]{{{MOST_MARKS},}}")


def decode(data, declared=""):
    """The characters of `data`: by its byte order mark, as UTF-8, as declared, or else as windows-1252.

    `declared` is the name of a character set; a page's own declaration is found. Raises `Unreadable`.
    """
    if data.startswith(SIGNATURES):
        raise Unreadable("unsupported")
    for mark, charset in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, errors="replace")
    within = DECLARED.search(data, 0, HEAD)
    names = [*_utf_16(data), "utf-8", *_charsets(declared), *_charsets(within[1].decode("ascii") if within else "")]
    for charset in names:
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):
            continue
    text = data.decode("cp1252", errors="replace")
    if len(NO_TEXT.findall(text, 0, HEAD)) > MOST_NO_TEXT * len(text[:HEAD]):
        raise Unreadable("not-text")
    return text


def _charsets(name):
    name = name.strip().lower()
    if AS_WINDOWS.fullmatch(name):
        return ["cp1252"]
    return [name] if CHARACTER_SETS.fullmatch(name) else []


def _utf_16(data):
    """UTF-16 without its mark: most Latin letters have a null byte, always on the same side."""
    sample = data[:1000]
    return [
        charset
        for charset, offset in (("utf-16-be", 0), ("utf-16-le", 1))
        if sample[offset::2].count(0) > 0.7 * len(sample[offset::2]) and not sample[1 - offset :: 2].count(0)
    ]


def normalized(text):
    """`text` in NFC. Raises `Unreadable` on heaps of accents."""
    for run in _NO_WORD.finditer(text):
        if sum(map(bool, map(unicodedata.combining, run[0]))) >= MOST_MARKS:
            raise Unreadable("not-text")
    return unicodedata.normalize("NFC", text)


def visible(text):
    """`text` without controls, byte order marks, and what turns the direction of reading."""
    return UNSEEN.sub("", text)
