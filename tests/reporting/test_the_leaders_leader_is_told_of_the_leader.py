"""What Mads reads about Karen speaks of her in the third person; where it says "you", it speaks to him."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import reduce

import pytest

from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import WrittenComment
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.above import Above
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.words import words_about, words_in
from reporting.cast_pages import ITEMS
from reporting.questionnaires import fitting, plain, shipped, texts
from support.rounds import make_round
from support.tiny import Form, team, tiny_round
from support.words import told

YOU = {
    "da": re.compile(r"\b(?:[Dd]u|[Dd]ig|[Dd]in|[Dd]it|[Dd]ine|[Jj]er|[Jj]eres)\b|(?<![.:?»] )(?<!^)\bI\b"),
    "en": re.compile(r"\b[Yy]ou(?:r|rs|rself|rselves)?\b"),
}
# Written for what the leader's own leader never sees: her part is there in place of what the leader can do.
NOT_HERS = {"work", "next", "dialogue", "organisation", "index", "workbook", "speech", "stages"}
TO_THE_READER = {"above", "part", "below"}


def _own(text: object) -> Iterator[str]:
    """Every text of a questionnaire: what was put to raters is quoted as it was."""
    if isinstance(text, str):
        yield text
    elif isinstance(text, dict):
        for part in text.values():
            yield from _own(part)
    elif isinstance(text, tuple):
        for part in text:
            yield from _own(part)
    elif is_dataclass(text):
        for field in fields(text):
            yield from _own(getattr(text, field.name))


def _ours(page: ReportPage, instrument: Instrument) -> set[str]:
    """The page's texts without those that are the questionnaire's own."""
    quoted = {plain(one) for one in _own(instrument.wordings[page.language])}
    stems = sorted((one for one in quoted if len(one) > 10), key=len, reverse=True)
    found = set()
    for text in map(plain, texts(page)):
        if text in quoted:
            continue
        found.add(reduce(lambda said, stem: said.replace(stem, "…"), stems, text))
    return found


def _may_say_you(language: Language) -> set[str]:
    """The sentences that speak to the reader: her part, and what names her own rating as hers."""
    words = words_about(language, own=True)
    theirs = told(words_in(language))
    found = set()
    for key, said in told(words).items():
        if (
            key.split(".")[0] in TO_THE_READER
            or key.startswith("mark.superior.")
            or key == "head.purpose"
            or (key.split(".")[0] in {"first", "reading"} and said != theirs.get(key))
        ):
            found |= set(said)
    return {re.escape(plain(one)) for one in found}


def _speaks_to_reader(text: str, allowed: set[str]) -> bool:
    return any(re.search(re.sub(r"\\{\w+\\}", ".*", one), text) for one in allowed if YOU_ANY.search(one))


YOU_ANY = re.compile(f"{YOU['da'].pattern}|{YOU['en'].pattern}")


def _strangers(page: ReportPage, instrument: Instrument) -> list[str]:
    allowed = _may_say_you(page.language)
    saying = [text for text in _ours(page, instrument) if YOU[page.language].search(text)]
    return [text for text in saying if not _speaks_to_reader(text, allowed)]


def _karens(n: int, *superiors: str) -> Release:
    forms: list[Form] = team("Karen", [[3, 4, 3, 2, 3 + i % 2] for i in range(n)])
    forms += [("Karen", "peer", f"p{i}", [4, 4, 3, 2, 3]) for i in range(6)]
    forms += [("Karen", "subordinate_leader", f"s{i}", [4, 2, 3, 2, 3]) for i in range(7)]
    forms += [("Karen", "self", "Karen", [5, 1, 3, 4, 5])]
    forms += [("Karen", "superior", name, [2 + i, 3, 4, 3, 2]) for i, name in enumerate(superiors)]
    made = tiny_round(forms, items=ITEMS, invited={"Karen": (n + 3, 6, 9)}, home={"Karen": "root"})
    return made.release()


def _above(released: Release, language: Language, leader: str = "Karen") -> ReportPage:
    return build_report(released, leader, shipped(), language, readers="", above=Above("Mads"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [4, 5, 9, 12])
def test_nothing_is_said_to_karen(language: Language, n: int) -> None:
    """Whether few or many answered about Karen, Mads finds no sentence in which "you" would be her."""
    for superiors in ((), ("Mads",), ("Mads", "Eva")):
        assert _strangers(_above(_karens(n, *superiors), language), shipped()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_said_to_any_leader(language: Language, seed: int) -> None:
    """In rounds at random, with several themes, withheld groups and comments, the same holds for every leader."""
    made = make_round(seed, leaders=8, units=4, themes=(5, 3) if seed % 2 else (4,))
    comments = tuple(
        WrittenComment(row, "works_well", "Sig til, hvis du mangler noget.") for row in range(40)
    )
    released = (made if seed % 3 else replace(made, comments=comments)).release()
    instrument = fitting(released)
    for leader in released.leader_ids:
        page = build_report(released, leader, instrument, language, readers="", above=Above())
        assert [
            text for text in _strangers(page, instrument) if text not in {plain(one.text) for one in comments}
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_to_the_leader_has_another_for_her_leader(language: Language) -> None:
    """No sentence that says "you" to Karen is left without its counterpart, whether a page of today says it or not."""
    about, own = told(words_about(language, own=False)), told(words_in(language))
    left = {
        key
        for key, said in own.items()
        if key.split(".")[0] not in NOT_HERS and any(YOU[language].search(one) for one in said)
    }
    assert {key for key in left if about[key] == own[key]} == set()
    spoken = {
        key
        for key, said in about.items()
        if key.split(".")[0] not in NOT_HERS | TO_THE_READER
        and any(YOU[language].search(one) for one in said)
    }
    assert spoken <= {"head.purpose", "mark.superior.label_own"}


def test_the_figures_are_karens() -> None:
    """Mads sees every mark and every table that Karen sees: other words, the same figures."""
    released = _karens(12, "Mads")
    hers = build_report(released, "Karen", shipped(), "da")
    his = _above(released, "da")
    for one, other in zip(hers.themes, his.themes, strict=True):
        assert one.chart is not None
        assert other.chart is not None
        assert [(m.kind, m.tenths, m.band) for m in one.chart.marks] == [
            (m.kind, m.tenths, m.band) for m in other.chart.marks
        ]
        assert [[m.text for m in item.chart.marks] for item in one.items if item.chart] == [
            [m.text for m in item.chart.marks] for item in other.items if item.chart
        ]


@pytest.mark.parametrize(
    ("language", "title", "part"),
    [
        ("da", "Rapporten om Karen: Faglig ledelse", "Din del som lederens leder"),
        ("en", "The report about Karen: Professional leadership", "Your part as the leader's own leader"),
    ],
)
def test_his_part(language: Language, title: str, part: str) -> None:
    """Mads reads what is his to do: four questions, what not to ask, and an agenda that adds up to 45 minutes."""
    page = _above(_karens(12), language)
    questions, never = page.work.themes
    assert (page.head.title, page.work.title) == (title, part)
    assert len(questions.questions) == 4
    assert all(one.endswith("?") for one in questions.questions)
    assert len(never.questions) == 4
    minutes = [int(step.title.split()[0]) for step in page.next_steps.steps]
    assert sum(minutes) == 45
    assert "45" in page.next_steps.title
    assert {page.work.id, page.next_steps.id} <= {entry.id for entry in page.contents}
