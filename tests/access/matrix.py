"""Who gets what at every address of the site: one table, which the tests check and the documents print.

A row is an address, what it is about, methods, and what each of the cast gets. Run this file to print the document:
`PYTHONPATH=tests python tests/access/matrix.py > docs/reference/access-matrix.md`.
"""

from __future__ import annotations

from dataclasses import dataclass

# The columns: who asks.
CAST = {
    "nobody": "not logged in",
    "Lone": "has an account and nothing else",
    "Karen": "leader; the report is about her, and the passkey is hers",
    "Ida": "another leader",
    "Mads": "Karen's leader when the round opened",
    "Bente": "planner, with a code app",
    "Per": "operator, with a code app",
    "Dorte": "data protection officer, with a code app",
    "Nina": "planner who has no second factor yet",
    "Vibe": "lecturer, with a code app",
}
SAFE, POST, OTHER = "GET HEAD", "POST", "PUT PATCH DELETE"


@dataclass(frozen=True)
class Row:
    """`statuses` in the order of CAST. `path` may hold {report}, {round}, {nothing}, {head}, {key}, {style}, {room},
    {phone}, {unit}, {session}, {prepared}, {vignette}, {agreement}, {draft},
    {course}, {block}, {path}, {note}, {upward}, {upward_draft}, {case}, {pattern}, {idea}, {unit_page}.
    """

    name: str
    path: str
    methods: str
    statuses: tuple[int, ...]


def _rows(name: str, path: str, **by_method: str) -> list[Row]:
    """One status stands for everybody, two for nobody and the rest, ten for each. Other methods: `other`, or 405.

    Nine: the lecturer gets what operator and data protection officer both get, else what whoever has an account gets.
    """
    rows = []
    for key, methods in (("get", SAFE), ("post", POST), ("other", OTHER)):
        told = [int(status) for status in by_method.get(key, "405").split()]
        if len(told) == len(CAST) - 1:
            told.append(told[7] if told[6] == told[7] else told[1])
        full = {1: told * len(CAST), 2: [told[0], *[told[-1]] * (len(CAST) - 1)], len(CAST): told}
        rows.append(Row(name, path, methods, tuple(full[len(told)])))
    return rows


_CLOSED = "302 405 405 405 405 405 405 405 302"  # a page that takes no POST, behind login and second factor
_NOBODYS = "302 404 404 404 404 404 404 404 302"
# What is done with an agreement that holds, and where.
AGREEMENT_ACTS = (
    ("tell", "fortalt"),
    ("change", "ny-udgave"),
    ("suspend", "bero"),
    ("review", "gennemgang"),
    ("end", "afslut"),
)
COMPETENCE = (("own", "min"), ("withdraw", "min/slet"), ("plan", "plan"), ("sources", "kilder"))
_PLANNERS = "302 404 404 404 404 200 404 404 302"
_PLANNERS_DO = "302 404 404 404 404 302 404 404 302"
_PLANNERS_EMPTY = "302 404 404 404 404 400 404 404 302"  # a form without its file
_PLANNERS_GONE = "302 404 404 404 404 410 404 404 302"  # there is no roster on its way in
_PLANNERS_LACK = "302 404 404 404 404 422 404 404 302"  # a form in which something is missing
_LEADERS = "302 404 200 200 200 404 404 404 302"
_LEADERS_DO = "302 404 302 302 302 404 404 404 302"


def _lecturers(got: str) -> str:
    """What is the lecturer's alone."""
    return f"302 404 404 404 404 404 404 404 302 {got}"


def _karens(got: str) -> str:
    """What is Karen's alone: her own leader has none of it."""
    return f"302 404 {got} 404 404 404 404 404 302"


# name, address                                            nobody Lone Karen Ida Mads Bente Per Dorte Nina
ROWS = [
    *_rows("home", "/", get="302 200 200 200 200 200 200 200 302", post=_CLOSED),
    *_rows("report", "/rapport/{report}/", get="302 404 200 404 200 404 404 404 302", post=_CLOSED),
    *_rows("report", "/rapport/{nothing}/", get="302 404 404 404 404 404 404 404 302", post=_CLOSED),
    *_rows("report", "/rapport/{head}/", get="302 404 404 404 404 404 404 404 302", post=_CLOSED),
    *_rows("report-pdf", "/rapport/{report}/pdf/", get="302 404 200 404 200 404 404 404 302", post=_CLOSED),
    *_rows("report-pdf", "/rapport/{nothing}/pdf/", get="302 404 404 404 404 404 404 404 302", post=_CLOSED),
    *_rows(
        "report-stage",
        "/rapport/{report}/laes/svar/",
        get="302 404 200 404 404 404 404 404 302",
        post=_CLOSED,
    ),
    *_rows("report-stage", "/rapport/{report}/laes/{nothing}/", get=_NOBODYS, post=_CLOSED),
    *_rows("report-stage", "/rapport/{nothing}/laes/svar/", get=_NOBODYS, post=_CLOSED),
    *_rows("report-looks", "/rapport/{report}/kig/", get="302 404 200 404 404 404 404 404 302", post=_CLOSED),
    *_rows(
        "report-looks", "/rapport/{nothing}/kig/", get="302 404 404 404 404 404 404 404 302", post=_CLOSED
    ),
    *_rows("leaders-below", "/ledere/{round}/", get="302 404 404 404 200 404 404 404 302", post=_CLOSED),
    *_rows("leaders-below", "/ledere/{nothing}/", get=_NOBODYS, post=_CLOSED),
    *(
        row
        for name, path in (
            ("employees", "medarbejdere/"),
            ("employees-pdf", "medarbejdere/pdf/"),
            ("employees-projector", "medarbejdere/skaerm/"),
        )
        for part, got in (("{report}", "302 404 200 404 404 404 404 404 302"), ("{nothing}", _NOBODYS))
        for row in _rows(name, f"/rapport/{part}/{path}", get=got, post=_CLOSED)
    ),
    *(
        row
        for name, path in (
            ("report-step", "skridt/"),
            ("report-date", "skridt/dato/"),
            ("report-sheets", "skridt/ark/"),
            ("report-sheet", "skridt/ark/talk/"),
        )
        for report, got in (("{report}", "302 404 200 404 200 404 404 404 302"), ("{nothing}", _NOBODYS))
        for row in _rows(name, f"/rapport/{report}/{path}", get=got, post=_CLOSED)
    ),
    *_rows("organisation", "/organisation/{round}/", get="302 404 302 302 302 302 404 404 302", post=_CLOSED),
    *_rows("organisation", "/organisation/{nothing}/", get=_NOBODYS, post=_CLOSED),
    *(
        row
        for name, path in (
            ("organisation-unit", "{unit}/"),
            ("organisation-part", "{unit}/1/"),
            ("organisation-pdf", "{unit}/pdf/"),
            ("organisation-board", "{unit}/kort/"),
            ("organisation-beside", "{unit}/ved-siden-af/"),
        )
        for unit, got in (
            ("0", "302 404 404 404 200 200 404 404 302"),
            ("1", "302 404 200 404 200 200 404 404 302"),
            ("9", _NOBODYS),
        )
        for row in _rows(name, "/organisation/{round}/" + path.format(unit=unit), get=got, post=_CLOSED)
    ),
    *(
        row
        for name, path, got in (
            ("organisation-files", "", "200"),
            ("organisation-reports", "rapporter.zip", "404"),  # where HR reads no reports
            ("organisation-figures", "csv/", "200"),
            ("organisation-figures", "andet/", "404"),
        )
        for row in _rows(
            name,
            "/organisation/{round}/filer/" + path,
            get=f"302 404 404 404 404 {got} 404 404 302",
            post=_CLOSED,
        )
    ),
    # The workspace: whoever leads a unit has it; the rest of the cast leads none here.
    *_rows("workspace", "/arbejdsrum/", get=_LEADERS, post=_CLOSED),
    *_rows("workspace-new", "/arbejdsrum/ny/", get=_LEADERS, post=_LEADERS),
    *_rows("quality", "/arbejdsrum/kvalitet/", get=_LEADERS, post=_CLOSED),
    *_rows("quality-new", "/arbejdsrum/kvalitet/ny/", get=_LEADERS, post=_LEADERS),
    # Karen's picture has none before it, and nothing was shown of it yet.
    *_rows("quality-before", "/arbejdsrum/kvalitet/{picture}/foer/", get=_NOBODYS, post=_CLOSED),
    *_rows("quality-begin", "/arbejdsrum/kvalitet/{picture}/begynd/", get=_CLOSED, post=_NOBODYS),
    *_rows("agreements", "/arbejdsrum/aftaler/", get=_LEADERS, post=_CLOSED),
    *_rows("agreement-new", "/arbejdsrum/aftaler/ny/", get=_LEADERS, post=_LEADERS),
    *_rows("load", "/arbejdsrum/travlhed/", get=_LEADERS, post=_CLOSED),
    *_rows("competence", "/arbejdsrum/kompetencer/", get=_LEADERS.replace("200", "302"), post=_CLOSED),
    # Courses: whoever may hold them has her own, and nobody of the others has one of them.
    *_rows("courses", "/arbejdsrum/kurser/", get=_lecturers("200"), post=_CLOSED),
    *_rows("course-new", "/arbejdsrum/kurser/nyt/", get=_lecturers("200"), post=_lecturers("200")),
    *(
        row
        for name, path, got, sent in (
            ("course", "", "200", "200"),
            ("course-act", "goer/", "", "302"),
            ("course-block-new", "blok/", "200", "200"),
            ("course-block", "blok/{block}/", "200", "200"),
            ("course-block-order", "blok/{block}/plads/", "", "302"),
            ("course-json", "kursus.json", "200", ""),
            ("course-csv", "kursus.csv", "200", ""),
            ("course-questions", "spoergsmaal/", "200", "400"),
            ("course-questions-csv", "spoergsmaal.csv", "200", ""),
            ("course-questions-json", "spoergsmaal.json", "200", ""),
        )
        for about, mine in (("{course}", True), ("{nothing}", False))
        for row in _rows(
            name,
            f"/arbejdsrum/kurser/{about}/{path}",
            get=(_lecturers(got) if mine else _NOBODYS) if got else _CLOSED,
            post=(_lecturers(sent) if mine else _NOBODYS) if sent else _CLOSED,
        )
    ),
    *_rows("course-home", "/arbejdsrum/med-hjem/guess-profession/", get=_LEADERS, post=_LEADERS),
    *_rows("course-home", "/arbejdsrum/med-hjem/judgement/", get=_LEADERS_DO, post=_LEADERS_DO),
    *_rows("course-home", "/arbejdsrum/med-hjem/nothing/", get=_NOBODYS, post=_NOBODYS),
    *_rows("staff-dialogue-new", "/arbejdsrum/dialog/ny/", get=_NOBODYS, post=_NOBODYS),
    *_rows(
        "staff-dialogue-new",
        "/arbejdsrum/dialog/ny/?rapport={report}",
        get="302 404 200 404 404 404 404 404 302",
        post=_NOBODYS,
    ),
    *_rows(
        "follow-up-package",
        "/arbejdsrum/dialogpakke/{report}/",
        get="302 404 200 404 404 404 404 404 302",
        post=_CLOSED,
    ),
    *_rows("follow-up-package", "/arbejdsrum/dialogpakke/{nothing}/", get=_NOBODYS, post=_CLOSED),
    *_rows("workspace-practice", "/arbejdsrum/oev/", get=_CLOSED, post="302 404 302 302 302 404 404 404 302"),
    *_rows("workspace-numbers", "/arbejdsrum/om-tallene/", get=_LEADERS, post=_CLOSED),
    *(
        row
        for name, path, got, sent in (
            ("workspace-session", "session/{session}/", "200", "302"),
            ("workspace-slips", "session/{session}/svarsedler/", "200", "200"),
            ("workspace-sheets", "session/{session}/ark/", "200", ""),
            ("workspace-paper", "session/{session}/tast-ind/", "302", "302"),
            ("workspace-paper", "session/{prepared}/tast-ind/", "200", "200"),
            ("workspace-unit", "enhed/{unit}/", "200", "200"),
            ("theme", "enhed/{unit}/tema/", "200", "302"),
            ("theme-choose", "enhed/{unit}/tema/vaelg/", "200", "200"),
            ("workspace-unit-link", "enhed/{unit}/side/", "200", "302"),
            ("workspace-unit-notice", "enhed/{unit}/fortael/", "200", "200"),
            ("workspace-vignette-new", "enhed/{unit}/vignet/", "200", "200"),
            ("workspace-vignette", "vignet/{vignette}/", "200", "200"),
            ("quality-picture", "kvalitet/{picture}/", "200", ""),
            ("quality-marks", "kvalitet/{picture}/pejlemaerker/", "200", "200"),
            ("quality-poster", "kvalitet/{picture}/opslag/", "200", ""),
            ("quality-cards", "kvalitet/kort/{unit}/", "200", ""),
            ("quality-card", "kvalitet/kort/{unit}/doctor/", "200", "200"),
            ("relief", "aflastning/{unit}/", "200", "404"),
            ("relief-step", "aflastning/{unit}/runde/1/", "200", ""),
            ("relief-step", "aflastning/{unit}/runde/7/", "404", ""),
            ("relief-end", "aflastning/{unit}/slut/", "200", "200"),
            ("competence-unit", "kompetencer/{unit}/", "200", ""),
            ("competence-tasks", "kompetencer/{unit}/opgaver/", "200", "200"),
            ("competence-access", "kompetencer/{unit}/adgang/", "200", "200"),
            # Karen leads and has no row of her own; the plan begins with the tasks.
            *(
                (f"competence-{one}", f"kompetencer/{{unit}}/{path}/", "404", "404")
                for one, path in COMPETENCE
            ),
            ("load-unit", "travlhed/{unit}/", "200", ""),
            ("load-write", "travlhed/{unit}/skriv/", "200", "200"),
            ("load-session", "travlhed/{unit}/session/", "200", "200"),
            ("load-poster", "travlhed/{unit}/opslag/", "200", "302"),
            ("load-poster-pdf", "travlhed/{unit}/opslag.pdf", "200", ""),
            ("load-shifts", "travlhed/{unit}/vagter/", "200", "400"),
            ("load-shifts-csv", "travlhed/{unit}/vagter.csv", "200", ""),
            ("responsibility", "ansvar/{unit}/", "200", ""),
            ("responsibility-write", "ansvar/{unit}/skriv/", "200", "200"),
            ("responsibility-roles", "ansvar/{unit}/roller/", "200", "200"),
            ("responsibility-session", "ansvar/{unit}/session/", "200", "200"),
            ("responsibility-sheet", "ansvar/{unit}/kort.pdf", "200", ""),
            ("agreement", "aftaler/{agreement}/", "200", ""),
            ("agreement", "aftaler/{draft}/", "200", ""),
            ("agreement-life", "aftaler/{agreement}/liv/", "200", ""),
            ("agreement-life-pdf", "aftaler/{agreement}/liv.pdf", "200", ""),
            ("agreement-life-csv", "aftaler/{agreement}/liv.csv", "200", ""),
            ("agreement-life-json", "aftaler/{agreement}/liv.json", "200", ""),
            ("agreement-posters", "aftaler/{agreement}/opslag/", "200", "302"),
            ("agreement-edit", "aftaler/{draft}/ret/", "200", "200"),
            ("agreement-start", "aftaler/{draft}/begynd/", "200", "200"),
            ("agreement-delete", "aftaler/{draft}/slet/", "200", "200"),
            ("agreement-take-over", "aftaler/{agreement}/overtag/", "200", "200"),
            *(
                (f"agreement-{act}", f"aftaler/{{agreement}}/{path}/", "200", "200")
                for act, path in AGREEMENT_ACTS
            ),
            ("agreement-resume", "aftaler/{agreement}/genoptag/", "302", "302"),
            ("cases", "sager/{unit}/", "200", ""),
            ("case-new", "sager/{unit}/ny/", "200", "200"),
            ("case-rhythm", "sager/{unit}/rytme/", "200", "200"),
            ("case-rota", "sager/{unit}/roller/", "200", "302"),
            ("case-patterns", "sager/{unit}/moenstre/", "200", ""),
            ("case-pattern-new", "sager/{unit}/moenstre/ny/", "200", "200"),
            ("case-pattern", "sager/moenster/{pattern}/", "200", "200"),
            ("case-pattern-edit", "sager/moenster/{pattern}/ret/", "200", "200"),
            ("case-idea", "sager/forslag/{idea}/", "200", "200"),
            ("case", "sager/sag/{case}/", "200", ""),
            ("case-minutes", "sager/sag/{case}/referat/", "200", "200"),
            ("case-follow-up", "sager/sag/{case}/hvordan-gik-det/", "200", "200"),
            ("case-ring", "sager/sag/{case}/ring/", "200", ""),
            ("case-delete", "sager/sag/{case}/slet/", "200", "302"),
        )
        for row in _rows(
            name, f"/arbejdsrum/{path}", get=_karens(got), post=_karens(sent) if sent else _CLOSED
        )
    ),
    *(
        row
        for name, path, sent in (
            ("workspace-session", "session/{nothing}/", True),
            ("workspace-slips", "session/{nothing}/svarsedler/", True),
            ("workspace-sheets", "session/{nothing}/ark/", False),
            ("workspace-paper", "session/{nothing}/tast-ind/", True),
            ("workspace-unit", "enhed/{nothing}/", True),
            ("theme", "enhed/{nothing}/tema/", True),
            ("theme-choose", "enhed/{nothing}/tema/vaelg/", True),
            ("workspace-unit-link", "enhed/{nothing}/side/", True),
            ("workspace-unit-notice", "enhed/{nothing}/fortael/", True),
            ("workspace-vignette-new", "enhed/{nothing}/vignet/", True),
            ("workspace-vignette", "vignet/{nothing}/", True),
            ("quality-picture", "kvalitet/{nothing}/", False),
            ("quality-marks", "kvalitet/{nothing}/pejlemaerker/", True),
            ("quality-poster", "kvalitet/{nothing}/opslag/", False),
            ("quality-before", "kvalitet/{nothing}/foer/", False),
            ("quality-cards", "kvalitet/kort/{nothing}/", False),
            ("quality-card", "kvalitet/kort/{nothing}/doctor/", True),
            ("relief", "aflastning/{nothing}/", True),
            ("relief-step", "aflastning/{nothing}/runde/1/", False),
            ("relief-end", "aflastning/{nothing}/slut/", True),
            ("competence-unit", "kompetencer/{nothing}/", False),
            ("competence-tasks", "kompetencer/{nothing}/opgaver/", True),
            ("competence-access", "kompetencer/{nothing}/adgang/", True),
            *((f"competence-{one}", f"kompetencer/{{nothing}}/{path}/", True) for one, path in COMPETENCE),
            ("load-unit", "travlhed/{nothing}/", False),
            ("load-write", "travlhed/{nothing}/skriv/", True),
            ("load-session", "travlhed/{nothing}/session/", True),
            ("load-poster", "travlhed/{nothing}/opslag/", True),
            ("load-poster-pdf", "travlhed/{nothing}/opslag.pdf", False),
            ("load-shifts", "travlhed/{nothing}/vagter/", True),
            ("load-shifts-csv", "travlhed/{nothing}/vagter.csv", False),
            ("responsibility", "ansvar/{nothing}/", False),
            ("responsibility-write", "ansvar/{nothing}/skriv/", True),
            ("responsibility-roles", "ansvar/{nothing}/roller/", True),
            ("responsibility-session", "ansvar/{nothing}/session/", True),
            ("responsibility-sheet", "ansvar/{nothing}/kort.pdf", False),
            ("agreement", "aftaler/{nothing}/", False),
            ("agreement-edit", "aftaler/{nothing}/ret/", True),
            *((f"agreement-{act}", f"aftaler/{{nothing}}/{path}/", True) for act, path in AGREEMENT_ACTS),
            ("cases", "sager/{nothing}/", False),
            ("case-new", "sager/{nothing}/ny/", True),
            ("case-rhythm", "sager/{nothing}/rytme/", True),
            ("case-rota", "sager/{nothing}/roller/", True),
            ("case-patterns", "sager/{nothing}/moenstre/", False),
            ("case-pattern-new", "sager/{nothing}/moenstre/ny/", True),
            ("case-pattern", "sager/moenster/{nothing}/", True),
            ("case-pattern-edit", "sager/moenster/{nothing}/ret/", True),
            ("case-idea", "sager/forslag/{nothing}/", True),
            ("case", "sager/sag/{nothing}/", False),
            ("case-minutes", "sager/sag/{nothing}/referat/", True),
            ("case-follow-up", "sager/sag/{nothing}/hvordan-gik-det/", True),
            ("case-ring", "sager/sag/{nothing}/ring/", False),
            ("case-delete", "sager/sag/{nothing}/slet/", True),
        )
        for row in _rows(name, f"/arbejdsrum/{path}", get=_NOBODYS, post=_NOBODYS if sent else _CLOSED)
    ),
    # Notes upward: Karen writes, Mads is her own leader today and answers, and nobody else of the cast has them.
    *_rows("notes", "/arbejdsrum/notater/", get=_LEADERS, post=_CLOSED),
    *_rows("note-new", "/arbejdsrum/notater/nyt/", get=_LEADERS, post=_LEADERS),
    *(
        row
        for name, path in (("note", ""), ("note-pdf", "notat.pdf"))
        for about, got in (
            ("{upward}", "302 404 200 404 200 404 404 404 302"),
            ("{upward_draft}", _karens("200")),
            ("{nothing}", _NOBODYS),
        )
        for row in _rows(name, f"/arbejdsrum/notater/{about}/{path}", get=got, post=_CLOSED)
    ),
    *(
        row
        for name, path, got in (
            ("note-edit", "{upward_draft}/ret/", "200"),
            ("note-mark", "{upward_draft}/maerk/", "200"),
            ("note-send", "{upward_draft}/send/", "200"),
            ("note-delete", "{upward_draft}/slet/", "200"),
            ("note-close", "{upward}/luk/", "302"),
        )
        for row in (
            *_rows(name, f"/arbejdsrum/notater/{path}", get=_karens(got), post=_karens("200")),
            *_rows(
                name,
                f"/arbejdsrum/notater/{{nothing}}/{path.split('/', 1)[1]}",
                get=_NOBODYS,
                post=_NOBODYS,
            ),
        )
    ),
    *(
        row
        for about, got in (("{upward}", "302 404 404 404 200 404 404 404 302"), ("{nothing}", _NOBODYS))
        for row in _rows("note-answer", f"/arbejdsrum/notater/{about}/svar/", get=got, post=got)
    ),
    # Karen's first report has none before it to be laid beside.
    *_rows("theme-beside", "/arbejdsrum/rapport/{report}/tidslinje/", get=_NOBODYS, post=_CLOSED),
    *_rows("theme-beside", "/arbejdsrum/rapport/{nothing}/tidslinje/", get=_NOBODYS, post=_CLOSED),
    # Reflection: whoever leads has it; a note is its owner's alone, a reading that of the leader the report is about.
    *_rows("reflection", "/arbejdsrum/refleksion/", get=_LEADERS, post=_CLOSED),
    *_rows("reflection-question", "/arbejdsrum/refleksion/spoergsmaal/6/", get=_LEADERS, post=_LEADERS),
    *_rows("reflection-question", "/arbejdsrum/refleksion/spoergsmaal/9/", get=_NOBODYS, post=_NOBODYS),
    *_rows(
        "reflection-team",
        "/arbejdsrum/refleksion/spoergsmaal/6/til-teamet/",
        get="302 405 405 405 405 405 405 405 302",
        post=_LEADERS_DO,
    ),
    *_rows("reflection-meeting", "/arbejdsrum/refleksion/moede/", get=_LEADERS, post=_LEADERS),
    *_rows(
        "reflection-note",
        "/arbejdsrum/refleksion/note/{note}/",
        get="302 404 200 404 404 404 404 404 302",
        post="302 404 302 404 404 404 404 404 302",
    ),
    *_rows("reflection-note", "/arbejdsrum/refleksion/note/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *_rows(
        "reflection-reading",
        "/arbejdsrum/refleksion/laes/{report}/",
        get="302 404 200 404 404 404 404 404 302",
        post="302 404 200 404 404 404 404 404 302",
    ),
    *_rows("reflection-reading", "/arbejdsrum/refleksion/laes/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *_rows("reflection-export", "/arbejdsrum/refleksion/hent/", get=_LEADERS, post=_CLOSED),
    *_rows("reflection-keep", "/arbejdsrum/refleksion/behold/", get=_CLOSED, post=_LEADERS_DO),
    *_rows("reflection-purge", "/arbejdsrum/refleksion/slet/", get=_LEADERS, post=_LEADERS_DO),
    # The follow-up: the path is Karen's, Mads is her own leader today, HR has the dates of the round.
    *_rows("follow-up", "/opfoelgning/", get="302 200 200 200 200 200 200 200 302", post=_NOBODYS),
    *_rows(
        "follow-up-path", "/opfoelgning/{path}/", get="302 404 200 404 200 404 404 404 302", post=_NOBODYS
    ),
    *_rows("follow-up-path", "/opfoelgning/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *(
        row
        for name, more in (("follow-up-step", "trin/own_leader_talk/"), ("follow-up-goal-new", "maal/"))
        for row in (
            *_rows(
                name, f"/opfoelgning/{{path}}/{more}", get="302 404 200 404 404 404 404 404 302", post=_CLOSED
            ),
            *_rows(name, f"/opfoelgning/{{nothing}}/{more}", get=_NOBODYS, post=_CLOSED),
        )
    ),
    *_rows("follow-up-goal", "/opfoelgning/{path}/maal/{nothing}/", get=_NOBODYS, post=_CLOSED),
    *_rows(
        "follow-up-date",
        "/opfoelgning/{path}/own_leader_talk.ics",
        get="302 404 200 404 200 404 404 404 302",
        post=_CLOSED,
    ),
    *_rows("follow-up-date", "/opfoelgning/{nothing}/own_leader_talk.ics", get=_NOBODYS, post=_CLOSED),
    *(
        row
        for name, path in (
            ("follow-up-round", ""),
            ("follow-up-csv", "datoer.csv"),
            ("follow-up-xlsx", "datoer.xlsx"),
        )
        for about, got in (("{round}", "302 404 404 404 404 200 404 404 302"), ("{nothing}", _NOBODYS))
        for row in _rows(name, f"/opfoelgning/runde/{about}/{path}", get=got, post=_CLOSED)
    ),
    # The planner's desk: Bente's and every other planner's, with a second factor.
    *_rows("planning", "/planlaeg/", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-round", "/planlaeg/runde/{round}/", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-round", "/planlaeg/runde/{nothing}/", get=_NOBODYS, post=_CLOSED),
    # The round of the table is published: of a draft it has its pages, and what only a draft has is not there.
    *_rows("planning-new", "/planlaeg/ny-runde/", get=_PLANNERS, post=_PLANNERS_LACK),
    *(
        row
        for name, path, got, sent in (
            ("planning-copy", "kopi/", _PLANNERS, _PLANNERS_LACK),
            ("planning-draft", "opsaetning/", _PLANNERS, _PLANNERS_LACK),
            ("planning-draft-leaders", "opsaetning/ledere/", _PLANNERS, _PLANNERS_DO),
            ("planning-draft-drop", "opsaetning/slet/", _NOBODYS, _NOBODYS),
            ("planning-promise", "loefte/", _PLANNERS, _PLANNERS_LACK),
            ("planning-opening", "aabning/", _PLANNERS_DO, _PLANNERS_DO),
            ("planning-opening-mails", "aabning/mails/", _PLANNERS, _PLANNERS_DO),
        )
        for row in (
            *_rows(name, f"/planlaeg/runde/{{round}}/{path}", get=got, post=sent),
            *_rows(name, f"/planlaeg/runde/{{nothing}}/{path}", get=_NOBODYS, post=_NOBODYS),
        )
    ),
    *_rows("planning-form", "/planlaeg/runde/{round}/skema/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-form", "/planlaeg/runde/{nothing}/skema/", get=_NOBODYS, post=_NOBODYS),
    *(
        row
        for name, path in (
            ("planning-form-local", "lokale"),
            ("planning-form-comments", "kommentarer"),
            ("planning-form-examples", "eksempler"),
        )
        for row in _rows(name, f"/planlaeg/runde/{{round}}/skema/{path}/", get=_NOBODYS, post=_NOBODYS)
    ),
    *_rows("planning-form-file", "/planlaeg/runde/{round}/skema/fil/", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-form-preview", "/planlaeg/runde/{round}/skema/proeve/", get=_PLANNERS, post=_CLOSED),
    *_rows(
        "planning-form-page",
        "/planlaeg/runde/{round}/skema/proeve/employee/-/da/1/",
        get=_PLANNERS,
        post=_CLOSED,
    ),
    *_rows("planning-questionnaires", "/planlaeg/skemaer/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-theme-new", "/planlaeg/skemaer/nyt/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-theme-preview", "/planlaeg/skemaer/proeve/", get=_CLOSED, post=_PLANNERS),
    *_rows(
        "planning-questionnaire-file",
        "/planlaeg/skemaer/fil/faglig-ledelse@1.1/",
        get=_PLANNERS,
        post=_CLOSED,
    ),
    *_rows("planning-questionnaire-file", "/planlaeg/skemaer/fil/{nothing}/", get=_NOBODYS, post=_CLOSED),
    *_rows("planning-questionnaire", "/planlaeg/skemaer/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-theme", "/planlaeg/skemaer/{nothing}/tema/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-people", "/planlaeg/personer/", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-people-listed", "/planlaeg/personer/liste/", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-people-upload", "/planlaeg/personer/fil/", get=_PLANNERS_DO, post=_PLANNERS_EMPTY),
    *(
        row
        for name, path, post in (
            ("columns", "kolonner/", _PLANNERS_GONE),
            ("faults", "fejl/", _CLOSED),
            ("faults-file", "fejl/fejl.xlsx", _CLOSED),
            ("corrected", "rettet/", _PLANNERS_GONE),
            ("decisions", "valg/", _PLANNERS_GONE),
            ("difference", "forskel/", _PLANNERS_GONE),
        )
        for row in _rows(
            f"planning-people-{name}", f"/planlaeg/personer/{path}", get=_PLANNERS_GONE, post=post
        )
    ),
    *_rows("planning-people-discard", "/planlaeg/personer/kasser/", get=_CLOSED, post=_PLANNERS_DO),
    *_rows("planning-people-undo", "/planlaeg/personer/fortryd/", get=_CLOSED, post=_PLANNERS_DO),
    *_rows("planning-lists", "/planlaeg/runde/{round}/lister/", get=_PLANNERS, post=_PLANNERS_DO),
    *_rows("planning-lists", "/planlaeg/runde/{nothing}/lister/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-list", "/planlaeg/runde/{round}/lister/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-reach", "/planlaeg/runde/{round}/breve/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-reach", "/planlaeg/runde/{nothing}/breve/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-reach-links", "/planlaeg/runde/{round}/links/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-reach-links", "/planlaeg/runde/{nothing}/links/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-reach-poster", "/planlaeg/runde/{round}/plakat/", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-reach-poster", "/planlaeg/runde/{nothing}/plakat/", get=_NOBODYS, post=_CLOSED),
    *_rows("planning-mails", "/planlaeg/runde/{round}/mails/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-mails", "/planlaeg/runde/{nothing}/mails/", get=_NOBODYS, post=_NOBODYS),
    *_rows(
        "planning-mails-text",
        "/planlaeg/runde/{round}/mails/invite/da/",
        get=_PLANNERS,
        post="302 404 404 404 404 400 404 404 302",
    ),
    *_rows("planning-mails-text", "/planlaeg/runde/{round}/mails/cancel/da/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-mails-intranet", "/planlaeg/runde/{round}/mails/intranet/", get=_PLANNERS, post=_CLOSED),
    *_rows(
        "planning-mails-intranet", "/planlaeg/runde/{nothing}/mails/intranet/", get=_NOBODYS, post=_CLOSED
    ),
    *_rows("planning-mails-dates", "/planlaeg/runde/{round}/mails/datoer.ics", get=_PLANNERS, post=_CLOSED),
    *_rows("planning-mails-dates", "/planlaeg/runde/{nothing}/mails/datoer.ics", get=_NOBODYS, post=_CLOSED),
    *_rows("own-list", "/min-liste/{round}/", get=_NOBODYS, post=_NOBODYS),
    *_rows("own-list", "/min-liste/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *_rows("planning-order", "/planlaeg/ordre/{nothing}/", get=_NOBODYS, post=_NOBODYS),
    *_rows(
        "planning-paper",
        "/planlaeg/ordre/{nothing}/papir/",
        get=_CLOSED,
        post="302 404 404 404 404 410 404 404 302",
    ),
    *_rows("planning-forecast", "/planlaeg/runde/{round}/prognose/", get=_PLANNERS, post=_PLANNERS),
    *_rows("planning-forecast", "/planlaeg/runde/{nothing}/prognose/", get=_NOBODYS, post=_NOBODYS),
    *_rows(
        "planning-forecast-paper", "/planlaeg/runde/{round}/prognose/papir.pdf", get=_NOBODYS, post=_CLOSED
    ),
    *_rows("planning-key", "/planlaeg/runde/{round}/noegle/", get=_PLANNERS, post=_NOBODYS),
    *_rows("planning-key", "/planlaeg/runde/{nothing}/noegle/", get=_NOBODYS, post=_NOBODYS),
    # The employees' representative: a link, no account.
    *_rows("key-half", "/noeglehalvdel/{nothing}/", get="404"),
    *_rows("key-half-act", "/noeglehalvdel/", get="405", post="400"),
    *_rows("planning-log", "/planlaeg/log/", get="302 404 404 404 404 200 404 200 302", post=_CLOSED),
    # The three weeks, closing and the results of a published round: the planner's; the copy of a key is its holder's.
    *(
        row
        for name, path, sent in (
            ("planning-running", "forloeb/", _PLANNERS_DO),
            ("planning-running-rates", "forloeb/svarprocenter/", _CLOSED),
            ("planning-running-addresses", "forloeb/adresser/", _CLOSED),
            ("planning-running-days", "forloeb/datoer/", _PLANNERS),
            ("planning-running-extend", "forloeb/frist/", _PLANNERS),
            ("planning-running-cancel", "forloeb/aflys/", _PLANNERS),
            ("planning-running-questions", "forloeb/spoergsmaal/", _CLOSED),
            ("planning-running-close", "luk/", _PLANNERS),
            ("planning-running-results", "resultater/", _PLANNERS),
            ("planning-lot", "lod/", _PLANNERS),
        )
        for row in (
            *_rows(name, f"/planlaeg/runde/{{round}}/{path}", get=_PLANNERS, post=sent),
            *_rows(
                name,
                f"/planlaeg/runde/{{nothing}}/{path}",
                get=_NOBODYS,
                post=_CLOSED if sent is _CLOSED else _NOBODYS,
            ),
        )
    ),
    *_rows(
        "planning-running-address",
        "/planlaeg/runde/{round}/forloeb/adresser/{nothing}/",
        get=_NOBODYS,
        post=_NOBODYS,
    ),
    *_rows("planning-running-copy", "/planlaeg/runde/{round}/luk/kopi/", get=_NOBODYS, post=_NOBODYS),
    *_rows("account_login", "/log-ind/", get="200 302", post="200 302"),
    *_rows("account_request_login_code", "/log-ind/", get="200 302", post="200 302"),
    *_rows("account_confirm_login_code", "/log-ind/kode/", get="302", post="302"),
    *_rows("mfa_login_webauthn", "/log-ind/noegle/", get="302", post="302"),
    *_rows("mfa_authenticate", "/log-ind/bekraeft/", get="302", post="302"),
    *_rows("account_logout", "/log-ud/", get="302 200", post="302"),
    *_rows("mfa_index", "/sikkerhed/", get="302 200", post="302 405"),
    *_rows(
        "mfa_reauthenticate",
        "/sikkerhed/bekraeft/",
        get="302 302 302 302 302 200 200 200 302",
        post="302 302 302 302 302 200 200 200 302",
    ),
    *_rows(
        "mfa_reauthenticate_webauthn",
        "/sikkerhed/bekraeft/noegle/",
        get="302 302 200 302 302 302 302 302 302",
        post="302",
    ),
    *_rows(
        "mfa_activate_totp",
        "/sikkerhed/app/",
        get="302 200 302 200 200 302 302 302 200",
        post="302 200 302 200 200 302 302 302 200",
    ),
    *_rows(
        "mfa_deactivate_totp",
        "/sikkerhed/app/fra/",
        get="302 404 404 404 404 302 302 302 302",
        post="302 404 404 404 404 302 302 302 302",
    ),
    *_rows("mfa_list_webauthn", "/sikkerhed/noegler/", get="302", post="302"),
    *_rows(
        "mfa_add_webauthn",
        "/sikkerhed/noegler/ny/",
        get="302 200 302 200 200 302 302 302 200",
        post="302 200 302 200 200 302 302 302 200",
    ),
    *_rows(
        "mfa_remove_webauthn",
        "/sikkerhed/noegler/{key}/fjern/",
        get="302 404 302 404 404 302 302 302 302",
        post="302 404 302 404 404 302 302 302 302",
    ),
    *_rows("mfa_view_recovery_codes", "/sikkerhed/noedkoder/", get="302 404", post="302 405"),
    *_rows("mfa_generate_recovery_codes", "/sikkerhed/noedkoder/nye/", get="302", post="302"),
    # Respondents' pages: no login is asked for and none is seen, so everybody gets the same.
    *_rows("answer-code", "/svar/", get="200", post="400"),
    *_rows("answer-kiosk", "/svar/kiosk/", get="200", post="400"),
    *_rows("answer-link", "/svar/aaaaaaaaaaaaaaaaaaaaaaaaaa/", get="404"),
    *_rows("answer-begin", "/svar/start/", get="302", post="400"),
    *_rows("answer-page", "/svar/side/", get="302", post="400"),
    *_rows("answer-review", "/svar/gennemse/", get="302", post="400"),
    *_rows("answer-send", "/svar/send/", get="302", post="400"),
    *_rows("answer-delete", "/svar/slet/", get="302", post="400"),
    # The room: a page is what its key opens, so everybody gets the same here too.
    *_rows("room-code", "/d/", get="200", post="400"),
    *_rows("room-screen", "/faelles/{screen}/", get="200", post="400"),
    *_rows("room-screen", "/faelles/{nothing}/", get="404", post="400"),
    *_rows("pulse", "/aftale/{nothing}/", get="404", post="400"),
    *_rows("pulse-doers", "/aftale/{nothing}/goer/", get="404", post="400"),
    *_rows("pulse-receivers", "/aftale/{nothing}/modtager/", get="404", post="400"),
    *_rows("shift", "/vagt/{nothing}/", get="404", post="400"),
    *_rows("course-code", "/kursus/", get="200", post="400"),
    *_rows("course-join", "/kursus/{nothing}/", get="404", post="400"),
    *_rows("course-phone", "/kursus/{nothing}/{nothing}/", get="404", post="400"),
    *_rows("course-wall", "/kursus/vaeg/{nothing}/", get="404", post="400"),
    *_rows("course-control", "/kursus/styring/{nothing}/", get="404", post="400"),
    *_rows("course-page", "/kursus/side/{nothing}/", get="404", post="400"),
    *_rows("course-question", "/kursus/spoergsmaal/{nothing}/", get="404", post="400"),
    *_rows("course-questions-control", "/kursus/styring/{nothing}/spoergsmaal/", get="404", post="400"),
    *_rows("course-questions-phone", "/kursus/{nothing}/{nothing}/spoergsmaal/", get="404", post="400"),
    *_rows("course-check", "/kursus/selvtjek/da/", get="200", post="400"),
    *_rows("room-control", "/styring/{control}/", get="200", post="400"),
    *_rows("room-control", "/styring/{nothing}/", get="404", post="400"),
    *_rows("room-join", "/d/{room}/", get="200", post="400"),
    *_rows("room-join", "/d/{nothing}/", get="404", post="400"),
    *_rows("room-phone", "/d/{room}/{phone}/", get="200", post="400"),
    *_rows("room-phone", "/d/{room}/{nothing}/", get="404", post="400"),
    *_rows("unit-page", "/enhed/{nothing}/", get="404", post="400"),
    *_rows("unit-page-quality", "/enhed/{nothing}/kvalitet/", get="404", post="400"),
    *_rows("unit-patterns", "{unit_page}moenstre/", get="200", post="400"),
    *_rows("unit-idea", "{unit_page}efter-vagten/", get="200", post="400"),
    *_rows("unit-page-note", "/enhed/{nothing}/notat/{nothing}/", get="404", post="400"),
    *_rows("asset", "{style}", get="200", post="200", other="200"),
    *_rows("icon", "/favicon.ico", get="200", post="200", other="200"),
]

# Only in the demo; on any other site these names do not exist.
DEMO_ONLY = {
    "demo-front",
    "demo-start",
    "demo-login",
    "demo-room",
    "demo-clock",
    "demo-mails",
    "demo-mail",
    "demo-file",
}

_INTRODUCTION = """# Who gets what

Made from the table that the tests check (`tests/access/matrix.py`): every address of the site, every role, one's own
things and those of others, every method. 200 is the page; 302 leads to logging in, to setting up or proving a second
factor, or on; 404 is the page for what is not there, and the very same page stands for what is somebody else's; 405 is a
method that the address does not take; 400 is a form that cannot be read.

What may be read at all is decided by grants to persons, made at publication from what the round promised:
[anonymity](../explanation/anonymity.md). In the table the round lets leaders' own leaders read reports, as it does unless a
planner chose otherwise, and lets leaders show employees a version, as it does only where a planner chose so. The demo has
pages of its own besides, which exist on no other site.
"""


def as_markdown() -> str:
    """Return the document."""
    lines = [_INTRODUCTION, "| who | |", "|---|---|"]
    lines += [f"| {name} | {told} |" for name, told in CAST.items()]
    lines += ["", f"| address | method | {' | '.join(CAST)} |", "|---|---" * 1 + "|---" * len(CAST) + "|"]
    for row in ROWS:
        cells = " | ".join(map(str, row.statuses))
        lines.append(f"| `{row.path}` | {row.methods} | {cells} |")
    lines += [
        "",
        "`{report}` is the report about Karen, `{nothing}` an id that no report has, `{head}` another part of the same",
        "Release, `{key}` Karen's passkey, `{style}` a style sheet, `{room}` the code of an open room, `{phone}` a phone in",
        "it, `{path}` her follow-up, `{note}` a private note of hers, `{screen}` and `{control}` the keys of its screen and control, `{unit}` Karen's unit, `{session}` a session of it that is open, `{prepared}` one that is not, `{vignette}` a",
        "case that the unit wrote.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_markdown(), end="")
