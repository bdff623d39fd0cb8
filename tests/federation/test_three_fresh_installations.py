"""Three installations made from nothing hand over keys and extracts, and a fourth place adds them to one report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands.cli import main
from support.extracted import FreshInstallation, fresh_installation

pytestmark = pytest.mark.slow
NAMES = ("Fjordby Kommune", "Åkær Kommune", "Lyngdal Kommune")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> list[FreshInstallation]:
    """The three, each with a data folder, keys and a published round of its own."""
    folder = tmp_path_factory.mktemp("three")
    return [fresh_installation(folder / str(number), name, number) for number, name in enumerate(NAMES)]


def test_they_are_added(three: list[FreshInstallation], tmp_path: Path) -> None:
    """Bente of the region adds the three without any site: the report stands, its audit passes, and forgeries do not."""
    files = [str(one.extract()) for one in three]
    keys, report = tmp_path / "keys.txt", tmp_path / "report"
    keys.write_text("\n".join(one.key() for one in three) + "\n", "utf-8")
    asked = ["--trust", str(keys), "--out", str(report), "--title", "Region Fjord", "--language", "en"]
    made = _run("federate", *files, *asked)
    assert made.exit_code == 0, made.stderr
    wanted = {f"federation.{kind}" for kind in ("html", "pdf", "xlsx", "json")}
    assert {path.name for path in report.iterdir()} >= wanted
    before = (report / "federation.json").read_bytes()
    shown = [row for row in json.loads(before)["figures"] if row["status"] == "shown"]
    assert any(row["kind"] == "theme" for row in shown)
    assert {row["installations"] for row in shown} == {3}
    audited = _run("audit-release", str(report / "federation.json"), *files, "--language", "en")
    assert (audited.exit_code, "No faults." in audited.output) == (0, True), audited.output
    first, second = (Path(file).read_bytes() for file in files[:2])
    for name, data, said in (
        (
            "forged",
            first.replace(b'"kommune"', b'"Kommune"', 1),
            "was changed or cut off after Fjordby Kommune",
        ),
        ("repeated", second, "are from the same organisation"),
    ):
        assert data != first
        (tmp_path / name).write_bytes(data)
        done = _run("federate", str(tmp_path / name), *files[1:], *asked)
        assert (done.exit_code, name in done.stderr, said in done.stderr) == (1, True, True), done.stderr
    assert (report / "federation.json").read_bytes() == before


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words)
