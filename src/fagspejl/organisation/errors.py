"""What can go wrong with the organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fagspejl.lib.errors import FagspejlError

_NAMED = 5  # in a refusal


class NoticeRefused(FagspejlError):
    """A notice to a unit's staff holds what it may not. `kind`: empty, points, long, digits, signs, address.

    `line`: the line that was refused, as it was given.
    """

    def __init__(self, kind: str, line: str = "") -> None:
        super().__init__(f"a notice is refused: {kind}")
        self.kind, self.line = kind, line


class RosterIdsChanged(FagspejlError):
    """People have other ids than before that look like the old ones, so each would be two people.

    `names`: some of them, each as the roster's id, an arrow, and the one that is known.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"{len(pairs)} ids look like ids that are known")
        self.count = len(pairs)
        self.names = tuple(f"{new} → {known}" for new, known in pairs[:_NAMED])


class ImportNotUndone(FagspejlError):
    """The last import stays. `reason`: not_last, named (people it brought are named by `count` rows), round_opened."""

    def __init__(self, reason: str, count: int = 0) -> None:
        super().__init__(f"the import is not undone: {reason}")
        self.reason, self.count = reason, count


class RosterDraftUnderWay(FagspejlError):
    """Somebody is already taking in a roster: who, since when and which file."""

    def __init__(self, by: str, at: datetime, file: str) -> None:
        super().__init__(f"{by} has been taking in {file} since {at}")
        self.by, self.at, self.file = by, at, file


class RosterDraftChanged(FagspejlError):
    """The draft was changed since the page was opened: who did it last, and when."""

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__(f"{by} changed the draft at {at}")
        self.by, self.at = by, at


class RosterDraftGone(FagspejlError):
    """There is no roster on its way in: it was taken in, discarded, or is older than a day."""

    def __init__(self) -> None:
        super().__init__("there is no roster on its way in")


class RosterMovedOn(FagspejlError):
    """Taking in the roster would change something else than what was looked at: another import came in between."""

    def __init__(self) -> None:
        super().__init__("the roster that is known has changed since the differences were looked at")


class RosterUndecided(FagspejlError):
    """The roster has notices that somebody must accept before it is taken in. `count`: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} notices must be accepted before the roster is taken in")
        self.count = count


class SecretDiffers(FagspejlError):
    """Another machine of this site goes by another secret. `name`: which one, as its file is called."""

    def __init__(self, name: str) -> None:
        super().__init__(f"this machine holds another {name} than the site it joins")
        self.name = name


class AddressRefused(FagspejlError):
    """One person's address is not corrected. `reason`: works, none, same, shared, alike, left.

    `other`: the person who has the address, or the domain that it looks like; an `alike` one is taken when somebody
    says that it is right.
    """

    def __init__(self, reason: str, other: str = "") -> None:
        super().__init__(f"an address is refused: {reason}")
        self.reason, self.other = reason, other
