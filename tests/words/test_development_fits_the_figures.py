"""Up, down and no clear change, on leaders' and units' pages, are what the printed figures of both rounds give."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, sqrt

import pytest
from scipy import stats

from fagspejl.disclosure.types import Code, Limits, Response, Score
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.pages.over_time.past import Seen, seen_by, seen_in
from fagspejl.reporting.words import words_in
from reporting.questionnaires import fitting
from support.rounds import make_round
from words.explained import flat
from words.other_pages import of_units, own_reports, years
from words.rounds_told import random_round

# The scale goes from 1 to 5: a change counts from 0.3 on, a band holds 95 % (docs/explanation/formulas.md 3.9).
LEAST, HALF, WHOLE = 3, 0.975, (10, 50)
WORDS: dict[Language, dict[str, str]] = {
    "da": {
        "up": "Op: Svarene er højere end sidst.",
        "down": "Ned: Svarene er lavere end sidst.",
        "none": "Ingen tydelig ændring siden sidst.",
        "not exact": "Et af de to tal er ikke præcist.",
        "too few": "For få svarede i en af runderne.",
        "other": "De to runder viser ikke de samme udsagn.",
    },
    "en": {
        "up": "Up: the answers are higher than last time.",
        "down": "Down: the answers are lower than last time.",
        "none": "No clear change since last time.",
        "not exact": "One of the two figures is not exact",
        "too few": "Too few answered in one of the rounds",
        "other": "The two rounds do not show the same statements",
    },
}
Told = tuple[str, str, str]  # leader or unit, what the figures give, what is said


@pytest.mark.parametrize("seed", [200, 203])
def test_every_word_on_change_is_what_both_rounds_print(seed: int) -> None:
    """Karen and Asta compare two years' printed figures by hand: each word is what they find."""
    told = [*_told(seed, LANGUAGES[seed % 2]), *_told_of_units(seed, LANGUAGES[seed % 2])]
    assert {"own", "unit"} == {where for where, _, _ in told}
    assert _false(told, LANGUAGES[seed % 2]) == []


@pytest.mark.slow
def test_every_word_on_change_of_many_rounds() -> None:
    """The same of forty pairs of rounds, on leaders' and units' pages, and every word is met."""
    met: set[tuple[str, str]] = set()
    for seed in range(200, 240):
        language = LANGUAGES[seed % 2]
        told = [*_told(seed, language), *_told_of_units(seed, language)]
        assert _false(told, language) == [], seed
        met |= {(where, word) for where, word, _ in told}
    assert met >= {(where, word) for where in ("own", "unit") for word in ("up", "down", "none", "not exact")}


@pytest.mark.parametrize(
    ("key", "lie", "seed"),
    [("none", "up", 201), ("end_coded", "none", 201), ("up", "down", 200), ("down", "up", 203)],
)
def test_a_word_that_lies_is_found(monkeypatch: pytest.MonkeyPatch, key: str, lie: str, seed: int) -> None:
    """Somebody lets the file of words say another thing: comparing the figures by hand finds it."""
    monkeypatch.setitem(words_in("da")._texts, f"development.{key}", WORDS["da"][lie])
    assert _false(list(_told(seed, "da")), "da")


def test_a_word_that_lies_of_a_unit_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on units' pages: a figure that is not exact is told as no clear change."""
    monkeypatch.setitem(words_in("da")._texts, "development.end_coded", WORDS["da"]["none"])
    assert _false(list(_told_of_units(203, "da")), "da")


def _false(told: list[Told], language: Language) -> list[Told]:
    """Those that do not say what the figures give, or say something else too."""
    said = WORDS[language]
    return [one for one in told if [word for word, text in said.items() if text in one[2]] != [one[1]]]


def _told(seed: int, language: Language) -> Iterator[Told]:
    now, before = years(random_round(seed), seed)
    instrument = fitting(now)
    titles = {instrument.wordings[language].themes[one.id].title: one.id for one in now.themes}
    for leader, page in own_reports(now, before, instrument, language):
        if page.development is not None:
            groups = [{one.group: one for one in made.leader(leader).groups} for made in (before, now)]
            for name, theme, text in _lines(page.development, titles):
                seen = [seen_by(group[name], theme) for group in groups]  # type: ignore[index]
                yield "own", _word(*seen), text


def _told_of_units(seed: int, language: Language) -> Iterator[Told]:
    made = make_round(seed, leaders=14, units=4, themes=(4, 3), sizes=(9, 12, 15))
    now, before = years(made, seed)
    instrument = fitting(now)
    titles = {instrument.wordings[language].themes[one.id].title: one.id for one in now.themes}
    pages = [page for _, page in of_units(now, before, instrument, language)]
    for then, unit, page in zip(before.units(), now.units(), pages, strict=True):
        if page.kind == "organisation" and page.development is not None:
            for name, theme, text in _lines(page.development, titles):
                yield "unit", _word(seen_in(then, name, theme), seen_in(unit, name, theme)), text


def _lines(section: Development, titles: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for group in section.groups:
        for line in group.lines:
            if not line.withheld:
                yield group.kind, titles[line.title], flat(line.sentence)


def _word(before: Seen | None, now: Seen | None) -> str:
    """The word by hand, in tenths: a difference, and the root of the sum of both squared errors."""
    assert before is not None
    assert now is not None
    if {item.id for item in before.items if isinstance(item.mean, Score)} != {
        item.id for item in now.items if isinstance(item.mean, Score)
    }:
        return "other"
    read = []
    for seen in (before, now):
        assert isinstance(seen.score, Score)
        assert isinstance(seen.response, Response)
        if seen.score.tenths is None or seen.score.code is not None:
            return "not exact"
        few = seen.response.code is Code.FEW_ANSWERS
        read.append((seen.score.tenths, seen.bounds if few else seen.band, few, seen))
    ends: list[Limits] = []
    for value, limits, _, seen in read:
        assert isinstance(seen.response, Response)
        if limits is None and seen.response.code is not Code.ALL_ANSWERED:
            return "too few"
        ends.append(limits or Limits(value, value))
    change = read[1][0] - read[0][0]
    if any(few for _, _, few, _ in read):
        clear = ends[1].lower > ends[0].upper or ends[1].upper < ends[0].lower
    else:
        clear = abs(change) > _half(read, ends) + 1e-7
    return "none" if abs(change) < LEAST or not clear else "up" if change > 0 else "down"


def _half(read: list[tuple[int, Limits | None, bool, Seen]], ends: list[Limits]) -> float:
    squares, freedom = [], []
    for (value, _, _, seen), limits in zip(read, ends, strict=True):
        assert isinstance(seen.response, Response)
        sides = [value - limits.lower] * (limits.lower > WHOLE[0]) + [limits.upper - value] * (
            limits.upper < WHOLE[1]
        )
        df = seen.response.n + 5 if seen.method is Code.BAND_BLENDED and limits.lower < limits.upper else inf
        width = max(sides, default=0 if limits.lower == limits.upper else 20)
        squares.append((width / stats.t.ppf(HALF, df)) ** 2)
        freedom.append(df)
    below = sum(square**2 / df for square, df in zip(squares, freedom, strict=True))
    df = sum(squares) ** 2 / below if below else inf
    return float(stats.t.ppf(HALF, df) * sqrt(sum(squares)))
