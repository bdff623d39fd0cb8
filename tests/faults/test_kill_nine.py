"""kill -9 at random moments of saving, moving, the night's work and closing: nothing acknowledged is lost or doubled.

Each time a few rounds; among the slow tests 200 on SQLite and fewer on PostgreSQL, or as many as FAGSPEJL_KILLS says. The
sum is printed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from fagspejl.analysis.policy import DisclosurePolicy
from support.kill_rounds import Killer, Person, killer, some_steps
from support.killed_work import PEOPLE

pytestmark = [pytest.mark.stores]
ROUNDS = int(os.environ.get("FAGSPEJL_KILLS", "40" if os.environ.get("FAGSPEJL_DATABASE") else "200"))
# of every 20 rounds: so many of each kind
SHARES = {"save": 10, "move": 4, "night": 2, "close": 4}


@pytest.mark.parametrize("rounds", [20, pytest.param(ROUNDS, marks=pytest.mark.slow)], ids=["few", "many"])
def test_nothing_acknowledged_is_lost_or_doubled(capfd: pytest.CaptureFixture[str], rounds: int) -> None:
    """Per's machine loses its processes again and again while Karen's people answer, move, sleep and are counted."""
    with killer(seed=20261121) as work:
        base = work.bases.new()
        work.server.run("prepare", base)
        people = {who: Person() for who in PEOPLE}
        share = {kind: rounds * of_twenty // 20 for kind, of_twenty in SHARES.items()}
        _kill_saves(work, base, people, share["save"])
        _kill_moves(work, base, people, share["move"])
        _kill_nights(work, base, people, share["night"])
        _kill_closings(work, base, people, share["close"])
        tally = work.tally
    with capfd.disabled():
        print(f"\n{tally.sentence()}", file=sys.stderr, flush=True)
    assert (tally.lost, tally.doubled, tally.half_closed) == ([], [], [])
    assert tally.rounds == rounds
    assert tally.in_flight * 3 > tally.rounds


def _check(work: Killer, base: str, people: dict[str, Person], *, where: str) -> dict[str, Any]:
    """Compare what is stored with what was promised."""
    stored: dict[str, Any] = work.server.run("state", base)
    tally = work.tally
    for who, person in people.items():
        found = stored["people"][who]
        answer = found["answer"] or {"ver": 0, "submitted": None, "draft": None}
        now = Person(answer["ver"], answer["submitted"], answer["draft"])
        if now.version > person.version:
            tally.doubled.append(f"{where}: {who} {now} instead of {person}")
        elif now != person:
            tally.lost.append(f"{where}: {who} {now} instead of {person}")
        if found["moving"] or not found["lookup"]:
            tally.lost.append(f"{where}: the link of {who}")
    if stored["rows"] != sum(person.version > 0 for person in people.values()):
        tally.doubled.append(f"{where}: {stored['rows']} rows")
    return stored


def _kill_saves(work: Killer, base: str, people: dict[str, Person], rounds: int) -> None:
    """Save, kill, look; then send the last save once more, as a browser does that got no answer."""
    steps = some_steps(work.chance, people, 0, 20)
    work.measure("save", base, "begin", steps=steps)
    _apply(people, steps)
    for number in range(rounds):
        steps = some_steps(work.chance, people, 100 * (number + 1), 12)
        told = work.killed("save", base, "begin", work.chance.randint(1, 8), steps=steps)
        begun = [words[1] for words in told if words[0] == "begin"]
        acked = {words[1]: words[2] for words in told if words[0] == "ack"}
        done = [step for step in steps if step[0] in acked]
        _apply(people, done)
        open_save = [step for step in steps if step[0] in begun and step[0] not in acked]
        work.tally.in_flight += bool(open_save)
        stored = work.server.run("state", base)["people"]
        for save_id, who, act, values, _ in open_save:  # it may have gone through, whole, or not at all
            after = people[who].after(act, values)
            answer = stored[who]["answer"] or {"ver": 0, "submitted": None, "draft": None}
            found = Person(answer["ver"], answer["submitted"], answer["draft"])
            if found not in (people[who], after):
                work.tally.lost.append(f"save {save_id}: {found}, neither {people[who]} nor {after}")
            (again,) = _acks(work, base, [[save_id, who, act, values, people[who].version]])
            if again != after.version:
                work.tally.doubled.append(f"save {save_id}: repeated as {again} instead of {after.version}")
            people[who] = after
        _check(work, base, people, where=f"save {number}")


def _apply(people: dict[str, Person], steps: list[list[Any]]) -> None:
    for _, who, act, values, _ in steps:
        people[who] = people[who].after(act, values)


def _acks(work: Killer, base: str, steps: list[list[Any]]) -> list[int]:
    job = work.server.start("save", base, steps=steps)
    versions = [words[2] for words in job.heard() if words[0] == "ack"]
    assert not job.error, job.error
    return versions


def _kill_moves(work: Killer, base: str, people: dict[str, Person], rounds: int) -> None:
    """Give new links, kill, start again as the worker does, look."""
    work.measure("move", base, "begin", seed=0, many=10)
    for number in range(rounds):
        before = work.server.run("state", base)["people"]
        told = work.killed("move", base, "begin", work.chance.randint(1, 4), seed=number + 1, many=40)
        acked = [words[1] for words in told if words[0] == "ack"]
        begun = [words[1] for words in told if words[0] == "begin"]
        work.tally.in_flight += len(begun) > len(acked)
        work.server.run("recover", base)
        stored = _check(work, base, people, where=f"move {number}")["people"]
        for who in PEOPLE:
            least = before[who]["generation"] + acked.count(who)
            if stored[who]["generation"] not in (least, least + (begun.count(who) - acked.count(who))):
                work.tally.lost.append(f"move {number}: a new link of {who}")


def _kill_nights(work: Killer, base: str, people: dict[str, Person], rounds: int) -> None:
    work.measure("night", base, "begin", many=6)
    for number in range(rounds):
        told = work.killed("night", base, "begin", work.chance.randint(1, 3), many=30)
        counts = [sum(words[0] == kind for words in told) for kind in ("begin", "ack")]
        work.tally.in_flight += counts[0] > counts[1]
        _check(work, base, people, where=f"night {number}")


def _kill_closings(work: Killer, base: str, people: dict[str, Person], rounds: int) -> None:
    """Close copies of the round: kill each closing at two random steps, look, and let a third run end it."""
    answered = sum(person.submitted is not None for person in people.values())
    rows = sum(person.version > 0 for person in people.values())
    assert answered
    whole = _closing(work, base)
    told = work.measure("close", whole[0], "step", folder=whole[1])
    _end(work, *whole, rows, answered)
    steps = [words[1] for words in told if words[0] == "step" and words[1] != "end"]
    while rounds:
        copy = _closing(work, base)
        for _ in range(min(2, rounds)):
            at = _step(work, copy, steps)
            told = work.killed("close", copy[0], "step", at, folder=copy[1])
            work.tally.in_flight += told[-1] != ["step", "end"]
            _whole_or_not_at_all(work, copy, rows)
            rounds -= 1
        _end(work, *copy, rows, answered)


def _closing(work: Killer, base: str) -> tuple[str, str]:
    copy = work.bases.new(copied_from=base)
    folder = work.bases.folder / f"site-{Path(copy).stem}"
    work.server.run("give_key", copy, folder=str(folder))
    return copy, str(folder)


def _step(work: Killer, copy: tuple[str, str], steps: list[str]) -> int:
    """Choose at which step told by the next run it is killed: every second time at the one that everything hangs on."""
    state = work.server.run("half", copy[0], folder=copy[1])["state"]
    if state not in ("open", "closing"):
        return work.chance.randint(1, 2)
    skipped = 1 if state == "closing" else 0  # it is frozen already
    at = work.chance.choice((steps.index("seal"), work.chance.randrange(skipped, len(steps))))
    return at + 1 - skipped


def _whole_or_not_at_all(work: Killer, copy: tuple[str, str], rows: int) -> None:
    """Before the one transaction every answer and both keys are there and no Release; after it, the reverse."""
    left = work.server.run("half", copy[0], folder=copy[1])
    before = left["state"] in ("open", "closing")
    wanted = (rows, 0) if before else (0, 1)
    keys_kept = len(left["files"]) == 2 and not left["destroyed"]
    if (left["rows"], left["releases"]) != wanted or (before and not keys_kept):
        work.tally.half_closed.append(str(left))
    if left["state"] in ("keys_gone", "published") and not left["destroyed"]:
        work.tally.half_closed.append(str(left))


def _end(work: Killer, copy: str, folder: str, rows: int, answered: int) -> None:
    """Run the closing to its end, and count."""
    work.server.run("close", copy, folder=folder)
    left = work.server.run("half", copy, folder=folder)
    over = ("published", 0, 1, 0, True, [], False)
    names = ("state", "rows", "releases", "links", "destroyed", "files", "frozen")
    if tuple(left[name] for name in names) != over:
        work.tally.half_closed.append(str(left))
    told = work.server.run("sealed", copy)
    record = told["record"]
    counted = answered if answered >= DisclosurePolicy().k else 0  # all are asked about one leader
    if record["counted"] != counted:
        worse = work.tally.lost if record["counted"] < counted else work.tally.doubled
        worse.append(f"closing: {record}")
    assert (told["faults"], told["integrity"]) == (0, "ok")
    work.bases.forget(copy)
