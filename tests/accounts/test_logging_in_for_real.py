"""Logging in with a real browser, a real mail server and, for passkeys, a key that the browser plays itself."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from fagspejl.accounts.models import User
from support.browser import OpenPage, axe_faults, follow, overflow
from support.mail import MailSink
from support.staff import Cast, code_in, somebody

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])
WIDTHS = pytest.mark.parametrize("width", [320, 1280])


@pytest.fixture
def site(live_server: Any, mail_sink: MailSink, settings: Any) -> str:
    """The site's address; its mail goes to the sink by SMTP."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_sink.host, mail_sink.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.BASE_URL = live_server.url.replace("127.0.0.1", "localhost")
    return str(settings.BASE_URL)


def _code(sink: MailSink, tab: Page) -> str:
    """Return the code of the newest mail; it is sent when the page has left."""
    for _ in range(100):
        if sink.received:
            return code_in(sink.received.pop().get_content())
        tab.wait_for_timeout(100)
    raise AssertionError("no mail came")


def _log_in(tab: Page, sink: MailSink, who: Cast) -> None:
    tab.fill("#email", who.email)
    follow(tab, "main form:not([data-passkey]) button")
    tab.fill("#code", _code(sink, tab))
    follow(tab, "main form button")


def _look(tab: Page) -> None:
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


@LANGUAGES
@WIDTHS
def test_every_page_of_the_way_is_accessible(
    site: str, mail_sink: MailSink, open_page: OpenPage, language: str, width: int
) -> None:
    """Bente logs in for the first time, sets up her code app and passes every page of it, right or wrong."""
    bente = somebody("Bente Skov", "planner")
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    _look(tab)
    follow(tab, "main form:not([data-passkey]) button")
    assert tab.locator("[aria-invalid]").evaluate("one => one === document.activeElement")
    _look(tab)
    tab.fill("#email", bente.email)
    follow(tab, "main form:not([data-passkey]) button")
    _look(tab)
    tab.fill("#code", "BBBB-BBBB")
    follow(tab, "main form button")
    _look(tab)
    tab.fill("#code", _code(mail_sink, tab))
    follow(tab, "main form button")
    assert tab.url == f"{site}/sikkerhed/"
    _look(tab)
    follow(tab, "a[href='/sikkerhed/noegler/ny/']")
    _look(tab)
    tab.goto(f"{site}/sikkerhed/app/")
    _look(tab)
    secret = tab.locator(".secret").inner_text()
    tab.fill("#code", "000000")
    follow(tab, "main form button")
    _look(tab)
    secret = tab.locator(".secret").inner_text()
    tab.fill("#code", Cast(bente.staff, secret).app_code())
    follow(tab, "main form button")
    assert tab.url == f"{site}/sikkerhed/noedkoder/"
    assert tab.locator(".secrets li").count() == 10
    _look(tab)
    for path in (
        "/",
        "/sikkerhed/",
        "/sikkerhed/noedkoder/",
        "/sikkerhed/noedkoder/nye/",
        "/sikkerhed/app/fra/",
        "/log-ud/",
    ):
        tab.goto(site + path)
        assert tab.url == site + path
        _look(tab)
    follow(tab, "main form button")
    assert tab.url == f"{site}/log-ind/"


def test_second_factor_page_is_accessible(site: str, mail_sink: MailSink, open_page: OpenPage) -> None:
    """Bente meets the page that asks for her code app, types it wrong, then right, and proves it once more later."""
    bente = somebody("Bente Skov", "planner", app=True)
    tab = open_page(f"{site}/log-ind/", width=320)
    _log_in(tab, mail_sink, bente)
    assert tab.url == f"{site}/log-ind/bekraeft/"
    _look(tab)
    tab.fill("#code", "000000")
    follow(tab, "main form:not([data-passkey]) button")
    _look(tab)
    tab.fill("#code", bente.app_code())
    follow(tab, "main form:not([data-passkey]) button")
    assert tab.url == f"{site}/"
    tab.goto(f"{site}/sikkerhed/app/fra/")
    assert tab.url.startswith(f"{site}/sikkerhed/bekraeft/")
    _look(tab)


def test_without_scripts(site: str, mail_sink: MailSink, open_page: OpenPage) -> None:
    """Karen's browser runs no scripts: she logs in, turns on the code app and logs out, and sees no passkey button."""
    karen = somebody("Karen Holm")
    tab = open_page(f"{site}/log-ind/", scripts=False)
    assert not tab.locator("form[data-passkey]").is_visible()
    _log_in(tab, mail_sink, karen)
    assert tab.url == f"{site}/"
    tab.goto(f"{site}/sikkerhed/app/")
    tab.fill("#code", Cast(karen.staff, tab.locator(".secret").inner_text()).app_code())
    follow(tab, "main form button")
    assert tab.url == f"{site}/sikkerhed/noedkoder/"
    follow(tab, "nav form button")
    assert tab.url == f"{site}/log-ind/"


def test_passkey_from_first_to_last(site: str, mail_sink: MailSink, open_page: OpenPage) -> None:
    """Bente makes a passkey, logs in with it alone, proves it before she removes it, and is back at the set-up."""
    bente = somebody("Bente Skov", "planner")
    tab = open_page(f"{site}/log-ind/")
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    _log_in(tab, mail_sink, bente)
    tab.goto(f"{site}/sikkerhed/noegler/ny/")
    _look(tab)
    tab.fill("#name", "Min telefon")
    follow(tab, "form[data-passkey] button")
    tab.wait_for_url(f"{site}/sikkerhed/noedkoder/")
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    follow(tab, "nav form button")
    follow(tab, "form[data-passkey] button")
    tab.wait_for_url(f"{site}/")
    assert User.objects.get().last_login is not None
    tab.goto(f"{site}/sikkerhed/")
    follow(tab, tab.get_by_role("link", name="Fjern Min telefon"))
    tab.wait_for_url("**/sikkerhed/bekraeft/noegle/**")
    _look(tab)
    follow(tab, "form[data-passkey] button")
    tab.wait_for_url("**/fjern/")
    _look(tab)
    follow(tab, "main form button")
    assert tab.url == f"{site}/sikkerhed/"
    assert "Du skal slå totrinslogin til" in tab.content()


def test_passkey_is_asked_for_after_the_code(site: str, mail_sink: MailSink, open_page: OpenPage) -> None:
    """Ida made a key that does not stand alone: after the code in the mail it is the second step."""
    ida = somebody("Ida Berg")
    tab = open_page(f"{site}/log-ind/")
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}}
    )
    _log_in(tab, mail_sink, ida)
    tab.goto(f"{site}/sikkerhed/noegler/ny/")
    tab.uncheck("#passwordless")
    follow(tab, "form[data-passkey] button")
    tab.wait_for_url(f"{site}/sikkerhed/noedkoder/")
    follow(tab, "nav form button")
    _log_in(tab, mail_sink, ida)
    assert tab.url == f"{site}/log-ind/bekraeft/"
    follow(tab, "form[data-passkey] button")
    tab.wait_for_url(f"{site}/")


def test_nothing_is_left_in_the_browser(site: str, mail_sink: MailSink, open_page: OpenPage) -> None:
    """Karen logs in: one cookie that ends with the browser, nothing in its other stores, no code in any address."""
    tab = open_page(f"{site}/log-ind/")
    addresses: list[str] = []
    tab.on("request", lambda request: addresses.append(request.url))
    assert tab.context.cookies() == []
    karen = somebody("Karen Holm")
    tab.fill("#email", karen.email)
    follow(tab, "main form:not([data-passkey]) button")
    code = _code(mail_sink, tab)
    tab.fill("#code", code)
    follow(tab, "main form button")
    (cookie,) = tab.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not any(code in address or "karen" in address for address in addresses)
