"""Sofie's phone shows what the room is at: heading, lines, and what each kind of block is for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pytest
from django.utils.html import escape

from fagspejl.workspace.courses.library import home_items, self_check
from fagspejl.workspace.courses.selectors import control_key_here
from fagspejl.workspace.courses.services.holding import go_to_block
from fagspejl.workspace.courses.services.planning import shipped_blocks
from fagspejl.workspace.courses.types import BlockKind, Link
from support.held_course import HeldCourse, held_course, lecturer

pytestmark = [pytest.mark.django_db, pytest.mark.either]
WAY_ON: Final = Link("Nyt fra underviseren", "https://kursus.example/nyt")
FOR: Final = {
    BlockKind.EXERCISE: "Øvelsen begynder om lidt",
    BlockKind.POWER: 'role="img"',
    BlockKind.SELF_CHECK: self_check("da").statements[0][0],
    BlockKind.HOME: home_items("da")[0].text,
    BlockKind.LINKS: WAY_ON.address,
    BlockKind.QUESTIONS: "Stil et spørgsmål, eller stem på andres",
}


@pytest.fixture
def room() -> HeldCourse:
    """The course that ships, open, with one way on and Sofie's phone."""
    blocks = [
        replace(one, links=(WAY_ON,)) if one.kind is BlockKind.LINKS else one for one in shipped_blocks("da")
    ]
    return held_course(lecturer().staff, phones=1, blocks=blocks)


def test_every_block_stands_on_the_phone(room: HeldCourse) -> None:
    """Underviseren goes from block to block: Sofie reads the wall's heading, each line, and what to do."""
    key = control_key_here(room.facts)
    for block in room.facts.blocks:
        if block.place:
            go_to_block(key, room.facts.revision, block.place)
        phone, wall = room.sees(room.at(room.phones[0])), room.sees(room.wall)
        for page in (phone, wall):
            assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [escape(block.title)], block.title
        for line in block.points:
            assert escape(line) in phone, line
        assert FOR.get(block.kind, "") in phone, block.title
    assert {one.kind for one in room.facts.blocks} - {BlockKind.TALK} == set(FOR)
