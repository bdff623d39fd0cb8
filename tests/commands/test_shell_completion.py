"""The shell completes what Bente types: commands, options, values; by the line that the reference tells."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from support.source import ROOT

REFERENCE = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
BASH = 'eval "$(_FAGSPEJL_COMPLETE=bash_source fagspejl)"'


def _completed(*typed: str) -> list[str]:
    """Return what the shell offers for the last word."""
    environ = {
        "_FAGSPEJL_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("fagspejl", *typed)),
        "COMP_CWORD": str(len(typed)),
    }
    result = CliRunner().invoke(main, [], env=environ, prog_name="fagspejl")
    assert result.exit_code == 0, result.output
    return [line.partition(",")[2] for line in result.output.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("ro",), ["roster", "round"]),
        (("round", "re"), ["reissue", "remind", "research", "resume", "revoke"]),
        (("demo", "adv"), ["advance"]),
        (("round", "create", "--rem"), ["--reminders"]),
        (("round", "create", "--reminders", ""), ["silent", "everyone"]),
        (("user", "role", "bente@fjordby.dk", "p"), ["planner"]),
        (("xyzzy",), []),
    ],
)
def test_what_is_offered(typed: tuple[str, ...], offered: list[str]) -> None:
    """Bente presses Tab and gets the commands, options and values that begin as she typed."""
    assert _completed(*typed) == offered


def test_the_first_tab_imports_nothing() -> None:
    """Listing commands for the shell is as quick as `--help`: no command is imported for it."""
    program = (
        "import sys\n"
        "from fagspejl.commands.cli import main\n"
        "try: main([], prog_name='fagspejl')\n"
        "except SystemExit: pass\n"
        "print('heavy:', sorted({'numpy', 'django', 'rich', 'fagspejl.demo.command'} & set(sys.modules)))\n"
    )
    environ = {"_FAGSPEJL_COMPLETE": "bash_complete", "COMP_WORDS": "fagspejl ", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )
    assert "plain,worker\n" in done.stdout
    assert done.stdout.endswith("heavy: []\n")


def test_the_line_of_the_reference_works() -> None:
    """Per puts the line from the reference in his start-up file, and bash completes."""
    assert BASH in REFERENCE
    bash = shutil.which("bash")
    assert bash is not None
    scripts = sysconfig.get_path("scripts")
    done = subprocess.run(
        [bash, "--norc", "-c", f"{BASH} && complete -p fagspejl"],
        env={"PATH": f"{scripts}:{Path(bash).parent}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "fagspejl_completion" in done.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells(shell: str) -> None:
    """Whoever uses another shell finds its line in the reference, and the program answers it with a script."""
    assert f"_FAGSPEJL_COMPLETE={shell}_source fagspejl" in REFERENCE
    script = CliRunner().invoke(main, [], env={"_FAGSPEJL_COMPLETE": f"{shell}_source"}, prog_name="fagspejl")
    assert script.exit_code == 0
    assert "_fagspejl_completion" in script.output
