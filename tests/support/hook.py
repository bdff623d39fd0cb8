"""Programs that stand in for what an organisation hangs on the hook, and the fake SMS gateway of the examples."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from fagspejl.mailing.services.hook import Hook, hook_environment
from support.post import free_port

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "hook"
PATIENCE = 20.0  # seconds: more than any of them needs, also on a busy machine
_KEEPS = """
import json, os, sys
kept = open({kept!r}, "a")
for line in sys.stdin:
    message = json.loads(line)
    print(json.dumps({{**message, "argv": sys.argv, "environ": dict(os.environ)}}), file=kept, flush=True)
    answer = {answer}
    print(json.dumps({{"id": message["id"], **answer}}), flush=True)
"""


def program(folder: Path, text: str, name: str = "hook.py") -> Path:
    """A program of that text, ready to be run."""
    place = folder / name
    place.write_text(f"#!{sys.executable}\n{text}", encoding="utf-8")
    place.chmod(0o700)
    return place


def hook_of(place: Path, limit: float = PATIENCE, **settings: str) -> Hook:
    """The hook that runs a program, with settings of its own."""
    return Hook(place, hook_environment(settings), limit)


def keeping(folder: Path, answer: str = "{'status': 'taken'}") -> Path:
    """A program that keeps what it is told in `kept.jsonl` of the folder; `answer` may look at `message`."""
    return program(folder, _KEEPS.format(kept=str(folder / "kept.jsonl"), answer=answer))


def kept_in(folder: Path) -> list[dict[str, Any]]:
    """What a keeping program was told, in order."""
    place = folder / "kept.jsonl"
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    return [json.loads(line) for line in lines]


@contextmanager
def gateway(folder: Path) -> Iterator[tuple[int, Path]]:
    """The example's gateway, running: its port, and the file in which the texts stand that it would have sent."""
    port, screen = free_port(), folder / "screen.txt"
    with screen.open("wb") as file:
        running = subprocess.Popen(
            [sys.executable, str(EXAMPLES / "fake_gateway.py"), str(port)], stdout=file, stderr=file
        )
        try:
            _wait_for(port)
            yield port, screen
        finally:
            running.terminate()
            running.wait(PATIENCE)


def sms_hook(folder: Path, port: int, **numbers: str) -> Hook:
    """The example's hook with an organisation's own list of numbers, at a gateway on this machine."""
    rows = "".join(f"{person};{number}\n" for person, number in numbers.items())
    (folder / "numbers.csv").write_text(f"person;number\n{rows}", encoding="utf-8")
    place = program(folder, (EXAMPLES / "sms_hook.py").read_text(encoding="utf-8"), "sms_hook.py")
    address = f"http://127.0.0.1:{port}/send"
    return hook_of(place, FAGSPEJL_HOOK_NUMBERS=str(folder / "numbers.csv"), FAGSPEJL_HOOK_GATEWAY=address)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                return  # an answer, if only that it takes nothing so
        else:
            return
        time.sleep(0.05)
