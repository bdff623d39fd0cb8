"""What an extract may say at all: a release's own rules, and nothing that is not an extract's. Pure.

A trusted key is no licence: every extract is looked at as if a stranger had written it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from fagspejl.disclosure.document.organisation_part import FORMAT as ORGANISATION
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.lib.canonical import canonical

FORMAT: Final = "fagspejl-extract/1"
MOST_UNITS: Final = 2_000
_KEYS: Final = frozenset(
    (
        *(
            "format",
            "installation",
            "release",
            "software",
            "instrument",
            "policy",
            "rules",
            "scale",
            "themes",
        ),
        *("round", "units", "groups", "figures"),
    )
)
_ROUND: Final = frozenset(("title", "organisation", "opened", "closed"))
_GROUP: Final = frozenset(("perspective", "counts", "items_not_asked"))
_FIGURE: Final = frozenset(("unit", "perspective", "kind", "id", "value", "code", "n"))
_PERSPECTIVES: Final = ("employee", "subordinate_leader", "peer")
_CODES: Final[Mapping[str, frozenset[str | None]]] = {
    "response": frozenset((None, "few_answers", "all_answered")),
    "theme": frozenset((None, "about", "at_most", "at_least", "alike_low", "alike_high")),
    "item": frozenset((None, "about", "at_most", "at_least", "alike_low", "alike_high")),
    "answers": frozenset((None,)),
}
_NUMBERED: Final = (None, "about")  # codes that stand beside a number
_NOTHING: Final = "0" * 64


def extract_faults(document: Mapping[str, Any], installation: str) -> Iterator[str]:
    """Yield what is wrong with a parsed extract, as a short name and a place. Never raises on a bad document."""
    try:
        yield from _faults(document, installation)
    except Exception as error:  # a document made to break us may raise anything; that is no extract
        yield f"unreadable: {type(error).__name__}"


def _faults(document: Mapping[str, Any], installation: str) -> Iterator[str]:
    if document.keys() != _KEYS or document["format"] != FORMAT:
        yield "sections"
        return
    if document["installation"] != installation:
        yield "installation"
    if str(UUID(document["release"])) != document["release"]:
        yield "release"
    if document["round"].keys() != _ROUND or any(row.keys() != _GROUP for row in document["groups"]):
        yield "sections"
        return
    yield from _tree_faults(document["units"])
    asked = [row["perspective"] for row in document["groups"]]
    if len(set(asked)) != len(asked) or not set(asked) <= set(_PERSPECTIVES):
        yield "groups"
    if any(row["counts"] not in ("people", "answers") for row in document["groups"]):
        yield "groups"
    if any(row.keys() != _FIGURE for row in document["figures"]):
        yield "figures"
        return
    for fault in audit_organisation(_as_organisation(document)).faults:
        yield f"{fault.finding} {fault.where}".strip()
    yield from _figure_faults(document)


def _tree_faults(units: list[Mapping[str, Any]]) -> Iterator[str]:
    """One whole and what lies one level below it, numbered as they stand."""
    wanted = [(str(number), "0" if number else None) for number in range(len(units))]
    if not 1 <= len(units) <= MOST_UNITS or [(row["id"], row["parent"]) for row in units] != wanted:
        yield "units"


def _as_organisation(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same as an organisation's part, for what both are looked at alike."""
    themes = [theme["id"] for theme in document["themes"]]
    spread = [{"theme": theme, "within_sd": 0.0, "item_sd": 0.0, "df": 0} for theme in themes]
    told = {name: document[name] for name in ("software", "instrument", "policy", "rules", "scale", "themes")}
    return {
        "format": ORGANISATION,
        "id": document["release"],
        **dict.fromkeys(("fingerprint", "replaces", "replaces_date", "other_answers")),
        **told,
        "round": {**document["round"], "report_readers": ""},
        "questions": [],
        "units": document["units"],
        "groups": [{**row, "coefficients": spread} for row in document["groups"]],
        "analysis": [],
        "figures": [{**row, "status": "shown", "reason": None} for row in document["figures"]],
        "left_out": [{"kind": "pooled", "sha256": _NOTHING}],
    }


def _figure_faults(document: Mapping[str, Any]) -> Iterator[str]:
    """Codes and numbers go together, n stands beside every figure, and no unit counts more than the whole."""
    rows = {(row["unit"], row["perspective"], row["kind"], row["id"]): row for row in document["figures"]}
    width = document["scale"]["hi"] - document["scale"]["lo"] + 1
    for (unit, group, kind, name), row in rows.items():
        where = f"{unit} / {group} / {kind} / {name}"
        n, value = row["n"], row["value"]
        if kind not in _CODES or row["code"] not in _CODES[kind] or type(n) is not int or n < 1:
            yield f"figure {where}"
            continue
        whole = rows.get(("0", group, kind, name))
        if whole is not None and type(whole["n"]) is int and whole["n"] < n:
            yield f"figure {where}"
        if kind in ("theme", "item") and (value is not None) != (row["code"] in _NUMBERED):
            yield f"figure {where}"
        if kind == "response":
            counted, invited = value
            if counted != n or (invited is not None and (type(invited) is not int or invited < n)):
                yield f"figure {where}"
        if kind == "answers":
            item = rows.get((unit, group, "item", name))
            if len(value["options"]) != width or sum(value["options"]) != n or item is None or item["n"] < n:
                yield f"figure {where}"
        if kind == "theme" and (unit, group, "response", "") not in rows:
            yield f"figure {where}"


def same_promise(document: Mapping[str, Any]) -> str:
    """Return what two extracts must have in common of their promises, as text that can be compared."""
    merged = document["rules"]["subordinate_leaders_merged"]
    return canonical([document["policy"]["disclosure"], document["policy"]["reporting"], merged])
