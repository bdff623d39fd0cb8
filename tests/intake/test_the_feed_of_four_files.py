"""The feed that municipalities deliver: engagements of one person are joined by CPR, which goes no further."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.limits import Limits
from fagspejl.intake.roster.feed_files import FILES
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.roster.types import RosterData
from fagspejl.intake.sentences import sentence
from support.feed import found_in, write_feed

FEED = Path(__file__).parent / "cases" / "roster" / "fourfiles"
TODAY = date(2026, 11, 30)


def _read(path: Path, *, today: date | None = TODAY, limits: Limits | None = None) -> RosterData:
    return read_roster(path, load("faglig-ledelse"), today=today, limits=limits or Limits())


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FEED, tmp_path / "udtraek"))


def _change(folder: Path, name: str, change: Callable[[str], str]) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (folder / name).write_text(changed, encoding="utf-8")


def _codes(path: Path, **how: Limits) -> list[str]:
    with pytest.raises(IntakeRefused) as refused:
        _read(path, **how)
    for notice in refused.value.notices:
        assert "{" not in sentence(notice, "da") + sentence(notice, "en")
    return [notice.code for notice in refused.value.notices]


def _told(data: RosterData) -> dict[str, dict[str, str]]:
    return {notice.code: dict(notice.facts) for notice in (*data.decisions, *data.warnings)}


def test_the_feed_becomes_a_roster() -> None:
    """248 people have 253 engagements, seven have ended; who leads follows from who is named as a leader."""
    data = _read(FEED)
    people = {person.id: person for person in data.people}
    assert (len(people), len(data.units)) == (241, 29)
    assert people["o10002"].leads
    assert people["o10002"].leaders == ()
    gitte = people["g10252"]
    assert (gitte.leads, gitte.leaders) == (False, (people[gitte.leaders[0]].id,))
    assert people[gitte.leaders[0]].leads
    assert data.units[0].name == "Vesterå Kommune"
    assert _told(data)["roster_ended"]["count"] == "7"
    assert "feed_med_left_aside" in _told(data)


def test_what_a_person_is_known_by() -> None:
    """The user name, else the address, else the lowest number; the others are kept beside it for the next feed."""
    data = _read(FEED)
    ids = {person.id for person in data.people}
    assert {"o10002", "10010"} <= ids
    assert data.also["o10002"] == ("o10002@vesteraa.example", "10002")
    assert data.also["g10252"] == ("g10252@vesteraa.example", "10252", "510252")


def test_no_cpr_number_goes_further() -> None:
    """None of the feed's numbers stands in what was read, in no sentence and in no word of an error."""
    lines = (FEED / "adm-engagements.csv").read_text(encoding="utf-8").splitlines()[1:]
    cprs = [line.split("||")[1] for line in lines]
    data = _read(FEED)
    told = "".join(
        sentence(n, language) for n in (*data.decisions, *data.warnings) for language in ("da", "en")
    )  # type: ignore[arg-type]
    assert found_in(repr(data) + told, cprs) == []


def test_ended_engagements_follow_the_day() -> None:
    """Nobody has left while nobody says which day it is; in January those of December have."""
    assert len(_read(FEED, today=None).people) == 248
    assert len(_read(FEED, today=date(2027, 1, 1)).people) < 241


def test_her_own_leader_gets_the_leader_above(tmp_path: Path) -> None:
    """Vibeke stands as her own leader: the leader of the unit above is hers."""
    folder = _copy(tmp_path)
    _change(
        folder,
        "adm-engagements.csv",
        lambda text: text.replace("||10002||0502575609||||Direktør", "||10010||||||Direktør", 1),
    )
    data = _read(folder)
    (vibeke,) = [person for person in data.people if person.id == "10010"]
    assert vibeke.leaders == ("o10002",)
    assert _told(data)["feed_own_leader"] == {"count": "1", "rows": "3"}


def test_the_leaders_cpr_is_optional(tmp_path: Path) -> None:
    """A feed without LedersCPR says the same; with it, a leader whose number changed is still found."""
    folder = _copy(tmp_path)

    def without(text: str) -> str:
        rows = [line.split("||") for line in text.splitlines()]
        return "\n".join("||".join(row[:9] + row[10:]) for row in rows)

    _change(folder, "adm-engagements.csv", without)
    assert _read(folder).assignments == _read(FEED).assignments
    other = _copy(tmp_path / "anden")
    _change(
        other,
        "adm-engagements.csv",
        lambda text: text.replace("||10216||1104526545||", "||99999||1104526545||"),
    )
    assert _read(other).assignments == _read(FEED).assignments


def test_leaders_who_are_not_on_the_list(tmp_path: Path) -> None:
    """A leader whom nobody knows is left out and to be decided on: nobody can correct the feed by hand."""
    folder = _copy(tmp_path)
    _change(folder, "adm-engagements.csv", lambda text: text.replace("||10216||1104526545||", "||99999||||"))
    data = _read(folder)
    assert int(_told(data)["roster_unknown_leader_left"]["count"]) > 3
    assert "roster_unknown_leader_left" in {notice.code for notice in data.decisions}


def test_backslashes_and_line_breaks(tmp_path: Path) -> None:
    """A backslash before a delimiter, a backslash or a line's end means the sign itself."""
    folder = _copy(tmp_path)
    _change(
        folder,
        "adm-org-units.csv",
        lambda text: text.replace("Børn og Unge||", "Børn \\|\\| Unge \\\\ Nord\\\nVest||", 1),
    )
    assert "Børn || Unge \\ Nord Vest" in {unit.name for unit in _read(folder).units}


@pytest.mark.parametrize("name", FILES)
def test_one_of_the_four_is_missing(tmp_path: Path, name: str) -> None:
    """Three files are no feed: one sentence names the fourth."""
    folder = _copy(tmp_path)
    (folder / name).unlink()
    with pytest.raises(IntakeRefused) as refused:
        _read(folder)
    (notice,) = refused.value.notices
    assert notice.code == "feed_file_missing"
    assert name in sentence(notice, "da")


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("adm-engagements.csv", "LedersMedarbejdernummer", "Chef", "feed_columns_missing"),
        ("med-associations.csv", "CPR||", "Nr||", "feed_columns_missing"),
        ("adm-engagements.csv", "||2018-03-01||", "||", "ragged_row"),
        ("adm-engagements.csv", "db5b5fab", "xxxxxxxx", "feed_unknown_unit"),
        (
            "adm-org-units.csv",
            "309d6b79-965e-4a32-9ae4-45508201e2bd||db5b",
            "73ab4876-7734-47c1-87fd-e805ec99108d||db5b",
            "feed_unit_twice",
        ),
        ("adm-engagements.csv", "\n10010||", "\n10002||", "feed_number_twice"),
        ("adm-engagements.csv", "\n10010||", "\n||", "feed_blank"),
        ("adm-engagements.csv", "||2026-11-11||", "||nu||", "roster_day"),
    ],
)
def test_faults_of_a_feed(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    """A file that does not fit the others is refused with its name and row, without a CPR number."""
    folder = _copy(tmp_path)
    _change(folder, name, lambda text: text.replace(old, new))
    assert code in _codes(folder)


def _zip(path: Path, names: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return path


def test_a_zip_is_a_folder(tmp_path: Path) -> None:
    """The same files in a ZIP, below a folder of its own, say the same."""
    path = _zip(tmp_path / "udtraek.zip", {f"udtraek/{name}": (FEED / name).read_bytes() for name in FILES})
    assert _read(path).assignments == _read(FEED).assignments


def test_unsafe_zips(tmp_path: Path) -> None:
    """A ZIP that leads out of its folder, is a bomb, has a file twice or is broken is refused, and nothing is written."""
    files = {name: (FEED / name).read_bytes() for name in FILES}
    before = sorted(tmp_path.parent.iterdir())
    assert _codes(_zip(tmp_path / "a.zip", {f"../{name}": text for name, text in files.items()})) == [
        "feed_unsafe_zip"
    ]
    assert _codes(_zip(tmp_path / "b.zip", {**files, FILES[0]: b"x" * 50_000_000})) == ["feed_too_large"]
    small = Limits(unpacked_bytes=20_000, ratio=10_000)
    assert _codes(_zip(tmp_path / "c.zip", files), limits=small) == ["feed_too_large"]
    twice = {**files, f"b/{FILES[0]}": files[FILES[0]]}
    assert _codes(_zip(tmp_path / "d.zip", twice)) == ["feed_file_twice"]
    (tmp_path / "e.zip").write_bytes((tmp_path / "c.zip").read_bytes()[:5_000])
    assert _codes(tmp_path / "e.zip") == ["feed_broken_zip"]
    assert sorted(tmp_path.parent.iterdir()) == before
    assert {path.suffix for path in tmp_path.iterdir()} == {".zip"}


def test_people_without_cpr_or_mail(tmp_path: Path) -> None:
    """A made feed of sixty: second engagements are joined, and everybody has an id of her own."""
    write_feed(tmp_path / "feed", 60)
    data = _read(tmp_path / "feed")
    assert len(data.people) == 60
    assert len({person.id for person in data.people}) == 60
    assert {person.id for person in data.people} >= {"10007", "m9@vesteraa.example", "u1"}
