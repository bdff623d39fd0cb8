"""Mail: putting 20,000 invitations in the outbox, and sending them beside bare smtplib into the same sink.

Run `python bench/mail.py [PEOPLE]`. The sink is a process of its own on loopback that answers as a server in the same
building: a millisecond for each line of talk, five for a mail, as it says 250 when that is on its disk and not before.
It keeps nothing, as its disk would be ours. The yardstick of the same run hands finished mails of the same size to it,
one after the other over one connection, and does nothing else: no database, no lease, no text. The two take turns, and
the median of the turns counts: a machine that has other work to do for a while slows both.
"""

from __future__ import annotations

import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from _site import open_rounds, start_django

PEOPLE = 20_000
TURNS, SENT_IN_A_TURN = 5, 400
MOST_SECONDS = 30.0
LEAST_SHARE = 0.8

_SINK = """
import socket, time
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    peer, _ = server.accept()
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    lines = peer.makefile("rb")
    peer.sendall(b"220 sink\\r\\n")
    data = False
    for line in lines:
        if data:
            if line == b".\\r\\n":
                data = False
                time.sleep(0.005)
                peer.sendall(b"250 OK\\r\\n")
        elif line[:4].upper() == b"DATA":
            data = True
            time.sleep(0.001)
            peer.sendall(b"354 go\\r\\n")
        elif line[:4].upper() == b"QUIT":
            peer.sendall(b"221 bye\\r\\n")
            break
        else:
            time.sleep(0.001)
            peer.sendall(b"250 OK\\r\\n")
    peer.close()
"""


@contextmanager
def sink() -> Iterator[int]:
    """Run the sink; yields its port."""
    process = subprocess.Popen([sys.executable, "-c", _SINK], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()


def queue(round_id: UUID) -> tuple[float, UUID, int]:
    """Put the invitations in the outbox; returns seconds, mailing and people."""
    from fagspejl.audit.types import Actor
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.queueing import queue_mailing
    from fagspejl.mailing.types import MailingKind

    began = time.perf_counter()
    made = queue_mailing(round_id, MailingKind.INVITE, actor=Actor("bench", "bench"), now=utc_now())
    return time.perf_counter() - began, made.id, made.people


def send(mailing: UUID, port: int, count: int) -> tuple[float, int]:
    """Send so many mails as the worker does, without limits; returns seconds and mails."""
    from django.core.mail.backends.smtp import EmailBackend

    from fagspejl.mailing.services.mailing import send_mailing
    from fagspejl.mailing.services.pace import Limits
    from fagspejl.operations.services.post_office import answered_of, post

    desk = post()
    sent = 0

    def stop() -> bool:
        return sent >= count

    class Counting(EmailBackend):
        def send_messages(self, messages: list[object]) -> int:  # type: ignore[override]
            nonlocal sent
            done = super().send_messages(messages) or 0  # type: ignore[arg-type]
            sent += done
            return done

    from dataclasses import replace

    backend = Counting(host="127.0.0.1", port=port, use_tls=False)
    limits = Limits(per_minute=None, first=0, pause=timedelta(0))
    desk = replace(desk, connection=backend, limits=limits, stop=stop)
    began = time.perf_counter()
    send_mailing(mailing, already_answered=answered_of, post=desk)
    return time.perf_counter() - began, sent


def bare(port: int, count: int, size: int) -> float:
    """Hand over so many finished mails of that size by smtplib alone; returns seconds."""
    line = b"x" * 76 + b"\r\n"
    mail = b"Subject: bare\r\n\r\n" + line * (size // len(line))
    server = smtplib.SMTP("127.0.0.1", port)
    server.ehlo()
    began = time.perf_counter()
    for number in range(count):
        server.sendmail("svar@egedal.example", [f"p{number}@egedal.example"], mail)
    taken = time.perf_counter() - began
    server.quit()
    return taken


def in_turns(mailing: UUID, port: int, count: int, size: int) -> tuple[float, float]:
    """Send so many, half of the yardstick before them and half after; returns ours and bare, in mails a second."""
    alone = bare(port, count // 2, size)
    seconds, sent = send(mailing, port, count)
    alone += bare(port, count - count // 2, size)
    return sent / seconds, count / alone


def size_of_a_mail() -> int:
    """Return how many bytes an invitation has on its way."""
    from django.core import mail
    from django.core.mail.backends.locmem import EmailBackend

    from fagspejl.evaluation.selectors import all_rounds
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.services.message import compose
    from fagspejl.mailing.services.preview import sample_mail
    from fagspejl.mailing.types import MailingKind
    from fagspejl.operations.services.post_office import plan_here, sender_here

    (found,) = all_rounds()
    telling, to = sample_mail(found, MailingKind.INVITE, "da", plan=plan_here(), now=utc_now())
    assert to is not None
    mail.outbox = []
    made = compose(
        telling, to, sender=sender_here(), message_id="<1@egedal.example>", connection=EmailBackend()
    )
    return len(made.message().as_bytes(linesep="\r\n"))


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory(prefix="fagspejl-bench-") as name:
        start_django(Path(name))
        open_rounds(["faglig-ledelse"], number)
        from fagspejl.evaluation.selectors import all_rounds
        from fagspejl.organisation.models import Person

        people = list(Person.objects.all())
        for person in people:
            person.email = f"{person.key}@egedal.example"
        Person.objects.bulk_update(people, ["email"], batch_size=500)
        (found,) = all_rounds()
        queued, mailing, asked = queue(found.id)
        good = queued <= MOST_SECONDS
        print(f"queueing {asked:,} mails: {queued:.1f} s (at most {MOST_SECONDS:.0f})")
        size = size_of_a_mail()
        with sink() as port:
            turns = [in_turns(mailing, port, min(SENT_IN_A_TURN, asked // TURNS), size) for _ in range(TURNS)]
        ours, yardstick = (statistics.median(turn[way] for turn in turns) for way in range(2))
        share = statistics.median(mine / plain for mine, plain in turns)
        good &= share >= LEAST_SHARE
        print(
            f"sending mails of {size:,} bytes: {ours:.0f} a second, {share:.2f} of bare smtplib's {yardstick:.0f} "
            f"into the same sink (at least {LEAST_SHARE}); {TURNS} turns of {SENT_IN_A_TURN}"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
