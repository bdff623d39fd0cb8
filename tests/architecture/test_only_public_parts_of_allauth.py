"""The log-in is built on what django-allauth documents: its inside changes without notice."""

import re

import pytest

from support.source import ROOT, modules, name_of

INSIDE = re.compile(r"\ballauth(\.\w+)*\.internal\b")


def _uses_the_inside(text: str) -> bool:
    return INSIDE.search(text) is not None


def test_nothing_uses_its_inside() -> None:
    """Per takes a newer django-allauth in, and everybody still logs in."""
    found = [
        name_of(path)
        for path in modules("src", "tests", "scripts", "bench", "examples")
        if path != ROOT / "tests" / "architecture" / "test_only_public_parts_of_allauth.py"
        and _uses_the_inside(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "from allauth.account.internal.flows.login import get_authentication_records",
        "import allauth.mfa.base.internal.flows",
        'monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", str)',
    ],
)
def test_judge_sees_it(line: str) -> None:
    """A line that reaches into it, as an import or by its name, does not pass."""
    assert _uses_the_inside(line)
