"""Which files hold the released figures, and writing those that are asked for."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from fagspejl.reporting.exports.ddi import write_ddi
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.exports.plain_text import write_csv, write_json
from fagspejl.reporting.exports.spss import check_sav_installed, write_sav
from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.workbook import write_open_document

# By what they are asked for; `ddi` describes the CSV file.
FILES: Final = {
    "ods": "organisation.ods",
    "csv": "figures.csv",
    "figures": "figures.json",
    "sav": "figures.sav",
    "ddi": "figures.ddi.xml",
}


def check_writable(formats: Collection[str]) -> None:
    """Raise SavNotInstalled where a format is asked for that cannot be written here."""
    if "sav" in formats:
        check_sav_installed()


def write_figures(table: FigureTable, page: OrganisationPage, folder: Path, formats: Collection[str]) -> None:
    """Write those of the formats that are FILES into the folder. Raises SavNotInstalled, OSError."""
    if "ods" in formats:
        write_open_document(page, folder / FILES["ods"], table)
    write_rows(table, folder, formats)


def write_rows(table: FigureTable, folder: Path, formats: Collection[str]) -> None:
    """Write those that hold rows alone, no sheets for people. Raises SavNotInstalled, OSError."""
    if "csv" in formats:
        write_csv(table, folder / FILES["csv"])
    if "figures" in formats:
        write_json(table, folder / FILES["figures"])
    if "sav" in formats:
        write_sav(table, folder / FILES["sav"])
    if "ddi" in formats:
        write_ddi(table, folder / FILES["ddi"], described=FILES["csv"])
