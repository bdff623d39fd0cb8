"""What can go wrong with a round, named for what happened; words are chosen at the edge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from fagspejl.evaluation.types import RoundState
from fagspejl.instrument.errors import InstrumentChanged, InstrumentNotFound
from fagspejl.instrument.types import Gap
from fagspejl.lib.errors import FagspejlError

OneMoreReason = Literal["asked", "taken_off", "role", "too_new", "small", "grown"]


class RoundUnknown(FagspejlError):
    """No round, or more than one, answers to what was given."""

    def __init__(self, given: str) -> None:
        super().__init__(f"no round is called {given}")
        self.given = given


class RoundInOtherState(FagspejlError):
    """The round is not in the state that this step starts from."""

    def __init__(self, round_id: UUID, state: str, needed: tuple[RoundState, ...]) -> None:
        super().__init__(f"round {round_id} is {state}; this needs {' or '.join(needed)}")
        self.round_id, self.state, self.needed = round_id, state, needed


class PlanChangedMeanwhile(FagspejlError):
    """Somebody else has changed the round's plan since this person read it. `by`: a name, `at`: when."""

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__(f"{by} changed the plan at {at.isoformat()}")
        self.by, self.at = by, at


class PlanSettled(FagspejlError):
    """The round is open: of its plan only days and the contact may still change. `field`: what was to change."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} cannot change once the round is open")
        self.field = field


class PlannedDayOutside(FagspejlError):
    """A mail cannot go on this day: it is before `first` (today) or after `last` (the deadline's day)."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"{day} is not between {first} and {last}")
        self.day, self.first, self.last = day, first, last


class LotRegistered(FagspejlError):
    """A lot is registered for the round already. One round has one lot."""

    def __init__(self) -> None:
        super().__init__("a lot is registered for this round already")


class LotDrawn(FagspejlError):
    """The lot is drawn already, and is drawn once."""

    def __init__(self) -> None:
        super().__init__("the lot is drawn already, and is drawn once")


class LotTooSmall(FagspejlError):
    """Fewer units have a printed result than two halves need. `least`: units a side."""

    def __init__(self, least: int) -> None:
        super().__init__(f"each half needs {least} units with a printed result")
        self.least = least


class QuestionnaireGone(InstrumentNotFound):
    """A round's questionnaire, or one that its themes come from, is not kept here any more. `name`: as it was kept."""

    def __init__(self, name: str) -> None:
        super().__init__(name, ())


class QuestionnaireNameTaken(FagspejlError):
    """Another questionnaire has this name: one that comes with Fagspejl, or this version of one that is in use."""

    def __init__(self, name: str, version: str, reason: Literal["shipped", "used"]) -> None:
        super().__init__(f"{name}@{version} is taken: {reason}")
        self.name, self.version, self.reason = name, version, reason


class QuestionnaireInUse(FagspejlError):
    """A round uses this questionnaire, so it stays."""

    def __init__(self, name: str, version: str) -> None:
        super().__init__(f"a round uses {name}@{version}")
        self.name, self.version = name, version


class QuestionnaireChangedMeanwhile(FagspejlError):
    """Somebody else has kept another text of this questionnaire since this person read it."""

    def __init__(self, name: str, by: str, at: datetime) -> None:
        super().__init__(f"{by} changed {name} at {at.isoformat()}")
        self.name, self.by, self.at = name, by, at


class ListNotChecked(FagspejlError):
    """The leader was not asked to check a list in this round, or the round is open and lists are locked."""


class ListReasonMissing(FagspejlError):
    """Nobody is taken off a list, or put on it, without a reason in writing."""


class PersonNotChosen(FagspejlError):
    """A name has to be found on the roster before somebody is put on a list. `name`: as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__(f"nobody on the roster was chosen for {name}")
        self.name = name


class AlreadyOnList(FagspejlError):
    """The person is asked about the leader already, or is the leader herself or one above her."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cannot be put on this list")
        self.name = name


class NotOneMore(FagspejlError):
    """Somebody cannot be asked about a leader after opening. `name`: of the one who was to be asked; `reason`: why.

    asked      has a link about her already, or is the leader or a leader above her
    taken_off  had a link about her that was taken back, which is for good
    role       nobody was asked about her in this role at opening, the role is a named one, or the roster says another
    too_new    the rules of months, or an exemption, kept them out at opening as well
    small      fewer were asked in the group at opening than one report needs: with one more it would have one
    grown      as many as may be were added to the group already
    """

    def __init__(self, name: str, reason: OneMoreReason) -> None:
        super().__init__(f"{name} cannot be asked now: {reason}")
        self.name, self.reason = name, reason


class LaterOnesFirst(FagspejlError):
    """With fewer of those asked at opening, those who came later would be too many in a group. `name`: the leader's."""

    def __init__(self, name: str) -> None:
        super().__init__(f"those who were added to {name}'s list must be taken off first")
        self.name = name


class AnotherPlannersList(FagspejlError):
    """Nobody decides who is asked about herself, nor puts herself on a list or takes herself off it."""


class AnotherPlannersLink(FagspejlError):
    """Whoever rates a leader, or is her, does not handle the links of those who rate her: another planner does."""


class DeadlineHappensTwice(FagspejlError):
    """Clocks go back over this time: it would be two moments. `wall` is the time of day as given."""

    def __init__(self, wall: datetime) -> None:
        super().__init__(f"{wall:%Y-%m-%d %H:%M} happens twice, because the clocks go back")
        self.wall = wall


class DeadlineNeverHappens(FagspejlError):
    """Clocks jump over this time. `wall` is the time of day as given."""

    def __init__(self, wall: datetime) -> None:
        super().__init__(f"{wall:%Y-%m-%d %H:%M} never happens, because the clocks go forward")
        self.wall = wall


class DeadlineTooNear(FagspejlError):
    """The deadline must leave people at least a day. `earliest` is the first moment that does."""

    def __init__(self, earliest: datetime) -> None:
        super().__init__(f"the deadline must be {earliest.isoformat()} or later")
        self.earliest = earliest


class NoticeAtOnce(FagspejlError):
    """The information for everybody would go the moment its day is kept. `at` is when it would have been due."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"information that was due at {at.isoformat()} would go to everybody at once")
        self.at = at


class DeadlineNotLater(FagspejlError):
    """A deadline is only ever moved later. `deadline` is the one that stands."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(f"the deadline is {deadline.isoformat()} and can only be moved later")
        self.deadline = deadline


class Unready(FagspejlError):
    """One reason why a round cannot be opened."""


class ListsUnchecked(Unready):
    """Leaders have not confirmed their lists, or wishes about them are not decided. `leaders`, `wishes`: how many."""

    def __init__(self, leaders: int, wishes: int) -> None:
        super().__init__(f"{leaders} lists are not confirmed, {wishes} wishes are not decided")
        self.leaders, self.wishes = leaders, wishes


class RosterEmpty(Unready):
    """Nobody on the roster would be asked about anybody."""


class PerspectivesNotAsked(Unready):
    """The roster has raters that the questionnaire has no form for."""

    def __init__(self, perspectives: Sequence[str]) -> None:
        super().__init__(f"the questionnaire does not ask {', '.join(perspectives)}")
        self.perspectives = tuple(perspectives)


class WordsMissing(Unready):
    """The questionnaire lacks words that raters of this round would read."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__(f"words are missing in {len(gaps)} places")
        self.gaps = tuple(gaps)


class LeadersAskedAboutTooSoon(Unready):
    """Leaders whose last round, in the same perspective, lies too near. `names`: some of them."""

    def __init__(self, count: int, names: Sequence[str], days: int, title: str) -> None:
        super().__init__(f"{count} leaders had a round less than {days} days ago ({title})")
        self.count, self.names, self.days, self.title = count, tuple(names), days, title


class PeopleLookAlike(Unready):
    """Ids that seem to mean one person, who would be counted twice. `names`: some of them, each as "P1 = p1"."""

    def __init__(self, count: int, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"{count} people have an id that looks like another's")
        self.count, self.names = count, tuple(f"{one} = {other}" for one, other in pairs)


class SuperiorsAmongRaters(Unready):
    """Leaders who would be counted among their own raters, or somebody above them would. `names`: some of them."""

    def __init__(self, count: int, names: Sequence[str]) -> None:
        super().__init__(f"{count} leaders are among their own raters, or somebody above them is")
        self.count, self.names = count, tuple(names)


class EscrowMissing(Unready):
    """There is no second place for the round's key."""


class HalvesNotReadBack(Unready):
    """The witnessed copy of the key is not safe: halves are missing, unread or lost. `holders`: whose."""

    def __init__(self, holders: Sequence[str]) -> None:
        super().__init__(f"halves of the key are not read back: {', '.join(holders)}")
        self.holders = tuple(holders)


class SealedCopyMissing(Unready):
    """The file of the witnessed copy is not where it was written, or was changed: new halves have to be made."""


class KeyPrepared(FagspejlError):
    """A key was made for this draft already, so that deleting the draft is the worker's."""

    def __init__(self, round_id: UUID) -> None:
        super().__init__(f"a key was made for the draft {round_id}")
        self.round_id = round_id


class DeadlineUnready(Unready):
    """The deadline of the draft has come too near."""

    def __init__(self, earliest: datetime) -> None:
        super().__init__(f"the deadline must be {earliest.isoformat()} or later")
        self.earliest = earliest


class RoundNotReady(FagspejlError):
    """A round cannot be opened; `reasons` are all of them at once. One of them may be a questionnaire that changed."""

    def __init__(self, reasons: Sequence[Unready | InstrumentChanged]) -> None:
        super().__init__("; ".join(str(reason) for reason in reasons))
        self.reasons = tuple(reasons)


class ClocksApart(FagspejlError):
    """The clocks of this machine and of the database differ by more than a minute. `seconds`, and what each shows."""

    def __init__(self, seconds: int, *, here: datetime, there: datetime) -> None:
        super().__init__(f"the clocks of this machine and of the database are {seconds} seconds apart")
        self.seconds, self.here, self.there = (
            seconds,
            f"{here:%Y-%m-%d %H:%M:%S}",
            f"{there:%Y-%m-%d %H:%M:%S}",
        )


class PersonNotAsked(FagspejlError):
    """Nobody who is asked in the round, or more than one, answers to what was given."""

    def __init__(self, given: str) -> None:
        super().__init__(f"nobody who is asked is called {given}")
        self.given = given


class LeaderNotAskedAbout(FagspejlError):
    """The person is asked about no leader, or about more than one, who answers to what was given."""

    def __init__(self, given: str) -> None:
        super().__init__(f"the person is not asked about {given}")
        self.given = given


class NoCopyOutside(FagspejlError):
    """No person keeps a copy of this round's key: closing destroys every copy by itself."""


class KeyHeldElsewhere(FagspejlError):
    """Another folder or machine holds the round's key, or another folder its copy: only there it is destroyed."""

    def __init__(self, round_id: UUID, node: str, folder: str, escrow: str) -> None:
        super().__init__(f"the key of round {round_id} is held in {folder} on {node}")
        self.round_id, self.node, self.folder, self.escrow = round_id, node, folder, escrow


class KeyNotDestroyed(FagspejlError):
    """The round's own key is not destroyed yet, so its copy is still needed."""

    def __init__(self, round_id: UUID) -> None:
        super().__init__(f"the key of round {round_id} is not destroyed yet")
        self.round_id = round_id


class ReportsDeleted(FagspejlError):
    """The round's reports and figures were deleted on a day, as their time was over."""

    def __init__(self, on: date) -> None:
        super().__init__(f"the reports of the round were deleted on {on}")
        self.on = on


class NotWitnessed(FagspejlError):
    """The round's policy names another kind of second copy, or no halves were made yet."""


class ConfirmedByHolders(FagspejlError):
    """Two people hold the copy: each confirms her own sheet, and nobody does it for both."""


class HalfTaken(FagspejlError):
    """The sheet of this half has gone out before, which it does once. `at`: when."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"the sheet was taken at {at.isoformat()}")
        self.at = at


class HalfOutdated(FagspejlError):
    """A newer pair of halves was made, or this half is not kept any more: the sheet is worth nothing."""


class HalfNotTaken(FagspejlError):
    """Nobody has taken the sheet yet, so there is nothing to read back, to lose or to destroy."""


class SheetLost(FagspejlError):
    """The sheet is lost, and with it the copy: new halves have to be made."""


class LetterForAnother(FagspejlError):
    """Whoever holds the planner's half makes no letter that opens the other; nor is one made where a mail can go."""


class OneForBoth(FagspejlError):
    """The representative plans or runs the evaluation: nobody may come to both halves."""
