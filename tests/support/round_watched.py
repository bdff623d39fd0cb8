"""A round of Bente's desk in tests, and what has to hold of it after whatever anybody did."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection

from fagspejl.answering.services import who_has_answered
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.lists import later_ids
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.evaluation.states import TABLE
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders import doing
from fagspejl.operations.services.orders.handlers import orders_due
from fagspejl.operations.types import PAPER_KEPT, OrderKind, OrderState

Pair = tuple[UUID, UUID]
LIVE = (OrderState.WAITING, OrderState.RUNNING)


class Killed(BaseException):
    """The worker's process ends here; nothing after it happens."""


def ahead(state: str) -> set[str]:
    """Every state that the table leads to from here, by any number of steps; "" where the round may be deleted."""
    found = {state}
    while more := {str(row.next or "") for row in TABLE if row.state in found} - found:
        found |= more
    return found


def dump() -> Iterator[tuple[str, str, bytes]]:
    """Yield every stored value that is text or bytes, with where it stands."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, memoryview | bytes):
                        yield table, name, bytes(value)
                    elif isinstance(value, str | dict | list):
                        yield table, name, str(value).encode("utf-8", "backslashreplace")


def everything() -> Counter[str]:
    """Every row that is stored, but those that any request moves."""
    found: Counter[str] = Counter()
    for table in connection.introspection.table_names():
        if table not in ("django_session", "staff_cache", "django_migrations", "mail_pace"):
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                found.update(f"{table} {row!r}" for row in cursor.fetchall())
    return found


def emptied() -> None:
    """Begin anew: no row, no key."""
    call_command("flush", verbosity=0, interactive=False)
    for path in settings.KEYS.iterdir():
        if path.is_file() and path.name != "mail.secret":
            path.unlink()
    mail.outbox = []


class Watched:
    """One round: what was seen of it, and what must hold."""

    def __init__(self, round_id: UUID) -> None:
        self.id = round_id
        self.state = "draft"
        self.asked: set[Pair] | None = None  # as the plan meant it, just before the worker opened
        self.frozen: tuple[object, ...] | None = None
        self.answers: dict[UUID, dict[str, Any]] = {}  # acknowledged, by invitation
        self.links: dict[UUID, str] = {}
        self.dead: set[str] = set()
        self.keys: set[bytes] = set()
        self.refused: Counter[str] = Counter()
        self.done: Counter[str] = Counter()

    @property
    def row(self) -> Round | None:
        """The round as it is stored."""
        return Round.objects.filter(id=self.id).first()

    def attempt(self, name: str, act: Callable[[], Any]) -> Any:
        """Do it; where it is refused, nothing may have changed."""
        before = everything()
        try:
            result = act()
        except FagspejlError as error:
            self.refused[type(error).__name__] += 1
            self._unchanged(name, before)
            return None
        self.done[name] += 1
        return result

    @staticmethod
    def _unchanged(name: str, before: Counter[str]) -> None:
        now = everything()
        assert now == before, (name, now - before, before - now)

    def key(self) -> bytes | None:
        """The round's key, which the tests may read and no page; None where it is gone, or the draft was deleted."""
        if self.row is None:
            return None
        try:
            return key_store(self.id).read(self.id, key_check_of(self.id))
        except FagspejlError:
            return None

    def note_links(self) -> None:
        """What raters hold: the link of every invitation, made of the key as mails and letters make it."""
        key = self.key()
        if key is None or self.row is None:
            return
        self.keys.add(key)
        for one in Invitation.objects.filter(round_id=self.id):
            link = link_of(key, self.id, one.id, one.generation)
            old = self.links.get(one.id)
            if old is not None and old != link:
                self.dead.add(old)
            self.links[one.id] = link
            if one.revoked:
                self.dead.add(link)

    def work(self, killed: str = "") -> None:
        """Let the worker do what is ordered; `killed` names where its process ends."""
        if self.row is not None and self.row.state == "draft":
            asking, _ = who_is_asked(self.id, now=utc_now())
            self.asked = {(one.rater, one.leader) for one in asking.asked}
        with _ending(killed):
            try:
                orders_due(utc_now()).do(lambda key, **facts: None, lambda: False)
            except Killed:
                self.done[f"killed {killed}"] += 1

    def leases_run_out(self) -> None:
        """A quarter of an hour goes by, as far as orders and papers can tell."""
        quarter = timedelta(minutes=16)
        for one in SealedPaper.objects.all():
            SealedPaper.objects.filter(order_id=one.order_id).update(made_at=one.made_at - quarter)
        PlannerOrder.objects.filter(state=OrderState.RUNNING).update(lease=utc_now() - timedelta(seconds=1))

    def look(self) -> None:
        """All that must hold."""
        self.note_links()
        self._state()
        if self.row is None:
            return
        self._frozen()
        self._orders()
        self._secrets()
        self._papers()
        self._mails()
        self._answers()

    def _state(self) -> None:
        now = "" if self.row is None else self.row.state
        assert now in ahead(self.state), f"{self.state} -> {now}"
        self.state = now

    def _frozen(self) -> None:
        if self.state == "draft":
            assert not Invitation.objects.filter(round_id=self.id).exists()
            return
        policy = RoundPolicy.objects.get(round_id=self.id)
        later = later_ids(self.id)
        first = Invitation.objects.filter(round_id=self.id).exclude(id__in=later)
        self._few_later(later)
        stands = (
            policy.sha256,
            str(policy.values),
            *(bytes(part) for part in (policy.rules, policy.promised, policy.registered) if part is not None),
            frozenset(first.values_list("person", "leader", "perspective")),
        )
        if self.frozen is None:
            self.frozen = stands
            assert set(first.values_list("person", "leader")) == self.asked
        assert stands == self.frozen

    def _few_later(self, later: set[UUID]) -> None:
        """Whoever came after opening stands among at least five who were asked then, for each of them."""
        first: Counter[tuple[UUID, str]] = Counter()
        added: Counter[tuple[UUID, str]] = Counter()
        live = Invitation.objects.filter(round_id=self.id, revoked=False)
        for one, leader, perspective in live.values_list("id", "leader_id", "perspective"):
            group = "employee" if perspective == "subordinate_leader" else perspective
            (added if one in later else first)[leader, group] += 1
        assert all(5 * count <= first[group] for group, count in added.items()), (first, added)
        self.done["seen: asked later"] += sum(added.values())

    def _orders(self) -> None:
        live = PlannerOrder.objects.filter(round_id=self.id, state__in=LIVE, public_key=None, stop=False)
        presses = Counter((one.kind, str(one.facts)) for one in live)
        assert all(count == 1 for count in presses.values()), presses
        done = PlannerOrder.objects.filter(round_id=self.id, kind=OrderKind.OPEN, state=OrderState.DONE)
        assert (
            self.state == "draft"
            or done.exists()
            or OrderState.RUNNING
            in set(
                PlannerOrder.objects.filter(round_id=self.id, kind=OrderKind.OPEN).values_list(
                    "state", flat=True
                )
            )
        )

    def secrets(self) -> list[bytes]:
        """Keys as bytes and text, links, and the codes of letters: what nobody but their holders may ever see."""
        found = [form for key in self.keys for form in (key, key.hex().encode(), base64.b64encode(key))]
        return found + [link.encode() for link in (*self.links.values(), *self.dead)]

    def _secrets(self) -> None:
        secrets = self.secrets()
        for table, column, value in dump():
            assert not any(one in value for one in secrets), f"a secret stands in {table}.{column}"

    def _papers(self) -> None:
        for paper in SealedPaper.objects.all():
            assert not any(one in bytes(paper.sealed) for one in self.secrets())

    def papers_gone(self) -> None:
        """After the worker's round no paper is older than it may be."""
        assert not SealedPaper.objects.filter(made_at__lt=utc_now() - PAPER_KEPT).exists()

    def _mails(self) -> None:
        sent = Counter(
            (message.extra_headers.get("Message-ID"), tuple(message.to)) for message in mail.outbox
        )
        assert all(count == 1 for count in sent.values()), sent.most_common(2)

    def _answers(self) -> None:
        key = self.key()
        if self.state != "open" or key is None:
            return
        revoked = set(Invitation.objects.filter(round_id=self.id, revoked=True).values_list("id", flat=True))
        assert who_has_answered(self.id, key) - revoked == set(self.answers) - revoked


@contextmanager
def _ending(place: str) -> Iterator[None]:
    """Let the worker's process end at a place: at its first word of progress, before a paper is kept, or at the end."""

    def ends(*_: object, **__: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        if place == "progress":
            kept = doing.Doing.__init__

            def told(self: Any, *args: Any, **given: Any) -> None:
                kept(self, *args[:5], ends, *args[6:], **given)

            patch.setattr(doing.Doing, "__init__", told)
        elif place:
            patch.setattr(doing, {"paper": "keep_paper", "end": "_end"}[place], ends)
        yield
