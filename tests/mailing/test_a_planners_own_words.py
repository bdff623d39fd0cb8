"""A planner puts mails in own words: what is promised stays, places are filled, and nothing she writes does anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.mailing.errors import MailTextChangedMeanwhile, MailTextFixed, MailTextRefused
from fagspejl.mailing.models import MailTemplate
from fagspejl.mailing.selectors import texts_of, usual_text
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.own_texts import copy_texts, keep_text, usual_again
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import OWN_WORDS, MailingKind, MailText
from support.post import Clock, Server, body, html_of, post_to, serving
from support.roster import BENTE, CAST, NOW, draft, opened, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]
INVITE = MailingKind.INVITE
PROMISED = (
    "Det er frivilligt at svare. Når evalueringen er lukket og nøglen slettet, kan ingen se, hvem der svarede hvad. "
    "Der står mindst fem mennesker bag hvert tal. Rapporten vises for lederen og lederens leder. "
    "Når du åbner linket, kan du læse, hvem der kan se hvad, før du svarer."
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def _keep(round_id: UUID, subject: str, text: str, version: int = 0, kind: MailingKind = INVITE) -> int:
    return keep_text(round_id, kind, "da", MailText(subject, text, version), actor=BENTE, now=NOW)


def _sofies(round_id: UUID, keys: KeyStore, server: Server) -> tuple[str, str, str]:
    mailing = queue_mailing(round_id, INVITE, actor=BENTE, now=NOW)
    send_mailing(mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    (mail,) = [one for one in server.received if one["X-Envelope-To"] == "sofie@egedal.example"]
    return str(mail["Subject"]), body(mail), html_of(mail)


def test_words_and_places(tmp_path: Path, server: Server) -> None:
    """Bente writes one sentence: Sofie reads it with her leader's name and the deadline in it, and every line that is promised."""
    round_id, keys = opened(tmp_path)
    _keep(
        round_id, "Tre minutter, {organisation}", "Vi spørger om {leaders} til {deadline}.\n\n{link}\n\nTak."
    )
    subject, text, html = _sofies(round_id, keys, server)
    assert subject == "Tre minutter, Egedal Kommune"
    assert "Vi spørger om Karen Lund til tirsdag den 15. september kl. 12." in text
    assert "hvordan ledelsen opleves" not in text
    assert text.startswith("Kære Sofie Berg\n")
    for told in (text, html):
        assert PROMISED in told
        assert "Linket er dit eget. Send det ikke videre." in told
        assert "Bagefter får lederne deres rapporter." in told
        assert "Mailen kommer fra svar@egedal.example" in told


def test_what_looks_like_code_is_text(tmp_path: Path, server: Server) -> None:
    """Tags that Bente pastes in are read as she wrote them, by everybody."""
    round_id, keys = opened(tmp_path)
    _keep(round_id, "<b>Hej</b>", "<script>alert(1)</script> & %s {name}\n\n{link}")
    subject, text, html = _sofies(round_id, keys, server)
    assert subject == "<b>Hej</b>"
    assert "<script>alert(1)</script> & %s Sofie Berg" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; %s Sofie Berg" in html
    assert "<script" not in html


BAD = {
    "unknown place": ("Emne", "Hej {password}\n\n{link}", ("body", "unknown", "password")),
    "place of another kind": ("Emne {link}", "{link}", ("subject", "unknown", "link")),
    "template variable": ("Emne", "{{ settings.SECRET_KEY }}\n\n{link}", ("body", "brace", "")),
    "template tag": ("Emne", "{% load x %}\n\n{link}", ("body", "brace", "")),
    "format string": ("Emne", "{name.__class__}\n\n{link}", ("body", "brace", "")),
    "line break in the subject": ("Emne\r\nBcc: lone@example.org", "{link}", ("subject", "line_break", "")),
    "control sign": ("Emne", "Hej\x1b[2J\n\n{link}", ("body", "control", "")),
    "turned text": ("Emne\u202e", "{link}", ("subject", "control", "")),
    "no link": ("Emne", "Hej", ("body", "link", "")),
    "two links": ("Emne", "{link}\n\n{link}", ("body", "link", "")),
    "link inside a sentence": ("Emne", "Svar her: {link}", ("body", "link", "")),
    "another address": ("Emne", "Se https://ond.example/svar\n\n{link}", ("body", "address", "")),
    "another address without a scheme": ("Emne", "Se www.ond.example\n\n{link}", ("body", "address", "")),
    "a bare domain": ("Emne", "Svar på egedal-svar.dk, det er lettere.\n\n{link}", ("body", "address", "")),
    "a bare domain with a path": ("Emne", "Se ond.example/svar\n\n{link}", ("body", "address", "")),
    "no subject": (" ", "{link}", ("subject", "empty", "")),
    "a book": ("Emne", "x" * 5000 + "\n\n{link}", ("body", "long", "4000")),
}


@pytest.mark.parametrize("case", BAD)
def test_refused(tmp_path: Path, case: str) -> None:
    """Bente is told what cannot be sent, and the words that stood there stand."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    subject, text, fault = BAD[case]
    with pytest.raises(MailTextRefused) as refused:
        _keep(round_id, subject, text)
    assert fault in refused.value.faults
    assert texts_of(round_id, INVITE)["da"] == usual_text(INVITE, "da")


def test_dots_are_no_addresses(tmp_path: Path) -> None:
    """Bente writes her e-mail address, abbreviations and times of day: none of them leads to a page."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    said = "Skriv til bente.r@egedal.dk, f.eks. kl. 10.30, bl.a. om ja/nej og 1.5.2027.\n\n{link}"
    assert _keep(round_id, "Emne", said) is not None


@pytest.mark.parametrize("kind", OWN_WORDS)
def test_the_usual_words_pass(tmp_path: Path, kind: MailingKind) -> None:
    """The words that stand there first may be saved as they are, in both languages, and are then still the usual ones."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    for language, usual in texts_of(round_id, kind).items():
        assert keep_text(round_id, kind, language, usual, actor=BENTE, now=NOW) == 0
    assert not MailTemplate.objects.exists()


def test_what_was_done_to_a_round_is_told_in_our_words(tmp_path: Path) -> None:
    """Word that a round was cancelled, or that somebody has a new link, is nobody's to write."""
    taken_in(tmp_path, *CAST)
    with pytest.raises(MailTextFixed):
        _keep(draft(), "Aflyst", "Aflyst.", kind=MailingKind.CANCEL)


def test_the_second_planner_is_told(tmp_path: Path) -> None:
    """Bente and Per write at once: the second is told, nothing is lost, and the log says who changed which mail."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    first = _keep(round_id, "Bentes", "Bente.\n\n{link}")
    with pytest.raises(MailTextChangedMeanwhile):
        _keep(round_id, "Pers", "Per.\n\n{link}")
    assert texts_of(round_id, INVITE)["da"] == MailText("Bentes", "Bente.\n\n{link}", first)
    usual_again(round_id, INVITE, "da", actor=BENTE, now=NOW)
    assert texts_of(round_id, INVITE)["da"] == usual_text(INVITE, "da")
    lines = AccessEntry.objects.filter(event="mail_text_changed").values_list("facts", flat=True)
    assert list(lines) == [{"kind": "invite", "language": "da"}] * 2


def test_next_year_begins_with_this_years_words(tmp_path: Path) -> None:
    """Bente's words go with the copy of a round, and what she changes there leaves the first as it was."""
    taken_in(tmp_path, *CAST)
    earlier, later = draft(), draft()
    _keep(earlier, "I år", "I år.\n\n{link}")
    assert copy_texts(earlier, later) == 1
    _keep(later, "Næste år", "Næste år.\n\n{link}", texts_of(later, INVITE)["da"].version)
    assert texts_of(earlier, INVITE)["da"].subject == "I år"
    assert texts_of(later, INVITE)["da"].subject == "Næste år"
