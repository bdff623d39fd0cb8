"""The planner's desk in tests: Bente logged in, her roster taken in, and the worker doing what she orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.test import Client

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.creating import create_round
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.private_files import read_secret
from fagspejl.operations.services.orders.handlers import orders_due
from support.roster import BENTE, CAST, taken_in
from support.staff import Cast, log_in, somebody


def planner(client: Client, name: str = "Bente Rosenvang") -> Cast:
    """Log somebody in who plans rounds, with a second factor."""
    found = somebody(name, "planner", app=True)
    log_in(client, found)
    return found


def drafted(tmp_path: Path, *rows: str, days: int = 14, policy: RoundPolicyValues | None = None) -> UUID:
    """Take in the cast's roster and make a draft whose deadline is so many days from now."""
    taken_in(tmp_path, *(rows or CAST))
    return create_round(
        title="Evaluering 2026",
        organisation="Egedal Kommune",
        instrument="faglig-ledelse",
        deadline=utc_now() + timedelta(days=days),
        policy=policy or RoundPolicyValues(),
        actor=BENTE,
        now=utc_now(),
    )


def work() -> list[str]:
    """Let the worker do what is ordered; returns the kinds of the orders it dealt with."""
    from django.conf import settings

    done: list[str] = []
    read_secret(settings.KEYS / "mail.secret")
    duty = orders_due(utc_now())
    duty.do(lambda key, **facts: done.append(str(facts.get("order", key))), lambda: False)
    return done


def ready(round_id: UUID) -> None:
    """Settle all that has to be settled before a draft may open."""
    now = utc_now()
    today = now.astimezone(ZONE).date()
    seen = plan_of(round_id)
    values = replace(
        seen.values,
        purpose="Vi vil vide, hvordan ledelsen opleves.",
        contact="Bente Rosenvang, bente@egedal.example",
        lists_waived="Listerne blev tjekket på et møde.",
        promise_read_on=today,
        union_told_on=today,
        samples_read_on=today,
    )
    save_plan(round_id, values, version=seen.version, actor=BENTE, now=now)
