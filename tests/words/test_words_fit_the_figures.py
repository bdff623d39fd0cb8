"""The sentences of a report never contradict its Release: each is read back and compared, by code that makes none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    ItemResult,
    LeaderRelease,
    Limits,
    Response,
    Score,
    ThemeResult,
)
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.words import words_in
from reporting.questionnaires import fitting
from support.rounds import Round
from words.explained import flat, texts_of
from words.rounds_told import random_round

# Read as a Dane reads: the words below are written here and taken from no file of the program.
WHO = {
    "employee": ("Dine medarbejdere", "dine medarbejdere", "medarbejdere"),
    "subordinate_leader": ("Lederne under dig", "lederne under dig", "ledere"),
    "peer": ("Dine lederkolleger", "dine lederkolleger", "lederkolleger"),
}
SUBJECTS = {subject: name for name, (subject, _, _) in WHO.items()}
NAMES = {the: name for name, (_, the, _) in WHO.items()}
LIES = range(200, 212)  # rounds in which each of the sentences stands
GROUP = "|".join([*SUBJECTS, *NAMES])
SPREAD = {
    "ser forskelligt på dette tema": Code.SPREAD_DIVIDED,
    "ser nogenlunde ens på dette tema": Code.SPREAD_ALIKE,
}
GAP = {
    "Du vurderer dig højere på dette tema, end ({who}) gør": Code.GAP_HIGHER,
    "Du vurderer dig lavere på dette tema, end ({who}) gør": Code.GAP_LOWER,
    "Du og ({who}) vurderer temaet omtrent ens": Code.GAP_SAME,
}


@dataclass(frozen=True)
class Read:
    """One sentence that was read and compared."""

    kind: str
    true: bool
    text: str


@pytest.mark.parametrize("seed", range(6))
def test_no_sentence_of_a_random_report_contradicts_it(seed: int) -> None:
    """Lone reads back what leaders' pages say of who answered, spread, gaps, strengths, scores and bands: all is true."""
    read = list(_read_back(random_round(seed)))
    assert [one for one in read if not one.true] == []
    assert {one.kind for one in read} & {"answered", "score"}


@pytest.mark.slow
def test_no_sentence_of_many_random_reports_contradicts_them() -> None:
    """Lone reads back a hundred random rounds, and every kind of sentence is met many times."""
    read = [one for seed in range(200, 300) for one in _read_back(random_round(seed))]
    assert [one for one in read if not one.true] == []
    for kind in ("answered", "score", "spread", "gap", "strength", "band", "few", "anchor"):
        assert sum(one.kind == kind for one in read) >= 5, kind


@pytest.mark.parametrize(
    ("key", "lie", "kind"),
    [
        ("theme.gap_same", "Du vurderer dig højere på dette tema, end {the} gør.", "gap"),
        ("spread.some", "{subject} ser nogenlunde ens på dette tema.", "spread"),
        ("theme.score", "{subject} svarer~2,2 i gennemsnit.", "score"),
        ("first.employee", "1 af dine 99~medarbejdere", "answered"),
    ],
)
def test_a_sentence_that_lies_is_found(
    monkeypatch: pytest.MonkeyPatch, key: str, lie: str, kind: str
) -> None:
    """Somebody gives a sentence another meaning in the files of words: reading it back finds what is not true."""
    monkeypatch.setitem(words_in("da")._texts, key, lie)
    assert any(not one.true and one.kind == kind for seed in LIES for one in _read_back(random_round(seed)))


def _read_back(made: Round) -> Iterator[Read]:
    released = made.release()
    instrument = fitting(released)
    titles = {theme.id: instrument.wordings["da"].themes[theme.id].title for theme in released.themes}
    for leader in released.leader_ids:
        view = released.leader(leader)
        page = build_report(released, leader, instrument, "da")
        yield from _whole(texts_of(render_html(page)), released, view, titles)
        for section, info in zip(page.themes, released.themes, strict=True):
            for text in map(flat, (*section.before, *section.sentences)):
                yield from _of_theme(text, view, info.id)
            for block, (item, _) in zip(section.items, info.items, strict=True):
                for text in map(flat, block.sentences):
                    yield from _of_item(text, released, view, info.id, item)


def _whole(
    texts: list[str], released: Release, view: LeaderRelease, titles: dict[str, str]
) -> Iterator[Read]:
    """Sentences that stand anywhere on the page and name what they speak of."""
    groups = {group.group: group for group in view.groups}
    by_title = {title: theme for theme, title in titles.items()}
    for text in dict.fromkeys(texts):
        yield from _answered(text, groups)
        yield from _strengths(text, groups, by_title)
        yield from _bands(text, groups, by_title)
        for found in re.finditer(rf"({GROUP}) svarer (\d,\d) i gennemsnit på temaet: (.+?)\.", text):
            yield _anchor(text, found, groups, released)


def _answered(text: str, groups: dict[str, GroupResult]) -> Iterator[Read]:
    """ "9 af dine 11 medarbejdere svarede", and the same for other groups, for all, and without N."""
    forms = {
        "employee": r"(\d+) af dine (\d+) medarbejdere|[Aa]lle dine (\d+) medarbejdere|(?<![\d]) ?(\d+) medarbejdere",
        "subordinate_leader": r"(\d+) af de (\d+) ledere(?:,| under)|[Aa]lle (\d+) ledere(?:,| under)",
        "peer": r"(\d+) af dine (\d+) lederkolleger|[Aa]lle dine (\d+) lederkolleger",
    }
    if "svarede" not in text:
        return
    for name, form in forms.items():
        for found in re.finditer(form, text):
            n, invited, every, *rest = (int(number) if number else None for number in found.groups())
            response = groups[name].response if name in groups else None
            if not isinstance(response, Response):
                yield Read("answered", False, text)
            elif every is not None:
                yield Read("answered", response.n == response.invited == every, text)
            elif n is not None:
                yield Read("answered", (n, invited) == (response.n, response.invited) and n < invited, text)
            elif rest and rest[0] is not None:
                yield Read("answered", rest[0] == response.n and response.invited is None, text)


def _strengths(text: str, groups: dict[str, GroupResult], by_title: dict[str, str]) -> Iterator[Read]:
    if found := re.match(rf"({GROUP}) vurderer (.+) højere end dine temaer under ét\.", text):
        group = groups[SUBJECTS[found[1]]]
        named = {theme for title, theme in by_title.items() if title in found[2]}
        strong = {theme.id for theme in group.themes if theme.strength}
        yield Read("strength", named == strong, text)
    if found := re.match(rf"Set fra ({GROUP}) skiller intet tema sig ud", text):
        group = groups[NAMES[found[1]]]
        yield Read("strength", not any(theme.strength for theme in group.themes), text)


def _bands(text: str, groups: dict[str, GroupResult], by_title: dict[str, str]) -> Iterator[Read]:
    """The explanation of a band: n, N, how many are missing, and both ends of band and bounds."""
    ends = r"(?:mellem (\d,\d) og (\d,\d)|meget tæt på (\d,\d))"
    form = rf"Hvis (?:de (\d+)|den ene), der ikke svarede, ligner de (\d+), der svarede, ligger gennemsnittet for alle (\d+) på temaet »?(.+?)»?«? {ends}\.(?: Uden den antagelse: {ends}\.)?"
    for found in re.finditer(form, text):
        missing, n, invited, title = int(found[1] or 1), int(found[2]), int(found[3]), found[4].strip("»«")
        fits = [
            group
            for group in groups.values()
            if isinstance(group.response, Response)
            and (group.response.n, group.response.invited) == (n, invited)
        ]
        band = _limits(found.groups()[4:7])
        bounds = _limits(found.groups()[7:10])
        told = [theme for group in fits for theme in group.themes if theme.id == by_title.get(title)]
        true = any(theme.band == band and bounds in (None, theme.bounds) for theme in told)
        yield Read("band", missing == invited - n and true, text)
    for found in re.finditer(r"(\d+) af (\d+) svarede\. Det er for få", text):
        codes = {
            group.response.code
            for group in groups.values()
            if isinstance(group.response, Response)
            and (group.response.n, group.response.invited) == (int(found[1]), int(found[2]))
        }
        yield Read("few", Code.FEW_ANSWERS in codes, text)


def _anchor(text: str, found: re.Match[str], groups: dict[str, GroupResult], released: Release) -> Read:
    """The option, or the two options, beside which the printed number lies."""
    value = _tenths(found[2])
    options = ("helt uenig", "uenig", "hverken enig eller uenig", "enig", "helt enig")
    between = re.search(r"mellem (.+) og (.+)", found[3])
    lower, rest = divmod(value - 10 * released.scale.lo, 10)
    names = [re.sub("[»«]", "", name).lower() for name in (between.groups() if between else ())]
    at = not between and options[lower] in found[3].lower()
    fits = names == list(options[lower : lower + 2]) if rest else at
    group = groups[{**SUBJECTS, **NAMES}[found[1]]]
    printed = [theme.score.tenths for theme in group.themes if isinstance(theme.score, Score)]
    return Read("anchor", fits and value in printed, text)


def _of_theme(text: str, view: LeaderRelease, theme_id: str) -> Iterator[Read]:
    """Sentences of one theme's section."""
    groups = {group.group: group for group in view.groups}
    for words, code in SPREAD.items():
        if found := re.search(rf"({GROUP}) {words}", text):
            yield Read("spread", _theme(groups, found[1], theme_id).spread is code, text)
    if found := re.search(rf"Svarene fra ({GROUP}) ligger noget spredt", text):
        yield Read("spread", _theme(groups, found[1], theme_id).spread is Code.SPREAD_SOME, text)
    for form, code in GAP.items():
        if found := re.search(form.format(who=GROUP), text):
            yield Read("gap", _theme(groups, found[1], theme_id).gap is code, text)
    for found in re.finditer(rf"({GROUP}) svarer (omkring )?(\d,\d)", text):
        score = _theme(groups, found[1], theme_id).score
        about = isinstance(score, Score) and score.code is Code.ABOUT
        true = isinstance(score, Score) and score.tenths == _tenths(found[3]) and about == bool(found[2])
        if end := re.match(" eller (lavere|højere)", text[found.end() :]):
            code = Code.AT_MOST if end[1] == "lavere" else Code.AT_LEAST
            true = isinstance(score, Score) and score.tenths is None and score.code is code
        yield Read("score", true, text)
    for found in re.finditer(r"(?:du selv svarer|Du svarer selv) (\d,\d|\d)", text):
        own = {
            found.tenths
            for mark in view.marks
            if mark.role == "self"
            for found in mark.themes
            if found.id == theme_id
        }
        yield Read("score", _tenths(found[1]) in own, text)


def _of_item(text: str, released: Release, view: LeaderRelease, theme: str, item: str) -> Iterator[Read]:
    """Sentences under one statement, in the direction in which it was asked."""
    lo, hi = released.scale.lo, released.scale.hi
    groups = {group.group: group for group in view.groups}

    def asked(who: str) -> ItemResult:
        results = _theme(groups, who, theme).items
        return next(result for result in results if result.id == item).as_asked(lo, hi)

    for found in re.finditer(rf"({GROUP}) svarer (\d,\d)( eller lavere| eller højere)?", text):
        mean = asked(found[1]).mean
        if found[3]:
            code = Code.AT_MOST if "lavere" in found[3] else Code.AT_LEAST
            yield Read("end", isinstance(mean, Score) and mean.code is code, text)
        else:
            yield Read("mean", isinstance(mean, Score) and mean.tenths == _tenths(found[2]), text)
    for found in re.finditer(r"(?:du selv svarer|Du svarer selv) (\d)", text):
        own = [
            one.as_asked(lo, hi).value
            for mark in view.marks
            if mark.role == "self"
            for section in mark.themes
            for one in section.items
            if one.id == item
        ]
        yield Read("own", int(found[1]) in own, text)
    for found in re.finditer(rf"({GROUP}): (.+)\.", text):
        counted = re.findall(r"(\d+)(?: \(\d+ %\))? (enige?|neutrale?|uenige?)", found[2])
        answers = asked(found[1]).answers
        if not counted or answers is None or len(answers.options) != 5:
            continue
        there = {"u": sum(answers.options[:2]), "n": answers.options[2], "e": sum(answers.options[3:])}
        yield Read("counts", all(there[word[0]] == int(number) for number, word in counted), text)


def _theme(groups: dict[str, GroupResult], who: str, theme: str) -> ThemeResult:
    group = groups[{**SUBJECTS, **NAMES}[who]]
    return next(found for found in group.themes if found.id == theme)


def _limits(ends: tuple[str | None, ...]) -> Limits | None:
    lower, upper, both = ends
    if both:
        return Limits(_tenths(both), _tenths(both))
    return Limits(_tenths(lower), _tenths(upper)) if lower and upper else None


def _tenths(text: str) -> int:
    whole, _, part = text.partition(",")
    return 10 * int(whole) + int(part or 0)
