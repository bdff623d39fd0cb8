"""The themes of a leader's report, in questionnaire order. Words come from codes, never from a fresh comparison."""

from __future__ import annotations

from collections.abc import Iterator

from fagspejl.disclosure.types import Code, GroupResult, LeaderRelease, Mark, Score, ThemeInfo, Withheld
from fagspejl.instrument.types import PerspectiveName, ThemeWording
from fagspejl.reporting.page_types.charts import ScaleChart, ScaleMark
from fagspejl.reporting.page_types.report import OtherWords, Section, ThemeSection
from fagspejl.reporting.pages.charts import group_mark, scale_chart
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.items import average_sentence, item_blocks, person_sentence
from fagspejl.reporting.pages.participation import asked_groups
from fagspejl.reporting.pages.perspectives import GroupView, PersonView, group_views, person_views
from fagspejl.reporting.pages.values import SENTENCES, is_average, score_sentence


def theme_sections(
    frame: Frame, themes: tuple[ThemeInfo, ...], view: LeaderRelease, percent_from: int
) -> tuple[ThemeSection, ...]:
    """Return one section per theme."""
    groups = asked_groups(view)
    return tuple(
        _section(frame, number, theme, groups, view.marks, percent_from)
        for number, theme in enumerate(themes, start=1)
    )


def strengths_section(frame: Frame, view: LeaderRelease) -> Section | None:
    """Return which themes stand clear of the leader's own average of themes, group by group.

    None where no group has three themes with a printed number: with fewer there is no average to stand clear of.
    """
    words, said = frame.voice, []
    for group in asked_groups(view):
        numbered = [theme for theme in group.themes if _has_number(theme.score)]
        if len(numbered) <= 2:
            continue
        strong = [words.quote(frame.theme_title(theme.id)) for theme in numbered if theme.strength]
        if strong:
            subject = words.say(f"group.{group.group}.subject")
            said.append(words.say(SENTENCES[Code.STRENGTH], subject=subject, themes=words.series(strong)))
        else:
            said.append(words.say("strengths.none", the=words.say(f"group.{group.group}.the")))
    return Section("styrker", words.say("strengths.title"), tuple(said)) if said else None


def _has_number(score: Score | Withheld) -> bool:
    return isinstance(score, Score) and score.tenths is not None


def _section(
    frame: Frame,
    number: int,
    theme: ThemeInfo,
    asked: tuple[GroupResult, ...],
    marks: tuple[Mark, ...],
    percent_from: int,
) -> ThemeSection:
    words, wording = frame.voice, frame.wording.themes.get(theme.id)
    anchor = f"tema-{number}"
    groups = group_views(frame, asked, theme.id)
    persons = person_views(frame, marks, theme.id)
    question = (wording.team_question if wording else "") or words.say("theme.default_question")
    return ThemeSection(
        id=anchor,
        number=number,
        title=frame.theme_title(theme.id),
        what=wording.what if wording else (),
        why=wording.why if wording else (),
        before=tuple(
            words.say(SENTENCES[Code.SPREAD_DIVIDED], subject=group.subject)
            for group in groups
            if group.theme.spread is Code.SPREAD_DIVIDED
        ),
        chart=_chart(frame, anchor, theme.id, groups, persons),
        sentences=tuple(_sentences(frame, groups, persons)),
        stem=_stem(frame, wording),
        items=item_blocks(frame, anchor, theme, groups, persons, percent_from),
        reading=wording.reading if wording and any(not group.hidden for group in groups) else (),
        question=question,
        after_question=words.say("theme.after_question"),
        adapted=_adapted(frame, theme, groups, persons),
        other_words=_other_words(frame, theme, groups, persons),
    )


def _stem(frame: Frame, wording: ThemeWording | None) -> str:
    """The question that the statements answer, in the words of those who know the leader from daily work."""
    stem = next(iter(wording.stem.values()), "") if wording else ""
    return frame.voice.say("theme.asked", stem=frame.voice.quote(stem)) if stem else ""


def _chart(
    frame: Frame, anchor: str, theme: str, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> ScaleChart | None:
    title = frame.heading("chart.title", frame.theme_title(theme))
    hidden = [group.label for group in groups if isinstance(group.theme.score, Withheld)]
    marks = list(_marks(frame, groups, persons))
    return scale_chart(frame, f"{anchor}-linje", title, marks, hidden, intervals=True)


def _marks(
    frame: Frame, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> Iterator[ScaleMark]:
    for group in groups:
        seen = group.theme
        if isinstance(seen.score, Score):
            yield group_mark(
                frame,
                group.name,
                group.label,
                seen.score,
                "whole",
                band=seen.band,
                bounds=seen.bounds,
                few=group.few,
            )
    for person in persons:
        if person.theme.tenths is not None:
            yield person.mark(person.theme.tenths, frame.voice.tenths(person.theme.tenths))


def _sentences(frame: Frame, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]) -> Iterator[str]:
    words = frame.voice
    for group in groups:
        yield from _group_sentences(frame, group)
    yield from average_sentence(frame, [found for group in groups if (found := _average(group))], "whole")
    for group in groups:
        spread = group.theme.spread
        if spread is not None and spread is not Code.SPREAD_DIVIDED:  # that one stands before any average
            yield words.say(SENTENCES[spread], subject=group.subject, the=group.the)
    averages = [
        (person, words.tenths(person.theme.tenths)) for person in persons if person.theme.tenths is not None
    ]
    yield from person_sentence(frame, averages, "theme")
    for person in persons:
        if person.theme.tenths is None:
            yield words.say(f"mark.{person.role}.theme_none", label=person.label)
    gaps = [(group.the, group.theme.gap) for group in groups if group.theme.gap is not None]
    for the, gap in gaps:
        yield words.say(SENTENCES[gap], the=the)
    higher = [the for the, gap in gaps if gap is Code.GAP_HIGHER]
    if higher:
        yield words.say("theme.gap_common", the=words.series(higher))


def _group_sentences(frame: Frame, group: GroupView) -> Iterator[str]:
    """What is said of one group alone: that it is not shown, that few answered, or an end without a number."""
    words, score = frame.voice, group.theme.score
    if isinstance(score, Withheld):
        yield words.say("theme.withheld", label=group.label, withheld=frame.withheld)
        return
    if group.few:
        yield words.say(SENTENCES[Code.FEW_ANSWERS])
    if _average(group) is None:
        yield score_sentence(frame, group.subject, score, "whole")


def _average(group: GroupView) -> tuple[GroupView, Score] | None:
    """The group and its score, where it shares a sentence with the other groups' averages."""
    score = group.theme.score
    shares = isinstance(score, Score) and is_average(score) and not group.few
    return (group, score) if shares and isinstance(score, Score) else None


def _other_words(
    frame: Frame, theme: ThemeInfo, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> tuple[OtherWords, ...]:
    """Return each wording that differs from the page's, once, with those who answered it; () where all are alike."""
    found: dict[tuple[str, ...], list[str]] = {}
    for perspective, the in _asked(groups, persons):
        if texts := _texts(frame, theme, perspective):
            found.setdefault(texts, []).append(the)
    return tuple(OtherWords(_capital(frame.voice.series(who)), texts) for texts, who in found.items())


def _adapted(
    frame: Frame, theme: ThemeInfo, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> str:
    """Return "Du selv og din leder svarede på de samme udsagn i tilpassede ord."; "" where nobody did."""
    who = [the for perspective, the in _asked(groups, persons) if _texts(frame, theme, perspective)]
    if not who:
        return ""
    return _capital(frame.voice.say("theme.adapted", who=frame.voice.series(who)))


def _asked(
    groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> Iterator[tuple[PerspectiveName, str]]:
    """Everybody the page speaks of, and how a sentence calls them."""
    yield from ((group.name, group.the) for group in groups)
    yield from ((person.role, person.the) for person in persons)


def _texts(frame: Frame, theme: ThemeInfo, perspective: PerspectiveName) -> tuple[str, ...]:
    """The numbered statements of a perspective whose words are not those of the page."""
    wording = frame.wording.themes.get(theme.id)
    words = wording.items.get(perspective, {}) if wording else {}
    return tuple(
        f"{number}. {words[item]}"
        for number, (item, _) in enumerate(theme.items, start=1)
        if item in words and words[item] != frame.statement(theme.id, item)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
