"""What the tests of the look from outside share."""

from support.dumped import loot

__all__ = ["loot"]
