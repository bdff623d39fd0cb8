"""`fagspejl round`: one group for everything that is done with a round; its commands stand in several modules."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from fagspejl.analysis.policy import DisclosurePolicy, span
from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import bar
from fagspejl.commands.error_edge import refusing, when
from fagspejl.commands.round.closing import close, publish
from fagspejl.commands.round.escrow import copy_lines, escrow_destroyed
from fagspejl.commands.round.export import export
from fagspejl.commands.round.extract import extract
from fagspejl.commands.round.key import holder_lines, key_here
from fagspejl.commands.round.key_restore import key_restore
from fagspejl.commands.round.links import reissue, revoke
from fagspejl.commands.round.mail import MAIL_COMMANDS
from fagspejl.commands.round.research import research
from fagspejl.commands.round.status import status
from fagspejl.commands.site import Site, with_site
from fagspejl.evaluation.types.policy import AccessPolicy, Escrow, Reader, RoundPolicyValues
from fagspejl.lib.language import LANGUAGES

if TYPE_CHECKING:
    from fagspejl.evaluation.services.asking import Asking

_READERS = get_args(Reader)
_which = click.argument("which", metavar="ROUND")
_usual, _usual_k = AccessPolicy(), DisclosurePolicy()


class _Wall(click.DateTime):
    """A day and an hour as a clock on the wall shows them."""

    wrong = "usage.not_a_moment"

    def __init__(self) -> None:
        super().__init__(formats=["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return '"YYYY-MM-DD HH:MM"'

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail("not a day and an hour", param, ctx)


class _Names(click.ParamType[tuple[str, ...]]):
    """A list of names with commas between."""

    name = "names"
    wrong = "usage.not_names"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        names = tuple(name for part in str(value).split(",") if (name := part.strip()))
        for name in names:
            if name not in self.known:
                self.fail("not a list of known names", param, ctx)
        return names


_wall = _Wall()


@click.group(name="round")
def round_() -> None:
    """Ask, remind, close and publish."""


@round_.command()
@click.option("--title", required=True, help="What the evaluation is called in mails and reports.")
@click.option("--organisation", required=True, help="Who asks, as people know it.")
@click.option("--deadline", type=_wall, required=True, help="Until when people can answer, Danish time.")
@click.option(
    "--instrument",
    default="faglig-ledelse",
    show_default=True,
    metavar="NAME_OR_PATH",
    help="The questionnaire.",
)
@click.option(
    "--k", type=int, default=_usual_k.k, show_default=True, help=f"People behind any figure, {span('k')}."
)
@click.option(
    "--k-comments", type=int, help="People who answered before comments are shown.  [default: as --k]"
)
@click.option("--no-comments", is_flag=True, help="Ask for no comments.")
@click.option("--separate-subordinate-leaders", is_flag=True, help="Keep leaders apart from other employees.")
@click.option(
    "--report-readers",
    type=_Names(_READERS),
    default=",".join(_usual.report_readers),
    show_default=True,
    help="Who reads a leader's report.",
)
@click.option(
    "--comment-readers", type=_Names(_READERS), help="Of those, who reads comments.  [default: all]"
)
@click.option("--hr-reads-reports", is_flag=True, help="Let HR read leaders' reports, never their comments.")
@click.option("--research-recipient", default="", help="Who gets totals for research, without names.")
@click.option("--research-agreement", default="", help="Where the agreement with them can be read.")
@click.option(
    "--team-version", is_flag=True, help="Let leaders show their employees a version of the employees' part."
)
@click.option(
    "--reminders",
    type=click.Choice(["silent", "everyone"]),
    default="silent",
    show_default=True,
    help="Remind only those who have not answered, or everyone.",
)
@click.option("--no-drafts", is_flag=True, help="Never show a draft again, not even to its writer.")
@click.option(
    "--escrow",
    type=click.Choice(get_args(Escrow)),
    default="path",
    show_default=True,
    help="Second copy of the key: in a folder, held by the data protection officer, or sealed, with what opens it "
    "halved between the planner and the employees' representative.",
)
@click.option(
    "--languages",
    type=_Names(LANGUAGES),
    default=",".join(LANGUAGES),
    show_default=True,
    help="Languages of the pages.",
)
@with_site(makes=True, acts=True)
def create(
    site: Site, title: str, organisation: str, deadline: datetime, instrument: str, **promise: object
) -> None:
    """Make a draft of a round. What it promises can be changed by making another, until it opens.

    Exit codes: 0 done, the round's id is told; 1 refused; 2 the options cannot be used.
    """
    from fagspejl.evaluation.rules import local_deadline
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.lib.clock import utc_now

    with refusing(site):
        made = create_round(
            title=title,
            organisation=organisation,
            instrument=instrument,
            deadline=local_deadline(deadline),
            policy=_policy(**promise),
            actor=site.actor,
            now=utc_now(),
        )
    site.line(str(made) if site.quiet else site.say("round.created", title=title, round=made))


def _policy(**given: object) -> RoundPolicyValues:
    """What the options promise. Raises PolicyTooWeak, AccessPolicyImpossible."""
    k, k_comments = given["k"], given["k_comments"]
    readers = given["report_readers"]
    access = AccessPolicy(
        comments=not given["no_comments"],
        separate_subordinate_leaders=bool(given["separate_subordinate_leaders"]),
        report_readers=readers,  # type: ignore[arg-type]  # click has checked these names
        comment_readers=given["comment_readers"] or readers,  # type: ignore[arg-type]
        hr_reads_reports=bool(given["hr_reads_reports"]),
        team_version=bool(given["team_version"]),
        research_recipient=str(given["research_recipient"]).strip(),
        research_agreement=str(given["research_agreement"]).strip(),
        reminder_mode=given["reminders"],  # type: ignore[arg-type]
        show_drafts=not given["no_drafts"],
        escrow=given["escrow"],  # type: ignore[arg-type]
        languages=given["languages"],  # type: ignore[arg-type]
    )
    disclosure = DisclosurePolicy(k=k, k_comments=k if k_comments is None else k_comments)  # type: ignore[arg-type]
    return RoundPolicyValues(access=access, disclosure=disclosure)


@round_.command("open")
@_which
@click.option(
    "--escrow",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the key's second copy, on another disk or a stick.  [default: FAGSPEJL_ESCROW]",
)
@click.option("--dry-run", is_flag=True, help="Only say who would be asked, or what is missing.")
@with_site(acts=True)
def open_(site: Site, which: str, escrow: Path | None, dry_run: bool) -> None:
    """Open a round: check everything, keep the organisation as it stands, make the key and everybody's links.

    May be started again after any interruption. Exit codes: 0 open; 1 refused, with every reason.
    """
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.opening import open_round, preflight
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.keys.key_places import opening_store

    with refusing(site):
        round_id = find_round(which)
        store = opening_store(round_id, escrow)
        if dry_run:
            _tell_asking(site, preflight(round_id, now=utc_now(), has_escrow=store.escrow is not None))
            site.line(site.say("round.ready"))
            return
        with bar(site.say("round.opening"), quiet=site.quiet) as advance:
            count = open_round(round_id, keys=store, actor=site.actor, now=utc_now(), progress=advance)
    site.tell("round.opened", count=count, round=round_id)
    if not site.quiet:  # who was first holds the key, and that may be another machine
        for line in holder_lines(round_id, site):
            site.line(line)
    site.tell("round.key_places")


def _tell_asking(site: Site, asking: Asking) -> None:
    facts = {"people": asking.raters, "leaders": len(asking.leaders), "count": len(asking.asked)}
    site.line(site.say("round.would_ask", **facts))
    for perspective, count in asking.by_perspective.most_common():
        site.line(f"  {site.say(f'perspective.{perspective}')}: {count}")
    if asking.left_out:
        site.line(site.say("round.left_out", count=asking.left_out))


@round_.command()
@_which
@click.option("--deadline", type=_wall, required=True, help="The new deadline, Danish time.")
@click.option("--announce", is_flag=True, help="Tell everybody asked, by mail.")
@with_site(acts=True)
def extend(site: Site, which: str, deadline: datetime, announce: bool) -> None:
    """Move a deadline later, at least a day from now. It never moves back."""
    from fagspejl.commands.round.sending import queue
    from fagspejl.evaluation.rules import local_deadline
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.changing import extend_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.types import MailingKind
    from fagspejl.operations.services.post_office import check_sending

    with refusing(site):
        round_id, moment = find_round(which), local_deadline(deadline)
        if announce:
            check_sending()
        extend_round(round_id, deadline=moment, actor=site.actor, now=utc_now())
        site.tell("round.extended", deadline=when(moment, site.language))
        if announce:
            queue(site, round_id, MailingKind.EXTEND)


@round_.command()
@_which
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--silent", is_flag=True, help="Tell nobody by mail.")
@click.option("--key-lost", is_flag=True, help="The key is nowhere to be found; it is not called destroyed.")
@with_site(acts=True)
def cancel(site: Site, which: str, yes: bool, silent: bool, key_lost: bool) -> None:
    """Cancel a round: its answers are deleted unread and its keys destroyed. A draft is deleted.

    Only the folder that holds the round's key destroys it: `round status` names it.
    """
    from fagspejl.answering.services import drop_answers
    from fagspejl.commands.round.sending import queue
    from fagspejl.evaluation.selectors.progress import find_round, round_progress
    from fagspejl.evaluation.services.changing import cancel_round
    from fagspejl.evaluation.states import Act, can
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.selectors import mailings_of
    from fagspejl.mailing.types import MailingKind
    from fagspejl.operations.services.desk import key_store
    from fagspejl.operations.services.post_office import check_sending

    with refusing(site):
        round_id = find_round(which)
        before = round_progress(round_id)
        is_draft = can(Act.OPEN, before.facts.state)
        question = "round.ask_drop" if is_draft else "round.ask_cancel"
        if not yes and not site.confirmed(question, title=before.facts.title):
            raise SystemExit(REFUSED)
        tells = bool(mailings_of(round_id)) and not silent
        if tells:
            check_sending()
        store = key_store(round_id)
        acting = {"actor": site.actor, "now": utc_now()}
        cancel_round(round_id, keys=store, drop_answers=drop_answers, key_lost=key_lost, **acting)  # type: ignore[arg-type]
        done = "round.cancelled_key_lost" if key_lost else "round.cancelled"
        site.tell("round.dropped" if is_draft else done)
        if not site.quiet and not is_draft and not key_lost and store.escrow is None:
            site.tell("round.offline_escrow")
            for line in copy_lines(round_id, site):
                site.line(line)
        if tells:
            queue(site, round_id, MailingKind.CANCEL)


for _command in (
    close,
    publish,
    export,
    extract,
    research,
    *MAIL_COMMANDS,
    reissue,
    revoke,
    escrow_destroyed,
    key_here,
    key_restore,
    status,
):
    round_.add_command(_command)
