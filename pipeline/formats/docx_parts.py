"""Parts of a Word document: its styles, texts in either direction, and the file itself."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.comments import Comment
    from docx.document import Document
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_COLUMN = 2.2
"""Centimetres of the column of times."""
_GREY = "595959"
_NO_DATE = datetime(2000, 1, 1)
"""Word wants dates; this is one that nobody takes for true."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def new_document(language: str, *, timed: bool) -> Document:
    """An empty A4 page with the styles of an article; `timed` leaves room for times in the margin."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles = document.styles
    normal = _style(styles["Normal"])
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    _set_language(normal, language)
    for name in ("Article", "Source"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
    for name in ("Speaker", "Time"):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    styles["Speaker"].font.bold = True
    small = styles["Time"].font
    small.size, small.color.rgb = Pt(8.5), RGBColor.from_string(_GREY)
    styles["Source"].font.color.rgb = RGBColor.from_string(_GREY)
    styles["Source"].paragraph_format.space_before = Pt(14)
    styles["Quote"].font.italic = False
    for name in ("Title", "Subtitle", "Quote"):
        styles[name].font.name = "Georgia"
        styles[name].font.color.rgb = RGBColor(0, 0, 0)
    styles["Title"].font.size, styles["Subtitle"].font.size = Pt(20), Pt(11)
    for name in ("Article", "Quote"):
        form = styles[name].paragraph_format
        form.space_after, form.line_spacing, form.widow_control = Pt(7), 1.2, True
        _indent(form, 0.0 if name == "Article" else 0.8, timed=timed)
    return document


def add_line(document: Document, style: str) -> Paragraph:
    """An empty paragraph. The style is set by its id: to look it up by name takes most of the time."""
    line = document.add_paragraph()
    line.paragraph_format.element.style = style
    return line


def add_text(line: Paragraph, text: str, style: str | None = None) -> Run:
    """A run of `text` at the end of the line; both run from right to left where the text does."""
    run = line.add_run(text)
    run.font.element.style = style
    if _runs_left(text):
        run.font.rtl = True
        _mark(line.paragraph_format.element.get_or_add_pPr(), "w:bidi")
    return run


def on_time(comment: Comment) -> None:
    """Without the moment at which the program ran, so that the document depends on the transcript alone."""
    for name in [name for name in comment._comment_elm.attrib if str(name).endswith("}date")]:  # noqa: SLF001
        del comment._comment_elm.attrib[name]  # noqa: SLF001


def packed(document: Document, written: datetime | None) -> bytes:
    """The file, the same bytes for the same document."""
    told = document.core_properties
    told.created = told.modified = written or _NO_DATE
    told.author = told.last_modified_by = told.comments = ""
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with ZipFile(raw) as parts, ZipFile(fixed, "w", ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            head = ZipInfo(part.filename, _ZIP_TIME)
            head.compress_type, head.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(head, parts.read(part.filename))
    return fixed.getvalue()


def _style(style: BaseStyle) -> Any:
    """Styles of paragraphs have fonts and forms, which the type of all styles does not tell."""
    return style


def _indent(form: Any, more: float, *, timed: bool) -> None:
    """Text beside a column of times, all its lines; `more` centimetres further in."""
    from docx.shared import Cm

    column = _COLUMN if timed else 0.0
    form.left_indent = Cm(column + more)
    form.right_indent = Cm(more)
    if timed:
        form.first_line_indent = Cm(-column - more)
        form.tab_stops.add_tab_stop(Cm(column + more))


def _set_language(style: Any, language: str) -> None:
    """For the spelling checker, which would take every word of another language for a mistake."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    told = style.element.get_or_add_rPr()
    for old in told.findall(qn("w:lang")):
        told.remove(old)
    lang = OxmlElement("w:lang")
    for kind in ("w:val", "w:bidi", "w:eastAsia"):
        lang.set(qn(kind), language)
    told.append(lang)


def _mark(element: Any, name: str) -> None:
    """An empty mark, once, at its place among the properties of a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if element.find(qn(name)) is None:
        element.insert_element_before(OxmlElement(name), *_BEHIND_BIDI)


def _runs_left(text: str) -> bool:
    """Whether the first letter of a direction runs from right to left."""
    return next((kind in ("R", "AL") for c in text if (kind := bidirectional(c)) in ("L", "R", "AL")), False)


_BEHIND_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What the schema puts behind the mark."""
