"""Play a whole course against a fresh demo, and say in plain sentences what was seen; `make course` is its door.

The lecturer holds the course that ships, with sixty phones that send forms over HTTP and one real one: Chromium, 360 px
wide, without a script. Exit code 1 if anything was not as it should be. `--site` plays against a demo that runs already.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import http.client
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from support.browser import FLAGS, chromium_path

FAGSPEJL = [sys.executable, "-c", "from fagspejl.commands.cli import main; main()"]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LECTURER = "vibe"  # of the demo's cast
SIX, YOURS = "Seks fag, seks slags kvalitet", "Jeres spørgsmål"
ONE, OTHER = "Hvordan får vi tid til faglige samtaler?", "Hvornår skal vi nå de faglige samtaler?"
FIRST = "Hvad gør jeg, når to fag ser forskelligt på det samme?"
LATE = "Hvor kan jeg læse mere?"
TOKEN = re.compile(r'action="/kursus/[^/]+/([a-z2-7]{26})/"')
KEY = re.compile(r'name="key" value="([^"]+)"')


@dataclass
class Checks:
    """What was checked: a sentence each, and whether it held."""

    failed: list[str] = field(default_factory=list)
    number: int = 0

    def that(self, sentence: str, held: bool) -> None:
        """Say a sentence with its outcome."""
        self.number += 1
        print(f"{'ok     ' if held else 'NOT SO '} {sentence}", flush=True)
        if not held:
            self.failed.append(sentence)


@dataclass
class HttpPhone:
    """A phone that knows forms and nothing else. `token`: what its address holds."""

    site: str
    code: str
    token: str = ""

    def asks(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
        """Return the status and the page; no cookie is ever sent, and none may come."""
        parts = urlsplit(self.site)
        line = http.client.HTTPConnection(parts.hostname or "localhost", parts.port, timeout=60)
        try:
            line.request(method, path, urlencode(body) if body else None, FORM | {"Origin": self.site})
            answer = line.getresponse()
            if answer.getheader("Set-Cookie"):
                raise RuntimeError("a phone was given a cookie")
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def join(self) -> int:
        """Join by the code's page; returns the status of what comes then."""
        found = TOKEN.search(self.asks("GET", f"/kursus/{self.code}/")[1])
        if found is None:
            return 0
        self.token = found[1]
        return self.asks("POST", self.home, {"act": "join"})[0]

    @property
    def home(self) -> str:
        """The phone's page."""
        return f"/kursus/{self.code}/{self.token}/"

    @property
    def questions(self) -> str:
        """Its page of questions."""
        return f"{self.home}spoergsmaal/"

    def ask(self, text: str, *, times: int = 1) -> int:
        """Ask a question, the form sent so many times; returns the last status."""
        found = KEY.search(self.asks("GET", self.questions)[1])
        form = {"act": "ask", "key": found[1] if found else "", "text": text, "name": ""}
        return [self.asks("POST", self.questions, form)[0] for _ in range(times)][-1]

    def vote(self, text: str, *, times: int = 1) -> int:
        """Vote for a question on the page, the form sent so many times; 0 where it cannot be voted for."""
        page = self.asks("GET", self.questions)[1]
        found = re.search(rf'id="q-([0-9a-f]{{32}})">{re.escape(html.escape(text))}<', page)
        key = KEY.search(page)
        if found is None or key is None:
            return 0
        form = {"act": f"vote:{found[1]}", "key": key[1], "text": "", "name": ""}
        return [self.asks("POST", self.questions, form)[0] for _ in range(times)][-1]

    def answer(self, values: Sequence[int]) -> int:
        """Enter the exercise that is open and answer it; returns the last status."""
        self.asks("POST", self.home, {"act": "join"})
        form = {"act": "answer", "key": self.token, "round": "1"}
        body = urlencode(form) + "".join(f"&item={at}&v{at}={value}" for at, value in enumerate(values))
        parts = urlsplit(self.site)
        line = http.client.HTTPConnection(parts.hostname or "localhost", parts.port, timeout=60)
        try:
            line.request("POST", self.home, body, FORM | {"Origin": self.site})
            return line.getresponse().status
        finally:
            line.close()


@dataclass
class Room:
    """The course as it is held: the lecturer's tab, the wall's, the real phone's, and the others."""

    site: str
    desk: Page
    wall: Page
    real: Page
    phones: list[HttpPhone]
    checks: Checks
    course: str = ""
    code: str = ""
    control: str = ""
    after: str = ""
    kept: str = ""

    def all_do(self, act: Callable[[HttpPhone], int], phones: Sequence[HttpPhone] | None = None) -> list[int]:
        """Let phones do something at the same time; returns what came of each."""
        with ThreadPoolExecutor(16) as crowd:
            return list(crowd.map(act, self.phones if phones is None else phones))

    def on(self, title: str, phase: str = "") -> bool:
        """Let the lecturer press "Videre" until she is at a block and a phase of it; whether it came to that."""
        self.desk.goto(self.control)
        for _ in range(80):
            if self.desk.inner_text("h1") == title and phase in self.desk.inner_text(".control-phase"):
                return True
            button = self.desk.locator("#videre")
            if not button.count():
                return False
            with self.desk.expect_navigation():
                button.click()
        return False

    def moderate(self, view: str, ticked: Sequence[str], act: str, **typed: str) -> None:
        """Let the lecturer tick questions of a view and press a button; without ticks, all of the page."""
        self.desk.goto(f"{self.control}spoergsmaal/?vis={view}")
        for label in self.desk.locator("form.asked-form label[id^=q-]").all():
            if not ticked or label.inner_text() in ticked:
                label.click()
        for name, text in typed.items():
            self.desk.locator(f"details:has(#{name}) summary").click()
            self.desk.fill(f"#{name}", text)
        with self.desk.expect_navigation():
            self.desk.locator(f'button[name=act][value="{act}"]').click()


def play(site: str, browser: Browser, many: int) -> Checks:
    """Play the course; returns what was checked."""
    checks = Checks()
    tabs = [
        browser.new_context(locale="da-DK", java_script_enabled=False).new_page(),
        browser.new_context(viewport={"width": 1280, "height": 720}, java_script_enabled=False).new_page(),
        browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page(),
    ]
    room = Room(site, *tabs, [], checks)
    for part in (_open, _join, _exercise, _questions, _close):
        part(room, many)
    for tab in tabs:
        tab.context.close()
    return checks


def _open(room: Room, many: int) -> None:
    tab = room.desk
    tab.goto(f"{room.site}/demo/som/{LECTURER}/")
    tab.locator("main form button").first.click()
    tab.goto(f"{room.site}/arbejdsrum/kurser/nyt/")
    tab.locator("main form button[type=submit]").last.click()
    tab.wait_for_selector("main ol.course-agenda")
    room.course = tab.url
    blocks = tab.locator("main ol.course-agenda > li").count()
    room.checks.that(f"The course that ships has {blocks} blocks.", blocks >= 10)
    tab.locator('button[value="open"]').click()
    tab.wait_for_selector('button[value="close"]')
    links = [
        one.get_attribute("href") or "" for one in tab.locator("main section[aria-labelledby=rum] a").all()
    ]
    room.control = room.site + next(urlsplit(one).path for one in links if "/styring/" in one)
    room.after = room.site + next(urlsplit(one).path for one in links if "/side/" in one)
    room.wall.goto(room.site + next(urlsplit(one).path for one in links if "/vaeg/" in one))
    room.code = re.sub(r"\W", "", room.wall.inner_text(".screen-code"))
    room.checks.that("The wall shows a code of six signs.", len(room.code) == 6)


def _join(room: Room, many: int) -> None:
    room.phones = [HttpPhone(room.site, room.code) for _ in range(many)]
    joined = room.all_do(HttpPhone.join)
    room.checks.that(f"{many} phones join without an account or a cookie.", set(joined) == {303})
    room.real.goto(f"{room.site}/kursus/{room.code}/")
    room.real.locator("main form button").first.click()
    room.wall.reload()
    told = f"{many + 1} telefoner"
    room.checks.that(
        f"The wall counts {many} and the real one: {told}.", told in room.wall.inner_text("body")
    )


def _exercise(room: Room, many: int) -> None:
    found = room.on(SIX, "Svar alene")
    room.checks.that("With one key per step the lecturer comes to the exercise of six professions.", found)
    room.real.goto(f"{room.site}{urlsplit(room.real.url).path}")
    room.real.locator("main form button").first.click()
    answered = room.all_do(lambda one: one.answer([4 if room.phones.index(one) else 0, 1, 2, 3, 4, 5]))
    room.checks.that(f"{many} phones guess whose words the six statements are.", set(answered) == {200})
    room.wall.reload()
    before = room.wall.inner_text("body")
    room.checks.that(
        f"The wall shows that {many} have answered.",
        f"{many} af {many + 1}" in before or f"{many} af {many}" in before,
    )
    room.checks.that(
        "Before it is shown, no word of what anybody guessed is on the wall.", "gættede" not in before
    )
    shown = room.on(SIX, "Vis")
    room.wall.reload()
    told = f"{many - 1} af {many} gættede SOSU."
    room.checks.that(
        f"Then wall and phone say the same: {told}", shown and told in room.wall.inner_text("body")
    )
    room.real.reload()
    room.checks.that("The real phone shows it too.", told in room.real.inner_text("body"))


def _questions(room: Room, many: int) -> None:
    checks, phones, real = room.checks, room.phones, room.real
    checks.that("The lecturer comes to the block of questions.", room.on(YOURS))
    asked = room.all_do(lambda one: one.ask(FIRST, times=2), phones[:1])
    asked += room.all_do(lambda one: one.ask(ONE), phones[1:2]) + room.all_do(
        lambda one: one.ask(OTHER), phones[2:3]
    )
    checks.that("Three phones ask; one of them sends its form twice.", set(asked) == {200})
    refused = phones[3].ask("Hvad med borgeren 010190-1234?")
    checks.that("A question with a CPR number is not taken.", refused == 400)
    real.goto(f"{room.site}{urlsplit(real.url).path}spoergsmaal/")
    real.fill("#text", LATE)
    real.fill("#name", "Sofie")
    real.click("#ask")
    room.kept = real.locator(".alert a.switch").get_attribute("href") or ""
    checks.that("The real phone asks too, and gets an address to keep.", "/kursus/spoergsmaal/" in room.kept)
    page = phones[4].asks("GET", phones[4].questions)[1]
    checks.that(
        "Nobody else reads any of it before it is let in.",
        all(html.escape(one) not in page for one in (FIRST, ONE, OTHER, LATE)),
    )
    checks.that(
        "Everybody is told that four are unanswered: the form that came twice is one.",
        "4 spørgsmål er ubesvarede" in page,
    )
    room.moderate("waiting", (), "let_in")
    votes = room.all_do(lambda one: one.vote(FIRST, times=2), phones[1:])
    checks.that(f"{many - 1} phones vote, each sending its vote twice.", set(votes) == {200})
    both = phones[3:13]
    room.all_do(lambda one: one.vote(ONE), both)
    room.all_do(lambda one: one.vote(OTHER), both)
    page = phones[5].asks("GET", phones[5].questions)[1]
    checks.that(
        f"No vote counted twice: {many} phones stand behind the first question.", f"{many} stemmer" in page
    )
    room.moderate("open", (ONE, OTHER), "merge")
    page = phones[5].asks("GET", phones[5].questions)[1]
    told = f"{2 + len(both)} stemmer"
    checks.that(f"Two questions are merged; who voted for both counts once: {told}.", told in page)
    room.desk.goto(f"{room.control}spoergsmaal/?vis=open")
    row = room.desk.locator(".asked-one", has_text=FIRST)
    with room.desk.expect_navigation():
        row.locator('button[value^="pin:"]').click()
    room.wall.reload()
    wall = room.wall.inner_text("main")
    checks.that(
        "The pinned question stands on the wall, with the number of unanswered ones.",
        FIRST in wall and "3 spørgsmål er ubesvarede" in wall,
    )
    with room.desk.expect_navigation():
        room.desk.locator(".asked-one", has_text=FIRST).locator('button[value^="answered:"]').click()
    room.wall.reload()
    wall = room.wall.inner_text("main")
    checks.that(
        "Answered in the room it leaves the wall: two are unanswered.",
        FIRST not in wall and "2 spørgsmål er ubesvarede" in wall,
    )


def _close(room: Room, many: int) -> None:
    checks = room.checks
    room.desk.goto(room.course)
    room.desk.locator('button[value="close"]').click()
    room.desk.wait_for_selector('main a[href*="/side/"]')
    status, page = room.phones[0].asks(
        "POST", room.phones[0].questions, {"act": "ask", "key": "k", "text": "Og nu?"}
    )
    checks.that(
        "The course is closed: a phone that was still writing gets its words back.",
        status == 404 and "Og nu?" in page,
    )
    room.real.goto(room.after)
    stays = room.real.inner_text("main")
    checks.that(
        "The page that stays for 30 days says that two are unanswered.", "2 spørgsmål er ubesvarede" in stays
    )
    room.desk.goto(f"{room.course}spoergsmaal/?vis=open")
    for label in room.desk.locator("form.asked-form label[id^=q-]").all():
        if label.inner_text() == LATE:
            label.click()
    room.desk.locator("details:has(#answer) summary").click()
    room.desk.fill("#answer", "I bogen, som står bagest på kursets side.")
    with room.desk.expect_navigation():
        room.desk.locator('button[value="answer"]').click()
    room.real.goto(room.site + urlsplit(room.kept).path)
    checks.that(
        "A late answer stands at the address that the asker kept.",
        "I bogen, som står bagest" in room.real.inner_text("main"),
    )
    width = room.real.evaluate("document.documentElement.scrollWidth") if room.real.context else 0
    checks.that("Nothing on the real phone is wider than its 360 px.", width <= 360)


@contextlib.contextmanager
def fresh_demo() -> Iterator[str]:
    """Build the demo into a folder of its own, serve it, and give its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        site = f"http://localhost:{port}"
        command = [*FAGSPEJL, "demo", f"--out={folder}/demo", "--serve", f"--port={port}"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            while process.poll() is None:
                with contextlib.suppress(URLError, ConnectionError), urllib.request.urlopen(site):
                    break
                time.sleep(0.5)
            else:
                raise SystemExit("the demo did not start")
            yield site
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def main() -> None:
    """Play against a fresh demo, or against the one of `--site`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="", help="a demo that runs already")
    parser.add_argument("--phones", type=int, default=60, help="phones beside the real one")
    told = parser.parse_args()
    if not told.site:
        print("A fresh demo is built first. That takes a minute or two.", flush=True)
    with (
        contextlib.nullcontext(told.site) if told.site else fresh_demo() as site,
        sync_playwright() as player,
    ):
        browser = player.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        checks = play(site, browser, told.phones)
        browser.close()
    if checks.failed:
        raise SystemExit(f"{len(checks.failed)} of {checks.number} checks did not hold.")
    print(f"All {checks.number} checks held.")


if __name__ == "__main__":
    main()
