"""The run's demo: its folder to read, and copies of it that are served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.demo_site import DemoSite, served_demo
from support.shared_demo import BuiltDemo


@pytest.fixture(scope="session")
def demo(built_demo: BuiltDemo) -> Path:
    """The folder that `fagspejl demo` makes."""
    assert (built_demo.exit_code, built_demo.told) == (0, "")
    return built_demo.folder


@pytest.fixture
def demo_site(demo: Path, tmp_path: Path) -> Iterator[DemoSite]:
    """A copy of the demo, served by `fagspejl serve`."""
    with served_demo(demo, tmp_path) as site:
        yield site


@pytest.fixture(scope="module")
def visited_demo(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """A served copy for all tests of one file that only look around."""
    with served_demo(demo, tmp_path_factory.mktemp("visited")) as site:
        yield site
