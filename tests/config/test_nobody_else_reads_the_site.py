"""Other users of the server read not one byte of a site, whatever the umask of whoever started it."""

from __future__ import annotations

import http.client
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from fagspejl.lib.private_files import ReadableByOthers, check_private
from support.roster import CAST, roster_text
from support.site_process import environment, fagspejl, served

NOBODY = 65534
_TRIES = """
import os, sys
os.setgroups([]); os.setgid({who}); os.setuid({who})
for place in sys.argv[1:]:
    try:
        print(os.listdir(place) if os.path.isdir(place) else open(place, "rb").read())
    except PermissionError:
        continue
    except FileNotFoundError:
        continue
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place that everybody may walk through, and an umask that gives everybody rights."""
    with tempfile.TemporaryDirectory(prefix="fagspejl-open-") as name:
        place = Path(name)
        place.chmod(0o755)
        before = os.umask(0o000)
        try:
            yield place
        finally:
            os.umask(before)


def _done(folder: Path, *words: str) -> str:
    result = fagspejl(folder, *words)
    assert result.returncode == 0, result.stderr
    return result.stdout


def _fresh(folder: Path) -> None:
    (folder / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    _done(folder, "roster", "import", "liste.csv", "--apply", "--accept", "--quiet")
    _done(
        folder, "user", "add", "karen@egedal.example", "--name", "Karen Lund", "--role", "planner", "--quiet"
    )
    named = ("--title", "Faglig ledelse", "--organisation", "Egedal", "--quiet")
    by_karen = ("--as", "karen@egedal.example")
    made = _done(folder, "round", "create", *named, "--deadline", "2099-01-01 12:00", *by_karen).strip()
    _done(folder, "round", "open", made, "--quiet", *by_karen)
    _done(folder, "round", "invite", made, "--letters", str(folder / "breve.pdf"), *by_karen)


def _ask_for_a_code(port: int) -> None:
    """Open a session with a code that waits: the login page's form, as a browser of this site sends it."""
    with closing(http.client.HTTPConnection("localhost", port, timeout=60)) as site:
        said = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost:8000"}
        said |= {"Host": "localhost:8000", "Sec-Fetch-Site": "same-origin"}
        site.request("POST", "/log-ind/", urlencode({"email": "karen@egedal.example"}), said)
        answer = site.getresponse()
        assert answer.status == 302, answer.read()
        assert "fagspejl=" in (answer.getheader("Set-Cookie") or "")


def _made(folder: Path) -> list[Path]:
    """Everything the commands made."""
    top = [path for path in folder.iterdir() if path.name not in ("liste.csv", "log")]
    return top + [path for one in top if one.is_dir() for path in one.rglob("*")]


def _read_as_nobody(places: list[Path]) -> str:
    script = [sys.executable, "-I", "-S", "-c", _TRIES.format(who=NOBODY), *map(str, places)]
    return subprocess.run(script, capture_output=True, text=True, check=True, timeout=60).stdout


def test_not_one_byte(folder: Path) -> None:
    """Lone has an account on the server: of a fresh site with a code waiting she reads nothing, of a letter neither."""
    _fresh(folder)
    with served(folder) as port:
        _ask_for_a_code(port)
        made = _made(folder)
        names = {path.name for path in made}
        assert {
            "fagspejl.sqlite3",
            "fagspejl.sqlite3-wal",
            "site.secret",
            "breve.pdf",
            "keys-escrow",
        } <= names
        for path in made:
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))
        if os.getuid() == 0:  # only root can be somebody else; for everybody the modes above say the same
            assert "person;name" in _read_as_nobody([folder / "liste.csv"])  # the way there is open
            assert _read_as_nobody(made) == ""


def test_a_wider_site_is_refused_with_what_mends_it(folder: Path) -> None:
    """Per's copy of the site gives everybody rights: no command starts on it, and the command he is told mends it."""
    _fresh(folder)
    for path, mode in ((folder / "data", 0o755), (folder / "keys" / "site.secret", 0o640)):
        before = path.stat().st_mode
        path.chmod(mode)
        for words in (("round", "status"), ("worker", "--once"), ("serve", "--port", "1")):
            refused = fagspejl(folder, *words)
            assert refused.returncode == 1, refused.stdout
            assert f"Andre brugere af maskinen har adgang til {path}." in refused.stderr
        assert "Other users of this machine" in fagspejl(folder, "round", "status", "--language", "en").stderr
        mends = refused.stderr.strip().rpartition("Kør: ")[2]
        assert mends.startswith("chmod ")
        subprocess.run(mends, shell=True, check=True)
        assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(before)
        _done(folder, "round", "status")


def test_another_server_refuses_too(folder: Path) -> None:
    """Per runs the site in a server of his own choice: it starts neither with wider rights."""
    _fresh(folder)
    script = [sys.executable, "-c", "import fagspejl.config.wsgi"]
    subprocess.run(script, cwd=folder, env=environment(folder), check=True, capture_output=True)
    (folder / "data" / "fagspejl.sqlite3").chmod(0o604)
    died = subprocess.run(
        script, cwd=folder, env=environment(folder), check=False, capture_output=True, text=True
    )
    assert died.returncode != 0
    assert "chmod -R go=" in died.stderr


def test_what_is_looked_at(tmp_path: Path) -> None:
    """A folder that is not there is nobody's; a link's own mode says nothing; every folder that is wide is named."""
    one, two = tmp_path / "data", tmp_path / "to ord"
    for place in (one, two):
        place.mkdir(0o700)
    (one / "link").symlink_to("/")
    check_private(one, two, tmp_path / "none")
    (one / "file").touch(0o600)
    (one / "file").chmod(0o620)
    two.chmod(0o710)
    with pytest.raises(ReadableByOthers) as refused:
        check_private(one, two)
    assert refused.value.found == one / "file"
    assert refused.value.command == f"chmod -R go= {one} '{two}'"
