"""The mail sink receives what is sent and nothing leaves the machine."""

import smtplib
from email.message import EmailMessage

from support.mail import MailSink


def test_keeps_what_was_sent(mail_sink: MailSink) -> None:
    """Sofie's invitation arrives whole, Danish letters and all, and names its real recipient."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "hr@example.org",
        "sofie@example.org",
        "Din leder på Børneområdet",
    )
    mail.set_content("Du kan svare indtil fredag.\n")
    with smtplib.SMTP(mail_sink.host, mail_sink.port) as client:
        client.send_message(mail)
    (got,) = mail_sink.received
    assert got["Subject"] == "Din leder på Børneområdet"
    assert got["X-Envelope-To"] == "sofie@example.org"
    assert got.get_content() == "Du kan svare indtil fredag.\n"


def test_starts_empty(mail_sink: MailSink) -> None:
    """Omar's test does not see Sofie's mail."""
    assert mail_sink.received == []
