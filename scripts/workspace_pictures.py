"""Draw the page of each tool of the workspace that stands in docs/how-to, from the demo; `make pictures` is its door.

Danish alone, as the pages they stand on. Needs Chromium.
"""

from __future__ import annotations

import os
import subprocess
from fnmatch import fnmatch

from PIL import Image
from planner_pictures import ROOT, served_demo
from playwright.sync_api import Page, sync_playwright

FOLDER = ROOT / "docs" / "pictures"
_WIDTH, _HEIGHT = 1000, 900
_COLOURS = 32
# The person, the way from the front page of the workspace by what links lead to, and where the picture begins.
WAYS = {
    "quality": ("Ida", ("/arbejdsrum/kvalitet/", "/arbejdsrum/kvalitet/????????-"), "#billede"),
    "sparring": ("Karen", ("/arbejdsrum/sager/", "/arbejdsrum/sager/sag/"), "main h1"),
    "load": ("Ida", ("/arbejdsrum/travlhed/",), "main h1"),
    "note": ("Ida", ("/arbejdsrum/notater/", "/arbejdsrum/notater/????????-"), "main h1"),
    "responsibility": ("Karen", ("/arbejdsrum/ansvar/",), "main h1"),
    "competence": ("Ida", ("/arbejdsrum/kompetencer/",), "main h1"),
    "relief": ("Ida", ("/arbejdsrum/aflastning/", "/runde/1/"), "main"),
    "theme": ("Karen", ("/tema/",), "main h1"),
}


def way(tab: Page, address: str, steps: tuple[str, ...]) -> None:
    """Follow the first link of each page whose address has the step in it; `?` stands for any sign."""
    tab.goto(f"{address}/arbejdsrum/?sprog=da")
    for step in steps:
        found = tab.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
        tab.goto(address + next(one for one in found if fnmatch(str(one), f"*{step}*")))


def draw(tab: Page, name: str, begins: str) -> None:
    """Keep a picture from there on, as tall as a screen at most, in few colours."""
    target = FOLDER / f"tool-{name}-da.png"
    place, whole = tab.locator(begins).first.bounding_box(), tab.locator("main").bounding_box()
    assert place is not None
    assert whole is not None
    height = min(whole["y"] + whole["height"] - place["y"], _HEIGHT)
    clip = {"x": 0, "y": place["y"] - 10, "width": _WIDTH, "height": height}
    tab.screenshot(path=target, clip=clip, full_page=True)
    with Image.open(target) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=_COLOURS).save(target, optimize=True)
    target.chmod(0o644)


def walk(address: str) -> None:
    """Log in as each person of the demo, and draw the pages that are theirs."""
    found = subprocess.run(
        ["sh", "scripts/chromium.sh"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        for name, (person, steps, begins) in WAYS.items():
            context = browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT})
            tab = context.new_page()
            tab.goto(address)
            tab.get_by_role("button", name=f"Log ind som {person}").first.click()
            tab.wait_for_load_state()
            way(tab, address, steps)
            draw(tab, name, begins)
            context.close()
        browser.close()


def main() -> None:
    """Build the demo, serve it, and draw."""
    os.umask(0o077)
    with served_demo() as address:
        walk(address)


if __name__ == "__main__":
    main()
