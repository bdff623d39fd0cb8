"""Small groups count one level up, or not at all, and their leaders get the neutral mark."""

from __future__ import annotations

from fagspejl.disclosure.types import Reason, Withheld
from support.tiny import group_of, team, tiny_round

UNITS = (
    ("kommune", ""),
    ("familie", "kommune"),
    ("team1", "familie"),
    ("team2", "familie"),
    ("plads", "kommune"),
)
HOME = {"Karen": "team1", "Omar": "team2", "Sofie": "plads"}


def test_two_teams_of_three_pool_in_the_unit_above() -> None:
    """Karen's three and Omar's three answers count together in Familieområdet; neither gets a report on them."""
    forms = team("Karen", [[4]] * 3) + team("Omar", [[2]] * 3) + team("Sofie", [[3]] * 5)
    made = tiny_round(forms, units=UNITS, home=HOME).release()
    blocks = made.printed.groups[0].blocks
    assert [UNITS[u][0] for u in blocks.unit] == ["familie", "plads"]
    assert blocks.leader.tolist() == [-1, 2]
    assert blocks.n.tolist() == [6, 5]
    for name in ("Karen", "Omar"):
        assert group_of(made.leader(name)).response == Withheld(Reason.ANONYMITY)


def test_what_is_left_at_the_root_is_never_counted() -> None:
    """Four answers about Omar that find no company in the whole organisation are counted nowhere."""
    forms = team("Karen", [[4]] * 6) + team("Omar", [[1]] * 4)
    made = tiny_round(forms, units=UNITS, home=HOME).release()
    assert made.printed.groups[0].blocks.n.tolist() == [6]


def test_five_answers_from_two_people_are_two_people() -> None:
    """Two peers who rate three leaders each are two raters, so their six answers form no block."""
    names = ("Karen", "Omar", "Sofie")
    forms = [(leader, "peer", peer, [4]) for leader in names for peer in ("Ida", "Mads")]
    made = tiny_round(forms, units=UNITS, home=HOME).release()
    peers = next(g for g in made.printed.groups if g.group == "peer")
    assert len(peers.blocks) == 0


def test_without_person_ids_only_employees_pool() -> None:
    """Bente's file has no person column: peers' small groups are never pooled, employees' are."""
    forms = team("Karen", [[4]] * 3, "peer") + team("Omar", [[4]] * 3, "peer")
    forms += team("Karen", [[4]] * 3) + team("Omar", [[4]] * 3)
    made = tiny_round(forms, units=UNITS, home=HOME, has_person=False).release()
    sizes = {g.group: g.blocks.n.tolist() for g in made.printed.groups}
    assert sizes == {"employee": [6], "peer": []}


def test_one_person_may_not_be_half_of_a_pool() -> None:
    """A pool in which one peer gave most of the answers does not stand, though five people are in it."""
    leaders = [f"L{i}" for i in range(6)]
    forms = [(leader, "peer", "Ida", [4]) for leader in leaders]
    forms += [(leaders[i], "peer", f"p{i}", [3]) for i in range(4)]
    made = tiny_round(forms, units=(("root", ""),)).release()
    peers = next(g for g in made.printed.groups if g.group == "peer")
    assert len(peers.blocks) == 0


def test_one_person_may_not_be_half_of_a_statement() -> None:
    """In a pool that stands, a statement that one peer answered more often than all others together is withheld."""
    leaders = [f"L{i}" for i in range(4)]
    forms = [(leader, "peer", "Ida", [4, 4]) for leader in leaders]
    forms += [(leaders[i], "peer", f"p{i}", [3, 3 if i == 0 else 0]) for i in range(4)]
    forms += [(leaders[0], "peer", "q", [2, 0])]
    made = tiny_round(forms, units=(("root", ""),)).release()
    peers = next(g for g in made.printed.groups if g.group == "peer")
    assert peers.blocks.n.tolist() == [6]
    assert (peers.cells.form[0] > 0).tolist() == [True, False]
