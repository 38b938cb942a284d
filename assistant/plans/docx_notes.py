"""Word's own end notes, which python-docx cannot write: the part, its styles, the references.

Built as ECMA-376, part 1, 17.11 says: two separators first, then a note for each source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from docx.document import Document

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
_W = f'xmlns:w="{_MAIN}"'
_BOOKMARK = "MunimentSource"
_RAISED = '<w:rPr><w:rStyle w:val="EndnoteReference"/><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = (
    '<w:endnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>'
    '<w:endnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:endnote>"
)
_STYLES = (
    f'<w:style {_W} w:type="paragraph" w:styleId="EndnoteText"><w:name w:val="endnote text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr><w:spacing w:before="0" '
    'w:after="60" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
    "</w:style>",
    f'<w:style {_W} w:type="character" w:styleId="EndnoteReference">'
    '<w:name w:val="endnote reference"/><w:uiPriority w:val="99"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
)
_BEFORE_IN_SETTINGS = ("compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
                       "clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults",
                       "decimalSymbol", "listSeparator")  # fmt: skip


class EndNotes:
    """The notes of a document: each source once, later references point to the first."""

    def __init__(self, document: Document, texts: dict[int, str]) -> None:
        self._document = document
        self._texts = texts
        self._first: dict[int, int] = {}

    def reference(self, marker: int) -> str:
        """Return the XML of a reference to a source, to stand in a paragraph."""
        name = f"{_BOOKMARK}{marker}"
        if marker in self._first:
            return _field(name, self._first[marker])
        number = self._first[marker] = len(self._first) + 1
        bookmark = 50_000 + number
        return (
            f'<w:bookmarkStart w:id="{bookmark}" w:name="{name}"/>'
            f'<w:r>{_RAISED}<w:endnoteReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{bookmark}"/>'
        )

    def write(self) -> None:
        """Add what the references need: the notes, their styles and their numbering."""
        if not self._first:
            return
        self._add_styles()
        self._number_in_figures()
        notes = "".join(
            f'<w:endnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>'
            f"<w:r>{_RAISED}<w:endnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> {escape(self._texts[marker])}</w:t></w:r>'
            "</w:p></w:endnote>"
            for marker, number in self._first.items()
        )
        content = f"<w:endnotes {_W}>{_SEPARATORS}{notes}</w:endnotes>"
        self._add_part(
            ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content).encode()
        )

    def _add_part(self, content: bytes) -> None:
        """Add the part; a template's own, which holds no more than separators, is replaced."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        main = self._document.part
        for key, relation in list(main.rels.items()):
            if relation.reltype == _RELATION:
                del main.rels[key]
        part = Part(PackURI("/word/endnotes.xml"), _TYPE, content, main.package)
        main.relate_to(part, _RELATION)

    def _add_styles(self) -> None:
        from docx.oxml import parse_xml

        styles = self._document.styles.element
        known = {style.get(f"{{{_MAIN}}}styleId") for style in styles}
        for style in map(parse_xml, _STYLES):
            if style.get(f"{{{_MAIN}}}styleId") not in known:
                styles.append(style)

    def _number_in_figures(self) -> None:
        from docx.oxml import parse_xml

        settings = self._document.settings.element
        for old in settings.findall(f"{{{_MAIN}}}endnotePr"):
            settings.remove(old)
        numbering = parse_xml(
            f'<w:endnotePr {_W}><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/>'
            '<w:endnote w:id="0"/></w:endnotePr>'
        )
        after = (e for e in settings if e.tag.rpartition("}")[2] in _BEFORE_IN_SETTINGS)
        first = next(after, None)
        if first is None:
            settings.append(numbering)
        else:
            first.addprevious(numbering)
        for section in self._document.sections:
            self._number_section(section._sectPr)

    @staticmethod
    def _number_section(properties: Any) -> None:
        """Say it of a section too: LibreOffice looks there."""
        from docx.oxml import parse_xml

        for old in properties.findall(f"{{{_MAIN}}}endnotePr"):
            properties.remove(old)
        numbering = parse_xml(f'<w:endnotePr {_W}><w:numFmt w:val="decimal"/></w:endnotePr>')
        names = ("headerReference", "footerReference", "footnotePr")
        before = [e for e in properties if e.tag.rpartition("}")[2] in names]
        properties.insert(properties.index(before[-1]) + 1 if before else 0, numbering)


def _field(bookmark: str, number: int) -> str:
    """Return a reference to a note that stands elsewhere; Word keeps its number right."""
    return (
        f'<w:fldSimple w:instr=" NOTEREF {bookmark} \\f \\h "><w:r>{_RAISED}'
        f"<w:t>{number}</w:t></w:r></w:fldSimple>"
    )


def marker_of_bookmark(name: str) -> int | None:
    """Return the marker of the source that a bookmark of ours is named for."""
    number = name.removeprefix(_BOOKMARK)
    return int(number) if number != name and number.isdigit() else None
