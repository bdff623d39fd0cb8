"""The PDF judges tell an accessible file from one that is not."""

import typst

from support.pdf import pdf_text, pdf_ua_faults

SOURCE = b"""
#set document(title: "Rapport til Karen", date: none)
#set text(lang: "da")
= Rapport til Karen
Medarbejderne svarer 3,4 i gennemsnit.
"""


def test_tagged_file_has_no_fault() -> None:
    """Karen's screen reader can read a file made for PDF/UA-1."""
    assert pdf_ua_faults(typst.compile(SOURCE, pdf_standards=["ua-1"])) == []


def test_plain_file_is_found_out() -> None:
    """A file that does not say it follows PDF/UA-1 is not let through."""
    faults = pdf_ua_faults(typst.compile(SOURCE))
    assert any("PDFUA1" in fault for fault in faults)


def test_text_comes_out() -> None:
    """Karen can copy a sentence from her report."""
    assert "Medarbejderne svarer 3,4 i gennemsnit." in pdf_text(typst.compile(SOURCE))
