"""Documents are made by hand here, as Word writes them and as nobody should."""

import io
import zipfile
from datetime import date

import pytest

from reading.formats import MAX_BYTES, Unreadable, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles xmlns:w="{W}"><w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Cit"><w:name w:val="Quote"/></w:style></w:styles>"""
RELATIONS = '<Relationships><Relationship Id="r1" Target="https://ville.example/"/></Relationships>'
CORE = """<c:p xmlns:c="c" xmlns:dc="d" xmlns:t="t"><dc:title>La ville</dc:title><dc:creator>Anne Roy</dc:creator>
<t:created>2015-07-09T10:00:00Z</t:created></c:p>"""


def xml(body):
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def docx(body, **parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{run(text)}</w:p>"


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data, name="a.docx")
    return refused.value.code


def test_a_document_is_read_with_its_headings_quotations_lists_links_and_tables():
    body = (
        paragraph("La ville", "Titre1")
        + f"<w:p>{run('Elle a dit ')}{run('« oui »')}<w:r><w:br/></w:r>{run('puis non.')}</w:p>"
        + paragraph("Oui.", "Cit")
        + f"<w:p><w:pPr><w:numPr/></w:pPr>{run('un')}</w:p>"
        + f'<w:p>Voir <w:hyperlink r:id="r1">{run("là")}</w:hyperlink></w:p>'
        + f"<w:tbl><w:tr><w:tc>{paragraph('9 h')}</w:tc><w:tc>{paragraph('Ouverture')}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:del><w:r><w:delText>jamais</w:delText></w:r></w:del><w:ins>{run('toujours')}</w:ins></w:p>"
    )
    parts = {"word/styles.xml": STYLES, "word/_rels/document.xml.rels": RELATIONS, "docProps/core.xml": CORE}
    document = read(docx(xml(body), **parts), name="a.docx")
    assert document.text == (
        "La ville\n\nElle a dit « oui »\npuis non.\n\nOui.\n\nun\n\nlà\n\n9 h\n\nOuverture\n\ntoujours".replace(
            "puts", "puis"
        )
    )
    assert [(mark.kind, mark.value) for mark in document.marks] == [
        ("heading", "1"), ("blockquote", ""), ("item", ""), ("link", "https://ville.example/")
    ]  # fmt: skip
    assert (document.title, document.author, document.published_on) == ("La ville", "Anne Roy", date(2015, 7, 9))


def test_a_document_is_known_without_its_name():
    assert read(docx(xml(paragraph("Oui.")))).text == "Oui."


def test_what_is_no_document_is_refused():
    good = docx(xml(paragraph("Oui.")))
    entities = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xml(paragraph("&b;"))
    outside = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + xml(paragraph("&a;"))
    assert refusal(good[:-30]) == "damaged"
    assert refusal(good.replace(b"word/document.xml", b"word/documenu.xml")) == "unsupported"
    assert refusal(docx("<w:p>")) == "damaged"
    assert refusal(docx(entities)) == "damaged"
    assert refusal(docx(outside)) == "damaged"
    assert refusal(docx(xml(""))) == "empty"
    assert refusal(b"\xd0\xcf\x11\xe0" + bytes(500)) == "unsupported"
    assert refusal(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "encrypted"


def test_bombs_are_not_unpacked():
    bomb = docx(xml(paragraph("a" * 40_000_000)))
    many = docx(xml(""), **{f"a{i}": "" for i in range(2001)})
    deep = docx(xml("<w:p>" * 10_000 + "</w:p>" * 10_000))
    assert len(bomb) < MAX_BYTES
    assert refusal(bomb) == refusal(many) == "too-long"
    assert refusal(deep) == "damaged"


def test_a_locked_archive_is_told():
    data = bytearray(docx(xml(paragraph("Oui."))))
    at = data.index(b"PK\x01\x02") + 8  # the flags of its one member, in the list at the end
    data[at] |= 1
    assert refusal(bytes(data)) == "encrypted"
