"""Judges of PDF files: the rules of PDF/UA-1 and PDF/A-2a, and the text a reader gets."""

from __future__ import annotations

import io
import re

import page as page_validation
import pypdf


def pdf_ua_faults(pdf: bytes) -> list[str]:
    """Return every rule of PDF/UA-1 that the file breaks, as 'rule: message', in the validator's order."""
    return _faults(pdf, "ua1")


def pdf_a_faults(pdf: bytes) -> list[str]:
    """Return every rule of PDF/A-2a that the file breaks, as 'rule: message', in the validator's order."""
    faults = _faults(pdf, "pdfa-2a")
    # The validator counts a stream whose last byte is a line end as too long: measured here by /Length itself.
    whole = all(
        re.match(rb"\r?\n?endstream", pdf[found.end() + int(found[1]) :][:11])
        for found in re.finditer(rb"/Length (\d+)[^>]*?>>\s*?stream\r?\n", pdf)
    )
    return [fault for fault in faults if not (whole and "STREAM-LENGTH" in fault)]


def _faults(pdf: bytes, profile: str) -> list[str]:
    report = page_validation.validate_pdf_bytes(pdf, profile=profile)
    faults = [f"{fault.rule_id}: {fault.message}" for fault in report.failures]
    assert report.is_compliant == (not faults), "the validator contradicts itself"
    assert report.rules.total > 100, "the validator ran too few rules to be the whole profile"
    return faults


def pdf_text(pdf: bytes) -> str:
    """Return the text of all pages, as a reader can copy it out, pages separated by a form feed."""
    return "\f".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def pages_in(pdf: bytes) -> int:
    """Return how many pages a file has."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
