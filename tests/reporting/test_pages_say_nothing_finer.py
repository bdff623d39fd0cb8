"""Pages are functions of what the door prints: no sentence, position or table says more."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.document.codec import dumps as release_json
from fagspejl.disclosure.types import Answers, LeaderRelease, Limits, Response, Score
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.report import ThemeSection
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.plain import dumps
from fagspejl.reporting.pages.report import build_report
from reporting.questionnaires import fitting, texts
from support.rounds import make_round, rounds, twin

DECIMAL = re.compile(r"\d+,\d+")


@settings(max_examples=25, deadline=None)
@given(rounds, st.integers(0, 2**16), st.sampled_from(LANGUAGES))
def test_two_truths_with_equal_cells_give_equal_pages(original, seed: int, language: Language) -> None:
    """Lone compares two organisations that differ only in what may not be told: every page is the same."""
    first, second = original.release(), twin(original, seed).release()
    if release_json(first) != release_json(second):
        return  # named marks and comments of a twin stay; what is left differs only by the door itself
    instrument = fitting(first)
    for leader in first.leader_ids:
        pages = [build_report(one, leader, instrument, language) for one in (first, second)]
        assert dumps(pages[0]) == dumps(pages[1])
    assert dumps(build_organisation(first, instrument, language)) == dumps(
        build_organisation(second, instrument, language)
    )


def printed_tenths(view: LeaderRelease) -> set[str]:
    """Every decimal that the leader's release prints, as asked and as scored."""
    found: set[int] = {15, 45, 5}
    for group in view.groups:
        for theme in group.themes:
            for place in (theme.score, theme.band, theme.bounds, *(item.mean for item in theme.items)):
                match place:
                    case Score(tenths=int(value)):
                        found |= {value, 60 - value}
                    case Limits(lower=lower, upper=upper):
                        found |= {lower, upper}
    found |= {theme.tenths for mark in view.marks for theme in mark.themes if theme.tenths is not None}
    return {f"{value // 10},{value % 10}" for value in found}


def printed_counts(view: LeaderRelease) -> set[int]:
    """Every whole number that the leader's release prints, and what follows from them."""
    found = set(range(6))  # the scale, and the numbers of named persons
    for group in view.groups:
        match group.response:
            case Response(n=n, invited=int(invited)):
                found |= {n, invited, invited - n}
            case Response(n=n):
                found.add(n)
        for theme in group.themes:
            for item in theme.items:
                if isinstance(item.answers, Answers):
                    counts = item.answers.options
                    found |= {*counts, sum(counts[:2]), sum(counts[3:]), item.answers.dont_know}
                    found.add(item.answers.no_disclose)
    return found


@settings(max_examples=25, deadline=None)
@given(rounds)
def test_every_number_in_a_theme_is_a_printed_one(original) -> None:
    """Asta finds no number in a sentence, a description or a table that the release does not print."""
    released = original.release()
    instrument = fitting(released)
    for leader in released.leader_ids:
        view = released.leader(leader)
        page = build_report(released, leader, instrument, "da")
        decimals, counts = printed_tenths(view), printed_counts(view)
        for said in (*page.reading.bands, *(text for theme in page.themes for text in _prose(theme))):
            assert set(DECIMAL.findall(said)) <= decimals, said
            whole = DECIMAL.sub("", re.sub(r"\d+\s%", "", said))
            assert {int(number) for number in re.findall(r"\d+", whole)} <= counts, said


def _prose(theme: ThemeSection) -> list[str]:
    anchors = re.compile(r"tema-\d+[a-z0-9-]*|q\d+|t\d+")
    return [text for text in texts(theme) if not anchors.fullmatch(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rebuilt_page_is_the_same(language: Language) -> None:
    """Per makes the reports twice: same bytes."""
    made = make_round(7, themes=(5, 3))
    instrument = fitting(made.release())
    pages = [dumps(build_report(made.release(), "l1", instrument, language)) for _ in range(2)]
    assert pages[0] == pages[1]
