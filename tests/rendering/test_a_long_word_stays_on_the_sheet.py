"""A word that no column can hold is divided: all of it stands on the sheet, and nothing is put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2

from fagspejl.reporting.render.pdf import PdfWriter
from rendering import sample_pages
from support.pdf import pdf_text, pdf_ua_faults

NAME, ROUND, COMMENT = "ø" * 199 + "Z", "K" * 200, "x" * 1500 + "SLUT"


def test_names_and_comments_of_one_word() -> None:
    """Karen's name and round have 200 letters without a space, Omar's comment 1,504: the PDF shows every letter."""
    page = sample_pages.karens_report()
    assert page.comments is not None
    group, _ = page.comments.groups
    questions = (replace(group.questions[0], texts=(COMMENT,)),)
    comments = replace(page.comments, groups=(replace(group, questions=questions),))
    head = replace(page.head, title=NAME, document_title=f"Rapport til {NAME}", kicker=ROUND)
    made = PdfWriter(date(2026, 3, 14)).render(replace(page, comments=comments, head=head))
    text = "".join(pdf_text(made).split())
    assert COMMENT in text
    assert NAME in text
    assert ROUND in text
    assert pdf_ua_faults(made) == []
    with pypdfium2.PdfDocument(made) as document:
        for sheet in document:
            found = sheet.get_textpage()
            boxes = [
                found.get_charbox(place)
                for place in range(found.count_chars())
                if found.get_text_range(place, 1).strip()
            ]
            assert max(right for _, _, right, _ in boxes) < sheet.get_width()
            assert max(top for _, _, _, top in boxes) < sheet.get_height()
