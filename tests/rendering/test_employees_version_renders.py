"""The version for employees as files: every name is known, text of people stays text, the PDF file is for everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template import Engine

from fagspejl.analysis.types import ItemSpec
from fagspejl.reporting.page_types.report import Fact
from fagspejl.reporting.pages.for_employees.meeting import build_projector
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.for_employees.types import EmployeesPage
from fagspejl.reporting.render import html
from fagspejl.reporting.render.pdf import PdfWriter
from reporting.questionnaires import shipped
from support.pdf import pdf_text, pdf_ua_faults
from support.tiny import team, tiny_round

MISSED = "NOT-IN-THE-PAGE-MODEL"
ROUGH = '=1+1 <script>alert(1)</script> #panic("x") \u202emaN 😀 ' + "Margrethe-Kirstine " * 8


def page_of(n: int, name: str = "Karen") -> EmployeesPage:
    """The version about a leader of n employees, in the middle of the scale."""
    items = [ItemSpec(item.id, item.theme) for item in shipped().items]
    forms = team("Karen", [[3, 4 - i % 2, 3, 2 + i % 2, 3] for i in range(n)])
    made = tiny_round(forms, items=items, invited={"Karen": (n + 2, 0, 0)}, home={"Karen": "root"})
    page = build_employees(made.release(), "Karen", shipped(), "da")
    assert page is not None
    head = replace(page.head, facts=(Fact("Leder", name), *page.head.facts), kicker=name, document_title=name)
    return replace(page, head=head)


@pytest.mark.parametrize("n", [7, 12])
def test_no_name_is_unknown(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that somebody renames shows in the tests, not as an empty place before Karen's employees."""
    engine = Engine(dirs=html._engine().dirs, libraries=html._engine().libraries, string_if_invalid=MISSED)
    monkeypatch.setattr(html, "_engine", lambda: engine)
    page = page_of(n)
    for one in (page, build_projector(page)):
        assert MISSED not in html.render_html(one)


def test_it_stands_alone_and_text_stays_text() -> None:
    """A leader's name full of markup and turning marks is shown as letters; files hold no script and fetch nothing."""
    page = page_of(12, ROUGH)
    for one in (page, build_projector(page)):
        text = html.render_html(one)
        assert "<script" not in text
        assert "\u202e" not in text
        assert 'src="http' not in text
        assert "<link" not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize("n", [7, 12])
def test_the_pdf_file_is_whole(n: int) -> None:
    """Karen's print obeys PDF/UA-1, and the plan is its last page alone, so that she can keep it for herself."""
    file = PdfWriter(None).render(page_of(n, ROUGH))
    assert pdf_ua_faults(file) == []
    *shown, plan = pdf_text(file).split("\f")
    assert "Plan for mødet" in plan
    assert "Det sker nu" in plan
    assert "Plan for mødet" not in "".join(shown)
    assert len(shown) == (1 if n < 10 else 2)
    assert "#panic" in shown[0]
