"""Every word on the pages of a room comes from a file of words or from what the unit chose, and some are never said."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.sessions.phases import phase_texts
from fagspejl.workspace.sessions.services.joining import guess, name_difference
from fagspejl.workspace.sessions.templates_library import template
from fagspejl.workspace.sessions.types import DifferenceReason, PhaseCode, SplitGroup
from support.room import CASE, ITEM, open_room, sent
from support.source import PACKAGE
from support.wall import SECOND, Wall
from support.words import told

WORDS = "fagspejl.workspace.words"
GROUPS = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))
REASON = "Det er barnets bedste."
NEVER = re.compile(r"\b(nulstil|reset|score|rang|rank|procent|per cent|percent|årsag|cause[sd]?)\b|%", re.I)
UNREAD = {"script", "style", "title", "desc"}  # the last two say of a drawing what stands beside it
SIGNS = re.compile(r"[\W\d_]*")  # figures, codes' dots, marks between


class _Texts(HTMLParser):
    """The text nodes of a page that somebody reads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in UNREAD:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside and data.strip():
            self.found.append(" ".join(data.split()))


def _patterns() -> list[re.Pattern[str]]:
    known = [text for texts in told(wording("da", WORDS)).values() for text in texts]
    known += [line for phase in template("judgement", "da").phases for line in (phase.title, *phase.say)]
    known += [
        line
        for phase in template("judgement", "da").phases
        for step in phase.steps
        for line in (step.text, *step.say)
    ]
    # A text that is nearly all slots would explain whatever stands there.
    made = [
        " ".join(text.split())
        for text in known
        if len(re.findall(r"[^\W\d_]", re.sub(r"\{.*?\}", "", text))) > 2
    ]
    return [re.compile(re.sub(r"\\\{\w+(?::[^}]*)?\\\}", r".+?", re.escape(text)), re.S) for text in made]


def _unexplained(page: str, patterns: list[re.Pattern[str]], given: set[str]) -> list[str]:
    """Return the texts of a page that are no sentence of ours, nothing that was given, and no mere figures."""
    left = []
    for text in _Texts(page).found:
        rest = text
        for word in sorted(given, key=len, reverse=True):
            rest = rest.replace(word, " ")
        if SIGNS.fullmatch(rest) or any(one.fullmatch(text) for one in patterns):
            continue
        # Several sentences may stand in one paragraph, and several names in one line.
        parts = [part for part in re.split(r"(?<=[.?]) | · ", text.removesuffix(":")) if part]
        if all(any(one.fullmatch(part) for one in patterns) or part in given for part in parts):
            continue
        left.append(text)
    return left


@pytest.mark.django_db
def test_every_sentence_comes_from_the_catalogue() -> None:
    """Sofie, the wall and Karen's control read nothing in any phase that no file of words holds."""
    wall = Wall(open_room(GROUPS, present=12))
    room = wall.room
    for place in range(12):
        room.phone(0 if place < 7 else 1)
    given = {
        CASE.title,
        ITEM.question,
        ITEM.low_pole,
        ITEM.high_pole,
        *ITEM.actions,
        *CASE.text.split("\n\n"),
    }
    given |= {
        CASE.what_if,
        REASON,
        *(group.name for group in GROUPS),
        "Skønsøvelse",
        "Teammødets faste punkt",
    }
    given |= {room.code, room.code[:3], room.code[3:], "localhost:8000/d", "testserver/d", "Fagspejl"}
    patterns, left = _patterns(), {}
    for phase in phase_texts(room.facts):
        if phase is PhaseCode.LOOK_BACK:
            continue
        wall.to(phase)
        if phase is PhaseCode.JUDGE:
            wall.judge(reason=REASON)
        for token in room.phones:
            if phase is PhaseCode.GUESS:
                guess(room.code, token, sent(), of_ten=7)
            if phase is PhaseCode.TALK:
                name_difference(room.code, token, sent(), reasons=[DifferenceReason.VALUES])
        if phase is PhaseCode.REJUDGE:
            wall.judge(SECOND, round_=2)
        if phase is PhaseCode.AGREE:
            wall.agree()
        phone = Client().get(f"/d/{room.code}/{room.phones[0]}/").content.decode()
        for name, page in (("screen", wall.screen()), ("control", wall.control()), ("phone", phone)):
            if found := _unexplained(html.unescape(page), patterns, given):
                left[f"{phase} {name}"] = found
    assert left == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent and no cause stands on any page of a room."""
    said = told(wording(language, WORDS))
    assert len(said) > 200
    found = {key: text for key, texts in said.items() for text in texts if NEVER.search(text)}
    assert {
        key for key in found if not key.startswith("speech.")
    } == set()  # how figures are written, wherever


def test_templates_hold_no_words() -> None:
    """Bente's colleague finds every sentence of a room in a file of words: templates hold marks and signs alone."""
    left = {}
    for path in sorted((PACKAGE / "workspace").rglob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", " ", path.read_text("utf-8"), flags=re.S)
        text = re.sub(r"<[^>]*>|Fagspejl", "\n", text)
        if words := [line.strip() for line in text.splitlines() if not SIGNS.fullmatch(line.strip())]:
            left[path.name] = words
    assert left == {}
