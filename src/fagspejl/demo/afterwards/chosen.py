"""The themes that Karen's and Ida's units work with, each chosen before its unit began on it."""

from __future__ import annotations

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.home.models import Focus
from fagspejl.workspace.home.theme.services import choose_theme
from fagspejl.workspace.home.theme.types import NextTool


def choose_demo_themes(story: Story) -> None:
    """Let each unit choose its theme."""
    for one in read_toml("themes.toml")["themes"]:
        leader = story.person(one["leader"])
        account = account_of(leader.email)
        assert account is not None
        made = choose_theme(
            Unit.objects.get(key=leader.unit).id,
            theme=one["theme"],
            item=one["item"],
            why=one["why"],
            tools=[NextTool(**tool) for tool in one["tools"]],
            asked=True,
            actor=account.staff.actor,
        )
        move_back(Focus.objects.filter(id=made), one["days_ago"])
