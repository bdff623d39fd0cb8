"""Letters and new links as orders: whoever holds a link can answer by it, so papers are sealed to the one who asked."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from uuid import UUID

from django.conf import settings

from fagspejl.accounts.selectors import on_roster_as, staff_of
from fagspejl.answering.services import finish_moves
from fagspejl.evaluation.errors import AnotherPlannersLink, PersonNotAsked
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.links import links_of, near_to
from fagspejl.mailing.services.letters import Letters, make_letters
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders.doing import Doing
from fagspejl.operations.services.post_office import check_sending
from fagspejl.operations.services.rounds.new_links import give_new_links
from fagspejl.operations.services.rounds.other_way import without_letter
from fagspejl.operations.types import Made
from fagspejl.web.printed import printable

_PDF: Final = "application/pdf"
_OLD: Final = (1980, 1, 1, 0, 0, 0)  # a ZIP file tells no time of day


def letters(order: Doing) -> Made:
    """Make the letters of a round; not those near to the planner.

    To people without an address, to those of them alone whom the hook does not reach, or to everybody.
    """
    kept = near_to(order.round, planner_on_roster(order))
    if order.facts.get("unreached"):
        kept = kept | without_letter(order.round)
    made = make_letters(
        order.round,
        everybody=bool(order.facts.get("everybody")),
        without=kept,
        keys=key_store(order.round),
        base_url=settings.BASE_URL,
        printable=printable,
        actor=order.actor,
        now=order.now,
        progress=order.progress,
    )
    return _one_file(made)


def reissue(order: Doing) -> Made | None:
    """Give somebody new links, by mail or in a letter. Raises PersonNotAsked, AnotherPlannersLink, MailLimitWrong."""
    person = UUID(str(order.facts["person"]))
    by_mail = not order.facts.get("letter")
    links = links_of(order.round, person)
    if not links:
        raise PersonNotAsked(str(person))
    if person in near_to(order.round, planner_on_roster(order)):
        raise AnotherPlannersLink
    if by_mail:
        check_sending()
    key = key_store(order.round).read(order.round, key_check_of(order.round))
    give_new_links(order.round, links, key, by_mail=by_mail, actor=order.actor, now=order.now)
    finish_moves(order.round, key)
    return None if by_mail else _letter(order, person)


def _letter(order: Doing, person: UUID) -> Made:
    made = make_letters(
        order.round,
        everybody=False,
        only=person,
        keys=key_store(order.round),
        base_url=settings.BASE_URL,
        printable=printable,
        actor=order.actor,
        now=order.now,
    )
    return _one_file(made)


def _one_file(made: Letters) -> Made:
    """One PDF file, or a ZIP file of several."""
    if len(made.pdfs) == 1:
        return Made("breve.pdf", _PDF, made.pdfs[0])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for number, pdf in enumerate(made.pdfs, 1):
            file.writestr(zipfile.ZipInfo(f"breve-{number}.pdf", _OLD), pdf)
    return Made("breve.zip", "application/zip", out.getvalue())


def planner_on_roster(order: Doing) -> UUID | None:
    """Return the planner as a person on the roster; None for whoever is not on it."""
    staff = staff_of(UUID(order.actor.id))
    return None if staff is None else on_roster_as(staff)
