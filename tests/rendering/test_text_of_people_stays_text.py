"""What people write is shown as they wrote it and is never read as markup, in web pages and in PDF files."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import PdfWriter
from fagspejl.web.printed import printable
from rendering import sample_pages
from support.pdf import pdf_text, pdf_ua_faults


def report_with(comment: str, name: str = "Karen Holm") -> ReportPage:
    page = sample_pages.karens_report()
    assert page.comments is not None
    group, _ = page.comments.groups
    question = replace(group.questions[0], texts=(comment,))
    comments = replace(page.comments, groups=(replace(group, questions=(question,)),))
    return replace(page, comments=comments, head=replace(page.head, title=name))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
@example("</style><script>alert(1)</script>")
@example("{{ page.head.title }} {% include 'x' %} &amp; \"quoted\" 'single'")
def test_a_comment_is_escaped(comment: str) -> None:
    """Omar writes brackets, ampersands or braces, and Karen reads exactly these."""
    html = render_html(report_with(comment))
    item = html.split('<li dir="auto">')[1].split("</li>")[0]
    assert "<" not in item
    shown = html_signs(comment)
    assert unescape(item) == shown


def html_signs(text: str) -> str:
    """Return the text as HTML can hold it: signs that turn text around are replaced."""
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
    return text.translate(dict.fromkeys(map(ord, turning), "\ufffd"))


def test_control_characters_do_not_reach_the_page() -> None:
    """A comment pasted from an old system holds a bell and a null; the page stays valid."""
    html = render_html(report_with("før\x00\x07efter"))
    assert "\x00" not in html
    assert "\x07" not in html
    assert "før\ufffd\ufffdefter" in html


@pytest.mark.parametrize(
    "comment",
    [
        '#read("/etc/passwd")',
        "= Overskrift *fed* _kursiv_ $x^2$ @henvisning <mærke> `kode` \\ // slut",
        '#eval("1+1") #import "layout.typ": * #{ panic() }',
        'Citat: "ja", sagde hun\\n og "nej"',
    ],
)
def test_a_comment_is_no_command_of_the_pdf(comment: str) -> None:
    """Sofie writes what would be a command to the typesetter, and Karen's PDF shows it letter by letter."""
    pdf = PdfWriter(date(2026, 3, 14)).render(report_with(comment))
    assert "".join(comment.split()) in "".join(pdf_text(pdf).split())


@pytest.mark.parametrize(
    "comment",
    ["Godt 👩🏽‍⚕️ klaret 😊", "漢字", "العربية", "bip\x07bip\x1b[0m", "a\u202eb", "e\u0301", "\ufeff\u200bx"],
)
def test_signs_without_a_glyph_do_not_stop_the_pdf(comment: str) -> None:
    """Omar thanks with a smiley; the PDF is made and obeys the rules, whether or not its fonts have the sign."""
    assert pdf_ua_faults(PdfWriter(date(2026, 3, 14)).render(report_with(comment, name=comment))) == []


@given(st.text())
def test_printable_text_is_json_of_known_signs(text: str) -> None:
    """Whatever Lone pastes, what reaches the typesetter is valid JSON without control signs."""
    import json

    shown = json.loads(printable(json.dumps([text], ensure_ascii=False)))[0]
    assert not [sign for sign in shown if sign < " " and sign != "\n"]
    plain = 'Karen & Ida: æøå "ja" \\ slut\nny linje'
    assert json.loads(printable(json.dumps([plain + text], ensure_ascii=False)))[0].startswith(plain[:-1])
