"""Template filters: charts and tables of the page model as HTML. Loaded by templates as `charts`."""

from __future__ import annotations

from html import escape
from itertools import groupby

from django import template
from django.utils.safestring import SafeString, mark_safe

from fagspejl.reporting.page_types.charts import Cell, Chart, ScaleChart, StackedBar, Table
from fagspejl.reporting.page_types.organisation import Overview
from fagspejl.reporting.render import svg

register = template.Library()


@register.filter
def key_svg(kind: str) -> SafeString:
    """The little picture of a mark, for legends."""
    return mark_safe(svg.key_svg(kind))  # noqa: S308 - no text of people in it


@register.filter
def mark_values(chart: ScaleChart) -> SafeString:
    """The marks of a chart with their values in words."""
    return mark_safe(svg.values(chart))  # noqa: S308 - svg escapes every text


@register.filter
def picture(chart: Chart) -> SafeString:
    """A chart of any kind as a drawing with its name and description."""
    return mark_safe(svg.picture(chart))  # noqa: S308 - svg escapes every text


@register.filter
def data_table(table: Table) -> SafeString:
    """A table with caption and scopes; a wide one stands in a frame that scrolls on a small screen."""
    return _table(table, (), ())


@register.filter
def overview_table(overview: Overview) -> SafeString:
    """The table of units: rows' headers are indented by depth, and links where a unit has its own page."""
    return _table(overview.table, overview.depths, overview.hrefs)


def _table(table: Table, depths: tuple[int, ...], hrefs: tuple[str, ...]) -> SafeString:
    caption = escape(table.caption)
    head = "".join(
        f'<th scope="col"{_FIGURE if numeric else ""}>{escape(title)}</th>'
        for title, numeric in zip(table.columns, table.numeric, strict=True)
    )
    rows = "".join(
        _row(row, depths[number] if depths else 0, hrefs[number] if hrefs else "")
        for number, row in enumerate(table.rows)
    )
    wide = len(table.columns) > _NARROW
    frame = f' class="scroll" role="group" tabindex="0" aria-label="{caption}"' if wide else ' class="fits"'
    return mark_safe(  # noqa: S308 - every text is escaped above
        f'<div{frame}><table class="table table--compact"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


_FIGURE = ' class="figure"'
_FIGURES = frozenset({"tenths", "about", "count", "percent"})
_NARROW = 3  # columns that fit the smallest screen


def _row(row: tuple[Cell, ...], depth: int, href: str) -> str:
    header, *cells = row
    name = escape(header.text)
    if href:
        name = f'<a href="{escape(href)}">{name}</a>'
    look = f' class="depth-{min(depth, 6)}"' if depth else ""
    body = "".join(_cells(key, len(list(run))) for key, run in groupby(cells, _as_one))
    return f'<tr><th scope="row"{look}>{name}</th>{body}</tr>'


def _as_one(cell: Cell) -> tuple[str, str] | Cell:
    """Neighbours that are withheld with the same words are one cell: said once, and read once."""
    return ("withheld", cell.text) if cell.kind == "withheld" else cell


def _cells(cell: tuple[str, str] | Cell, count: int) -> str:
    if isinstance(cell, Cell):
        return f"<td{_FIGURE if cell.kind in _FIGURES else ''}>{escape(cell.text)}</td>" * count
    span = f' colspan="{count}"' if count > 1 else ""
    return f'<td class="withheld"{span}>{escape(cell[1])}</td>'


@register.filter
def bar_legend(bar: StackedBar) -> SafeString:
    """The options behind the shades of a bar; the bar's description says the same in words."""
    entries = "".join(
        f'<li class="shade-{svg.shade(place, len(bar.parts))}">{escape(part.label)}</li>'
        for place, part in enumerate(bar.parts)
    )
    return mark_safe(f'<ul class="bar-legend" aria-hidden="true">{entries}</ul>')  # noqa: S308 - escaped above
