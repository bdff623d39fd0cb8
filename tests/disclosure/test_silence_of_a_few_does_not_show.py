"""Whether the few people asked about one leader all kept silent is told by no figure."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.types import Response, Withheld
from support.tiny import team, tiny_round

SIZES = {"Karen": 4, "Omar": 4, "Ida": 2, "Mads": 3}
INVITED = {name: (asked, 0, 0) for name, asked in SIZES.items()}
UNITS = (("kommune", ""), ("familie", "kommune"))


def _pool(answered: dict[str, int], *, has_person: bool = True, below: bool = False):
    forms = [form for name, count in answered.items() for form in team(name, [[4, 3]] * count)]
    invited = dict(INVITED)
    if below:
        invited["Ida"] = (2, 1, 0)
        forms += [("Ida", "subordinate_leader", "Bente", [4, 3])] * answered.get("Ida", 0)
    home = dict.fromkeys(SIZES, "familie")
    made = tiny_round(forms, invited=invited, units=UNITS, home=home, has_person=has_person)
    return made.release()


@pytest.mark.parametrize("silent", ["Ida", "Mads"])
def test_people_invited_to_a_pool_are_the_same_whether_a_small_team_answered_or_not(silent: str) -> None:
    """Bente knows whom she asked; from 8 of 13 she cannot subtract who all kept silent, as from 8 of 11 she could."""
    some = {"Karen": 3, "Omar": 3, "Ida": 1, "Mads": 1}
    none = {"Karen": 4, "Omar": 3, **{name: 1 for name in ("Ida", "Mads") if name != silent}}
    for answered in (some, none):
        released = _pool(answered)
        assert released.printed.groups[0].blocks.n.tolist() == [8]
        assert released.printed.groups[0].blocks.invited.tolist() == [13]
        responses = [unit.groups[0].response for unit in released.units()]
        assert all(r == Response(8, 13) or isinstance(r, Withheld) for r in responses)


def test_without_person_ids_a_pool_does_not_tell_that_a_subordinate_leader_answered() -> None:
    """Ida's team stays out of the pool because a leader below her was asked, whether that one answered or not."""
    silent = _pool({"Karen": 4, "Omar": 4}, has_person=False, below=True)
    answered = _pool({"Karen": 4, "Omar": 4, "Ida": 1}, has_person=False, below=True)
    for released in (silent, answered):
        blocks = released.printed.groups[0].blocks
        assert (blocks.n.tolist(), blocks.invited.tolist()) == ([8], [11])


def test_a_pool_of_peers_says_nothing_of_how_many_were_invited() -> None:
    """Five peers share four leaders and all of them answer: totals count answers, and tell of no person who gave none."""
    peers = ["p1", "p2", "p3", "p4", "p5"]
    forms = [(leader, "peer", peer, [4]) for leader in ("Karen", "Omar", "Ida") for peer in peers[:4]]
    forms += [("Mads", "peer", peer, [3]) for peer in ("p1", "p5")]
    forms += [("Sofie", "peer", peer, [3]) for peer in peers]
    invited = {"Karen": (0, 0, 4), "Omar": (0, 0, 4), "Ida": (0, 0, 4), "Mads": (0, 0, 2), "Sofie": (0, 0, 5)}
    released = tiny_round(forms, invited=invited).release()
    (response,) = [g.response for u in released.units() for g in u.groups if g.group == "peer"]
    assert response == Response(19, None)
    assert released.knows_invited
