"""An average is also told in the words of the scale, of one theme and of several."""

from __future__ import annotations

from fagspejl.analysis.types import ItemSpec
from fagspejl.reporting.pages.report import build_report
from reporting import cast_pages
from reporting.questionnaires import fitting
from support.tiny import team, tiny_round


def test_one_theme_is_anchored() -> None:
    """Karen reads between which two words of the scale her employees' average lies."""
    notes = cast_pages.page(cast_pages.employees(10), 12).first.notes
    assert any("på temaet: mellem »Uenig« og »Hverken enig eller uenig«." in note for note in notes)


def test_several_themes_are_anchored_together() -> None:
    """Themes that lie between the same two words share a sentence, the others have their own."""
    items = [ItemSpec("a1", "a"), ItemSpec("b1", "b"), ItemSpec("c1", "c")]
    rows = [[3 + i % 2, 2 + i % 2, 3 + (i + 1) % 2] for i in range(10)]
    made = tiny_round(team("Karen", rows), items=items, invited={"Karen": (12, 0, 0)}).release()
    page = build_report(made, "Karen", fitting(made), "da")
    names = [f"»{theme.title}«" for theme in page.themes]
    said = [note for note in page.first.notes if note.startswith("Gennemsnittet for dine medarbejdere")]
    assert said == [
        "Gennemsnittet for dine medarbejdere ligger mellem »Hverken enig eller uenig« og »Enig« på "
        f"{names[0]} og {names[2]}.",
        "Gennemsnittet for dine medarbejdere ligger mellem »Uenig« og »Hverken enig eller uenig« på "
        f"{names[1]}.",
    ]
