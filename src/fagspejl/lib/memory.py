"""Keep what a process holds in memory out of files and out of other programs' reach. Pure of any framework."""

from __future__ import annotations

import ctypes
import os
import resource
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def keep_memory_private() -> None:
    """Let no crash write this process's memory to a file, now and in every process it starts.

    On Linux the kernel besides hands no memory to a crash handler (a pipe in `core_pattern` is not held by the limit),
    and lets only root look into it or attach a debugger. That second part ends when another program is started, so each
    process calls this for itself. May be repeated. Raises OSError when the system refuses.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        if system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
