"""Every page of the desk, in every state of a round, by phone and screen, in Danish and in English."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as site_settings
from django.test import Client
from playwright.sync_api import Page

from fagspejl.evaluation.models import Round
from fagspejl.lib.wording import wording
from fagspejl.organisation.models import Person, Unit
from support.bad_input import addresses
from support.browser import OpenPage, axe_faults, overflow
from support.desk import planner
from support.desk_states import DeskState, in_state
from support.seen_page import told_wrong
from support.words import told

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# No pages: files, and what answers only to what is sent.
FILES = {
    "planning-forecast-paper",
    "planning-form-file",
    "planning-mails-dates",
    "planning-paper",
    "planning-people-corrected",
    "planning-people-discard",
    "planning-people-undo",
    "planning-people-upload",
    "planning-questionnaire-file",
    "planning-theme-preview",
}
# Pages of others than a planner: of her leaders, and of whoever keeps the second copy of the key.
OTHERS = {"own-list", "planning-running-copy"}
_OF_A_DRAFT = {
    "planning-draft-drop",
    "planning-form-comments",
    "planning-form-examples",
    "planning-form-local",
    "planning-opening",
    "planning-questionnaire",
    "planning-theme",
}
_FAULTS_FILE = "planning-people-faults-file"  # a page that says so where a list has no fault
_OF_A_LIST = {"planning-people-decisions", "planning-people-difference"}
# The pages that are not there in a state. What is there in none is a file or another's.
LACKING: dict[str, set[str]] = {
    "draft": {*_OF_A_LIST, "planning-opening-mails", "planning-running-address", _FAULTS_FILE},
    "open": _OF_A_DRAFT,
    "sealed": _OF_A_DRAFT,
    "published": {
        *_OF_A_DRAFT,
        *_OF_A_LIST,
        "planning-people-columns",
        "planning-people-faults",
        _FAULTS_FILE,
    },
}
TYPED = (
    "Det er sådan hos os.",
    "Listerne blev tjekket på et møde.",
    "Vi vil vide, hvordan ledelsen opleves.",
)
MARK = {"da": "Fejl: ", "en": "Error: "}  # what is heard first when a page comes back
_EMPTIED = """(form) => {
  form.noValidate = true;
  for (const one of form.elements) {
    if (one.matches("[type=checkbox]")) one.checked = false;
    else if (one.matches("[type=text], [type=email], input:not([type]), textarea")) one.value = "x".repeat(5000);
    else if (one.matches("[type=date], [type=time], [type=number]")) one.value = "";
  }
  form.requestSubmit(form.querySelector("[type=submit]"));
}"""


@pytest.fixture
def site(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA = tmp_path / "data"


def _faults(tab: Page, language: str) -> list[str]:
    """What is wrong with the open page on a screen, on a phone, and at 400 % enlargement."""
    names = {
        *Unit.objects.values_list("name", flat=True),
        *Person.objects.values_list("name", flat=True),
        *Round.objects.values_list("title", flat=True),
        *Round.objects.values_list("organisation", flat=True),
    }
    data = [*sorted(names - {""}, key=len, reverse=True), *TYPED]
    sections = {key.partition(".")[0] for key in told(wording("da", *site_settings.STAFF_WORDS))}
    found = told_wrong(tab, language, data=data, sections=sorted(sections))
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {fault}" for fault in axe_faults(tab)]
    tab.set_viewport_size({"width": 320, "height": 900})
    if wider := overflow(tab):
        found.append(f"{wider} px too wide")
    tab.set_viewport_size({"width": 1280, "height": 900})
    return found


def _pages(client: Client, state: DeskState) -> Iterator[tuple[str, str]]:
    """The pages that answer in this state, each with its name."""
    for name, path in state.every_path():
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield name, path


def _told(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{page}\n  " + "\n  ".join(faults) for page, faults in wrong.items())


def _bentes_tab(open_page: OpenPage, site: str, client: Client) -> Page:
    tab = open_page(f"{site}/log-ind/")
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])
    return tab


@pytest.mark.parametrize("state", list(LACKING))
def test_a_walk_through_all(
    state: str, transactional_db: None, client: Client, site: str, open_page: OpenPage, tmp_path: Path
) -> None:
    """Bente looks at every page there is: it breaks no rule, is no wider than her phone, and speaks one language."""
    began = time.monotonic()
    planner(client)
    pages = list(_pages(client, in_state(state, tmp_path, client)))
    every = {str(pattern.name) for pattern in addresses()}
    assert every - {name for name, _ in pages} == LACKING[state] | FILES | OTHERS
    tab = _bentes_tab(open_page, site, client)
    wrong: dict[str, list[str]] = {}
    for language in ("da", "en"):
        for name, path in pages:
            tab.goto(f"{site}{path}?sprog={language}")
            own = name == "planning-form-page"  # a rater's page, in the language that its address names
            if faults := _faults(tab, path.split("/")[-3] if own else language):
                wrong[f"{name} {path} {language}"] = faults
    print(f"{state}: {len(pages)} pages in two languages, {time.monotonic() - began:.0f} s")
    assert not wrong, _told(wrong)


def test_no_page_is_left_out() -> None:
    """A page that Bente sees in no state would be walked by nobody: there is none."""
    assert set.intersection(*LACKING.values()) == set()
    assert {str(pattern.name) for pattern in addresses()} >= FILES | OTHERS


@pytest.mark.parametrize(("state", "language"), [("draft", "da"), ("open", "en")])
def test_forms_say_what_is_wrong(
    state: str,
    language: str,
    transactional_db: None,
    client: Client,
    site: str,
    open_page: OpenPage,
    tmp_path: Path,
) -> None:
    """Bente sends every form emptied or overfilled: what is refused is told where it can be heard, at its field."""
    began, refused = time.monotonic(), 0
    planner(client)
    pages = list(_pages(client, in_state(state, tmp_path, client)))
    tab = _bentes_tab(open_page, site, client)
    wrong: dict[str, list[str]] = {}
    for name, path in pages:
        if name == "planning-form-page":  # a rater's page as a picture: it sends nothing
            continue
        place = 0
        while True:
            tab.goto(f"{site}{path}?sprog={language}")
            forms = tab.locator("main form[method=post]:has([type=submit])")
            if place >= min(forms.count(), 6):  # a list repeats one form for each of its lines
                break
            with tab.expect_navigation(wait_until="load") as sent:
                forms.nth(place).evaluate(_EMPTIED)
            place += 1
            if sent.value is None or sent.value.status < 400:
                continue
            refused += 1
            faults = _faults(tab, language)
            if not tab.title().startswith(MARK[language]):
                faults.append(f"the title does not tell: {tab.title()}")
            if not tab.locator("main [role=alert], main .form-error-message").count():
                faults.append(f"nothing is told: {tab.inner_text('main')[:200]}")
            if faults:
                wrong[f"{name} {path} form {place}: {sent.value.status}"] = faults
    print(f"{state}: {refused} refused forms, {time.monotonic() - began:.0f} s")
    assert refused > 8
    assert not wrong, _told(wrong)
