"""Every constant of the arithmetic stands on the page about the numbers, with its value and reason."""

from __future__ import annotations

import re
from pathlib import Path

from fagspejl.workspace.arithmetic import constants
from support.source import ROOT

PAGE = ROOT / "docs" / "explanation" / "workspace-arithmetic.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([\d.]+) \| (.+) \|$", re.M)
CONSTANT = re.compile(r"^([A-Z_]+): Final = [\d.]+(?:  # (.+))?$", re.M)


def test_the_page_tells_every_constant() -> None:
    """Per reads on the page what the code decides with, and nothing else."""
    told = {name: float(value) for name, value, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    assert told == {name: value for name, value in vars(constants).items() if name.isupper()}
    assert len(told) > 20


def test_reasons_are_the_same_in_code_and_page() -> None:
    """The reason beside a constant in the code is the one that people read."""
    code = Path(constants.__file__).read_text(encoding="utf-8")
    page = {name: why for name, _, why in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    found = {name: why for name, why in CONSTANT.findall(code) if why}
    assert {name: page[name] for name in found} == found
    assert page.keys() - found.keys() == {"LOWEST", "HIGHEST"}  # told in the line above them
