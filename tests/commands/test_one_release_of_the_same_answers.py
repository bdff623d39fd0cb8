"""The same answers become one release: what could be subtracted from an earlier one is refused, in words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from inspect import unwrap
from pathlib import Path
from typing import Any

import pytest

from commands.small_round import LEADERS, answer, content, report, rows, write_round
from fagspejl.commands.report import report as command
from fagspejl.lib.clock import utc_now

CASES = Path(__file__).parents[1] / "cases" / "figures"
JSON = ("--formats", "json")
LATE = answer("karen", "employee", "k9", [1, 1, 1, 1, 1])
MAPPING = '[round]\ntitle = "{title}"\norganisation = "{organisation}"\n'


def _document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "release.json").read_text("utf-8"))
    return found


def _case(name: str, out: Path, *more: str) -> tuple[int, str]:
    files = ("--answers", CASES / name / "answers.csv", "--leaders", CASES / name / "leaders.csv")
    made = report(*files, "--instrument", "faglig-ledelse", "--out", out, *JSON, *more)
    return made.exit_code, made.stderr


def _told(
    folder: Path, title: str = "", organisation: str = "", period: tuple[str, str] | None = None
) -> list[str]:
    """Write a mapping that tells the round, and return the option that names it."""
    text = MAPPING.format(title=title, organisation=organisation)
    text += "from = {}\nto = {}\n".format(*period) if period else ""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "runde.toml").write_text(text, "utf-8")
    return ["--mapping", str(folder / "runde.toml")]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Bente's first release: Karen seven answers, Mads five, Ida three."""
    made = report(*write_round(tmp_path / "før"), "--out", tmp_path / "første", *JSON)
    assert made.exit_code == 0, made.output
    return tmp_path / "første"


def test_two_k(tmp_path: Path) -> None:
    """At k = 5 the pool counts three people whom k = 8 leaves out: the second release is refused."""
    assert _case("two_k", tmp_path / "fem") == (0, "")
    code, said = _case("two_k", tmp_path / "otte", "--k", "8")
    assert code == 1
    assert "reglerne er andre nu: en anden --k" in said
    assert str(tmp_path / "fem") in said
    assert not (tmp_path / "otte").exists()


def test_merged_and_separate(tmp_path: Path) -> None:
    """Y is X's only leader below: with her and without her X's figures differ by her answers, so both never exist."""
    for one, other in ((), ("--separate-subordinate-leaders",)), (("--separate-subordinate-leaders",), ()):
        out = tmp_path / f"{len(one)}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FAGSPEJL_STATE", str(out / "liste"))
            assert _case("merged_and_separate", out / "a", *one) == (0, "")
            code, said = _case("merged_and_separate", out / "b", *other)
        assert code == 1
        assert "underordnede ledere holdt for sig" in said
        assert not (out / "b").exists()


def test_the_very_same_release_as_often_as_one_likes(first: Path, tmp_path: Path) -> None:
    """Bente makes the reports again from a file in another order, somewhere else: the same bytes."""
    again = write_round(tmp_path / "nu", rows()[::-1])
    made = report(*again, "--out", tmp_path / "igen", *JSON)
    assert made.exit_code == 0, made.output
    assert content(tmp_path / "igen") == content(first)
    told = _document(first)
    assert re.fullmatch(r"[0-9a-f-]{36}", told["id"])
    assert re.fullmatch(r"[0-9a-f]{64}", told["fingerprint"])
    assert told["replaces"] is told["replaces_date"] is told["other_answers"] is None


CHANGES: dict[str, tuple[Sequence[str], str, Sequence[str], str]] = {
    "one late answer": ([*rows(), LATE], LEADERS, (), "ikke helt de samme"),
    "one changed answer": ([rows()[0].replace("3,4,2", "3,4,1"), *rows()[1:]], LEADERS, (), "ikke helt de samme"),
    "one answer less": (rows()[1:], LEADERS, (), "ikke helt de samme"),
    "one more asked": (rows(), LEADERS.replace("boern,8", "boern,9"), (), "ikke helt de samme"),
    "Mads left out": (
        [row for row in rows() if not row.startswith("mads")],
        LEADERS.replace("mads,Mads Stenvang,boern,Børn og Familie,,6", "leder,Bo Bæk,boern,Børn og Familie,,0"),
        (),
        "ikke helt de samme",
    ),
    "another k": (rows(), LEADERS, ("--k", "6"), "reglerne er andre"),
    "kept apart": (rows(), LEADERS, ("--separate-subordinate-leaders",), "reglerne er andre"),
    "another tree": (rows(), LEADERS.replace("kraeft,Kræftafdelingen,boern", "kraeft,Kræftafdelingen,familie"), (), "reglerne er andre"),
    "both": ([*rows(), LATE], LEADERS, ("--k", "6"), "ikke helt de samme"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_is_changed_is_refused(first: Path, tmp_path: Path, name: str) -> None:
    """One thing is another than in Bente's first release: she is told what, and nothing is written."""
    answers, leaders, more, words = CHANGES[name]
    before = content(first)
    for out in (tmp_path / "anden", first):  # elsewhere, and in the same place
        made = report(*write_round(tmp_path / "nu", answers, leaders), "--out", out, *JSON, *more)
        assert made.exit_code == 1
        assert words in made.stderr
        assert made.stderr.count("\n  - ") == 3
        assert made.stdout == ""
    assert not (tmp_path / "anden").exists()
    assert content(first) == before


def test_other_period_or_title_for_the_same_answers(tmp_path: Path) -> None:
    """The file is called another round a year later: its answers are the same, so other rules are refused all the same."""
    files = write_round(tmp_path / "nu")
    spring = _told(tmp_path / "a", "Forår", "Åkær", ("2026-03-01", "2026-03-14"))
    later = _told(tmp_path / "b", "Efterår", "Ny Åkær", ("2027-10-01", "2027-10-14"))
    assert report(*files, *spring, "--out", tmp_path / "forår", *JSON).exit_code == 0
    made = report(*files, *later, "--out", tmp_path / "efterår", *JSON, "--k", "6")
    assert made.exit_code == 1
    assert "Forår, den" in made.stderr


def test_the_next_round_has_answers_of_its_own(tmp_path: Path) -> None:
    """Half a year later other answers are released; a round whose days overlap the first's is refused."""
    spring = _told(tmp_path / "a", "Forår", "Åkær", ("2026-03-01", "2026-03-14"))
    overlapping = _told(tmp_path / "b", "Efterår", "Åkær", ("2026-03-14", "2026-03-30"))
    autumn = _told(tmp_path / "c", "Efterår", "Åkær", ("2026-09-01", "2026-09-14"))
    late = [*rows(), LATE]
    assert report(*write_round(tmp_path / "nu"), *spring, "--out", tmp_path / "1", *JSON).exit_code == 0
    options = write_round(tmp_path / "sent", late)
    assert report(*options, *overlapping, "--out", tmp_path / "2", *JSON).exit_code == 1
    assert report(*options, *autumn, "--out", tmp_path / "3", *JSON, "--k", "6").exit_code == 0


@pytest.mark.parametrize(
    ("days", "title", "code"), [(89, "Efterår", 1), (90, "Efterår", 0), (90, "Forår", 1), (90, "", 1)]
)
def test_without_dates_a_new_title_and_ninety_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, title: str, code: int
) -> None:
    """Files that tell no days: ninety must have passed since the first release, and the round must have a new title."""
    files = write_round(tmp_path / "nu")
    assert report(*files, *_told(tmp_path / "a", "Forår"), "--out", tmp_path / "1", *JSON).exit_code == 0
    monkeypatch.setitem(
        unwrap(command.callback).__globals__, "utc_now", lambda: utc_now() + timedelta(days=days)
    )
    options = write_round(tmp_path / "sent", [*rows(), LATE])
    made = report(*options, *_told(tmp_path / "b", title), "--out", tmp_path / "2", *JSON)
    assert made.exit_code == code, made.output


@pytest.mark.parametrize(
    ("names", "ids", "code"),
    [
        (("Åkær", "Åkær"), "same", 1),
        (("Åkær", " åKÆR "), "same", 1),
        (("Åkær", ""), "same", 1),
        (("", ""), "same", 1),
        (("Åkær", "Fjordby"), "same", 1),  # the leaders' ids and names are the same
        (("Åkær", "Åkær"), "new ids", 1),  # the leaders' names are the same
        (("Åkær", "Fjordby"), "new names", 0),  # another organisation that numbers its leaders alike
        (("Åkær", "Fjordby"), "new ids", 0),
        (("", ""), "new ids", 1),  # told nowhere: the leaders' names are the same
        (("Åkær", ""), "new ids", 1),
    ],
)
def test_the_same_organisation(tmp_path: Path, names: tuple[str, str], ids: str, code: int) -> None:
    """An organisation is known by its name, or by its leaders; another one may have leaders of the same id."""
    one, other = (_told(tmp_path / str(number), "R", name) for number, name in enumerate(names))
    assert report(*write_round(tmp_path / "nu"), *one, "--out", tmp_path / "a", *JSON).exit_code == 0
    answers, leaders = [*rows(), LATE], LEADERS
    if ids == "new ids":
        answers = [re.sub(r"^(karen|mads|ida),", r"\1-2,", row) for row in answers]
        leaders = re.sub(r"^(karen|mads|ida),", r"\1-2,", leaders, flags=re.M)
    if ids == "new names":
        leaders = re.sub(r"^(karen|mads|ida),(\w+)", r"\1,Ny \2", leaders, flags=re.M)
    made = report(*write_round(tmp_path / "b", answers, leaders), *other, "--out", tmp_path / "c", *JSON)
    assert made.exit_code == code, made.output


def test_a_spreadsheet_shortened_the_ids(tmp_path: Path) -> None:
    """Karen is 0017, and 17 after a spreadsheet has saved the file: with one late answer it is refused all the same."""
    for name, more, code in (("0017", [], 0), ("17", [LATE], 1), ("17.0", [LATE], 1)):
        karens = [row for row in [*rows(), *more] if row.startswith("karen,")]
        options = write_round(tmp_path / name, [re.sub("^karen,", f"{name},", row) for row in karens])
        made = report(*options[:2], *options[4:], "--out", tmp_path / f"ud {name}", *JSON)
        assert made.exit_code == code, made.output


def test_other_leaders_are_other_answers(first: Path, tmp_path: Path) -> None:
    """Lone's department is released after Bente's: no leader is in both, so nothing can be subtracted."""
    answers = [answer("lone", "employee", f"l{number}", [4, 4, 3, 4, 4]) for number in range(6)]
    leaders = "leader,leader_name,unit,unit_name,parent_unit,invited_employee\nlone,Lone Kær,syd,Syd,,6\n"
    made = report(
        *write_round(tmp_path / "nu", answers, leaders), "--out", tmp_path / "anden", *JSON, "--k", "6"
    )
    assert made.exit_code == 0, made.output


def test_other_peoples_answers(first: Path, tmp_path: Path) -> None:
    """Bente states whose answers these are: it stands in the release, and the same release can be made again."""
    options = write_round(tmp_path / "nu", [*rows(), LATE])
    why = ("--other-answers", "  Natholdet, som blev\nspurgt for sig ")
    made = report(*options, "--out", tmp_path / "anden", *JSON, *why)
    assert made.exit_code == 0, made.output
    assert _document(tmp_path / "anden")["other_answers"] == "Natholdet, som blev spurgt for sig"
    again = report(*options, "--out", tmp_path / "igen", *JSON)
    assert again.exit_code == 0, again.output
    assert content(tmp_path / "igen") == content(tmp_path / "anden")


def test_the_same_answers_are_not_other_peoples(first: Path, tmp_path: Path) -> None:
    """She states it of a file that has been released already: Fagspejl sees that it is the very same, and refuses."""
    made = report(
        *write_round(tmp_path / "nu"), "--out", tmp_path / "b", *JSON, "--k", "6", "--other-answers", "andre"
    )
    assert made.exit_code == 1
    assert "Svarene er de samme" in made.stderr


@pytest.mark.parametrize("why", ["", "  ", "x" * 501])
def test_a_reason_has_words(tmp_path: Path, why: str) -> None:
    """No reason, or a whole letter, is none: told before anything is read."""
    made = report(*write_round(tmp_path / "nu"), "--out", tmp_path / "b", *JSON, "--other-answers", why)
    assert made.exit_code == 2
    assert "--other-answers: skriv med få ord" in made.stderr
    assert not (tmp_path / "b").exists()
