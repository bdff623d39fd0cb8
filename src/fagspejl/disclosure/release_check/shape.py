"""Audit of what a Release may hold at all: known names only, whole numbers, tenths and nothing finer. Pure.

Rules on figures protect nobody if an exact mean may stand beside them under another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.tenths import is_tenths

_HEAD = frozenset(
    (
        *("format", "software", "instrument", "policy", "round", "rules", "scale", "themes", "questions"),
        *(
            "units",
            "leaders",
            "groups",
            "blocks",
            "cells",
            "spread",
            "analysis",
            "marks",
            "comments",
            "figures",
        ),
    )
)
_ROWS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "units": "id name parent",
        "leaders": "id name unit",
        "groups": "perspective counts leaders_not_asked items_not_asked coefficients",
        "blocks": "id perspective unit kind leader candidates leaders n answers invited",
        "cells": "block item class mean code options dont_know no_disclose",
        "spread": "block theme word",
        "analysis": "section group theme statistic value lower upper people verdict reason items",
        "marks": "leader role number values themes comments name",
        "comments": "leader perspective status reason questions",
        "themes": "id items",
    }.items()
}
_PROVENANCE = frozenset(("id", "fingerprint", "replaces", "replaces_date", "other_answers"))
_NEW = frozenset(("counts", "candidates", "answers"))  # not in releases of format 1
_FACTS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "instrument": "id version checksum validated",
        "policy": "disclosure reporting sha256",
        "round": "title organisation opened closed report_readers",
        "rules": "subordinate_leaders_merged has_person with_comments",
        "scale": "lo hi",
    }.items()
}
_WHOLE: Mapping[str, tuple[str, ...]] = {
    "blocks": ("leaders", "n", "answers", "invited"),
    "cells": ("dont_know", "no_disclose"),
    "marks": ("number",),
}


def shape_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Every name in the file is one of a Release's own, and every number as coarse as a Release prints it."""
    head = _HEAD - {"spread", "analysis"} if printed.earlier else _HEAD | _PROVENANCE | {"promise", "lot"}
    yield from _names(document, head, "")
    for section, known in _FACTS.items():
        yield from _names(document[section], known, section)
    for section, known in _ROWS.items():
        for number, row in enumerate(document.get(section, ()) if section in head else ()):
            where = f"{section} / {row.get('id', number + 1)}"
            yield from _names(row, known - _NEW if printed.earlier else known, where)
            for name in _WHOLE.get(section, ()):
                yield from _whole(row.get(name), f"{where} / {name}")
    for theme in document["themes"]:
        for item in theme["items"]:
            yield from _names(item, frozenset(("id", "reversed")), f"themes / {theme['id']}")
    for group in document["groups"]:
        yield from _group(group, printed)
    for row in document["cells"]:
        yield from _mean(row)
    yield from _marks(document, printed)


def _names(row: Mapping[str, Any], known: frozenset[str], where: str) -> Iterator[AuditFault]:
    for name in sorted(set(row) - known):
        yield AuditFault(Finding.NAME_UNKNOWN, where, {"name": name})


def _whole(value: Any, where: str) -> Iterator[AuditFault]:
    if value is not None and type(value) is not int:
        yield AuditFault(Finding.NUMBER_TOO_FINE, where, {"value": value})


def _group(group: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    where = f"groups / {group['perspective']}"
    leaders = {leader.id for leader in printed.organisation.leaders}
    for name in sorted(set(group["leaders_not_asked"]) - leaders):
        yield AuditFault(Finding.NAME_UNKNOWN, where, {"name": name})
    for name in sorted(set(group["items_not_asked"]) - set(printed.item_ids)):
        yield AuditFault(Finding.NAME_UNKNOWN, where, {"name": name})
    for row in group["coefficients"]:
        yield from _names(row, frozenset(("theme", "within_sd", "item_sd", "df")), where)
        yield from _whole(row["df"], f"{where} / {row['theme']}")


def _mean(row: dict[str, Any]) -> Iterator[AuditFault]:
    """A mean is a whole number of tenths, and counts are whole."""
    where = f"cells / {row['block']} / {row['item']}"
    if row["mean"] is not None and not is_tenths(row["mean"]):
        yield AuditFault(Finding.NUMBER_TOO_FINE, where, {"value": row["mean"]})
    for count in row["options"] or ():
        yield from _whole(count, where)


def _marks(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    items, themes = frozenset(printed.item_ids), frozenset(theme.id for theme in printed.themes)
    questions = frozenset(printed.questions if printed.with_comments else ())
    for row in document["marks"]:
        where = f"{row['leader']} / {row['role']} / {row['number']}"
        yield from _names(row["values"], items, where)
        yield from _names(row["themes"], themes, where)
        yield from _names(row["comments"], questions, where)
        for value in row["values"].values():
            yield from _whole(value, where)
