"""A reason in a comment leads to a document of the project, and to a section that is there."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from support.source import ROOT, modules, name_of, project_files

CITED = re.compile(r"(?<![\w/.])((?:[\w-]+/)*[\w-]+\.md)((?:(?:,? | and |-)\d+(?:\.\d+)*\b)*)")


def _sections(document: Path) -> set[str]:
    return set(re.findall(r"^#+ (\d+(?:\.\d+)*) ", document.read_text(encoding="utf-8"), re.MULTILINE))


def _dead(text: str) -> list[str]:
    """Return every citation in `text` that leads nowhere."""
    dead = []
    for name, numbers in CITED.findall(text):
        document = ROOT / name
        if not document.is_file():
            dead.append(name)
            continue
        wanted = re.findall(r"\d+(?:\.\d+)*", numbers)
        dead += [f"{name} {number}" for number in wanted if number not in _sections(document)]
    return dead


def _prose(path: Path) -> str:
    """Return the comments and docstrings of a module; of other files all of it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py" or ".md" not in text:  # what cites nothing need not be read closely
        return text
    comments = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    ]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, documented)]
    return "\n".join([*comments, *(ast.get_docstring(node) or "" for node in nodes)])


def _sources() -> list[Path]:
    others = [
        path
        for path in project_files()
        if path.suffix in {".toml", ".html", ".typ", ".css", ".sh"} or path.name == "Makefile"
    ]
    return [*modules("src", "scripts", "bench"), *others]


def test_every_citation_leads_somewhere() -> None:
    """A newcomer who follows a comment's reason finds the document, and the section with that number."""
    found = {name_of(path): dead for path in _sources() if (dead := _dead(_prose(path)))}
    assert found == {}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("# Source: trust.md 3.4.", ["trust.md"]),
        ("# docs/explanation/rules.md 3.4 step 10", []),
        ("# docs/explanation/rules.md 3.99", ["docs/explanation/rules.md 3.99"]),
        ("# docs/explanation/rules.md 3.3 and 99", ["docs/explanation/rules.md 99"]),
        ("# docs/decisions/9999-gone.md", ["docs/decisions/9999-gone.md"]),
    ],
)
def test_judge_sees_a_missing_document(text: str, dead: list[str]) -> None:
    """A document or a section that is not there is seen; one that is there is left alone."""
    assert _dead(text) == dead
