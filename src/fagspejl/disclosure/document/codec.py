"""`release.json`: a Release as a file that outsiders can audit. Schema: docs/reference/release.md.

Written row by row, one row per line, so that memory stays flat and two releases can be compared line by line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import TextIO

from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.document.coefficient_rows import coefficient_rows
from fagspejl.disclosure.document.reading import printed_of
from fagspejl.disclosure.document.rows import (
    block_rows,
    cell_rows,
    comment_rows,
    figure_of,
    figure_rows,
    group_row,
    head_of,
    leader_row,
    mark_rows,
    spread_rows,
    unit_row,
)
from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release import Release
from fagspejl.lib.canonical import canonical


def dumps(release: Release) -> str:
    """Return the Release as text."""
    stream = io.StringIO()
    write(release, stream)
    return stream.getvalue()


def write(release: Release, stream: TextIO) -> None:
    """Write the Release; sections in a fixed order, one row per line."""
    printed, organisation = release.printed, release.printed.organisation
    stream.write("{\n")
    for key, value in head_of(release).items():
        stream.write(f"{canonical(key)}:{canonical(value)},\n")
    sections = {
        "units": (unit_row(organisation, index) for index in range(len(organisation.units))),
        "leaders": (leader_row(organisation, index) for index in range(len(organisation.leaders))),
        "groups": (group_row(printed, group) for group in printed.groups),
        "blocks": (row for group in printed.groups for row in block_rows(printed, group)),
        "cells": (row for group in printed.groups for row in cell_rows(printed, group)),
        "spread": (row for group in printed.groups for row in spread_rows(printed, group)),
        "analysis": coefficient_rows(printed.analysis),
        "marks": mark_rows(printed),
        "comments": comment_rows(printed),
        "figures": figure_rows(organisation, release.unit_rows, release.leader_rows),
    }
    if printed.earlier:
        del sections["spread"], sections["analysis"]
    for index, (key, rows) in enumerate(sections.items()):
        stream.write(f"{canonical(key)}:[")
        for number, row in enumerate(rows):
            stream.write(",\n" if number else "\n")
            stream.write(canonical(row))
        stream.write("]" if index == len(sections) - 1 else "],\n")
    stream.write("\n}\n")


class ReleaseRead(Release):
    """A Release read back: figures are those of the file, never recomputed."""

    def __init__(
        self, printed: Printed, leaders: dict[str, list[Figure]], units: dict[str, list[Figure]]
    ) -> None:
        super().__init__(printed)
        self._leaders, self._units = leaders, units

    def leader_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one leader as stored."""
        return iter(self._leaders.get(self.printed.organisation.leaders[index].id, []))

    def unit_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one unit as stored."""
        return iter(self._units.get(self.printed.organisation.units[index].id, []))


def loads(text: str) -> Release:
    """Read a Release back. Raises DocumentInvalid when the text is not one."""
    document = json.loads(text)
    printed = printed_of(document)
    leaders: dict[str, list[Figure]] = {}
    units: dict[str, list[Figure]] = {}
    for row in document["figures"]:
        home, target = (leaders, row["leader"]) if "leader" in row else (units, row["unit"])
        home.setdefault(target, []).append(figure_of(row))
    return ReleaseRead(printed, leaders, units)
