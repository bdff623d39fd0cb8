"""From `release.json` back to printed values. Pure; used to read a Release and to audit one."""

from __future__ import annotations

from typing import Any

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.disclosure.document.coefficient_rows import coefficient_of
from fagspejl.disclosure.document.rows import (
    EARLIER,
    FORMAT,
    SPREAD_WORDS,
    cell_form,
    cell_tenths,
    lot_said,
    promise_of,
    provenance_of,
    round_info,
    theme_infos,
)
from fagspejl.disclosure.measured.blocks import Blocks
from fagspejl.disclosure.measured.cells import Cells
from fagspejl.disclosure.measured.printed import NONE, Coefficients, GroupPrinted, MarkPrinted, Printed
from fagspejl.disclosure.types import GroupName, InstrumentStamp, Leader, Organisation, ThemeInfo, Unit
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.promise import PromiseUnreadable


class DocumentInvalid(FagspejlError):
    """The file is not a Release, or a part of it is missing or of the wrong kind."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


def printed_of(document: Any) -> Printed:
    """Return the printed part of a document. Raises DocumentInvalid, or PolicyTooWeak below a floor."""
    if not isinstance(document, dict) or document.get("format") not in (FORMAT, EARLIER):
        raise DocumentInvalid(f"the file does not say format {FORMAT!r}")
    disclosure = _policy(DisclosurePolicy, document, "disclosure")
    reporting = _policy(ReportingPolicy, document, "reporting")
    try:
        _check_texts(document)
        return _printed(document, disclosure, reporting)
    except PromiseUnreadable as error:
        raise DocumentInvalid(f"promise: {error}") from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise DocumentInvalid(f"{type(error).__name__}: {error}") from error


def _check_texts(document: dict[str, Any]) -> None:
    """Names and titles are texts: pages print them."""
    facts = document["round"]
    texts = [facts["title"], facts["organisation"], facts["report_readers"], document["software"]]
    for name in ("units", "leaders"):
        texts += [text for row in document[name] for text in (row["id"], row["name"])]
    if document["format"] != EARLIER:
        texts.append(document["id"])
        known = (document[name] for name in ("fingerprint", "replaces", "replaces_date", "other_answers"))
        texts += [text for text in known if text is not None]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a name, an id or a title is not a text")


def _policy(kind: Any, document: dict[str, Any], name: str) -> Any:
    try:
        return kind(**document["policy"][name])
    except (KeyError, TypeError) as error:
        raise DocumentInvalid(f"policy.{name}: {error}") from error


def _printed(document: dict[str, Any], disclosure: DisclosurePolicy, reporting: ReportingPolicy) -> Printed:
    earlier = document["format"] == EARLIER
    themes = theme_infos(document["themes"])
    items = [item for theme in themes for item, _ in theme.items]
    organisation = _organisation(document)
    leaders = {leader.id: index for index, leader in enumerate(organisation.leaders)}
    units = {unit.id: index for index, unit in enumerate(organisation.units)}
    lo, hi = int(document["scale"]["lo"]), int(document["scale"]["hi"])
    groups = tuple(
        _group(document, row, themes, items, leaders, units, hi - lo + 1) for row in document["groups"]
    )
    return Printed(
        info=round_info(document["round"]),
        stamp=InstrumentStamp(**document["instrument"]),
        software=document["software"],
        disclosure=disclosure,
        reporting=reporting,
        lo=lo,
        hi=hi,
        themes=themes,
        questions=tuple(document["questions"]),
        organisation=organisation,
        merged=bool(document["rules"]["subordinate_leaders_merged"]),
        has_person=bool(document["rules"]["has_person"]),
        with_comments=bool(document["rules"]["with_comments"]),
        groups=groups,
        marks=tuple(_mark(row, items, leaders) for row in document["marks"]),
        comments={
            (leaders[row["leader"]], row["perspective"]): {q: tuple(t) for q, t in row["questions"].items()}
            for row in document["comments"]
            if row["questions"] is not None
        },
        provenance=provenance_of(document),
        promise=None if earlier else promise_of(document),
        lot=None if earlier else lot_said(document),
        earlier=earlier,
        analysis=() if earlier else tuple(coefficient_of(row) for row in document["analysis"]),
    )


def _organisation(document: dict[str, Any]) -> Organisation:
    places: dict[str, int] = {}
    units: list[Unit] = []
    for row in document["units"]:
        parent = NONE if row["parent"] is None else places[row["parent"]]
        if row["id"] in places or (parent == NONE) != (not places):
            raise DocumentInvalid(
                f"unit {row['id']!r}: units need one root, parents first, and ids used once"
            )
        places[row["id"]] = len(units)
        units.append(Unit(row["id"], row["name"], parent))
    leaders = tuple(Leader(row["id"], row["name"], places[row["unit"]]) for row in document["leaders"])
    if len({leader.id for leader in leaders}) != len(leaders):
        raise DocumentInvalid("leader ids are used twice")
    return Organisation(tuple(units), leaders)


def _group(
    document: dict[str, Any],
    row: dict[str, Any],
    themes: tuple[ThemeInfo, ...],
    items: list[str],
    leaders: dict[str, int],
    units: dict[str, int],
    options: int,
) -> GroupPrinted:
    name: GroupName = row["perspective"]
    blocks = [block for block in document["blocks"] if block["perspective"] == name]
    place = {block["id"]: index for index, block in enumerate(blocks)}
    not_asked, no_items = set(row["leaders_not_asked"]), set(row["items_not_asked"])
    by_theme = {c["theme"]: c for c in row["coefficients"]}
    return GroupPrinted(
        group=name,
        asked=np.asarray([leader not in not_asked for leader in leaders], dtype=bool),
        items_asked=np.asarray([item not in no_items for item in items], dtype=bool),
        blocks=Blocks(
            unit=_ints(units[b["unit"]] for b in blocks),
            leader=_ints(NONE if b["leader"] is None else leaders[b["leader"]] for b in blocks),
            leaders=_ints(NONE if b["leaders"] is None else b["leaders"] for b in blocks),
            n=_ints(b["n"] for b in blocks),
            answers=_ints(b.get("answers", b["n"]) for b in blocks),
            invited=_ints(NONE if b["invited"] is None else b["invited"] for b in blocks),
        ),
        cells=_cells(document, place, {item: i for i, item in enumerate(items)}, options),
        spread=_spread(document, place, [theme.id for theme in themes]),
        coefficients=Coefficients(
            np.asarray([float(by_theme[t.id]["within_sd"]) for t in themes]),
            np.asarray([float(by_theme[t.id]["item_sd"]) for t in themes]),
            np.asarray([int(by_theme[t.id]["df"]) for t in themes], dtype=np.int64),
        ),
        asked_once=row.get("counts", "people" if name == "employee" else "answers") == "people",
    )


def _ints(values: Any) -> Any:
    return np.asarray(list(values), dtype=np.int32)


def _cells(document: dict[str, Any], place: dict[str, int], columns: dict[str, int], options: int) -> Cells:
    earlier = document["format"] == EARLIER
    shape = (len(place), len(columns))
    form, tenths = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int16)
    counts, spoken = np.zeros((*shape, options), dtype=np.int32), np.zeros((*shape, 2), dtype=np.int32)
    for row in document["cells"]:
        if row["block"] not in place:
            continue
        at = place[row["block"]], columns[row["item"]]
        form[at] = cell_form(row, earlier=earlier)
        tenths[at] = cell_tenths(row) or 0
        if row["options"] is not None:
            counts[at] = row["options"]
            spoken[at] = row["dont_know"], row["no_disclose"]
    return Cells(form, tenths, counts, spoken)


def _spread(document: dict[str, Any], place: dict[str, int], themes: list[str]) -> Any:
    """Read the spread cells; a release of format 1 has none, only figures that were estimated."""
    word = np.zeros((len(place), len(themes)), dtype=np.int8)
    for row in () if document["format"] == EARLIER else document["spread"]:
        if row["block"] in place:
            word[place[row["block"]], themes.index(row["theme"])] = SPREAD_WORDS.index(row["word"]) + 1
    return word


def _mark(row: dict[str, Any], items: list[str], leaders: dict[str, int]) -> MarkPrinted:
    values = tuple(None if (v := row["values"][item]) is None else int(v) for item in items)
    comments = {q: tuple(texts) for q, texts in row["comments"].items()}
    name = str(row.get("name", ""))
    return MarkPrinted(leaders[row["leader"]], row["role"], int(row["number"]), values, comments, name)
