"""The tutorial's code runs and prints what the tutorial says."""

from __future__ import annotations

import contextlib
import io
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "analyse-in-a-notebook.md"
PAIR = re.compile(r"```python\n(.*?)```\n```text\n(.*?)```", re.DOTALL)


def test_the_tutorial_prints_what_it_says(tmp_path, monkeypatch) -> None:
    """Asta copies the tutorial line by line and sees the same figures."""
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    monkeypatch.chdir(tmp_path)
    blocks = PAIR.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) == PAGE.read_text(encoding="utf-8").count("```python") == 5
    names: dict[str, object] = {}
    for code, printed in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, str(PAGE), "exec"), names)
        assert out.getvalue() == printed
    picture = ElementTree.parse(tmp_path / "var" / "lq2002.svg").getroot()
    assert picture.tag.endswith("svg")
    assert len(picture) == 2 + 4 * 49
