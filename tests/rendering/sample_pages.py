"""Page models of the cast, written by hand: rendering is tested without a release behind it.

Karen leads Familieområdet and has twelve employees of whom nine answered; Ida leads Kræftafdelingen, where fourteen
of fourteen answered. What nobody may see is marked with the one neutral text.
"""

from __future__ import annotations

from dataclasses import replace

from fagspejl.reporting.page_types import charts
from fagspejl.reporting.page_types import first_page as firsts
from fagspejl.reporting.page_types import report as pages
from fagspejl.reporting.page_types import withheld as withheld_types

NEUTRAL = "Vises ikke af hensyn til anonymiteten."
OPTIONS = ("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig")
STATEMENTS = (
    "Min leder sikrer, at vi har en fælles forståelse for, hvad faglig kvalitet er i vores enhed.",
    "Min leder understøtter håndteringen af konkrete faglige dilemmaer.",
    "Min leder følger op på den faglige kvalitet af vores arbejde.",
    "Min leder sikrer, at vi har en løbende fælles dialog om vores faglighed.",
    "Min leder tager ansvar for den faglige udvikling i enheden.",
)
LABELS = pages.Labels(
    skip_to_content="Gå til indholdet",
    contents="Indhold",
    show_table="Vis tallene som tabel",
    show_more="Læs mere",
    statement="Udsagn",
    statements="De fem udsagn",
    question_to_team="Et spørgsmål at tage med til teamet",
    what="Hvad er det?",
    why="Hvorfor er det vigtigt?",
    reading="Hvordan kan du læse svarene?",
    page="Side",
    of="af",
    one_person="1 person",
    withheld=NEUTRAL,
    organisation_report="Rapport for organisationen",
    index="Oversigt",
    reversed_note="Udsagnet er vendt.",
    units_above="Enhederne over",
    list_goes_on="Listen fortsætter",
)
TICKS = tuple(charts.Tick(10 * k, str(k), label) for k, label in enumerate(OPTIONS, start=1))


def tenths(value: int) -> str:
    """Return 34 as "3,4"."""
    return f"{value // 10},{value % 10}"


def mark(kind: str, label: str, value: int | None, **more: object) -> charts.ScaleMark:
    """Return one mark; what is not said is absent."""
    fields: dict[str, object] = {
        "segment": None,
        "open_end": None,
        "band": None,
        "bounds": None,
        "one_person": kind in {"self", "superior"},
        "muted": False,
        "text": "4,5 eller højere" if value is None else tenths(value),
    }
    return charts.ScaleMark(kind=kind, label=label, tenths=value, **(fields | more))  # type: ignore[arg-type]


def table(caption: str, *rows: tuple[str, str]) -> charts.Table:
    """Return a table of two columns."""
    cells = tuple((charts.Cell(label), charts.Cell(text, "tenths", 10)) for label, text in rows)
    return charts.Table(caption, ("Hvem", "Gennemsnit"), (False, True), cells)


def scale_chart(id_: str, *marks: charts.ScaleMark) -> charts.ScaleChart:
    """Return a chart of marks whose description and table say the same."""
    said = "; ".join(f"{m.label} {m.text}" for m in marks)
    return charts.ScaleChart(
        id=id_,
        title="Svar på skalaen fra 1 til 5",
        description=f"{said}.",
        lo=10,
        hi=50,
        low_label=OPTIONS[0],
        high_label=OPTIONS[-1],
        ticks=TICKS,
        marks=marks,
        table=table("Gennemsnit", *((m.label, m.text) for m in marks)),
    )


def dot_chart(id_: str, counts: tuple[int, ...], extra: str = "") -> charts.DotChart:
    """Return one dot per person on the options."""
    options = tuple(
        charts.DotOption(str(k), OPTIONS[k - 1], count, str(count)) for k, count in enumerate(counts, start=1)
    )
    rows = tuple((f"{option.number} {option.label}", option.text) for option in options)
    return charts.DotChart(
        id=id_,
        kind="employee",
        label="Medarbejdere",
        title="Sådan svarede medarbejderne",
        description="; ".join(f"{label}: {count}" for label, count in rows) + ".",
        options=options,
        n=sum(counts),
        extra=extra,
        table=table("Antal svar", *rows),
    )


def item(number: int, chart: charts.ScaleChart | None, *dots: charts.DotChart) -> pages.ItemBlock:
    """Return one of the five statements."""
    said = (NEUTRAL,) if chart is None else tuple(f"{m.label} svarer {m.text}." for m in chart.marks)
    return pages.ItemBlock(f"fl{number}", number, STATEMENTS[number - 1], "", chart, said, dots)


def karens_items() -> tuple[pages.ItemBlock, ...]:
    """Nine answered: means, two coded ends, one statement that is not shown."""
    boss = mark("superior", "Din leder", 40)
    low = charts.Segment(10, 15)
    high = charts.Segment(45, 50)
    return (
        item(1, scale_chart("i1", mark("employee", "Medarbejdere", 34), mark("self", "Du selv", 40), boss)),
        item(2, scale_chart("i2", mark("employee", "Medarbejdere", 29), mark("self", "Du selv", 30), boss)),
        item(
            3,
            scale_chart(
                "i3",
                mark("employee", "Medarbejdere", None, segment=high, open_end="high"),
                mark("self", "Du selv", 50),
                mark("superior", "Din leder", 50),
            ),
        ),
        item(
            4,
            scale_chart(
                "i4",
                mark(
                    "employee",
                    "Medarbejdere",
                    None,
                    segment=low,
                    open_end="low",
                    text="1,5 eller lavere",
                ),
                mark("self", "Du selv", 20),
            ),
        ),
        item(5, None),
    )


def idas_items() -> tuple[pages.ItemBlock, ...]:
    """Fourteen answered: dots, one with all answers alike."""
    counts = ((0, 2, 2, 7, 3), (1, 4, 4, 5, 0), (0, 0, 3, 8, 3), (3, 3, 1, 3, 4))
    means = (38, 29, 40, 31)
    rows = [
        item(
            k,
            scale_chart(f"i{k}", mark("employee", "Medarbejdere", mean), mark("self", "Du selv", 40)),
            dot_chart(f"d{k}", count, "1 svarede ved ikke."),
        )
        for k, (count, mean) in enumerate(zip(counts, means, strict=True), start=1)
    ]
    alike = mark(
        "employee",
        "Medarbejdere",
        None,
        segment=charts.Segment(40, 50),
        open_end="high",
        text="meget ens svar, højt på skalaen",
    )
    return (*rows, item(5, scale_chart("i5", alike, mark("self", "Du selv", 40))))


def theme(
    number: int, chart: charts.ScaleChart | None, items: tuple[pages.ItemBlock, ...]
) -> pages.ThemeSection:
    """Return the theme faglig ledelse with a chart and its items."""
    said = (
        (NEUTRAL,)
        if chart is None
        else tuple(f"{m.label} svarer {m.text} i gennemsnit." for m in chart.marks)
    )
    return pages.ThemeSection(
        id=f"tema-{number}",
        number=number,
        title="Faglig ledelse",
        what=("Faglig ledelse handler om at sætte retning for fagligheden og udvikle den sammen med andre.",),
        why=(
            "Når I har et fælles billede af god faglig kvalitet, bliver det lettere at løse opgaverne godt.",
        ),
        before=(),
        chart=chart,
        sentences=said,
        stem="Hvor enig er du i følgende udsagn?",
        items=items,
        reading=("Læg mærke til, hvor I ser forskelligt på det.",),
        question="Hvornår oplever I, at vi må gå på kompromis med kvaliteten?",
        after_question="Tag spørgsmålet op på et møde, og lyt mere, end du forklarer.",
    )


def karens_report() -> pages.ReportPage:
    """Karen: nine of twelve answered, a band, coded ends, comments."""
    chart = scale_chart(
        "t1",
        mark("employee", "Medarbejdere", 34, band=charts.Segment(30, 38)),
        mark("self", "Du selv", 40),
        mark("superior", "Din leder", 36),
    )
    return report(
        "Karen Holm", "Familieområdet", "9 af dine 12 medarbejdere svarede.", theme(1, chart, karens_items())
    )


def idas_report() -> pages.ReportPage:
    """Ida: fourteen of fourteen answered, so no band, and dots."""
    chart = scale_chart(
        "t1",
        mark("employee", "Medarbejdere", 37),
        mark("self", "Du selv", 40),
        mark("superior", "Din leder", 37),
        mark("superior", "Din anden leder", 37),
        mark("peer", "Kolleger", 41, bounds=charts.Segment(33, 46), muted=True),
        mark("subordinate_leader", "Ledere", None, segment=charts.Segment(45, 50), open_end="high"),
    )
    return report(
        "Ida Lund", "Kræftafdelingen", "14 af dine 14 medarbejdere svarede.", theme(1, chart, idas_items())
    )


def withheld_report() -> pages.ReportPage:
    """A leader of three: everything is withheld, and the page says what to do."""
    page = report(
        "Jonas Vind", "Aftenholdet", NEUTRAL, theme(1, None, tuple(item(k, None) for k in range(1, 6)))
    )
    group = replace(page.asked.groups[0], withheld=True, notes=())
    contents = tuple(entry for entry in page.contents if entry.id != "kommentarer")
    part = withheld_types.WithheldPart(
        "uden-svar",
        "Når svarene ikke vises",
        ("Tal med dine medarbejdere om temaet.",),
        withheld_types.Nearest("Tal for en større enhed", ("Der er ingen.",), ()),
        None,
    )
    return replace(
        page, asked=replace(page.asked, groups=(group,)), withheld=part, comments=None, contents=contents
    )


def report(name: str, unit: str, answered: str, *themes: pages.ThemeSection) -> pages.ReportPage:
    """Return a whole report around the themes."""
    steps = (
        pages.Step("Læs rapporten igennem", "Sæt en halv time af, og læs den uden at konkludere."),
        pages.Step("Tal med din leder", "Aftal en samtale inden for to uger."),
        pages.Step(
            "Tal med dine medarbejdere", "Fortæl, hvad du har hørt, og spørg, om det er rigtigt forstået."
        ),
    )
    contents = [
        ("overblik", "Sådan svarede I"),
        ("laes", "Sådan læser du rapporten"),
        ("svar", "Hvem har svaret"),
    ]
    contents += [(t.id, t.title) for t in themes]
    contents += [("kommentarer", "Kommentarer"), ("arbejd", "Sådan kan du arbejde videre")]
    return pages.ReportPage(
        kind="report",
        language="da",
        labels=LABELS,
        head=pages.Head(
            document_title=f"Ledelsesevaluering: {name}",
            kicker="Ledelsesevaluering 2026",
            title=name,
            facts=(pages.Fact("Enhed", unit), pages.Fact("Periode", "1.–14. marts 2026")),
            purpose=("Rapporten er et spejl til udvikling. Den bruges ikke til løn eller ansættelse.",),
        ),
        contents=tuple(pages.ContentsEntry(*entry) for entry in contents),
        first=first_page(name, unit, answered, themes[0]),
        withheld=None,
        asked=pages.Participation(
            "svar",
            "Hvem har svaret",
            (
                pages.ParticipationGroup("employee", "Medarbejdere", answered, False, ()),
                pages.ParticipationGroup("self", "Dig selv", "Du har svaret.", False, ()),
            ),
            ("Vi tæller alle, der har sendt et svar.",),
        ),
        reading=pages.Reading(
            "laes",
            "Sådan læser du rapporten",
            ("Skalaen går fra 1 (helt uenig) til 5 (helt enig).",),
            (
                pages.LegendEntry("employee", "Medarbejdere", "Gennemsnittet af medarbejdernes svar."),
                pages.LegendEntry("self", "Du selv", "Dit eget svar."),
                pages.LegendEntry("superior", "Din leder", "Din leders svar. Det er én person."),
                pages.LegendEntry(
                    "band", "Bånd", "Her ligger gennemsnittet for alle, hvis de sidste svarer som de andre."
                ),
                pages.LegendEntry(
                    "bounds", "Tynd streg", "Her ligger gennemsnittet for alle, uanset hvad de sidste svarer."
                ),
                pages.LegendEntry(
                    "segment", "Åbent stykke", "Tallet vises ikke, men det ligger et sted på stykket."
                ),
                pages.LegendEntry("dots", "Prikker", "Én prik er én persons svar."),
            ),
            (
                "Hvis de 3, der ikke svarede, ligner de 9, ligger gennemsnittet for alle 12 mellem 3,0 og 3,8.",
            ),
        ),
        strengths=pages.Section("styrker", "Det, der skiller sig ud", ("Intet tema skiller sig ud.",)),
        themes=themes,
        comments=pages.Comments(
            "kommentarer",
            "Kommentarer",
            ("Kommentarerne står, som de er skrevet, i tilfældig rækkefølge.",),
            (
                pages.CommentGroup(
                    "employee",
                    "Medarbejdere",
                    (
                        pages.CommentQuestion(
                            "Hvad gør din leder godt fagligt?",
                            (
                                "Lederen spørger til sagen, før der bliver besluttet noget.",
                                "Vi har <b>faste</b> tider & rum til det 😊",
                            ),
                        ),
                    ),
                ),
                pages.CommentGroup("peer", "Lederkolleger", (), NEUTRAL),
            ),
        ),
        work=pages.Work(
            "arbejd",
            "Sådan kan du arbejde videre",
            ("Vælg ét sted at begynde.",),
            steps,
            (
                pages.ThemeWork(
                    "Faglig ledelse",
                    "Spørgsmål til dig",
                    ("Hvad er god faglig kvalitet hos jer?", "Er I enige om det på tværs af fag?"),
                    "To eksempler",
                    (
                        pages.CaseBlock(
                            "Mere sparring", ("En leder mødes hver uge med sit team.",), "Hvad ville du gøre?"
                        ),
                    ),
                ),
            ),
        ),
        next_steps=pages.Steps("naeste", "Sådan kommer du videre", (), steps),
        limits=pages.Section(
            "graenser", "Det siger tallene ikke", ("Et tal er en begyndelse på en samtale.",)
        ),
        expert=pages.Expert(
            "ekspert",
            "Til dig, der vil vide mere",
            "Vis metode og tal",
            ("Båndet er et 95 %-interval.",),
            (table("Antal svar", ("Medarbejdere", "9 af 12")),),
            (pages.Fact("Spørgeskema", "faglig-ledelse 1.0"),),
        ),
        footer=("Lavet med Fagspejl.",),
    )


def row(number: int, chart: charts.ScaleChart | None, label: str, *, whole: bool) -> charts.ProfileRow:
    """Return one line of the first page with the marks of a chart, or the neutral text."""
    marks = chart.marks if chart else ()
    said = "; ".join(f"{m.label} {m.text}" for m in marks) or NEUTRAL
    note = "" if chart else NEUTRAL
    return charts.ProfileRow(f"r{number}", label, f"{said}.", label, note, whole, number == 1, TICKS, marks)


def first_page(name: str, unit: str, answered: str, theme: pages.ThemeSection) -> firsts.FirstPage:
    """Return the answer before the explanation: the statements of the theme, and the theme last."""
    lines = [(item.chart, STATEMENTS[k]) for k, item in enumerate(theme.items)]
    rows = tuple(
        row(k, chart, label, whole=label == "Temaet samlet")
        for k, (chart, label) in enumerate([*lines, (theme.chart, "Temaet samlet")], start=1)
    )
    found = dict.fromkeys((m.kind, m.label) for chart, _ in lines if chart for m in chart.marks)
    keys = tuple(firsts.Key(*key) for key in found)
    told = table("Alle resultater", *((r.label, m.text) for r in rows for m in r.marks[:1]))
    shown = firsts.Profile(keys, OPTIONS[0], OPTIONS[-1], rows, told) if keys else None
    return firsts.FirstPage(
        id="overblik",
        title="Sådan svarede I",
        whose=f"{name}, {unit}",
        who="" if answered == NEUTRAL else answered,
        withheld=(NEUTRAL,) if answered == NEUTRAL else (),
        before=(),
        profile=shown,
        cards=(
            firsts.Card("alike", "Her ser I ens på det", "Der er højst et halvt trin mellem jer."),
            firsts.Card("ask", "Spørg på næste møde", theme.question),
        ),
        notes=("Læg ikke vægt på små forskelle.",),
    )


def reports() -> list[pages.ReportPage]:
    """Return the three reports."""
    return [karens_report(), idas_report(), withheld_report()]
