"""What comes after the figures: comments, work, next steps, what the figures are not, and the expert panel."""

from __future__ import annotations

from collections.abc import Iterator

from fagspejl.analysis.rounding import tenths_above
from fagspejl.disclosure.types import (
    Code,
    CommentResult,
    GroupResult,
    LeaderRelease,
    Reason,
    Response,
    Score,
    ThemeInfo,
    ThemeResult,
    Withheld,
)
from fagspejl.instrument.types import PerspectiveName
from fagspejl.reporting.page_types.charts import Cell, Table
from fagspejl.reporting.page_types.report import (
    CaseBlock,
    CommentGroup,
    CommentQuestion,
    Comments,
    Expert,
    Section,
    Step,
    Steps,
    ThemeWork,
)
from fagspejl.reporting.pages.charts import withheld_cell
from fagspejl.reporting.pages.facts import count_cell, expert_facts, invited_cell
from fagspejl.reporting.pages.frame import READERS_WORDS, Frame
from fagspejl.reporting.pages.participation import asked_groups
from fagspejl.reporting.pages.perspectives import not_asked, person_label
from fagspejl.reporting.pages.values import SENTENCES
from fagspejl.reporting.pages.view_of_part import ReleasedRound


def comments_section(frame: Frame, view: LeaderRelease) -> Comments | None:
    """Return all comments word for word; None where the round asks for none or shows none to anybody."""
    words = frame.voice
    groups = [
        _comment_group(frame, group.group, frame.group_label(group.group), group.comments)
        for group in asked_groups(view)
        if group.comments
    ]
    groups += [
        _comment_group(frame, mark.role, person_label(frame, mark, view.marks), mark.comments)
        for mark in view.marks
        if mark.comments
    ]
    if not groups:
        return None
    return Comments(
        "kommentarer", words.say("comments.title"), words.listed("comments.paragraphs"), tuple(groups)
    )


def _comment_group(
    frame: Frame, perspective: PerspectiveName, label: str, comments: tuple[CommentResult, ...]
) -> CommentGroup:
    """One group's comments. They are held back for a whole group or not at all, which is then said once."""
    questions = tuple(
        CommentQuestion(
            _question(frame, perspective, comment.question),
            comment.texts or (frame.voice.say("comments.none"),),
        )
        for comment in comments
        if not isinstance(comment.texts, Withheld)
    )
    hidden = any(
        isinstance(comment.texts, Withheld) and comment.texts.reason is not Reason.NOT_ASKED
        for comment in comments
    )
    return CommentGroup(perspective, label, questions, frame.withheld if hidden else "")


def _question(frame: Frame, perspective: PerspectiveName, question: str) -> str:
    words = frame.wording.comments.get(question, {})
    for name in (perspective, *READERS_WORDS):
        if name in words:
            return words[name]
    return question


def theme_work(frame: Frame, themes: tuple[ThemeInfo, ...]) -> tuple[ThemeWork, ...]:
    """Return the questionnaire's advice, questions and cases, theme by theme."""
    return tuple(_theme_work(frame, themes))


def _theme_work(frame: Frame, themes: tuple[ThemeInfo, ...]) -> Iterator[ThemeWork]:
    words = frame.voice
    for theme in themes:
        wording = frame.wording.themes.get(theme.id)
        if wording is None or not (wording.reflection or wording.cases or wording.advice):
            continue

        def title(part: str, content: tuple[object, ...], theme: str = wording.title) -> str:
            said = words.say(f"work.{part}_title") if content else ""
            return words.say("work.of_theme", title=said, theme=theme) if said and len(themes) > 1 else said

        yield ThemeWork(
            theme=wording.title,
            questions_title=title("questions", wording.reflection),
            questions=wording.reflection,
            cases_title=title("cases", wording.cases),
            cases=tuple(
                CaseBlock(case.title, case.paragraphs, words.say("work.case_question"))
                for case in wording.cases
            ),
            advice_title=title("advice", wording.advice),
            advice=wording.advice,
        )


def next_steps(frame: Frame) -> Steps:
    """Return what happens after reading."""
    words = frame.voice
    return Steps(
        "naeste", words.say("next.title"), words.listed("next.paragraphs"), _steps(frame, "next.steps")
    )


def _steps(frame: Frame, key: str) -> tuple[Step, ...]:
    return tuple(Step(title, text) for title, text in frame.voice.pairs(key))


def limits_section(frame: Frame) -> Section:
    """Return what the figures are not."""
    return Section("graenser", frame.voice.say("limits.title"), frame.voice.listed("limits.paragraphs"))


def expert_panel(frame: Frame, round_: ReleasedRound, view: LeaderRelease) -> Expert:
    """Return n, N, method of each band, versions and thresholds."""
    words, groups = frame.voice, asked_groups(view)
    span = frame.scale.hi - frame.scale.lo
    policy = round_.reporting
    slots = {
        "share": words.say("speech.percent", percent=round(100 * policy.item_share)),
        "level": words.say("speech.percent", percent=round(100 * policy.level)),
        "distribution": round_.disclosure.k_distribution,
        "gap": words.tenths(int(tenths_above(policy.gap * span / 4))),  # differences are whole tenths,
    }
    tables = (_numbers_table(frame, groups), _methods_table(frame, round_.themes, groups))
    return Expert(
        id="metode",
        title=words.say("expert.title"),
        summary=words.say("expert.summary"),
        paragraphs=words.listed("expert.paragraphs", **slots),
        tables=tuple(table for table in tables if table.rows),
        facts=expert_facts(frame, round_),
    )


def _numbers_table(frame: Frame, groups: tuple[GroupResult, ...]) -> Table:
    words = frame.voice
    columns = tuple(words.say(f"expert.{name}") for name in ("group", "n", "invited"))
    rows = []
    for group in groups:
        label, response = Cell(frame.group_label(group.group)), group.response
        if isinstance(response, Response):
            rows.append((label, count_cell(frame, response.n), invited_cell(frame, response)))
        else:
            rows.append((label, withheld_cell(frame), withheld_cell(frame)))
    return Table(words.say("expert.groups_caption"), columns, (False, True, True), tuple(rows))


def _methods_table(frame: Frame, themes: tuple[ThemeInfo, ...], groups: tuple[GroupResult, ...]) -> Table:
    words = frame.voice
    columns = (words.say("expert.theme"), *(frame.group_label(group.group) for group in groups))
    rows = []
    for theme in themes:
        cells = [_method_cell(frame, group, theme.id) for group in groups]
        rows.append((Cell(frame.theme_title(theme.id)), *cells))
    caption = words.say("expert.methods_caption")
    return Table(caption, columns, (False,) * len(columns), tuple(rows) if groups else ())


def _method_cell(frame: Frame, group: GroupResult, theme: str) -> Cell:
    found = next((result for result in group.themes if result.id == theme), None)
    if found is None or not_asked(found.score):
        return Cell("", "empty")
    if isinstance(found.score, Withheld):
        return withheld_cell(frame)
    return Cell(frame.voice.say(_method(group.response, found, found.score)))


def _method(response: Response | Withheld, theme: ThemeResult, score: Score) -> str:
    """The key of how the theme's interval was made, or why there is none."""
    code = response.code if isinstance(response, Response) else None
    if score.tenths is None:
        return "expert.coded"
    if score.code is Code.ABOUT:
        return "expert.about"
    if code is Code.ALL_ANSWERED:
        return "expert.complete"
    if code is Code.FEW_ANSWERS:
        return "expert.bounded"
    if theme.band is None or theme.method is None:
        return "expert.no_band"
    return SENTENCES[theme.method]
