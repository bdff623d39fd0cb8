"""Within a block of a template `block` is the block itself: a value of that name is hidden there, and nothing is said of it."""

from __future__ import annotations

import re

from support.source import ROOT, project_files

_READ = re.compile(r"\{[{%][^}]*(?<![\w.])block\.(?!super)\w+")


def _hidden(text: str) -> list[str]:
    """The places of a template that read a value called `block` where the template's own blocks hide it."""
    return _READ.findall(text) if "{% block " in text and "{% for block in" not in text else []


def test_no_template_reads_what_its_blocks_hide() -> None:
    """No page that Sofie or Underviseren opens reads a value that comes out empty."""
    templates = [one for one in project_files() if one.suffix == ".html"]
    assert len(templates) > 100
    found = {str(one.relative_to(ROOT)): _hidden(one.read_text(encoding="utf-8")) for one in templates}
    assert {path: said for path, said in found.items() if said} == {}


def test_a_hidden_value_is_found() -> None:
    """A phone's page with an empty heading is found, and one that asks for the parent's block is not."""
    assert _hidden("{% block main %}<h1>{{ block.title }}</h1>{% endblock %}")
    assert _hidden('{% block main %}{% if block.kind == "talk" %}{% endif %}{% endblock %}')
    assert not _hidden("{% block main %}{{ block.super }}{% endblock %}")
