"""`fagspejl retention`: delete what need not be kept any more, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site

if TYPE_CHECKING:
    from fagspejl.lib.retention import Rule
    from fagspejl.operations.services.retention import RuleStands


@click.command()
@click.option("--dry-run", is_flag=True, help="Delete nothing; only report.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@with_site(acts=True)
def retention(site: Site, dry_run: bool, as_json: bool) -> None:
    """Delete what need not be kept any more, as the worker does every night, and report it.

    The report says of every rule how much is deleted now, how much was deleted last and when, and the day of the next
    deletion. It holds no names. Exit codes: 0 done; 1 refused.
    """
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.night_lock import one_at_a_time
    from fagspejl.operations.services.retention import delete_due, report

    deleted: Mapping[str, int] = {}
    now = utc_now()
    with refusing(site):
        if not dry_run:
            with one_at_a_time() as alone:
                if not alone:
                    site.refuse("retention.busy")
                deleted = delete_due(now, actor=site.actor)
        stands = report(now)
    if as_json:
        told = [_as_dict(one, deleted, dry_run=dry_run) for one in stands]
        for line in json.dumps(told, indent=2).splitlines():
            site.line(line)
        return
    for one in stands:
        for line in _lines(site, one, deleted, dry_run=dry_run):
            site.line(line)
    if dry_run:
        site.tell("retention.would", count=sum(one.due for one in stands))
    else:
        site.tell("retention.deleted", count=sum(deleted.values()))


def _as_dict(one: RuleStands, deleted: Mapping[str, int], *, dry_run: bool) -> dict[str, object]:
    now = {"due": one.due} if dry_run else {"deleted": deleted.get(one.rule.name, 0)}
    return {
        "rule": one.rule.name,
        "days": one.rule.days,
        "months": one.rule.months,
        **now,
        "last_at": one.last_at and one.last_at.isoformat(timespec="seconds"),
        "last": one.last,
        "next": one.next and one.next.isoformat(),
    }


def _lines(site: Site, one: RuleStands, deleted: Mapping[str, int], *, dry_run: bool) -> Iterator[str]:
    from fagspejl.lib.clock import ZONE

    yield site.say(
        "retention.rule", what=site.say(f"retention.what.{one.rule.name}"), keep=_keep(site, one.rule)
    )
    if dry_run:
        yield site.say("retention.due", count=one.due)
    else:
        yield site.say("retention.now", count=deleted.get(one.rule.name, 0))
    if one.last_at is None:
        yield site.say("retention.never")
    else:
        yield site.say("retention.last", day=one.last_at.astimezone(ZONE), count=one.last)
    if one.next is not None:
        yield site.say("retention.next", day=one.next)


def _keep(site: Site, rule: Rule) -> str:
    since = site.say(f"retention.since.{rule.name}")
    if rule.months:
        return site.say("retention.months", count=rule.months, since=since)
    if rule.days:
        return site.say("retention.days", count=rule.days, since=since)
    return site.say("retention.at_once", since=since)
