"""Karen's and Mads's mails arrive once, at a real server, with a link and a day and nothing of what was written."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.mailing.services.personal import send_personal
from fagspejl.organisation.models import Assignment, Person
from fagspejl.workspace.paths.models import FollowUpPath, PathStep
from fagspejl.workspace.paths.services.reminding import remind_due
from support.followed import GOAL, LINE, Followed, add_leader, client_of, days_after, put_above, write_goal
from support.post import Clock, Server, body, free_port, post_to, serving

WORDS = ("normeringen", "ringer tilbage", "Hemmeligt tegn")


def _send(world: Followed, server: Server, folder: Path, days: int, hour: int = 9) -> list[str]:
    """Let the worker have a day; returns to whom mails came."""
    now = days_after(world.path(), days, hour)
    before = len(server.received)
    remind_due(now)
    send_personal(post_to(server.port, KeyStore(folder, None), Clock(now)))
    return sorted(mail["X-Envelope-To"].split("@")[0] for mail in server.received[before:])


def _only_karen(world: Followed) -> None:
    for name in ("Ida", "Mads"):
        world.path(name).delete()


def test_the_talk_is_told_to_both_once(world: Followed, tmp_path: Path) -> None:
    """Day 7 and 12 reach Karen and Mads, once each; not before seven in the morning, not a second time."""
    _only_karen(world)
    with serving() as server:
        assert _send(world, server, tmp_path, 6) == []
        assert _send(world, server, tmp_path, 7, hour=6) == []
        assert _send(world, server, tmp_path, 7) == ["karen", "mads"]
        assert _send(world, server, tmp_path, 7, hour=15) == []
        assert _send(world, server, tmp_path, 8) == []
        assert _send(world, server, tmp_path, 12) == ["karen", "mads"]
        assert _send(world, server, tmp_path, 28) == ["karen"]
        assert _send(world, server, tmp_path, 42) == ["karen"]
        assert _send(world, server, tmp_path, 60) == []


def test_worker_was_down(world: Followed, tmp_path: Path) -> None:
    """Nobody worked from day 6 to day 13: one mail each, not two."""
    _only_karen(world)
    with serving() as server:
        assert _send(world, server, tmp_path, 13) == ["karen", "mads"]


def test_server_was_down(world: Followed, tmp_path: Path) -> None:
    """The mail server is down from day 7 to day 12: what waited and is out of date never goes, the newest does."""
    _only_karen(world)
    port = free_port()
    for days in (7, 12):
        now = days_after(world.path(), days)
        remind_due(now)
        assert send_personal(post_to(port, KeyStore(tmp_path, None), Clock(now))).unreachable
    with serving(port) as server:
        assert _send(world, server, tmp_path, 13) == ["karen", "mads"]


def test_date_was_set_before_the_mail_went(world: Followed, tmp_path: Path) -> None:
    """Karen sets the date while the mail still waits: neither she nor Mads is told that it is missing."""
    _only_karen(world)
    remind_due(days_after(world.path(), 7))
    client_of("Karen").post(
        world.url(),
        {
            "act": "plan",
            "about": "own_leader_talk",
            "planned_on": f"{days_after(world.path(), 9):%Y-%m-%d}",
        },
    )
    with serving() as server:
        now = days_after(world.path(), 7, 10)
        assert send_personal(post_to(server.port, KeyStore(tmp_path, None), Clock(now))).mailed == 0


def _the_server_is_back(world: Followed, folder: Path, days: int, hour: int = 9) -> list[str]:
    """What waited since day 7 may go now; `_send` puts down the day's own reminders."""
    with serving() as server:
        return _send(world, server, folder, days, hour)


def test_own_leader_was_replaced_while_the_mail_waited(world: Followed, tmp_path: Path) -> None:
    """Mads's mail waits for the server when Lone becomes Karen's leader: nothing is told to Mads any more."""
    _only_karen(world)
    remind_due(days_after(world.path(), 7))
    add_leader("Lone")
    put_above("Lone", "Karen")
    assert _the_server_is_back(world, tmp_path, 8) == ["karen", "lone"]


def test_leader_was_replaced_while_the_mail_waited(world: Followed, tmp_path: Path) -> None:
    """Karen's mail waits for the server when she stops leading: neither she nor Mads is reminded."""
    _only_karen(world)
    remind_due(days_after(world.path(), 7))
    Person.objects.filter(name="Karen").update(is_leader=False)
    assert _the_server_is_back(world, tmp_path, 8) == []


def test_report_was_withdrawn_while_the_mail_waited(world: Followed, tmp_path: Path) -> None:
    """Karen's mail waits for the server when her report is withdrawn: nobody is told, not even before seven."""
    _only_karen(world)
    remind_due(days_after(world.path(), 7))
    FollowUpPath.objects.filter(id=world.path().id).update(stopped_on=days_after(world.path(), 7).date())
    assert _the_server_is_back(world, tmp_path, 8, hour=6) == []


def test_mails_hold_no_text(world: Followed, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Karen wrote a goal and a line: no mail and no log holds a word of them, a figure of the report, or a name."""
    caplog.set_level(logging.DEBUG)
    _only_karen(world)
    karen, url = client_of("Karen"), world.url()
    due = days_after(world.path(), 5).date()
    assert write_goal(karen, url, due_on=due.isoformat(), visible_sign="Hemmeligt tegn") == 302
    karen.post(url, {"act": "lines", "line_1": LINE})
    with serving() as server:
        for days in (1, 5, 7, 12, 19):
            _send(world, server, tmp_path, days)
    assert len(server.received) >= 6
    for mail in server.received:
        text = body(mail)
        own = mail["X-Envelope-To"].split("@")[0].capitalize()
        assert not [word for word in (*WORDS, "Karen", "Mads", "Ida") if word in text.replace(own, "", 1)]
        assert not re.search(r"\d,\d|\d af \d", text)
        assert f"https://svar.egedal.example{url}" in text
    assert not [word for word in (*WORDS, GOAL) if word in caplog.text]
    assert f"{due.day}. " in "".join(body(mail) for mail in server.received)


def test_replaced_as_a_leader(world: Followed, tmp_path: Path) -> None:
    """Karen leads no unit any more: she is not reminded, nor is Mads, and her path stays hers to read."""
    _only_karen(world)
    Person.objects.filter(name="Karen").update(is_leader=False)
    with serving() as server:
        assert _send(world, server, tmp_path, 7) == []
    assert client_of("Karen").get(world.url()).status_code == 200


def test_gone_from_the_roster(world: Followed, tmp_path: Path) -> None:
    """Karen has left: nothing is mailed to anybody about her path."""
    _only_karen(world)
    Person.objects.filter(name="Karen").update(leaves=True)
    with serving() as server:
        assert _send(world, server, tmp_path, 7) == []


def test_new_own_leader_is_told_of_the_talk(world: Followed, tmp_path: Path) -> None:
    """Lone is Karen's leader now: the talk's reminder goes to her and not to Mads."""
    _only_karen(world)
    add_leader("Lone")
    put_above("Lone", "Karen")
    with serving() as server:
        assert _send(world, server, tmp_path, 7) == ["karen", "lone"]


def test_nobody_above(world: Followed, tmp_path: Path) -> None:
    """Karen has no own leader on the roster: she alone is reminded of the talk."""
    _only_karen(world)
    Assignment.objects.all().delete()
    with serving() as server:
        assert _send(world, server, tmp_path, 7) == ["karen"]


def test_step_is_moved(world: Followed, tmp_path: Path) -> None:
    """The dialogue is planned for day 20 and then moved to day 25: one mail, three days before the new day."""
    _only_karen(world)
    step = PathStep.objects.filter(path=world.path(), kind="staff_dialogue")
    PathStep.objects.filter(path=world.path(), kind="own_leader_talk").update(
        held_on=world.path().released_on
    )
    step.update(planned_on=days_after(world.path(), 20).date())
    with serving() as server:
        assert _send(world, server, tmp_path, 16) == []
        step.update(planned_on=days_after(world.path(), 25).date())
        assert _send(world, server, tmp_path, 17) == []
        assert _send(world, server, tmp_path, 22) == ["karen"]
    told = days_after(world.path(), 25).date()
    assert f"{told.day}." in body(server.received[0])
    assert timedelta(days=3) == told - days_after(world.path(), 22).date()
