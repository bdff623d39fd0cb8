"""The planner's pages before a round opens, each beside the rows that a bare page of the same would read.

What is only counted on a page the bare one counts in the database; where a page shows the first of many, it reads
those. Every bare page of a round reads the round with its promise, its plan, and whether a sheet of its key is lost,
and every one reads the roles and the second factor of whoever asks: what a login needs is not what is measured.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from _drafts import Drafts, drafts
from _planned import Planned
from forecast import page_rows

from agreements import Bare, Table

ON_A_PAGE, ON_LISTS, ON_TOLD, SHOWN, SOUGHT = 100, 50, 20, 3, 5
Rows = Callable[[], list[Table]]


def read(*sets: Any) -> list[Table]:
    """Read these rows and give them as they are."""
    return [[list(row) for row in one] for one in sets]


def together(*parts: Callable[..., list[Table]]) -> Rows:
    """Read all of these."""
    return lambda: [table for part in parts for table in part()]


def rights(email: str) -> Rows:
    """Return what reads the roles of an account, and whether it has a second factor."""
    from allauth.mfa.models import Authenticator

    from fagspejl.accounts.models import Role, User

    user = User.objects.get(email=email).pk
    held = Role.objects.filter(user=user).values_list("name")
    factor = Authenticator.objects.filter(user_id=user, type__in=("totp", "webauthn"))
    return lambda: [*read(held.all()), [[factor.exists()]]]


def a_round(round_id: UUID) -> Rows:
    """Return what reads one round: its facts with its promise, its plan, and the copy that two people witness."""
    from fagspejl.evaluation.models import Round, RoundPlan, WitnessedKey

    facts = Round.objects.filter(id=round_id).values_list(
        "title", "state", "deadline", "instrument", "policy__values"
    )
    plan = RoundPlan.objects.filter(round_id=round_id).values_list("values", "version", "changed_by")
    copy = WitnessedKey.objects.filter(round_id=round_id).values_list("turn", "made_on")
    return lambda: read(facts.all(), plan.all(), copy.all())


def listed() -> Any:
    """Return leaders whom somebody on the roster is to rate, by name."""
    from fagspejl.organisation.models import Person

    return Person.objects.filter(id__in=pairs().values("leader_id"), exempt=False).order_by("name", "key")


def pairs() -> Any:
    """Return who is to rate whom, both on the roster; those who leave are few."""
    from fagspejl.organisation.models import Assignment, Person

    gone = Person.objects.filter(leaves=True).values("id")
    return Assignment.objects.exclude(rater__in=gone).exclude(leader__in=gone).order_by()


def questionnaires() -> list[Table]:
    """Read what an organisation wrote itself, and which of it rounds use."""
    from fagspejl.evaluation.models import Questionnaire, Round, RoundPlan

    own = Questionnaire.objects.filter(is_own=True).values_list("sha256", "name", "version", "made_by")
    return read(own, Round.objects.values_list("instrument_sha"), RoundPlan.objects.values_list("version"))


def roster_pages(may: Rows, *, wrong: bool = False) -> list[Bare]:
    """The import desk while a file of 20,000 is on its way in, or one with rows that cannot be used."""
    from fagspejl.organisation.models import Person, RosterDraft, RosterDraftLine, RosterImport

    draft = RosterDraft.objects.defer("held", "corrected").values_list("file", "version", "decisions", "told")

    def numbers() -> list[Table]:
        here = Person.objects.filter(leaves=False)
        units = here.order_by().values("unit").distinct()
        counts = [here.count(), here.filter(is_leader=True).count(), units.count()]
        return [
            [list(counts)],
            *read(
                RosterImport.objects.order_by("-at").values_list("at", "file")[:10], draft.values_list("file")
            ),
        ]

    def everybody() -> list[Table]:
        here = Person.objects.filter(leaves=False)
        shown = here.order_by("name", "key").values_list(
            "key", "name", "email", "unit__name", "is_leader", "exempt"
        )
        return [*read(shown[:ON_A_PAGE]), [[here.count()]]]

    def columns() -> list[Table]:
        file, version, kept = RosterDraft.objects.values_list("file", "version", "held").get()
        held = json.loads(zlib.decompress(bytes(kept)))
        filled = [sum(bool(cell.strip()) for cell in cells) for cells in held["columns"]]
        return [
            [[file, version]],
            [[filled, cells[:SHOWN]] for filled, cells in zip(filled, held["columns"], strict=True)],
        ]

    def lines(most: int, *sections: str) -> Rows:
        def rows() -> list[Table]:
            told = list(draft.values_list("id", "file", "version", "decisions", "told"))
            of = RosterDraftLine.objects.filter(draft=told[0][0]).order_by("number")
            found = [of.filter(section=one) for one in sections]
            pages = [one.values_list("kind", "facts")[:most] for one in found]
            return [[[row[1], row[2]] for row in told], [[one.count()] for one in found], *read(*pages)]

        return rows

    here = "/planlaeg/personer"
    if wrong:
        return [Bare("faulty rows", f"{here}/fejl/", together(may, lines(ON_A_PAGE, "faults")))]
    return [
        Bare("people", f"{here}/", together(may, numbers)),
        Bare("who is on the roster", f"{here}/liste/", together(may, everybody)),
        Bare("columns of a file", f"{here}/kolonner/", together(may, columns)),
        Bare("what was told of it", f"{here}/fejl/", together(may, lines(ON_TOLD, "faults", "told"))),
        Bare("to decide on", f"{here}/valg/", together(may, lines(ON_A_PAGE, "asked"))),
        Bare("the difference", f"{here}/forskel/", together(may, lines(ON_A_PAGE, "people", "units"))),
    ]


def compose_pages(may: Rows, made: UUID) -> list[Bare]:
    """The pages of a questionnaire: its form, its preview, and an own theme."""
    here, facts = f"/planlaeg/runde/{made}/skema", together(may, a_round(made))
    return [
        Bare("questionnaire", f"{here}/", together(facts, questionnaires)),
        Bare("local statements", f"{here}/lokale/", together(facts, questionnaires)),
        Bare("open questions", f"{here}/kommentarer/", facts),
        Bare("area examples", f"{here}/eksempler/", facts),
        Bare("preview", f"{here}/proeve/", facts),
        Bare("a page in its frame", f"{here}/proeve/employee/-/da/1/", facts),
        Bare("own questionnaires", "/planlaeg/skemaer/", together(may, questionnaires)),
        Bare("own theme", "/planlaeg/skemaer/nyt/", may),
    ]


def list_pages(may: Rows, made: Drafts) -> list[Bare]:
    """Leaders' lists, all and one."""
    from django.db.models import Count, Q

    from fagspejl.evaluation.models import ListChange, ListCheck
    from fagspejl.organisation.models import Assignment, Person

    here, facts = f"/planlaeg/runde/{made.everybody}", together(may, a_round(made.everybody))
    checks = ListCheck.objects.filter(round_id=made.everybody)
    wishes = ListChange.objects.filter(round_id=made.everybody, decision="open").order_by("number")

    def lists() -> list[Table]:
        leaders = listed()
        shown = list(leaders.values_list("id", "name")[:ON_LISTS])
        about = Assignment.objects.filter(leader__in=[row[0] for row in shown])
        counts = about.order_by().values_list("leader", "perspective").annotate(Count("id"))
        wanted = list(
            wishes.values_list("id", "leader__name", "kind", "person", "name", "reason", "wished_by")
        )
        sought = []
        for name in [row[4] for row in wanted if row[3] is None]:
            like = Person.objects.filter(
                Q(name__icontains=name) | Q(key__icontains=name) | Q(email__icontains=name), leaves=False
            )
            sought.append(like.order_by("name", "key").values_list("id", "name", "key")[:SOUGHT])
        stand = [leaders.count(), checks.count(), checks.filter(confirmed_on__isnull=False).count()]
        here = checks.filter(leader__in=[row[0] for row in shown]).values_list("leader", "confirmed_on")
        return [[stand], *read(shown, counts, here, wanted, *sought)]

    return [
        Bare("lists", f"{here}/lister/", together(facts, lists)),
        Bare("one list", f"{here}/lister/{made.leader}/", together(facts, one_list(made))),
    ]


def one_list(made: Drafts) -> Rows:
    """Return what reads one leader's list: who is on it, from which unit, what is wished, how the check stands."""
    from fagspejl.evaluation.models import ListChange, ListCheck
    from fagspejl.organisation.models import Assignment, Person

    leader = Person.objects.filter(id=made.leader).values_list("id", "name")
    about = Assignment.objects.filter(leader=made.leader, rater__leaves=False).order_by("rater__name")
    raters = about.values_list(
        "rater_id",
        "rater__name",
        "rater__profession",
        "rater__unit__name",
        "rater__employed_since",
        "perspective",
    )
    changes = ListChange.objects.filter(round_id=made.everybody, leader=made.leader).values_list(
        "kind", "name"
    )
    check = ListCheck.objects.filter(round_id=made.everybody, leader=made.leader).values_list("confirmed_on")
    return lambda: read(leader.all(), raters.all(), changes.all(), check.all())


def mail_pages(may: Rows, made: UUID) -> list[Bare]:
    """The mails of a draft, all and one."""
    from fagspejl.mailing.models import Mailing, MailPace, MailTemplate

    here, facts = f"/planlaeg/runde/{made}/mails", together(may, a_round(made))
    own = MailTemplate.objects.filter(round_id=made).values_list("kind", "language", "version")

    def mails() -> list[Table]:
        sent = Mailing.objects.filter(round_id=made).values_list("kind", "number", "finished")
        return [
            [[pairs().values("rater").distinct().count()]],
            *read(sent, own, MailPace.objects.values_list()),
        ]

    def words() -> list[Table]:
        first = [row[0] for row in listed().values_list("id")[:SHOWN]]
        about = pairs().filter(leader__in=first).order_by("rater__name", "rater_id")
        asked = list(
            about.values_list("rater_id", "rater__name", "rater__email", "leader__name", "perspective")
        )
        whose = pairs().filter(rater__in={row[0] for row in asked[:SHOWN]})
        return read(own, asked[:SHOWN], whose.values_list("rater_id", "leader__name", "perspective"))

    return [
        Bare("mails", f"{here}/", together(facts, mails)),
        Bare("one mail's words", f"{here}/invite/da/", together(facts, words)),
        Bare("lines for the intranet", f"{here}/intranet/", facts),
    ]


def opening_rows(made: UUID) -> Rows:
    """Return what reads everything that decides whether a round may open: who is asked about whom, and when."""
    from fagspejl.evaluation.models import ListChange, ListCheck
    from fagspejl.organisation.models import Person, Unit

    dates = ("employed_since", "leader_since", "exempt")
    people = Person.objects.filter(leaves=False).values_list(
        "id", "key", "name", "email", "profession", "language", "unit_id", "is_leader", *dates
    )
    asked = pairs().values_list("rater_id", "leader_id", "perspective", "since")
    units = Unit.objects.values_list("id", "key", "name", "parent_id")
    checks = ListCheck.objects.filter(round_id=made).values_list("leader_id", "confirmed_on")
    changes = ListChange.objects.filter(round_id=made).values_list("leader_id", "person_id", "kind")

    def rows() -> list[Table]:
        return [[[len(list(one.all()))] for one in (people, asked, units, checks, changes)]]

    return rows


def round_pages(may: Rows, made: Drafts) -> list[Bare]:
    """A round's own pages."""
    from django.core.cache import cache

    from fagspejl.evaluation.models import KeyHalf, ListChange, ListCheck, Round
    from fagspejl.mailing.models import Mailing
    from fagspejl.operations.models import PlannerOrder
    from fagspejl.organisation.models import Person

    here, facts = f"/planlaeg/runde/{made.everybody}", together(may, a_round(made.everybody))
    rounds = Round.objects.order_by("-deadline").values_list(
        "id", "title", "state", "deadline", "policy__sha256"
    )
    orders = PlannerOrder.objects.filter(round_id=made.everybody).values_list("kind", "state", "placed_at")
    leaders = Person.objects.filter(is_leader=True, leaves=False).order_by("name", "key")

    def stand() -> list[Table]:
        checks = ListCheck.objects.filter(round_id=made.everybody)
        wishes = ListChange.objects.filter(round_id=made.everybody, decision="open")
        counts = [
            listed().count(),
            checks.count(),
            checks.filter(confirmed_on__isnull=False).count(),
            wishes.count(),
        ]
        day = cache.get(f"forecast-day-{made.everybody.hex}")
        sent = Mailing.objects.filter(round_id=made.everybody).values_list("kind", "number", "finished")
        return [[counts, [day]], *read(sent, orders.all())]

    def to_tick() -> list[Table]:
        shown = list(leaders.values_list("key", "name", "unit__name")[:ON_A_PAGE])  # the choices of the form
        return [[[leaders.count(), len(shown)]]]

    def halves(round_id: UUID) -> Rows:
        found = KeyHalf.objects.filter(round_id=round_id).values_list(
            "holder", "name", "taken_at", "read_back_on"
        )
        return together(may, a_round(round_id), lambda: read(found.all()))

    return [
        Bare("all rounds", "/planlaeg/", together(may, lambda: read(rounds.all()))),
        Bare("a round's steps", f"{here}/", together(facts, stand)),
        Bare("new round", "/planlaeg/ny-runde/", together(may, lambda: read(rounds.all()), questionnaires)),
        Bare("settings", f"{here}/opsaetning/", together(facts, questionnaires)),
        Bare(
            "leaders to tick",
            f"/planlaeg/runde/{made.chosen}/opsaetning/ledere/",
            together(may, a_round(made.chosen), to_tick),
        ),
        Bare("promise", f"{here}/loefte/", facts),
        Bare("forecast", f"{here}/prognose/", together(facts, page_rows)),
        Bare(
            "ready to open",
            f"{here}/aabning/",
            together(facts, lambda: read(orders.all()), opening_rows(made.everybody)),
        ),
        Bare("second copy", f"{here}/noegle/", facts),
        Bare("second copy of two", f"/planlaeg/runde/{made.witnessed}/noegle/", halves(made.witnessed)),
    ]


def draft_pages(made: Planned) -> tuple[list[Bare], list[Bare], Drafts]:
    """Make the drafts; return the planner's pages, the leader's own, and the drafts."""
    there, may = drafts(made), rights("bente@fjordby.dk")
    planner: Iterable[list[Bare]] = (
        round_pages(may, there),
        roster_pages(may),
        compose_pages(may, there.everybody),
        list_pages(may, there),
        mail_pages(may, there.everybody),
    )
    own = together(rights("ida@fjordby.dk"), a_round(there.everybody), one_list(there))
    leader = [Bare("a leader's own list", f"/min-liste/{there.everybody}/", own)]
    return [page for part in planner for page in part], leader, there
