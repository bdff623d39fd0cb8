"""`fagspejl instrument`: what Bente sees when she chooses, reads and checks a questionnaire."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands.cli import main
from fagspejl.commands.console import Terminal
from fagspejl.commands.instrument import gap_sentence
from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import coverage
from support.instruments import changed, complete, minimal, write


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["instrument", *map(str, arguments)])


def test_list_names_all() -> None:
    """Bente sees both questionnaires, how many statements each has, and which is tested."""
    result = _run("list")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["faglig-ledelse@1.1", "Faglig", "ledelse", "5", "da,", "en", "ja"] in rows
    assert any(row[0] == "ledelse-af-fagprofessionelle@0.2" and row[-1] == "nej" for row in rows)


def test_list_in_english() -> None:
    """Asta reads the same list in English."""
    assert "Professional leadership" in _run("list", "--language", "en").stdout


def test_show_gives_the_words() -> None:
    """Bente reads the statements, the examples, the checksum, and that nothing is missing."""
    result = _run("show", "faglig-ledelse")
    assert result.exit_code == 0
    theme = load("faglig-ledelse").wordings["da"].themes["faglig_ledelse"]
    for statement in theme.items["employee"].values():
        assert statement in result.stdout
    assert load("faglig-ledelse").checksum in result.stdout
    assert "uændret siden udgivelsen" in result.stdout
    assert "Sygepleje på kræftafdeling" in result.stdout
    assert "Alle udsagn har ord til alle" in result.stdout


def test_show_to_another_perspective(tmp_path: Path) -> None:
    """Bente reads what Karen is asked about herself, and sees the theme that only Karen is asked about."""
    folder = write(tmp_path, complete())
    own = _run("show", folder, "--perspective", "self").stdout
    assert "S often. (da)" in own
    assert "S time. (da)" in own
    assert "alone (vendt)" in own
    mads = _run("show", folder, "--perspective", "superior").stdout
    assert "L often. (da)" in mads
    assert "alone" not in mads
    assert "Bliver ikke spurgt om det her." in mads


def test_show_in_the_language_there_is(tmp_path: Path) -> None:
    """A questionnaire in English alone is shown in English to a Danish reader."""
    assert "My leader often helps." in _run("show", write(tmp_path, minimal())).stdout


def test_words_are_shown_as_they_are(tmp_path: Path) -> None:
    """Brackets in a statement are words to Bente's window, not commands."""
    place = ("en.toml", "themes", "help", "items", "employee", "often")
    folder = write(tmp_path, changed(minimal(), *place, to="My leader [bold]helps[/bold] :smile:."))
    assert "My leader [bold]helps[/bold] :smile:." in _run("show", folder).stdout


def test_check_says_that_it_can_be_used(tmp_path: Path) -> None:
    """Bente's own questionnaire is sound and complete."""
    result = _run("check", write(tmp_path, complete()))
    assert result.exit_code == 0
    assert result.stdout.startswith("sparring-2@1.1 kan bruges.")
    assert result.stderr == ""


def test_check_names_every_fault(tmp_path: Path) -> None:
    """Bente gets every fault with its file and key, on the error stream, and exit code 1."""
    trees = changed(changed(complete(), "instrument.toml", "scale", "lo"), "da.toml", "title")
    result = _run("check", write(tmp_path, trees))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Spørgeskemaet kan ikke bruges endnu. Der er 2 ting at rette:",
        "instrument.toml  scale.lo",
        "    Nøglen mangler. Tilføj den.",
        "da.toml  title",
        "    Nøglen mangler. Tilføj den.",
    ]


def test_show_names_faults_too(tmp_path: Path) -> None:
    """What cannot be used is not shown half."""
    result = _run("show", write(tmp_path, changed(complete(), "da.toml", "title")), "--language", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "da.toml  title" in result.stderr


@pytest.mark.parametrize(("arguments", "code"), [((), 0), (("--complete",), 1)])
def test_check_names_the_gaps(arguments: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """Words for colleagues are missing: reports can be made, but with --complete Bente is stopped."""
    folder = write(tmp_path, changed(complete(), "instrument.toml", "same_as"))
    result = _run("check", folder, *arguments)
    assert result.exit_code == code
    assert "6 steder mangler der ord:" in result.stdout
    assert "    da.toml, help, peer, often: udsagnet\n" in result.stdout


def test_check_of_nothing() -> None:
    """Bente misspells a name, is told which there are, and gets exit code 2."""
    result = _run("check", "faglig-leddelse")
    assert result.exit_code == 2
    assert "Intet spørgeskema og ingen mappe hedder »faglig-leddelse«" in result.stderr
    assert "faglig-ledelse@1.0" in result.stderr


def test_every_gap_has_its_words(tmp_path: Path) -> None:
    """Whatever is missing, Bente and Asta are told in their own language."""
    trees = complete()
    trees["da.toml"]["themes"]["help"] = {
        "title": "Hjælp",
        "items": {"employee": {"often": "Ofte.", "alone": "Alene."}},
    }
    for key in ("options", "professions"):
        del trees["da.toml"][key]
    trees["instrument.toml"]["professions"] = []
    trees["en.toml"]["professions"] = {}
    trees["en.toml"]["themes"]["help"]["intro"] = "About help."
    trees["da.toml"]["comments"]["keep"] = {"employee": "Hvad?"}
    gaps = coverage(load(write(tmp_path, trees)), ("da", "en"))
    assert len({gap.part for gap in gaps}) == 12
    for gap in gaps:
        danish = gap_sentence(Terminal(language="da"), gap)
        assert danish != gap_sentence(Terminal(language="en"), gap)
        assert danish.startswith("da.toml")
