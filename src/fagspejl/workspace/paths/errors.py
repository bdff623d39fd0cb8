"""What can be wrong with what is written on a path. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class PathRefused(SessionError):
    """A date, a goal or a line outside its bounds. `field`, and what is allowed."""

    key = "path"


class GoalGone(SessionError):
    """The goal was deleted on another page."""

    key = "path_goal_gone"


class GoalChanged(SessionError):
    """The goal was changed on another page since this one was shown; nothing was done."""

    key = "path_goal_changed"


class LinesChanged(SessionError):
    """The shared lines were changed on another page since this one was shown; nothing was done."""

    key = "path_lines_changed"


class GoalsFull(SessionError):
    """Three goals stand already. `most`."""

    key = "path_goals_full"
