"""Nothing that lies beside the database may hold a link, a key or an answer; whatever does is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fagspejl.answering.services import submit
from fagspejl.evaluation.keys.derivation import in_groups
from fagspejl.inspection import inspect
from fagspejl.inspection.types import Finding
from support.closing import ITEMS
from support.dumped import Loot
from support.small_round import KEY, SmallRound, small_round


@pytest.fixture
def made(loot: Loot) -> SmallRound:
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    submit(made.place("Sofie", "Karen"), {"shared_quality": 4}, save_id="s")
    loot.folder.mkdir()
    return made


def _link(made: SmallRound) -> str:
    return made.links["Sofie", "Karen"]


PLANTS: dict[str, tuple[Callable[[SmallRound], bytes], Finding]] = {
    "a link": (lambda made: f"sent: {_link(made)}\n".encode(), Finding.LINK_IN_FILE),
    "a link in capitals": (lambda made: _link(made).upper().encode(), Finding.LINK_IN_FILE),
    "a code as printed": (lambda made: in_groups(_link(made)).encode(), Finding.LINK_IN_FILE),
    "a link inside letters": (lambda made: f"abc{_link(made)}xyz".encode(), Finding.LINK_IN_FILE),
    "a link far into a large file": (
        lambda made: b"." * ((1 << 20) - 7) + _link(made).encode() + b"." * (1 << 20),
        Finding.LINK_IN_FILE,
    ),
    "a path of a link that is dead": (
        lambda made: b"GET /svar/abcdefghijklmnopqrstuvwxyz/ 200",
        Finding.PATH_IN_FILE,
    ),
    "a key": (lambda made: KEY, Finding.KEY_IN_FILE),
    "a key in digits": (lambda made: f"key={KEY.hex()}".encode(), Finding.KEY_IN_FILE),
    "an opened answer": (
        lambda made: b'{"draft":null,"form":"faglig-ledelse@1.0:employee:-","seen":[["a",1]],"submitted":{}}',
        Finding.ANSWER_IN_FILE,
    ),
    "a table of answers": (
        lambda made: f"leader;{';'.join(ITEMS)}\nKaren;{';'.join('4' for _ in ITEMS)}\n".encode(),
        Finding.ANSWER_IN_FILE,
    ),
}


@pytest.mark.parametrize("name", PLANTS)
def test_what_lies_there_is_named(made: SmallRound, loot: Loot, name: str) -> None:
    """A file deep in the data folder holds what it must not; the file and the fault are named, and nothing else."""
    content, finding = PLANTS[name]
    place = loot.folder / "logs" / "2026"
    place.mkdir(parents=True)
    (place / "web.txt").write_bytes(content(made))
    assert [(fault.where, fault.finding) for fault in loot.look().faults] == [("logs/2026/web.txt", finding)]


def test_a_key_file_is_known_by_its_name(made: SmallRound, loot: Loot) -> None:
    """A key of a round that is long gone still does not belong in the data folder."""
    (loot.folder / "old.key").write_bytes(b"\x00" * 32)
    assert loot.findings() == {Finding.KEY_IN_FILE}


@pytest.mark.parametrize(
    "content",
    [
        b"the quick brown fox " * 300,
        bytes(range(256)) * 40,
        b"abcdefghijklmnopqrstuvwxyz" * 30,
        b"leader;unit\nKaren;Familie\n",
        f"item;leader\n{ITEMS[0]};{ITEMS[1]}\n".encode(),
        b"",
    ],
)
def test_ordinary_files_are_let_be(made: SmallRound, loot: Loot, content: bytes) -> None:
    """Papers, pictures and lists of leaders give no fault."""
    (loot.folder / "paper.csv").write_bytes(content)
    assert loot.look().faults == ()


def test_only_the_recipients_post_is_skipped(made: SmallRound, loot: Loot) -> None:
    """The demo's cast.json and mailbox are people's own post: skipped and named, there and nowhere else."""
    text = _link(made).encode()
    (loot.folder / "cast.json").write_bytes(text)
    (loot.folder / "mailbox").mkdir()
    (loot.folder / "mailbox" / "1.eml").write_bytes(text)
    look = loot.look()
    assert (look.faults, look.skipped) == ((), ("cast.json", "mailbox"))
    (loot.folder / "sub").mkdir()
    (loot.folder / "sub" / "cast.json").write_bytes(text)
    (loot.folder / "mailbox2").mkdir()
    (loot.folder / "mailbox2" / "1.eml").write_bytes(text)
    assert sorted(fault.where for fault in loot.look().faults) == ["mailbox2/1.eml", "sub/cast.json"]


def test_more_folders_are_searched_when_asked(made: SmallRound, loot: Loot, tmp_path: Path) -> None:
    """Per points at the web server's logs too; there nothing is skipped."""
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "cast.json").write_bytes(b"GET /svar/" + _link(made).encode() + b"/ HTTP/1.1")
    loot.also = (logs,)
    assert loot.findings() == {Finding.LINK_IN_FILE, Finding.PATH_IN_FILE}
    loot.also = (logs / "cast.json",)
    assert loot.findings() == {Finding.LINK_IN_FILE, Finding.PATH_IN_FILE}


def test_looking_changes_nothing(made: SmallRound, loot: Loot) -> None:
    """Asta compares the folder before and after: not a byte and not a file differs."""
    loot.take()

    def state() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in loot.folder.rglob("*") if path.is_file()}

    before = state()
    assert inspect(loot.site()).faults == ()
    assert state() == before
