"""The one table of errors: what each means to whoever meets it, and the words that tell it.

Two edges read it: the console (`commands.error_edge`: exit codes, and the sentence in `commands/words`) and the pages
(`config.error_pages`: statuses, and the section of `web/words`). Errors stand here by their dotted names, so that
reading the table imports nobody. The facts that a sentence needs are the attributes of the error. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from fagspejl.lib.errors import FagspejlError

_Meaning = TypeVar("_Meaning")


class PaperGone(FagspejlError):
    """A sealed paper was taken before, is too old, or is another person's: it has to be ordered again."""

    def __init__(self, order: UUID) -> None:
        super().__init__(f"the paper of order {order} is not there any more")
        self.order = order


class NoLongerPlanner(FagspejlError):
    """Whoever ordered something lost the role, or the account, before the worker came to it. `by`: a name."""

    def __init__(self, by: str) -> None:
        super().__init__(f"{by} is not a planner any more")
        self.by = by


class TrialMailRefused(FagspejlError):
    """The mail server did not take a trial mail; `said` is what it answered."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class ColumnsMissing(FagspejlError):
    """A roster cannot be read so: columns of ours that nothing says, and headings that are taken for two of them."""

    def __init__(self, missing: Sequence[str], twice: Sequence[str]) -> None:
        super().__init__(f"missing: {missing}; taken twice: {twice}")
        self.missing, self.twice = tuple(missing), tuple(twice)


class ReasonMissing(FagspejlError):
    """A notice of a roster is to be accepted and nobody says why."""

    def __init__(self) -> None:
        super().__init__("a decision needs a reason")


class RosterNotReviewed(FagspejlError):
    """Nobody has looked at what taking in the roster would change."""

    def __init__(self) -> None:
        super().__init__("the differences were not looked at")


class RosterShrinks(FagspejlError):
    """Many on the roster are not in the file, and nobody has said that it is the whole list. `leaving` of `people`."""

    def __init__(self, leaving: int, people: int) -> None:
        super().__init__(f"{leaving} of {people} people would leave the roster")
        self.leaving, self.people = leaving, people


class RosterNotRead(FagspejlError):
    """The roster has errors and cannot be taken in. `count`: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"the roster has {count} errors")
        self.count = count


class Kind(StrEnum):
    """What an error means. Those from NOT_FOUND on name the section of the page that tells it."""

    REFUSED = "refused"  # exit code 1: nothing was changed
    WRONG_USE = "wrong_use"  # exit code 2: what was given cannot be used
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    BAD_REQUEST = "bad_request"
    TOO_MANY = "too_many"
    CHANGED = "changed"
    BUSY = "busy"
    NOTES_CLOSED = "notes_closed"
    FAILED = "failed"


_REFUSED: Final[Mapping[str, str]] = {
    "concurrent.futures._base.BrokenExecutor": "errors.worker_died",
    "builtins.MemoryError": "errors.worker_died",
    "django.db.utils.InterfaceError": "errors.database_away",
    "django.db.utils.OperationalError": "errors.database_away",
    "fagspejl.accounts.errors.AccountUnknown": "errors.account_unknown",
    "fagspejl.accounts.errors.EmailInvalid": "errors.email_invalid",
    "fagspejl.accounts.errors.EmailTaken": "errors.email_taken",
    "fagspejl.accounts.errors.MayNotAct": "errors.may_not_act",
    "fagspejl.accounts.errors.NobodyNamed": "errors.nobody_named",
    "fagspejl.accounts.errors.NotAPlanner": "errors.not_a_planner",
    "fagspejl.accounts.errors.PersonHasAccount": "errors.person_has_account",
    "fagspejl.accounts.errors.PersonUnknown": "errors.person_unknown",
    "fagspejl.answering.services.locks.StillRead": "errors.still_read",
    "fagspejl.disclosure.errors.CloseRefused": "close_refused",
    "fagspejl.evaluation.errors.ClocksApart": "errors.clocks_apart",
    "fagspejl.evaluation.errors.DeadlineNotLater": "errors.deadline_not_later",
    "fagspejl.evaluation.errors.DeadlineTooNear": "errors.deadline_too_near",
    "fagspejl.evaluation.errors.KeyHeldElsewhere": "errors.key_held_elsewhere",
    "fagspejl.evaluation.errors.KeyNotDestroyed": "errors.key_not_destroyed",
    "fagspejl.evaluation.errors.NoCopyOutside": "errors.no_copy_outside",
    "fagspejl.evaluation.errors.ReportsDeleted": "errors.reports_deleted",
    "fagspejl.workspace.home.errors.UnitUnknown": "errors.unit_unknown",
    "fagspejl.mailing.errors.NoLetters": "errors.no_letters",
    "fagspejl.mailing.errors.NobodyInvited": "errors.nobody_invited",
    "fagspejl.evaluation.errors.RoundNotReady": "errors.round_not_ready",
    "fagspejl.evaluation.errors.DeadlineUnready": "not_ready.deadline_unready",
    "fagspejl.evaluation.errors.EscrowMissing": "not_ready.escrow_missing",
    "fagspejl.instrument.errors.InstrumentChanged": "not_ready.instrument_changed",
    "fagspejl.evaluation.errors.HalvesNotReadBack": "not_ready.halves_not_read_back",
    "fagspejl.evaluation.errors.SealedCopyMissing": "not_ready.sealed_copy_missing",
    "fagspejl.evaluation.errors.NotWitnessed": "errors.not_witnessed",
    "fagspejl.evaluation.errors.HalfNotTaken": "errors.half_not_taken",
    "fagspejl.evaluation.errors.HalfOutdated": "errors.half_outdated",
    "fagspejl.evaluation.errors.ConfirmedByHolders": "errors.confirmed_by_holders",
    "fagspejl.evaluation.keys.witnessed.HalfMistyped": "errors.half_mistyped",
    "fagspejl.evaluation.keys.witnessed.HalfNotThis": "errors.half_not_this",
    "fagspejl.evaluation.keys.witnessed.HalfOfTheOther": "errors.half_of_the_other",
    "fagspejl.evaluation.keys.witnessed.HalfUnreadable": "errors.half_unreadable",
    "fagspejl.evaluation.keys.witnessed.SealedCopyWrong": "errors.sealed_copy_wrong",
    "fagspejl.evaluation.errors.LeadersAskedAboutTooSoon": "not_ready.leaders_asked_about_too_soon",
    "fagspejl.evaluation.errors.ListsUnchecked": "not_ready.lists_unchecked",
    "fagspejl.evaluation.errors.PeopleLookAlike": "not_ready.people_look_alike",
    "fagspejl.evaluation.errors.PerspectivesNotAsked": "not_ready.perspectives_not_asked",
    "fagspejl.evaluation.errors.RosterEmpty": "not_ready.roster_empty",
    "fagspejl.evaluation.errors.SuperiorsAmongRaters": "not_ready.superiors_among_raters",
    "fagspejl.evaluation.errors.WordsMissing": "not_ready.words_missing",
    "fagspejl.evaluation.keys.store.EscrowCopyMissing": "errors.escrow_copy_missing",
    "fagspejl.evaluation.keys.store.MarkerUnproven": "errors.marker_unproven",
    "fagspejl.evaluation.keys.store.RoundKeyDestroyed": "errors.round_key_destroyed",
    "fagspejl.evaluation.keys.store.RoundKeyMissing": "errors.round_key_missing",
    "fagspejl.evaluation.keys.store.RoundKeyWrong": "errors.round_key_wrong",
    "fagspejl.evaluation.errors.RoundInOtherState": "errors.round_in_other_state",
    "fagspejl.lib.files.FolderHoldsOthersFiles": "errors.folder_holds_others_files",
    "fagspejl.lib.files.FolderIsMounted": "errors.folder_is_mounted",
    "fagspejl.lib.files.FolderNotOurs": "errors.folder_not_ours",
    "fagspejl.lib.files.PlaceIsNoFolder": "errors.place_is_no_folder",
    "fagspejl.organisation.errors.SecretDiffers": "errors.secret_differs",
    "fagspejl.operations.services.ledger.LedgerUnusable": "ledger_unusable",
    "fagspejl.operations.services.older_copy.DatabaseOlderThanKey": "errors.database_older_than_key",
    "fagspejl.operations.services.previous_release.PreviousUnusable": "previous_unusable",
    "fagspejl.operations.services.repetition.AnswersReleasedBefore": "released_before",
    "fagspejl.operations.services.repetition.NothingToReplace": "nothing_to_replace",
    "fagspejl.operations.services.report_pdfs.FolderOfOtherReports": "errors.folder_of_other_reports",
    "fagspejl.lib.promise.PromiseUnreadable": "errors.promise_unreadable",
    "fagspejl.operations.services.report_pdfs.ReportsNotForHr": "errors.reports_not_for_hr",
    "fagspejl.disclosure.federation.errors.ExtractRefused": "extract_refused",
    "fagspejl.disclosure.federation.errors.ExtractsDoNotFit": "extracts_do_not_fit",
    "fagspejl.disclosure.federation.errors.TooFewInstallations": "errors.too_few_installations",
    "fagspejl.operations.services.federation.identity.IdentityUnusable": "identity_unusable",
    "fagspejl.lib.new_files.NameTaken": "errors.name_taken",
    "fagspejl.operations.services.federation.extract.FileExists": "errors.file_exists",
    "fagspejl.operations.services.federation.extract.NameNotPlain": "errors.name_not_plain",
    "fagspejl.operations.services.research_files.ResearchNotAgreed": "errors.research_not_agreed",
    "fagspejl.operations.services.round_export.PlannerIsReader": "errors.planner_is_reader",
    "fagspejl.operations.services.round_export.OrganisationWithdrawn": "errors.organisation_withdrawn",
    "fagspejl.config.environment.MailUnprotected": "errors.mail_unprotected",
    "fagspejl.lib.private_files.SecretEmpty": "errors.secret_empty",
    "fagspejl.disclosure.services.store.ReleaseDamaged": "errors.release_damaged",
    "fagspejl.lib.private_files.ReadableByOthers": "errors.readable_by_others",
    "fagspejl.operations.services.report_files.OwnAuditFailed": "errors.own_audit_failed",
    "fagspejl.reporting.render.batch.PageNotRendered": "errors.page_not_rendered",
}
_WRONG_USE: Final[Mapping[str, str]] = {
    "fagspejl.operations.services.promises.NoPromise": "errors.no_promise",
    "builtins.OSError": "errors.system",
    "fagspejl.analysis.policy.PolicyTooWeak": "errors.limit_too_low",
    "fagspejl.config.database_address.DatabaseAddressUnknown": "errors.database_address_unknown",
    "fagspejl.config.database_address.DatabaseParameterUnknown": "errors.database_parameter_unknown",
    "fagspejl.config.database_address.DatabaseWithoutTls": "errors.database_without_tls",
    "fagspejl.config.proxies.ProxyUnknown": "errors.proxy_unknown",
    "fagspejl.evaluation.errors.DeadlineHappensTwice": "errors.deadline_happens_twice",
    "fagspejl.evaluation.errors.DeadlineNeverHappens": "errors.deadline_never_happens",
    "fagspejl.evaluation.errors.LeaderNotAskedAbout": "errors.leader_not_asked_about",
    "fagspejl.evaluation.errors.PersonNotAsked": "errors.person_not_asked",
    "fagspejl.evaluation.errors.RoundUnknown": "errors.round_unknown",
    "fagspejl.evaluation.types.policy.AccessPolicyImpossible": "errors.access_policy_impossible",
    "fagspejl.instrument.errors.InstrumentInvalid": "instrument.faults",
    "fagspejl.instrument.errors.InstrumentNotFound": "errors.instrument_not_found",
    "fagspejl.intake.errors.IntakeRefused": "errors.cannot_use",
    "fagspejl.organisation.errors.RosterIdsChanged": "errors.roster_ids_changed",
    "fagspejl.lib.signatures.KeysUnusable": "keys_unusable",
    "fagspejl.workspace.reflection.errors.NotesCopyMissing": "errors.notes_copy_missing",
    "fagspejl.workspace.reflection.errors.NotesCopyPlace": "errors.notes_copy_place",
    "fagspejl.lib.private_files.KeysInsideData": "errors.keys_inside_data",
    "fagspejl.operations.services.keys.key_places.EscrowInside": "errors.escrow_inside",
    "fagspejl.operations.services.post_office.MailLimitWrong": "errors.mail_limit_wrong",
    "fagspejl.operations.services.post_office.SenderUnset": "errors.sender_unset",
    "fagspejl.reporting.exports.spss.SavNotInstalled": "errors.sav_not_installed",
    "fagspejl.operations.services.report_files.ClosedOnOtherDay": "errors.closed_on_other_day",
    "fagspejl.operations.services.mended_files.KindNotWritten": "errors.kind_not_written",
    "fagspejl.operations.services.report_files.NoWording": "errors.no_wording",
}
PAGES: Final[Mapping[str, Kind]] = {
    "fagspejl.accounts.errors.NotYours": Kind.NOT_FOUND,  # sign by sign the page for what is not there
    "fagspejl.accounts.errors.NotLoggedIn": Kind.NOT_FOUND,
    "django.http.response.Http404": Kind.NOT_FOUND,
    "django.core.exceptions.PermissionDenied": Kind.FORBIDDEN,
    "django.core.exceptions.SuspiciousOperation": Kind.BAD_REQUEST,
    "django.core.exceptions.BadRequest": Kind.BAD_REQUEST,
    "allauth.core.exceptions.RateLimited": Kind.TOO_MANY,
    "fagspejl.instrument.errors.InstrumentChanged": Kind.CHANGED,
    "fagspejl.workspace.reflection.errors.NotesKeyMissing": Kind.NOTES_CLOSED,
    "fagspejl.workspace.reflection.errors.NotesKeyWrong": Kind.NOTES_CLOSED,
    "django.db.utils.OperationalError": Kind.BUSY,
    "django.db.utils.InterfaceError": Kind.BUSY,
    "builtins.Exception": Kind.FAILED,
}
# dotted name of the error -> (what it means at a console, key of the words that tell it)
TABLE: Final[Mapping[str, tuple[Kind, str]]] = {
    **{name: (Kind.REFUSED, key) for name, key in _REFUSED.items()},
    **{name: (Kind.WRONG_USE, key) for name, key in _WRONG_USE.items()},
}


def meaning(error: BaseException) -> tuple[Kind, str]:
    """Return what an error means at a console and the key of its words: those of the nearest class in the table."""
    return _nearest(error, TABLE, (Kind.FAILED, Kind.FAILED.value))


def page_of_error(error: BaseException) -> Kind:
    """Return which page tells of an error: that of the nearest of its classes that has one."""
    return _nearest(error, PAGES, Kind.FAILED)


def _nearest(error: BaseException, table: Mapping[str, _Meaning], otherwise: _Meaning) -> _Meaning:
    for kind in type(error).__mro__:
        found = table.get(f"{kind.__module__}.{kind.__qualname__}")
        if found is not None:
            return found
    return otherwise
