"""What the home page offers of reports: those one may read, newest round first."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording
from fagspejl.reporting.selectors import MyReport, my_reports
from fagspejl.reporting.steps.build import FIRST
from fagspejl.web.types import MenuEntry, MenuLink, MenuSection
from fagspejl.web.words_here import words_here

_OWN, _BELOW, _ORGANISATION = 10, 20, 30


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the reports about oneself and about leaders below; that there are none, to a leader; else nothing."""
    staff, words = staff_here(request), words_here()
    mine = my_reports(staff.person)
    entries = [_entry(report, words) for report in mine]
    rounds = {report.round_id: report.round for report in mine if not report.own}
    entries += [_all_below(round_id, title, words) for round_id, title in rounds.items()]
    if "planner" in staff.roles:
        entries += [_organisation(facts, words) for facts in all_rounds() if _can_read(facts)]
    if staff.leads and not entries:
        text = words.say("home.no_reports")
        entries.append(MenuEntry(order=_OWN, text=text, page_title=words.say("home.title_leader")))
    return entries


def _below(words: Wording) -> MenuSection:
    return MenuSection("below", words.say("home.below"), words.say("home.below_text"))


def _all_below(round_id: UUID, title: str, words: Wording) -> MenuEntry:
    return MenuEntry(
        order=_BELOW,
        title=words.say("home.all_below"),
        text=title,
        url=reverse("leaders-below", args=[round_id]),
        section=_below(words),
        page_title=words.say("home.title_leader"),
    )


def _can_read(facts: RoundFacts) -> bool:
    return can(Act.READ, facts.state) and facts.reports_deleted_on is None


def _organisation(facts: RoundFacts, words: Wording) -> MenuEntry:
    return MenuEntry(
        order=_ORGANISATION,
        title=words.say("home.organisation"),
        text=facts.title,
        url=reverse("organisation", args=[facts.id]),
        section=MenuSection("organisation", words.say("home.organisation_section")),
    )


def _where(report: MyReport) -> str:
    """One's own report is read step by step; whoever reads another's finds all of it at once."""
    if report.own and not report.withdrawn:
        return reverse("report-stage", args=[report.part, FIRST])
    return reverse("report", args=[report.part])


def _entry(report: MyReport, words: Wording) -> MenuEntry:
    if report.own:
        section = MenuSection("own", words.say("home.own"))
        title, pdf = words.say("home.read_own"), words.say("home.pdf")
    else:
        section = _below(words)
        title = words.say("home.read", leader=report.leader)
        pdf = words.say("home.pdf_about", leader=report.leader)
    text = report.round
    links = [MenuLink(reverse("report-pdf", args=[report.part]), pdf)]
    if report.own:
        links.append(MenuLink(reverse("organisation", args=[report.round_id]), words.say("home.unit")))
        links.append(MenuLink(reverse("report-looks", args=[report.part]), words.say("home.looks")))
    if report.withdrawn:
        title, text, links = report.round if report.own else report.leader, words.say("home.withdrawn"), []
    return MenuEntry(
        order=_OWN if report.own else _BELOW,
        title=title,
        text=text,
        url=_where(report),
        links=tuple(links),
        section=section,
        page_title=words.say("home.title_leader"),
    )
