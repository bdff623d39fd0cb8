"""A report read in steps holds every part once: questions before themes, one theme at a time, comments last."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.page_types.steps import StagePage
from fagspejl.reporting.pages.plain import dumps
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.steps.build import NoSuchStage, Stage, build_stage, stages_of
from rendering import sample_pages
from reporting.questionnaires import fitting
from support.rounds import make_round


def five_themes(language: Language = "da") -> ReportPage:
    """A report of five themes with comments."""
    made = make_round(11, leaders=6, units=2, themes=(5, 5, 5, 5, 5)).release()
    page = build_report(made, made.leader_ids[0], fitting(made), language)
    return replace(page, comments=sample_pages.karens_report().comments)


def shown(stage: Stage) -> list[str]:
    """The ids of the parts that a step shows."""
    parts = [getattr(stage.parts, field.name) for field in fields(stage.parts)]
    return [part.id for part in parts if hasattr(part, "id")]


def step(page: ReportPage, name: str) -> StagePage:
    """One step with addresses that name it."""
    return build_stage(page, name, address=lambda to: f"/{to}/", whole="/alt/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_stands_in_one_step(language: Language) -> None:
    """Karen misses nothing by reading step by step, and meets nothing twice."""
    page = five_themes(language)
    found = [part for stage in stages_of(page) for part in shown(stage)]
    assert sorted(found) == sorted({*(entry.id for entry in page.contents), "kommentarer"})


def test_questions_before_any_theme_and_comments_last() -> None:
    """Karen meets her three questions before a theme unfolds, and the comments after everything, behind a pause."""
    names = [stage.name for stage in stages_of(five_themes())]
    themes = [f"tema-{number}" for number in range(1, 6)]
    assert names == ["svar", "spoergsmaal", *themes, "videre", "pause", "kommentarer"]


def test_one_theme_at_a_time() -> None:
    """A step of a theme holds no other theme's title in its parts."""
    page = five_themes()
    for theme in page.themes:
        told = dumps(step(page, theme.id).parts.theme)
        assert theme.items[0].id in told
        assert all(other.items[0].id not in told for other in page.themes if other is not theme)


def test_no_step_before_the_last_holds_a_comment() -> None:
    """Nothing of a comment's text is in any page but the last, the pause included."""
    page = sample_pages.karens_report()
    said = "Lederen spørger til sagen"
    holding = [stage.name for stage in stages_of(page) if said in dumps(step(page, stage.name))]
    assert holding == ["kommentarer"]


def test_no_pause_where_there_are_no_comments() -> None:
    """A reader who is shown no comments is not told to rest before them."""
    page = replace(five_themes(), comments=None)
    assert [stage.name for stage in stages_of(page)][-1] == "videre"


def test_links_lead_through_all_steps_and_to_the_whole() -> None:
    """Karen can follow the links from the first step to the last, back again, and out to everything at once."""
    page = five_themes()
    names, here = ["svar"], step(page, "svar")
    assert here.back is None
    while here.onward is not None:
        before, here = here, step(page, here.onward.href.strip("/"))
        names.append(here.onward.href if here.onward else "")
        assert here.back is not None
        assert step(page, here.back.href.strip("/")).place == before.place
        assert here.whole.href == "/alt/"
        assert [link.here for link in here.steps].count(True) == 1
    assert len(names) == len(stages_of(page))


def test_a_step_that_is_not_there() -> None:
    """A leader of one theme has no second one."""
    with pytest.raises(NoSuchStage):
        step(sample_pages.karens_report(), "tema-2")
