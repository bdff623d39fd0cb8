"""A process that can open Sofie's answer leaves no copy of its memory behind when it crashes."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from fagspejl.lib.memory import keep_memory_private
from support.site_process import environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's own account of a process")

_ACCOUNT = """
import ctypes
print([line for line in open("/proc/self/limits") if line.startswith("Max core file size")][0].split()[4:6])
print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
_COMMAND = """
from fagspejl.commands.cli import main
try:
    main({arguments}, standalone_mode=False)
except SystemExit:
    pass
"""
PROCESSES = {
    "the web server's worker": "import fagspejl.config.wsgi",
    "worker": _COMMAND.format(arguments=["worker", "--once", "--quiet"]),
    "round close": _COMMAND.format(arguments=["round", "close", "00000000-0000-4000-8000-000000000000"]),
    "round cancel": _COMMAND.format(arguments=["round", "cancel", "ingen", "--yes"]),
}


def _said(program: str, folder: Path) -> list[str]:
    """What a process that may dump its memory, as an operator's shell may, says of itself after the program."""
    limit = resource.getrlimit(resource.RLIMIT_CORE)[1]
    allowed = 1 if limit == resource.RLIM_INFINITY else min(limit, 1)
    done = subprocess.run(
        [sys.executable, "-c", program + _ACCOUNT],
        env=environment(folder),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (allowed, limit)),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.splitlines()[-2:]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose database stands."""
    folder = tmp_path_factory.mktemp("site")
    _said("from fagspejl.commands.site import use_data\nuse_data(None)\n", folder)
    return folder


@pytest.mark.parametrize("process", PROCESSES)
def test_no_core_dump(process: str, site: Path) -> None:
    """Per's server crashes in the middle of closing: the kernel may write nothing, and only root may look inside."""
    assert _said("", site)[1] == "dumpable 1"
    assert _said(PROCESSES[process], site) == ["['0', '0']", "dumpable 0"]


def test_only_root_may_look_into_it(tmp_path: Path) -> None:
    """What Linux shows of such a process belongs to root, whoever runs it."""
    nobody = 65534
    if os.getuid() != 0:
        pytest.skip("becomes another user, so it needs root")
    program = (
        "import ctypes, os\n"
        "from fagspejl.lib.memory import keep_memory_private\n"
        f"os.setgid({nobody}); os.setuid({nobody})\n"
        "ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)\n"
        "print(os.stat('/proc/self/mem').st_uid)\n"
        "keep_memory_private()\n"
        "print(os.stat('/proc/self/mem').st_uid)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(nobody), "0"]


def test_it_may_be_said_twice() -> None:
    """The web's process says it once more than it needs to; nothing changes."""
    keep_memory_private()
    keep_memory_private()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0
