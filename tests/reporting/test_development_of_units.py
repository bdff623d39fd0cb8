"""The last round beside this one on a unit's page: the same unit of the same groups, and nothing of one leader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fagspejl.disclosure.over_time import comparable_units
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Organisation
from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.pages.of_units.organisation import build_unit
from fagspejl.reporting.pages.outline import Outline, Place
from fagspejl.reporting.pages.over_time.past import Past, WhyNot
from fagspejl.reporting.render.html import render_html
from reporting.cast_pages import ALL, HOME, UNIT_ITEMS, UNITS
from reporting.questionnaires import fitting, plain, texts
from support.tiny import Form, team, tiny_round
from support.two_rounds import LAST, THIS, dated


def _organisation(level: int, told: object = THIS, sizes: dict[str, int] = ALL) -> Release:
    forms: list[Form] = []
    for leader, n in sizes.items():
        forms += team(leader, [[level + i % 2, 6 - level - (i // 2) % 2] for i in range(n)])
    invited = {leader: (n + 2, 0, 0) for leader, n in sizes.items()}
    made = tiny_round(forms, items=UNIT_ITEMS, invited=invited, units=UNITS, home=HOME)
    return dated(made.release(), told)  # type: ignore[arg-type]


def _page(now: Release, before: Release, unit: int = 0) -> OrganisationPage:
    places = comparable_units(before, now)
    other = places.get(unit)
    why = None if other is not None else WhyNot.MOVED if unit in places else WhyNot.NOT_THERE
    past = Past(before.info, None if other is None else before.unit(other), why, "rosters_deleted")
    outline = Outline(now.printed.organisation)
    shown = outline.on_page(Place(unit), [now.unit(unit)], lambda to: f"{to.unit}.html", "da")
    return build_unit(now, fitting(now), "da", shown, past)


def test_the_whole_is_up() -> None:
    """All six leaders' people answer higher than last year: Bente's page of the whole says so, with both bands."""
    page = _page(_organisation(3), _organisation(2, LAST))
    assert page.development is not None
    (line,) = page.development.groups[0].lines
    assert line.chart is not None
    assert line.chart.before.band is not None
    assert line.chart.now.band is not None
    assert plain(line.sentence).endswith("Op: Svarene er højere end sidst.")
    assert "udvikling" in [entry.id for entry in page.contents]
    assert line.sentence in render_html(page)


def test_no_leader_stands_in_it() -> None:
    """The section names neither Karen nor anybody else."""
    page = _page(_organisation(3), _organisation(2, LAST))
    said = " ".join(texts(page.development)).replace(",", " ").split()
    assert "Medarbejderne" in said
    assert set(said) & HOME.keys() == set()


@pytest.mark.parametrize("size", [3, 4])
def test_a_small_group_that_moved_stops_the_comparison(size: int) -> None:
    """Eva's few people have moved from Kræftafdelingen to Familieområdet: neither unit is compared, the whole is."""
    sizes = {**ALL, "Eva": size}
    before, now = _organisation(2, LAST, sizes), _moved(_organisation(3, THIS, sizes), "Eva", 1)
    assert comparable_units(before, now) == {0: 0, 1: None, 2: None, 3: 3}
    page = _page(now, before, 2)
    assert page.development is not None
    assert "ikke sat sammen af de samme grupper som sidst" in plain(page.development.paragraphs[0])
    assert page.development.groups == ()


def test_a_group_that_stands_alone_may_move() -> None:
    """Eva's twelve people have moved: both units are compared, for the difference is about twelve people."""
    before, now = _organisation(2, LAST), _moved(_organisation(3), "Eva", 1)
    assert comparable_units(before, now) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_a_unit_that_is_new_has_nothing_to_compare() -> None:
    """Sengeafsnit did not exist last year: its page says that there are no figures to compare with."""
    before = _organisation(2, LAST)
    tree = before.printed.organisation
    units = (*tree.units[:3], replace(tree.units[3], id="Ambulatorium"))
    changed = Release(replace(before.printed, organisation=Organisation(units, tree.leaders)))
    page = _page(_organisation(3), changed, 3)
    assert page.development is not None
    assert page.development.paragraphs == ("Der er ingen tal fra sidste runde at sammenligne med.",)


def _moved(released: Release, leader: str, unit: int) -> Release:
    """The same with one leader in another unit: her people are counted there."""
    tree = released.printed.organisation
    leaders = tuple(replace(one, unit=unit) if one.id == leader else one for one in tree.leaders)
    return Release(replace(released.printed, organisation=Organisation(tree.units, leaders)))
