"""Files that were made to take a site's time and memory, as rosters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

HEAD: Final = "medarbejdernummer;navn;e-mail;enhed;leder;cpr\n"
_MB: Final = 1 << 20
_SPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def zip_of(files: Mapping[str, bytes | str]) -> bytes:
    """Return files as one ZIP file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


def workbook(sheet: bytes, strings: bytes = b"", head: bytes = b"") -> bytes:
    """Return an XLSX of one sheet, the inside of its `sheetData`. `strings`: the whole part of shared strings."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='r1' Type='{_OFFICE}/officeDocument' "
        "Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{_SPACE}' xmlns:r='{_OFFICE}'><sheets>"
        "<sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='r1' "
        f"Type='{_OFFICE}/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' "
        f"Type='{_OFFICE}/sharedStrings' Target='sharedStrings.xml'/></Relationships>",
        "xl/sharedStrings.xml": strings or f"<sst xmlns='{_SPACE}'/>".encode(),
        "xl/worksheets/sheet1.xml": head
        + f"<worksheet xmlns='{_SPACE}'><sheetData>".encode()
        + sheet
        + b"</sheetData></worksheet>",
    }
    return zip_of(parts)


def _cell(text: str) -> bytes:
    return f"<c t='inlineStr'><is><t>{text}</t></is></c>".encode()


def _odd_row(number: int) -> bytes:
    """A row of numbers that hardly packs: 150,000 of them stay below what a ZIP file may unpack to."""
    odd = str(pow(7, number, (1 << 127) - 1))
    return b"<row>" + b"".join(_cell(odd[at : at + 12]) for at in (0, 12, 24)) + b"</row>"


_HEAD_ROW: Final = b"<row>" + b"".join(map(_cell, HEAD.strip().split(";"))) + b"</row>"
_ROW: Final = b"<row>" + b"".join(map(_cell, ("1", "A", "", "B", "", ""))) + b"</row>"
_LAUGHS: Final = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

TRAPS: Final[Mapping[str, Callable[[], bytes]]] = {
    "bomb.xlsx": lambda: zip_of(
        {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": b"<a>" + b" " * (300 * _MB)}
    ),
    "million.csv": lambda: (HEAD + ";;;;;\n" * 10).encode() + b"1;A;;B;m;\n" * 1_000_000,
    "wide.csv": lambda: (";".join(f"k{n}" for n in range(5_000)) + "\n").encode(),
    "feed.zip": lambda: zip_of({"adm-engagements.csv": b"||" * (150 * _MB)}),
    "out.zip": lambda: zip_of({"../../adm-engagements.csv": b"x"}),
    "million.xlsx": lambda: workbook(_HEAD_ROW + _ROW * 1_000_000),
    "many.xlsx": lambda: workbook(_HEAD_ROW + b"".join(map(_odd_row, range(150_000)))),
    "laughs.xlsx": lambda: workbook(
        b"<row><c t='inlineStr'><is><t>&l9;</t></is></c></row>",
        head=f'<!DOCTYPE d [<!ENTITY l0 "ha">{_LAUGHS}]>'.encode(),
    ),
    "strings.xlsx": lambda: workbook(
        _HEAD_ROW, f"<sst xmlns='{_SPACE}'>".encode() + b"<si><t>a</t></si>" * 10_000_000 + b"</sst>"
    ),
    "far.xlsx": lambda: workbook(b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>" * 50_000),
    "repeated.ods": lambda: zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
            "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:x='urn:oasis:names:tc:opendocument:"
            "xmlns:text:1.0'><o:body><o:spreadsheet><t:table t:name='A'><t:table-row t:number-rows-repeated="
            "'1048576'><t:table-cell t:number-columns-repeated='16384'><x:p>a</x:p></t:table-cell></t:table-row>"
            "</t:table></o:spreadsheet></o:body></o:document-content>",
        }
    ),
    "line.csv": lambda: HEAD.encode() + b"x" * (19 * _MB),
    "quote.csv": lambda: HEAD.encode() + b'1;"' + b"a;b\n" * (4 * _MB),
}
