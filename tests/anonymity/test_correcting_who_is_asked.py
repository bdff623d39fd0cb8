"""Bente corrects who is asked while people answer; the look from outside finds no more than is told."""

from __future__ import annotations

from fagspejl.answering.services import finish_moves, submit
from fagspejl.audit.types import Actor
from fagspejl.evaluation.selectors.links import links_meant
from fagspejl.evaluation.services.correcting import revoke_links
from fagspejl.evaluation.types import RevokeReason
from fagspejl.inspection.types import Limit
from fagspejl.operations.services.rounds.new_links import give_new_links
from support.dumped import Loot
from support.small_round import KEY, OPENED, small_round

BENTE = Actor(id="bente", name="Bente Kjær")
PEOPLE = [f"p{number}" for number in range(12)]


def test_a_new_link_and_one_that_is_revoked(loot: Loot) -> None:
    """Omar and Sofie get new links and Lone's is revoked; one can see that rows may have moved, and nothing else."""
    made = small_round({"Karen": {"employee": PEOPLE}})
    for name in PEOPLE[:8]:
        submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="s")
    told = {"actor": BENTE, "now": OPENED}
    for name in ("p3", "p11"):
        links = links_meant(made.round.id, name)
        give_new_links(made.round.id, links, KEY, by_mail=True, **told)
        assert finish_moves(made.round.id, KEY) == 1
    revoke_links(made.round.id, links_meant(made.round.id, "p4"), reason=RevokeReason.LEFT, **told)
    look = loot.look()
    assert look.faults == ()
    assert Limit.MOVES_SEEN in {seen.limit for seen in look.limits}
