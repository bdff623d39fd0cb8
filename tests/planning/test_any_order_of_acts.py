"""Two planners, a leader, those who answer and a worker that dies do whatever they like: the promises hold."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fagspejl.accounts.models import Role, User
from fagspejl.answering.services import submit
from fagspejl.answering.types import Place
from fagspejl.audit.types import Actor
from fagspejl.disclosure.services.close_round import record_of
from fagspejl.evaluation.models import Invitation, ListChange, Round
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.links import links_of
from fagspejl.evaluation.selectors.plan import PlanSeen, plan_of
from fagspejl.evaluation.services.correcting import revoke_links
from fagspejl.evaluation.services.drafting import change_draft
from fagspejl.evaluation.services.lists import (
    add_exception,
    ask_to_check,
    confirm_list,
    decide_change,
    wish_change,
)
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types import RevokeReason
from fagspejl.evaluation.types.lists import ListChangeKind
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.services.queueing import halt_mailings, queue_mailing, resume_mailings
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.errors import PaperGone
from fagspejl.operations.services.duties import send_due
from fagspejl.operations.services.imports import undo_last
from fagspejl.operations.services.orders import new_paper_key, place_order, stop_order, take_paper
from fagspejl.operations.services.rounds.new_deadline import move_deadline
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import last_import
from support.closing import ITEMS
from support.desk import drafted, ready
from support.roster import CAST, employees, taken_in
from support.round_watched import Watched, emptied

PLANNERS: Final = (
    Actor("11111111-1111-4111-8111-111111111111", "Bente Kjær"),
    Actor("22222222-2222-4222-8222-222222222222", "Asta Friis"),
)
ROWS: Final = (*CAST, *employees(6))
WHO, SOME = st.integers(0, 1), st.integers(0, 11)
PRESSED: Final = (OrderKind.OPEN, OrderKind.CLOSE, OrderKind.CONFIRM, OrderKind.PUBLISH, OrderKind.CANCEL)
TOTAL: Counter[str] = Counter()


class AnyOrder(RuleBasedStateMachine):
    """Everything that can be done with a round from the planner's pages."""

    @initialize(is_ready=st.booleans())
    def begun(self, is_ready: bool) -> None:
        """A roster and a draft."""
        self.folder = tempfile.TemporaryDirectory()
        for number, one in enumerate(PLANNERS):
            account = User.objects.create(
                id=one.id, name=one.name, email=f"p{number}@fjordby.dk", created_at=utc_now()
            )
            Role.objects.create(user=account, name="planner")
        self.round = Watched(drafted(Path(self.folder.name), *ROWS))
        if is_ready:
            ready(self.round.id)
        self.people = list(Person.objects.order_by("key").values_list("id", flat=True))
        self.leaders = list(
            Person.objects.filter(is_leader=True).order_by("key").values_list("id", flat=True)
        )
        self.seen: list[PlanSeen] = [plan_of(self.round.id)] * 2
        self.papers: list[tuple[UUID, str, Actor]] = []
        self.takes: set[UUID] = set()
        self.record: dict[str, int] | None = None

    def teardown(self) -> None:
        """Leave nothing for the next life."""
        if hasattr(self, "round"):
            TOTAL.update(self.round.done)
            TOTAL.update({f"refused: {name}": count for name, count in self.round.refused.items()})
            TOTAL[f"ended: {self.round.state or 'deleted'}"] += 1
            self.folder.cleanup()
        emptied()

    def _do(self, name: str, act: Any, /, *args: Any, who: int = 0, **given: Any) -> Any:
        """Do something with the round while there is one."""
        if self.round.row is None:
            return None
        acting = {"actor": PLANNERS[who], "now": utc_now()}
        return self.round.attempt(name, lambda: act(self.round.id, *args, **acting, **given))

    # The draft.
    @rule(who=WHO)
    def opens_the_page(self, who: int) -> None:
        """A planner sees the plan as it stands."""
        if self.round.row is not None:
            self.seen[who] = plan_of(self.round.id)

    @rule(who=WHO, months=st.integers(0, 3), purpose=st.sampled_from(["Vi vil vide noget.", "Vi vil lære."]))
    def saves(self, who: int, months: int, purpose: str) -> None:
        """She saves what she saw, with a change; where a colleague was quicker she is told."""
        seen = self.seen[who]
        values = replace(seen.values, purpose=purpose, months_employed=months)
        stands = plan_of(self.round.id) if self.round.row is not None else seen
        version = self._do("save plan", save_plan, values, who=who, version=seen.version)
        if version is not None and stands.version != seen.version and stands.changed_at is not None:
            assert values == stands.values, "the second of two planners was not told"

    @rule(who=WHO, comments=st.booleans())
    def promises(self, who: int, comments: bool) -> None:
        """She changes what raters are promised."""
        if self.round.row is not None:
            policy = policy_of(self.round.id)
            policy = replace(policy, access=replace(policy.access, comments=comments))
            self._do("policy", change_draft, who=who, policy=policy, version=self.seen[who].version)

    @rule()
    def makes_ready(self) -> None:
        """She settles what is missing."""
        if self.round.row is not None and self.round.state == "draft":
            ready(self.round.id)

    # The lists.
    @rule(who=WHO)
    def asks_leaders(self, who: int) -> None:
        """Leaders are asked to look."""
        self._do("lists", ask_to_check, self.leaders, who=who)

    @rule(leader=SOME, person=SOME, add=st.booleans())
    def wishes(self, leader: int, person: int, add: bool) -> None:
        """A leader wishes somebody on or off her list."""
        self._do(
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
        self._do("decide", decide_change, change, who=who, accept=accept, person=chosen, planner=None)

    @rule(who=WHO, leader=SOME, person=SOME, add=st.booleans(), reason=st.sampled_from(["", "Orlov."]))
    def excepts(self, who: int, leader: int, person: int, add: bool, reason: str) -> None:
        """A planner puts somebody on a list, or takes somebody off."""
        self._do(
            "exception",
            add_exception,
            self.leaders[leader % len(self.leaders)],
            ListChangeKind.ADD if add else ListChangeKind.REMOVE,
            self.people[person % len(self.people)],
            who=who,
            perspective="employee",
            reason=reason,
            planner=None,
        )

    @rule(leader=SOME)
    def confirms_list(self, leader: int) -> None:
        """A leader says that her list is right."""
        self._do("confirm list", confirm_list, self.leaders[leader % len(self.leaders)])

    # The roster.
    @rule(rows=st.integers(4, 8))
    def takes_in(self, rows: int) -> None:
        """Another roster is taken in."""
        taken_in(Path(self.folder.name), *CAST, *employees(rows))

    @rule(who=WHO)
    def undoes(self, who: int) -> None:
        """The last import is undone, unless a round has opened since."""
        last = last_import()
        if last is not None and Round.objects.exists():
            acting = {"actor": PLANNERS[who], "now": utc_now()}
            self.round.attempt("undo import", lambda: undo_last(last, **acting))

    # Orders and the worker.
    @rule(who=WHO, kind=st.sampled_from(PRESSED))
    def presses(self, who: int, kind: OrderKind) -> None:
        """A planner presses a button that only the worker can carry out."""
        if self.round.row is not None:
            facts = {"tell": True} if kind == OrderKind.CANCEL and self.round.state != "draft" else {}
            self.round.done[f"order {kind}"] += 1
            place_order(kind, round_id=self.round.id, actor=PLANNERS[who], now=utc_now(), facts=facts)

    @rule(killed=st.sampled_from(["", "", "", "progress", "paper", "end"]))
    def works(self, killed: str) -> None:
        """The worker does what is ordered, or dies over it."""
        self.round.work(killed)
        self.round.papers_gone()

    @rule()
    def opens_for_good(self) -> None:
        """Everything is settled, ordered and carried out."""
        if self.round.state == "draft" and self.round.row is not None:
            ready(self.round.id)
            self.presses(0, OrderKind.OPEN)
            self.round.work()

    @rule()
    def stops_an_order(self) -> None:
        """A planner thinks better of what she ordered last."""
        from fagspejl.operations.services.orders import orders_of

        for one in orders_of(self.round.id, limit=1):
            stop_order(one.id)

    @rule(who=WHO, person=SOME)
    def orders_paper(self, who: int, person: int) -> None:
        """Letters to those without an address, or a new link by letter."""
        if self.round.row is None or self.round.state != "open":
            return
        private, public = new_paper_key()
        chosen = str(self.people[person % len(self.people)])
        kind = OrderKind.REISSUE if person % 2 else OrderKind.LETTERS
        facts = {"person": chosen, "letter": True} if person % 2 else {"everybody": False}
        order = place_order(
            kind,
            round_id=self.round.id,
            actor=PLANNERS[who],
            now=utc_now(),
            facts=facts,
            public_key=public,
        )
        self.papers.append((order, private, PLANNERS[who]))

    @rule(who=WHO, paper=SOME)
    def takes_paper(self, who: int, paper: int) -> None:
        """A paper is taken by whoever tries: once, by the one who ordered it."""
        if not self.papers:
            return
        order, private, owner = self.papers[paper % len(self.papers)]
        try:
            take_paper(order, private, actor=PLANNERS[who], now=utc_now())
        except PaperGone:
            return
        assert owner == PLANNERS[who]
        assert order not in self.takes
        self.takes.add(order)
        self.round.done["paper taken"] += 1

    # Mail and time.
    @rule(who=WHO, kind=st.sampled_from([MailingKind.INVITE, MailingKind.REMIND, MailingKind.INFORM]))
    def mails(self, who: int, kind: MailingKind) -> None:
        """A planner sends."""
        if self.round.row is not None:
            self._do(f"mail {kind}", queue_mailing, kind, who=who)

    @rule(halt=st.booleans())
    def halts(self, halt: bool) -> None:
        """Mails are stopped, or continue."""
        acting = {"actor": PLANNERS[0], "now": utc_now(), "round_id": self.round.id}
        if halt:
            self.round.attempt("halt", lambda: halt_mailings("Stoppet af Bente", **acting))
        else:
            self.round.attempt("resume", lambda: resume_mailings(**acting))

    @rule()
    def post_goes(self) -> None:
        """The worker sends what waits."""
        send_due(lambda key, **facts: None, lambda: False)

    @rule()
    def time_goes(self) -> None:
        """A quarter of an hour."""
        self.round.leases_run_out()

    @rule(days=st.sampled_from([-1, 2, 30]), announce=st.booleans())
    def extends(self, days: int, announce: bool) -> None:
        """The deadline is moved, where that is later."""
        self._do("extend", move_deadline, deadline=utc_now() + timedelta(days=days), announce=announce)

    @rule()
    def deadline_passes(self) -> None:
        """Three weeks go by."""
        if self.round.state == "open":
            Round.objects.filter(id=self.round.id).update(deadline=utc_now() - timedelta(hours=1))

    # Those who answer.
    @rule(number=SOME, value=st.integers(1, 5), old=st.booleans())
    def answers(self, number: int, value: int, old: bool) -> None:
        """Somebody answers by the link she has; a dead one takes nothing."""
        links = sorted(self.round.links.items())
        if not links or self.round.row is None:
            return
        invitation, link = links[number % len(links)]
        dead = sorted(self.round.dead)
        if old and dead:
            link = dead[number % len(dead)]
        form = Invitation.objects.get(id=invitation).form
        values: dict[str, Any] = dict.fromkeys(ITEMS, value)
        place = Place(link, self.round.id, form)
        saved = self.round.attempt("answer", lambda: submit(place, values, save_id=str(uuid4())))
        if saved is not None:
            assert link not in self.round.dead
            assert self.round.state == "open"
            self.round.answers[invitation] = values

    @rule(who=WHO, person=SOME, revoke=st.booleans())
    def corrects_links(self, who: int, person: int, revoke: bool) -> None:
        """Somebody lost her links, or is to be asked no more."""
        chosen = self.people[person % len(self.people)]
        links = links_of(self.round.id, chosen)
        if not links or self.round.row is None:
            return
        if revoke:
            self._do("revoke", revoke_links, links, who=who, reason=RevokeReason.OTHER)
        else:
            facts = {"person": str(chosen)}
            place_order(
                OrderKind.REISSUE, round_id=self.round.id, actor=PLANNERS[who], now=utc_now(), facts=facts
            )

    @rule(who=WHO, leader=SOME, person=SOME, peer=st.booleans())
    def asks_one_more(self, who: int, leader: int, person: int, peer: bool) -> None:
        """Somebody was forgotten."""
        if self.round.row is not None:
            facts = {
                "leader": str(self.leaders[leader % len(self.leaders)]),
                "person": str(self.people[person % len(self.people)]),
                "perspective": "peer" if peer else "employee",
                "reason": "Glemt.",
            }
            self.round.done["order ask-more"] += 1
            place_order(
                OrderKind.ASK_MORE, round_id=self.round.id, actor=PLANNERS[who], now=utc_now(), facts=facts
            )

    @invariant()
    def promises_hold(self) -> None:
        """All that must hold."""
        if not hasattr(self, "round"):
            return
        self.round.look()
        if self.round.state in ("sealed", "keys_gone", "published"):
            record = record_of(self.round.id)
            assert self.record in (None, record)
            self.record = record
            revoked = set(
                Invitation.objects.filter(round_id=self.round.id, revoked=True).values_list("id", flat=True)
            )
            assert record["counted"] <= len(set(self.round.answers) - revoked)


@pytest.fixture
def _whole_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    from fagspejl.lib.private_files import read_secret

    settings.DATA = tmp_path / "data"
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    read_secret(settings.KEYS / "mail.secret")


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_whole_desk")
def test_any_order() -> None:
    """Bente and Asta plan, leaders wish, people answer and the worker dies now and then."""
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=2, stateful_step_count=15))


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_whole_desk")
def test_any_order_many_times(capsys: pytest.CaptureFixture[str]) -> None:
    """The same, as often as a night allows; how often each thing happened is printed."""
    TOTAL.clear()
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=150, stateful_step_count=70))
    with capsys.disabled():
        print("\n" + "\n".join(f"{count:6} {name}" for name, count in sorted(TOTAL.items())))
    assert TOTAL["ended: published"]
