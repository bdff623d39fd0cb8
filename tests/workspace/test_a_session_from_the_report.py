"""From a leader's report to a room that is open: everything is filled in, and one press is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.organisation.models import Unit
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    session_of,
    sessions_of,
)
from fagspejl.workspace.sessions.services.steering import go_on
from fagspejl.workspace.sessions.types import DecisionMethod, PhaseCode, SplitGroup, SplitKind
from support.published import account, published_round
from support.room import Room
from support.staff import log_in
from support.town import form_with, staff_the_unit

MOST_ACTS = 12
START = "/arbejdsrum/ny/?fra=rapport"


@pytest.fixture
def karen(db: None, client: Client, tmp_path: Path) -> Client:
    """Karen, logged in, with a published report; eleven people of three professions work in her unit."""
    client.report = published_round(tmp_path).part["Karen"]  # type: ignore[attr-defined]
    staff_the_unit(Unit.objects.get(key="familie"))
    log_in(client, account("Karen"))
    return client


def test_from_the_report_to_the_first_dots(karen: Client) -> None:
    """Karen goes from her report to the first dots in at most twelve acts, and types nothing on the way."""
    report = karen.get(f"/rapport/{karen.report}/").content.decode()  # type: ignore[attr-defined]
    assert f'href="{START}"' in report
    acts = 1  # the link in the report's bar
    sent = form_with(karen.get(START), "case")
    answer = karen.post(START, sent)
    acts += 1  # "Åbn rummet"
    page = karen.get(answer["Location"])
    known = sessions_of([Unit.objects.get(key="familie").id])[0]
    assert known.is_open
    assert code_here(known) in page.content.decode()
    answer = karen.post(answer["Location"], form_with(page, "act", "control"))
    acts += 1  # "Styr herfra"
    room = Room(known.id, code_here(known), control_key_here(known))
    assert answer["Location"] == f"/styring/{room.control}/"
    overall = next(place for place, one in enumerate(known.items) if one.overall)
    phones = [room.phone(group=0) for _ in range(5)]
    while room.facts.phase is not PhaseCode.REVEAL:
        if room.facts.phase is PhaseCode.JUDGE:
            for place, token in enumerate(phones):
                room.judged(token, place, item=overall)
        go_on(room.control, room.facts.revision)
        acts += 1
    assert room.facts.revealed == {overall: (1,)}
    assert acts <= MOST_ACTS


def test_what_is_filled_in(karen: Client) -> None:
    """Karen finds the family case, her professions with their numbers, 35 minutes and who decides, chosen already."""
    karen.post(START, form_with(karen.get(START), "case"))
    known = sessions_of([Unit.objects.get(key="familie").id])[0]
    assert known.cases[0].title == "Hvor langt skal vi gå for familien?"
    assert known.split_kind is SplitKind.PROFESSION
    assert known.groups == (
        SplitGroup("Sagsbehandling for børn og familier", 5),
        SplitGroup("Psykologisk behandling", 5),
        SplitGroup("Jura og klagesager", 1),
    )
    assert known.decision_method is DecisionMethod.LEADER_AFTER_HEARING
    assert (known.short, known.present, known.title) == (False, 11, known.cases[0].title)
    assert known.replaces == "Faglig sparring på teammødet"
    assert session_of(known.id) == known


def test_nobody_else_is_offered_it(karen: Client) -> None:
    """Mads, who reads Karen's report as her leader, is not asked to begin anything from it."""
    mads = Client()
    log_in(mads, account("Mads"))
    report = mads.get(f"/rapport/{karen.report}/").content.decode()  # type: ignore[attr-defined]
    step = mads.get(f"/rapport/{karen.report}/skridt/").content.decode()  # type: ignore[attr-defined]
    assert START not in report + step


def test_next_step_leads_there(karen: Client) -> None:
    """Karen's page of next steps has the button where the exercise is suggested, and the bar has it always."""
    karens = f"/rapport/{karen.report}/"  # type: ignore[attr-defined]
    step = karen.get(f"{karens}skridt/").content.decode()
    assert step.count(START) == step.count("/skridt/ark/judgement/")
    for page in (karens, f"{karens}laes/svar/"):
        assert karen.get(page).content.decode().count(START) == 1
