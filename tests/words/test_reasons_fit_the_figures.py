"""Why a report suggests a next step is what it prints: value, statement, spread, and how far the leaders are apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fagspejl.disclosure.types import Code, GroupResult, ItemResult, LeaderRelease, Response, Score
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.next_step.words import step_words
from fagspejl.reporting.pages.report import build_report
from reporting.cast_pages import ITEMS
from reporting.questionnaires import shipped
from support.rounds import make_round
from words.explained import flat

LOW, HIGH = 34, 42  # tenths: docs/reference/next-step.md
THEME = "faglig_ledelse"
LED = {
    "da": {"Dine medarbejdere": "employee", "Lederne under dig": "subordinate_leader"},
    "en": {"Your employees": "employee", "The leaders under you": "subordinate_leader"},
}
SAID = {
    "da": r"^({who}) svarer (\d,\d) på »(.+?)«, (?:og|så) (.+)$",
    "en": r"^({who}) answer (\d\.\d) on “(.+?)”, (?:and|so) (.+)$",
}
CLAIMS: dict[Language, dict[str, str]] = {
    "da": {
        "divided": "de ser forskelligt på temaet",
        "alike": "de ser nogenlunde ens på temaet",
        "unknown": "rapporten kan ikke sige, om de ser ens på det",
        "above": "du svarer mindst et helt trin højere",
        "boss": "Du og din leder ligger mindst et helt trin fra hinanden",
        "withheld": "Svarene fra dem, du leder, kan ikke vises",
        "agree": "så prøv af, om I også er enige",
    },
    "en": {
        "divided": "they see the theme in different ways",
        "alike": "they see the theme more or less alike",
        "unknown": "the report cannot say whether they see it alike",
        "above": "your own answer is at least a whole step higher",
        "boss": "You and your leader are at least a whole step apart",
        "withheld": "The answers of the people you lead cannot be shown",
        "agree": "so try out whether you also agree",
    },
}
Read = tuple[str, bool, str]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_reason_contradicts_the_release(seed: int) -> None:
    """Karen reads why each step is suggested: value, spread and distance are those of her report."""
    read = list(_read_back(seed, LANGUAGES[seed % 2]))
    assert read
    assert [one for one in read if not one[1]] == []


@pytest.mark.slow
def test_no_reason_of_many_reports_contradicts_them() -> None:
    """The same of a hundred rounds in both languages, and every kind of reason is met."""
    for language in LANGUAGES:
        read = [one for seed in range(100) for one in _read_back(seed, language)]
        assert [one for one in read if not one[1]] == []
        assert {kind for kind, _, _ in read} >= {"value", "alike", "divided", "boss", "withheld", "limit"}


@pytest.mark.parametrize(
    ("key", "lie", "kind"),
    [
        ("step.said", "{subject} svarer 1,1 på »{statement}«", "value"),
        ("reason.dilemmas_low", "Svarene fra dem, du leder, kan ikke vises.", "withheld"),
        ("reason.follow_up_low", "{said}, og de ser forskelligt på temaet.", "divided"),
        ("reason.withheld", "Du og din leder ligger mindst et helt trin fra hinanden på temaet.", "boss"),
    ],
)
def test_a_reason_that_lies_is_found(monkeypatch: pytest.MonkeyPatch, key: str, lie: str, kind: str) -> None:
    """Somebody gives a reason another meaning: reading it back finds what is not true."""
    monkeypatch.setitem(step_words("da")._texts, key, lie)
    assert any(found == kind and not true for seed in range(12) for found, true, _ in _read_back(seed, "da"))


def _read_back(seed: int, language: Language) -> Iterator[Read]:
    released = make_round(seed, leaders=4, units=3, items=tuple(ITEMS), separate=seed % 2 == 1).release()
    for leader in released.leader_ids:
        view = released.leader(leader)
        work = build_report(released, leader, shipped(), language).work
        for step in work.steps:
            yield from _of(flat(step.text), view, language)


def _of(text: str, view: LeaderRelease, language: Language) -> Iterator[Read]:
    group, claims = _led(view), CLAIMS[language]
    spread = None if group is None else next(one.spread for one in group.themes if one.id == THEME)
    truths = {
        "divided": spread is Code.SPREAD_DIVIDED,
        "alike": spread in {Code.SPREAD_SOME, Code.SPREAD_ALIKE},
        "unknown": spread is None,
        "boss": _boss(view) >= 10,
        "withheld": not any(isinstance(one.mean, Score) for one in _items(group)),
    }
    for kind, true in truths.items():
        if claims[kind] in text:
            yield kind, true, text
    for who, value, statement, rest in re.findall(SAID[language].format(who="|".join(LED[language])), text):
        tenths = int(re.sub("[,.]", "", value))
        items = shipped().wordings[language].themes[THEME]
        shown = {
            item.id: item.mean
            for one in (group.themes if group else ())
            for item in one.items
            if isinstance(item.mean, Score) and item.mean.tenths == tenths
        }
        named = [item for item in shown if flat(items.short[item]) == statement]
        yield "value", group is not None and LED[language][who] == group.group and bool(named), text
        if claims["above"] in text:
            yield "above", any(_own(view, item) * 10 - tenths >= 10 for item in named), text
        elif claims["agree"] in text:
            yield "limit", tenths >= HIGH, text
        else:
            yield "limit", tenths <= LOW or (claims["divided"] in rest and tenths < HIGH), text


def _led(view: LeaderRelease) -> GroupResult | None:
    shown = {one.group: one for one in view.groups if isinstance(one.response, Response)}
    return shown.get("employee", shown.get("subordinate_leader"))


def _own(view: LeaderRelease, item: str) -> int:
    found = [
        one.value
        for mark in view.marks
        if mark.role == "self"
        for theme in mark.themes
        for one in theme.items
        if one.id == item
    ]
    return found[0] or 0 if found else 0


def _items(group: GroupResult | None) -> list[ItemResult]:
    themes = group.themes if group else ()
    return [item for theme in themes for item in theme.items]


def _boss(view: LeaderRelease) -> int:
    scores = {
        role: [
            one.tenths
            for mark in view.marks
            if mark.role == role
            for one in mark.themes
            if one.tenths is not None
        ]
        for role in ("self", "superior")
    }
    return max((abs(one - own) for own in scores["self"] for one in scores["superior"]), default=0)
