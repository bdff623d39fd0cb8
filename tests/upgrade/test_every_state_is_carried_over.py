"""Sites of earlier versions with an open round: this version carries them over, and the reports are those of then."""

from __future__ import annotations

import http.client
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.respondent import Respondent
from support.site_process import fagspejl, served
from upgrade.kept_state import DATABASE, KEY, RELEASE, ROUND, STATES, compared, read, release_in, unpack

_STATES = sorted(STATES.glob("*/"))
# The oldest and the two latest in every run; those between among the slow tests.
every_state = pytest.mark.parametrize(
    "state",
    [
        pytest.param(one, id=one.name, marks=() if one in (_STATES[0], *_STATES[-2:]) else pytest.mark.slow)
        for one in _STATES
    ],
)
Rows = dict[bytes, bytes]


@dataclass
class _Page:
    status_code: int
    headers: dict[str, str]
    content: bytes
    streaming: bool = False


@dataclass
class _Browser:
    """What a respondent opens pages with: plain requests to the served site."""

    port: int

    def get(self, path: str, headers: dict[str, str]) -> _Page:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, body: str, content_type: str, headers: dict[str, str]) -> _Page:
        return self._ask("POST", path, body, {"Content-Type": content_type, **headers})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> _Page:
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=60)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return _Page(answer.status, dict(answer.getheaders()), answer.read())


def _done(folder: Path, *words: str) -> str:
    result = fagspejl(folder, *words, FAGSPEJL_ACTOR="bente@egedal.example")
    assert result.returncode == 0, result.stderr
    return result.stdout


def _sealed_rows(folder: Path) -> Rows:
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3")) as database:
        return dict(database.execute("SELECT locator, blob FROM response").fetchall())


def _figures(kept: dict[str, Any], kind: str) -> dict[str, list[dict[str, Any]]]:
    return {part["key"]: part["body"]["figures"] for part in kept["parts"] if part["kind"] == kind}


@every_state
def test_the_round_closes_with_the_same_release(tmp_path: Path, state: Path) -> None:
    """Per installs this version in the middle of Bente's round: Karen's report is the one the old version would give."""
    round_id, kept = unpack(state, tmp_path)["round"], read(state / RELEASE)
    with served(tmp_path, "--migrate"):
        pass
    _done(tmp_path, "round", "key-here", round_id)  # the state was made in another folder
    _done(tmp_path, "round", "close", round_id, "--confirm")
    released = release_in(tmp_path, round_id)
    for kind in ("leader", "unit"):
        assert _figures(released, kind) == _figures(kept, kind)
    assert compared(released) == compared(kept)
    assert released["record"] == {"counted": 6}  # her employees: neither single persons nor who kept silent
    assert _sealed_rows(tmp_path) == {}
    _done(tmp_path, "round", "publish", round_id)
    _done(tmp_path, "access-log")


@every_state
def test_an_old_link_opens_and_its_answer_is_replaced(tmp_path: Path, state: Path) -> None:
    """Sofie's mail is from before: her link opens, "Begynd" says that her answer is registered, and a new one replaces it."""
    told = unpack(state, tmp_path)
    (link,) = [one["link"] for one in told["links"] if (one["person"], one["leader"]) == ("sofie", "karen")]
    before = _sealed_rows(tmp_path)
    with served(tmp_path, "--migrate") as port:
        _done(tmp_path, "round", "extend", told["round"], "--deadline", "2099-01-01 12:00")
        sofie = Respondent(link, _Browser(port))  # type: ignore[arg-type]  # all of a client that she needs
        sofie.open()
        assert "Svar om Karen Lund" in sofie.text
        assert "Der står mindst fem mennesker bag hvert tal." in sofie.text
        sofie.begin()
        assert "Dit svar er registreret." in sofie.text
        sofie.answer(u_dilemmas="1")
        assert sofie.status == 200
        assert "Dit svar er registreret." in sofie.text
    after = _sealed_rows(tmp_path)
    assert after.keys() == before.keys()
    assert len([locator for locator in after if after[locator] != before[locator]]) == 1


@every_state
def test_the_state_holds_what_it_should(tmp_path: Path, state: Path) -> None:
    """A state shows something: its round is open, three have answered at least, and Karen's report prints figures."""
    assert {file.name for file in state.iterdir()} == {DATABASE, KEY, ROUND, RELEASE}
    assert (state / DATABASE).stat().st_size < 300_000
    unpack(state, tmp_path)
    with closing(sqlite3.connect(tmp_path / "data" / "fagspejl.sqlite3")) as database:
        assert database.execute("SELECT state FROM round").fetchall() == [("open",)]
        assert database.execute("SELECT count(*) FROM release").fetchone() == (0,)
    assert len(_sealed_rows(tmp_path)) >= 3
    printed = [row for rows in _figures(read(state / RELEASE), "leader").values() for row in rows]
    assert any(row["status"] == "shown" for row in printed)


def test_states_are_found() -> None:
    """There is a state to carry over, so that no run compares nothing."""
    assert "d" in {state.name for state in STATES.glob("*/")}
