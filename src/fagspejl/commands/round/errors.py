"""From what can go wrong with a round to the sentence that people read and the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.file_errors import end, told
from fagspejl.commands.roster_sentences import perspective_name
from fagspejl.commands.round.sentences import say, state_name
from fagspejl.evaluation import errors
from fagspejl.evaluation.keys import store as keys
from fagspejl.evaluation.services.closing import RoundInOtherState
from fagspejl.evaluation.types.policy import AccessPolicyImpossible
from fagspejl.evaluation.words import deadline_words
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.lib.clock import ZONE
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language
from fagspejl.operations.key_places import EscrowInside
from fagspejl.operations.post_office import MailLimitWrong


@contextmanager
def round_told(language: Language, *, round_id: object = "") -> Iterator[None]:
    """Turn every error of a round that people can do something about into sentences on stderr and an exit code."""
    with told(language, Path("fagspejl")):
        try:
            yield
        except errors.RoundNotReady as error:
            reasons = [f"  - {_reason(reason, language)}" for reason in error.reasons]
            end(REFUSED, say("not_ready", language), *reasons)
        except FagspejlError as error:
            code, sentence = _sentence(error, language, round_id)
            if sentence is None:
                raise
            end(code, sentence)


def when(moment: datetime, language: Language) -> str:
    """Return a moment with its year, as a planner reads it."""
    return f"{deadline_words(moment, language)} ({moment.astimezone(ZONE):%Y-%m-%d})"


def _reason(reason: errors.Unready | InstrumentChanged, language: Language) -> str:
    match reason:
        case errors.RosterEmpty():
            return say("roster_empty", language)
        case errors.DeadlineUnready(earliest=earliest):
            return say("deadline_unready", language, earliest=when(earliest, language))
        case InstrumentChanged(name=name):
            return say("instrument_changed", language, name=name)
        case errors.PerspectivesNotAsked(perspectives=names):
            listed = ", ".join(perspective_name(name, language) for name in names)
            return say("not_asked", language, names=listed)
        case errors.WordsMissing(gaps=gaps):
            return say("words_missing", language, count=len(gaps))
        case errors.PeopleLookAlike(count=count, pairs=pairs):
            listed = ", ".join(f"{one} = {other}" for one, other in pairs)
            return say("people_look_alike", language, count=count, names=listed)
        case errors.SuperiorsAmongRaters(count=count, names=names):
            return say("superiors_among_raters", language, count=count, names=", ".join(names))
        case errors.LeadersAskedAboutTooSoon(count=count, names=names, days=days, title=title):
            listed = ", ".join(names) + (" …" if count > len(names) else "")
            return say("too_soon", language, count=count, names=listed, days=days, title=title)
        case errors.EscrowMissing():
            return say("escrow_missing", language)
    return str(reason)


def _sentence(error: FagspejlError, language: Language, round_id: object) -> tuple[int, str | None]:
    match error:
        case errors.RoundUnknown(given=given):
            return WRONG_USE, say("unknown_round", language, given=given)
        case RoundInOtherState(state=state):
            return REFUSED, say("wrong_state", language, state=state_name(state, language))
        case errors.DeadlineHappensTwice(wall=wall):
            return WRONG_USE, say("twice", language, wall=f"{wall:%Y-%m-%d %H:%M}")
        case errors.DeadlineNeverHappens(wall=wall):
            return WRONG_USE, say("never", language, wall=f"{wall:%Y-%m-%d %H:%M}")
        case errors.DeadlineTooNear(earliest=earliest):
            return REFUSED, say("too_near", language, earliest=when(earliest, language))
        case errors.DeadlineNotLater(deadline=deadline):
            return REFUSED, say("not_later", language, deadline=when(deadline, language))
        case errors.PersonNotAsked(given=given):
            return WRONG_USE, say("person_unknown", language, given=given)
        case errors.LeaderNotAskedAbout(given=given):
            return WRONG_USE, say("leader_unknown", language, given=given)
        case errors.NobodyInvited():
            return REFUSED, say("not_invited", language, round=round_id)
        case errors.NoCopyOutside():
            return REFUSED, say("no_copy_outside", language)
        case errors.KeyNotDestroyed(round_id=closing):
            return REFUSED, say("key_not_destroyed", language, round=closing)
        case errors.NoLetters():
            return REFUSED, say("no_letters", language)
        case AccessPolicyImpossible(fact=fact):
            return WRONG_USE, say("policy", language, fact=fact)
        case EscrowInside(folder=folder):
            return WRONG_USE, say("escrow_inside", language, folder=folder)
        case MailLimitWrong(name=name, value=value):
            return WRONG_USE, say("mail_limit", language, name=name, value=value)
        case keys.RoundKeyMissing(path=path):
            return REFUSED, say("key_missing", language, folder=path.parent)
        case keys.RoundKeyWrong(path=path):
            return REFUSED, say("key_wrong", language, file=path.name, folder=path.parent)
        case keys.RoundKeyDestroyed():
            return REFUSED, say("key_destroyed", language)
    return REFUSED, None
