"""The words of the staff's pages: every word that a page asks for is there, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from fagspejl.config.error_pages import STATUS
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from support.source import PACKAGE, modules, project_files
from support.words import slots as slots_of
from support.words import told

PACKAGES = (
    "fagspejl.web.words",
    "fagspejl.accounts.words",
    "fagspejl.reporting.words.site",
    "fagspejl.workspace.home.words",
)
IN_TEMPLATE = re.compile(r'{% say "([\w.]+)"([^%]*)%}')
IN_CODE = re.compile(r'"((?:login|code|code_mail|app|passkey|second|layout)\.\w+)"')


def _templates() -> list[Path]:
    return [
        path
        for path in project_files()
        if path.is_relative_to(PACKAGE)
        and path.suffix == ".html"
        and "say " in path.read_text(encoding="utf-8")
    ]


def _asked_for() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in _templates():
        if "demo" in path.parts or "sessions" in path.parts:  # who joins a room reads its session's language
            continue
        for key, slots in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            found.setdefault(key, set()).update(re.findall(r"(\w+)=", slots))
    return found


def test_settings_read_these_rooms() -> None:
    """What is judged here is what the site reads."""
    assert set(PACKAGES) <= set(settings.STAFF_WORDS)


def test_pages_ask_only_for_words_there_are() -> None:
    """No page meets a missing word or a slot it does not fill."""
    words = wording("da", *settings.STAFF_WORDS)
    asked, said = _asked_for(), told(words)
    assert set(asked) - words.keys == set()
    assert {key: slots for key, slots in asked.items() if slots_of(said[key]) - slots} == {}


def test_no_word_is_left_over() -> None:
    """Every word is said somewhere: a page, a form, the table of errors, a mail."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules("src/fagspejl"))
    sections = {kind.value for kind in STATUS}  # of the table of errors
    said = set(_asked_for()) | set(re.findall(r'"([a-z_]+\.[a-z_]+)"', code))
    kept = {
        key
        for key in wording("da", *PACKAGES[:3]).keys - said  # tests/workspace judges the last
        if key.split(".")[0] not in sections | {"speech", "readers"}
        and key not in ("layout.fix_this", "looks.report_read")
    }
    assert kept == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language: str) -> None:
    """No exclamation marks, no word in capitals, no English word where there is a Danish one."""
    words = wording(language, *PACKAGES)
    texts = [text for entry in told(words).values() for text in entry]
    assert [text for text in texts if "!" in text] == []
    if language == "da":
        assert [
            t for t in texts if re.search(r"\b(dashboard|feedback|score|login|survey|submit|ok)\b", t, re.I)
        ] == []
