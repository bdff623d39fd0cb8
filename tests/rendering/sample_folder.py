"""Page models of what lies beside the leaders' reports: the organisation's report and the index, written by hand."""

from __future__ import annotations

from dataclasses import replace

from fagspejl.reporting.page_types import charts
from fagspejl.reporting.page_types import organisation as organisation_types
from fagspejl.reporting.page_types import report as pages
from rendering.sample_pages import (
    LABELS,
    NEUTRAL,
    OPTIONS,
    STATEMENTS,
    karens_report,
    mark,
    reports,
    scale_chart,
    table,
)


def bar(id_: str, counts: tuple[int, ...]) -> charts.StackedBar:
    """Return a unit's answers to one statement."""
    n = sum(counts)
    parts = tuple(
        charts.BarPart(label, count, f"{round(100 * count / n)} %")
        for label, count in zip(OPTIONS, counts, strict=True)
    )
    rows = tuple((part.label, part.text) for part in parts)
    said = "; ".join(f"{label}: {text}" for label, text in rows)
    return charts.StackedBar(
        id_, "Sådan svarede medarbejderne", f"{said}.", parts, n, "Bygger på 41 svar.", table("Svar", *rows)
    )


def organisation() -> organisation_types.OrganisationPage:
    """The municipality and two units of it, one too small to be shown."""
    report_ = karens_report()
    hidden = charts.Cell("Vises ikke", "withheld")
    columns = ("Enhed", "Svar", "Faglig ledelse", "Fælles retning")
    rows = (
        (charts.Cell("Kommunen"), charts.Cell("64 af 80"), charts.Cell("3,6", "tenths", 36), charts.Cell("3,7", "tenths", 37)),
        (charts.Cell("Børn og Unge"), charts.Cell("41 af 52"), charts.Cell("3,4", "tenths", 34), hidden),
        (charts.Cell("Nattevagten"), hidden, hidden, hidden),
    )  # fmt: skip
    overview = charts.Table("Medarbejdernes svar, enhed for enhed", columns, (False, False, True, True), rows)
    items = tuple(
        organisation_types.UnitItem(
            f"fl{k}",
            text,
            "",
            charts.Cell("3,4", "tenths", 34),
            bar(f"b{k}", (2, 5, 9, 17, 8)) if k < 4 else None,
        )
        for k, text in enumerate(STATEMENTS, start=1)
    )
    theme_ = organisation_types.UnitThemeBlock(
        "faglig-ledelse",
        "Faglig ledelse",
        charts.Cell("3,4", "tenths", 34),
        scale_chart("u1-t1", mark("employee", "Medarbejdere", 34, band=charts.Segment(32, 36))),
        "Medarbejderne svarer 3,4 i gennemsnit.",
        items,
        table("Udsagn", *((text, "3,4") for text in STATEMENTS)),
    )
    shown = organisation_types.UnitGroupBlock(
        "employee", "Medarbejdere", "41 af 52 svarede.", False, (), (theme_,)
    )
    closed = organisation_types.UnitGroupBlock("employee", "Medarbejdere", NEUTRAL, True, (), ())
    return organisation_types.OrganisationPage(
        kind="organisation",
        language="da",
        labels=LABELS,
        head=replace(report_.head, document_title="Ledelsesevaluering: Kommunen", title="Kommunen"),
        contents=(
            pages.ContentsEntry("laes", "Sådan læser du rapporten"),
            pages.ContentsEntry("enheder", "Enhederne"),
        ),
        reading=pages.Section(
            "laes", "Sådan læser du rapporten", ("Enhederne står i organisationens orden.",)
        ),
        footnotes=("Små grupper tælles med på niveauet over.",),
        overviews=(organisation_types.Overview("employee", "Medarbejdere", overview, (0, 1, 2)),),
        units=(
            organisation_types.UnitSection("u1", "Børn og Unge", 1, (shown,)),
            organisation_types.UnitSection("u2", "Nattevagten", 2, (closed,)),
        ),
        limits=report_.limits,
        expert=report_.expert,
        footer=report_.footer,
    )


def index() -> pages.IndexPage:
    """What the folder holds."""

    def files(stem: str) -> tuple[pages.FileLink, ...]:
        return (
            pages.FileLink("html", "Læs rapporten", f"{stem}.html"),
            pages.FileLink("pdf", "Hent rapporten (PDF)", f"{stem}.pdf"),
        )

    return pages.IndexPage(
        kind="index",
        language="da",
        labels=LABELS,
        head=replace(karens_report().head, document_title="Rapporter", title="Alle rapporter"),
        organisation_title="Hele organisationen",
        organisation=files("organisation"),
        leaders_title="Ledere",
        leaders=(
            pages.IndexEntry("Karen Holm", "Familieområdet", "Kommunen / Børn og Unge", 2, files("karen")),
            pages.IndexEntry("Ida Lund", "Kræftafdelingen", "Hospitalet", 1, files("ida")),
        ),
        release_title="Kontrol af tallene",
        release_text="Filen release.json holder alt, hvad der er vist.",
        release=(pages.FileLink("json", "release.json", "release.json"),),
        footer=("Lavet med Fagspejl.",),
    )


def all_pages() -> list[pages.ReportPage | organisation_types.OrganisationPage | pages.IndexPage]:
    """Return one page of every kind, and each sort of report."""
    return [*reports(), organisation(), index()]
