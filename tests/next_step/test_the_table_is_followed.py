"""The table of suggestions, line by line, as docs/reference/next-step.md prints it."""

from __future__ import annotations

import pytest

from fagspejl.reporting.pages.next_step.suggestion import suggest
from fagspejl.reporting.pages.next_step.types import ShownStatement, ShownTheme, Then


def _shown(number: int, mean: int, *, above: bool = False) -> ShownStatement:
    return ShownStatement(f"1.{number}", number, mean, mean, above)


def _theme(*statements: ShownStatement, apart: bool | None = False, boss: int | None = None) -> ShownTheme:
    return ShownTheme(known=True, withheld=False, apart=apart, statements=statements, boss=boss)


HIDDEN = ShownTheme(known=True, withheld=True, apart=None)
OTHER = ShownTheme(known=False, withheld=False, apart=False)
LOAD, QUALITY, JUDGEMENT = Then("load"), Then("quality"), Then("judgement")
BY_TICK = (Then("load", "busy"), Then("relief", "strain"), Then("responsibility", "unclear"))


@pytest.mark.parametrize(
    ("theme", "reason", "sheet", "minutes", "place", "then"),
    [
        (_theme(_shown(1, 34), apart=True), "quality_low_apart", "quality", 50, "1.1", (JUDGEMENT,)),
        (_theme(_shown(1, 34), apart=None), "quality_low_unknown", "quality", 50, "1.1", (JUDGEMENT,)),
        (_theme(_shown(1, 34)), "quality_low", "judgement", 35, "1.1", (QUALITY,)),
        (_theme(_shown(1, 38, above=True)), "quality_leader_above", "judgement", 35, "1.1", (QUALITY,)),
        (_theme(_shown(1, 42)), "quality_high", "judgement", 35, "1.1", ()),
        (_theme(_shown(2, 34)), "dilemmas_low", "cases", 45, "1.2", BY_TICK),
        (_theme(_shown(3, 34)), "follow_up_low", "agreement", 30, "1.3", (LOAD,)),
        (_theme(_shown(4, 34)), "dialogue_low", "cases_short", 20, "1.4", (QUALITY,)),
        (
            _theme(_shown(5, 34)),
            "development_low",
            "competence",
            30,
            "1.5",
            (Then("responsibility"), Then("reflection")),
        ),
        (_theme(boss=10), "boss_differs", "responsibility", 45, "", (Then("upward"),)),
        (_theme(_shown(4, 35), apart=True), "two_groups", "judgement", 35, "1.4", ()),
        (_theme(_shown(4, 41), apart=True), "two_groups", "judgement", 35, "1.4", ()),
        (HIDDEN, "withheld", "package", 60, "", (Then("cases"),)),
        (OTHER, "other_theme", "dialogue", 60, "", (Then("cases"),)),
    ],
)
def test_one_line_of_the_table(
    theme: ShownTheme, reason: str, sheet: str, minutes: int, place: str, then: tuple[Then, ...]
) -> None:
    """What Karen's report shows fires one line, and she is offered what stands there."""
    (found,) = suggest((theme,))
    assert (found.reason, found.sheet, found.minutes) == (reason, sheet, minutes)
    assert (found.place, found.then) == (place, then)


@pytest.mark.parametrize(
    "theme",
    [
        *(_theme(_shown(number, mean)) for number in (2, 3, 4, 5) for mean in (35, 41, 42, 44)),
        _theme(_shown(1, 35)),
        _theme(_shown(1, 41)),
        _theme(_shown(1, 42), apart=True),
        _theme(_shown(1, 42), apart=None),
        _theme(_shown(3, 42), apart=True),
        _theme(_shown(3, 38), apart=None),
        _theme(boss=9),
        _theme(),
    ],
)
def test_just_beside_the_limits_nothing_is_suggested(theme: ShownTheme) -> None:
    """Ida's report lies a tenth beside every limit: it suggests nothing, and she chooses herself."""
    assert suggest((theme,)) == ()


def test_a_value_without_a_number_counts_only_where_it_is_sure() -> None:
    """Karen's employees give nearly the same answers: from 1 to 3 is low for sure, from 4 to 5 may be anything."""
    low = ShownStatement("1.2", 2, 10, 30)
    high = ShownStatement("1.1", 1, 40, 50)
    end = ShownStatement("1.1", 1, 45, 50)
    assert [one.reason for one in suggest((_theme(low),))] == ["dilemmas_low"]
    assert suggest((_theme(high),)) == ()
    assert [one.reason for one in suggest((_theme(end),))] == ["quality_high"]


def test_the_lowest_comes_first_and_ties_stand_as_asked() -> None:
    """Four of Karen's statements are low: the lowest is offered first, and of two alike the one asked first."""
    theme = _theme(_shown(2, 31), _shown(3, 29), _shown(4, 29), _shown(5, 30), boss=20)
    assert [one.place for one in suggest((theme,))] == ["1.3", "1.4"]


def test_one_sheet_is_not_offered_twice_for_one_statement() -> None:
    """Karen answers a step above and her employees see it in two ways: the exercise stands there once."""
    theme = _theme(_shown(1, 38, above=True), apart=True)
    assert [(one.sheet, one.place) for one in suggest((theme,))] == [("judgement", "1.1")]


def test_another_theme_stands_behind_what_the_rules_know() -> None:
    """Sofie's questionnaire has a second theme: what follows from the figures of the first is offered before it."""
    assert [one.reason for one in suggest((OTHER, _theme(_shown(2, 30))))] == ["dilemmas_low", "other_theme"]


def test_what_is_withheld_in_one_theme_is_no_word_on_the_whole() -> None:
    """One of Karen's two themes is withheld: nothing says that the answers of those she leads cannot be shown."""
    assert [one.reason for one in suggest((HIDDEN, OTHER))] == ["other_theme"]
    assert [one.reason for one in suggest((HIDDEN, HIDDEN))] == ["withheld"]
