"""Wrong use, each kind: one sentence in the reader's language, what was perhaps meant, exit code 2."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main

ROUND = ("round", "create")
WRONG = [
    (("rund",), "Kommandoen »fagspejl rund« findes ikke. Mente du »fagspejl round«?",
     "There is no command “fagspejl rund”. Did you mean “fagspejl round”?"),
    (("status",), "Kommandoen »fagspejl status« findes ikke. Mente du »fagspejl round status«?",
     "There is no command “fagspejl status”. Did you mean “fagspejl round status”?"),
    (("round", "stats"), "Kommandoen »fagspejl round stats« findes ikke. Mente du »fagspejl round status«?",
     "There is no command “fagspejl round stats”. Did you mean “fagspejl round status”?"),
    (("xyzzy",), "Kommandoen »fagspejl xyzzy« findes ikke.", "There is no command “fagspejl xyzzy”."),
    ((*ROUND, "--titel", "R"), "Tilvalget --titel findes ikke. Mente du »--title«?",
     "There is no option --titel. Did you mean “--title”?"),
    (("--verson",), "Tilvalget --verson findes ikke. Mente du »--version«?",
     "There is no option --verson. Did you mean “--version”?"),
    (ROUND, "--title mangler: Hvad evalueringen hedder i mails og rapporter.",
     "--title is missing: What the evaluation is called in mails and reports."),
    (("round", "close"), "RUNDE mangler.", "ROUND is missing."),
    (("user", "role", "a@b.dk", "plannr"),
     "OPGAVE: »plannr« kan ikke bruges. Vælg mellem planner, operator, dpo, lecturer. Mente du »planner«?",
     "ROLE: “plannr” cannot be used. Choose from planner, operator, dpo, lecturer. Did you mean “planner”?"),
    (("round", "revoke", "r", "p"),
     "--reason mangler: Hvorfor: stoppet (left), forkert leder (wrong-leader) eller andet (other). Det står i loggen. "
     "Vælg mellem left, wrong-leader, other.",
     "--reason is missing: Why; it stands in the access log. Choose from left, wrong-leader, other."),
    (("serve", "--port", "99999"), "--port: »99999« kan ikke bruges. Skriv et tal mellem 1 og 65535.",
     "--port: “99999” cannot be used. Give a number between 1 and 65535."),
    (("serve", "--port", "otte"), "--port: »otte« kan ikke bruges. Skriv et tal mellem 1 og 65535.",
     "--port: “otte” cannot be used. Give a number between 1 and 65535."),
    (("worker", "--every", "0"), "--every: »0« kan ikke bruges. Skriv et tal, der er mindst 1.",
     "--every: “0” cannot be used. Give a number of at least 1."),
    ((*ROUND, "--k", "fem"), "--k: »fem« er ikke et helt tal.", "--k: “fem” is not a whole number."),
    (("serve", "--port"), "Der mangler en værdi efter --port.", "--port needs a value after it."),
    (("serve", "--migrate=ja"), "--migrate står alene og har ingen værdi.",
     "--migrate stands alone and takes no value."),
    (("round", "halt", "a", "b", "c"), "Her er mere, end kommandoen kan bruge: b c",
     "This is more than the command can use: b c"),
    (("audit-anonymity", "--also", "findes/ikke"), "--also: findes/ikke findes ikke.",
     "--also: findes/ikke does not exist."),
    (("worker", "--data", "pyproject.toml"), "--data: pyproject.toml er en fil. Her skal stå en mappe.",
     "--data: pyproject.toml is a file. A folder is needed here."),
    (("round", "invite", "r", "--letters", "src"), "--letters: src er en mappe. Her skal stå en fil.",
     "--letters: src is a folder. A file is needed here."),
    (("round", "extend", "r", "--deadline", "i morgen"),
     "--deadline: »i morgen« er ikke en dag og et klokkeslæt. Skriv det som 2027-03-15 12:00.",
     "--deadline: “i morgen” is not a day and an hour. Write it like 2027-03-15 12:00."),
    ((*ROUND, "--languages", "da,de"),
     "--languages: »da,de« kan ikke bruges. Vælg en eller flere af da, en med komma imellem.",
     "--languages: “da,de” cannot be used. Choose one or more of da, en, with commas between."),
    (("worker", "--once", "--language", "dansk"),
     "--language: »dansk« kan ikke bruges. Vælg mellem da, en.",
     "--language: “dansk” cannot be used. Choose from da, en."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "danish", "english"), WRONG, ids=[" ".join(typed) for typed, _, _ in WRONG]
)
def test_what_is_wrong_is_said(
    typed: tuple[str, ...],
    danish: str,
    english: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Bente mistypes something: she is told what in one sentence, how it is typed, and where to read on."""
    monkeypatch.chdir(request.config.rootpath)
    for language, sentence, usage, more in (
        ("da", danish, "Brug: fagspejl", "Hjælp: fagspejl"),
        ("en", english, "Usage: fagspejl", "Help: fagspejl"),
    ):
        result = CliRunner().invoke(main, list(typed), env={"FAGSPEJL_LANGUAGE": language})
        first, *between, last = result.stderr.splitlines()
        assert (result.exit_code, first) == (2, sentence)
        assert between[0].startswith(usage)
        assert last.startswith(more)
        assert last.endswith(" --help")
        assert result.stdout == ""


def test_what_was_typed_cannot_disturb_the_terminal() -> None:
    """A name pasted from Mads' mail clears nobody's window."""
    said = CliRunner().invoke(main, ["round\x1b[2J"]).stderr
    assert "\x1b" not in said
    assert "\ufffd" in said
