"""Whoever runs the tests sees which folder took the time."""

from __future__ import annotations

import pytest

from support.source import ROOT

SLEEPS = "import time\n\ndef test_sleeps():\n    time.sleep({})\n"


@pytest.fixture(autouse=True)
def _our_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"))


@pytest.mark.parametrize("workers", ["0", "2"])
def test_longest_folder_stands_first(pytester: pytest.Pytester, workers: str) -> None:
    """Asta reads that the tests of letters took longest, with one worker and with two."""
    for folder, seconds in {"cards": 0.0, "letters": 0.4, "links": 0.2}.items():
        place = pytester.mkpydir("tests") if folder == "cards" else pytester.path / "tests"
        (place / folder).mkdir()
        (place / folder / f"test_{folder}.py").write_text(SLEEPS.format(seconds))
    result = pytester.runpytest_subprocess("-p", "support.seconds", "-n", workers)
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            "*seconds per folder*",
            "tests/letters * 0.[4-9]",
            "tests/links * 0.[2-9]",
            "tests/cards * 0.[0-9]",
            "together * [01].[0-9]",
        ]
    )


def test_one_folder_needs_no_list(pytester: pytest.Pytester) -> None:
    """Asta runs the tests of one folder and is not told what she knows."""
    pytester.makepyfile(SLEEPS.format(0))
    assert "per folder" not in pytester.runpytest_subprocess("-p", "support.seconds").stdout.str()
