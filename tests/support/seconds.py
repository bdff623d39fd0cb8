"""How many seconds each top folder of the tests took, told at the end of a run over more than one of them.

With several workers each one's seconds count, so that the sum is more than the time somebody waited.
"""

from __future__ import annotations

from collections import Counter

import pytest


class SecondsPerFolder:
    """Adds up what every test took: its fixtures, itself, and the tidying up after it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one phase of one test; workers send theirs to the process that prints."""
        folders = report.nodeid.split("::")[0].split("/")[:-1]
        self.seconds["/".join(folders[:2]) or "."] += report.duration  # type: ignore[assignment]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell the folders, the longest first."""
        if len(self.seconds) < 2:
            return
        terminalreporter.section("seconds per folder, all workers together")
        width = max(map(len, self.seconds))
        for folder, seconds in self.seconds.most_common():
            terminalreporter.write_line(f"{folder:<{width}} {seconds:7.1f}")
        terminalreporter.write_line(f"{'together':<{width}} {sum(self.seconds.values()):7.1f}")


def pytest_configure(config: pytest.Config) -> None:
    """Watch where the run is told of: not in a worker, which prints nothing."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(SecondsPerFolder(), "fagspejl-seconds")
