"""The small print of page one stands only where it is true of this very chart."""

from __future__ import annotations

import re

from hypothesis import event, given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.types import Code, GroupResult, LeaderRelease, Response
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.words import words_in
from reporting.questionnaires import fitting
from support.rounds import Round, rounds


def told(page: ReportPage, key: str) -> bool:
    """Whether a note of page one is this sentence, whatever fills it."""
    text = words_in(page.language).say(key, **dict.fromkeys(SLOTS, "\0"))
    pattern = re.compile(".+".join(re.escape(part) for part in text.split("\0")), re.DOTALL)
    return any(pattern.fullmatch(note) for note in page.first.notes)


SLOTS = ("the", "subject", "value", "anchor", "themes")


def shown_groups(view: LeaderRelease) -> list[GroupResult]:
    """The groups that have something shown."""
    return [group for group in view.groups if isinstance(group.response, Response)]


@settings(max_examples=15, deadline=None)
@given(rounds, st.sampled_from(LANGUAGES))
def test_notes_are_true_of_the_chart(made: Round, language: Language) -> None:
    """Asta holds every note of page one against the marks: bands, statements, anchors, complete groups, the own answer."""
    released = made.release()
    for leader in released.leader_ids:
        page, view = build_report(released, leader, fitting(released), language), released.leader(leader)
        shown = shown_groups(view)
        led = shown[0].group if shown else None
        rows = page.first.profile.rows if page.first.profile else ()
        led_marks = [mark for row in rows for mark in row.marks if mark.kind == led]
        banded = any(mark.band for mark in led_marks)
        complete = any(
            isinstance(group.response, Response) and group.response.code is Code.ALL_ANSWERED
            for group in shown[1:]
        )
        numbered = [m for row in rows for m in row.marks if m.kind == led and m.tenths is not None]
        several = len(page.themes) > 1
        event(f"band {banded}, complete {complete}, several {several}")
        assert told(page, "first.band") == banded
        assert told(page, "first.complete") == (banded and complete)
        assert told(page, "first.no_band") == (not several and led is not None)
        assert told(page, "first.anchor_themes") == (several and bool(numbered))
        assert told(page, "mark.self.missing") == all(mark.role != "self" for mark in view.marks)


@settings(max_examples=10, deadline=None)
@given(rounds)
def test_no_group_is_drawn_as_more_exact_than_the_led_one(made: Round) -> None:
    """Karen's peers all answered: no band of theirs stands beside her employees', wide or narrow, and none is left out."""
    released = made.release()
    for leader in released.leader_ids:
        page = build_report(released, leader, fitting(released), "da")
        shown = shown_groups(released.leader(leader))
        led = shown[0].group if shown else None
        rows = page.first.profile.rows if page.first.profile else ()
        others = [mark for row in rows for mark in row.marks if mark.kind != led]
        assert all(mark.band is None and mark.bounds is None for mark in others)
