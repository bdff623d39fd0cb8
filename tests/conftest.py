"""What every test may ask for: a browser, a mail sink, a real PostgreSQL. Each starts only when a test asks."""

from __future__ import annotations

import os

import hypothesis
import pytest

# No deadline: how busy the machine is must not decide a test. The same examples every time, so that a newcomer's change
# is not blamed for a stranger's find; `make test EXPLORE=1` looks for new ones.
hypothesis.settings.register_profile(
    "fagspejl", deadline=None, print_blob=True, derandomize=os.environ.get("FAGSPEJL_EXPLORE") != "1"
)
hypothesis.settings.load_profile("fagspejl")

pytest_plugins = [
    "pytester",
    "support.browser",
    "support.mail",
    "support.postgres",
    "support.seconds",
    "support.shared_demo",
    "support.site",
]

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
