"""Released figures as an SPSS file. Needs the extra `sav`, whose packages are imported here and nowhere else."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from fagspejl.lib.errors import FagspejlError
from fagspejl.reporting.exports.figures import FigureTable, as_number
from fagspejl.reporting.exports.markup import held

_PACKAGES: Final = ("pyreadstat", "polars")
_FORMATS: Final = {"tenths": "F8.1", "count": "F8.0"}
_LONGEST_LABEL: Final = 256  # bytes of a column's label
_LONGEST_TITLE: Final = 64  # bytes of the file's label
_STAMP_AT: Final = 92  # where the header tells when the file was made
_STAMP: Final = b"01 Jan 0000:00:00"  # a fixed stamp: the same table gives the same bytes


class SavNotInstalled(FagspejlError):
    """The packages that write SPSS files are not installed."""


def check_sav_installed() -> None:
    """Raise SavNotInstalled where the extra is missing."""
    if not all(find_spec(name) for name in _PACKAGES):
        raise SavNotInstalled


def write_sav(table: FigureTable, target: Path) -> None:
    """Write an SPSS file; places without a number are system-missing. Raises SavNotInstalled, OSError."""
    check_sav_installed()
    import polars
    import pyreadstat

    columns: dict[str, list[Any]] = {column.name: [] for column in table.columns}
    for row in table.rows():
        for column, value in zip(table.columns, row, strict=True):
            columns[column.name].append(held(value) if isinstance(value, str) else as_number(column, value))
    types = {
        column.name: polars.String if column.kind == "text" else polars.Float64 for column in table.columns
    }
    pyreadstat.write_sav(
        polars.DataFrame(columns, schema=types),
        str(target),
        file_label=_cut(table.title, _LONGEST_TITLE),
        column_labels={column.name: _cut(column.label, _LONGEST_LABEL) for column in table.columns},
        variable_format={
            column.name: _FORMATS[column.kind] for column in table.columns if column.kind != "text"
        },
        variable_measure={
            column.name: "nominal" if column.kind == "text" else "scale" for column in table.columns
        },
    )
    with target.open("r+b") as file:
        file.seek(_STAMP_AT)
        file.write(_STAMP)


def _cut(text: str, most: int) -> str:
    """Return as much of the text as fits into so many bytes of UTF-8."""
    return held(text).encode()[:most].decode(errors="ignore")
