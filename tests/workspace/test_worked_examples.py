"""The rooms that the documents tell of say what the documents say."""

from __future__ import annotations

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.change import change
from fagspejl.workspace.arithmetic.findings import ChangeWord, GroupWord, QualityWord, SpreadWord
from fagspejl.workspace.arithmetic.groups import group_difference
from fagspejl.workspace.arithmetic.pulse import DoerWeek, ReceiverWeek, pulse_gap
from fagspejl.workspace.arithmetic.quality import quality_heading
from fagspejl.workspace.arithmetic.spread import spread
from fagspejl.workspace.sessions.sentences import said
from workspace.rooms_of_the_documents import CASE_1, CASE_5, CASE_8, DOERS, IMPORTANCE, PRACTICE, RECEIVERS

WORDS = wording("da", "fagspejl.workspace.words")
SEEDS = range(20)  # the documents say what any session's seed gives


def test_the_worked_example(arithmetic_example) -> None:
    """Karen's room of twelve is divided, new and experienced differ, and the talk brings them closer."""
    before = [value for first, _ in arithmetic_example.values() for value in first]
    after = [value for _, second in arithmetic_example.values() for value in second]
    one, two = spread(before), spread(after)
    assert (one.word, one.low, one.high, one.n) == (SpreadWord.DIVIDED, 5, 4, 12)
    assert (two.word, two.near) == (SpreadWord.SCATTERED, 6)
    for seed in SEEDS:
        groups = group_difference({name: first for name, (first, _) in arithmetic_example.items()}, seed=seed)
        assert groups.word is GroupWord.HIGHER
        assert groups.gap == pytest.approx(4.11, abs=0.01)
        assert groups.p == pytest.approx(0.02, abs=0.015)
        assert said(groups, WORDS)[0].startswith(
            "Nye ligger typisk højere end erfarne (midten 8 mod 3). Blander vi"
        )
        moved = change(list(zip(before, after, strict=True)), seed=seed)
        assert (moved.word, moved.moved, moved.stood) == (ChangeWord.CLOSER, 8, 4)
        assert moved.delta == pytest.approx(-1.08, abs=0.01)
        assert (moved.lower, moved.upper) == (pytest.approx(-1.25, abs=0.1), pytest.approx(-0.58, abs=0.1))


@pytest.mark.parametrize(
    ("case", "word", "group"),
    [
        (CASE_1, SpreadWord.DIVIDED, GroupWord.HIGHER),
        (CASE_5, SpreadWord.DIVIDED, GroupWord.NO_DIFFERENCE),
        (CASE_8, SpreadWord.AGREED, GroupWord.NO_DIFFERENCE),
    ],
)
def test_the_cases_of_the_family_unit(case, word, group) -> None:
    """Karen's caseworkers are divided by experience, divided otherwise, and agreed, in three cases."""
    experienced, new = case
    assert spread(experienced + new).word is word
    found = [group_difference({"Erfarne": experienced, "Nye": new}, seed=seed) for seed in SEEDS]
    assert {one.word for one in found} == {group}


def test_the_family_unit_agrees_in_its_eighth_case() -> None:
    """Bente reads that eleven of twelve lie close, and that persons differ as much as groups."""
    assert said(spread(CASE_8[0] + CASE_8[1]), WORDS) == (
        "De fleste ligger tæt: 11 af 12 er højst halvandet trin fra midten (4).",
    )
    found = group_difference({"Erfarne": CASE_8[0], "Nye": CASE_8[1]}, seed=1)
    assert said(found, WORDS, kind="seniority") == (
        "Forskellen kan lige så godt være mellem personer som mellem nye og erfarne.",
    )


def test_the_ward_shares_what_it_does_unevenly() -> None:
    """Lone's ward finds documentation important, and the evening shift does not manage it."""
    assert spread(IMPORTANCE[0] + IMPORTANCE[1]).word is SpreadWord.AGREED
    shifts = dict(zip(("Dagvagt", "Aftenvagt"), PRACTICE, strict=True))
    found = quality_heading(IMPORTANCE[0] + IMPORTANCE[1], PRACTICE[0] + PRACTICE[1], shifts)
    assert found.word is QualityWord.SHARED_BUT_UNEVEN
    for seed in SEEDS:
        sentence = said(group_difference(shifts, seed=seed), WORDS, kind="shift")[0]
        assert sentence.startswith("Dagvagt ligger typisk højere end aftenvagt (midten 6,5 mod 3,5).")


def test_the_two_lines_of_the_ward_part_and_meet() -> None:
    """Lone reads that the lines are far apart after four weeks, and after eight nothing of the kind."""
    doers = [DoerWeek(week, *counts) for week, counts in enumerate(DOERS, 1)]
    receivers = [ReceiverWeek(week, *counts) for week, counts in enumerate(RECEIVERS, 1)]
    assert said(pulse_gap(doers[:4], receivers[:4]), WORDS) == (
        "Linjerne er langt fra hinanden: 26 af 36 gjorde det eller brugte en undtagelse, 9 af 24 kunne se det.",
    )
    later = pulse_gap(doers, receivers)
    assert (later.doers_yes, later.doers_n, later.receivers_yes, later.receivers_n) == (36, 39, 18, 24)
    assert said(later, WORDS) == ()
