"""What a person meets at the command line when something is wrong: one line, an exit code, no traceback."""

import re
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints, entry_points

import click
import pytest
from click.testing import CliRunner

import fagspejl
from fagspejl.analysis.table import ResponseTableInvalid
from fagspejl.commands import cli
from fagspejl.commands.cli import REFUSED, WRONG_USE, LazyGroup, main
from support.source import PACKAGE


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
    assert CliRunner().invoke(main, ["--version"]).output == f"fagspejl {fagspejl.__version__}\n"


def test_help_imports_no_command() -> None:
    """Per's first --help is quick, because nothing is imported for it but the list itself."""
    program = (
        "import sys\n"
        "from fagspejl.commands.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'django', 'typst', 'rich', 'fagspejl.demo.command'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_every_listed_command_can_be_described() -> None:
    """Bente asks each listed command for its --help and gets a sentence, not an error."""
    names = main.list_commands(click.Context(main))
    results = {name: CliRunner().invoke(main, [name, "--help"]) for name in names}
    assert {name: result.exit_code for name, result in results.items()} == dict.fromkeys(names, 0)


def test_a_command_of_another_room_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Per installs a package with a command of its own: it is listed with its sentence, and runs when it is called."""
    found = EntryPoint("more", "support.more_command:more", "fagspejl.commands")
    monkeypatch.setattr(cli, "entry_points", lambda group: EntryPoints([found]).select(group=group))
    assert "more             Do more than is written here." in CliRunner().invoke(main, ["--help"]).output
    assert "support.more_command" not in sys.modules
    assert CliRunner().invoke(main, ["more"]).output == "more\n"


def test_the_demo_is_found_so() -> None:
    """Nothing below names the demo, and yet Bente finds it."""
    assert {one.name for one in entry_points(group="fagspejl.commands")} == {"demo"}
    assert "demo" in main.list_commands(click.Context(main))
    rooms = ("commands", "config", "operations", "reporting", "web")
    files = [path for room in rooms for path in (PACKAGE / room).rglob("*.py")]
    imports = re.compile(r"^\s*(?:from|import) fagspejl\.demo\b", re.MULTILINE)
    assert [path.name for path in files if imports.search(path.read_text(encoding="utf-8"))] == []
