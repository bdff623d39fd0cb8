"""The worker's side of the witnessed key: make a pair of halves, print one holder's sheet, print the link's letter.

Who may order which is asked where it is ordered (sheets.py). A sheet is sealed to its holder's page, as every
paper is; that it went out is written down when it is taken, and then the half is removed here.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from fagspejl.evaluation.errors import HalfOutdated, NotWitnessed
from fagspejl.evaluation.keys.witnessed import witness_link
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.services.witnessing import Named, forget_taken, split_key, waiting_half
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.lib.duty import Duty
from fagspejl.lib.language import spoken
from fagspejl.lib.private_files import read_secret
from fagspejl.mailing.services.key_sheets import letter_pdf, sheet_pdf
from fagspejl.mailing.services.personal import queue_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders.doing import Doing
from fagspejl.operations.services.post_office import check_sending
from fagspejl.operations.types import Made
from fagspejl.web.printed import printable

_PDF = "application/pdf"


def prepare_key(order: Doing) -> None:
    """Make pair `turn` and write to the representative, where the roster has an address.

    Raises MailLimitWrong, SenderUnset before anything is made; HalfOutdated where another planner's order made that
    pair first.
    """
    facts = order.facts
    turn, person = int(facts["turn"]), _person(facts.get("person"))
    if person is not None:
        check_sending()
    new = split_key(
        order.round,
        key_store(order.round),
        turn=turn,
        planner=Named(order.actor.name, order.actor.id),
        representative=Named(str(facts["name"]), person=person),
        link=_link(order.round, turn),
        actor=order.actor,
        now=order.now,
    )
    copy = witnessed_copy(order.round)
    if not new and (copy is None or copy.halves[Holder.PLANNER].account != order.actor.id):
        raise HalfOutdated
    if person is not None:
        send_link(order.round, turn, person, occasion=order.id, now=order.now)


def send_link(round_id: UUID, turn: int, person: UUID, *, occasion: UUID, now: datetime) -> None:
    """Put a mail with the link in the outbox, once for each occasion. The link itself is made when the mail goes.

    Raises MailLimitWrong, SenderUnset.
    """
    check_sending()
    about = f"{round_id} {turn} {occasion.hex[:8]}"
    queue_personal(person, PersonalKind.WITNESS, about=about, now=now)


def key_half(order: Doing) -> Made | None:
    """Print what `paper` names: the sheet of a holder, the letter with the link, or send the link by mail again."""
    turn, paper = int(order.facts["turn"]), order.facts["paper"]
    found, copy = round_facts(order.round), witnessed_copy(order.round)
    if found is None or copy is None:
        raise NotWitnessed
    if copy.turn != turn:
        raise HalfOutdated
    language = spoken(str(order.facts.get("language", "da")))
    if paper == "letter":
        name = copy.halves[Holder.REPRESENTATIVE].name
        link = _link(order.round, turn)
        body = letter_pdf(found, name, link, settings.BASE_URL, language, printable)
        return Made("brev-til-repraesentanten.pdf", _PDF, body)
    if paper == "mail":
        person = copy.halves[Holder.REPRESENTATIVE].person
        if person is not None:
            send_link(order.round, turn, person, occasion=order.id, now=order.now)
        return None
    holder = Holder(order.facts["holder"])
    half, secret = waiting_half(order.round, key_store(order.round), holder, turn=turn)
    return Made("noegleark.pdf", _PDF, sheet_pdf(found, half, secret, language, printable))


def halves_due(now: datetime) -> Duty:
    """Halves that wait in the key folder although their sheets are out."""

    def tidy(tell: object, stop: object) -> None:
        waiting = {path.name.partition(".")[0] for path in settings.KEYS.glob("*.half-*")}
        for name in sorted(waiting):
            round_id = _person(name)
            if round_id is not None:
                forget_taken(round_id, key_store(round_id))

    return Duty("key_halves", tidy)


def _link(round_id: UUID, turn: int) -> str:
    return witness_link(read_secret(settings.KEYS / "mail.secret").encode("ascii"), round_id, turn)


def _person(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
