"""A mail goes out byte for byte as Django's own would, whatever stands in it, but for a boundary met nowhere else."""

from __future__ import annotations

import re

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives

from fagspejl.mailing.services.quick_mail import QuickMail

LONG = "Et meget langt emne, som ingen skriver, men som en titel godt kan føre til, når den gentages to gange"
PEOPLE = ["karen@egedal.example", "søren@bøf.example", f"{'a' * 60}@{'b' * 60}.example"]


def _written(kind: type[EmailMultiAlternatives], subject: str, sender: str, to: str, plain: str) -> bytes:
    mail = kind(
        subject=subject,
        body=plain,
        from_email=f'"{sender}" <svar@egedal.example>',
        to=[to],
        reply_to=["hr@egedal.example"],
        headers={"Message-ID": "<1@egedal.example>", "Date": "Tue, 01 Sep 2026 08:00:00 -0000"},
    )
    mail.attach_alternative(f"<p>{plain}</p>", "text/html")
    return bytes(mail.message().as_bytes(linesep="\r\n"))


def _with_one_boundary(mail: bytes) -> bytes:
    (boundary,) = re.findall(rb'boundary="([^"]+)"', mail)
    assert mail.count(b"--" + boundary) == 3
    # The two are not equally long, so the head line of one may be folded before it.
    return re.sub(rb";\s+boundary", b"; boundary", mail.replace(boundary, b"BOUNDARY"))


@pytest.mark.parametrize("to", PEOPLE)
@pytest.mark.parametrize("sender", ["Egedal Kommune", "Ærø Kommune", "A" * 90])
@pytest.mark.parametrize(
    "subject", ["Vil du svare?", "Spørgsmål", LONG, LONG.encode("ascii", "ignore").decode()]
)
@pytest.mark.parametrize(
    "plain", ["Kære Karen\n\nEt link\n.\n", "x" * 2_000, "From mig\n=20 æ" + "ø" * 1_200]
)
def test_every_mail_is_the_same_bytes(subject: str, sender: str, to: str, plain: str) -> None:
    """Karen's mail is the same, with long lines, odd addresses and names that no head line holds as they stand."""
    ours = _written(QuickMail, subject, sender, to, plain)
    theirs = _written(EmailMultiAlternatives, subject, sender, to, plain)
    assert _with_one_boundary(ours) == _with_one_boundary(theirs)


def test_no_two_mails_share_a_boundary() -> None:
    """Nobody who writes a text for Sofie's mail can end one of its parts: what ends them is drawn for each mail."""
    mails = [_written(QuickMail, "Emne", "Egedal", PEOPLE[0], "Tekst") for _ in range(20)]
    assert len({re.findall(rb'boundary="([^"]+)"', mail)[0] for mail in mails}) == 20


def test_a_line_break_in_a_subject_is_refused() -> None:
    """A subject that would add a line to the head of Omar's mail is refused, as by Django's own."""
    with pytest.raises(BadHeaderError):
        _written(QuickMail, "Emne\nBcc: alle@egedal.example", "Egedal", PEOPLE[0], "Tekst")
