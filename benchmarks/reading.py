"""What hostile texts cost to read as they grow: `make bench-reading`.

Each is read at three sizes: one, the longest that is read at all, and the longest that is taken in, which is refused
with a sentence. Shown is how many times the first's cost the others are; a reader whose work grows with the length
gives some 4.5 for the second, one whose work grows with the square 20.
"""

import io
import time
import zipfile

from reading.formats import Unreadable, read
from reading.parsing import parse

SIZES = (100_000, 450_000, 5_000_000)  # bytes
LIMITS = (6, 60)
LEAST = 0.05  # seconds: what takes less is not told from noise
PARTS = (
    "Aa-", "123 ", "d’A", "« ", "« a » ", '"', "(\"", "« a « b ", "@a ", "#a ", "A. ", "A.", "M. ", "- ", "(", "— ",
    "> ", "\n> ", "\n> > ", "a-\n", "un mot coupé de plus en fin de ligne pour-\ntant ", "\n1\n",
    "\n- Anne Roy, maire", "\n9 h - Aa bb, Anne Roy", "\nAa bb par Anne Roy", "« Aa » par Anne Roy, ", "« Aa », ",
    "exposé de Anne Roy, ", "a\n\n", "\n\n", "\nAa Bb\n", "Aa ", "Anne Roy, ", "Aa Bb et ", "Aa de ",
    "selon Anne Roy, ", "Anne Roy, qui ", "Aa Bb, maire, ", "— Aa (@a) ", "\nAa\n@a\n",
    "\nAa @a · 8 mai 2015", "\n@a : Aa bb (8 mai 2015)", "\n8 mai 2015", "Aa — Aa (@a) 8 mai 2015\n",
    "\nhttps://x.com/a/status/1", "président de la ville de ", "le 8 juillet ", "1er ",
    "20 h ", "12 % ", "« Tout change », dit Anne Roy. ", "Une phrase comme une autre. ", "http://a.fr/ ", "e\u0301",
    "le campaniste a dit : « Aa bb cc. » ", "« Aa. Anne Roy a dit : ",
    "\u00a0", "&amp;", "« Aa » — Anne Roy. ", "Anne présente « Aa bb », ", "Anne Roy : oui\n\n",
    "Anne Roy : oui.\n\n", "Q : oui ?\nR : oui.\n", "A. R. : oui.\n", "— oui, dit Anne Roy.\n", "Aa ?\n\nNous bb.\n\n",
    "[00:00:01] Anne : oui.\n", "1\n00:00:01,000 --> 00:00:02,000\nAnne : oui.\n\n",
    "<", "<p>", "<div><b>", "<blockquote>", "[a](", "*", "**a ", "&lt;",
)  # fmt: skip
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def repeated(part, size):
    return (part * (size // len(part.encode()) + 1)).encode()[:size]


def paragraphs(number):
    """A Word document of so many empty paragraphs, of some kilobytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        body = "<w:p/>" * number + "<w:p><w:r><w:t>bonjour</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def cost(data, name=""):
    """(seconds of the processor, the code of a refusal or the number of passages that were found)"""
    start = time.process_time()
    try:
        found = str(len(parse(read(data, name=name))))
    except Unreadable as refusal:
        found = refusal.code
    return time.process_time() - start, found


def main():
    print("text                              seconds    4.5 times as long    50 times as long   found")
    cases = [(repr(part), "", [repeated(part, size) for size in SIZES]) for part in PARTS]
    cases.append(("empty paragraphs (.docx)", "a.docx", [paragraphs(number) for number in (20_000, 90_000, 1_000_000)]))
    greatest = [0, 0]
    for label, name, texts in cases:
        (first, _), *more = [cost(text, name) for text in texts]
        ratios = [seconds / max(first, LEAST) for seconds, _ in more]
        greatest = list(map(max, greatest, ratios))
        found = ", ".join(found for _, found in more)
        print(f"{label:<32}{first:>9.2f}{ratios[0]:>21.1f}{ratios[1]:>20.1f}   {found}", flush=True)
    print(f"the greatest ratios: {greatest[0]:.1f} of {LIMITS[0]} allowed, {greatest[1]:.1f} of {LIMITS[1]}")


if __name__ == "__main__":
    main()
