"""What always holds of a room in whatever order things happen: blind until shown, then a snapshot, always in limits."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis.stateful import invariant

from fagspejl.workspace.sessions.errors import SessionGone
from fagspejl.workspace.sessions.models import AnswerSlip, Participant, Response, Reveal, StoredPicture
from fagspejl.workspace.sessions.pictures import drawn
from fagspejl.workspace.sessions.selectors.live import counts_of, live_item, reasons_of
from fagspejl.workspace.sessions.selectors.own import own_values
from fagspejl.workspace.sessions.selectors.sessions import (
    exit_answers_among,
    phone_of,
    session_by_code,
    stored_items,
)
from fagspejl.workspace.sessions.types import OTHERS, LiveItem
from support.room_acts import BLOCK, LIVE, STORED, Acts


def _all_of(live: LiveItem, which: str) -> list[int]:
    return sorted(value for block in live.blocks for value in getattr(block, which))


def _by_subtraction(sizes: list[int]) -> set[int]:
    """Return how many people can be seen apart: each block, and all less any of the blocks."""
    some = [sum(chosen) for count in range(1, len(sizes) + 1) for chosen in combinations(sizes, count)]
    return {*some, *(sum(sizes) - one for one in some)} - {0}


class AnyOrder(Acts):
    """Karen's room, looked at after every act."""

    # what always holds

    @invariant()
    def holds(self) -> None:
        """Blind, snapshot, nothing deleted, limits."""
        if self.closed or not self.phones:
            return
        self.look()

    def look(self) -> None:
        known = self.room.facts
        if known.revealed:
            self.twins = False
        for item, rounds in known.revealed.items():
            for round_ in rounds:
                gave = {
                    phone.tokens[0]: phone.gave[item, round_]
                    for phone in self.phones
                    if not phone.leader and (item, round_) in phone.gave
                }
                assert self.seen.setdefault((item, round_), gave) == gave
        rows = {(phone.tokens[0], *row) for phone in self.phones for row in phone.rows}
        assert Response.objects.filter(participant__session=self.room.id).count() == len(rows)
        for phone in self.phones[:3]:
            own = phone_of(known, phone.tokens[0])
            assert own is not None
            for item in range(len(known.items)):
                mine = {round_: value for (one, round_), value in phone.gave.items() if one == item}
                assert own_values(own, item) == mine
        for item in range(len(known.items)):
            live = live_item(known, item)
            if item not in known.revealed:
                assert live is None
                assert reasons_of(known, item) == ()
            else:
                assert live is not None
                self._shown(item, live)
        if self.twins:
            self._blind()

    def _blind(self) -> None:
        known, other = self.room.facts, self.twin.facts
        same = ("phase", "step", "item", "revision", "revealed", "locked", "items", "cases")
        assert [getattr(known, one) for one in same] == [getattr(other, one) for one in same]
        for item in range(len(known.items)):
            assert counts_of(known, item) == counts_of(other, item)
            assert live_item(known, item) is None
            assert live_item(other, item) is None
            assert drawn.drawn(known, item) is None

    def _values(self, item: int, round_: int, groups: frozenset[int | None] | None) -> list[int]:
        seen = self.seen.get((item, round_), {})
        return sorted(
            seen[phone.tokens[0]]
            for phone in self.phones
            if phone.tokens[0] in seen and (groups is None or phone.group in groups)
        )

    def _shown(self, item: int, live: LiveItem) -> None:
        firsts = self._values(item, 1, None)
        assert live.withheld is (len(firsts) < LIVE)
        assert len(live.guesses) == 0 or len(live.guesses) >= LIVE
        ticked = self.ticks.setdefault(item, live.differences) if live.differences else live.differences
        assert live.differences == ticked
        assert self.actions.setdefault(item, (live.actions, live.considerations)) == (
            live.actions,
            live.considerations,
        )
        if live.withheld:
            assert (live.blocks, live.actions, live.considerations, live.differences) == ((), (), (), ())
            return
        alone = frozenset(block.group for block in live.blocks if block.group not in {None, OTHERS})
        everybody: frozenset[int | None] = frozenset({None, *range(len(self.groups))})
        cut = [
            everybody
            if block.group is None
            else everybody - alone
            if block.group == OTHERS
            else frozenset({block.group})
            for block in live.blocks
        ]
        for before in (self.first_cut.setdefault(item, cut),):
            assert all(any(whole >= part for whole in cut) for part in before)
        self.last_cut[item] = cut
        seconds = self._values(item, 2, None) if 2 in live.rounds else []
        seconds = seconds if len(seconds) >= LIVE else []
        for block, groups in zip(live.blocks, cut, strict=True):
            assert list(block.first) == self._values(item, 1, groups)
            assert list(block.second) == (self._values(item, 2, groups) if seconds else [])
            for left in (len(block.first) - len(block.pairs), len(block.second) - len(block.pairs)):
                assert not block.pairs or left == 0 or left >= BLOCK
            assert block.certainty is None or sum(block.certainty) >= STORED
        for which, values in (("first", firsts), ("second", seconds)):
            assert _all_of(live, which) == values
            sizes = [len(getattr(block, which)) for block in live.blocks]
            assert not _by_subtraction(sizes) & set(range(1, BLOCK))
            assert not values or sum(sizes) >= LIVE
        self._consented(item, live, alone)

    def _consented(self, item: int, live: LiveItem, alone: frozenset[int | None]) -> None:
        """Nobody said no to a small group that stands alone, and who is in it said yes."""
        for phone in self.phones:
            if phone.group in alone and self.groups[phone.group or 0].size < STORED:
                assert phone.voice is not False
                gave = {round_ for one, round_ in phone.gave if one == item} & set(live.rounds)
                assert phone.voice or not gave

    def look_after_close(self) -> None:
        here = {"participant__session": self.room.id}
        assert not Response.objects.filter(**here).exists()
        for model in (Participant, AnswerSlip, Reveal):
            assert not model.objects.filter(session=self.room.id).exists()
        assert session_by_code(self.room.code) is None
        with pytest.raises(SessionGone):
            self.room.judged(self.phones[0].tokens[0], 1)
        said = sorted(one.direction for one in self.phones if not one.leader and one.direction is not None)
        answers = exit_answers_among([self.room.id])[self.room.id]
        assert answers.get("direction", ()) == (tuple(said) if len(said) >= STORED else ())
        small = {group.name for group in self.groups if group.size < STORED}
        kept = stored_items(self.room.id)
        assert [one.item for one in kept] == sorted({item for item, _ in self.seen})
        for one in kept:
            firsts, seconds = (self._values(one.item, round_, None) for round_ in (1, 2))
            assert one.withheld is (len(firsts) < STORED) is not bool(one.blocks)
            sizes = [len(block.first) for block in one.blocks]
            later = [len(block.second) for block in one.blocks]
            for counted in (sizes, later):
                assert not _by_subtraction(counted) & set(range(1, STORED))
            assert not one.guesses or len(one.guesses) >= STORED
            assert sorted(value for block in one.blocks for value in block.first) == (
                firsts if one.blocks else []
            )
            assert sum(later) in {0, len(seconds)}
            assert small.isdisjoint(block.name for block in one.blocks)
            self._no_finer(one.item, [block.name for block in one.blocks])
        assert (
            not any(name in str(list(StoredPicture.objects.values_list("picture"))) for name in small)
            or not small
        )

    def _no_finer(self, item: int, names: list[str]) -> None:
        """What is kept is made of whole blocks that were on the screen at last."""
        places = {group.name: place for place, group in enumerate(self.groups)}
        alone = [frozenset({places[name]}) for name in names if name in places]
        assert all(one in self.last_cut[item] for one in alone)
