"""The next invitation, letter and start page quote what Karen released to her unit's staff; everybody else's stay as they were."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.services.opening import open_round
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.services.letters import make_letters
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.organisation.models import Unit
from fagspejl.organisation.services import release_notice
from fagspejl.organisation.types import NoticeText
from fagspejl.web.printed import printable
from support.pdf import pdf_text
from support.post import Clock, body, post_to, serving
from support.respondent import Respondent
from support.roster import BENTE, CAST, draft, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

NOW = utc_now()
POINT = "Vi har aftalt: <b>Notatet</b> & »resten« skrives {før} vi går."
OWN = 'Tak for "jeres" hjælp <script>.'
QUOTED = f"""Siden sidst, fra din leder:
– {POINT}
Din leder skriver: »{OWN}«

"""


def _open(folder: Path, *, released: bool) -> tuple[UUID, KeyStore]:
    taken_in(folder, *CAST)
    if released:
        unit = Unit.objects.get(key="fam").id
        release_notice(unit, NoticeText((POINT,), OWN, "da"), actor=BENTE, now=NOW)
    keys = KeyStore(folder / "keys", folder / "escrow")
    round_id = draft(now=NOW, deadline=NOW + timedelta(days=7))
    open_round(round_id, keys=keys, actor=BENTE, now=NOW)
    return round_id, keys


def _mails(round_id: UUID, keys: KeyStore, kind: MailingKind) -> dict[str, str]:
    mailing = queue_mailing(round_id, kind, actor=BENTE, now=NOW)
    with serving() as server:
        post = post_to(server.port, keys, Clock(NOW))
        send_mailing(mailing.id, already_answered=lambda _: (), post=post)
        return {str(mail["X-Envelope-To"]).partition("@")[0]: body(mail) for mail in server.received}


def _without_links(text: str) -> str:
    return re.sub(r"/svar/[a-z2-7]{26}/", "/svar/LINK/", text)


def _pages(round_id: UUID, keys: KeyStore) -> dict[tuple[str, str], str]:
    key = keys.read(round_id, key_check_of(round_id))
    asked = Invitation.objects.filter(round_id=round_id).select_related("person", "leader")
    return {
        (one.person.key, one.leader.key): Respondent(link_of(key, round_id, one.id, 0)).open().page
        for one in asked
    }


def test_sofies_mail_and_nobody_elses(tmp_path: Path) -> None:
    """Sofie's invitation quotes Karen's notice; without those lines it is the mail it always was, as the others' are."""
    round_id, keys = _open(tmp_path, released=True)
    with_notice = _mails(round_id, keys, MailingKind.INVITE)
    assert with_notice["sofie"].count(QUOTED) == 1
    reminded = _mails(round_id, keys, MailingKind.REMIND)
    assert "sofie" in reminded
    assert not any("Siden sidst" in text for text in reminded.values())
    told = {name: _without_links(text.replace(QUOTED, "")) for name, text in with_notice.items()}
    assert not any("Siden sidst" in text or "Notatet" in text for text in told.values())
    assert not re.search(r"\barbejder\b", told["sofie"])
    assert "\n\nDet tager cirka 3 minutter. Du kan svare indtil " in told["sofie"]
    assert "Karen" not in QUOTED


def test_the_invitation_without_a_notice(tmp_path: Path) -> None:
    """Nobody released anything: the invitation is, byte for byte, what the words say with nothing between them."""
    round_id, keys = _open(tmp_path, released=False)
    mails = _mails(round_id, keys, MailingKind.INVITE)
    assert (
        "Du er en af dem, vi spørger.\n\nDet tager cirka 3 minutter. Du kan svare indtil " in mails["sofie"]
    )
    assert not any("Siden sidst" in text for text in mails.values())


def test_omars_letter(tmp_path: Path) -> None:
    """Omar has no address, and reads English: his letter quotes it in Karen's words, under an English heading."""
    round_id, keys = _open(tmp_path, released=True)
    made = make_letters(
        round_id, everybody=True, keys=keys, base_url="https://svar.egedal.example", printable=printable,
        actor=BENTE, now=NOW,
    )  # fmt: skip
    text = " ".join(pdf_text(made.pdfs[0]).split())
    assert text.count("Since last time, from your leader:") == 1
    assert text.count("Siden sidst, fra din leder:") == 1  # Sofie's
    assert text.count(POINT) == 2


def test_start_pages(tmp_path: Path) -> None:
    """Sofie's and Omar's pages about Karen quote it, with every sign as she typed it; no other page has a word of it."""
    round_id, keys = _open(tmp_path, released=True)
    pages = _pages(round_id, keys)
    quoting = {pair for pair, page in pages.items() if "Notatet" in page or 'id="since"' in page}
    assert quoting == {("sofie", "karen"), ("omar", "karen")}
    sofie, omar = pages["sofie", "karen"], pages["omar", "karen"]
    assert "<li>Vi har aftalt: &lt;b&gt;Notatet&lt;/b&gt; &amp; »resten« skrives {før} vi går.</li>" in sofie
    assert "<p>Din leder skriver: »Tak for &quot;jeres&quot; hjælp &lt;script&gt;.«</p>" in sofie
    assert '<h2 id="since">Since last time, from your leader</h2>\n<div lang="da">' in omar
    assert "<div>" in sofie.partition('id="since"')[2]


def test_start_pages_without_a_notice(tmp_path: Path) -> None:
    """Nobody released anything: facts and promise stand beside each other in every page, as they always did."""
    round_id, keys = _open(tmp_path, released=False)
    for page in _pages(round_id, keys).values():
        assert '</dl>\n<section class="promise" aria-labelledby="promise">' in page


def test_same_page_whatever_was_done(tmp_path: Path) -> None:
    """Sofie answers: the page that her link opens, with the notice in it, is the same byte for byte."""
    round_id, keys = _open(tmp_path, released=True)
    key = keys.read(round_id, key_check_of(round_id))
    link = link_of(key, round_id, Invitation.objects.get(person__key="sofie").id, 0)
    before = Respondent(link).open().page
    Respondent(link).answer(u_dilemmas="5")
    assert Respondent(link).open().page == before
