"""The demo, made once by the command that newcomers type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.demo_site import DemoSite, run, served_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `fagspejl demo --no-serve` makes."""
    out = tmp_path_factory.mktemp("demo") / "demo"
    made = run("demo", "--out", str(out), "--no-serve")
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    return out


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
