"""Omar and Sofie answer one after the other on the screen in the staff room, and neither sees anything of the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Opened, Place
from fagspejl.evaluation.keys.derivation import in_groups
from support.browser import OpenPage, axe_faults, overflow
from support.invited import OpenRound, open_round
from support.visit import BEGIN, ONWARD, choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLEAR = ".bar .clear"
IDLE = "#idle"
WRITTEN = "Mere tid til supervision."


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Omar, who has no e-mail, and Sofie, who has, are asked about Karen."""
    made = open_round()
    made.ask("Omar Said", "Karen Holm", email="")
    made.ask("Sofie Lund", "Karen Holm")
    return made


@pytest.fixture
def screen(live_server: LiveServer, open_page: OpenPage) -> Page:
    """The screen in the staff room, with a clock that only the test moves."""
    tab = open_page("about:blank", width=1280, height=900)
    tab.clock.install()
    tab.goto(f"{live_server.url}/svar/kiosk/")
    return tab


def _typed(tab: Page, asked: OpenRound, name: str) -> None:
    """Type the code from the letter, and begin."""
    tab.fill("#kode", in_groups(asked.links[name, "Karen Holm"]))
    tab.click("main .acts .button-primary")
    tab.click(BEGIN)
    expect(tab.locator("input[name='u.dilemmas']").first).to_be_visible()


def _written(tab: Page) -> None:
    choose(tab, "dilemmas", "4")
    tab.fill("textarea >> nth=0", WRITTEN)


def _sent(tab: Page) -> None:
    tab.click(ONWARD)
    expect(tab.locator("h1")).to_have_text("Se dit svar igennem")
    tab.click("main .acts .button-primary")
    expect(tab.locator("h1")).to_have_text("Tak for dit svar")


def _stored(asked: OpenRound, name: str) -> Opened:
    return open_answer(Place(asked.links[name, "Karen Holm"], asked.id, ""))


def _empty(tab: Page) -> None:
    """The screen waits for a code, and holds nothing of anybody."""
    expect(tab.locator("#kode")).to_have_value("")
    page = tab.content()
    assert WRITTEN not in page
    assert "Karen Holm" not in page
    assert "OS" not in tab.locator("main").inner_text()


def test_two_people_after_each_other(screen: Page, asked: OpenRound) -> None:
    """Omar sends and clears the screen; Sofie types her code, is shown an empty form, and sends hers."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    _sent(screen)
    expect(screen.get_by_role("button", name="Svar igen")).to_have_count(0)
    screen.click("main a.button-primary")
    _empty(screen)
    _typed(screen, asked, "Sofie Lund")
    assert screen.locator("input:checked").count() == 0
    assert screen.locator("textarea").first.input_value() == ""
    choose(screen, "dilemmas", "2")
    _sent(screen)
    assert [_stored(asked, name).has_submitted for name in ("Omar Said", "Sofie Lund")] == [True, True]


@pytest.mark.parametrize("how", ["back", "reload"])
def test_back_and_reload_show_nothing(
    screen: Page, asked: OpenRound, live_server: LiveServer, how: str
) -> None:
    """Omar leaves in the middle without clearing; whoever presses Back or Reload finds nothing of his."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    screen.click(ONWARD)
    expect(screen.get_by_text(WRITTEN)).to_be_visible()
    assert screen.evaluate("history.length") == 2, "about:blank, and one entry for the whole visit"
    if how == "back":
        screen.go_back()
        assert WRITTEN not in screen.content()
        screen.go_forward()
    else:
        screen.reload()
    _empty(screen)
    assert screen.url == f"{live_server.url}/svar/kiosk/"


def test_back_after_clearing_shows_nothing(screen: Page, asked: OpenRound) -> None:
    """Omar cleared the screen: Back does not lead to his answer, nor to the page behind his code."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    screen.click(CLEAR)
    _empty(screen)
    screen.go_back()
    assert WRITTEN not in screen.content()
    assert "Karen Holm" not in screen.content()


def test_nothing_is_left_in_the_browser(screen: Page, asked: OpenRound) -> None:
    """No cookie, no storage, no code in the address or the title: the browser's list of pages names nobody."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    assert asked.links["Omar Said", "Karen Holm"] not in screen.url
    assert screen.title() == "Svar med kode - Fagspejl"
    _sent(screen)
    assert screen.title() == "Svar med kode - Fagspejl"
    assert screen.context.cookies() == []
    stored = "[localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]"
    assert screen.evaluate(f"(async () => {stored})()") == [0, 0, 0, 0]


def test_sixty_seconds_without_a_sign_of_life(screen: Page, asked: OpenRound) -> None:
    """Omar walks away: after forty seconds the screen asks, after sixty it is empty."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    screen.wait_for_timeout(
        500
    )  # the field was scrolled to: that is told a frame later, and is a sign of life
    screen.clock.run_for(39_000)
    expect(screen.locator(IDLE)).not_to_be_visible()
    screen.clock.run_for(2_000)
    expect(screen.locator(IDLE)).to_be_visible()
    assert axe_faults(screen) == []
    screen.clock.run_for(20_000)
    _empty(screen)


def test_a_key_is_enough_to_go_on(screen: Page, asked: OpenRound) -> None:
    """Omar thinks for long: any key takes the question away, ten times over, and writes nothing in his text."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    for _ in range(10):
        screen.clock.run_for(50_000)
        expect(screen.locator(IDLE)).to_be_visible()
        screen.keyboard.press("x")
        expect(screen.locator(IDLE)).not_to_be_visible()
    assert screen.locator("textarea").first.input_value() == WRITTEN
    assert screen.evaluate("document.activeElement.tagName") == "TEXTAREA"
    _sent(screen)


def test_a_touch_is_enough_to_go_on(screen: Page, asked: OpenRound) -> None:
    """Omar has no keyboard: the button in the question takes it away."""
    _typed(screen, asked, "Omar Said")
    screen.clock.run_for(45_000)
    screen.mouse.move(10, 10)
    expect(screen.locator(IDLE)).to_be_visible()
    screen.get_by_role("button", name="Fortsæt", exact=True).click()
    expect(screen.locator(IDLE)).not_to_be_visible()
    expect(screen.locator("input[name='u.dilemmas']").first).to_be_visible()


def test_an_empty_screen_is_left_alone(screen: Page) -> None:
    """Nobody is there: the page that waits for a code asks nothing, and one with half a code is cleared."""
    screen.clock.run_for(300_000)
    expect(screen.locator(IDLE)).not_to_be_visible()
    screen.fill("#kode", "abcd efgh")
    screen.clock.run_for(61_000)
    expect(screen.locator("#kode")).to_have_value("")


def test_a_server_that_is_away(screen: Page, asked: OpenRound) -> None:
    """The network fails as Omar presses: he is told, and what he wrote is still there."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    screen.context.set_offline(True)
    screen.click(ONWARD)
    expect(screen.get_by_role("alert")).to_contain_text("Det kom ikke frem.")
    assert screen.locator("textarea").first.input_value() == WRITTEN
    screen.context.set_offline(False)
    _sent(screen)


def test_what_stands_in_front_of_the_server(screen: Page, asked: OpenRound) -> None:
    """A proxy answers in the server's place that it is away, then nothing answers at all: what Omar wrote is still there."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    screen.route("**/svar/gennemse/", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    screen.click(ONWARD)
    expect(screen.get_by_role("alert")).to_contain_text("Det kom ikke frem.")
    assert screen.locator("textarea").first.input_value() == WRITTEN
    screen.unroute("**/svar/gennemse/")
    screen.route("**/svar/gennemse/", lambda route: None)
    screen.click(ONWARD)
    screen.clock.run_for(31_000)
    screen.unroute("**/svar/gennemse/")
    _sent(screen)


def test_an_answer_that_comes_after_clearing(screen: Page, asked: OpenRound) -> None:
    """The server is slow; Omar presses on, then clears the screen and walks away: his page does not come up again."""
    _typed(screen, asked, "Omar Said")
    _written(screen)
    late: list[Route] = []
    screen.route("**/svar/gennemse/", lambda route: late.append(route))
    screen.route("**/svar/kiosk/", lambda route: route.fulfill(status=204))  # the empty screen is as slow
    with screen.expect_request("**/svar/gennemse/"):
        screen.click(ONWARD)
    with screen.expect_request("**/svar/kiosk/"):
        screen.click(CLEAR, no_wait_after=True)
    with screen.expect_response("**/svar/gennemse/"):
        late[0].continue_()
    screen.wait_for_timeout(300)
    assert screen.evaluate("document.body.innerHTML") == ""


def test_a_code_that_is_wrong_stays_on_the_shared_screen(screen: Page) -> None:
    """A mistyped code is told at the field, which has the focus; clearing takes it away."""
    screen.fill("#kode", "abcd")
    screen.keyboard.press("Enter")
    expect(screen.locator("#kode-error")).to_contain_text("Koden passer ikke")
    expect(screen.locator("#kode")).to_be_focused()
    screen.click(CLEAR)
    expect(screen.locator("#kode")).to_have_value("")


def test_another_language(screen: Page, asked: OpenRound) -> None:
    """Omar reads English: he switches before his code and in mid-form, and the next one starts in Danish."""
    screen.click("text=English")
    expect(screen.locator("h1")).to_have_text("Type the code from your letter")
    _typed(screen, asked, "Omar Said")
    assert screen.evaluate("document.documentElement.lang") == "en"
    screen.click("text=Dansk")
    expect(screen.locator(CLEAR)).to_have_text("Ryd skærmen")
    screen.click(CLEAR)
    expect(screen.locator("h1")).to_have_text("Skriv koden fra dit brev")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    live_server: LiveServer, open_page: OpenPage, asked: OpenRound, width: int
) -> None:
    """From the code to the receipt axe finds nothing, nothing is wider than the window, and the heading has the focus."""
    tab = open_page(f"{live_server.url}/svar/kiosk/", width=width)
    for onward in ("main .acts .button-primary", BEGIN, ONWARD, "main .acts .button-primary"):
        assert axe_faults(tab) == []
        assert overflow(tab) == 0
        if tab.locator("#kode[type=text]").count():
            tab.fill("#kode", in_groups(asked.links["Omar Said", "Karen Holm"]))
        elif tab.locator("textarea").count():
            _written(tab)
        heading = tab.locator("h1").inner_text()
        tab.click(onward)
        expect(tab.locator("h1")).not_to_have_text(heading)
        expect(tab.locator("h1")).to_be_focused()
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


def test_without_a_script(live_server: LiveServer, open_page: OpenPage, asked: OpenRound) -> None:
    """Without a script the pages work, and the button clears the screen; no copy of Omar's pages is kept for Back."""
    tab = open_page(f"{live_server.url}/svar/kiosk/", width=360, scripts=False)
    _typed(tab, asked, "Omar Said")
    _written(tab)
    _sent(tab)
    tab.click("main a.button-primary")
    expect(tab.locator("#kode")).to_have_value("")
    asked_again: list[str] = []
    tab.on("request", lambda request: asked_again.append(request.method))
    tab.go_back()
    assert "POST" in asked_again, "a person is asked first; this browser is told to go back whatever it takes"
