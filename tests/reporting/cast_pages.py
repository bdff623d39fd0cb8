"""Rounds about the cast and the pages they give: Karen's report, and the organisation report of six leaders."""

from __future__ import annotations

from dataclasses import replace

from fagspejl.analysis.types import ItemSpec
from fagspejl.disclosure.public_totals import public_units, readers_of_tree
from fagspejl.disclosure.release import Release
from fagspejl.reporting.page_types.organisation import BoardPage, OrganisationPage
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.of_units.board import build_board
from fagspejl.reporting.pages.of_units.organisation import build_organisation, build_unit
from fagspejl.reporting.pages.outline import Outline, Place
from fagspejl.reporting.pages.report import build_report
from reporting.questionnaires import fitting, shipped
from support.rounds import Round
from support.tiny import Form, team, tiny_round

ITEMS = [ItemSpec(item.id, item.theme) for item in shipped().items]


def page(forms: list[Form], invited: int | None, who: str = "Karen", **changes: object) -> ReportPage:
    """Karen's page in a round of these forms."""
    asked = None if invited is None else {who: (invited, 0, 0)}
    made: Round = tiny_round(forms, items=ITEMS, invited=asked, home={who: "root"})
    return build_report(replace(made, **changes).release(), who, shipped(), "da")


def employees(n: int) -> list[Form]:
    """n employees who answer in the middle, not alike."""
    return team("Karen", [[3, 4, 3, 2, 3 + i % 2] for i in range(n)])


UNIT_ITEMS = [ItemSpec("q1", "t"), ItemSpec("q2", "t", True)]
UNITS = (
    ("Kommunen", ""),
    ("Familieområdet", "Kommunen"),
    ("Kræftafdelingen", "Kommunen"),
    ("Sengeafsnit", "Kræftafdelingen"),
)
HOME = {
    "Karen": "Familieområdet",
    "Ida": "Sengeafsnit",
    "Eva": "Kræftafdelingen",
    "Bo": "Kræftafdelingen",
    "Sofie": "Kommunen",
    "Omar": "Kommunen",
}


def answers(n: int) -> list[list[int]]:
    """n answers in the middle."""
    return [[3 + i % 2, 2 + i % 2] for i in range(n)]


def organisation_release(sizes: dict[str, int]) -> Release:
    """The organisation when each leader has so many answers."""
    forms: list[Form] = [form for leader, n in sizes.items() for form in team(leader, answers(n))]
    forms += [("Karen", "self", "Karen", [5, 1]), ("Karen", "superior", "Mads", [1, 5])]
    invited = {leader: (n + 2, 0, 0) for leader, n in sizes.items()}
    made = tiny_round(forms, items=UNIT_ITEMS, invited=invited, units=UNITS, home=HOME)
    return made.release()


def organisation_page(sizes: dict[str, int]) -> OrganisationPage:
    """All units of the organisation."""
    released = organisation_release(sizes)
    return build_organisation(released, fitting(released), "da")


def unit_page(released: Release, unit: int = 0, part: int = 1) -> OrganisationPage:
    """One unit's page."""
    outline, place = Outline(released.printed.organisation), Place(unit, part)
    units = [released.unit(index) for index in (unit, *outline.listed(place))]
    shown = outline.on_page(place, units, lambda to: f"{to.unit}-{to.part}.html", "da")
    return build_unit(released, fitting(released), "da", shown)


def board_page(released: Release, unit: int = 0) -> BoardPage:
    """The short version about one unit, for readers taken from the tree."""
    outline = Outline(released.printed.organisation)
    wanted = (unit, *outline.below[unit])
    units = list(public_units(released, readers_of_tree(released.printed.organisation), wanted))
    shown = outline.on_page(Place(unit), units, lambda _: "", "da")
    return build_board(released, fitting(released), "da", shown, readers_known=False)


ALL = {"Karen": 12, "Ida": 12, "Eva": 12, "Bo": 12, "Sofie": 12, "Omar": 12}
