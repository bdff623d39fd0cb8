"""A Release in parts: one per leader and unit, so that a page reads only what it may show. Pure.

Parts are canonical JSON with a hash each. Together they are the whole Release: `document_of` puts the file of
`codec` together again for the audit and for exports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.document.coefficient_rows import coefficient_rows
from fagspejl.disclosure.document.figure_rows import FIGURES, FigureRows, with_figures, without_figures
from fagspejl.disclosure.document.reading import DocumentInvalid
from fagspejl.disclosure.document.rows import (
    EARLIER,
    block_rows,
    cell_rows,
    comment_rows,
    figure_of,
    group_row,
    head_of,
    leader_row,
    mark_rows,
    mark_scores,
    promise_of,
    provenance_of,
    round_info,
    row_of,
    spread_rows,
    theme_infos,
    unit_row,
)
from fagspejl.disclosure.from_rows import MarkFacts, leader_view, path_of
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import (
    CommentResult,
    GroupName,
    InstrumentStamp,
    LeaderRelease,
    Provenance,
    RoundInfo,
    Scale10,
    ThemeInfo,
    UnitRelease,
)
from fagspejl.lib.canonical import canonical
from fagspejl.lib.promise import Registered

HEAD, LEADER, UNIT, POOLED, ANALYSIS = "head", "leader", "unit", "pooled", "analysis"
_FOLLOWING = {UNIT: "order", LEADER: "leader"}  # the key after the figures, by kind


@dataclass(frozen=True, slots=True)
class Part:
    """One part: kind, key (leader id, unit id or ""), body."""

    kind: str
    key: str
    body: str


def parts_of(release: Release) -> Iterator[Part]:
    """Yield the parts of a Release: the head, the analysis, every unit and leader, and the pooled blocks."""
    printed = release.printed
    scale = release.scale
    head = head_of(release)
    head["ends"] = [scale.low_end, scale.high_end]
    head["groups"] = [group_row(printed, group) for group in printed.groups]
    head["knows_invited"] = release.knows_invited
    yield Part(HEAD, "", canonical(head))
    yield Part(ANALYSIS, "", canonical({"analysis": list(coefficient_rows(printed.analysis))}))
    texts = _FigureTexts(release)
    for index, unit in enumerate(printed.organisation.units):
        after = {"order": index, "unit": unit_row(printed.organisation, index)}
        yield Part(UNIT, unit.id, with_figures({}, texts.of_unit(index), after))
    own, pooled = _by_leader(release)
    marks, comments = _grouped(mark_rows(printed), "leader"), _grouped(comment_rows(printed), "leader")
    for index, leader in enumerate(printed.organisation.leaders):
        before = {"blocks": own.get(leader.id, []), "comments": comments.get(leader.id, [])}
        after = {
            "leader": leader_row(printed.organisation, index),
            "marks": marks.get(leader.id, []),
            "order": index,
            "path": list(path_of(printed, leader.unit)),
        }
        yield Part(LEADER, leader.id, with_figures(before, texts.of_leader(index), after))
    yield Part(POOLED, "", canonical({"blocks": pooled}))


class _FigureTexts:
    """The figures of units and leaders as text. Where nothing is shown many have the same: it is written once.

    Rows that were read back (a subclass of `Release`) may be others than those that follow from the cells.
    """

    def __init__(self, release: Release) -> None:
        self._release = release
        self._made = release.figures if type(release) is Release else None
        self._withheld: dict[tuple[bool, ...], str] = {}

    def of_unit(self, index: int) -> str:
        """Return one unit's figures."""
        withheld = self._made.all_withheld_of_unit(index) if self._made else None
        return self._text(withheld, self._release.unit_rows(index))

    def of_leader(self, index: int) -> str:
        """Return one leader's figures."""
        withheld = self._made.all_withheld_of_leader(index) if self._made else None
        return self._text(withheld, self._release.leader_rows(index))

    def _text(self, withheld: tuple[bool, ...] | None, figures: Iterator[Figure]) -> str:
        text = None if withheld is None else self._withheld.get(withheld)
        if text is None:
            text = canonical([row_of(figure) for figure in figures])
            if withheld is not None:
                self._withheld[withheld] = text
        return text


def _by_leader(release: Release) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """Blocks with their cells: own blocks by leader, and the pooled ones."""
    own: dict[str, list[dict[str, Any]]] = {}
    pooled: list[dict[str, Any]] = []
    width = len(release.printed.item_ids)
    for group in release.printed.groups:
        cells = cell_rows(release.printed, group)
        spread = _grouped(spread_rows(release.printed, group), "block")
        for block in block_rows(release.printed, group):
            block["cells"] = [next(cells) for _ in range(width)]
            block["spread"] = spread.get(block["id"], [])
            if block["leader"] is None:
                pooled.append(block)
            else:
                own.setdefault(block["leader"], []).append(block)
    return own, pooled


def _grouped(rows: Iterable[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


class ReleasedPart:
    """A leader's part beside the head: everything that page needs of a Release, and nothing of anybody else."""

    def __init__(self, head: str, body: str, *, with_comments: bool = True) -> None:
        """Read the two bodies. Raises DocumentInvalid."""
        try:
            self._head, self._body = json.loads(head), json.loads(body)
        except ValueError as error:
            raise DocumentInvalid(f"a part of a release does not read as JSON: {error}") from error
        self._with_comments = with_comments
        self.info: RoundInfo = round_info(self._head["round"])
        self.provenance: Provenance = provenance_of(self._head)
        self.promise: Registered | None = promise_of(self._head)
        self.themes: tuple[ThemeInfo, ...] = theme_infos(self._head["themes"])
        self.stamp = InstrumentStamp(**self._head["instrument"])
        self.disclosure = DisclosurePolicy(**self._head["policy"]["disclosure"])
        self.reporting = ReportingPolicy(**self._head["policy"]["reporting"])
        self.policy_sha: str = self._head["policy"]["sha256"]
        self.software: str = self._head["software"]
        self.has_person: bool = self._head["rules"]["has_person"]
        self.merged: bool = self._head["rules"]["subordinate_leaders_merged"]
        self.knows_invited: bool = self._head["knows_invited"]
        scale, ends = self._head["scale"], self._head["ends"]
        self.scale = Scale10(scale["lo"], scale["hi"], ends[0], ends[1])
        self.groups: tuple[GroupName, ...] = tuple(group["perspective"] for group in self._head["groups"])
        self.leader_id: str = self._body["leader"]["id"]

    def leader(self, leader_id: str) -> LeaderRelease:
        """Return the one leader of this part."""
        if leader_id != self.leader_id:
            raise DocumentInvalid("this part is another leader's")
        questions = self._head["questions"] if self._head["rules"]["with_comments"] else []
        found = leader_view(
            self.leader_id,
            self._body["leader"]["name"],
            tuple(self._body["path"]),
            self.themes,
            questions,
            (figure_of(row) for row in self._body["figures"]),
            {row["perspective"]: row["questions"] for row in self._body["comments"]},
            [_mark_of(row) for row in self._body["marks"]],
        )
        return found if self._with_comments else _without_comments(found)

    def units(self) -> Iterator[UnitRelease]:
        """A leader's part holds no units."""
        return iter(())


def _mark_of(row: dict[str, Any]) -> MarkFacts:
    name = row.get("name", "")
    return MarkFacts(row["role"], row["number"], row["values"], mark_scores(row), row["comments"], name)


def _without_comments(found: LeaderRelease) -> LeaderRelease:
    none: tuple[CommentResult, ...] = ()
    groups = tuple(replace(group, comments=none) for group in found.groups)
    marks = tuple(replace(mark, comments=none) for mark in found.marks)
    return replace(found, groups=groups, marks=marks)


def document_of(parts: Iterable[Part]) -> dict[str, Any]:
    """Put the document of `release.json` together again. Raises DocumentInvalid when there is no head."""
    document = document_to_audit(parts)
    document["figures"] = list(document["figures"])
    return document


def document_to_audit(parts: Iterable[Part]) -> dict[str, Any]:
    """Return the same document with figures that are read row by row. Raises DocumentInvalid when there is no head."""
    head: dict[str, Any] | None = None
    units: list[dict[str, Any]] = []
    leaders: list[dict[str, Any]] = []
    pooled: list[dict[str, Any]] = []
    analysis: list[dict[str, Any]] = []
    for part in parts:
        if part.kind in _FOLLOWING:
            body, home = without_figures(part.kind, part.body, _FOLLOWING[part.kind])
            body["home"] = home
        else:
            body = json.loads(part.body)
            body.pop(FIGURES, None)
        if part.kind == HEAD:
            head = body
        elif part.kind == UNIT:
            units.append(body)
        elif part.kind == LEADER:
            leaders.append(body)
        elif part.kind == ANALYSIS:
            analysis = body["analysis"]
        else:
            pooled = body["blocks"]
    if head is None:
        raise DocumentInvalid("the release has no head")
    del head["ends"], head["knows_invited"]
    units.sort(key=lambda body: body["order"])
    leaders.sort(key=lambda body: body["order"])
    order = {group["perspective"]: index for index, group in enumerate(head["groups"])}
    blocks = [*pooled, *(block for body in leaders for block in body["blocks"])]
    blocks.sort(key=lambda block: (order[block["perspective"]], int(block["id"].rsplit("-", 1)[1])))
    cells = [cell for block in blocks for cell in block.pop("cells")]
    spread = [row for block in blocks for row in block.pop("spread", ())]
    return {
        **head,
        **({} if head["format"] == EARLIER else {"spread": spread, "analysis": analysis}),
        "units": [body["unit"] for body in units],
        "leaders": [body["leader"] for body in leaders],
        "blocks": blocks,
        "cells": cells,
        "marks": [row for body in leaders for row in body["marks"]],
        "comments": [row for body in leaders for row in body["comments"]],
        "figures": FigureRows([body["home"] for body in (*units, *leaders)]),
    }
