"""What every test may ask for: a browser, a mail sink, a real PostgreSQL. Each starts only when a test asks."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ["pytester", "support.browser", "support.mail", "support.postgres"]

_left_out = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With BROWSER=0 the tests that need a browser leave the run; the summary says how many."""
    if os.environ.get("FAGSPEJL_BROWSER", "1") != "0":
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    config.stash[_left_out] = len(browser)
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if not item.get_closest_marker("browser")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that a run without the browser is not a full run."""
    if os.environ.get("FAGSPEJL_BROWSER", "1") == "0":
        terminalreporter.section(
            "BROWSER=0: the browser tests were left out; this is not a full run", yellow=True
        )
