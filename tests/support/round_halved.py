"""The two who hold half of a key each, by their own pages: rules of a round's life."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fagspejl.evaluation.models import KeyHalf, WitnessedKey
from fagspejl.evaluation.selectors.escrow import escrow_of
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.types import OrderKind
from support.round_life import SOME, WHO, Life, Paper
from support.sheets import HIDDEN, rows_of

SOFIE: Final = "sofie@egedal.example"
REPRESENTATIVE: Final = 2  # after the two planners
ANYBODY: Final = st.integers(0, 2)
_FORM: Final = "application/x-www-form-urlencoded"


class HoldersActs(Life):
    """A planner and the employees' representative: each her own half, once."""

    def begins(self) -> None:
        """No sheet was taken yet."""
        super().begins()
        self.sheets: dict[tuple[int, str], str] = {}  # pair and holder -> what stands on the sheet
        self.takers: dict[tuple[int, str], int] = {}

    # Their pages.
    def _page(self, who: int, act: str, *, turn: int | None = None, **fields: str) -> HttpResponse:
        """One of them presses a button of her own page; the representative by the link of a pair, old or new."""
        if who != REPRESENTATIVE:
            at = reverse("planning-key", args=[self.round.id])
            return self.planners[who].client.post(at, {"act": act, **fields})  # type: ignore[return-value]
        told = {"act": act, "link": self.round.half_link(self._turn if turn is None else turn), **fields}
        return Client().generic("POST", "/noeglehalvdel/", urlencode(told), content_type=_FORM)  # type: ignore[return-value]

    @property
    def _turn(self) -> int:
        found = WitnessedKey.objects.filter(round_id=self.round.id).first()
        return 0 if found is None else found.turn

    def _holder(self, who: int) -> str:
        """Which half is whose: of a planner only where her account holds it."""
        if who == REPRESENTATIVE:
            return "representative"
        half = KeyHalf.objects.filter(round_id=self.round.id, holder="planner").first()
        return "planner" if half is not None and half.account == self.planners[who].actor.id else ""

    @precondition(lambda self: self.is_in("draft", "open", "closing"))
    @rule(who=WHO, on_roster=st.booleans())
    def orders_a_pair(self, who: int, on_roster: bool) -> None:
        """A planner orders two halves: one is hers, the other Sofie's, who gets a mail, or Omar's, who gets none."""
        named = {"email": SOFIE} if on_roster else {"name": "Omar Said"}
        self.round.page("pair", lambda: self._page(who, "pair", **named))

    @precondition(lambda self: self._turn and self.round.row)
    @rule(who=ANYBODY)
    def orders_a_sheet(self, who: int) -> None:
        """Somebody asks for a sheet from her page: hers is put on order, and nobody else's."""
        answer = self.round.page("sheet", lambda: self._page(who, "sheet"))
        kept = dict(HIDDEN.findall(answer.content.decode()))
        if answer.status_code == 200 and "key" in kept:
            orders = PlannerOrder.objects.filter(kind=OrderKind.KEY_HALF, round_id=self.round.id)
            order = orders.latest("placed_at")
            assert order.facts["holder"] == self._holder(who)
            self.papers.append(Paper(order.id, kept["key"], who))

    @precondition(lambda self: self._turn and self.round.row)
    @rule(who=WHO)
    def orders_the_links_letter(self, who: int) -> None:
        """A planner orders the letter with the representative's link: never who holds the other half."""
        answer = self.round.page("link's letter", lambda: self._page(who, "letter"))
        if answer.status_code == 200:
            assert self._holder(who) != "planner"

    @precondition(lambda self: self.papers and self._turn)
    @rule(paper=SOME)
    def representative_takes(self, paper: int) -> None:
        """The representative's page asks for a paper, hers or another's."""
        chosen = self.papers[-1 - paper % len(self.papers)]
        fields = {"order": str(chosen.order), "key": chosen.key}
        answer = self.round.page("sheet taken", lambda: self._page(REPRESENTATIVE, "take", **fields))
        if answer["Content-Type"] == "application/pdf":
            assert chosen.by == REPRESENTATIVE
            self.take(chosen, answer.content)

    def take(self, paper: Paper, body: bytes) -> None:
        """A sheet goes out once for a pair, to its holder; nobody has both."""
        super().take(paper, body)
        order = PlannerOrder.objects.get(id=paper.order)
        if order.kind != OrderKind.KEY_HALF:
            return
        whose = (order.facts["turn"], order.facts["holder"])
        assert whose not in self.sheets, "a sheet went out twice"
        assert paper.by not in [self.takers.get((whose[0], other)) for other in ("planner", "representative")]
        assert self._holder(paper.by) == whose[1]
        self.sheets[whose], self.takers[whose] = rows_of(body), paper.by
        lines = self.sheets[whose].replace(" ", "").splitlines()
        self.round.halves.update(line.encode() for line in lines)
        self.round.done[f"sheet of the {whose[1]}"] += 1

    @precondition(lambda self: self.sheets and self.round.row)
    @rule(who=ANYBODY, sheet=SOME, own=st.booleans())
    def reads_back(self, who: int, sheet: int, own: bool) -> None:
        """Somebody types a sheet: only her own of the pair that counts is read back."""
        turn, holder = self._turn, self._holder(who)
        sheets = sorted(self.sheets)
        mine = (turn, holder)
        chosen = mine if own and mine in self.sheets else sheets[sheet % len(sheets)]
        self.round.page("read back", lambda: self._page(who, "read", code=self.sheets[chosen]))
        half = KeyHalf.objects.filter(round_id=self.round.id, holder=holder, turn=turn).first()
        if half is not None and half.read_back_on is not None:
            self.round.done[f"read back by the {holder}"] += 1
            assert mine in self.sheets

    @precondition(lambda self: self._turn and self.round.row)
    @rule(who=ANYBODY, sure=st.booleans())
    def loses(self, who: int, sure: bool) -> None:
        """Somebody says that her sheet is lost."""
        self._says(who, "lost", sure)

    @precondition(lambda self: self._turn and self.round.row)
    @rule(who=ANYBODY, sure=st.booleans())
    def destroys(self, who: int, sure: bool) -> None:
        """Somebody says that her sheet is destroyed: not before the round's key is."""
        self._says(who, "destroyed", sure)
        for half in KeyHalf.objects.filter(round_id=self.round.id).exclude(destroyed_on=None):
            assert self.round.row.keys_destroyed_on is not None  # type: ignore[union-attr]
            assert half.taken_at is not None

    def _says(self, who: int, act: str, sure: bool) -> None:
        ticked: dict[str, Any] = {"sure": "on"} if sure else {}
        column = {"lost": "lost_on", "destroyed": "destroyed_on"}[act]
        told = KeyHalf.objects.filter(round_id=self.round.id)
        before = dict(told.values_list("holder", column))
        self.round.page(act, lambda: self._page(who, act, **ticked))
        changed = {whose for whose, day in told.values_list("holder", column) if day != before[whose]}
        assert changed <= {self._holder(who)}, "somebody spoke for the other"
        assert sure or not changed
        for whose in changed:
            self.round.done[f"{act} by the {whose}"] += 1

    # All of it at once, so that rounds get past it.
    def both_have_read(self) -> None:
        """Bente orders a pair where the round needs one, both take their sheets and read them back."""
        if escrow_of(self.round.id) != "witnessed":
            return
        self.orders_a_pair(0, True)
        self.round.work()
        self.round.post_goes()
        for who in (0, REPRESENTATIVE):
            self.orders_a_sheet(who)
            self.round.work()
            if self.papers and self.papers[-1].by == who:
                if who == REPRESENTATIVE:
                    self.representative_takes(0)
                else:
                    self.takes_paper(0, 0)
            if self.sheets:
                self.reads_back(who, 0, True)

    def both_have_destroyed(self) -> None:
        """Both holders, whoever they are, say that their sheets are destroyed."""
        if self._turn:
            for who in (0, 1, REPRESENTATIVE):
                self.destroys(who, True)
