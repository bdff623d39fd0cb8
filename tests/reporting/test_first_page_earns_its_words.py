"""The first page's sentences are earned by rule, and never contradict the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.types import Code, LeaderRelease, Response
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.first_page import Card, FirstPage
from fagspejl.reporting.pages.compared import Pair, alike, of_statement, of_theme, widest
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.words import words_in
from reporting.questionnaires import fitting, plain
from support.rounds import Round, rounds
from support.words import told

TENTHS = st.integers(10, 50)
OWN = st.integers(1, 5).map(lambda value: 10 * value)


def pair(lower: int, upper: int, leader: int, name: str = "q") -> Pair:
    """One line of the chart."""
    return Pair(name, lower, upper, leader, str(lower), str(leader))


pairs = st.builds(lambda ends, leader: pair(min(ends), max(ends), leader), st.tuples(TENTHS, TENTHS), OWN)


@given(pairs, st.data())
def test_a_statement_is_told_only_where_every_average_allows_it(one: Pair, data: st.DataObject) -> None:
    """Whatever average hides behind Karen's »4,5 eller højere«, the word on the statement is true of it."""
    average = data.draw(st.integers(one.lower, one.upper))
    match of_statement(one):
        case "alike":
            assert abs(average - one.leader) <= 5
        case "apart":
            assert abs(average - one.leader) >= 10
        case None:
            assert one.farthest > 5
            assert one.nearest < 10


@given(pairs, st.sampled_from([None, Code.GAP_HIGHER, Code.GAP_SAME, Code.GAP_LOWER]))
def test_a_theme_needs_the_word_of_the_door(one: Pair, gap: Code | None) -> None:
    """Without a word in the release nothing is said of a theme, and never the opposite of its two figures."""
    match of_theme(one, gap, 5):
        case "alike":
            assert gap is Code.GAP_SAME
            assert one.farthest < 5
        case "apart":
            assert one.leader >= one.upper + 5 if gap is Code.GAP_HIGHER else one.leader <= one.lower - 5
            assert gap in (Code.GAP_HIGHER, Code.GAP_LOWER)


@given(st.lists(pairs, max_size=6))
def test_the_longest_distance_is_the_longest(found: list[Pair]) -> None:
    """No line that Karen is not told of lies farther apart than one that she is told of."""
    lines = [
        Pair(str(k), p.lower, p.upper, p.leader, "", "", True, of_statement(p)) for k, p in enumerate(found)
    ]
    far = widest(lines)
    left = [one for one in lines if one.earned == "apart" and one not in far]
    assert all(one.farthest <= max(other.nearest for other in far) - 5 for one in left)
    assert bool(far) == any(one.earned == "apart" for one in lines)
    assert not set(far) & set(alike(lines))
    assert [int(one.name) for one in far] == sorted(int(one.name) for one in far)


def test_small_differences_rank_nothing() -> None:
    """Two statements whose distances differ by two tenths are both named, in the questionnaire's order."""
    lines = [
        Pair(n, g, g, 50, "", "", True, "apart") for n, g in (("a", 36), ("b", 38), ("c", 32), ("d", 40))
    ]
    assert [one.name for one in widest(lines)] == ["a", "c"]


@settings(max_examples=15, deadline=None)
@given(rounds, st.sampled_from(LANGUAGES))
def test_no_card_contradicts_the_release(made: Round, language: Language) -> None:
    """Asta checks each sentence of every first page against the cells: its figures stand there, as far apart as told."""
    released = made.release()
    instrument = fitting(released)
    for leader in released.leader_ids:
        page = build_report(released, leader, instrument, language)
        view = released.leader(leader)
        one_theme = len(page.themes) == 1
        for card in page.first.cards:
            event(f"{card.kind}: {'figures' if '»' in card.text or '“' in card.text else 'none'}")
            for name in named(card):
                values = figures(page.first, name)
                assert values is not None, (card, name)
                lower, upper, own = values
                if card.kind == "alike":
                    assert max(abs(lower - own), abs(upper - own)) <= 5
                elif card.kind == "apart":
                    assert max(lower - own, own - upper) >= (10 if one_theme else 5)
        if page.first.profile is None or not speaks(view):
            assert [card.kind for card in page.first.cards] == ["ask"]


@settings(max_examples=15, deadline=None)
@given(rounds, st.sampled_from(LANGUAGES))
def test_only_sentences_of_the_rules_stand_there(made: Round, language: Language) -> None:
    """No other sentence can appear: every card is one of the language file's, filled with what is printed."""
    released = made.release()
    instrument = fitting(released)
    patterns = [
        re.compile(pattern_of(text))
        for key, texts in told(words_in(language)).items()
        if key.startswith(("first.alike_", "first.apart_", "first.said")) and not key.endswith("_title")
        for text in texts
    ]
    for leader in released.leader_ids:
        for card in build_report(released, leader, instrument, language).first.cards:
            if card.kind != "ask":
                once = [pattern for pattern in patterns if pattern.fullmatch(card.text)]
                first, _, second = card.text.partition(". ")
                twice = all(any(p.fullmatch(part) for p in patterns) for part in (f"{first}.", second))
                assert once or twice, card


def pattern_of(text: str) -> str:
    """A language file's sentence as a pattern: each slot takes what is printed."""
    return ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", text))


def named(card: Card) -> Iterator[str]:
    """The statements or themes that a card names."""
    if card.kind != "ask":
        yield from re.findall(r"[»“](.+?)[«”]", card.text)


def figures(first: FirstPage, name: str) -> tuple[int, int, int] | None:
    """What the chart draws of a line: the ends of what the group's value may stand for, and the leader's own."""
    if first.profile is None:
        return None
    for row in first.profile.rows:
        own = [mark.tenths for mark in row.marks if mark.kind == "self"]
        if row.label == name and own and own[0] is not None:
            group = row.marks[0]
            if group.segment is not None:
                return group.segment.lower, group.segment.upper, own[0]
            if group.tenths is not None:
                return group.tenths, group.tenths, own[0]
    return None


def speaks(view: LeaderRelease) -> bool:
    """Whether the first group that is shown has answers enough to speak for it."""
    found = [group.response for group in view.groups if isinstance(group.response, Response)]
    return bool(found) and found[0].code is not Code.FEW_ANSWERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: Language) -> None:
    """Each rule has its sentence in both languages, for statements and for themes."""
    keys = words_in(language).keys
    for kind in ("alike", "apart"):
        assert {
            f"first.{kind}_{line}_{form}" for line in ("statement", "theme") for form in ("none", "many")
        } <= keys
    assert plain(words_in(language).say("first.ask_any"))
