"""Whatever a report shows, it suggests little, in a fixed order, and from printed values alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.types import CommentResult, Score
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.next_step.advice import choices
from fagspejl.reporting.pages.next_step.shown import led_group, shown_themes
from fagspejl.reporting.pages.next_step.suggestion import HIGH, LOW, MOST, suggest
from fagspejl.reporting.pages.next_step.types import ShownStatement, ShownTheme
from reporting.cast_pages import ITEMS
from reporting.questionnaires import shipped
from support.tiny import Form, team, tiny_round


@st.composite
def _themes(draw: st.DrawFn) -> tuple[ShownTheme, ...]:
    made = []
    for place in range(1, draw(st.integers(1, 3)) + 1):
        known, withheld = draw(st.booleans()), draw(st.booleans())
        shown = []
        for number in range(1, 6) if known and not withheld else ():
            lower = draw(st.integers(10, 50))
            upper = draw(st.sampled_from([lower, min(50, lower + 20)]))
            if draw(st.booleans()):
                shown.append(ShownStatement(f"{place}.{number}", number, lower, upper, draw(st.booleans())))
        apart = None if withheld else draw(st.sampled_from([None, True, False]))
        boss = draw(st.one_of(st.none(), st.integers(0, 40)))
        made.append(ShownTheme(known, withheld, apart, tuple(shown), boss))
    return tuple(made)


@given(_themes())
def test_never_more_than_two_and_never_the_same_twice(themes: tuple[ShownTheme, ...]) -> None:
    """Karen is never offered more than two things, and no sheet twice for the same statement."""
    found = suggest(themes)
    assert len(found) <= MOST == 2
    assert len({(one.sheet, one.place) for one in found}) == len(found)
    assert all(one.minutes > 0 for one in found)


@given(_themes())
def test_the_lowest_average_first(themes: tuple[ShownTheme, ...]) -> None:
    """Suggestions about statements come first, the lowest average before others, ties as the questionnaire has them."""
    means = {one.place: one.upper for theme in themes for one in theme.statements}
    places = [one.place for one in suggest(themes)]
    told = [(not place, means.get(place, 0), place) for place in places]
    assert told == sorted(told)


@given(_themes())
def test_only_shown_statements_are_named(themes: tuple[ShownTheme, ...]) -> None:
    """A statement whose value is not printed is never suggested, and a low or middling one is what it says."""
    shown = {one.place: one for theme in themes for one in theme.statements}
    for one in suggest(themes):
        assert one.place == "" or one.place in shown
        if one.reason.endswith("_low"):
            assert shown[one.place].upper <= LOW
        if one.reason == "quality_high":
            assert shown[one.place].lower >= HIGH


_ANSWERS = st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=5), min_size=3, max_size=14)


@settings(max_examples=30)  # each is a whole release
@given(_ANSWERS, st.lists(st.integers(1, 5), min_size=5, max_size=5))
def test_comments_are_never_read_and_figures_are_the_printed_ones(
    answers: list[list[int]], own: list[int]
) -> None:
    """Whatever Karen's employees write, she is offered the same; a figure in a reason is the one her report prints."""
    forms: list[Form] = [*team("Karen", answers), ("Karen", "self", "Karen", own)]
    asked = {"Karen": (len(answers), 0, 0)}
    released = tiny_round(forms, items=ITEMS, invited=asked, home={"Karen": "root"}).release()
    view, frame = released.leader("Karen"), frame_for(shipped(), "da", released.scale)
    found = choices(frame, released.themes, view)
    written = CommentResult("works_well", ("Vi har alt for travlt, og ansvaret er uklart.",))
    loud = replace(view, groups=tuple(replace(group, comments=(written,)) for group in view.groups))
    assert choices(frame, released.themes, loud) == found
    group = led_group(view)
    printed = {
        f"1.{number}": item.mean
        for number, item in enumerate(group.themes[0].items if group else (), start=1)
    }
    for theme in shown_themes(frame, released.themes, view):
        assert {one.place for one in theme.statements} == {
            place for place, mean in printed.items() if isinstance(mean, Score)
        }
    for one in found:
        mean = printed.get(one.suggestion.place)
        if isinstance(mean, Score) and mean.tenths is not None:
            assert f"\u00a0{mean.tenths // 10},{mean.tenths % 10} på »" in one.why
