"""Whatever the program on the hook does, mails go, nothing is lost, and what it says goes nowhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fagspejl.mailing.models import Outbox
from fagspejl.mailing.services.hook import Hook, HookFault
from fagspejl.mailing.services.mailing import Sent, send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.organisation.selectors import unreached_people
from support.hook import hook_of, keeping, kept_in, program
from support.post import Clock, Server, post_to, serving
from support.roster import BENTE, CAST, NOW, opened

pytestmark = pytest.mark.django_db(transaction=True)
_READ = "import sys, json, time\nline = sys.stdin.readline()\nmessage = json.loads(line)\n"
PROGRAMS = {
    "it crashes": ("raise SystemExit(3)", HookFault.ENDED),
    "it reads, prints the link where errors go, and crashes": (
        _READ + "raise RuntimeError(line)",
        HookFault.ENDED,
    ),
    "it says nothing": (_READ + "time.sleep(600)", HookFault.SLOW),
    "it never reads": ("import time\ntime.sleep(600)", HookFault.SLOW),
    "it talks": (_READ + "print('sent', line, flush=True)\ntime.sleep(600)", HookFault.UNREADABLE),
    "it answers for another": (
        _READ + "print(json.dumps({'id': 'x', 'status': 'taken'}), flush=True)\ntime.sleep(600)",
        HookFault.UNREADABLE,
    ),
    "it invents an answer": (
        _READ + "print(json.dumps({'id': message['id'], 'status': 'fine'}), flush=True)",
        HookFault.UNREADABLE,
    ),
    "it answers with a number": (_READ + "print(1, flush=True)\ntime.sleep(600)", HookFault.UNREADABLE),
    "it never ends its line": (
        "import sys\nwhile True: sys.stdout.write('x' * 10000)",
        HookFault.UNREADABLE,
    ),
}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def _sent(folder: Path, server: Server, hook: Hook, *rows: str) -> tuple[Sent, Clock]:
    round_id, keys = opened(folder, *(rows or CAST))
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    clock = Clock(NOW)
    post = post_to(server.port, keys, clock, hook=hook)
    result = send_mailing(mailing.id, already_answered=lambda _: (), post=post)
    _sent.again = lambda mended: send_mailing(  # type: ignore[attr-defined]
        mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, clock, hook=mended)
    )
    return result, clock


@pytest.mark.parametrize("does", PROGRAMS)
def test_a_fault_is_named_and_the_message_waits(
    does: str,
    tmp_path: Path,
    server: Server,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Whatever it does, four mails go, Omar's message waits ten minutes, and no link stands in a log."""
    text, fault = PROGRAMS[does]
    caplog.set_level(logging.DEBUG)
    limit = 1.5 if fault == HookFault.SLOW else 20
    result, clock = _sent(tmp_path, server, hook_of(program(tmp_path, text), limit))
    assert (result.mailed, result.handed, result.finished) == (4, 0, False)
    assert result.hook_fault == fault
    ours = [
        record.getMessage() for record in caplog.records if record.name != "mail.log"
    ]  # the test's server
    assert "/svar/" not in "".join((*ours, *capfd.readouterr()))
    assert unreached_people() == {}
    assert list(Outbox.objects.exclude(state="sent").values_list("state", flat=True)) == ["queued"]
    assert result.again_at is not None
    clock.now = result.again_at
    mended = _sent.again(hook_of(keeping(tmp_path)))  # type: ignore[attr-defined]
    assert (mended.mailed, mended.handed, mended.finished) == (0, 1, True)
    assert [told["person"] for told in kept_in(tmp_path)] == ["omar"]


@pytest.mark.parametrize("path", ["ingen.py", "ikke-til-at-koere.py"])
def test_a_program_that_cannot_be_run(path: str, tmp_path: Path, server: Server) -> None:
    """Per mistyped its name, or forgot to make it runnable: that is told, and nothing is lost."""
    (tmp_path / "ikke-til-at-koere.py").write_text("print(1)", encoding="utf-8")
    result, _ = _sent(tmp_path, server, hook_of(tmp_path / path))
    assert (result.mailed, result.finished, result.hook_fault) == (4, False, HookFault.MISSING)


@pytest.mark.parametrize(("program_mode", "folder_mode"), [(0o777, 0o700), (0o720, 0o700), (0o700, 0o777)])
def test_a_program_that_others_can_change(
    program_mode: int, folder_mode: int, tmp_path: Path, server: Server
) -> None:
    """Anybody on the machine could put something else in its place, and be handed Omar's link: it is not run."""
    folder = tmp_path / "hook"
    folder.mkdir()
    place = keeping(folder)
    place.chmod(program_mode)
    folder.chmod(folder_mode)
    link = tmp_path / "hook.py"
    link.symlink_to(place)
    result, _ = _sent(tmp_path, server, hook_of(link))
    assert (result.mailed, result.finished, result.hook_fault) == (4, False, HookFault.OPEN)
    assert kept_in(folder) == []


def test_a_name_without_its_folder_is_not_searched_for(tmp_path: Path, server: Server) -> None:
    """A bare name could be anybody's program: it is not run."""
    result, _ = _sent(tmp_path, server, hook_of(Path("true")))
    assert result.hook_fault == HookFault.MISSING


def test_one_message_it_cannot_bear_holds_up_no_other(tmp_path: Path, server: Server) -> None:
    """The program crashes at one name of thirty: the other twenty-nine are handed over in the same turn."""
    rows = [f"q{n};Person {n};;da;fam;;;medarbejder;;karen;;;;" for n in range(29)]
    answer = "{'status': 'taken'} if message['person'] != 'omar' else 1 / 0"
    result, _ = _sent(tmp_path, server, hook_of(keeping(tmp_path, answer)), *CAST, *rows)
    assert (result.handed, result.finished, result.hook_fault) == (29, False, HookFault.ENDED)


def test_a_program_that_hangs_does_not_hold_up_the_mails(tmp_path: Path, server: Server) -> None:
    """It hangs at each of forty messages: after three it is left alone, and the mails have gone."""
    rows = [f"q{n};Person {n};;da;fam;;;medarbejder;;karen;;;;" for n in range(39)]
    began = time.monotonic()
    hook = hook_of(program(tmp_path, "import time\ntime.sleep(600)"), limit=1)
    result, _ = _sent(tmp_path, server, hook, *CAST, *rows)
    assert (result.mailed, result.hook_fault) == (4, HookFault.SLOW)
    assert time.monotonic() - began < 20, "forty times a second's wait would be longer with what else is done"


def test_a_reason_of_its_own_is_not_kept(tmp_path: Path, server: Server) -> None:
    """It explains a refusal with Omar's number: a word of ours is kept in its place."""
    answer = "{'status': 'refused', 'reason': 'no answer from +45 20 00 00 17'}"
    result, _ = _sent(tmp_path, server, hook_of(keeping(tmp_path, answer)))
    assert result.finished
    assert list(unreached_people().values()) == ["other"]
