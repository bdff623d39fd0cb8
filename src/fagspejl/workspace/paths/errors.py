"""What can be wrong with what is written on a path. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class PathRefused(SessionError):
    """A date, a goal or a line outside its bounds. `field`, and what is allowed."""

    key = "path"


class GoalsFull(SessionError):
    """Three goals stand already. `most`."""

    key = "path_goals_full"


class GoalGone(SessionError):
    """The goal was deleted meanwhile, or was never one of this path."""

    key = "path_goal_gone"
