"""Rounds about the cast and the pages they give: Karen's report, and the organisation report of six leaders."""

from __future__ import annotations

from dataclasses import replace

from fagspejl.analysis.types import ItemSpec
from fagspejl.reporting.pages.organisation import build_organisation
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.types import OrganisationPage, ReportPage
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


def organisation_page(sizes: dict[str, int]) -> OrganisationPage:
    """The organisation report when each leader has so many answers."""
    forms: list[Form] = [form for leader, n in sizes.items() for form in team(leader, answers(n))]
    forms += [("Karen", "self", "Karen", [5, 1]), ("Karen", "superior", "Mads", [1, 5])]
    invited = {leader: (n + 2, 0, 0) for leader, n in sizes.items()}
    made = tiny_round(forms, items=UNIT_ITEMS, invited=invited, units=UNITS, home=HOME)
    released = made.release()
    return build_organisation(released, fitting(released), "da")


ALL = {"Karen": 12, "Ida": 12, "Eva": 12, "Bo": 12, "Sofie": 12, "Omar": 12}
