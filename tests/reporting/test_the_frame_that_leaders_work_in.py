"""The leaders' frame: how many lead, how many were asked about each; never what leaders answered about themselves."""

from __future__ import annotations

from dataclasses import replace

from fagspejl.disclosure.types import Response, UnitRelease
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.of_units.context import context_of
from reporting.cast_pages import ALL, organisation_release, unit_page
from reporting.questionnaires import fitting, plain


def _said(unit: UnitRelease) -> list[str]:
    released = organisation_release(ALL)
    frame = frame_for(fitting(released), "da", released.scale)
    found = context_of(frame, unit, 1, 3)
    return [] if found is None else [plain(text) for text in found.paragraphs]


def _ward() -> UnitRelease:
    return next(unit for unit in organisation_release(ALL).units() if unit.name == "Kræftafdelingen")


def test_lone_reads_how_many_each_leads() -> None:
    """42 were asked about three leaders: about 14 about each, and Lone reads how many leaders and units there are."""
    assert _said(_ward()) == [
        "Ledere i enheden og alt under den: 3.",
        "Enheder lige under: 1.",
        "Medarbejderne: I gennemsnit er omkring 14 spurgt om hver leder, der indgår.",
    ]


def test_nothing_is_said_of_a_unit_without_figures() -> None:
    """Familieområdet is Karen alone: its page holds no such section, like every unit that is withheld."""
    assert unit_page(organisation_release(ALL), unit=1).context is None


def test_an_uncertain_number_is_not_divided() -> None:
    """Where a pool could hold several leaders, or N is unknown, Lone is not told how many were asked about each."""
    ward = _ward()
    (group,) = ward.groups[:1]
    assert isinstance(group.response, Response)
    for other in (
        replace(group, pooled=True),
        replace(group, answers=True),
        replace(group, leaders=None),
        replace(group, response=replace(group.response, invited=None)),
    ):
        assert len(_said(replace(ward, groups=(other,)))) == 2
