"""Values of the staff access log. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

LOG: Final = "access_log"  # the object of what is done with the log itself


class Event(StrEnum):
    """Every act of staff that is recorded. Each stands in docs/reference/audit-events.md."""

    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    LOGIN_REFUSED = "login_refused"
    DEMO_LOGIN = "demo_login"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    USER_ADDED = "user_added"
    USER_ON_ROSTER = "user_on_roster"
    USER_DISABLED = "user_disabled"
    USER_ENABLED = "user_enabled"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    REPORTS_GRANTED = "reports_granted"
    REPORT_READ = "report_read"
    REPORT_PDF_READ = "report_pdf_read"
    REPORT_EXPORTED = "report_exported"
    TEAM_VERSION_READ = "team_version_read"
    REPORT_LOOKS_READ = "report_looks_read"
    ORGANISATION_READ = "organisation_read"
    ROSTER_UPLOADED = "roster_uploaded"
    ROSTER_MAPPED = "roster_mapped"
    ROSTER_CORRECTED = "roster_corrected"
    ROSTER_DECIDED = "roster_decided"
    ROSTER_DISCARDED = "roster_discarded"
    ROSTER_IMPORTED = "roster_imported"
    ROSTER_UNDONE = "roster_undone"
    ADDRESS_CORRECTED = "address_corrected"
    ROUND_CREATED = "round_created"
    ROUND_PLANNED = "round_planned"
    LOT_REGISTERED = "lot_registered"
    LOT_DRAWN = "lot_drawn"
    QUESTIONNAIRE_KEPT = "questionnaire_kept"
    QUESTIONNAIRE_DELETED = "questionnaire_deleted"
    LISTS_SENT = "lists_sent"
    LISTS_REMINDED = "lists_reminded"
    LIST_CONFIRMED = "list_confirmed"
    LIST_CHANGE_WISHED = "list_change_wished"
    LIST_CHANGE_DECIDED = "list_change_decided"
    ROUND_OPENED = "round_opened"
    ROUND_EXTENDED = "round_extended"
    ROUND_CANCELLED = "round_cancelled"
    ROUND_CLOSED = "round_closed"
    ROUND_FAULT_REPORTED = "round_fault_reported"
    ROUND_CONFIRMED = "round_confirmed"
    ROUND_PUBLISHED = "round_published"
    ROUND_EXPORTED = "round_exported"
    ROUND_EXTRACTED = "round_extracted"
    RESEARCH_WRITTEN = "research_written"
    KEY_MOVED = "key_moved"
    KEYS_DESTROYED = "keys_destroyed"
    ESCROW_DESTROYED = "escrow_destroyed"
    KEY_HALVES_MADE = "key_halves_made"
    KEY_HALF_TAKEN = "key_half_taken"
    KEY_HALF_READ_BACK = "key_half_read_back"
    KEY_HALF_LOST = "key_half_lost"
    KEY_HALF_DESTROYED = "key_half_destroyed"
    KEY_RESTORED = "key_restored"
    PART_WITHDRAWN = "part_withdrawn"
    MAILING_QUEUED = "mailing_queued"
    MAILING_HALTED = "mailing_halted"
    MAILING_RESUMED = "mailing_resumed"
    MAIL_TEXT_CHANGED = "mail_text_changed"
    MAIL_PACE_CHOSEN = "mail_pace_chosen"
    LETTERS_MADE = "letters_made"
    LINK_REISSUED = "link_reissued"
    LINK_REVOKED = "link_revoked"
    RATER_ADDED = "rater_added"
    PAPER_TAKEN = "paper_taken"
    DATA_DELETED = "data_deleted"
    LOG_SHORTENED = "log_shortened"
    RETENTION_DONE = "retention_done"
    DATABASE_RESTORED = "database_restored"
    CODES_REFUSED = "codes_refused"
    SESSION_MADE = "session_made"
    SESSION_OPENED = "session_opened"
    SESSION_CLOSED = "session_closed"
    SESSION_DISCARDED = "session_discarded"
    PICTURES_DELETED = "pictures_deleted"
    VIGNETTE_WRITTEN = "vignette_written"
    VIGNETTE_DELETED = "vignette_deleted"
    NOTES_EXPORTED = "notes_exported"
    NOTES_KEPT = "notes_kept"
    NOTES_PURGED = "notes_purged"
    NOTES_KEYS_COPIED = "notes_keys_copied"
    NOTES_KEYS_RESTORED = "notes_keys_restored"
    STARTING_POINT_OFFERED = "starting_point_offered"
    QUALITY_STARTED = "quality_started"
    QUALITY_MARKED = "quality_marked"
    QUALITY_CARD_WRITTEN = "quality_card_written"
    QUALITY_CARD_TAKEN_BACK = "quality_card_taken_back"
    AGREEMENT_WRITTEN = "agreement_written"
    AGREEMENT_CHANGED = "agreement_changed"
    CASE_WRITTEN = "case_written"
    CASE_CHANGED = "case_changed"
    PATTERN_CHANGED = "pattern_changed"
    IDEA_ANSWERED = "idea_answered"
    LOAD_CHANGED = "load_changed"
    COMPETENCE_CHANGED = "competence_changed"
    RELIEF_HELD = "relief_held"
    RESPONSIBILITY_CHANGED = "responsibility_changed"
    UPWARD_WRITTEN = "upward_written"
    UPWARD_CHANGED = "upward_changed"
    UNIT_CARRIED = "unit_carried"
    CONTROL_HANDED_OVER = "control_handed_over"
    FACILITATOR_APPOINTED = "facilitator_appointed"
    FACILITATOR_DISMISSED = "facilitator_dismissed"
    NOTICE_RELEASED = "notice_released"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    UNIT_PAGE_RENEWED = "unit_page_renewed"
    THEME_CHOSEN = "theme_chosen"
    THEME_CLOSED = "theme_closed"
    PATH_MADE = "path_made"
    PATH_CHANGED = "path_changed"
    PATH_EMPTIED = "path_emptied"
    PATH_DATES_READ = "path_dates_read"
    COURSE_MADE = "course_made"
    COURSE_CHANGED = "course_changed"
    COURSE_OPENED = "course_opened"
    COURSE_CLOSED = "course_closed"
    COURSE_SHARED = "course_shared"
    DEMO_CLOCK_MOVED = "demo_clock_moved"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a member of staff by account id, or a command or job by its name.

    `machine_user`: under which user of the machine, where a member of staff was named at the command line.
    """

    id: str
    name: str
    machine_user: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `object` is the id of what was touched, `facts` plain values about it."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    event: str
    object: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines of the log somebody may see, and looks for. None is any.

    `events`: of these kinds, or whatever `own` did. `objects`: about these; `who`: a part of a name; `since` and
    `until`: moments, the second one left out.
    """

    events: frozenset[Event] | None = None
    own: str | None = None
    kinds: frozenset[Event] | None = None
    objects: tuple[str, ...] | None = None
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChainState:
    """What reading the whole log from its first line says: `broken_at` is the first line that does not fit."""

    lines: int
    head: str
    broken_at: int | None
