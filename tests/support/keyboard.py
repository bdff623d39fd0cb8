"""Somebody who has no mouse: stops are reached by Tab, pressed by Enter or Space, and must be seen when they are reached.

Nothing here gives focus to anything or clicks: what keys cannot reach, this cannot do.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from playwright.sync_api import CDPSession, ElementHandle, Page

_MOST = 120  # stops on a page before it counts as a dead end
_WITHIN = 6  # stops inside one control: a date has a day, a month, a year and a picture of a calendar
_PAUSES = 40  # of a twentieth of a second
_STOP = """(now, before) => {
  const style = getComputedStyle(now), box = now.getBoundingClientRect();
  const ring = parseFloat(style.outlineWidth) >= 1 && style.outlineStyle !== "none";
  return {
    body: now === document.body || now === document.documentElement,
    seen: (ring || style.boxShadow !== "none") && box.width > 0 && box.height > 0,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    later: !before || before === document.body || !before.isConnected || now === before
      || Boolean(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING),
    same: now === before,
  };
}"""


class Keyboard:
    """The keys of one tab. `stops`: how many were counted so far, over all pages."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.stops = 0
        self._tree: CDPSession = tab.context.new_cdp_session(tab)

    def skip(self) -> None:
        """Take the page's first stop, which leads past the menu into the text.

        A browser keeps the place in the address over a form that answers at its own address: then she is there.
        """
        if self.tab.url.endswith("#main-content"):
            assert self.tab.evaluate("document.activeElement.id") == "main-content", self.tab.url
            return
        assert self._next(None)[1]["name"] == "Gå til indholdet", self.tab.url
        self.tab.keyboard.press("Enter")
        assert self.tab.evaluate("document.activeElement.id") == "main-content", self.tab.url

    def to(self, name: str, *, role: str = "") -> dict[str, str]:
        """Tab on until the stop's accessible name begins with `name`; returns its name, role and description."""
        passed: list[str] = []
        before, within = self._here(), 0
        for _ in range(_MOST):
            before, stop, within = self._step(before, within, passed)
            passed.append(f"{stop['role']} {stop['name']}")
            if stop["name"].startswith(name) and role in ("", stop["role"]):
                return stop
        raise AssertionError(f"{name!r} is no stop of {self.tab.url}: {passed}")

    def to_the_end(self) -> str:
        """Tab on to the last stop of the text, every stop on the way being seen; returns its name."""
        last = self.tab.locator("main :is(a[href], button, input, select, textarea, summary):visible").last
        passed: list[str] = []
        before, within = self._here(), 0
        for _ in range(_MOST):
            before, stop, within = self._step(before, within, passed)
            passed.append(f"{stop['role']} {stop['name']}")
            if last.evaluate("last => last === document.activeElement"):
                return stop["name"]
        raise AssertionError(f"the last stop of {self.tab.url} is not reached: {passed}")

    def back_to(self, name: str) -> None:
        """Tab backwards until the stop's accessible name begins with `name`."""
        for _ in range(_MOST):
            self.tab.keyboard.press("Shift+Tab")
            if self._told()["name"].startswith(name):
                return
        raise AssertionError(f"no way back to {name!r} on {self.tab.url}")

    def enter(self) -> None:
        """Press Enter on what leads to another page, and wait for that page."""
        self._leads("Enter")

    def space(self) -> None:
        """Press Space on a button that leads to another page, and wait for that page."""
        self._leads("Space")

    def write(self, name: str, text: str) -> None:
        """Tab to a field and write into it instead of what stands there."""
        self.to(name)
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.type(text)

    def date(self, name: str, day: date) -> None:
        """Tab to a date field and write into its parts, in the order of the browser's language."""
        self.to(name)
        self.tab.keyboard.type(f"{day:%m%d%Y}")
        assert self.tab.evaluate("document.activeElement.value") == f"{day}"

    def tick(self, name: str) -> None:
        """Tab to a box and tick it with Space."""
        self.to(name, role="checkbox")
        self.tab.keyboard.press("Space")
        assert self.tab.evaluate("document.activeElement.checked")

    def press(self, name: str) -> None:
        """Go past the menu, tab to a link or button and press Enter."""
        self.skip()
        self.to(name)
        self.enter()

    def _leads(self, key: str) -> None:
        with self.tab.expect_navigation(wait_until="load"):
            self.tab.keyboard.press(key)

    def _step(
        self, before: ElementHandle | None, within: int, passed: list[str]
    ) -> tuple[ElementHandle, dict[str, str], int]:
        now, stop, at = self._told_after(before)
        within = within + 1 if at["same"] else 0
        where = f"{stop['role']} {stop['name']!r} on {self.tab.url} after {passed[-3:]}"
        assert not at["body"], f"the stops end: {self.tab.url} {passed}"
        assert within <= _WITHIN, f"a trap: {where}"
        assert at["seen"] or at["same"], f"focus is not seen: {where}"
        assert at["inside"], f"the stop is outside the window: {where}"
        assert at["later"], f"out of order: {where}"
        return now, stop, within

    def _next(self, before: ElementHandle | None) -> tuple[ElementHandle, dict[str, str], int]:
        return self._step(before, 0, [])

    def _told_after(
        self, before: ElementHandle | None
    ) -> tuple[ElementHandle, dict[str, str], dict[str, Any]]:
        self.tab.keyboard.press("Tab")
        self.stops += 1
        now = self._here()
        assert now is not None
        at = now.evaluate(_STOP, before)
        for _ in range(_PAUSES):  # a page scrolls a moment after its stop has changed
            if at["inside"]:
                break
            self.tab.wait_for_timeout(50)
            at = now.evaluate(_STOP, before)
        return now, self._told(), at

    def _here(self) -> ElementHandle | None:
        return self.tab.evaluate_handle("document.activeElement").as_element()

    def _told(self) -> dict[str, str]:
        """What the stop is called, as a screen reader is told."""
        found = self._tree.send("Runtime.evaluate", {"expression": "document.activeElement"})
        node = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        told = self._tree.send("Accessibility.getPartialAXTree", node)["nodes"][0]
        return {
            key: str(told.get(key, {}).get("value", "")).strip() for key in ("name", "role", "description")
        }
