"""The kinds of what staff do, as the log is looked through; and which of them every planner may see. Pure."""

from __future__ import annotations

from typing import Final

from fagspejl.audit.types import Event

E = Event
GROUPS: Final[dict[str, frozenset[Event]]] = {
    "rounds": frozenset(
        (
            E.ROUND_CREATED,
            E.ROUND_PLANNED,
            E.LOT_REGISTERED,
            E.LOT_DRAWN,
            E.QUESTIONNAIRE_KEPT,
            E.QUESTIONNAIRE_DELETED,
            E.ROUND_OPENED,
            E.ROUND_EXTENDED,
            E.ROUND_CANCELLED,
            E.ROUND_CLOSED,
            E.ROUND_FAULT_REPORTED,
            E.ROUND_CONFIRMED,
            E.ROUND_PUBLISHED,
            E.PART_WITHDRAWN,
            E.REPORTS_GRANTED,
            E.DEMO_CLOCK_MOVED,
        )
    ),
    "keys": frozenset(
        (
            E.KEY_MOVED,
            E.KEY_HALVES_MADE,
            E.KEY_HALF_TAKEN,
            E.KEY_HALF_READ_BACK,
            E.KEY_HALF_LOST,
            E.KEY_HALF_DESTROYED,
            E.KEY_RESTORED,
            E.KEYS_DESTROYED,
            E.ESCROW_DESTROYED,
            E.PAPER_TAKEN,
        )
    ),
    "roster": frozenset(
        (
            E.ROSTER_UPLOADED,
            E.ROSTER_MAPPED,
            E.ROSTER_CORRECTED,
            E.ROSTER_DECIDED,
            E.ROSTER_DISCARDED,
            E.ROSTER_IMPORTED,
            E.ROSTER_UNDONE,
            E.ADDRESS_CORRECTED,
            E.LISTS_SENT,
            E.LISTS_REMINDED,
            E.LIST_CONFIRMED,
            E.LIST_CHANGE_WISHED,
            E.LIST_CHANGE_DECIDED,
        )
    ),
    "mails": frozenset(
        (
            E.MAILING_QUEUED,
            E.MAILING_HALTED,
            E.MAILING_RESUMED,
            E.MAIL_TEXT_CHANGED,
            E.MAIL_PACE_CHOSEN,
            E.LETTERS_MADE,
            E.LINK_REISSUED,
            E.MAIL_TEXT_CHANGED,
            E.MAIL_PACE_CHOSEN,
            E.LINK_REVOKED,
            E.RATER_ADDED,
        )
    ),
    "exports": frozenset((E.ROUND_EXPORTED, E.ROUND_EXTRACTED, E.RESEARCH_WRITTEN)),
    "looks": frozenset(
        (
            E.REPORT_READ,
            E.REPORT_PDF_READ,
            E.REPORT_EXPORTED,
            E.TEAM_VERSION_READ,
            E.REPORT_LOOKS_READ,
            E.ORGANISATION_READ,
            E.PATH_DATES_READ,
        )
    ),
    "accounts": frozenset(
        (
            E.LOGGED_IN,
            E.LOGGED_OUT,
            E.LOGIN_REFUSED,
            E.DEMO_LOGIN,
            E.SECOND_FACTOR_ADDED,
            E.SECOND_FACTOR_REMOVED,
            E.RECOVERY_CODES_MADE,
            E.USER_ADDED,
            E.USER_ON_ROSTER,
            E.USER_DISABLED,
            E.USER_ENABLED,
            E.ROLE_GIVEN,
            E.ROLE_TAKEN,
        )
    ),
    "workspace": frozenset(
        (
            E.SESSION_MADE,
            E.SESSION_OPENED,
            E.SESSION_CLOSED,
            E.SESSION_DISCARDED,
            E.PICTURES_DELETED,
            E.VIGNETTE_WRITTEN,
            E.VIGNETTE_DELETED,
            E.NOTES_EXPORTED,
            E.NOTES_KEPT,
            E.NOTES_PURGED,
            E.NOTES_KEYS_COPIED,
            E.NOTES_KEYS_RESTORED,
            E.STARTING_POINT_OFFERED,
            E.QUALITY_STARTED,
            E.QUALITY_MARKED,
            E.QUALITY_CARD_WRITTEN,
            E.QUALITY_CARD_TAKEN_BACK,
            E.AGREEMENT_WRITTEN,
            E.AGREEMENT_CHANGED,
            E.CASE_WRITTEN,
            E.CASE_CHANGED,
            E.PATTERN_CHANGED,
            E.IDEA_ANSWERED,
            E.LOAD_CHANGED,
            E.COMPETENCE_CHANGED,
            E.RELIEF_HELD,
            E.RESPONSIBILITY_CHANGED,
            E.COURSE_MADE,
            E.COURSE_CHANGED,
            E.COURSE_OPENED,
            E.COURSE_CLOSED,
            E.COURSE_SHARED,
            E.UPWARD_WRITTEN,
            E.UPWARD_CHANGED,
            E.UNIT_CARRIED,
            E.CONTROL_HANDED_OVER,
            E.FACILITATOR_APPOINTED,
            E.FACILITATOR_DISMISSED,
            E.NOTICE_RELEASED,
            E.NOTICE_WITHDRAWN,
            E.UNIT_PAGE_RENEWED,
            E.THEME_CHOSEN,
            E.THEME_CLOSED,
            E.PATH_MADE,
            E.PATH_CHANGED,
            E.PATH_EMPTIED,
        )
    ),
    "site": frozenset(
        (E.DATA_DELETED, E.LOG_SHORTENED, E.RETENTION_DONE, E.DATABASE_RESTORED, E.CODES_REFUSED)
    ),
}
# What every planner sees, whoever did it: rounds, rosters and mails. Looks are each one's own.
PLANNERS: Final = GROUPS["rounds"] | GROUPS["keys"] | GROUPS["roster"] | GROUPS["mails"] | GROUPS["exports"]
del E
