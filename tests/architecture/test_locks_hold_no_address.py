"""A lock holds names, versions and hashes: where packages come from is each organisation's own choice."""

import re
from pathlib import Path

import pytest

from support.source import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^[a-z0-9][a-z0-9._-]*==[0-9][^ ;]*( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _odd_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not PIN.match(line) and not HASH.match(line)]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_only_pins_and_hashes(lock: Path) -> None:
    """Per installs from his own mirror and gets the same files, hash by hash."""
    text = lock.read_text(encoding="utf-8")
    assert _odd_lines(text) == []
    pins = [line for line in text.splitlines() if PIN.match(line)]
    assert pins
    assert text.count("--hash=") >= len(pins)


@pytest.mark.parametrize("source", [path.with_suffix(".in") for path in LOCKS], ids=lambda path: path.name)
def test_sources_name_no_place(source: Path) -> None:
    """What the locks are made from names packages and versions too, never a place."""
    words = [line.split("#")[0] for line in source.read_text(encoding="utf-8").splitlines()]
    options = [
        line for line in words if line.startswith("-") and not re.fullmatch(r"-[cr] \w+\.txt", line.strip())
    ]
    assert options == []
    assert [line for line in words if "://" in line or "@" in line] == []


def test_all_four_are_there() -> None:
    """`make setup` finds the four locks it installs from."""
    assert [path.stem for path in LOCKS] == ["base", "build", "test", "uv"]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example.org/simple",
        "click @ https://packages.example.org/click-8.whl",
        "click",
        "--find-links wheels",
        "    # from https://packages.example.org",
    ],
)
def test_judge_sees_an_address(line: str) -> None:
    """A lock written with addresses in it does not pass."""
    assert _odd_lines(line) == [line]
