"""What tests of notes upward share: a town in which Mads is the own leader of Karen and Ida."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.town import Town


@pytest.fixture
def here(db: None) -> Town:
    """Karen leads Familieenheden and Ida Kræftafdelingen, both below Mads; all three have an address."""
    from fagspejl.organisation.models import Person
    from support.followed import put_above
    from support.town import town

    made = town()
    put_above("Mads", "Karen", "Ida")
    for name in ("Karen", "Ida", "Mads"):
        Person.objects.filter(name=name).update(email=f"{name.lower()}@fjordby.dk")
    return made
