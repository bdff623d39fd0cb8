"""What the demo's units did between its two rounds, by the services that pages use; only the days are moved back.

Each module says what one tool's part of it is. The words stand in the demo's TOML files.
"""

from __future__ import annotations

from datetime import datetime

from fagspejl.demo.afterwards.agreed import make_demo_agreements
from fagspejl.demo.afterwards.chosen import choose_demo_themes
from fagspejl.demo.afterwards.lifted import send_demo_notes
from fagspejl.demo.afterwards.loaded import log_demo_shifts
from fagspejl.demo.afterwards.mapped import map_demo_responsibility
from fagspejl.demo.afterwards.noted import write_demo_notes
from fagspejl.demo.afterwards.pictured import draw_demo_quality
from fagspejl.demo.afterwards.relieved import hold_demo_relief
from fagspejl.demo.afterwards.sessions import hold_demo_sessions
from fagspejl.demo.afterwards.skilled import mark_demo_competence
from fagspejl.demo.afterwards.sparred import spar_on_demo_cases
from fagspejl.demo.afterwards.taught import hold_demo_courses
from fagspejl.demo.afterwards.told import tell_demo_staff
from fagspejl.demo.afterwards.walked import walk_demo_path
from fagspejl.demo.story import Story


def between_rounds(story: Story, published: datetime, before: datetime) -> None:
    """Let the units meet, agree, and tell their staff what became of it.

    `published`: when the reports were; `before`: just before the next round opens.
    """
    choose_demo_themes(story)
    hold_demo_sessions(story)
    spar_on_demo_cases(story)
    draw_demo_quality(story)
    make_demo_agreements(story)
    log_demo_shifts(story)
    map_demo_responsibility(story)
    mark_demo_competence(story)
    hold_demo_relief(story)
    send_demo_notes(story)
    walk_demo_path(story, published)
    write_demo_notes(story, published)
    tell_demo_staff(story, before)
    hold_demo_courses()
