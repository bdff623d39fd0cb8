"""The rows of a Release, written and read: the one codec, for `release.json` and for the parts a site stores. Pure.

Behind it a printed number is whole tenths; decimals stand in rows alone. Schema: docs/reference/release.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np

from fagspejl.analysis.lots.effect import Effect
from fagspejl.disclosure.arithmetic.figures import CODES, Figure, block_id, mark_theme_tenths
from fagspejl.disclosure.measured.cells import Form
from fagspejl.disclosure.measured.printed import (
    NONE,
    GroupPrinted,
    MarkPrinted,
    Printed,
    candidates_of,
)
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import (
    Code,
    FigureKind,
    GroupName,
    LotPrinted,
    Organisation,
    Provenance,
    Reason,
    RoundInfo,
    ThemeInfo,
)
from fagspejl.lib.promise import Registered, registered_from
from fagspejl.lib.tenths import decimal, tenths_of

FORMAT = "fagspejl-release/2"
EARLIER = "fagspejl-release/1"  # read for ever: spread words among the figures only, and a middle part
SPREAD_WORDS = ("alike", "some", "divided")  # of a spread cell, in the order of the numbers from 1
_CLASSES = {Form.NOTHING: "none", Form.FEW_MEAN: "few", Form.FEW_LOW: "few", Form.FEW_HIGH: "few"}
_TENTHS = frozenset((FigureKind.THEME, FigureKind.ITEM))
_PAIRS = frozenset((FigureKind.BAND, FigureKind.BOUNDS))
_FORMS = {
    ("none", None): Form.NOTHING,
    ("few", None): Form.FEW_MEAN,
    ("few", "at_most"): Form.FEW_LOW,
    ("few", "at_least"): Form.FEW_HIGH,
    ("full", None): Form.FULL,
    ("full", "alike_low"): Form.ALIKE_LOW,
    ("full", "alike_high"): Form.ALIKE_HIGH,
    ("full", "alike"): Form.ALIKE,
}
_EARLIER_FORMS = {**_FORMS, ("full", "alike_middle"): Form.ALIKE_MIDDLE}


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
        **({"promise": printed.promise.as_dict()} if printed.promise else {}),
        **({"lot": _lot_row(printed.lot)} if printed.lot else {}),
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


def _lot_row(lot: LotPrinted) -> dict[str, Any]:
    said = lot.effect
    numbers = (None, None, None) if said is None else (said.hundredths, said.lower, said.upper)
    difference, lower, upper = numbers
    return {
        "theme": lot.theme,
        "registered": lot.sha256,
        "difference": difference,
        "lower": lower,
        "upper": upper,
    }


def lot_said(head: dict[str, Any]) -> LotPrinted | None:
    """Read what is said of a drawn half; None where there was none. Raises KeyError, ValueError."""
    if "lot" not in head:
        return None
    row = head["lot"]
    numbers = [row[name] for name in ("difference", "lower", "upper")]
    if any(type(one) is not int for one in numbers) and numbers != [None, None, None]:
        raise ValueError("the numbers of a lot are whole hundredths, or all absent")
    if row.keys() != {"theme", "registered", "difference", "lower", "upper"}:
        raise ValueError("a lot has a theme, a hash and three numbers, and nothing else")
    if row["theme"] not in {theme["id"] for theme in head["themes"]}:
        raise ValueError("a lot is about a theme of the release")
    if numbers[0] is not None and not numbers[1] <= numbers[0] <= numbers[2]:
        raise ValueError("a lot's difference stands between its limits")
    return LotPrinted(row["theme"], row["registered"], None if numbers[0] is None else Effect(*numbers))


def promise_of(head: dict[str, Any]) -> Registered | None:
    """Read what was registered beforehand; None where nothing was. Raises PromiseUnreadable."""
    return registered_from(head["promise"]) if "promise" in head else None


def provenance_of(head: dict[str, Any]) -> Provenance:
    """Read which release this is; a release of format 1 does not say."""
    if head["format"] == EARLIER:
        return Provenance()
    made = head["replaces_date"]
    return Provenance(
        head["id"],
        head["fingerprint"],
        head["replaces"],
        date.fromisoformat(made) if made else None,
        head["other_answers"],
    )


def theme_infos(rows: list[dict[str, Any]]) -> tuple[ThemeInfo, ...]:
    """Read the themes and their items."""
    return tuple(
        ThemeInfo(theme["id"], tuple((item["id"], bool(item["reversed"])) for item in theme["items"]))
        for theme in rows
    )


def round_info(row: dict[str, Any]) -> RoundInfo:
    """Read the facts of the round."""
    return RoundInfo(
        row["title"],
        row["organisation"],
        date.fromisoformat(row["opened"]) if row["opened"] else None,
        date.fromisoformat(row["closed"]) if row["closed"] else None,
        row["report_readers"],
    )


def unit_row(organisation: Organisation, index: int) -> dict[str, Any]:
    """Return the row of one unit."""
    unit = organisation.units[index]
    return {"id": unit.id, "name": unit.name, "parent": _unit_id(organisation, unit.parent)}


def leader_row(organisation: Organisation, index: int) -> dict[str, Any]:
    """Return the row of one leader."""
    leader = organisation.leaders[index]
    return {"id": leader.id, "name": leader.name, "unit": _unit_id(organisation, leader.unit)}


def _unit_id(organisation: Organisation, index: int) -> str | None:
    return organisation.units[index].id if index >= 0 else None


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
            "unit": _unit_id(printed.organisation, int(b.unit[index])),
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
                "class": _CLASSES.get(form, "full"),
                "mean": decimal(int(cells.tenths[block, column])) if full or form == Form.FEW_MEAN else None,
                "code": code.value if code else None,
                "options": cells.options[block, column].tolist() if full else None,
                "dont_know": int(cells.spoken[block, column, 0]) if full else None,
                "no_disclose": int(cells.spoken[block, column, 1]) if full else None,
            }


def cell_form(row: dict[str, Any], *, earlier: bool) -> Form:
    """Read what a cell's row prints. Raises KeyError for a class and a code that do not go together."""
    return (_EARLIER_FORMS if earlier else _FORMS)[row["class"], row["code"]]


def cell_tenths(row: dict[str, Any]) -> int | None:
    """Read the mean of a cell's row; None where it prints no number."""
    return None if row["mean"] is None else tenths_of(row["mean"])


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
        yield {
            "leader": printed.organisation.leaders[mark.leader].id,
            "role": mark.role,
            "number": mark.number,
            "values": dict(zip(printed.item_ids, mark.values, strict=True)),
            "themes": mark_themes(printed, mark),
            "comments": {q: list(texts) for q, texts in mark.comments.items()},
            **({"name": mark.name} if mark.name else {}),
        }


def mark_themes(printed: Printed, mark: MarkPrinted) -> dict[str, float | None]:
    """Return the theme scores of a mark's row, by theme."""
    scores = zip(printed.themes, mark_theme_tenths(printed, mark), strict=True)
    return {theme.id: None if tenths is None else decimal(tenths) for theme, tenths in scores}


def mark_scores(row: dict[str, Any]) -> dict[str, int | None]:
    """Read the theme scores of a mark's row, by theme."""
    return {theme: None if score is None else tenths_of(score) for theme, score in row["themes"].items()}


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


def row_of(figure: Figure) -> dict[str, Any]:
    """Return a figure as the file lists it, without its leader or unit."""
    value = figure.value
    if figure.kind in _TENTHS and value is not None:
        value = decimal(value)
    elif figure.kind in _PAIRS and value is not None:
        value = [decimal(limit) for limit in value]
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


def figure_of(row: dict[str, Any]) -> Figure:
    """Return a figure row of the file as a `Figure`."""
    kind, value = FigureKind(row["kind"]), row["value"]
    if value is not None and kind in _TENTHS:
        value = tenths_of(value)
    elif value is not None and kind in _PAIRS:
        value = [tenths_of(limit) for limit in value]
    return Figure(
        row["perspective"],
        kind,
        row["id"],
        value,
        Code(row["code"]) if row["code"] else None,
        row["n"],
        Reason(row["reason"]) if row["reason"] else None,
        tuple(row["blocks"]),
    )


def figure_rows(
    organisation: Organisation,
    of_unit: Callable[[int], Iterator[Figure]],
    of_leader: Callable[[int], Iterator[Figure]],
) -> Iterator[dict[str, Any]]:
    """Yield the figures of all units, then of all leaders, as a release lists them."""
    for index, unit in enumerate(organisation.units):
        for figure in of_unit(index):
            yield {"unit": unit.id, **row_of(figure)}
    for index, leader in enumerate(organisation.leaders):
        for figure in of_leader(index):
            yield {"leader": leader.id, **row_of(figure)}
