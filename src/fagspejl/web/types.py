"""What rooms put on the home page. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MenuLink:
    """Somewhere else to go from an entry."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class MenuSection:
    """A heading over entries that follow each other. `id` is its name in the page; `text` stands below it."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """One thing on the home page, in words of the room that offers it: what to open, or with no `url` only to read.

    Entries stand by `order`, those of one order as they came. `page_title` is what the page is called for whoever has
    such an entry; the first one counts.
    """

    order: int
    title: str = ""
    text: str = ""
    url: str = ""
    links: tuple[MenuLink, ...] = ()
    section: MenuSection | None = None
    page_title: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """Something a leader may begin from her own report. `sheet`: the suggested next step that it carries out.

    `in_bar`: it stands above the report too, whatever is suggested.
    """

    sheet: str
    url: str
    title: str
    in_bar: bool = True
