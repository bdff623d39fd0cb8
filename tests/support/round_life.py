"""The life of one round, and what planners, leaders and the worker can do in it: rules of a machine that tries them all.

Who answers and who holds half of a key stand beside this (round_answered.py, round_halved.py).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from fagspejl.audit.types import Actor
from fagspejl.evaluation.models import Invitation, ListChange, Round
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.links import links_of, near_to
from fagspejl.evaluation.selectors.plan import PlanSeen, plan_of
from fagspejl.evaluation.services.correcting import revoke_links
from fagspejl.evaluation.services.drafting import change_draft
from fagspejl.evaluation.services.lists import add_exception, confirm_list, decide_change, wish_change
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types import RevokeReason
from fagspejl.evaluation.types.lists import ListChangeKind
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.services.queueing import halt_mailings, queue_mailing, resume_mailings
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.imports import undo_last
from fagspejl.operations.services.orders import new_paper_key, orders_of, place_order, stop_order
from fagspejl.operations.services.orders.ending_drafts import end_draft
from fagspejl.operations.services.rounds.asking_leaders import remind_leaders, send_lists
from fagspejl.operations.services.rounds.new_deadline import move_deadline
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import last_import
from support.desk import drafted, ready
from support.roster import CAST, employees, taken_in
from support.round_watched import Watched
from support.sheets import codes_in
from support.staff import Cast, log_in, somebody

ROWS: Final = (*CAST, *employees(6))
WHO, SOME = st.integers(0, 1), st.integers(0, 11)
PRESSED: Final = (OrderKind.OPEN, OrderKind.CLOSE, OrderKind.CONFIRM, OrderKind.PUBLISH, OrderKind.CANCEL)
NAMES: Final = ("Bente Kjær", "Asta Friis")


@dataclass(frozen=True)
class Planner:
    """Somebody who plans, with a browser. Asta is asked about Karen herself; Bente stands on no list."""

    cast: Cast
    client: Client

    @property
    def actor(self) -> Actor:
        """How the log names her."""
        return self.cast.staff.actor


@dataclass(frozen=True)
class Paper:
    """A paper on order: what its page keeps. `by`: 0 or 1 for a planner, 2 for the representative."""

    order: UUID
    key: str
    by: int


def _logged_in(number: int) -> Planner:
    person = "p0" if number else None
    found, client = somebody(NAMES[number], "planner", app=True, person=person), Client()
    log_in(client, found)
    return Planner(found, client)


class Life(RuleBasedStateMachine):
    """One round, two planners, and everybody on the roster."""

    round: Watched

    def begins(self) -> None:
        """A roster and a draft."""
        self.folder = tempfile.TemporaryDirectory()
        self.round = Watched(drafted(Path(self.folder.name), *ROWS))
        self.planners = [_logged_in(number) for number in (0, 1)]
        mail.outbox.clear()
        self.people = list(Person.objects.order_by("key").values_list("id", flat=True))
        leaders = Person.objects.filter(is_leader=True).order_by("key")
        self.leaders = list(leaders.values_list("id", flat=True))
        self.seen: list[PlanSeen] = [plan_of(self.round.id)] * 2
        self.papers: list[Paper] = []
        self.takes: set[UUID] = set()
        self.record: dict[str, int] | None = None

    def ends(self) -> None:
        """Leave no files."""
        self.folder.cleanup()

    def do(self, name: str, act: Any, /, *args: Any, who: int = 0, **given: Any) -> Any:
        """Do something with the round while there is one."""
        if self.round.row is None:
            return None
        acting = {"actor": self.planners[who].actor, "now": utc_now()}
        return self.round.attempt(name, lambda: act(self.round.id, *args, **acting, **given))

    def is_in(self, *states: str) -> bool:
        """Whether there is a round, and where it stands."""
        row = self.round.row
        return row is not None and row.state in states

    def press(self, kind: OrderKind, who: int = 0, **facts: Any) -> None:
        """A planner presses a button that only the worker can carry out."""
        self.round.done[f"order {kind}"] += 1
        place_order(kind, round_id=self.round.id, actor=self.planners[who].actor, now=utc_now(), facts=facts)

    def on_paper(self, kind: OrderKind, who: int, **facts: Any) -> None:
        """She orders a paper from a page that keeps its key."""
        private, public = new_paper_key()
        told = {"round_id": self.round.id, "actor": self.planners[who].actor, "now": utc_now()}
        order = place_order(kind, facts=facts, public_key=public, **told)
        self.papers.append(Paper(order, private, who))

    def take(self, paper: Paper, body: bytes) -> None:
        """A paper is out: it never was before."""
        assert body
        assert paper.order not in self.takes
        self.takes.add(paper.order)
        self.round.done["paper taken"] += 1


class PlannersActs(Life):
    """The draft, the roster, the buttons and the mails."""

    @rule(who=WHO)
    def opens_the_page(self, who: int) -> None:
        """A planner sees the plan as it stands."""
        if self.round.row is not None:
            self.seen[who] = plan_of(self.round.id)

    @rule(who=WHO, months=st.integers(0, 3), purpose=st.sampled_from(["Vi vil vide noget.", "Vi vil lære."]))
    def saves(self, who: int, months: int, purpose: str) -> None:
        """She saves what she saw, with a change; where a colleague was quicker she is told."""
        self._saves(who, purpose=purpose, months_employed=months)

    @rule(
        who=WHO, kind=st.sampled_from(["information_on", "invitation_on", "last_day_on"]), now=st.booleans()
    )
    def plans_days(self, who: int, kind: str, now: bool) -> None:
        """She settles that a mail goes by itself today, or that none does."""
        self._saves(who, **{kind: utc_now().astimezone(ZONE).date() if now else None})

    def _saves(self, who: int, **changed: Any) -> None:
        seen = self.seen[who]
        values = replace(seen.values, **changed)
        stands = plan_of(self.round.id) if self.round.row is not None else seen
        version = self.do("save plan", save_plan, values, who=who, version=seen.version)
        if version is not None and stands.version != seen.version and stands.changed_at is not None:
            assert values == stands.values, "the second of two planners was not told"

    @rule(who=WHO, comments=st.booleans(), witnessed=st.booleans())
    def promises(self, who: int, comments: bool, witnessed: bool) -> None:
        """She changes what raters are promised, and who keeps the second copy of the key."""
        if self.round.row is not None:
            policy, escrow = policy_of(self.round.id), "witnessed" if witnessed else "path"
            policy = replace(policy, access=replace(policy.access, comments=comments, escrow=escrow))
            self.do("policy", change_draft, who=who, policy=policy, version=self.seen[who].version)

    @precondition(lambda self: self.is_in("draft"))
    @rule()
    def makes_ready(self) -> None:
        """She settles what is missing."""
        ready(self.round.id)

    @precondition(lambda self: self.is_in("draft"))
    @rule(who=WHO, sure=st.sampled_from([False, False, True]))
    def drops(self, who: int, sure: bool) -> None:
        """She throws the draft away, where no key was made for it."""
        if sure:
            self.do("drop draft", end_draft, who=who)

    # The lists.
    @rule(who=WHO, again=st.booleans())
    def asks_leaders(self, who: int, again: bool) -> None:
        """Leaders are asked to look, or reminded."""
        told = {"path": "/", "on": utc_now().astimezone(ZONE).date()}
        if again:
            self.do("lists again", remind_leaders, who=who, **told)
        else:
            self.do("lists", send_lists, who=who, **told)

    @rule(leader=SOME, person=SOME, add=st.booleans())
    def wishes(self, leader: int, person: int, add: bool) -> None:
        """A leader wishes somebody on or off her list."""
        self.do(
            "wish",
            wish_change,
            self.leaders[leader % len(self.leaders)],
            ListChangeKind.ADD if add else ListChangeKind.REMOVE,
            person=None if add else self.people[person % len(self.people)],
            name="Person 1",
            perspective="employee",
            reason="Hun er flyttet.",
        )

    @rule(who=WHO, accept=st.booleans(), person=SOME)
    def decides(self, who: int, accept: bool, person: int) -> None:
        """A planner decides a wish."""
        wished = ListChange.objects.filter(round_id=self.round.id).order_by("id").first()
        change = uuid4() if wished is None else wished.id
        chosen = self.people[person % len(self.people)]
        own = self.planners[who].cast.staff.person
        self.do("decide", decide_change, change, who=who, accept=accept, person=chosen, planner=own)

    @rule(who=WHO, leader=SOME, person=SOME, add=st.booleans(), reason=st.sampled_from(["", "Orlov."]))
    def excepts(self, who: int, leader: int, person: int, add: bool, reason: str) -> None:
        """A planner puts somebody on a list, or takes somebody off; nobody who is asked about her, nor herself."""
        chosen, own = self.people[person % len(self.people)], self.planners[who].cast.staff.person
        done = self.round.done["exception"]
        self.do(
            "exception",
            add_exception,
            self.leaders[leader % len(self.leaders)],
            ListChangeKind.ADD if add else ListChangeKind.REMOVE,
            chosen,
            who=who,
            perspective="employee",
            reason=reason,
            planner=own,
        )
        assert chosen != own or self.round.done["exception"] == done

    @rule(leader=SOME)
    def confirms_list(self, leader: int) -> None:
        """A leader says that her list is right."""
        self.do("confirm list", confirm_list, self.leaders[leader % len(self.leaders)])

    # The roster.
    @rule(rows=st.integers(4, 8))
    def takes_in(self, rows: int) -> None:
        """Another roster is taken in."""
        taken_in(Path(self.folder.name), *CAST, *employees(rows))

    @rule(who=WHO)
    def undoes(self, who: int) -> None:
        """The last import is undone, unless a round has opened since."""
        last = last_import()
        if last is None:
            return
        opened = Round.objects.filter(opened_at__gte=last.at).exists()
        acting = {"actor": self.planners[who].actor, "now": utc_now()}
        count = self.round.done["undo import"]
        self.round.attempt("undo import", lambda: undo_last(last, **acting))
        assert not opened or self.round.done["undo import"] == count, "undone behind the back of a round"

    # Orders.
    @rule(who=WHO, kind=st.sampled_from(PRESSED))
    def presses(self, who: int, kind: OrderKind) -> None:
        """A planner presses a button that only the worker can carry out."""
        if self.round.row is not None:
            facts = {"tell": True} if kind == OrderKind.CANCEL and self.round.state != "draft" else {}
            self.press(kind, who, **facts)

    @rule()
    def stops_an_order(self) -> None:
        """A planner thinks better of what she ordered last."""
        for one in orders_of(self.round.id, limit=1):
            stop_order(one.id)

    @precondition(lambda self: self.is_in("open"))
    @rule(who=WHO, everybody=st.booleans())
    def orders_letters(self, who: int, everybody: bool) -> None:
        """Letters to those without an address, or to everybody."""
        self.on_paper(OrderKind.LETTERS, who, everybody=everybody)

    @precondition(lambda self: self.is_in("open"))
    @rule(who=WHO, person=SOME, letter=st.booleans())
    def gives_new_links(self, who: int, person: int, letter: bool) -> None:
        """Somebody lost her links: new ones by mail or by letter."""
        chosen = self.people[person % len(self.people)]
        if letter:
            self.on_paper(OrderKind.REISSUE, who, person=str(chosen), letter=True)
        else:
            self.press(OrderKind.REISSUE, who, person=str(chosen))

    @precondition(lambda self: self.is_in("open"))
    @rule(who=WHO, leader=SOME, person=SOME, peer=st.booleans())
    def asks_one_more(self, who: int, leader: int, person: int, peer: bool) -> None:
        """Somebody was forgotten."""
        self.press(
            OrderKind.ASK_MORE,
            who,
            leader=str(self.leaders[leader % len(self.leaders)]),
            person=str(self.people[person % len(self.people)]),
            perspective="peer" if peer else "employee",
            reason="Glemt.",
        )

    @precondition(lambda self: self.is_in("open"))
    @rule(who=WHO, person=SOME)
    def revokes(self, who: int, person: int) -> None:
        """Somebody is to be asked no more."""
        links = links_of(self.round.id, self.people[person % len(self.people)])
        if links:
            self.do("revoke", revoke_links, links, who=who, reason=RevokeReason.OTHER)

    @precondition(lambda self: self.papers)
    @rule(who=WHO, paper=SOME)
    def takes_paper(self, who: int, paper: int) -> None:
        """A paper is taken by whichever planner tries: once, by the one who ordered it, and no link near to her."""
        chosen = self.papers[-1 - paper % len(self.papers)]
        at = reverse("planning-paper", args=[chosen.order])
        answer = self.round.page("paper", lambda: self.planners[who].client.post(at, {"key": chosen.key}))
        if answer.status_code == 200:
            assert chosen.by == who
            self.take(chosen, answer.content)
            if self.is_in("open"):
                self._hold_no_link_near(self.planners[who], answer.content)

    def _hold_no_link_near(self, planner: Planner, body: bytes) -> None:
        near = near_to(self.round.id, planner.cast.staff.person)
        theirs = Invitation.objects.filter(round_id=self.round.id, person__in=near).values_list(
            "id", flat=True
        )
        codes = codes_in(body)
        assert not codes & {self.round.links[one] for one in theirs}, (
            "a planner was handed a link near to her"
        )
        self.round.done["links on paper"] += len(codes)

    # Mail and time.
    @rule(who=WHO, kind=st.sampled_from([MailingKind.INVITE, MailingKind.REMIND, MailingKind.INFORM]))
    def mails(self, who: int, kind: MailingKind) -> None:
        """A planner sends."""
        self.do(f"mail {kind}", queue_mailing, kind, who=who)

    @rule(halt=st.booleans())
    def halts(self, halt: bool) -> None:
        """Mails are stopped, or continue."""
        acting = {"actor": self.planners[0].actor, "now": utc_now(), "round_id": self.round.id}
        if halt:
            stopped = self.round.attempt("halt", lambda: halt_mailings("Stoppet af Bente", **acting))
            self.round.done["mailings halted"] += stopped
        else:
            stopped = self.round.attempt("resume", lambda: resume_mailings(**acting))
            self.round.done["mailings resumed"] += stopped

    @rule(days=st.sampled_from([-1, 2, 30]), announce=st.booleans())
    def extends(self, days: int, announce: bool) -> None:
        """The deadline is moved, where that is later."""
        self.do("extend", move_deadline, deadline=utc_now() + timedelta(days=days), announce=announce)
