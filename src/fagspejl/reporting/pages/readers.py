"""Who may read a leader's report, in words. Pure."""

from __future__ import annotations

from fagspejl.lib.wording import Wording


def readers_told(readers: str, words: Wording) -> str:
    """Return who may read, as the Release of a round keeps it ("leader,superior"), in the words of the site."""
    names = readers.split(",")
    key = "both" if "superior" in names else "leader"
    return words.say(f"readers.{key}_hr" if "hr" in names else f"readers.{key}")
