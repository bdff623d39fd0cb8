"""A leader's report in steps: the answer, three questions, the themes one at a time, what to do, comments last. Pure.

Every part of the report stands in exactly one step, with the words and figures that it has in the whole report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.page_types.steps import StageLink, StagePage, StageParts
from fagspejl.reporting.words import words_in

FIRST: Final = "svar"  # the name of the first step in addresses


class NoSuchStage(KeyError):
    """The report has no step of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its name in addresses, what links call it, its own heading if its parts have none, and its parts."""

    name: str
    link: str
    parts: StageParts
    title: str = ""
    told: tuple[str, ...] = ()


def stages_of(page: ReportPage) -> tuple[Stage, ...]:
    """Return the steps of a report in reading order."""
    words = words_in(page.language)
    read = Stage(FIRST, page.first.title, StageParts(page.first, page.withheld, page.reading, page.asked))
    themes = tuple(
        Stage(theme.id, theme.title, StageParts(strengths=None if number else page.strengths, theme=theme))
        for number, theme in enumerate(page.themes)
    )
    since = page.development
    development = () if since is None else (Stage("udvikling", since.title, StageParts(development=since)),)
    after = StageParts(work=page.work, next_steps=page.next_steps, limits=page.limits, expert=page.expert)
    return (
        read,
        _questions(words),
        *themes,
        *development,
        Stage("videre", words.say("stages.after"), after),
        *_comments(page, words),
    )


def _questions(words: Wording) -> Stage:
    title = words.say("stages.questions_title")
    return Stage(
        "spoergsmaal",
        title,
        StageParts(questions=words.listed("stages.questions")),
        title,
        words.listed("stages.questions_told"),
    )


def _comments(page: ReportPage, words: Wording) -> tuple[Stage, ...]:
    """The comments behind a page of their own, so that nobody meets them on the way to something else."""
    if page.comments is None:
        return ()
    title = words.say("stages.pause_title")
    return (
        Stage("pause", title, StageParts(), title, words.listed("stages.pause_told")),
        Stage(page.comments.id, page.comments.title, StageParts(comments=page.comments)),
    )


def build_stage(page: ReportPage, name: str, *, address: Callable[[str], str], whole: str) -> StagePage:
    """Return one step as a page of its own. `address`: where a step is; `whole`: where everything stands at once.

    Raises NoSuchStage.
    """
    words, stages = words_in(page.language), stages_of(page)
    at = next((number for number, stage in enumerate(stages) if stage.name == name), None)
    if at is None:
        raise NoSuchStage(name)
    stage = stages[at]
    place = words.say("stages.place", number=at + 1, count=len(stages))
    named = words.say("stages.document_title", step=stage.link, document=page.head.document_title)

    def link(key: str, to: int) -> StageLink | None:
        if not 0 <= to < len(stages):
            return None
        return StageLink(words.say(f"stages.{key}", step=stages[to].link), address(stages[to].name))

    return StagePage(
        kind="stage",
        language=page.language,
        labels=page.labels,
        head=replace(page.head, document_title=named),
        whose=page.first.whose,
        steps_label=words.say("stages.label"),
        place=place,
        title=stage.title,
        told=stage.told,
        parts=stage.parts,
        steps=tuple(
            StageLink(one.link, address(one.name), number == at) for number, one in enumerate(stages)
        ),
        back=link("back", at - 1),
        onward=link("onward", at + 1),
        whole=StageLink(words.say("stages.whole"), whole),
        footer=page.footer,
    )
