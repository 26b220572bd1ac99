"""An article that was corrected in Word."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from pipeline.corrections.docx_text import docx_text
from pipeline.errors import DocumentError, InputError

_PACKAGE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>',
}


def by_hand(path: Path, body: str) -> Path:
    """A document with nothing but a body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with ZipFile(path, "w") as archive:
        for name, text in _PACKAGE.items():
            archive.writestr(name, text)
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return path


def test_the_paragraphs_of_a_document_are_read_and_empty_ones_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Ferry strike", 0)
    for text in ("Good evening.", "", '"We want an answer."'):
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = "Draft"
    document.save(str(tmp_path / "a.docx"))
    assert docx_text(tmp_path / "a.docx") == 'Ferry strike\n\nGood evening.\n\n"We want an answer."'


def test_tracked_changes_are_read_as_if_they_were_accepted(tmp_path: Path) -> None:
    path = by_hand(
        tmp_path / "a.docx",
        "<w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t><w:tab/></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t>hall.</w:t></w:r></w:hyperlink>"
        "</w:p><w:moveFrom><w:p><w:r><w:t>Gone.</w:t></w:r></w:p></w:moveFrom>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a</w:t><w:br/>"
        "<w:t>table.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    assert docx_text(path) == "The new hall.\n\nIn a table."


@pytest.mark.parametrize("content", [b"", b"Good evening.", b"PK\x03\x04 and nothing more"])
def test_a_file_that_is_no_document_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match="is no Word document, or a damaged one"):
        docx_text(path)


def test_a_document_whose_body_is_no_xml_or_missing_is_told(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "a.docx", "<w:p>")
    with pytest.raises(DocumentError, match="is no Word document"):
        docx_text(path)
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(DocumentError, match="is no Word document"):
        docx_text(path)


def test_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        docx_text(tmp_path / "none.docx")
