"""`release.json`: a Release as a file that outsiders can audit. Schema: docs/reference/release.md.

Written row by row, one row per line, so that memory stays flat and two releases can be compared line by line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, TextIO

import numpy as np

from fagspejl.disclosure.arithmetic.figures import CODES, Figure, block_id, mark_theme_tenths
from fagspejl.disclosure.document.coefficient_rows import coefficient_rows
from fagspejl.disclosure.document.reading import EARLIER, FORMAT, SPREAD_WORDS, figure_of, printed_of
from fagspejl.disclosure.measured.cells import Form
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, Printed, candidates_of
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import FigureKind, GroupName, Provenance, Reason
from fagspejl.lib.canonical import canonical

CLASSES = {Form.NOTHING: "none", Form.FEW_MEAN: "few", Form.FEW_LOW: "few", Form.FEW_HIGH: "few"}
_TENTHS = (FigureKind.THEME, FigureKind.ITEM)
_PAIRS = (FigureKind.BAND, FigureKind.BOUNDS)


def dumps(release: Release) -> str:
    """Return the Release as text."""
    stream = io.StringIO()
    write(release, stream)
    return stream.getvalue()


def write(release: Release, stream: TextIO) -> None:
    """Write the Release; sections in a fixed order, one row per line."""
    printed = release.printed
    stream.write("{\n")
    for key, value in head_of(release).items():
        stream.write(f"{canonical(key)}:{canonical(value)},\n")
    sections = {
        "units": _units(printed),
        "leaders": (
            {"id": x.id, "name": x.name, "unit": _unit(printed, x.unit)} for x in printed.organisation.leaders
        ),
        "groups": (group_row(printed, group) for group in printed.groups),
        "blocks": (row for group in printed.groups for row in block_rows(printed, group)),
        "cells": (row for group in printed.groups for row in cell_rows(printed, group)),
        "spread": (row for group in printed.groups for row in spread_rows(printed, group)),
        "analysis": coefficient_rows(printed.analysis),
        "marks": mark_rows(printed),
        "comments": comment_rows(printed),
        "figures": _figures(release),
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


def row_of(figure: Figure) -> dict[str, Any]:
    """Return a figure as the file lists it, without its leader or unit."""
    value = figure.value
    if figure.kind in _TENTHS and value is not None:
        value = value / 10
    elif figure.kind in _PAIRS and value is not None:
        value = [limit / 10 for limit in value]
    return {  # in the order in which it is written; members of StrEnum are written as their text
        "blocks": list(figure.blocks),
        "code": figure.code,
        "id": figure.id,
        "kind": figure.kind,
        "n": figure.n,
        "perspective": figure.group,
        "reason": figure.reason,
        "status": "shown" if figure.reason is None else "withheld",
        "value": value,
    }


def head_of(release: Release) -> dict[str, Any]:
    """Return the sections before the tree: format, instrument, policy, round, rules, scale, themes, questions."""
    printed, info = release.printed, release.info
    return {
        "format": EARLIER if printed.earlier else FORMAT,
        **({} if printed.earlier else _provenance(release.provenance)),
        "software": release.software,
        "instrument": {
            "id": release.stamp.id,
            "version": release.stamp.version,
            "checksum": release.stamp.checksum,
            "validated": release.stamp.validated,
        },
        "policy": {
            "disclosure": release.disclosure.as_dict(),
            "reporting": release.reporting.as_dict(),
            "sha256": release.policy_sha,
        },
        "round": {
            "title": info.title,
            "organisation": info.organisation,
            "opened": info.opened.isoformat() if info.opened else None,
            "closed": info.closed.isoformat() if info.closed else None,
            "report_readers": info.report_readers,
        },
        "rules": {
            "subordinate_leaders_merged": printed.merged,
            "has_person": printed.has_person,
            "with_comments": printed.with_comments,
        },
        "scale": {"lo": printed.lo, "hi": printed.hi},
        "themes": [
            {"id": theme.id, "items": [{"id": item, "reversed": turned} for item, turned in theme.items]}
            for theme in printed.themes
        ],
        "questions": list(printed.questions),
    }


def _provenance(told: Provenance) -> dict[str, str | None]:
    return {
        "id": told.id,
        "fingerprint": told.fingerprint,
        "replaces": told.replaces,
        "replaces_date": told.replaces_date.isoformat() if told.replaces_date else None,
        "other_answers": told.other_answers,
    }


def _unit(printed: Printed, index: int) -> str | None:
    return printed.organisation.units[index].id if index >= 0 else None


def _units(printed: Printed) -> Iterator[dict[str, Any]]:
    for unit in printed.organisation.units:
        yield {"id": unit.id, "name": unit.name, "parent": _unit(printed, unit.parent)}


def group_row(printed: Printed, group: GroupPrinted) -> dict[str, Any]:
    """Return the row of one anonymous group."""
    leaders, c = printed.organisation.leaders, group.coefficients
    counts = {} if printed.earlier else {"counts": "people" if group.asked_once else "answers"}
    return {
        "perspective": group.group,
        **counts,
        "leaders_not_asked": [x.id for x, asked in zip(leaders, group.asked, strict=True) if not asked],
        "items_not_asked": [
            x for x, asked in zip(printed.item_ids, group.items_asked, strict=True) if not asked
        ],
        "coefficients": [
            {
                "theme": theme.id,
                "within_sd": round(float(c.within_sd[t]), 4),
                "item_sd": round(float(c.item_sd[t]), 4),
                "df": int(c.df[t]),
            }
            for t, theme in enumerate(printed.themes)
        ],
    }


def block_rows(printed: Printed, group: GroupPrinted) -> Iterator[dict[str, Any]]:
    """Yield the blocks of one group."""
    b, leaders = group.blocks, printed.organisation.leaders
    for index, could_hold in enumerate(candidates_of(printed, group)):
        leader = int(b.leader[index])
        more = {"candidates": [leaders[one].id for one in could_hold], "answers": int(b.answers[index])}
        yield {
            **({} if printed.earlier else more),
            "id": block_id(group.group, index),
            "perspective": group.group,
            "unit": _unit(printed, int(b.unit[index])),
            "kind": "own" if leader >= 0 else "pooled",
            "leader": leaders[leader].id if leader >= 0 else None,
            "leaders": None if b.leaders[index] == NONE else int(b.leaders[index]),
            "n": int(b.n[index]),
            "invited": None if b.invited[index] == NONE else int(b.invited[index]),
        }


def cell_rows(printed: Printed, group: GroupPrinted) -> Iterator[dict[str, Any]]:
    """Yield the cells of one group: every item of the first block, then of the next."""
    cells = group.cells
    for block in range(len(group.blocks)):
        name = block_id(group.group, block)
        for column, item in enumerate(printed.item_ids):
            form = Form(int(cells.form[block, column]))
            full = form == Form.FULL
            code = CODES.get(form)
            yield {
                "block": name,
                "item": item,
                "class": CLASSES.get(form, "full"),
                "mean": int(cells.tenths[block, column]) / 10 if full or form == Form.FEW_MEAN else None,
                "code": code.value if code else None,
                "options": cells.options[block, column].tolist() if full else None,
                "dont_know": int(cells.spoken[block, column, 0]) if full else None,
                "no_disclose": int(cells.spoken[block, column, 1]) if full else None,
            }


def spread_rows(printed: Printed, group: GroupPrinted) -> Iterator[dict[str, Any]]:
    """Yield the spread cells of one group that hold a word: by block, then by theme."""
    for block, theme in np.argwhere(group.spread > 0).tolist():
        word = SPREAD_WORDS[int(group.spread[block, theme]) - 1]
        yield {
            "block": block_id(group.group, block),
            "theme": printed.themes[theme].id,
            "word": word,
        }


def mark_rows(printed: Printed) -> Iterator[dict[str, Any]]:
    """Yield the named marks."""
    for mark in printed.marks:
        scores = mark_theme_tenths(printed, mark)
        yield {
            "leader": printed.organisation.leaders[mark.leader].id,
            "role": mark.role,
            "number": mark.number,
            "values": dict(zip(printed.item_ids, mark.values, strict=True)),
            "themes": {
                theme.id: None if s is None else s / 10
                for theme, s in zip(printed.themes, scores, strict=True)
            },
            "comments": {q: list(texts) for q, texts in mark.comments.items()},
        }


def comment_rows(printed: Printed) -> Iterator[dict[str, Any]]:
    """Yield one row per leader and asked group: texts, or withheld for whatever cause."""
    if not printed.with_comments or not printed.questions:
        return
    for index, leader in enumerate(printed.organisation.leaders):
        for group in printed.groups:
            if group.asked[index]:
                yield _comment_row(leader.id, group.group, printed.comments.get((index, group.group)))


def _comment_row(leader: str, group: GroupName, shown: Any) -> dict[str, Any]:
    return {
        "leader": leader,
        "perspective": group,
        "status": "withheld" if shown is None else "shown",
        "reason": Reason.ANONYMITY.value if shown is None else None,
        "questions": None if shown is None else {q: list(texts) for q, texts in shown.items()},
    }


def _figures(release: Release) -> Iterator[dict[str, Any]]:
    for index, unit in enumerate(release.printed.organisation.units):
        for figure in release.unit_rows(index):
            yield {"unit": unit.id, **row_of(figure)}
    for index, leader in enumerate(release.printed.organisation.leaders):
        for figure in release.leader_rows(index):
            yield {"leader": leader.id, **row_of(figure)}
