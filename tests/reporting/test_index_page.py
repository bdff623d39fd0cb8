"""The folder's front page: names in tree order, links, no figure."""

from __future__ import annotations

import re
from datetime import date

from fagspejl.disclosure.types import Leader, Organisation, RoundInfo, Unit
from fagspejl.reporting.page_types.report import IndexPage
from fagspejl.reporting.pages.index import build_index
from reporting.questionnaires import texts

TREE = Organisation(
    (Unit("k", "Kommunen", -1), Unit("f", "Familieområdet", 0), Unit("a", "Kræftafdelingen", 0)),
    (
        Leader("ida", "Ida", 2),
        Leader("karen", "Karen", 1),
        Leader("mads", "Mads", 0),
        Leader("lone", "Lone", 1),
    ),
)
INFO = RoundInfo("Forår", "Åkær Kommune", date(2026, 3, 1), date(2026, 3, 14), "lederen")


def page() -> IndexPage:
    """The index of a round in which Lone has no file."""
    files = {name: (("html", f"{name}.html"), ("pdf", f"{name}.pdf")) for name in ("ida", "karen", "mads")}
    return build_index(
        INFO,
        TREE,
        "da",
        leader_files=files,
        organisation_files=[("html", "organisation.html"), ("xlsx", "organisation.xlsx")],
        release_files=[("json", "release.json")],
    )


def test_leaders_stand_in_tree_order() -> None:
    """Mads leads the whole, so he stands first; then Karen, then Ida, as the tree has it."""
    assert [(entry.name, entry.path, entry.depth) for entry in page().leaders] == [
        ("Mads", "Kommunen", 0),
        ("Karen", "Kommunen › Familieområdet", 1),
        ("Ida", "Kommunen › Kræftafdelingen", 1),
    ]


def test_links_name_what_they_open() -> None:
    """A link says what one gets."""
    assert [(link.label, link.href) for link in page().leaders[1].files] == [
        ("Læs", "karen.html"),
        ("Hent PDF", "karen.pdf"),
    ]
    assert [link.label for link in page().organisation] == ["Læs", "Hent regneark"]
    assert [link.href for link in page().release] == ["release.json"]


def test_no_figure_stands_in_it() -> None:
    """The only digits are those of the period."""
    found = page()
    said = [
        text
        for part in (found.head, found.leaders, found.release)
        for text in texts(part)
        if re.search(r"\d", text)
    ]
    assert said == [fact.text for fact in found.head.facts if fact.label == "Periode"]
