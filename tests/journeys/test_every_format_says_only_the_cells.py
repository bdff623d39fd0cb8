"""C2, in every file that anybody gets: two truths that print the same cells give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from fagspejl.analysis.types import Missing
from fagspejl.disclosure import release as door
from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.measured.blocks import base_blocks
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import GroupName, Response, WrittenComment
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.operations.services import report_files
from fagspejl.operations.services.report_files import CheckedRelease, Order, summary_of, write_reports
from fagspejl.reporting.pages.report import build_report
from reporting.questionnaires import fitting, plain
from support.pdf import pdf_text
from support.rounds import Round, _members, make_round, rounds, twin

NO_PDF = ("html", "json", "xlsx")
SEEDS = st.integers(0, 2**32 - 1)
few_leaders = st.builds(
    make_round,
    SEEDS,
    leaders=st.integers(1, 4),
    units=st.integers(1, 3),
    themes=st.sampled_from(((5,), (3, 2, 2))),
    known=st.booleans(),
    separate=st.booleans(),
)


@pytest.fixture(autouse=True, scope="module")
def _in_one_process() -> Iterator[None]:
    """A small folder is made quickest without workers; what its files hold does not depend on them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_files, "_WORKERS", 1)
        yield


@settings(max_examples=30)
@given(rounds, SEEDS, st.sampled_from(LANGUAGES))
def test_two_truths_with_equal_cells_give_equal_files(made: Round, seed: int, language: Language) -> None:
    """Lone lays two folders side by side whose answers differ in all that cells do not say: not a byte differs."""
    other = another_truth(made, seed)
    event(f"answers differ: {bool((other.table.values != made.table.values).any())}")
    first, second = made.release(), other.release()
    assert files_of(first, language, NO_PDF) == files_of(second, language, NO_PDF)


@settings(max_examples=20)
@given(few_leaders, SEEDS, st.sampled_from(LANGUAGES))
def test_two_truths_give_equal_pdf_files(made: Round, seed: int, language: Language) -> None:
    """The PDF of every report, and of the organisation's, is the same whoever in Karen's group answered what."""
    first, second = made.release(), another_truth(made, seed).release()
    assert files_of(first, language, ("pdf",)) == files_of(second, language, ("pdf",))


@settings(max_examples=20)
@given(rounds, st.sampled_from(LANGUAGES))
def test_the_release_file_alone_gives_every_page(made: Round, language: Language) -> None:
    """Asta has nothing but release.json, which lists the cells: from it come the same pages, word and drawing."""
    released = made.release()
    read_back = loads(dumps(released))
    assert files_of(read_back, language, NO_PDF) == files_of(released, language, NO_PDF)


@settings(max_examples=40)
@given(rounds)
def test_every_own_group_with_k_answers_has_its_report(made: Round) -> None:
    """Ida has as many answers as it takes, and nobody else's group can cost her the report."""
    released = made.release()
    names = {group.group for group in released.printed.groups}
    for group in ("employee", "subordinate_leader", "peer"):
        rows = _members(made, group)
        rows = rows[(made.table.values[rows] > 0).any(axis=1)]  # who gave no answer is no rater
        for index, leader in enumerate(released.leader_ids):
            answers = int((made.table.leader[rows] == index).sum())
            if answers < made.policy.k or group not in names:
                continue
            found = next(one for one in released.leader(leader).groups if one.group == group)
            assert isinstance(found.response, Response)
            assert found.response.n == answers
            page = build_report(released, leader, fitting(released), "da")
            line = next(line for line in page.asked.groups if line.kind == group)
            assert not line.withheld
            assert str(answers) in plain(line.sentence).split()


def test_the_twins_change_hundreds_of_answers() -> None:
    """Asta trusts the two truths only because they differ: in answers, in hidden comments, in the order of rows."""
    made = make_round(3, leaders=12)
    other = another_truth(made, 4)
    assert other.table.rows == made.table.rows
    assert (other.table.values != made.table.values).sum() > 100
    assert {comment.text for comment in other.comments} != {comment.text for comment in made.comments}
    assert made.release().printed.comments


def test_a_cell_that_differs_is_seen_in_every_format() -> None:
    """The comparison can fail: one more point in Karen's group of ten moves a cell, and every file about her."""
    made = make_round(5, leaders=1, units=1, sizes=(10,), themes=(2,))
    table = made.table
    row = next(iter(_members(made, "employee")))
    values = table.values.copy(order="F")
    values[row] = np.where(values[row] == 3, 4, 3)
    missing = table.missing.copy(order="F")
    missing[row] = 0
    other = replace(made, table=replace(table, values=values, missing=missing))
    first, second = (files_of(one.release(), "da", ("html", "pdf", "json")) for one in (made, other))
    assert {name for name, held in first.items() if held != second[name]} >= {
        "leaders/1-l0.html",
        "leaders/1-l0.pdf",
        "release.json",
    }
    assert pdf_text(first["leaders/1-l0.pdf"]) != pdf_text(second["leaders/1-l0.pdf"])


def files_of(made: Release, language: Language, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Every file that `fagspejl report` writes of a release, by its path in the folder.

    Without the coefficients of fifty people or more: they are measured, and not made of cells.
    """
    made.printed = replace(made.printed, analysis=())
    text = dumps(made)
    checked = CheckedRelease(
        made, text, summary_of(json.loads(text)), made.printed.organisation, fitting(made), ()
    )
    order = Order(Path("answers.csv"), "proeve", language=language, formats=formats)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_reports(checked, order, folder, lambda *_: None)
        found = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def another_truth(original: Round, seed: int) -> Round:
    """A twin that differs wherever no cell is as well: who said what in a pooled block, answers that are never
    counted, comments that are not shown, the order of the rows, the pseudonyms.
    """
    rng = np.random.default_rng(seed)
    printed = original.release().printed
    other = twin(original, seed)
    table = other.table
    values, missing = table.values.copy(order="F"), table.missing.copy(order="F")
    comments = list(other.comments)
    blocks = _blocks(original)
    for group in printed.groups:
        rows = _members(original, group.group)
        block = blocks[group.group][rows]
        _change_uncounted(rng, values, missing, rows[block < 0], original)
        for one in np.flatnonzero(
            group.blocks.leader < 0
        ):  # the twin has mixed the others, and kept their words
            _mix(rng, values, rows[block == one])
        held = {leader for leader, name in printed.comments if name == group.group}
        hidden = {int(row) for row in rows if int(table.leader[row]) not in held}
        comments = [
            replace(comment, text=f"{comment.text}, {seed}") if comment.row in hidden else comment
            for comment in comments
        ]
    order = rng.permutation(table.rows)
    place = np.argsort(order)
    pseudonyms = rng.permutation(int(table.person.max(initial=0)) + 1).astype(np.int32)
    shuffled = replace(
        table,
        values=np.asfortranarray(values[order]),
        missing=np.asfortranarray(missing[order]),
        leader=table.leader[order],
        group=table.group[order],
        person=pseudonyms[table.person[order]],
    )
    moved = tuple(WrittenComment(int(place[c.row]), c.question, c.text) for c in comments)
    return replace(other, table=shuffled, comments=moved)


def _blocks(made: Round) -> dict[GroupName, NDArray[np.int32]]:
    """The block of every row, group by group, as the door forms them; -1 for rows that are never counted."""
    formed: list[NDArray[np.int32]] = []

    def remember(*args: Any, **more: Any) -> Any:
        result = base_blocks(*args, **more)
        formed.append(result[1])
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "base_blocks", remember)
        groups = made.release().groups
    return dict(zip(groups, formed, strict=True))


def _mix(rng: np.random.Generator, values: NDArray[np.int8], rows: NDArray[np.int64]) -> None:
    """Let those who answered a statement swap their answers."""
    for column in range(values.shape[1]):
        answered = rows[values[rows, column] > 0]
        values[answered, column] = values[rng.permutation(answered), column]


def _change_uncounted(
    rng: np.random.Generator,
    values: NDArray[np.int8],
    missing: NDArray[np.int8],
    rows: NDArray[np.int64],
    made: Round,
) -> None:
    """Give rows that never count any answers at all, and at least one: without one nobody is a rater."""
    rows = rows[(values[rows] > 0).any(axis=1)]
    shape = (rows.size, values.shape[1])
    drawn = rng.integers(made.table.lo - 1, made.table.hi + 1, shape)
    drawn[:, 0] = np.maximum(drawn[:, 0], made.table.lo)
    values[rows] = drawn
    missing[rows] = np.where(drawn == 0, rng.integers(Missing.DONT_KNOW, Missing.NOT_ASKED, shape), 0)
