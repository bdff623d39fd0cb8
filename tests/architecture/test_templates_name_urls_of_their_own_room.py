"""A template names addresses of its own room and of rooms below it; what stands higher comes through the menu."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

import pytest

from support.source import PACKAGE, ROOT, modules, name_of, project_files, tree

_URL = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")


def _levels() -> dict[str, int]:
    """Each room's layer in the import contract: 0 is the highest."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:rooms"]["layers"].split("\n")
    return {
        name.strip(" ()"): level for level, line in enumerate(filter(None, lines)) for name in line.split("|")
    }


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def _owners() -> dict[str, set[str]]:
    """Each URL name and the rooms whose `urls` define it."""
    found: dict[str, set[str]] = {}
    for path in modules("src/fagspejl"):
        if not path.name.endswith("urls.py"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.keyword) and node.arg == "name" and isinstance(node.value, ast.Constant):
                found.setdefault(str(node.value.value), set()).add(_room(path))
    return found


def _strangers(room: str, template: str) -> list[str]:
    """The names in a template's text that neither its room nor one below it defines."""
    levels, owners = _levels(), _owners()
    return [
        name
        for name in _URL.findall(template)
        if not any(owner == room or levels[owner] > levels[room] for owner in owners.get(name, ()))
    ]


def test_names_and_templates_are_found() -> None:
    """The walk sees the addresses of Sofie's, Karen's and everybody's pages, and who owns them."""
    owners = _owners()
    assert owners["home"] == {"web"}
    assert owners["report"] == {"reporting"}
    assert owners["account_login"] == {"accounts"}
    assert owners["demo-mail"] == {"demo"}


def test_templates_look_down() -> None:
    """Whoever takes a higher room away, or adds one, changes no template below it."""
    templates = [path for path in project_files() if path.suffix == ".html" and PACKAGE in path.parents]
    assert len(templates) > 20
    found = {
        name_of(path): strangers
        for path in templates
        if (strangers := _strangers(_room(path), path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("room", "template"),
    [
        ("web", '<a href="{% url "report" part %}">'),
        ("accounts", "<a href=\"{% url 'report-pdf' part %}\">"),
        ("accounts", '{% url "demo-start" as start %}'),
        ("reporting", '{% url "no-such-page" %}'),
    ],
)
def test_a_planted_name_is_found(room: str, template: str) -> None:
    """An address of a higher room, or of none, is seen in Karen's page."""
    assert len(_strangers(room, template)) == 1


def test_lower_names_are_left_alone() -> None:
    """Karen's report may lead to the home page and to logging out."""
    assert _strangers("reporting", '{% url "home" %}{% url "account_logout" %}{% url "report" 1 %}') == []
