"""A press of a poster on the wall: counted once per opened page, in its week, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from fagspejl.workspace.agreements.models import Agreement, ObstacleLine, PulseCount, PulseDay, PulsePage
from fagspejl.workspace.agreements.pulse import views
from fagspejl.workspace.agreements.pulse.keys import new_page_key
from fagspejl.workspace.agreements.pulse.selectors import pulses_of, week_counts
from fagspejl.workspace.agreements.pulse.services import renew_link
from fagspejl.workspace.agreements.services.living import end, suspend
from fagspejl.workspace.agreements.types import PulseAnswer, PulseSide
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import IDA, begun, drafted, known
from support.wall_link import Poster, without_keys

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _counted(agreement: object) -> dict[PulseAnswer, int]:
    weeks = week_counts([agreement])[agreement]  # type: ignore[index, list-item]
    return {answer: count for one in weeks for answer, count in one.answers.items()}


def test_an_opened_page_counts_once() -> None:
    """Sofie presses, goes back and presses again five times: it is one answer, and she is thanked each time."""
    made = begun()
    sofie = Poster(made).open()
    pages = {without_keys(sofie.press().text) for _ in range(6)}
    assert (len(pages), sofie.status, _counted(made)) == (1, 200, {PulseAnswer.DONE: 1})


def test_a_photograph_pressed_two_hundred_times() -> None:
    """Somebody opens the page 200 times: ten answers of ten people are counted, and the week is not shown."""
    made = begun()
    for _ in range(200):
        Poster(made).open().press()
    (week,) = week_counts([made])[made]
    assert (week.answers, week.over) == ({PulseAnswer.DONE: 10}, 190)
    assert ObstacleLine.objects.count() == 0
    shown = pulses_of([known(made)], today_here() + timedelta(days=8))[made]
    assert not shown.points
    assert [one.people for one in shown.left_out] == [10]


def test_pages_do_not_tell_who_pressed() -> None:
    """Omar's page, before and after nine others have pressed and one wrote a line, is the same to the sign."""
    made = begun()
    before = [without_keys(Poster(made).open(at).text) for at in ("", Poster(made).front)]
    for _ in range(12):
        Poster(made).open().press("not_done", "Vi var tre på vagt")
    assert [without_keys(Poster(made).open(at).text) for at in ("", Poster(made).front)] == before


@pytest.mark.parametrize("kind", ["agreement", "side", "forged", "empty", "day"])
def test_keys_that_are_none(kind: str) -> None:
    """A key of another agreement, side or day, a made-up one and none: the page comes anew, and nothing counts."""
    made, today = begun(), today_here()
    sofie = Poster(made).open()
    yesterday = today - timedelta(days=1)
    sofie.page_key = {
        "agreement": new_page_key(uuid4(), PulseSide.DOER, today),
        "side": new_page_key(made, PulseSide.RECEIVER, today),
        "forged": "a" * 26 + f"{today:%Y%m%d}" + "a" * 26,
        "empty": "",
        "day": new_page_key(made, PulseSide.DOER, yesterday),
    }[kind]
    sofie.press("not_done", "Journalen var låst")
    assert (sofie.status, PulseCount.objects.count()) == (400, 0)
    assert "Journalen var låst" in sofie.text
    assert 'value="not_done" checked' in sofie.text
    assert ("fra en anden dag" in sofie.text) == (kind == "day")
    assert sofie.press("not_done", "Journalen var låst").status == 200
    assert _counted(made) == {PulseAnswer.NOT_DONE: 1}


@pytest.mark.parametrize(
    ("line", "said"),
    [("010203-1234 faldt", "cpr-nummer"), ("jeg spurgte Ole Hansen", "Ole Hansen"), ("æ" * 141, "141 tegn")],
)
def test_what_is_typed_is_kept(line: str, said: str) -> None:
    """Sofie's line is refused in one sentence, stands in the field as she wrote it, and the same page still counts."""
    made = begun()
    sofie = Poster(made).open().press("done", line)
    assert (sofie.status, PulseCount.objects.count()) == (400, 0)
    assert f">{line}</textarea>" in sofie.text
    assert said in sofie.text
    assert sofie.press("done", "Travlt").status == 200
    assert ObstacleLine.objects.get().text == "Travlt"


def test_an_exception_is_named() -> None:
    """Sofie used the second exception; one that there is not is refused, and so is the answer of another side."""
    made = begun()
    sofie = Poster(made).open()
    assert [sofie.press(one).status for one in ("exception-9", "yes", "", "exception-x")] == [400] * 4
    assert sofie.press("exception-2").status == 200
    assert week_counts([made])[made][0].exceptions == {2: 1}


def test_states_are_told_and_nothing_is_taken() -> None:
    """Draft, rest and end are told on the page; a line that was being written is given back."""
    made = begun()
    omar = Poster(made, "modtager").open()
    suspend(made, 1, because="Ferie", until=today_here() + timedelta(days=9), actor=IDA)
    omar.press("yes", "Jeg så det ikke")
    assert (omar.status, "sat i bero" in omar.text, "Jeg så det ikke" in omar.text) == (409, True, True)
    end(made, 2, taught="Vi lærte noget", actor=IDA)
    assert "ophørte" in Poster(made).open().text
    draft = Poster(drafted()).open()
    assert "Dokumentation" not in draft.text
    assert PulseCount.objects.count() == PulsePage.objects.count() == 0


def test_a_new_link_closes_the_old_one() -> None:
    """Ida renews the link: the old poster opens nothing, the new one does, and the figures stay."""
    made = begun()
    old = Poster(made).open().press()
    renew_link(made, actor=IDA)
    assert (old.open().status, Poster(made).open().status) == (404, 200)
    assert _counted(made) == {PulseAnswer.DONE: 1}


def test_the_database_holds_no_key() -> None:
    """A thief who reads every table finds neither the link nor the key of a page, and tomorrow not even its hash."""
    made = begun()
    sofie = Poster(made).open().press()
    rows = [str(list(table.objects.values())) for table in (Agreement, PulsePage, PulseCount, PulseDay)]
    assert not any(key in row for row in rows for key in (sofie.key, sofie.page_key, sofie.page_key[:26]))
    PulsePage.objects.update(day=date(2020, 1, 1))
    PulseDay.objects.update(day=date(2020, 1, 1))
    Poster(made).open().press()
    assert (PulsePage.objects.count(), PulseDay.objects.count()) == (1, 1)


def test_whoever_guesses_links_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """After sixty links that open nothing a network is refused; a poster that is one still opens."""
    monkeypatch.setattr(views, "unknown_links", views.UnknownCodes(views.MOST))
    made = Poster(begun())
    found = [made.open(f"/aftale/{'a' * 26}/").status for _ in range(views.MOST + 1)]
    assert (set(found[:-1]), found[-1]) == ({404}, 429)
    assert made.open().status == 200
