"""Questions of a course with four hundred phones: their page, their vote and what they ask each few seconds.

Run `python bench/questions.py`. Each is measured in this process, in turns with the engine's own of its kind: a phone's
page of a case, an answer that is kept, the question whether there is anything new. Times are processor time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from _site import start_django
from rooms import fill, make_room

PHONES, QUESTIONS, VOTES, TIMES = 400, 400, 5, 25
MOST_TIMES = {"page": 6.0, "vote": 6.0, "poll": 1.5}
FORM = "application/x-www-form-urlencoded"


def make_course() -> tuple[str, list[str]]:
    """Make an open course whose phones asked and voted; returns its code and their tokens."""
    from fagspejl.audit.types import Actor
    from fagspejl.workspace.courses.questions.selectors import questions_of
    from fagspejl.workspace.courses.questions.services.asking import ask, vote
    from fagspejl.workspace.courses.questions.services.moderating import moderate
    from fagspejl.workspace.courses.questions.types import Act
    from fagspejl.workspace.courses.selectors import code_here, course_of
    from fagspejl.workspace.courses.services.holding import join_course, open_course
    from fagspejl.workspace.courses.services.planning import make_course as made_of
    from fagspejl.workspace.courses.services.planning import shipped_blocks
    from fagspejl.workspace.sessions.keys import new_token
    from fagspejl.workspace.sessions.services.planning import today_here

    actor = Actor("bench", "bench")
    course = made_of(
        title="Ledelse af fagprofessionelle",
        planned_on=today_here(),
        language="da",
        blocks=shipped_blocks("da"),
        account=uuid4(),
        actor=actor,
    )
    open_course(course, actor=actor)
    known = course_of(course)
    assert known is not None
    code, tokens = code_here(known), [new_token() for _ in range(PHONES)]
    for number, token in enumerate(tokens):
        join_course(code, token)
        ask(code, token, new_token(), f"Hvad med nummer {number}?")
    every = questions_of(course)
    moderate(course, Act.LET_IN, {one.id: one.version for one in every})
    for at, token in enumerate(tokens):
        for step in range(VOTES):
            vote(code, token, new_token(), every[(at + step * step) % QUESTIONS].id, on=True)
    return code, tokens


def in_turns(ours: Callable[[], object], engines: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of the processor's time of both, measured in turns."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        for which, act in enumerate((ours, engines)):
            began = time.process_time()
            act()
            spent[which].append(time.process_time() - began)
    return statistics.median(spent[0]), statistics.median(spent[1])


def tell(name: str, ours: float, engines: float) -> bool:
    """Print a line; return whether the ratio is within its limit."""
    ratio, most = ours / engines, MOST_TIMES[name]
    print(
        f"{name}: {1000 * ours:.2f} ms, engine {1000 * engines:.2f} ms: {ratio:.1f} times (at most {most:.1f})"
    )
    return ratio <= most


def main() -> int:
    """Measure everything; return 1 if a limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        start_django(Path(folder))
        from django.test import Client

        room = make_room()
        (sofie, *_) = fill(room, 20)
        code, tokens = make_course()
        web, turn = Client(SERVER_NAME="localhost"), iter(range(10**6))
        asking, engine = f"/kursus/{code}/{tokens[7]}/spoergsmaal/", f"/d/{room.code}/{sofie}/"
        answer = web.get(asking)
        assert answer.status_code == 200, answer.status_code
        page = answer.content.decode()
        voted = page[page.index('value="vote:') + 7 :].partition('"')[0]
        pages = in_turns(lambda: web.get(asking), lambda: web.get(engine))

        def send_vote() -> None:
            act = voted if next(turn) % 2 else f"un{voted}"
            form = {"act": act, "key": f"k{next(turn)}", "text": "", "name": ""}
            assert web.post(asking, urlencode(form), content_type=FORM).status_code == 200

        def send_answer() -> None:
            number = next(turn)
            form = {"act": "answer", "key": f"k{number}", "round": 1, "item": 0, "v0": number % 11}
            assert web.post(engine, urlencode(form), content_type=FORM).status_code == 200

        votes = in_turns(send_vote, send_answer)
        polls = in_turns(
            lambda: [web.get(f"/kursus/{code}/spoergsmaal/tilstand?rev=0") for _ in range(20)],
            lambda: [web.get(f"/d/{room.code}/tilstand?rev=0") for _ in range(20)],
        )
    fine = [tell("page", *pages), tell("vote", *votes), tell("poll", *polls)]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
