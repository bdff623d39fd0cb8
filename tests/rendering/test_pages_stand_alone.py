"""A page is one file: it fetches nothing, runs nothing, and is small enough to send."""

import re
from html.parser import HTMLParser

import pytest

from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.page_types.report import FileLink, IndexPage, ReportPage
from fagspejl.reporting.render.html import render_html
from rendering import sample_folder

Page = ReportPage | OrganisationPage | IndexPage
ADDRESS = re.compile(r'(?:src|href|url|srcset|action)\s*[=(]\s*["\']?([^"\')\s>]+)')
SAMPLES = pytest.mark.parametrize("page", sample_folder.all_pages(), ids=lambda page: page.head.title)


class Tags(HTMLParser):
    """Collects the start tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page_files(page: Page) -> list[FileLink]:
    """Return the files beside the page that it links to: only the index does."""
    if not isinstance(page, IndexPage):
        return []
    return [*page.organisation, *page.release, *(file for entry in page.leaders for file in entry.files)]


@SAMPLES
def test_asks_for_no_other_file(page: Page) -> None:
    """Karen opens her report from a memory stick without a network and sees all of it."""
    addresses = ADDRESS.findall(render_html(page))
    beside = {file.href for file in page_files(page)}
    assert addresses
    assert [a for a in addresses if not a.startswith(("#", "data:font/woff2;")) and a not in beside] == []


@SAMPLES
def test_runs_no_script(page: Page) -> None:
    """Per's strict browsers show every report: no script, no handler, no inline style on an element."""
    tags = Tags(render_html(page)).found
    assert not {"script", "iframe", "object", "embed", "link"} & {tag for tag, _ in tags}
    assert not [
        name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"
    ]


@SAMPLES
def test_is_small(page: Page) -> None:
    """Bente can send a report by mail: fonts, styles and drawings together stay below 250 KB."""
    assert len(render_html(page).encode()) < 250_000


@SAMPLES
def test_is_the_same_when_made_twice(page: Page) -> None:
    """Asta compares two folders of the same release and finds no difference."""
    assert render_html(page) == render_html(page)


@SAMPLES
def test_every_anchor_has_its_place(page: Page) -> None:
    """Each line of Karen's table of contents leads somewhere, and no two places share a name."""
    tags = Tags(render_html(page)).found
    names = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(names) == len(set(names))
    wanted = [
        a["href"][1:] for tag, a in tags if tag in {"a", "use"} and (a.get("href") or "").startswith("#")
    ]  # type: ignore[index]
    assert set(wanted) <= set(names)


@SAMPLES
def test_headings_follow_each_other(page: Page) -> None:
    """Who listens to the page hears one title and no level skipped."""
    levels = [int(tag[1]) for tag, _ in Tags(render_html(page)).found if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
