"""What a person meets at the command line when something is wrong: one line, an exit code, no traceback."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import fagspejl
from fagspejl.analysis.table import ResponseTableInvalid
from fagspejl.commands.cli import REFUSED, WRONG_USE, LazyGroup, main


@pytest.fixture
def group() -> LazyGroup:
    """A group with one command for each way of ending."""
    group = LazyGroup(name="fagspejl")

    @group.command()
    def broken() -> None:
        raise ResponseTableInvalid("value outside the scale:\n7 at (13, 2)")

    @group.command()
    def refused() -> None:
        raise SystemExit(REFUSED)

    @group.command()
    def unwritable() -> None:
        raise PermissionError(13, "Permission denied", "rapporter")

    @group.command()
    def done() -> None:
        click.echo("60 rapporter")

    return group


def test_error_becomes_one_line(group: LazyGroup) -> None:
    """Bente's bad file gives her one line that says where, and exit code 2."""
    result = CliRunner().invoke(group, ["broken"])
    assert result.exit_code == WRONG_USE
    assert result.stderr == "fagspejl: value outside the scale: 7 at (13, 2)\n"
    assert result.stdout == ""


def test_unwritable_folder_becomes_one_line(group: LazyGroup) -> None:
    """Bente, who may not write in the folder she chose, is told which folder."""
    result = CliRunner().invoke(group, ["unwritable"])
    assert result.exit_code == WRONG_USE
    assert "rapporter" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_debug_shows_where(group: LazyGroup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per asks for the traceback and gets it."""
    monkeypatch.setenv("FAGSPEJL_DEBUG", "1")
    assert isinstance(CliRunner().invoke(group, ["broken"]).exception, ResponseTableInvalid)


def test_exit_codes(group: LazyGroup) -> None:
    """Per's script can tell done from refused."""
    assert CliRunner().invoke(group, ["done"]).exit_code == 0
    assert CliRunner().invoke(group, ["refused"]).exit_code == REFUSED


def test_unknown_command_is_wrong_use() -> None:
    """Bente misspells a command and is told so."""
    result = CliRunner().invoke(main, ["rapport"])
    assert result.exit_code == WRONG_USE
    assert "rapport" in result.stderr


def test_version() -> None:
    """Asta can say which version made her figures."""
    assert CliRunner().invoke(main, ["--version"]).output == f"fagspejl, version {fagspejl.__version__}\n"


def test_help_imports_no_command() -> None:
    """Per's first --help is quick, because nothing is imported for it but the list itself."""
    program = (
        "import sys\n"
        "from fagspejl.commands.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'django', 'typst', 'rich'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_every_listed_command_can_be_described() -> None:
    """Bente asks each listed command for its --help and gets a sentence, not an error."""
    names = main.list_commands(click.Context(main))
    results = {name: CliRunner().invoke(main, [name, "--help"]) for name in names}
    assert {name: result.exit_code for name, result in results.items()} == dict.fromkeys(names, 0)
