"""What the exported figures are, for archives and statisticians: DDI-Codebook 2.5. Holds no figure itself.

Element order is that of the schema. Published by the DDI Alliance; docs/reference/exports.md says what stands where.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from fagspejl.reporting.exports.figures import Column, FigureTable
from fagspejl.reporting.exports.markup import held

_SPACE: Final = "ddi:codebook:2_5"
_FILE: Final = "F1"


def write_ddi(table: FigureTable, target: Path, *, described: str) -> None:
    """Write the description of the file `described` (a name) as XML. Raises OSError."""
    root = Element("codeBook", {"xmlns": _SPACE, "version": "2.5", "xml:lang": table.language})
    _study(SubElement(root, "stdyDscr"), table)
    _file(SubElement(root, "fileDscr", {"ID": _FILE}), described)
    data = SubElement(root, "dataDscr")
    for number, column in enumerate(table.columns, start=1):
        _variable(data, number, column)
    indent(root, " ")
    with target.open("wb") as stream:
        ElementTree(root).write(stream, encoding="UTF-8", xml_declaration=True)
        stream.write(b"\n")


def _study(study: Element, table: FigureTable) -> None:
    release, words = table.release, table.words
    info, stamp = release.info, release.stamp
    citation = SubElement(study, "citation")
    title = SubElement(citation, "titlStmt")
    _said(title, "titl", table.title)
    if release.provenance.id:
        _said(title, "IDNo", release.provenance.id)
    if info.organisation:
        _said(SubElement(citation, "rspStmt"), "AuthEnty", info.organisation)
    made = SubElement(citation, "prodStmt")
    _said(made, "software", "Fagspejl", version=release.software)
    about = SubElement(study, "stdyInfo")
    _said(about, "abstract", words.say("file.abstract"))
    summary = SubElement(about, "sumDscr")
    for day, event in ((info.opened, "start"), (info.closed, "end")):
        if day is not None:
            _said(summary, "collDate", day.isoformat(), date=day.isoformat(), event=event)
    _said(summary, "anlyUnit", words.say("file.unit_and_leader" if table.with_leaders else "file.unit"))
    _said(summary, "dataKind", words.say("file.kind"))
    use = SubElement(SubElement(study, "dataAccs"), "useStmt")
    _said(use, "restrctn", words.say("file.access"))
    rules = {"instrument": stamp.id, "version": stamp.version, "policy": release.policy_sha}
    _said(study, "notes", words.say("file.rules", **rules))


def _file(file: Element, described: str) -> None:
    text = SubElement(file, "fileTxt")
    _said(text, "fileName", described)
    _said(text, "fileType", "text/csv; charset=utf-8; header=present")


def _variable(data: Element, number: int, column: Column) -> None:
    text = column.kind == "text"
    kinds = {"intrvl": "discrete" if column.kind != "tenths" else "contin"}
    more = {"dcml": "1"} if column.kind == "tenths" else {}
    found = SubElement(
        data, "var", {"ID": f"V{number}", "name": column.name, "files": _FILE, **kinds, **more}
    )
    _said(found, "labl", column.label)
    for code, label in column.codes.items():
        category = SubElement(found, "catgry")
        _said(category, "catValu", code)
        _said(category, "labl", label)
    SubElement(found, "varFormat", {"type": "character" if text else "numeric", "schema": "other"})


def _said(parent: Element, name: str, text: str, **facts: str) -> None:
    SubElement(parent, name, facts).text = held(text)
