"""docs/explanation/reading-questions.md: of every kind of chart five questions, answered by what the chart itself says."""

from __future__ import annotations

import re
import runpy
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanation" / "reading-questions.md"
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
QUESTION = re.compile(r"^\d\. \*(.+?\?)\* (.+?)(?=^\d\. |\Z)", re.MULTILINE | re.DOTALL)
# An anchor of each kind of chart that a page model may hold (reporting.page_types.charts).
KINDS = ("-overblik", "-linje", "-svar-employee", "-fordeling", "udvikling-")


def _charts() -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Return file, anchor, quotation, and questions with answers of each chart on the page."""
    found: list[tuple[str, str, str, list[tuple[str, str]]]] = []
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        shown = re.search(r"^`(.+?)#(.+?)`$", part, re.MULTILINE)
        said = re.search(r"^> (.+)$", part, re.MULTILINE)
        assert shown is not None
        assert said is not None
        found.append((shown[1], shown[2], said[1], QUESTION.findall(part)))
    return found


def test_each_kind_of_chart_has_five_questions() -> None:
    """Lone teaches leaders to read: each kind of chart has five questions, and their answers no number but the chart's."""
    charts = _charts()
    assert len(charts) == len(KINDS)
    assert all(kind in anchor for kind, (_, anchor, _, _) in zip(KINDS, charts, strict=True))
    assert [len(questions) for *_, questions in charts] == [5] * len(charts)
    for _, anchor, said, questions in charts:
        for question, answer in questions:
            assert set(NUMBER.findall(question + answer)) <= set(NUMBER.findall(said)), (anchor, question)


def test_quotations_are_what_the_charts_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asta, who hears the charts, hears of each what Lone's page quotes."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    out = runpy.run_path(str(ROOT / "scripts" / "pictures.py"))["reports"](tmp_path, "html,json", "en")
    for file, anchor, said, _ in _charts():
        text = (out / file).read_text(encoding="utf-8")
        drawn = re.search(rf'<title id="{anchor}-t">(.*?)</title>\s*<desc[^>]*>(.*?)</desc>', text, re.DOTALL)
        assert drawn is not None, anchor
        # A page holds spaces that no line breaks at; the quotation holds ordinary ones.
        assert " ".join(f"{unescape(drawn[1])}. {unescape(drawn[2])}".split()) == said
