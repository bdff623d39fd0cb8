"""A survey of LimeSurvey becomes themes of ours, and what is not taken is named."""

from __future__ import annotations

import time

import pytest

from fagspejl.instrument.loader import read
from fagspejl.intake.questionnaires import Aside, NotAQuestionnaire, read_lss

LABELS = ("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig")


def _table(name: str, *rows: dict[str, str]) -> str:
    cells = ("".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) for row in rows)
    return f"<{name}><fields/><rows>{''.join(f'<row>{row}</row>' for row in cells)}</rows></{name}>"


def _document(*tables: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
    return f"{head}{''.join(tables)}</document>".encode()


def _settings(**titles: str) -> str:
    rows = ({"surveyls_language": name, "surveyls_title": text} for name, text in titles.items())
    return _table("surveys_languagesettings", *rows)


def _question(qid: str, kind: str, order: int, parent: str = "0", **more: str) -> dict[str, str]:
    usual = {"qid": qid, "parent_qid": parent, "gid": "1", "type": kind, "title": f"Q{qid}"}
    return usual | {"question_order": str(order)} | more


def _new(*, labels: tuple[str, ...] = LABELS, statement: str = "<p>Min leder lytter.</p>") -> bytes:
    """As LimeSurvey 4 and later write it: words in tables of their own."""
    said = {
        "10": "Hvor enig er du?",
        "11": statement,
        "12": "Min leder spørger &amp; svarer.",
        "20": "Andet?",
        "30": "Køn",
    }
    return _document(
        _table("groups", {"gid": "1", "group_order": "1"}),
        _table("group_l10ns", {"gid": "1", "group_name": "Trivsel", "language": "da"}),
        _table("questions", _question("10", "F", 1), _question("20", "T", 2), _question("30", "G", 3)),
        _table("subquestions", _question("12", "T", 2, "10"), _question("11", "T", 1, "10")),
        _table(
            "question_l10ns", *({"qid": q, "question": text, "language": "da"} for q, text in said.items())
        ),
        _table("answers", *({"aid": str(n), "qid": "10", "sortorder": str(n)} for n in range(len(labels)))),
        _table(
            "answer_l10ns",
            *({"aid": str(n), "answer": text, "language": "da"} for n, text in enumerate(labels)),
        ),
        _settings(da="Vores trivsel", de="Unser Befinden"),
    )


def test_rows_of_an_array_become_statements() -> None:
    """Bente hands in last year's survey: a group is a theme, its rows are statements in their order, as plain text."""
    found = read_lss(_new())
    made = read(found.files)
    assert (made.id, [theme.id for theme in made.themes], made.comments) == (
        "vores-trivsel",
        ["trivsel"],
        ("q20",),
    )
    assert list(made.wordings["da"].themes["trivsel"].items["employee"].values()) == [
        "Min leder lytter.",
        "Min leder spørger & svarer.",
    ]
    assert made.wordings["da"].options == LABELS
    assert set(found.aside) == {Aside("type", "Q30"), Aside("language", "de")}


def test_other_labels_are_told() -> None:
    """The survey asked "Slet ikke" to "I høj grad"; Bente is told that ours take their place."""
    labels = ("Slet ikke", "I ringe grad", "Delvist", "I nogen grad", "I høj grad")
    assert Aside("labels", "Q10") in read_lss(_new(labels=labels)).aside
    with pytest.raises(NotAQuestionnaire) as refused:  # of seven points nothing is left to take
        read_lss(_new(labels=(*LABELS, "Helt vildt enig", "Ved ikke")))
    assert refused.value.why == "no_theme"


def test_an_older_survey_is_read_too() -> None:
    """LimeSurvey 3 wrote every question once for each language; a half translated language is left out."""
    rows = [
        _question("10", "A", 1, question="Hvor enig?", language="da"),
        _question("10", "A", 1, question="How much?", language="en"),
    ]
    below = [
        _question("11", "T", 1, "10", question="Et.", language="da"),
        _question("12", "T", 2, "10", question="To.", language="da"),
        _question("11", "T", 1, "10", question="One.", language="en"),
    ]
    group = {"gid": "1", "group_order": "1", "group_name": "Trivsel", "language": "da"}
    found = read_lss(
        _document(
            _table("groups", group),
            _table("questions", *rows),
            _table("subquestions", *below),
            _settings(da="Trivsel", en="Well-being"),
        )
    )
    made = read(found.files)
    assert list(made.wordings["da"].themes["trivsel"].items["employee"].values()) == ["Et.", "To."]
    assert tuple(made.wordings) == ("da",)
    assert Aside("language", "en") in found.aside


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not_lss"),
        (b"<document><groups/></document>", "not_lss"),
        (b"PK\x03\x04 no survey", "not_lss"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>', "unsafe"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document/>', "unsafe"),
        (b"<a>" * 200_000, "not_lss"),
        (b"x" * (2 * 1024 * 1024 + 1), "too_large"),
        (_document(_table("groups"), _table("questions"), _settings(de="Nur deutsch")), "no_language"),
        (_document(_table("groups"), _table("questions"), _settings(da="Tom")), "no_theme"),
        (
            _document(_table("groups", *({"gid": str(n)} for n in range(20_001))), _settings(da="Stor")),
            "too_large",
        ),
    ],
)
def test_what_is_no_survey_is_refused_at_once(data: bytes, why: str) -> None:
    """A bomb, a stranger's file, too much of it: refused by name, within seconds."""
    began = time.monotonic()
    with pytest.raises(NotAQuestionnaire) as refused:
        read_lss(data)
    assert refused.value.why == why
    assert time.monotonic() - began < 30  # seconds, on a busy machine
