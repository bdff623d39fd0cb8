"""The last round beside this one in Karen's report: words by rule, figures where ten stand behind both, else why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.template import Engine

from fagspejl.disclosure.release import Release
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import ChangeChart
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render import html
from fagspejl.reporting.render.html import render_html
from reporting.cast_pages import ITEMS
from reporting.questionnaires import plain, shipped, texts
from support.tiny import team, tiny_round
from support.two_rounds import LAST, THIS, beside, dated

NONE = "Ingen tydelig ændring siden sidst."


def _round(level: int, n: int, told: object = THIS, *, asked: int = 14, unit: str = "root") -> Release:
    """Karen's employees answer about `level`, not alike."""
    answers = [[level + (i + j) % 3 - 1 for j in range(5)] for i in range(n)]
    made = tiny_round(
        team("Karen", answers),
        items=ITEMS,
        invited={"Karen": (asked, 0, 0)},
        units=((unit, ""),),
        home={"Karen": unit},
    )
    return dated(made.release(), told)  # type: ignore[arg-type]


def _development(now: Release, before: Release, language: Language = "da") -> Development:
    page = build_report(now, "Karen", shipped(), language, past=beside(now, before))
    assert page.development is not None
    assert ("udvikling", page.development.title) in {(entry.id, entry.title) for entry in page.contents}
    return page.development


def _said(found: Development) -> str:
    return plain(" ".join(texts(found)))


def test_up_and_down_and_no_clear_change() -> None:
    """Karen's twelve answer one point higher: up; the other way round: down; the same again: no clear change."""
    low, high = _round(2, 12, LAST), _round(3, 12)
    (line,) = _development(high, low).groups[0].lines
    assert plain(line.sentence).endswith("Op: Svarene er højere end sidst.")
    (line,) = _development(_round(2, 12), _round(3, 12, LAST)).groups[0].lines
    assert plain(line.sentence).endswith("Ned: Svarene er lavere end sidst.")
    (line,) = _development(_round(3, 12), _round(3, 11, LAST)).groups[0].lines
    assert plain(line.sentence).endswith(NONE)


def test_both_marks_and_both_bands_stand_on_one_line() -> None:
    """Karen sees last round's mark and band above this round's, and the sentence holds the same figures."""
    (line,) = _development(_round(3, 12), _round(2, 12, LAST)).groups[0].lines
    assert isinstance(line.chart, ChangeChart)
    before, now = line.chart.before, line.chart.now
    assert (before.label, before.text, now.label, now.text) == ("Sidst", "2,0", "Nu", "3,0")
    for mark in (before, now):
        assert mark.band is not None
        ends = [f"{end // 10},{end % 10}" for end in (mark.band.lower, mark.band.upper)]
        assert f"{mark.label}: {mark.text}, bånd fra {ends[0]} til {ends[1]}." in plain(line.sentence)


@pytest.mark.parametrize(("then", "now"), [(9, 12), (12, 9), (5, 14), (14, 7)])
def test_below_ten_the_word_stands_alone(then: int, now: int) -> None:
    """Nine people stand behind one of Karen's rounds: a word, no chart, and no figure of the last round."""
    found = _development(_round(4, now), _round(2, then, LAST))
    (line,) = found.groups[0].lines
    assert line.chart is None
    assert not any(sign.isdigit() for sign in line.sentence)
    assert "Når færre end ti står bag et tal i en af runderne, står ordet alene." in _said(found)


def test_a_coded_round_gives_no_word() -> None:
    """Karen's people answered 5 throughout last time: that figure is not exact, so it is neither up nor down."""
    answers = [[5, 5, 5, 5, 5]] * 12
    made = tiny_round(
        team("Karen", answers), items=ITEMS, invited={"Karen": (14, 0, 0)}, home={"Karen": "root"}
    )
    (line,) = _development(_round(3, 12), dated(made.release(), LAST)).groups[0].lines
    assert plain(line.sentence).endswith("Derfor siger vi hverken op eller ned.")


def test_an_unknown_number_asked_makes_the_interval_wider() -> None:
    """Nobody knows how many of Karen's employees were asked last time: the band is as wide as if many more were."""
    answers = [[1 + (i + j) % 3 for j in range(5)] for i in range(12)]
    made = tiny_round(team("Karen", answers), items=ITEMS, home={"Karen": "root"})
    (line,) = _development(_round(3, 12), dated(made.release(), LAST)).groups[0].lines
    assert "Sidst: 2,0, bånd fra 1,5 til 2,5." in plain(line.sentence)
    assert plain(line.sentence).endswith("Op: Svarene er højere end sidst.")


def test_other_statements_give_no_word() -> None:
    """One statement of Karen's was answered by four only last time: the scores rest on other statements."""
    answers = [[*(1 + (i + j) % 3 for j in range(4)), 2 if i < 4 else 0] for i in range(12)]
    missing = [[0, 0, 0, 0, 0 if i < 4 else 1] for i in range(12)]
    made = tiny_round(
        team("Karen", answers),
        items=ITEMS,
        invited={"Karen": (14, 0, 0)},
        missing=missing,
        home={"Karen": "root"},
    )
    (line,) = _development(_round(3, 12), dated(made.release(), LAST)).groups[0].lines
    assert "De to runder viser ikke de samme udsagn." in plain(line.sentence)


def test_a_small_group_then_is_the_one_neutral_text() -> None:
    """Four answered last time: the place is as empty as any other, and nothing of this round is compared."""
    found = _development(_round(3, 12), _round(3, 4, LAST))
    assert found.groups[0].lines == ()
    assert plain(found.groups[0].note) == "Medarbejdere: Vises ikke af hensyn til anonymiteten."
    assert "op eller ned" not in _said(found)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (("Sidst", None, None), "Vi ved ikke, hvornår begge runder var åbne."),
        (("Sidst", date(2026, 12, 1), date(2026, 12, 9)), "sluttede ikke, før denne begyndte"),
        (("Sidst", date(2025, 12, 1), date(2025, 12, 15)), "Der gik mindre end 90 dage"),
    ],
)
def test_rounds_too_near_each_other_are_not_compared(before: object, said: str) -> None:
    """Karen's two rounds are not shown beside each other where no time, or too little, lies between them."""
    found = _development(_round(3, 12), _round(2, 12, before))
    assert said in plain(" ".join(found.paragraphs))
    assert (len(found.paragraphs), found.groups, found.notes) == (1, (), ())


def test_ninety_days_are_enough() -> None:
    """Ninety days to the day lie between Karen's rounds: they are compared."""
    before = ("Sidst", date(2025, 11, 17), date(2025, 12, 1))
    assert _development(_round(3, 12), _round(2, 12, before)).groups


def test_another_questionnaire_unit_or_merge_is_not_compared() -> None:
    """Karen's scale, statements, unit, or way of counting subordinate leaders is another: one sentence why not."""
    now, before = _round(3, 12), _round(2, 12, LAST)
    other = replace(before.printed, themes=(replace(before.themes[0], items=before.themes[0].items[:4]),))
    past = beside(now, before)
    for changed, said in (
        (beside(now, _with_themes(before, other.themes)), "Spørgsmålene er ikke de samme som sidst."),
        (beside(now, _round(2, 12, LAST, unit="Familieområdet")), "Enheden er en anden end sidst"),
        (beside(now, Release(replace(before.printed, merged=False))), "talt med på en anden måde"),
    ):
        page = build_report(now, "Karen", shipped(), "da", past=changed)
        assert page.development is not None
        assert said in plain(page.development.paragraphs[0])
        assert changed.view is None
    assert past.view is not None


def _with_themes(released: Release, themes: object) -> Release:
    copy = Release(released.printed)
    copy.themes = themes  # type: ignore[assignment]
    return copy


def test_nobody_is_told_who_is_new_without_a_roster() -> None:
    """The list of those who were asked last time is deleted, and Karen's report says so in one sentence."""
    said = _said(_development(_round(3, 12), _round(2, 12, LAST)))
    assert "Listen over dem, der blev spurgt dengang, er slettet." in said


def test_a_first_round_has_no_such_section() -> None:
    """Nothing is known of a round before this one: Karen's report does not speak of it."""
    page = build_report(_round(3, 12), "Karen", shipped(), "da")
    assert page.development is None
    assert "udvikling" not in {entry.id for entry in page.contents}
    assert 'id="udvikling"' not in render_html(page)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_shows_it_in_both_languages(language: Language) -> None:
    """The web page holds the drawing with a name and a description, and every sentence of the section."""
    now, before = _round(3, 12), _round(2, 12, LAST)
    page = build_report(now, "Karen", shipped(), language, past=beside(now, before))
    text = render_html(page)
    assert page.development is not None
    (line,) = page.development.groups[0].lines
    assert line.chart is not None
    assert line.chart.description in text
    assert 'class="change-chart"' in text
    for said in (*page.development.paragraphs, line.sentence):
        assert said in text


def test_the_template_names_only_what_the_section_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that somebody renames shows in the tests, not as an empty place in Karen's section."""
    engine = Engine(dirs=html._engine().dirs, libraries=html._engine().libraries, string_if_invalid="UKENDT")
    monkeypatch.setattr(html, "_engine", lambda: engine)
    now = _round(3, 12)
    for before in (
        _round(2, 12, LAST),
        _round(2, 7, LAST),
        _round(2, 4, LAST),
        _round(2, 12, ("", None, None)),
    ):
        page = build_report(now, "Karen", shipped(), "da", past=beside(now, before))
        assert "UKENDT" not in render_html(page)
