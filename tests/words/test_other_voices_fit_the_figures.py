"""What a report says in English, and of the leader to her own leader, is what its Release prints: read back and compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fagspejl.disclosure.types import Code, LeaderRelease, Response, Score, ThemeResult
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.above import Above
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.words import words_about, words_in
from reporting.questionnaires import fitting
from support.rounds import Round
from words.explained import flat, values_of
from words.rounds_told import random_round
from words.voices import ABOUT_LEADER_DA, ABOUT_LEADER_EN, TO_LEADER_EN, Voice

VOICES: dict[str, tuple[Voice, Language, Above | None]] = {
    "to the leader, English": (TO_LEADER_EN, "en", None),
    "of the leader, Danish": (ABOUT_LEADER_DA, "da", Above()),
    "of the leader, English": (ABOUT_LEADER_EN, "en", Above()),
}
ANSWERED = {  # n of N; in every voice the numbers stand in the same order
    "da": r"(\d+) af (?:lederens|de) (\d+) ({kinds})",
    "en": r"(\d+) of (?:your|the|the leader's) (\d+) ({kinds})",
}
KINDS = {
    "da": {"medarbejdere": "employee", "ledere": "subordinate_leader", "lederkolleger": "peer"},
    "en": {"employees": "employee", "leaders": "subordinate_leader", "fellow leaders": "peer"},
}
Read = tuple[str, bool, str]  # kind, whether it is true, the sentence


@pytest.mark.parametrize("name", VOICES)
def test_no_sentence_contradicts_the_release(name: str) -> None:
    """Mads and an English reader read who answered, spread, gaps and scores: all is what the figures say."""
    read = [one for seed in (202, 204) for one in _read_back(random_round(seed), *VOICES[name])]
    assert [one for one in read if not one[1]] == []
    assert {"score", "answered"} <= {kind for kind, _, _ in read}


@pytest.mark.slow
@pytest.mark.parametrize("name", VOICES)
def test_no_sentence_of_many_rounds_contradicts_them(name: str) -> None:
    """The same of forty rounds, and every kind of sentence is met many times."""
    read = [one for seed in range(200, 240) for one in _read_back(random_round(seed), *VOICES[name])]
    assert [one for one in read if not one[1]] == []
    for kind in ("score", "own", "answered", "spread", "gap"):
        assert sum(found == kind for found, _, _ in read) >= 5, kind


@pytest.mark.parametrize(
    ("name", "key", "lie", "kind"),
    [
        ("to the leader, English", "theme.score", "{subject} rate 1.1 on average.", "score"),
        (
            "to the leader, English",
            "theme.gap_same",
            "You rate yourself higher on this theme than {the} do.",
            "gap",
        ),
        ("of the leader, Danish", "spread.some", "{subject} ser nogenlunde ens på dette tema.", "spread"),
        ("of the leader, English", "group.employee.answered", "1 of the leader's 99 employees.", "answered"),
    ],
)
def test_a_sentence_that_lies_is_found(
    monkeypatch: pytest.MonkeyPatch, name: str, key: str, lie: str, kind: str
) -> None:
    """Somebody gives a sentence another meaning in one voice: reading it back finds what is not true."""
    voice, language, above = VOICES[name]
    words: Wording = words_in(language) if above is None else words_about(language, own=False)
    monkeypatch.setitem(words._texts, key, lie)
    assert any(
        found == kind and not true
        for seed in range(200, 212)
        for found, true, _ in _read_back(random_round(seed), voice, language, above)
    )


def _read_back(made: Round, voice: Voice, language: Language, above: Above | None) -> Iterator[Read]:
    released = made.release()
    for leader in released.leader_ids:
        view = released.leader(leader)
        page = build_report(released, leader, fitting(released), language, above=above)
        for text in dict.fromkeys(map(flat, values_of(page))):
            yield from _answered(text, view, language)
        for section, info in zip(page.themes, released.themes, strict=True):
            for text in map(flat, (*section.before, *section.sentences)):
                yield from _of_theme(text, view, info.id, voice)


def _answered(text: str, view: LeaderRelease, language: Language) -> Iterator[Read]:
    kinds = KINDS[language]
    form = ANSWERED[language].format(kinds="|".join(sorted(kinds, key=len, reverse=True)))
    for n, invited, kind in re.findall(form, text):
        response = next((one.response for one in view.groups if one.group == kinds[kind]), None)
        true = isinstance(response, Response) and (response.n, response.invited) == (int(n), int(invited))
        yield "answered", true, text


def _of_theme(text: str, view: LeaderRelease, theme: str, voice: Voice) -> Iterator[Read]:
    def of(who: str) -> ThemeResult:
        group = next(one for one in view.groups if one.group == voice.groups[who])
        return next(one for one in group.themes if one.id == theme)

    for claims, kind in ((voice.gaps, "gap"), (voice.spreads, "spread")):
        for form, code in claims.items():
            for who in re.findall(form.format(who=voice.anybody), text):
                found = of(who)
                yield kind, (found.gap if kind == "gap" else found.spread) is code, text
    for who, about, value in re.findall(voice.score.format(who=voice.anybody), text):
        score = of(who).score
        true = isinstance(score, Score) and score.tenths == _tenths(value)
        yield "score", true and isinstance(score, Score) and (score.code is Code.ABOUT) == bool(about), text
    for value in re.findall(voice.own, text):
        own = [
            one.tenths for mark in view.marks if mark.role == "self" for one in mark.themes if one.id == theme
        ]
        yield "own", _tenths(value) in own, text


def _tenths(text: str) -> int:
    whole, part = re.split("[,.]", text)
    return 10 * int(whole) + int(part)
