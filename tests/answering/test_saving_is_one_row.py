"""Saving, replacing, retrying and deleting an answer, on the database itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from fagspejl.answering.errors import DraftOutdated, LinkDead, LinkMoving, RoundNotOpen
from fagspejl.answering.sealed import SealBroken, locator_of, unseal
from fagspejl.answering.services import delete_answer, open_answer, save_draft, submit
from fagspejl.answering.types import Place
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from support.small_round import small_round


@pytest.fixture
def place(db: None) -> Callable[..., Place]:
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    return lambda name="Sofie": made.place(name, "Karen")


def _rows() -> list[tuple[bytes, bytes, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator, round, blob FROM response ORDER BY locator")
        return [tuple(map(bytes, row)) for row in cursor.fetchall()]


def test_a_draft_is_kept_and_shown_again(place: Callable[..., Place]) -> None:
    """Sofie fills in half the form on the bus and finds it again at home."""
    saved = save_draft(place(), {"q1": 4}, save_id="a", version=0)
    assert (saved.version, saved.submitted) == (1, False)
    opened = open_answer(place())
    assert (opened.draft, opened.has_submitted, opened.version) == ({"q1": 4}, False, 1)


def test_what_was_submitted_is_never_shown_again(place: Callable[..., Place]) -> None:
    """Sofie sends her answer; her own link then tells only that there is one."""
    save_draft(place(), {"q1": 4}, save_id="a", version=0)
    assert submit(place(), {"q1": 5}, save_id="b").submitted
    opened = open_answer(place())
    assert (opened.draft, opened.has_submitted, opened.version) == (None, True, 2)


def test_a_replacement_takes_its_place_only_when_sent(place: Callable[..., Place]) -> None:
    """Omar starts to replace his answer and stops: the first one still counts."""
    submit(place(), {"q1": 5}, save_id="a")
    save_draft(place(), {"q1": 2}, save_id="b", version=1)
    (_, _, blob) = _rows()[0]
    payload = unseal(place().link, place().round, blob)
    assert (payload["submitted"], payload["draft"]) == ({"q1": 5}, {"q1": 2})


def test_a_retry_gets_the_first_acknowledgement_and_changes_nothing(place: Callable[..., Place]) -> None:
    """Sofie's phone sends the same save twice on a bad line; a later save in between is not undone."""
    first = save_draft(place(), {"q1": 4}, save_id="a", version=0)
    save_draft(place(), {"q1": 3}, save_id="b", version=1)
    again = save_draft(place(), {"q1": 4}, save_id="a", version=0)
    assert (again.version, again.repeated) == (first.version, True)
    assert open_answer(place()).draft == {"q1": 3}


def test_an_old_window_may_not_write_over_a_newer_draft(place: Callable[..., Place]) -> None:
    """Sofie has the form open twice; the older window is told so and writes nothing."""
    save_draft(place(), {"q1": 4}, save_id="a", version=0)
    with pytest.raises(DraftOutdated) as caught:
        save_draft(place(), {"q1": 1}, save_id="b", version=0)
    assert caught.value.current == 1
    assert open_answer(place()).draft == {"q1": 4}


def test_deleting_leaves_no_answer(place: Callable[..., Place]) -> None:
    """Omar regrets and deletes: neither his answer nor a draft is left in the row."""
    submit(place(), {"q1": 5}, save_id="a")
    delete_answer(place(), save_id="b")
    opened = open_answer(place())
    assert (opened.has_submitted, opened.draft) == (False, None)


@pytest.mark.parametrize("state", [s for s in RoundState if s not in (RoundState.OPEN, RoundState.DRAFT)])
def test_a_round_that_is_not_open_takes_nothing(place: Callable[..., Place], state: RoundState) -> None:
    """Once closing has begun, or in any other state, no save is written and none is acknowledged."""
    submit(place(), {"q1": 5}, save_id="a")
    before = _rows()
    Round.objects.filter(id=place().round).update(state=state)
    for act in (
        lambda: save_draft(place(), {"q1": 1}, save_id="x", version=1),
        lambda: submit(place(), {"q1": 1}, save_id="y"),
        lambda: delete_answer(place(), save_id="z"),
        lambda: submit(place("Omar"), {"q1": 1}, save_id="w"),
    ):
        with pytest.raises(RoundNotOpen):
            act()
    assert _rows() == before


def test_the_row_says_nothing_and_all_rows_look_alike(place: Callable[..., Place]) -> None:
    """Per reads the table: a locator, a round and a blob of one size, with no word of what was answered."""
    submit(place(), {"q1": 5, "comment:good": "Vi har ugentlige møder"}, save_id="a")
    save_draft(place("Omar"), {"q1": 1}, save_id="b", version=0)
    rows = _rows()
    assert {len(blob) for _, _, blob in rows} == {1 + 12 + 4096 + 16}
    assert all("møder".encode() not in blob for _, _, blob in rows)
    assert {locator for locator, _, _ in rows} == {
        locator_of(place(x).link, place().round) for x in ("Sofie", "Omar")
    }


def test_one_link_does_not_open_anothers_row(place: Callable[..., Place]) -> None:
    """Omar's row copied under Sofie's locator does not open with her link."""
    submit(place("Omar"), {"q1": 5}, save_id="a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE response SET locator = %s", [locator_of(place().link, place().round)])
    with pytest.raises(SealBroken):
        open_answer(place())


@pytest.mark.parametrize(("change", "error"), [({"revoked": True}, LinkDead), ({"moving": True}, LinkMoving)])
def test_a_save_on_its_way_to_an_old_link(
    place: Callable[..., Place], change: dict[str, bool], error: type[Exception]
) -> None:
    """Sofie's save was on its way when her link was replaced or revoked: no row is left behind, and she is told."""
    here = place()
    Invitation.objects.update(**change)
    with pytest.raises(error):
        submit(here, {"q1": 5}, save_id="a")
    assert _rows() == []
