"""No log names a room: not its codes, not its keys, not a phone's token."""

from __future__ import annotations

import logging

import pytest

from fagspejl.config.log_rules import NotRespondents
from support.phone import Phone
from support.room import open_room


@pytest.mark.parametrize(
    "path",
    [
        "/d/", "/d", "/d/AB2CD3/", "/d/AB2CD3/aaaa/", "/faelles/key/", "/styring/key/", "/aftale/key/goer/", "/vagt/key/",
        "/kursus/", "/kursus/AB2CD3/", "/kursus/AB2CD3/aaaa/spoergsmaal/", "/kursus/vaeg/key/", "/kursus/styring/key/",
        "/kursus/spoergsmaal/key/", "/kursus/side/key/", "/enhed/key/efter-vagten/",
    ],
)  # fmt: skip
def test_paths_are_kept_out(path: str) -> None:
    """Per reads the log of a morning with three rooms and finds none of them there."""
    rule = NotRespondents()
    told = logging.LogRecord("x", logging.ERROR, "f", 1, "Not Found: %s", (f"{path}/x/",), None)
    assert not rule.filter(told)
    asked = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", (), None)
    asked.request = type("Asked", (), {"path": path})()
    assert not rule.filter(asked)


def test_other_paths_are_kept() -> None:
    """What staff do goes on being told."""
    asked = logging.LogRecord("x", logging.ERROR, "f", 1, "Not Found: /dagsorden/ og /rapport/d", (), None)
    assert NotRespondents().filter(asked)


def test_a_fault_of_ours_names_no_phone(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Something breaks under Sofie's phone: the page says so in words, the log says where, and neither says who."""
    room = open_room()
    sofie = Phone(room).join()

    def broken(*given: object, **more: object) -> None:
        raise RuntimeError(f"{sofie.address} {room.code}")

    monkeypatch.setattr("fagspejl.workspace.sessions.phones.views.phone_page", broken)
    assert (sofie.open().status, "Noget gik galt hos os" in sofie.text) == (500, True)
    assert "RuntimeError" in caplog.text
    assert room.code not in caplog.text
