"""Every word on change against the raw answers of both rounds, by code that shares nothing with the product."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from independent import two_years
from independent.organisation import Scale
from independent.random_organisation import LARGE, SIZES, write_organisation
from independent.recompute import Recomputed
from independent.spread_by_definition import write_questionnaire

THEMES = {"ramme": ["a1", "a2", "a3"], "kvalitet": ["c1", "c2", "c3", "c4", "c5"]}
ITEMS = [item for items in THEMES.values() for item in items]
LABEL = {"Medarbejdere": "employee", "Lederkolleger": "peer"}


def _report(folder: Path, files: Path, year: int, *more: str) -> Path:
    told = f'[round]\ntitle = "{year}"\norganisation = "Fjordby"\nfrom = {year}-03-01\nto = {year}-03-14\n'
    (files / "runde.toml").write_text(told, "utf-8")
    options = ["--answers", files / "answers.csv", "--leaders", files / "leaders.csv"]
    options += ["--mapping", files / "runde.toml", "--instrument", folder / "questionnaire"]
    out = folder / f"out-{year}"
    done = subprocess.run(
        [Path(sys.executable).with_name("fagspejl"), "report", *options, "--out", out, "--quiet", *more],
        capture_output=True,
        text=True,
        env={**os.environ, "FAGSPEJL_STATE": str(folder / "state")},
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return out


@pytest.mark.parametrize(
    ("seed", "sizes"),
    [
        pytest.param(11, SIZES, id="small groups"),
        pytest.param(12, LARGE, id="large groups", marks=pytest.mark.slow),
    ],
)
def test_every_word_on_change_is_what_both_rounds_answers_give(
    seed: int, sizes: tuple[int, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asta computes both rounds from their answers, and the words between them: every page says what she finds."""
    write_questionnaire(
        tmp_path / "questionnaire", dict(THEMES), 1, 5, (), ("employee", "self", "superior", "peer")
    )
    files = [tmp_path / "2025", tmp_path / "2026"]
    files[0].mkdir()
    write_organisation(files[0], ITEMS, seed, shared=False, sizes=sizes)
    two_years.write_next_year(files[0], files[1], ITEMS, seed)
    last = _report(tmp_path, files[0], 2025, "--formats", "json")
    this = _report(tmp_path, files[1], 2026, "--previous", str(last / "release.json"), "--formats", "html")
    before, now = (Recomputed(folder, THEMES, Scale(1, 5)) for folder in files)
    found: Counter[str] = Counter()
    for file in sorted((this / "leaders").glob("*.html")):
        leader = file.stem.split("-", 1)[1]
        for label, themes in two_years.printed(file.read_text("utf-8").replace("\u00a0", " ")).items():
            name = LABEL[label]
            figures = before.of_leader(leader, name), now.of_leader(leader, name)
            for theme, items in THEMES.items():
                word, stands = two_years.expected(*figures, theme, items)
                found[word] += 1
                if "" in themes:
                    assert word == two_years.HIDDEN, (leader, name, theme, word)
                    continue
                said, drawn = themes[f"Tema {theme}"]
                assert word in said, (leader, name, theme, word, said)
                assert drawn is (stands and word != two_years.HIDDEN), (leader, name, theme)
                if drawn:
                    for called, one in zip(("Sidst", "Nu"), figures, strict=True):
                        value = one["theme", theme][0]
                        assert value is None or f"{called}: {_about(one, theme)}{_comma(value)}" in said
                else:
                    assert not any(sign.isdigit() for sign in said)
    with capsys.disabled():
        print(f"\n{dict(found)}", file=sys.stderr, flush=True)
    assert {two_years.UP, two_years.DOWN, two_years.NONE, two_years.HIDDEN} <= found.keys()


def _comma(value: Fraction) -> str:
    return f"{float(value):.1f}".replace(".", ",")


def _about(figures: object, theme: str) -> str:
    return "omkring " if figures["theme", theme][1] == "about" else ""  # type: ignore[index]
