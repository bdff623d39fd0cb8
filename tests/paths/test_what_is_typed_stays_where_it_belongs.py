"""Every page and form of the workspace, the path and reflection with a marker in each text: where the markers are found.

Karen writes on a served copy of the demo. Then its database, dump, logs, mails and key folders are searched, and others
open all they can.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from support.demo_site import DemoSite, served_demo
from support.shared_demo import BuiltDemo
from support.staff_forms import Marker, Staff

PRIVATE = "/arbejdsrum/refleksion/"
STARTS = ("/", "/arbejdsrum/", "/opfoelgning/", PRIVATE)
WITHIN = ("/arbejdsrum/", "/opfoelgning/", "/rapport/")
OF_THE_PATH = ("/opfoelgning/", PRIVATE)
OF_HER_UNIT = ("/arbejdsrum/ansvar/", "/arbejdsrum/kompetencer/", "/arbejdsrum/aflastning/")
COURSES = "/arbejdsrum/kurser/"
TO_BE_MAILED = "/fortael/"  # the notice: what a leader releases to be mailed


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def visited_demo(built_demo: BuiltDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """A copy of the demo, served for all tests of this file."""
    with served_demo(built_demo.folder, tmp_path_factory.mktemp("visited")) as site:
        yield site


@pytest.fixture(scope="module")
def karen(visited_demo: DemoSite) -> Staff:
    """Karen, who has opened every page of hers and filled in every form."""
    staff = Staff(visited_demo.url, "karen")
    staff.walk(*STARTS, within=WITHIN, write=True)
    return staff


@pytest.fixture(scope="module")
def vibe(visited_demo: DemoSite) -> Staff:
    """Vibe the lecturer, who has opened every page of her courses and filled in every form."""
    staff = Staff(visited_demo.url, "vibe")
    staff.walk(COURSES, within=(COURSES, "/kursus/styring/"), write=True)
    return staff


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _found(markers: list[Marker], content: bytes) -> list[Marker]:
    return [one for one in markers if one.word.encode() in content]


def _dump(site: DemoSite) -> bytes:
    with closing(sqlite3.connect(site.data / "fagspejl.sqlite3")) as database:
        return "\n".join(database.iterdump()).encode()


def test_texts_are_kept_where_they_were_typed(karen: Staff, visited_demo: DemoSite) -> None:
    """Karen wrote agreements, sessions and goals, and the database holds them: the search below would find something."""
    kept = {one.page.split("/")[1] for one in _found(karen.typed, _dump(visited_demo))}
    assert {"arbejdsrum", "opfoelgning"} <= kept
    rooms = {one.page.split("/")[2] for one in karen.typed if one.page.startswith(OF_HER_UNIT)}
    assert rooms == {"ansvar", "kompetencer"}  # a relief round has no field for words


def test_the_unit_pages_key_is_nowhere(karen: Staff, visited_demo: DemoSite) -> None:
    """Karen makes her unit's page a new address, and Sofie opens it: its key stands in no file, log or dump."""
    shown = next(text for path, text in karen.seen.items() if path.startswith("POST ") and "/side/" in path)
    (key,) = set(re.findall(r"/enhed/([a-z2-7]{26})/", shown))
    with urlopen(f"{visited_demo.url}/enhed/{key}/", timeout=60) as answer:
        assert "Set-Cookie" not in answer.headers
        assert "Familieområdet" in answer.read().decode()
    for folder in (visited_demo.data, Path(f"{visited_demo.data}-keys")):
        for path, content in _files(folder).items():
            assert key.encode() not in content, path
    assert key.encode() not in _dump(visited_demo)
    assert key.encode() not in (visited_demo.data.parent / "server.log").read_bytes()


def test_nothing_typed_is_in_a_log_or_a_mail(karen: Staff, vibe: Staff, visited_demo: DemoSite) -> None:
    """What Karen and Vibe typed is in no log and no mail, but for the notice that Karen released to be mailed."""
    assert _found(vibe.typed, _dump(visited_demo))
    typed = karen.typed + vibe.typed
    done = visited_demo.run("worker", "--once")
    assert done.returncode == 0, done.stderr
    others = [one for one in typed if TO_BE_MAILED not in one.page]
    said = (visited_demo.data.parent / "server.log").read_bytes() + (done.stdout + done.stderr).encode()
    assert _found(typed, said) == []
    for path, content in _files(visited_demo.data / "mailbox").items():
        assert _found(others, content) == [], path
    with closing(sqlite3.connect(visited_demo.data / "fagspejl.sqlite3")) as database:
        logged = repr(database.execute("SELECT * FROM access_log").fetchall()).encode()
    assert _found(typed, logged) == []


def test_private_notes_are_nowhere(karen: Staff, visited_demo: DemoSite) -> None:
    """Karen wrote notes for herself: no word of them stands in the database, its dump, a file of the site or its keys."""
    mine = [one for one in karen.typed if one.page.startswith(PRIVATE)]
    assert mine
    assert _found(mine, _dump(visited_demo)) == []
    for folder in (visited_demo.data, Path(f"{visited_demo.data}-keys")):
        for path, content in _files(folder).items():
            assert _found(mine, content) == [], path


@pytest.mark.parametrize("who", ["ida", "lone", "per", "dorte", "bente"])
def test_others_find_nothing_of_a_path(karen: Staff, visited_demo: DemoSite, who: str) -> None:
    """Ida, Lone, Per, Dorte and Bente of HR open all they can: no goal, note, task or plan of Karen's unit is there."""
    other = Staff(visited_demo.url, who)
    other.walk(*STARTS, within=(*WITHIN, "/runder/"), write=False)
    assert len(other.seen) >= 2
    mine = [one for one in karen.typed if one.page.startswith((*OF_THE_PATH, *OF_HER_UNIT))]
    for path, text in other.seen.items():
        assert _found(mine, text.encode()) == [], (who, path)
