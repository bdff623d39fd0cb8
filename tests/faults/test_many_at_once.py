"""Many writers at once, on one link or against closing, moving and the night's work: no answer is lost or left over."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.answering.errors import DraftOutdated, LinkDead, LinkMoving, RoundNotOpen
from fagspejl.answering.sealed import locator_of, unseal
from fagspejl.answering.services import (
    drop_answers,
    open_answers,
    reissue,
    rewrite_all,
    save_draft,
    submit,
)
from fagspejl.answering.services.custody import count_rows
from fagspejl.answering.types import Place
from fagspejl.disclosure.services import close_round
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, Round
from support.closing import desk
from support.small_round import KEY, SmallRound, small_round

PEOPLE = [f"p{number}" for number in range(8)]


@pytest.fixture
def made(transactional_db: None) -> SmallRound:
    return small_round({"Karen": {"employee": PEOPLE}})


def _together(*acts: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each on a connection of its own; an error is returned like a result."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _payload(place: Place) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM response WHERE locator = %s", [locator_of(place.link, place.round)])
        return unseal(place.link, place.round, cursor.fetchone()[0])


def test_twenty_submits_on_one_link(made: SmallRound) -> None:
    """Sofie's link is used in twenty windows at the same moment: one row, twenty acknowledgements, none twice."""
    place = made.place("p0", "Karen")
    results = _together(
        *(lambda n=n: submit(place, {"shared_quality": 1 + n % 5}, save_id=f"s{n}") for n in range(20))
    )
    assert sorted(saved.version for saved in results) == list(range(1, 21))  # type: ignore[attr-defined]
    assert count_rows(place.round) == 1
    payload = _payload(place)
    assert payload["ver"] == 20
    (last,) = (n for n, saved in enumerate(results) if saved.version == 20)  # type: ignore[attr-defined]
    assert payload["submitted"] == {"shared_quality": 1 + last % 5}


def test_one_save_sent_twenty_times(made: SmallRound) -> None:
    """Sofie's telephone repeats one save on a bad line, all at once: it is applied once, and all hear the same."""
    place = made.place("p0", "Karen")
    results = _together(*(lambda: submit(place, {"shared_quality": 4}, save_id="one") for _ in range(20)))
    assert {saved.version for saved in results} == {1}  # type: ignore[attr-defined]
    assert sum(not saved.repeated for saved in results) == 1  # type: ignore[attr-defined]
    assert _payload(place)["ver"] == 1


def test_two_browsers_keep_two_drafts(made: SmallRound) -> None:
    """Omar writes in two browsers: one draft is kept, and the other window is told so and writes over nothing."""
    place = made.place("p1", "Karen")
    results = _together(
        lambda: save_draft(place, {"shared_quality": 1}, save_id="a", version=0),
        lambda: save_draft(place, {"shared_quality": 2}, save_id="b", version=0),
    )
    kept = [n for n, result in enumerate(results) if not isinstance(result, Exception)]
    assert len(kept) == 1
    assert isinstance(results[1 - kept[0]], DraftOutdated)
    assert _payload(place)["draft"] == {"shared_quality": 1 + kept[0]}


class Writers:
    """People who save again and again until they are refused, and remember what was acknowledged."""

    def __init__(self, made: SmallRound) -> None:
        self._places = {name: made.place(name, "Karen") for name in PEOPLE}
        self.acknowledged: dict[str, tuple[str, int]] = {}  # person -> last save id and version
        self.refused: dict[str, Exception] = {}
        self._busy = threading.Event()
        self._stop = threading.Event()

    def _write(self, name: str) -> None:
        number = 0
        try:
            while not self._stop.is_set():
                number += 1
                save_id = f"{name}-{number}"
                saved = submit(self._places[name], {"shared_quality": 1 + number % 5}, save_id=save_id)
                self.acknowledged[name] = (save_id, saved.version)
                if number == 3:
                    self._busy.set()
        except (LinkDead, LinkMoving, RoundNotOpen) as error:
            self.refused[name] = error
        finally:
            connection.close()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them write while something else is done."""
        with ThreadPoolExecutor(len(PEOPLE)) as pool:
            jobs = [pool.submit(self._write, name) for name in PEOPLE]
            assert self._busy.wait(60)
            try:
                yield
            finally:
                self._stop.set()
            for job in jobs:
                job.result()

    def until_refused(self) -> None:
        """Wait until each of them has been refused, however late the machine lets them try again."""
        for _ in range(600):
            if len(self.refused) == len(PEOPLE):
                return
            self._stop.wait(0.1)


def _last_saves(made: SmallRound) -> dict[str, tuple[str, int]]:
    """Return each person's last save as it is stored; raises StrayAnswer when a row belongs to nobody."""
    names = {invitation: name for (name, _), invitation in made.invitations.items()}
    return {
        names[opened.invitation.id]: opened.payload.seen[-1]
        for opened in open_answers(made.round.id, KEY)
        if opened.payload is not None
    }


def test_saves_against_freezing(made: SmallRound, tmp_path: Path) -> None:
    """Everybody is saving when the round is closed: what was acknowledged is counted, what was not is refused."""
    writers = Writers(made)
    at = desk(tmp_path, made)
    with writers.at_work():
        record = close_round(round_id=made.round.id, desk=at)
        writers.until_refused()
    assert all(isinstance(error, RoundNotOpen) for error in writers.refused.values())
    assert set(writers.refused) == set(PEOPLE)
    counted = len(writers.acknowledged)
    assert record == {"counted": counted if counted >= DisclosurePolicy().k else 0}
    assert count_rows(made.round.id) == 0


def test_the_last_acknowledged_save_is_the_one_that_counts(
    made: SmallRound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the moment of freezing the stored answers are exactly the last acknowledged ones, to the version."""
    frozen: dict[str, tuple[str, int]] = {}

    def look(*_: object, **__: object) -> None:
        frozen.update(_last_saves(made))
        raise KeyboardInterrupt

    module = importlib.import_module("fagspejl.disclosure.services.close_round")
    monkeypatch.setattr(module, "back_up", look)
    writers = Writers(made)
    at = desk(tmp_path, made)
    with writers.at_work(), pytest.raises(KeyboardInterrupt):
        close_round(round_id=made.round.id, desk=at)
    assert frozen == writers.acknowledged


def test_saves_against_new_links(made: SmallRound) -> None:
    """Everybody is saving on the old link when all get new ones: the answer moves along, and no row is left behind."""
    writers = Writers(made)
    with writers.at_work():
        for invitation in made.invitations.values():
            reissue(invitation, made.round.id, KEY)
    assert set(writers.refused) == set(PEOPLE)
    assert _last_saves(made) == writers.acknowledged
    for name in PEOPLE:
        invitation = Invitation.objects.get(id=made.invitations[name, "Karen"])
        link = link_of(KEY, made.round.id, invitation.id, invitation.generation)
        saved = submit(Place(link, made.round.id, invitation.form), {"shared_quality": 5}, save_id="new")
        assert saved.version == writers.acknowledged.get(name, ("", 0))[1] + 1


def test_saves_against_the_night(made: SmallRound) -> None:
    """Sofie cannot sleep and answers while all rows are written anew: nothing is lost, nothing is refused."""
    writers = Writers(made)
    with writers.at_work():
        for _ in range(5):
            rewrite_all(made.round.id, KEY)
    assert writers.refused == {}
    assert _last_saves(made) == writers.acknowledged


def test_saves_against_cancelling(made: SmallRound) -> None:
    """The round is cancelled while everybody is saving: not one row is left behind."""
    writers = Writers(made)
    with writers.at_work():
        Round.objects.filter(id=made.round.id).update(state="cancelled")
        drop_answers(made.round.id)
        writers.until_refused()
    assert set(writers.refused) == set(PEOPLE)
    assert count_rows(made.round.id) == 0


def test_two_closers(made: SmallRound, tmp_path: Path) -> None:
    """The worker and Bente close at the same moment: one does it, the other is told, and there is one Release."""
    submit(made.place("p0", "Karen"), {"shared_quality": 4}, save_id="s")
    at = desk(tmp_path, made)
    results = _together(*(lambda: close_round(round_id=made.round.id, desk=at) for _ in range(4)))
    records = [result for result in results if isinstance(result, dict)]
    assert records
    assert all(record == {"counted": 0} for record in records)  # one answer alone is no group
    assert {type(result).__name__ for result in results} <= {"dict", "CloseRefused"}
    assert close_round(round_id=made.round.id, desk=at) == records[0]
