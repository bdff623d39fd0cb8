"""A new session that cannot be held is told at its field, in a sentence, and all that was typed stands there still."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import sessions_of
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import PhaseCode, Source, SplitGroup, SplitKind
from support.town import Town, entered, form_with, leader, town

NEW = "/arbejdsrum/ny/"
Sent = dict[str, object]


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _sent(karen: Client, **other: object) -> Sent:
    return {**form_with(karen.get(NEW), "case"), **other}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"replaces": " "}, "Skriv, hvilket punkt på mødet øvelsen træder i stedet for."),
        ({"case": ["family", "school"]}, "Du har valgt 2. Vælg én sag"),
        ({"case": []}, "Vælg mindst én sag."),
        ({"split": "shift"}, "Skriv, hvor mange der er i gruppen »Dagvagt«, eller slet navnet."),
        ({"profession_1": "", "profession_2": ""}, "Skriv mindst to grupper med et antal"),
        ({"profession_1": "Jura og klagesager"}, "To grupper har samme navn."),
        ({"present": "mange"}, "Skriv et tal mellem 0 og 300"),
        ({"when": "foer"}, "Vælg en dag mellem i dag og"),
        ({"when": "foer", "planned_on": "i morgen"}, "Dagen kan ikke læses."),
        ({"title": "Om 010203-1234"}, "Teksten ligner et cpr-nummer."),
        ({"title": "Vi taler om Maria Hansen"}, "Teksten kan nævne en person: Maria Hansen."),
    ],
)
def test_told_at_its_field(karen: Client, wrong: Sent, said: str) -> None:
    """Karen reads what is wrong and what to do, finds her own words again, and no session is made."""
    page = karen.post(NEW, _sent(karen, **{"replaces": "Punkt 3: Tavlemøde", **wrong}))
    assert page.status_code == 200
    text = page.content.decode()
    assert said in text
    assert "<title>Fejl: " in text
    again = form_with(page, "case" if wrong.get("case") != [] else "when")
    for name, value in wrong.items():
        if value != []:
            assert again[name] == (value if isinstance(value, list) else [str(value).strip()])
    if "replaces" not in wrong:
        assert again["replaces"] == ["Punkt 3: Tavlemøde"]
    assert not Session.objects.exists()


def test_a_name_is_asked_about_once(karen: Client) -> None:
    """Karen, who was asked whether a title names somebody, sends it again and it stands."""
    page = karen.post(NEW, _sent(karen, title="Sagen om Maria Hansen"))
    assert karen.post(NEW, form_with(page, "case")).status_code == 302
    assert Session.objects.get().title == "Sagen om Maria Hansen"


def test_series_with_shifts_beforehand(karen: Client, here: Town) -> None:
    """Karen lets the unit judge four cases before the meeting, by shift, with slips only."""
    day = today_here() + timedelta(days=14)
    sent = _sent(
        karen,
        case=["family", "school", "benefit", "absence"],
        title="",
        form="kort",
        split="shift",
        shift_0_size="6",
        shift_1_size="5",
        shift_2="",
        when="foer",
        planned_on=day.isoformat(),
        slips_only="on",
    )
    answer = karen.post(NEW, sent)
    assert answer.status_code == 302
    (known,) = sessions_of([here.family])
    assert known.split_kind is SplitKind.SHIFT
    assert known.groups == (SplitGroup("Dagvagt", 6), SplitGroup("Aftenvagt", 5))
    assert (len(known.cases), known.short, known.slips_only, known.planned_on) == (4, True, True, day)
    assert (known.is_open, known.phase) == (True, PhaseCode.JUDGE)
    assert known.title == "Skønsøvelse"  # of a series; one case gives its own
    assert [one.overall for one in known.items if one.actions] == [True] * 4


def test_a_day_too_far_ahead(karen: Client) -> None:
    """Karen cannot open answers fifteen days before the meeting."""
    day = today_here() + timedelta(days=15)
    page = karen.post(NEW, _sent(karen, when="foer", planned_on=day.isoformat()))
    assert "Vælg en dag mellem i dag og" in page.content.decode()


def test_later_and_on_paper_open_nothing(karen: Client, here: Town) -> None:
    """Karen saves one session for later and one for paper; neither has a code."""
    karen.post(NEW, _sent(karen, when="senere"))
    karen.post(NEW, _sent(karen, when="papir"))
    found = sessions_of([here.family])
    assert {one.source for one in found} == {Source.LIVE, Source.PAPER}
    assert not any(one.is_open for one in found)


def test_joint_session_with_units_below(here: Town) -> None:
    """Mads holds a session for his own unit and Karen's; a unit that is not below his is no choice."""
    mads = entered(leader("Mads"))
    assert mads.post(NEW, _sent(mads, units=[str(here.family)])).status_code == 302
    (known,) = sessions_of([here.whole])
    assert known.units == (here.whole, here.family)
    ida = entered(leader("Ida"))
    ida.post(NEW, _sent(ida, units=[str(here.family)]))
    (known,) = sessions_of([here.cancer])
    assert known.units == (here.cancer,)
