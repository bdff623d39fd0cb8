"""The table of errors at a terminal: each that people can do something about has an exit code and a whole sentence."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import InterfaceError, OperationalError
from django.utils.module_loading import import_string

from fagspejl.accounts import errors as accounts
from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.answering.services.locks import StillRead
from fagspejl.commands.console import Terminal
from fagspejl.commands.error_edge import refusing
from fagspejl.config import database_address
from fagspejl.config.environment import MailUnprotected
from fagspejl.config.proxies import ProxyUnknown
from fagspejl.disclosure.errors import CloseReason, CloseRefused
from fagspejl.disclosure.federation.errors import ExtractRefused, ExtractsDoNotFit, TooFewInstallations
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.disclosure.scope import Scope
from fagspejl.disclosure.services.store import ReleaseDamaged
from fagspejl.evaluation import errors as rounds
from fagspejl.evaluation.keys import store, witnessed
from fagspejl.evaluation.services.closing import RoundInOtherState
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicyImpossible
from fagspejl.instrument.errors import InstrumentChanged, InstrumentInvalid, InstrumentNotFound
from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused
from fagspejl.lib import files
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.new_files import NameTaken
from fagspejl.lib.private_files import KeysInsideData, ReadableByOthers, SecretEmpty
from fagspejl.lib.promise import PromiseUnreadable
from fagspejl.lib.signatures import KeysUnusable
from fagspejl.mailing import errors as mail
from fagspejl.operations.errors import TABLE, Kind, meaning
from fagspejl.operations.services.federation.extract import FileExists, NameNotPlain
from fagspejl.operations.services.federation.identity import IdentityUnusable
from fagspejl.operations.services.keys.key_places import EscrowInside
from fagspejl.operations.services.ledger import Entry, LedgerUnusable
from fagspejl.operations.services.mended_files import KindNotWritten
from fagspejl.operations.services.older_copy import DatabaseOlderThanKey
from fagspejl.operations.services.post_office import MailLimitWrong, SenderUnset
from fagspejl.operations.services.previous_release import PreviousUnusable
from fagspejl.operations.services.promises import NoPromise
from fagspejl.operations.services.repetition import AnswersReleasedBefore, NothingToReplace
from fagspejl.operations.services.report_files import ClosedOnOtherDay, NoWording, OwnAuditFailed
from fagspejl.operations.services.report_pdfs import FolderOfOtherReports, ReportsNotForHr
from fagspejl.operations.services.research_files import ResearchNotAgreed
from fagspejl.operations.services.round_export import OrganisationWithdrawn, PlannerIsReader
from fagspejl.organisation.errors import RosterIdsChanged, SecretDiffers
from fagspejl.reporting.exports.spss import SavNotInstalled
from fagspejl.reporting.render.batch import PageNotRendered
from fagspejl.workspace.home.errors import UnitUnknown
from fagspejl.workspace.reflection.errors import NotesCopyMissing, NotesCopyPlace

HERE, NOON = Path("nøgler/runde.key"), datetime(2027, 3, 15, 11, tzinfo=UTC)
ROUND = UUID(int=7)
EARLIER = Entry(
    id="1234",
    day=NOON.date(),
    label="Foråret",
    scope=Scope("", frozenset(), frozenset(), frozenset(), None, None),
    policy="",
    fingerprint="",
    folder="rapporter",
    manifest={},
)
REASONS = (
    rounds.DeadlineUnready(NOON),
    rounds.EscrowMissing(),
    rounds.HalvesNotReadBack(["planner"]),
    rounds.SealedCopyMissing(),
    InstrumentChanged("faglig-ledelse", load("faglig-ledelse")),
    rounds.LeadersAskedAboutTooSoon(3, ["Karen"], 90, "Foråret"),
    rounds.ListsUnchecked(3, 1),
    rounds.PeopleLookAlike(1, [("P1", "p1")]),
    rounds.PerspectivesNotAsked(["peer"]),
    rounds.RosterEmpty(),
    rounds.SuperiorsAmongRaters(1, ["Karen"]),
    rounds.WordsMissing([]),
)
PREVIOUS = (
    "missing", "no_release", "organisation", "faults", "changed", "same", "questionnaire", "no_dates", "newer",
    "too_near", "groups", "others", "together",
)  # fmt: skip
ERRORS: tuple[Exception, ...] = (
    *REASONS,
    BrokenExecutor(),
    InterfaceError("the connection is closed"),
    OperationalError("server closed the connection unexpectedly"),
    MemoryError(),
    OSError(5, "Input/output error", "release.json"),
    accounts.AccountUnknown("a@b.dk"),
    accounts.EmailInvalid("a"),
    accounts.EmailTaken("a@b.dk"),
    accounts.PersonHasAccount("karen"),
    accounts.PersonUnknown("karen"),
    UnitUnknown("kraeft"),
    MailUnprotected("mail.fjordby.dk"),
    SecretEmpty(Path("site.secret")),
    accounts.MayNotAct("ida@fjordby.dk"),
    accounts.NobodyNamed(),
    accounts.NotAPlanner("per@fjordby.dk"),
    CloseRefused(CloseReason.SOMEBODY_ELSE),
    rounds.ClocksApart(90, here=NOON, there=NOON),
    StillRead(),
    rounds.DeadlineHappensTwice(datetime(2027, 10, 31, 2, 30)),  # noqa: DTZ001 - a clock on the wall
    rounds.DeadlineNeverHappens(datetime(2027, 3, 28, 2, 30)),  # noqa: DTZ001
    rounds.DeadlineNotLater(NOON),
    rounds.DeadlineTooNear(NOON),
    rounds.KeyNotDestroyed(ROUND),
    rounds.NotWitnessed(),
    rounds.ConfirmedByHolders(),
    rounds.HalfNotTaken(),
    rounds.HalfOutdated(),
    witnessed.HalfMistyped(1, 3),
    witnessed.HalfNotThis(),
    witnessed.HalfOfTheOther(),
    witnessed.HalfUnreadable(3),
    witnessed.SealedCopyWrong(),
    rounds.LeaderNotAskedAbout("per"),
    rounds.NoCopyOutside(),
    rounds.ReportsDeleted(NOON.date()),
    mail.NoLetters(),
    mail.NobodyInvited(),
    rounds.PersonNotAsked("per"),
    rounds.RoundNotReady(REASONS),
    rounds.RoundUnknown("foråret"),
    store.RoundKeyDestroyed(ROUND),
    store.RoundKeyMissing(HERE),
    store.RoundKeyWrong(HERE),
    store.EscrowCopyMissing(HERE),
    store.MarkerUnproven(HERE),
    rounds.KeyHeldElsewhere(ROUND, "server", "keys", "keys-escrow"),
    ReadableByOthers(HERE, (HERE,)),
    RoundInOtherState(ROUND, "sealed", (RoundState.OPEN,)),
    AccessPolicyImpossible("nobody reads"),
    PolicyTooWeak("k_comments", 4, 5, "floor"),
    InstrumentInvalid([]),
    InstrumentNotFound("faglig", ["faglig-ledelse"]),
    IntakeRefused((), 2),
    files.FolderHoldsOthersFiles(HERE, ("a", "b", "c", "d")),
    files.FolderIsMounted(HERE),
    files.FolderNotOurs(HERE),
    files.PlaceIsNoFolder(HERE),
    KeysInsideData(HERE, HERE),
    NotesCopyMissing(Path("copy")),
    NotesCopyPlace(Path("data/copy")),
    RosterIdsChanged([("karen", "KAREN")]),
    SecretDiffers("site.secret"),
    DatabaseOlderThanKey("Foråret", ROUND),
    EscrowInside(HERE),
    ProxyUnknown("1"),
    database_address.DatabaseAddressUnknown(),
    database_address.DatabaseParameterUnknown("tls"),
    database_address.DatabaseWithoutTls("db.fjordby.dk", "prefer"),
    MailLimitWrong("FAGSPEJL_MAIL_PER_DAY", "mange"),
    SenderUnset("svar"),
    LedgerUnusable(HERE, "foreign"),
    AnswersReleasedBefore("answers", EARLIER),
    NothingToReplace(HERE, "unknown"),
    PreviousUnusable(HERE, "changed"),
    ClosedOnOtherDay(date(2027, 3, 15), None, date(2027, 3, 14)),
    NoWording("faglig-ledelse", ("da",)),
    ReportsNotForHr("Evaluering"),
    PromiseUnreadable("en del mangler"),
    NoPromise(),
    ResearchNotAgreed("Evaluering"),
    FolderOfOtherReports(HERE),
    SavNotInstalled(),
    PlannerIsReader("Bente Kjær"),
    OrganisationWithdrawn(),
    ExtractRefused("fjordby.extract", "unknown_key", "12345 67890"),
    ExtractsDoNotFit("fjordby.extract", "lyngdal.extract", "round"),
    TooFewInstallations(2, 3),
    FileExists(HERE),
    NameTaken(HERE),
    KindNotWritten(HERE),
    NameNotPlain("Fj\u043erdby"),
    IdentityUnusable(HERE, "not_a_key"),
    KeysUnusable("name_twice", 3, "Fjordby"),
    ReleaseDamaged(ROUND, "unit fam"),
    OwnAuditFailed((AuditFault(Finding.UNREADABLE, "figures", {"fact": "x"}),)),
    PageNotRendered("Karens rapport"),
)


def _told(error: Exception, terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    with pytest.raises(SystemExit) as ended, refusing(terminal, round="1234"):
        raise error
    return ended.value.code, capsys.readouterr().err


@pytest.fixture(autouse=True)
def _plain_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAGSPEJL_DEBUG", raising=False)


def test_every_name_is_an_error() -> None:
    """Per meets no error under a name that the table spells otherwise."""
    assert {name for name in TABLE if not issubclass(import_string(name), Exception)} == set()


def test_examples_are_the_whole_table() -> None:
    """No error of Bente's commands is left out below."""
    names = {f"{type(one).__module__}.{type(one).__qualname__}" for one in ERRORS}
    assert names == {name for name, (kind, _) in TABLE.items() if kind in (Kind.REFUSED, Kind.WRONG_USE)}


def test_every_reason_not_to_open_is_known() -> None:
    """Whatever keeps Bente's round from opening stands in the table."""
    assert {type(one) for one in REASONS} == {*rounds.Unready.__subclasses__(), InstrumentChanged}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_is_told(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """Bente and Asta are told what is wrong, each in her language, with every fact in its place."""
    danish, english = (_told(error, Terminal(language=language), capsys) for language in ("da", "en"))
    kind, _ = meaning(error)
    assert danish[0] == english[0] == {Kind.REFUSED: 1, Kind.WRONG_USE: 2}[kind]
    assert danish[1] != english[1]
    assert "{" not in danish[1] + english[1]


@pytest.mark.parametrize("reason", CloseReason)
def test_every_reason_of_closing_is_told(reason: CloseReason, capsys: pytest.CaptureFixture[str]) -> None:
    """Bente reads why her round is not closed, whatever stands in the way."""
    facts = {
        "state": "open",
        "at": NOON,
        "until": NOON.date(),
        "names": "x",
        "instrument": "x",
        "folder": HERE,
    }
    code, said = _told(CloseRefused(reason, **facts), Terminal(), capsys)
    assert code == 1
    assert len(said.splitlines()) == 1


def test_facts_are_shown_as_people_write_them(capsys: pytest.CaptureFixture[str]) -> None:
    """A state has its name, a moment its weekday, a list of files its first three."""
    assert "»gjort op«" in _told(RoundInOtherState(ROUND, "sealed", ()), Terminal(), capsys)[1]
    assert (
        "mandag den 15. marts kl. 12 (2027-03-15)"
        in _told(rounds.DeadlineTooNear(NOON), Terminal(), capsys)[1]
    )
    assert (
        "a, b, c …" in _told(files.FolderHoldsOthersFiles(HERE, ("a", "b", "c", "d")), Terminal(), capsys)[1]
    )
    assert "Karen …" in _told(rounds.RoundNotReady(REASONS), Terminal(), capsys)[1]


def test_what_nobody_can_mend_goes_through() -> None:
    """A fault of ours is no sentence for Bente: it stays an error with its place in the program."""
    with pytest.raises(ZeroDivisionError), refusing(Terminal()):
        raise ZeroDivisionError


def test_a_nearer_class_counts_first() -> None:
    """The second copy of Bente's key is missing: that is told as such, not as a missing key."""
    assert meaning(store.EscrowCopyMissing(HERE)) != meaning(store.RoundKeyMissing(HERE))
    assert meaning(PermissionError(13, "x")) == meaning(OSError(5, "x"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        *(LedgerUnusable(HERE, why) for why in ("unreadable", "foreign", "read_only", "beside")),
        *(NothingToReplace(HERE, why) for why in ("missing", "unknown", "others")),
        *(PreviousUnusable(HERE, why) for why in PREVIOUS),
        *(AnswersReleasedBefore(what, EARLIER) for what in ("answers", "policy")),
    ],
    ids=str,
)
def test_every_reason_not_to_release_is_told(
    error: Exception, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bente and Asta read why nothing was released, where, and what they can do."""
    code, said = _told(error, Terminal(language=language), capsys)
    assert code == 1
    assert "{" not in said
    if isinstance(error, AnswersReleasedBefore):
        assert said.count("\n  - ") == 3
        assert all(
            fact in said for fact in ("Foråret", "2027", "rapporter", "--replaces rapporter/release.json")
        )
    else:
        assert str(HERE) in said
