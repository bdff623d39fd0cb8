"""The project's files name no folder of the machine they were made on, and no package registry."""

import re

import pytest

from support.source import name_of, project_files

FOLDERS = ("work", "root", "home", "Users")
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
)
BANNED = re.compile(rf"(?<![\w.\-/>:])/(?:{'|'.join(FOLDERS)})/|{'|'.join(map(re.escape, REGISTRIES))}")
# A licence is kept as its authors wrote it, whatever it names.
LICENCES = ("LICENSE", "LICENCE", "OFL", "COPYING", "NOTICE")


def test_no_file_names_them() -> None:
    """Per unpacks the project anywhere, and nothing in it points back to where it was made."""
    found = {}
    for path in project_files():
        if path.name.upper().startswith(LICENCES):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if hits := BANNED.findall(text):
            found[name_of(path)] = hits
    assert found == {}


@pytest.mark.parametrize(
    "text", ["open('/wo" + "rk/a.csv')", "see /ho" + "me/per/x", "https://" + REGISTRIES[0]]
)
def test_judge_sees_them(text: str) -> None:
    """A path of one machine and a registry's name are seen."""
    assert BANNED.search(text)


@pytest.mark.parametrize("text", ["/svar/start/", "a/work/b", "paper-work/2", "https://example.org/home/"])
def test_judge_leaves_the_rest(text: str) -> None:
    """An address of our own pages is not taken for a folder."""
    assert not BANNED.search(text)
