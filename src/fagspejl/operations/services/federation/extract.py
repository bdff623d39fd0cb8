"""The signed extract of a published round: totals that may leave the house, for a picture of several installations."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.federation.extract import extract_bytes, extract_document, read_extract
from fagspejl.disclosure.public_totals import reader_of_all
from fagspejl.disclosure.selectors import release_id
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language
from fagspejl.lib.new_files import put_in_place, staged_file
from fagspejl.lib.signatures import TrustedKey, installation_of, is_plain_name, public_of
from fagspejl.operations.services.federation.identity import identity_key
from fagspejl.operations.services.published_round import facts_to_export, instrument_of, published_round
from fagspejl.operations.services.round_export import check_totals_may_leave


class NameNotPlain(FagspejlError):
    """The organisation's name holds letters of other scripts, or signs that are not seen: others would refuse it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class FileExists(FagspejlError):
    """The file is there already. `path`: where."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def extract_round(
    round_id: UUID, out: Path, *, planner: Staff | None, actor: Actor, language: Language
) -> str:
    """Write the signed extract of a published round into the new file `out`; returns the installation's id.

    Of its totals only those stand in it that single out no leader to any reader of the round's reports, as in the short
    version for the press. Noted in the staff access log before the file is in place.

    Raises FileExists, RoundInOtherState, ReportsDeleted, PlannerIsReader, OrganisationWithdrawn, NameNotPlain,
    InstrumentChanged, NoWording, ReleaseDamaged, IdentityUnusable, ExtractRefused, OSError; then nothing is written.
    """
    if out.exists() or out.is_symlink():
        raise FileExists(out)
    facts = facts_to_export(round_id)
    check_totals_may_leave(round_id, planner)
    if not is_plain_name(facts.organisation):
        raise NameNotPlain(facts.organisation)
    found = published_round(round_id, instrument_of(facts, language))
    release = found.release
    private = identity_key(settings.DATA)
    installation = installation_of(public_of(private))
    seen = reader_of_all(release, found.readers)
    document = extract_document(
        release,
        lambda unit: seen.rows(unit, release.unit_rows(unit)),
        installation,
        str(release_id(round_id)),
    )
    data = extract_bytes(document, private)
    # Read as a stranger reads it: what others would refuse is not handed over.
    mine = {installation: TrustedKey(public_of(private), facts.organisation)}
    read_extract(out.name, data, mine)
    with staged_file(out, data) as beside:
        record(
            actor=actor,
            event=Event.ROUND_EXTRACTED,
            object=round_id,
            facts={"installation": installation[:16]},
        )
        _put_in_place(beside, out)
    return installation


def _put_in_place(beside: Path, out: Path) -> None:
    """Give the file its name. Raises FileExists where somebody else took it meanwhile; OSError."""
    try:
        put_in_place(beside, out)
    except FileExistsError:
        raise FileExists(out) from None
