"""What people install: all that the program needs, and nothing that is only for tests."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.source import PACKAGE, ROOT, copy_project, project_files

# Words of the licences that our test material has and our product must not have.
COPYLEFT = (b"GNU GENERAL PUBLIC LICENSE", b"GNU General Public License", b"GPL-2", b"GPL-3", b"GPLv")
DATA = {".csv", ".tsv", ".xlsx", ".rda", ".rds", ".r", ".sav", ".dat", ".zip", ".gz"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """A wheel built without a network, from a copy that holds what version control holds."""
    copy = copy_project(tmp_path_factory.mktemp("copy"))
    out = copy / "wheel"
    command = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        out,
        ".",
    ]
    subprocess.run([sys.executable, *command], cwd=copy, check=True)
    (file,) = out.glob("*.whl")
    with zipfile.ZipFile(file) as opened:
        yield opened


def _packed(wheel: zipfile.ZipFile) -> set[str]:
    return {name for name in wheel.namelist() if not name.endswith("/")}


def test_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    """Per installs the wheel and misses no template, font, wording or style."""
    ours = {p.relative_to(ROOT / "src").as_posix() for p in project_files() if p.is_relative_to(PACKAGE)}
    assert ours - _packed(wheel) == set()


def test_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    """Tests, benchmarks, examples and reference data stay at home."""
    outside = {name for name in _packed(wheel) if not name.startswith("fagspejl/")}
    assert {name.split("/")[0].split("-")[0] for name in outside} == {"fagspejl"}
    assert all(".dist-info/" in name for name in outside)


def test_holds_no_data(wheel: zipfile.ZipFile) -> None:
    """Nobody's answers are installed with the program."""
    assert {name for name in _packed(wheel) if Path(name).suffix.lower() in DATA} == set()


def test_holds_no_copyleft(wheel: zipfile.ZipFile) -> None:
    """A municipality gets the program under the Mozilla Public License and no other copyleft with it."""
    # The Mozilla licence itself names the GNU licences as secondary ones.
    code = [name for name in _packed(wheel) if "LICENSE" not in name.rsplit("/", 1)[-1].upper()]
    assert {name for name in code if any(word in wheel.read(name) for word in COPYLEFT)} == set()


def test_carries_its_licence(wheel: zipfile.ZipFile) -> None:
    """Whoever has the program has its licence."""
    (name,) = [name for name in _packed(wheel) if name.endswith(".dist-info/licenses/LICENSE")]
    assert wheel.read(name) == (ROOT / "LICENSE").read_bytes()


def test_runs_without_the_source(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """Lone, who installed the wheel, finds every command, the demo too, and is told where the reference cases are."""
    wheel.extractall(tmp_path / "installed")
    program = (
        "import sys\n"
        f"source, installed = {str(ROOT / 'src')!r}, {str(tmp_path / 'installed')!r}\n"
        "sys.meta_path = [one for one in sys.meta_path if 'editable' not in str(one).lower()]\n"
        "sys.path = [installed, *(path for path in sys.path if path not in ('', source))]\n"
        "from fagspejl.commands.cli import main\n"
        "assert main.__module__ and sys.modules['fagspejl'].__file__.startswith(installed)\n"
        "main(sys.argv[1:])\n"
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    listed = run("--help")
    assert listed.returncode == 0, listed.stderr
    assert "Opfind en organisation" in listed.stdout
    told = run("analyse", "--selftest", str(ROOT / "tests" / "reference"), "--language", "en")
    assert (told.returncode, told.stdout) == (2, "")
    assert "does not come with the installed package" in told.stderr
