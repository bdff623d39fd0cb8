"""What every test may ask for: a browser, a mail sink, a real PostgreSQL. Each starts only when a test asks."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

# No deadline: how busy the machine is must not decide a test. The same examples every time, so that a newcomer's change
# is not blamed for a stranger's find; `make test EXPLORE=1` looks for new ones.
hypothesis.settings.register_profile(
    "fagspejl", deadline=None, print_blob=True, derandomize=os.environ.get("FAGSPEJL_EXPLORE") != "1"
)
hypothesis.settings.load_profile("fagspejl")
# Started in the background, a program and all it starts are deaf to Ctrl-C; the programs of these tests hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = [
    "pytester",
    "support.browser",
    "support.mail",
    "support.postgres",
    "support.seconds",
    "support.shared_demo",
    "support.site",
    "support.strangers",
]


@pytest.fixture(scope="session", autouse=True)
def _releases_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """Folders for lists of releases. What is released outside a test is not noted in the list of whoever runs them."""
    folder = tmp_path_factory.mktemp("states")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAGSPEJL_STATE", str(folder / "fixtures"))
        yield (folder / str(number) for number in count())


@pytest.fixture(scope="module", autouse=True)
def _releases_of_a_module(_releases_of_fixtures: Iterator[Path]) -> Iterator[Iterator[Path]]:
    """What a module's fixtures release is unknown to the next module's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAGSPEJL_STATE", str(next(_releases_of_fixtures)))
        yield _releases_of_fixtures


@pytest.fixture(autouse=True)
def _own_releases(_releases_of_a_module: Iterator[Path]) -> Iterator[None]:
    """Every test begins without earlier releases: many of them make reports of the same answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAGSPEJL_STATE", str(next(_releases_of_a_module)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_language_of_this_machine() -> Iterator[None]:
    """Help and errors of usage follow the locale of a terminal: a test says which language it is about."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FAGSPEJL_LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


# The marker, the variable of the run, and how the summary calls it.
_NEEDED = (("browser", "FAGSPEJL_BROWSER", "BROWSER"), ("nginx", "FAGSPEJL_PROXY", "NGINX"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With BROWSER=0 or NGINX=0 the tests that need one leave the run; the summary says how many."""
    for marker, variable, _ in _NEEDED:
        if os.environ.get(variable, "1") == "0":
            config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker(marker)])
            items[:] = [item for item in items if not item.get_closest_marker(marker)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that a run without the browser or the proxy is not a full run."""
    for marker, variable, name in _NEEDED:
        if os.environ.get(variable, "1") == "0":
            terminalreporter.section(
                f"{name}=0: the {marker} tests were left out; this is not a full run", yellow=True
            )
