"""Copies of a release, each tampered with by hand in one place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.sentences import sentence
from fagspejl.disclosure.release_check.types import Finding
from support.rounds import make_round

Document = dict[str, Any]


@pytest.fixture(scope="module")
def whole() -> Document:
    document: Document = json.loads(dumps(make_round(7, leaders=30, units=8, themes=(5, 3)).release()))
    assert audit(document).faults == ()
    return document


@pytest.fixture(scope="module")
def smaller() -> Document:
    """All sections of the whole one, with fewer rows to read again after each breakage."""
    document: Document = json.loads(dumps(make_round(7, leaders=12, units=4, themes=(3, 2)).release()))
    assert audit(document).faults == ()
    return document


def _figure(document: Document, **wanted: Any) -> Document:
    for row in document["figures"]:
        if all(row.get(name) == value for name, value in wanted.items()):
            return row
    raise AssertionError(f"no figure {wanted}")


def _shown_leader(document: Document) -> Document:
    return next(
        r for r in document["figures"] if "leader" in r and r["kind"] == "theme" and r["status"] == "shown"
    )


def reveal_withheld(document: Document) -> None:
    row = next(
        r for r in document["figures"] if "leader" in r and r["kind"] == "theme" and r["status"] == "withheld"
    )
    row.update(status="shown", value=3.1, n=4, reason=None)


def reveal_quietly(document: Document) -> None:
    row = next(r for r in document["figures"] if r["kind"] == "item" and r["reason"] == "anonymity")
    row["value"] = 2.4


def value_beside_code(document: Document) -> None:
    next(r for r in document["cells"] if r["code"] == "at_least")["mean"] = 4.8


def block_of_four(document: Document) -> None:
    next(r for r in document["blocks"] if r["n"] == 5)["n"] = 4


def total_not_arithmetic(document: Document) -> None:
    row = next(r for r in document["figures"] if "unit" in r and r["kind"] == "theme" and r["value"])
    row["value"] = round(row["value"] + 0.1, 1)


def no_own_block(document: Document) -> None:
    own = {b["leader"] for b in document["blocks"] if b["perspective"] == "employee"}
    leader = next(x["id"] for x in document["leaders"] if x["id"] not in own)
    row = _figure(document, leader=leader, perspective="employee", kind="theme")
    row.update(copy.deepcopy({k: v for k, v in _shown_leader(document).items() if k not in ("leader", "id")}))


def two_leaders(document: Document) -> None:
    row = next(
        r for r in document["figures"] if "unit" in r and r["kind"] == "theme" and r["status"] == "withheld"
    )
    blocks = [
        b["id"] for b in document["blocks"] if b["kind"] == "own" and b["perspective"] == row["perspective"]
    ]
    row.update(status="shown", value=3.3, n=12, reason=None, blocks=blocks[:2])


def k_of_four(document: Document) -> None:
    document["policy"]["disclosure"]["k"] = 4


def word_changed(document: Document) -> None:
    row = next(r for r in document["figures"] if r["kind"] == "gap" and r["code"] == "gap_same")
    row["code"] = "gap_higher"


def comments_of_a_small_group(document: Document) -> None:
    own = {(b["leader"], b["perspective"]) for b in document["blocks"] if b["kind"] == "own"}
    row = next(r for r in document["comments"] if (r["leader"], r["perspective"]) not in own)
    row.update(status="shown", reason=None, questions={"good": ["a", "b", "c"]})


def item_left_out(document: Document) -> None:
    document["figures"].remove(_shown_leader(document))


def leader_counted_twice(document: Document) -> None:
    own = next(b for b in document["blocks"] if b["kind"] == "own")
    pooled = next(
        b for b in document["blocks"] if b["kind"] == "pooled" and b["perspective"] == own["perspective"]
    )
    pooled["candidates"].append(own["leader"])


def reason_told(document: Document) -> None:
    row = next(r for r in document["figures"] if r["reason"] == "anonymity")
    row["reason"] = "only 3 answers"


def counts_of_nine(document: Document) -> None:
    row = next(r for r in document["cells"] if r["class"] == "few" and r["mean"])
    row.update({"class": "full", "options": [1, 2, 3, 2, 1], "dont_know": 0, "no_disclose": 0})


def comments_emptied(document: Document) -> None:
    document["comments"] = []


def comment_of_another(document: Document) -> None:
    document["comments"][0]["leader"] = document["comments"][-1]["leader"]


def exact_mean_beside_a_code(document: Document) -> None:
    next(r for r in document["cells"] if r["code"] == "at_least")["exact"] = 4.83


def digits_behind_the_first_decimal(document: Document) -> None:
    next(r for r in document["cells"] if r["class"] == "few" and r["mean"])["mean"] += 9e-8


def names_of_raters(document: Document) -> None:
    document["blocks"][0]["raters"] = ["Sofie", "Omar"]


def answers_in_a_section_of_their_own(document: Document) -> None:
    document["answers"] = [[1, 2, 3]]


def a_fraction_of_a_person(document: Document) -> None:
    document["blocks"][0]["n"] += 0.25


def a_text_beside_a_withheld_comment(document: Document) -> None:
    next(r for r in document["comments"] if r["status"] == "withheld")["texts"] = ["a"]


def a_text_to_a_question_nobody_was_asked(document: Document) -> None:
    document["marks"][0]["comments"]["secret"] = ["a"]


def comments_in_order_of_the_file(document: Document) -> None:
    shown = [texts for r in document["comments"] if r["questions"] for texts in r["questions"].values()]
    max(shown, key=len).reverse()


def spread_of_few_groups(document: Document) -> None:
    document["groups"][0]["coefficients"][0].update(within_sd=0.71, item_sd=0.9, df=10**4)


def spread_promised_of_one_group(document: Document) -> None:
    document["policy"]["reporting"]["within_units"] = 1


def _about(document: Document) -> Document:
    return next(
        r for r in document["figures"] if "leader" in r and (r["kind"], r["code"]) == ("theme", "about")
    )


def interval_from_codes(document: Document) -> None:
    score = _about(document)
    band = copy.deepcopy(_figure(document, kind="bounds"))
    home = {"leader": score["leader"], "perspective": score["perspective"], "id": score["id"]}
    band.update(**home, n=score["n"], blocks=score["blocks"])
    document["figures"].insert(document["figures"].index(score) + 1, band)


def interval_from_codes_told_as_plain(document: Document) -> None:
    interval_from_codes(document)
    _about(document)["code"] = None


def second_word_on_spread(document: Document) -> None:
    row = document["spread"][0]
    document["spread"].append({**row, "word": "some" if row["word"] == "alike" else "alike"})


def the_same_word_twice(document: Document) -> None:
    document["spread"].append(copy.deepcopy(document["spread"][0]))


def second_word_among_the_figures(document: Document) -> None:
    row = _figure(document, kind="spread")
    document["figures"].append(
        {**row, "code": "spread_some" if row["code"] == "spread_alike" else "spread_alike"}
    )


def word_on_spread_of_nine(document: Document) -> None:
    few = next(r["block"] for r in document["cells"] if r["class"] == "few")
    theme = document["themes"][0]["id"]
    document["spread"].append({"block": few, "theme": theme, "word": "alike"})


def word_on_spread_of_nobody(document: Document) -> None:
    document["spread"].append({"block": "employee-999", "theme": document["themes"][0]["id"], "word": "some"})


def number_beside_a_word(document: Document) -> None:
    document["spread"][0]["ad"] = 0.41


def word_on_spread_changed(document: Document) -> None:
    row = _figure(document, kind="spread")
    row["code"] = "spread_divided" if row["code"] == "spread_alike" else "spread_alike"


def spread_word_unprinted(document: Document) -> None:
    document["figures"].remove(_figure(document, kind="spread"))


def middle_part_of_a_scale(document: Document) -> None:
    next(r for r in document["cells"] if r["code"] in ("alike_low", "alike_high"))["code"] = "alike"


def about_told_as_exact(document: Document) -> None:
    _about(document)["code"] = None


def band_rounded_inward(document: Document) -> None:
    row = next(r for r in document["figures"] if r["kind"] == "band" and r["value"][0] < r["value"][1])
    row["value"] = [round(row["value"][0] + 0.1, 1), row["value"][1]]


CASES: list[tuple[Callable[[Document], None], Finding]] = [
    (reveal_withheld, Finding.SHOULD_BE_WITHHELD),
    (reveal_quietly, Finding.WITHHELD_REVEALED),
    (value_beside_code, Finding.CODED_WITH_VALUE),
    (block_of_four, Finding.BLOCK_TOO_SMALL),
    (total_not_arithmetic, Finding.NOT_THE_ARITHMETIC),
    (no_own_block, Finding.NO_OWN_BLOCK),
    (two_leaders, Finding.TOO_FEW_LEADERS),
    (k_of_four, Finding.POLICY_BELOW_FLOOR),
    (word_changed, Finding.NOT_THE_ARITHMETIC),
    (comments_of_a_small_group, Finding.COMMENTS_BELOW_THRESHOLD),
    (item_left_out, Finding.FIGURE_MISSING),
    (leader_counted_twice, Finding.CANDIDATES),
    (reason_told, Finding.WITHHELD_EXPLAINED),
    (counts_of_nine, Finding.CELL_TOO_SMALL),
    (comments_emptied, Finding.COMMENT_ROW),
    (comment_of_another, Finding.COMMENT_ROW),
    (exact_mean_beside_a_code, Finding.NAME_UNKNOWN),
    (digits_behind_the_first_decimal, Finding.NUMBER_TOO_FINE),
    (names_of_raters, Finding.NAME_UNKNOWN),
    (answers_in_a_section_of_their_own, Finding.NAME_UNKNOWN),
    (a_fraction_of_a_person, Finding.NUMBER_TOO_FINE),
    (a_text_beside_a_withheld_comment, Finding.NAME_UNKNOWN),
    (a_text_to_a_question_nobody_was_asked, Finding.NAME_UNKNOWN),
    (comments_in_order_of_the_file, Finding.COMMENTS_IN_ORDER),
    (spread_of_few_groups, Finding.COEFFICIENT_TOO_FINE),
    (spread_promised_of_one_group, Finding.POLICY_BELOW_FLOOR),
    (interval_from_codes, Finding.INTERVAL_OF_CODES),
    (interval_from_codes_told_as_plain, Finding.INTERVAL_OF_CODES),
    (second_word_on_spread, Finding.SPREAD_TWICE),
    (the_same_word_twice, Finding.SPREAD_TWICE),
    (second_word_among_the_figures, Finding.FIGURE_TWICE),
    (word_on_spread_of_nine, Finding.SPREAD_NOT_ALLOWED),
    (word_on_spread_of_nobody, Finding.SPREAD_NOT_ALLOWED),
    (number_beside_a_word, Finding.NAME_UNKNOWN),
    (word_on_spread_changed, Finding.NOT_THE_ARITHMETIC),
    (spread_word_unprinted, Finding.FIGURE_MISSING),
    (middle_part_of_a_scale, Finding.CELL_FORM),
    (about_told_as_exact, Finding.NOT_THE_ARITHMETIC),
    (band_rounded_inward, Finding.NOT_THE_ARITHMETIC),
]


@pytest.mark.parametrize(("tamper", "finding"), CASES, ids=[case[0].__name__ for case in CASES])
def test_the_audit_names_the_fault(
    whole: Document, tamper: Callable[[Document], None], finding: Finding
) -> None:
    """Lone changes one place of Karen's release; the audit names exactly that kind of fault, in both languages."""
    document = copy.deepcopy(whole)
    tamper(document)
    faults = audit(document).faults
    assert finding in {fault.finding for fault in faults}
    for language in ("da", "en"):
        assert all(sentence(fault, language).strip() for fault in faults)


@pytest.mark.parametrize("document", [None, [], {}, {"format": "fagspejl-release/1"}, "text", 7])
def test_what_is_no_release_is_a_fault_and_not_a_crash(document: Any) -> None:
    """Lone gives the audit a file of something else and gets a sentence, not a traceback."""
    assert [fault.finding for fault in audit(document).faults] == [Finding.UNREADABLE]


def test_a_part_torn_out_is_a_fault_and_not_a_crash(whole: Document) -> None:
    """Whatever part Lone tears out of the file, the audit says so."""
    for name in whole:
        document = copy.deepcopy(whole)
        del document[name]
        assert audit(document).faults, name


def _breakages(value: Any) -> list[Any]:
    return [None, [], {}, -1, 10**400, "", "x", 1.5, [value]]


def test_whatever_is_broken_the_audit_answers(smaller: Document) -> None:
    """Lone puts nonsense anywhere in the file: the audit always answers, and never passes what it cannot read."""
    places = [(name, None) for name in smaller] + [
        (name, key) for name in ("policy", "round", "rules", "scale", "instrument") for key in smaller[name]
    ]
    places += [
        (name, (0, key))
        for name in ("blocks", "cells", "spread", "figures", "comments", "groups")
        for key in smaller[name][0]
    ]
    for name, key in places:
        for nonsense in _breakages(0):
            document = {**smaller, name: copy.deepcopy(smaller[name])}
            if key is None:
                document[name] = nonsense
            elif isinstance(key, tuple):
                document[name][key[0]][key[1]] = nonsense
            else:
                document[name][key] = nonsense
            report = audit(document)
            assert isinstance(report.faults, tuple)
