"""A small town for the staff's side of the workspace: Karen's and Ida's units below Mads', with accounts."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from fagspejl.organisation.models import Person, Unit
from support.staff import Cast, log_in, somebody

PEOPLE = (("family_casework", 5), ("psychology", 5), ("legal_appeals", 1))


@dataclass(frozen=True)
class Town:
    """The units' ids."""

    whole: UUID
    family: UUID
    cancer: UUID


def town() -> Town:
    """Make the units and their people; Karen, Ida and Mads lead, and Karen's eleven have three professions."""
    whole = Unit.objects.create(key="by", name="Børn og Unge", order=0)
    family = Unit.objects.create(key="fam", name="Familieenheden", parent=whole, order=1)
    cancer = Unit.objects.create(key="kraeft", name="Kræftafdelingen", parent=whole, order=2)
    for name, unit in (("Karen", family), ("Ida", cancer), ("Mads", whole)):
        Person.objects.create(key=name.lower(), name=name, unit=unit, is_leader=True)
    staff_the_unit(family)
    return Town(whole.id, family.id, cancer.id)


def staff_the_unit(unit: Unit) -> None:
    """Let eleven people of three professions work there."""
    for profession, count in PEOPLE:
        for number in range(count):
            key = f"{profession}-{number}"
            Person.objects.create(key=key, name=key, unit=unit, profession=profession)


def leader(name: str) -> Cast:
    """Make the account of a leader of the town."""
    return somebody(name, person=name.lower())


def entered(who: Cast) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    log_in(client, who)
    return client


class _Forms(HTMLParser):
    """Reads what the forms of a page would send if they were sent as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((told.get("value", ""), "selected" in told))
        elif tag == "textarea":
            self._area = name
            self.forms[-1][name] = [""]
        elif tag == "input" and name:
            kind = told.get("type", "text")
            ticked = kind in ("radio", "checkbox")
            if not ticked or "checked" in told:
                self.forms[-1].setdefault(name, []).append(told.get("value", "on" if ticked else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            self.forms[-1][self._select] = chosen or [self._options[0][0]]
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area][0] += data


def forms_on(page: HttpResponse) -> list[dict[str, list[str]]]:
    """Return the forms of a page, each as it would be sent untouched."""
    found = _Forms()
    found.feed(page.content.decode())
    return found.forms


def form_with(page: HttpResponse, field: str, value: str | None = None) -> dict[str, list[str]]:
    """Return the form that has this field (and value in it)."""
    return next(form for form in forms_on(page) if field in form and (value is None or value in form[field]))
