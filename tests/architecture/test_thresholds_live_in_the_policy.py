"""Every number that decides what may be shown stands once, in the policy: nowhere else can it be lowered."""

import re
from pathlib import Path

import pytest

from support.source import PACKAGE, ROOT, modules, name_of, project_files
from support.thresholds import threshold_literals

POLICY = PACKAGE / "analysis" / "policy.py"
# These rooms know no people: their limits are of files and texts.
NO_PEOPLE = {"lib", "web", "instrument", "intake"}
# Numbers that only look like thresholds, with what they are, where the line has no room to say so.
EXCUSED = {
    "src/fagspejl/disclosure/arithmetic/theme_scores.py": {
        "count >= 3"
    },  # themes: one of two cannot stand out
    "src/fagspejl/workspace/arithmetic/constants.py": {"1"},  # PULL_MIN_GAP: a step of the scale, no people
}
# The demo makes up groups of every size; it decides nothing about showing them.
MADE_UP = PACKAGE / "demo"
# n, N or a word for people, compared with a number of two digits or from 3 up.
IN_TEMPLATE = re.compile(
    r"\b(n|N|n_i|raters|answers|answered|leaders|invited)\b\s*(<=?|>=?)\s*([3-9]|\d\d+)\b"
)


def test_no_other_module_holds_one() -> None:
    """Per finds no second place where five could become four."""
    judged = [
        path
        for path in modules("src/fagspejl")
        if path != POLICY
        and path.relative_to(PACKAGE).parts[0] not in NO_PEOPLE
        and not path.is_relative_to(MADE_UP)
    ]
    found = {
        name_of(path): threshold_literals(path, statistics=path.is_relative_to(PACKAGE / "analysis"))
        for path in judged
    }
    left = {
        name: [place for place in places if place.split(": ", 1)[1] not in EXCUSED.get(name, ())]
        for name, places in found.items()
    }
    assert {name: places for name, places in left.items() if places} == {}


def test_no_template_holds_one() -> None:
    """A template chooses looks: it does not decide whether Karen's group is large enough."""
    templates = [
        path
        for path in project_files()
        if path.is_relative_to(ROOT / "src") and path.suffix in {".html", ".typ", ".js"}
    ]
    found = {name_of(path): IN_TEMPLATE.findall(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: hits for name, hits in found.items() if hits} == {}


SUSPICIOUS = [
    "shown = n >= 5",
    "hide = 10 > raters.size",
    "if share < 0.6: pass",
    "release(table, k=3)",
    "def release(table, *, k_comments=5): pass",
    "def score(x, min_share=0.6): pass",
    "policy.k_distribution > 12",
    "K_DISTRIBUTION = 12",
    "_LEAST_PEOPLE = 4",
    "limit: int = 3 if not (k := 5) else k >= 6",
    "click.IntRange(5, 10)",
    "round_half_up(x, decimals=2)",
    "class Row:\n    k = Field(default=5)",
    "option('--k', type=int, default=5)",
    "option('--k-comments', help='People who answered, 5 to 10.')",
    "condition(k_distribution__gte=10)",
]


@pytest.mark.parametrize("code", SUSPICIOUS)
def test_judge_sees_a_threshold(tmp_path: Path, code: str) -> None:
    """A number that decides is seen, however it is written."""
    file = tmp_path / "module.py"
    file.write_text(code, encoding="utf-8")
    assert threshold_literals(file)


HARMLESS = [
    "shown = n >= policy.k",
    "empty = k == 0",
    "if gap < 0: pass",
    "release(table, k=policy.k)",
    "def round_half_up(x, decimals=1): pass",
    "WIDTH = 640",
    "class Row:\n    k = Field(default=usual.k)",
    "option('--k', default=usual.k, help=f'{least} to {most}')",
    "option('--port', default=8000)",
    "if len(columns) > 5: pass  # no threshold: columns of a file",
    "options == 5",
]


@pytest.mark.parametrize("code", HARMLESS)
def test_judge_leaves_the_rest(tmp_path: Path, code: str) -> None:
    """A number that decides nothing is left alone."""
    file = tmp_path / "module.py"
    file.write_text(code, encoding="utf-8")
    assert threshold_literals(file) == []
