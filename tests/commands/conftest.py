"""The demo's files and what they say, made once for all tests of the commands."""

from __future__ import annotations

from random import Random

import pytest

from commands.demo_round import DemoRound, release_of
from fagspejl.demo.catalogue import SMALLEST, build_catalogue
from fagspejl.demo.write import SEED, DemoFiles, write_demo
from fagspejl.disclosure.document.codec import dumps
from fagspejl.instrument.loader import load
from fagspejl.intake import read_round


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    return write_demo(tmp_path_factory.mktemp("demo"), instrument=load("faglig-ledelse"), leaders=SMALLEST)


@pytest.fixture(scope="session")
def demo_round(demo_files: DemoFiles) -> DemoRound:
    instrument = load("faglig-ledelse")
    data = read_round(demo_files.answers, instrument, leaders=demo_files.leaders, mapping=demo_files.mapping)
    return DemoRound(demo_files, build_catalogue(SMALLEST, Random(SEED)), instrument, data)


@pytest.fixture(scope="session")
def demo_release(demo_round: DemoRound) -> str:
    """The text of the demo's release.json."""
    return dumps(release_of(demo_round))
