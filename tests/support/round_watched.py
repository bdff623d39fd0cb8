"""A round of Bente's desk in tests, and what has to hold of it after whatever anybody did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpResponse

from fagspejl.answering.services import open_answers
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import lines
from fagspejl.audit.types import Entry, Event
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.selectors import leader_part
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.keys.witnessed import witness_link
from fagspejl.evaluation.models import Invitation, KeyHalf, Round, RoundPolicy, WitnessedKey
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.escrow import escrow_of, publication_waits_until
from fagspejl.evaluation.selectors.lists import later_ids
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.evaluation.states import TABLE
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.private_files import read_secret
from fagspejl.lib.wording import wording
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.duties import send_due, send_personal_due
from fagspejl.operations.services.orders.handlers import orders_due
from fagspejl.operations.types import PAPER_KEPT, OrderKind, OrderState
from fagspejl.planning.running.said import said
from fagspejl.reporting.models import ReportGrant
from support.round_killed import CLOSING, Killed, ending
from support.round_mailed import Mailed
from support.round_stored import Files, dump, escrow, everything, forms_of, key_files

Pair = tuple[UUID, UUID]
LIVE = (OrderState.WAITING, OrderState.RUNNING)
REFUSED = (400, 403, 404, 409, 410, 503)
WORDS = ("fagspejl.planning.running.words", "fagspejl.planning.words")
# What stands in the log exactly once, from which states on.
ONCE: Final = {
    Event.ROUND_OPENED: ("open", "closing", "sealed", "keys_gone", "published", "cancelled"),
    Event.ROUND_CLOSED: ("sealed", "keys_gone", "published"),
    Event.KEYS_DESTROYED: ("keys_gone", "published"),
    Event.ROUND_PUBLISHED: ("published",),
    Event.ROUND_CANCELLED: ("cancelled", ""),
}


def ahead(state: str) -> set[str]:
    """Every state that the table leads to from here, by any number of steps; "" where the round may be deleted."""
    found = {state}
    while more := {str(row.next or "") for row in TABLE if row.state in found} - found:
        found |= more
    return found


class Watched:
    """One round: what was seen of it, and what must hold."""

    def __init__(self, round_id: UUID) -> None:
        self.id = round_id
        self.state = "draft"
        self.asked: set[Pair] | None = None  # as the plan meant it, just before the worker opened
        self.frozen: tuple[object, ...] | None = None
        self.answers: dict[UUID, dict[str, Any]] = {}  # acknowledged, by invitation
        self.drafts: dict[UUID, dict[str, Any]] = {}
        self.order: list[UUID] = []  # invitations, by person and leader: the same in every run
        self.links: dict[UUID, str] = {}
        self.dead: set[str] = set()
        self.keys: set[bytes] = set()
        self.halves: set[bytes] = set()  # of keys, and their holders' codes
        self.confirmed = False  # somebody said that the close record is right, or a week went by
        self.weeks = timedelta()  # how far the time of closing has gone on
        self.mailed, self.files = Mailed(round_id), Files()
        self.logged = 0  # the last line that was looked at
        self.refused: Counter[str] = Counter()
        self.done: Counter[str] = Counter()

    @property
    def row(self) -> Round | None:
        """The round as it is stored."""
        return Round.objects.filter(id=self.id).first()

    # Doing something.
    def attempt(self, name: str, act: Callable[[], Any], *, logged: bool = True) -> Any:
        """Do it: refused, nothing has changed; done, the log says so, or, not `logged`, tells nothing of it."""
        before = everything()
        try:
            result = act()
        except FagspejlError as error:
            self.refused[type(error).__name__] += 1
            self.unchanged(name, before)
            return None
        self.done[name] += 1
        new = {row.partition(" ")[0] for row in set(everything()) - set(before)}
        if new - {PlannerOrder._meta.db_table}:  # what is ordered is written down once it is done
            in_log = AccessEntry._meta.db_table in new
            assert in_log == logged, f"{name}: the log {'tells' if in_log else 'is silent'}"
        return result

    def page(self, name: str, ask: Callable[[], HttpResponse]) -> HttpResponse:
        """Ask a page to do something; where its answer is a refusal, nothing may have changed."""
        before = everything()
        response = ask()
        if response.status_code in REFUSED:
            self.refused[f"{name} {response.status_code}"] += 1
            self.unchanged(name, before)
        else:
            self.done[name] += 1
        return response

    @staticmethod
    def unchanged(name: str, before: Counter[str]) -> None:
        """Nothing is stored that was not, and nothing is gone."""
        now = everything()
        assert now == before, (name, now - before, before - now)

    def work(self, killed: str = "") -> None:
        """Let the worker do what is ordered; `killed` names where its process ends."""
        if self.row is not None and self.row.state == "draft":
            asking, _ = who_is_asked(self.id, now=utc_now())
            self.asked = {(one.rater, one.leader) for one in asking.asked}
        with ending(killed), self._counted():
            try:
                orders_due(utc_now()).do(lambda key, **facts: None, lambda: False)
            except Killed:
                self.done[f"killed {killed}"] += 1
        kinds = PlannerOrder.objects.filter(round_id=self.id).exclude(state=OrderState.WAITING)
        self.confirmed |= kinds.filter(kind=OrderKind.CONFIRM).exclude(state=OrderState.STOPPED).exists()
        assert not SealedPaper.objects.filter(made_at__lt=utc_now() - PAPER_KEPT).exists()

    def duty(self, name: str, act: Callable[[datetime, Any], Any], now: datetime) -> None:
        """Let the worker do one of its other duties at a moment; what it is refused it reports."""
        with self._counted():
            try:
                act(now, lambda key, **facts: None)
            except FagspejlError as error:
                self.refused[f"{name}: {type(error).__name__}"] += 1
            else:
                self.done[name] += 1

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Closing reads every answer that was acknowledged, and no other."""

        def seen(*args: Any, **given: Any) -> Iterator[Any]:
            found = {}
            for one in open_answers(*args, **given):
                if one.content is not None and one.content["submitted"] is not None:
                    found[one.invitation.id] = one.content["submitted"]
                yield one
            assert found == self.answers, "closing counts other answers than were acknowledged"
            self.done["answers counted"] += len(found)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(CLOSING, "open_answers", seen)
            yield

    def post_goes(self) -> None:
        """Send what waits, and look at every mail."""
        self.note_links()
        half = WitnessedKey.objects.filter(round_id=self.id).first()
        link = "" if half is None else self.half_link(half.turn)
        for send in (send_due, send_personal_due):
            send(lambda key, **facts: None, lambda: False)
            self.mailed.look(self.links, self.dead, set(self.answers), link)

    def half_link(self, turn: int) -> str:
        """The representative's personal link to her half of a pair."""
        return witness_link(read_secret(settings.KEYS / "mail.secret").encode("ascii"), self.id, turn)

    def leases_run_out(self) -> None:
        """A quarter of an hour goes by, as far as orders and papers can tell."""
        quarter = timedelta(minutes=16)
        for one in SealedPaper.objects.all():
            SealedPaper.objects.filter(order_id=one.order_id).update(made_at=one.made_at - quarter)
        PlannerOrder.objects.filter(state=OrderState.RUNNING).update(lease=utc_now() - timedelta(seconds=1))

    # What is known.
    def key(self) -> bytes | None:
        """The round's key, which the tests may read and no page."""
        if self.row is None:
            return None
        try:
            return key_store(self.id).read(self.id, key_check_of(self.id))
        except FagspejlError:
            return None

    def note_links(self) -> None:
        """What raters hold: the link of every invitation, made of the key as mails and letters make it."""
        for name, body in key_files(self.id).items():
            if name.endswith(".key"):
                self.keys.add(body)
            elif ".half-" in name:
                self.halves.update(forms_of(body[4:]))
        key = self.key()
        if key is None:
            return
        for one in Invitation.objects.filter(round_id=self.id).order_by("person__key", "leader__key"):
            if one.id not in self.links:
                self.order.append(one.id)
            link = link_of(key, self.id, one.id, one.generation)
            old = self.links.get(one.id)
            if old is not None and old != link:
                self.dead.add(old)
            self.links[one.id] = link
            if one.revoked:
                self.dead.add(link)

    def secrets(self) -> list[bytes]:
        """Keys, halves of them, and links: what nobody but their holders may ever see."""
        found = [form for key in self.keys for form in forms_of(key)]
        half = WitnessedKey.objects.filter(round_id=self.id).first()
        found += [] if half is None else [self.half_link(half.turn).encode()]
        return found + [*self.halves] + [link.encode() for link in (*self.links.values(), *self.dead)]

    # What must hold.
    def look(self) -> None:
        """All that must hold."""
        self.note_links()
        self._state()
        self._log()
        self._secrets()
        self._files()
        self._released()
        assert self.mailed.seen == len(self._outbox()), "a mail went out of turn"
        if self.row is not None:
            self._frozen()
            self._orders()
            self._answers()

    @staticmethod
    def _outbox() -> list[Any]:
        from django.core import mail

        return mail.outbox

    def _state(self) -> None:
        now = "" if self.row is None else self.row.state
        assert now in ahead(self.state), f"{self.state} -> {now}"
        if now == "open" != self.state and escrow_of(self.id) == "witnessed":
            halves = KeyHalf.objects.filter(round_id=self.id)
            assert len([one for one in halves if one.read_back_on and not one.lost_on]) == 2, "not read back"
        self.state = now

    def _log(self) -> None:
        """Each line is a sentence in either language, and what happens once is said once."""
        new = [one for one in lines() if one.number > self.logged]
        for language in ("da", "en"):
            words = wording(language, *WORDS)
            for line, entry in zip(said(new, words), new, strict=True):
                assert f"running_event.{entry.event}" in words.keys
                assert line.text.endswith(".")
                assert "{" not in line.text
        self.logged = max((one.number for one in new), default=self.logged)
        told = list(lines(about=str(self.id)))
        counts = Counter(one.event for one in told)
        for event, states in ONCE.items():
            least = 1 if self.state in states else 0
            assert least <= counts[event] <= 1, (
                f"{counts[event]} lines {event} of a round that is {self.state}"
            )
        self._in_order(told)

    def _in_order(self, told: list[Entry]) -> None:
        """Keys are destroyed after somebody confirmed or a week's silence; published it is after that."""
        numbers = {one.event: one.number for one in told}
        if Event.KEYS_DESTROYED in numbers and self.state != "cancelled":
            assert self.confirmed, "the key was destroyed and nobody had confirmed"
        if self.state == "published":
            assert numbers[Event.KEYS_DESTROYED] < numbers[Event.ROUND_PUBLISHED]
            today = (utc_now() + self.weeks).astimezone(ZONE).date()
            assert publication_waits_until(self.id, today=today) is None, "a holder had not confirmed"

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
        opens = PlannerOrder.objects.filter(round_id=self.id, kind=OrderKind.OPEN)
        states = set(opens.values_list("state", flat=True))
        assert self.state == "draft" or states & {OrderState.DONE, OrderState.RUNNING}

    def _secrets(self) -> None:
        secrets, values = self.secrets(), list(dump())
        whole = b"\n".join(value for _, _, value in values)
        for one in secrets:
            if one in whole:
                raise AssertionError([f"{table}.{column}" for table, column, value in values if one in value])

    def _files(self) -> None:
        """Keys lie in the folders of keys alone; once they are destroyed, nowhere, nor what would make one again."""
        row, found = self.row, key_files(self.id)
        assert not self.files.hold(self.secrets())
        if row is None or row.keys_destroyed_on is not None:
            assert not found, f"left of a key that is destroyed: {sorted(found)}"
        elif self.state == "open" and escrow_of(self.id) == "witnessed":
            whole = [
                name for name, body in found.items() if name.startswith(escrow().name) and body in self.keys
            ]
            assert not whole, "a whole key lies with what only two people can open"

    def _released(self) -> None:
        """No figure before closing, and none that anybody can read before publication."""
        parts = list(ReleasePart.objects.filter(release__round_id=self.id).values_list("id", flat=True))
        if self.state not in ("sealed", "keys_gone", "published"):
            assert not parts
            assert not StoredRelease.objects.filter(round_id=self.id).exists()
        if self.state != "published":
            assert not ReportGrant.objects.exists()
            assert not any((found := leader_part(one)) and found.published for one in parts)

    def _answers(self) -> None:
        """While a round is open every answer and draft that was acknowledged is there, as it was given."""
        key = self.key()
        if self.state != "open" or key is None:
            return
        kept = {
            one.invitation.id: one.content for one in open_answers(self.id, key) if one.content is not None
        }
        for part, known in (("submitted", self.answers), ("draft", self.drafts)):
            stored = {whose: content[part] for whose, content in kept.items() if content[part] is not None}
            assert stored == known, f"{part}: {stored} are stored, {known} were acknowledged"
